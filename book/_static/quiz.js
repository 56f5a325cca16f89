/* Quizzes count. A quiz is a list of questions with one fold per answer, and each fold says "Right"
   or "Wrong" by itself, so that it works without this script. The script adds color, and the score:
   how many questions were right at the first try. Nothing is stored; a reload begins anew. */
(function () {
  "use strict";

  function isRight(fold) {
    var words = "";
    fold.childNodes.forEach(function (node) {
      if (node.nodeName !== "SUMMARY") words += node.textContent;
    });
    return /^\s*right\b/i.test(words);
  }

  // The questions of a quiz: lists of folds; a paragraph between two folds begins a new question.
  function questions(section) {
    var found = [], open = false;
    Array.prototype.forEach.call(section.children, function (node) {
      if (node.nodeName !== "DETAILS") open = false;
      else if (open) found[found.length - 1].push(node);
      else {
        open = true;
        found.push([node]);
      }
    });
    return found;
  }

  function says(first) {
    var answered = first.filter(function (right) { return right !== null; }).length;
    var right = first.filter(Boolean).length;
    if (!answered) return first.length + " questions. Think first, then unfold your answer.";
    return right + " of " + answered + " right at the first try" +
      (answered < first.length ? "; " + (first.length - answered) + " to go." : ". Done.");
  }

  function enliven(section) {
    var asked = questions(section);
    if (!asked.length) return;
    var first = asked.map(function () { return null; });
    var bar = document.createElement("div"), line = document.createElement("p");
    var again = document.createElement("button");
    bar.className = "quiz-score";
    line.setAttribute("role", "status");
    again.type = "button";
    again.textContent = "Start again";
    again.hidden = true;
    bar.append(line, again);
    function update() {
      line.textContent = says(first);
      again.hidden = !first.some(function (right) { return right !== null; });
    }
    asked.forEach(function (folds, k) {
      folds.forEach(function (fold) {
        fold.classList.add("answer", isRight(fold) ? "right" : "wrong");
        fold.addEventListener("toggle", function () {
          if (!fold.open || first[k] !== null) return;
          first[k] = isRight(fold);
          update();
        });
      });
    });
    again.addEventListener("click", function () {
      first.fill(null);
      asked.forEach(function (folds) { folds.forEach(function (fold) { fold.open = false; }); });
      update();
      asked[0][0].querySelector("summary").focus();
    });
    section.append(bar);
    update();
  }

  function prepare() {
    document.querySelectorAll("section#quiz").forEach(enliven);
  }

  window.rnnlabQuiz = {questions: questions, isRight: isRight};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
