/* Chapter 4: one step of the running example, with the shape or the numbers on every wire. Choose
   the step, its input and one weight; everything is computed anew. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue, green, orange, yellow, gray, ink} = live.colors;
  const W_aa = [[0.5, -0.3], [0.4, 0.2]], W_ax = [1, -0.5], b_a = [0, 0], W_ya = [1, -1], b_y = 0;
  const X = [0.5, 0.3, 0.9], WORDS = ["Teddy", "was", "president"];

  // All wires of step t; its input is x, and `w` stands in for the weight of row 1, column 1.
  function wires(t, x, w) {
    const W = [[w, W_aa[0][1]], W_aa[1]];
    let a_prev = [0, 0], found = null;
    for (let s = 1; s <= t; s++) {
      const x_s = s === t ? x : X[s - 1];
      const from_a = [0, 1].map(i => W[i][0] * a_prev[0] + W[i][1] * a_prev[1]);
      const from_x = [W_ax[0] * x_s, W_ax[1] * x_s];
      const z = [0, 1].map(i => from_a[i] + from_x[i] + b_a[i]);
      const a = z.map(Math.tanh), z_y = W_ya[0] * a[0] + W_ya[1] * a[1] + b_y;
      found = {a_prev, x: x_s, from_a, from_x, z, a, z_y, y: live.sigma(z_y)};
      a_prev = a;
    }
    return found;
  }

  const four = v => live.number(v, 4);

  function box(parent, x, y, width, fill, name) {
    parent.append(live.svg("rect", {x, y, width, height: 34, rx: 8, fill}),
                  live.svg("text", {x: x + width / 2, y: y + 23, fill: ink, "font-size": 16,
                                    "text-anchor": "middle"}, name));
  }

  // From bottom to top: sources, weights, sum, g0, state, readout, g1, prediction.
  function draw(v, t, mode) {
    const now = `\u2039${t}\u203a`, before = `\u2039${t - 1}\u203a`, shapes = mode === "shapes";
    const picture = live.picture(298, 460, `The cell of step ${t}; the numbers on its wires are ` +
                                           "told below.");
    // What travels on a wire: its shape, or its numbers, one below the other.
    function label(x, y, shape, values) {
      (shapes ? [shape] : [].concat(values).map(four)).forEach((line, k) => {
        live.write(picture, x, y + 17 * k, line);
      });
    }
    box(picture, 18, 424, 76, green, "a" + before);
    box(picture, 186, 424, 76, blue, "x" + now);
    live.arrow(picture, "M56 424V366");
    live.arrow(picture, "M224 424V366");
    label(66, 388, "(2, 1)", v.a_prev);
    label(234, 396, "(1, 1)", v.x);
    box(picture, 2, 330, 108, gray, "W_aa" + (shapes ? " (2, 2)" : ""));
    box(picture, 170, 330, 108, gray, "W_ax" + (shapes ? " (2, 1)" : ""));
    live.arrow(picture, "M56 330V268H91");
    live.arrow(picture, "M224 330V268H185");
    label(0, 292, "(2, 1)", v.from_a);
    label(234, 292, "(2, 1)", v.from_x);
    box(picture, 93, 251, 90, gray, "+ b_a");
    live.arrow(picture, "M138 251V210");
    label(148, 228, "(2, 1)", v.z);
    box(picture, 93, 174, 90, yellow, "g\u2080 = tanh");
    live.arrow(picture, "M138 174V134");
    label(148, 150, "(2, 1)", v.a);
    live.arrow(picture, "M183 191H294");
    live.write(picture, 194, 184, `a${now}, next step`);
    box(picture, 51, 98, 174, gray, `W_ya${shapes ? " (1, 2)" : ""}, + b_y`);
    live.arrow(picture, "M138 98V62");
    label(148, 85, "(1, 1)", v.z_y);
    box(picture, 93, 26, 90, yellow, "g\u2081 = \u03c3");
    live.arrow(picture, "M183 43H212");
    box(picture, 214, 26, 56, orange, "\u0177" + now);
    label(220, 18, "(1, 1)", v.y);
    return picture;
  }

  function tell(v, t) {
    const word = v.x === X[t - 1] ? ", " + WORDS[t - 1] : "";
    return `Step ${t}${word}: state (${v.a_prev.map(four).join(", ")}) and input ` +
      `${v.x.toFixed(2)} give the state (${v.a.map(four).join(", ")}) and the prediction ` +
      `${four(v.y)}.`;
  }

  function enliven(fold) {
    const stage = live.stage("Picture"), status = live.element("p", {role: "status"});
    const steps = live.slider("Step t", "t", 1, 3, 1, 1);
    const input = live.slider("Its input", "x", 0, 1, 0.05, X[0]);
    steps.addEventListener("input", event => { // a new step begins with its own word
      input.querySelector("input").value = X[event.target.value - 1];
    });
    live.fill(fold, [live.buttons("On the wires", "mode", ["numbers", "shapes"]), steps, input,
                     live.slider("W_aa, first entry", "w", -2, 2, 0.1, W_aa[0][0])],
              [stage, status], ({t, x, w, mode}) => {
      const v = wires(t, x, w);
      stage.replaceChildren(draw(v, t, mode));
      status.textContent = tell(v, t);
    });
  }

  window.rnnlabCell = {wires};
  live.figure("Try it: the cell", enliven);
})();
