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
    const picture = live.picture(350, 486, `The cell of step ${t}; the numbers on its wires are ` +
                                           "told below.");
    // What travels on a wire: its shape, or its numbers, one below the other.
    function label(x, y, shape, values) {
      (shapes ? [shape] : [].concat(values).map(four)).forEach((line, k) => {
        live.write(picture, x, y + 17 * k, line);
      });
    }
    box(picture, 12, 440, 76, green, "a" + before);
    box(picture, 212, 440, 76, blue, "x" + now);
    live.arrow(picture, "M50 440V382");
    live.arrow(picture, "M250 440V382");
    label(60, 404, "(2, 1)", v.a_prev);
    label(260, 412, "(1, 1)", v.x);
    box(picture, 12, 346, 110, gray, "W_aa" + (shapes ? " (2, 2)" : ""));
    box(picture, 200, 346, 110, gray, "W_ax" + (shapes ? " (2, 1)" : ""));
    live.arrow(picture, "M62 346V284H104");
    live.arrow(picture, "M250 346V284H198");
    label(4, 308, "(2, 1)", v.from_a);
    label(260, 308, "(2, 1)", v.from_x);
    box(picture, 106, 267, 90, gray, "+ b_a");
    live.arrow(picture, "M150 267V226");
    label(160, 244, "(2, 1)", v.z);
    box(picture, 106, 190, 90, yellow, "g\u2080 = tanh");
    live.arrow(picture, "M150 190V150");
    label(160, 166, "(2, 1)", v.a);
    live.arrow(picture, "M196 207H330");
    live.write(picture, 232, 200, `a${now}, next step`);
    box(picture, 76, 114, 150, gray, `W_ya${shapes ? " (1, 2)" : ""}, + b_y`);
    live.arrow(picture, "M150 114V78");
    label(160, 101, "(1, 1)", v.z_y);
    box(picture, 106, 42, 90, yellow, "g\u2081 = \u03c3");
    live.arrow(picture, "M196 59H226");
    box(picture, 228, 42, 56, orange, "\u0177" + now);
    label(292, 64, "(1, 1)", v.y);
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
