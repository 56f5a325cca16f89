/* The first page: type three words of your own into the drawing ".live-words". Each is read as its
   number of letters divided by ten; states and predictions are computed anew (live_unfold.js).
   Without script the drawing stands as it is, and the form is not shown. */
(function () {
  "use strict";
  var START = ["Teddy", "was", "president"], LONGEST = 11;

  function letters(word) {
    return (word.match(/\p{L}/gu) || []).length;
  }

  // One input per word, as in the package: letters divided by ten.
  function inputs(words) {
    return words.map(function (word) { return letters(word) / 10; });
  }

  function number(v) {
    return (v < -0.005 ? "\u2212" : "") + Math.abs(v).toFixed(2);
  }

  function shown(word) {
    return word.length > LONGEST ? word.slice(0, LONGEST - 1) + "\u2026" : word || "\u2013";
  }

  function listed(steps) {
    return steps.map(function (t) { return "\u0177\u2039" + t + "\u203a"; }).join(", ");
  }

  function tell(steps, before) {
    var moved = [], kept = [];
    steps.forEach(function (step, k) {
      (Math.abs(step.y - before[k].y) > 1e-12 ? moved : kept).push(k + 1);
    });
    var said = "Predictions: " + steps.map(function (s) { return number(s.y); }).join(", ") + ". ";
    if (!moved.length) return said + "Change a word: what is read after it changes, too.";
    return said + "Changed: " + listed(moved) + " (framed)." +
      (kept.length ? " Not changed: " + listed(kept) + "." : "");
  }

  function prepare() {
    var drawing = document.querySelector(".live-words svg");
    var form = document.querySelector("form.live-words-form");
    if (!drawing || !form) return;
    var fields = Array.prototype.slice.call(form.querySelectorAll("input"));
    // The drawing's numbers, from left to right: two zeros, then a (two), x and y of each step.
    var places = drawing.querySelectorAll(".num"), words = drawing.querySelectorAll(".big");
    var before = window.rnnlabUnfold.read(inputs(START));
    function update() {
      var xs = inputs(fields.map(function (field) { return field.value; }));
      var steps = window.rnnlabUnfold.read(xs);
      steps.forEach(function (step, k) {
        [step.a[0], step.a[1], xs[k], step.y].forEach(function (v, i) {
          places[2 + 4 * k + i].textContent = i === 2 ? String(v) : number(v);
        });
        words[k].textContent = shown(fields[k].value);
        var box = places[5 + 4 * k].previousElementSibling.previousElementSibling;
        box.classList.toggle("moved", Math.abs(step.y - before[k].y) > 1e-12);
      });
      form.querySelector("[role=status]").textContent = tell(steps, before);
    }
    form.addEventListener("input", update);
    form.addEventListener("reset", function () { window.setTimeout(update, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    update();
  }

  window.rnnlabWords = {inputs: inputs};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
