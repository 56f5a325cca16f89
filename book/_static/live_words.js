/* The first page: type three words of your own into the drawing ".live-words". Each is read as its
   number of letters divided by ten; states and predictions are computed anew (live_unfold.js).
   Without script the drawing stands as it is, and the form is not shown. */
(() => {
  "use strict";
  const live = window.rnnlabLive, START = ["Teddy", "was", "president"], LONGEST = 11;

  // One input per word, as in the package: letters divided by ten.
  function inputs(words) {
    return words.map(word => (word.match(/\p{L}/gu) || []).length / 10);
  }

  const two = v => live.number(v, 2);

  const moved = (now, before) => Math.abs(now.y - before.y) > 1e-12;

  function shown(word) {
    return word.length > LONGEST ? word.slice(0, LONGEST - 1) + "\u2026" : word || "\u2013";
  }

  // The drawing's numbers, from left to right: two zeros, then a (two), x and y of each step.
  function draw(drawing, texts, xs, steps, before) {
    const places = drawing.querySelectorAll(".num"), words = drawing.querySelectorAll(".big");
    steps.forEach((step, k) => {
      [...step.a.map(two), xs[k], two(step.y)].forEach((text, i) => {
        places[2 + 4 * k + i].textContent = text;
      });
      words[k].textContent = shown(texts[k]);
      const box = places[5 + 4 * k].previousElementSibling.previousElementSibling;
      box.classList.toggle("moved", moved(step, before[k]));
    });
  }

  function tell(steps, before) {
    const listed = changed => steps.map((_, k) => k)
      .filter(k => moved(steps[k], before[k]) === changed)
      .map(k => `\u0177\u2039${k + 1}\u203a`).join(", ");
    const said = `Predictions: ${steps.map(step => two(step.y)).join(", ")}. `;
    if (!listed(true)) return said + "Change a word: what is read after it changes, too.";
    return said + `Changed: ${listed(true)} (framed).` +
      (listed(false) ? ` Not changed: ${listed(false)}.` : "");
  }

  function enliven(form, drawing) {
    const fields = [...form.querySelectorAll("input")];
    const status = form.querySelector("[role=status]");
    const before = window.rnnlabUnfold.read(inputs(START));
    function update() {
      const texts = fields.map(field => field.value), xs = inputs(texts);
      const steps = window.rnnlabUnfold.read(xs);
      draw(drawing, texts, xs, steps, before);
      status.textContent = tell(steps, before);
    }
    form.oninput = update;
    form.onreset = () => window.setTimeout(update, 0);
    form.onsubmit = event => event.preventDefault();
    update();
  }

  window.rnnlabWords = {inputs};
  const form = document.querySelector("form.live-words-form");
  if (form) enliven(form, document.querySelector(".live-words svg"));
})();
