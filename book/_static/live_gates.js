/* Chapter 16: the LSTM of one unit that the chapter computes by hand. Choose the forget gate's
   bias, the input, a gate that is held still; every gate, both states and the gradient along the
   cells are computed anew. */
(() => {
  "use strict";
  const live = window.rnnlabLive;
  const W_aa = [0.5, -0.3, 0.4, 0.2], W_ax = [1, -0.5, 1, -0.5]; // rows i, f, g, o
  const X = [0.5, 0.3, 0.9], WORDS = ["Teddy", "was", "president"], T_MAX = 30;
  const ROWS = ["i", "f", "g", "o"];
  const COLORS = {i: live.colors.blue, f: live.colors.green, o: live.colors.orange,
                  c: live.colors.yellow, a: live.colors.violet};

  /* All steps 1 .. T. s: {bias, x, T, scale, hold, at}. x is the first input; after the third word
     the input is 0. scale multiplies W_aa. The gate `hold` stands at `at` in every step. `left` is
     f<2> ... f<t>, `whole` is dc<t>/dc<1>, with the detours over a and the gates. */
  function run(s) {
    const steps = [];
    let a = 0, c = 0, left = 1, da = 0, dc = 1;
    for (let t = 1; t <= s.T; t++) {
      const x = t === 1 ? s.x : X[t - 1] || 0, gate = {}, slope = {}, old = c;
      ROWS.forEach((name, k) => {
        const z = s.scale * W_aa[k] * a + W_ax[k] * x + (name === "f" ? s.bias : 0);
        const v = name === s.hold ? s.at : name === "g" ? Math.tanh(z) : live.sigma(z);
        const rise = name === s.hold ? 0 : name === "g" ? 1 - v * v : v * (1 - v);
        gate[name] = v;
        slope[name] = rise * s.scale * W_aa[k] * da;
      });
      c = gate.f * old + gate.i * gate.g;
      if (t > 1) {
        left *= gate.f;
        dc = gate.f * dc + slope.f * old + slope.i * gate.g + gate.i * slope.g;
      }
      const shown = Math.tanh(c);
      da = (t > 1 ? slope.o * shown : 0) + gate.o * (1 - shown * shown) * dc;
      a = gate.o * shown;
      steps.push({x, ...gate, c, a, left, whole: dc});
    }
    return steps;
  }

  // A word with its color before it.
  function name(parent, x, y, text, color) {
    live.write(parent, x, y, text);
    parent.append(live.svg("rect", {x: x - 16, y: y - 11, width: 12, height: 12, fill: color}));
  }

  function rule(parent, y, label) {
    parent.append(live.svg("line", {x1: 50, x2: 296, y1: y, y2: y, stroke: live.colors.line}));
    live.write(parent, 46, y + 5, label, "end");
  }

  function path(parent, heights, at, color, dashed) {
    parent.append(live.svg("polyline", {
      points: heights.map((y, k) => [at(k), y]).join(" "),
      fill: "none", stroke: color, "stroke-width": 3, "stroke-dasharray": dashed ? "6 5" : "none"
    }));
    heights.forEach((cy, k) => {
      parent.append(live.svg("circle", {cx: at(k), cy, r: heights.length > 12 ? 2.5 : 4,
                                        fill: color}));
    });
  }

  function gates(p, steps, at, wide) {
    const bar = Math.min(24, 0.27 * wide);
    rule(p, 26, "1");
    rule(p, 116, "0");
    ["i", "f", "o"].forEach((gate, j) => {
      name(p, 60 + 40 * j, 16, gate, COLORS[gate]);
      steps.forEach((step, k) => {
        const height = 90 * step[gate];
        p.append(live.svg("rect", {x: at(k) + bar * (j - 1.5), y: 116 - height, width: 0.85 * bar,
                                   height, fill: COLORS[gate]}));
      });
    });
  }

  function states(p, steps, at) {
    const cells = steps.map(step => step.c);
    const top = Math.ceil(Math.max(1, ...cells)), bottom = Math.floor(Math.min(0, ...cells));
    const height = v => 162 + 90 * (top - v) / (top - bottom);
    name(p, 60, 152, "c, the cell", COLORS.c);
    name(p, 160, 152, "a, what it shows", COLORS.a);
    rule(p, 162, top);
    rule(p, height(0), 0);
    if (bottom) rule(p, 252, live.number(bottom, 0));
    path(p, cells.map(height), at, COLORS.c);
    path(p, steps.map(step => height(step.a)), at, COLORS.a);
  }

  // Whole powers of ten that hold both paths, down to 1e-12.
  function gradients(p, steps, at) {
    const powers = steps.flatMap(step => [step.whole, step.left]).filter(Boolean)
      .map(v => Math.log10(Math.abs(v)));
    const high = Math.ceil(Math.max(0, ...powers));
    const low = Math.max(-12, Math.floor(Math.min(-1, ...powers)));
    const down = v => 302 + 138 * (high - Math.max(low, Math.log10(Math.abs(v) || 1e-30))) /
      (high - low);
    name(p, 60, 288, "product of f", COLORS.f);
    name(p, 170, 288, "full gradient", COLORS.i);
    for (let e = high; e >= low; e -= Math.ceil((high - low) / 4)) {
      rule(p, down(Math.pow(10, e)), e < -1 ? "1e" + live.number(e, 0) : Math.pow(10, e));
    }
    path(p, steps.map(step => down(step.whole)), at, COLORS.i);
    path(p, steps.map(step => down(step.left)), at, COLORS.f, true);
  }

  // Three charts over the steps: the gates as bars, both states, what is left of the first cell.
  function draw(steps) {
    const T = steps.length, wide = 246 / T, at = k => 48 + wide * (k + 0.5);
    const p = live.picture(298, 470, `Gates, states and gradient over ${T} steps; told in the ` +
                                     "table and below.");
    gates(p, steps, at, wide);
    states(p, steps, at);
    gradients(p, steps, at);
    const every = T > 15 ? 5 : T > 8 ? 2 : 1;
    for (let k = 0; k < T; k += every) live.write(p, at(k), 462, k + 1, "middle");
    live.write(p, 40, 462, "t", "end");
    return p;
  }

  // The three words, and the last step when it is another one.
  function table(steps, s) {
    const columns = [...ROWS, "c", "a"], rows = [1, 2, 3], body = live.element("tbody", {});
    const head = ["step", ...columns].map(word => live.element("th", {scope: "col"}, word));
    if (steps.length > 3) rows.push(steps.length);
    rows.forEach(t => {
      const word = t === 1 && s.x !== X[0] ? 1 : WORDS[t - 1] || t;
      body.append(live.element("tr", {}, live.element("th", {scope: "row"}, word),
        ...columns.map(key => live.element("td", {}, live.number(steps[t - 1][key], 2)))));
    });
    return live.element("table", {class: "live-table"},
                        live.element("thead", {}, live.element("tr", {}, ...head)), body);
  }

  function share(v) {
    return v === 0 ? "0" : Math.abs(v) < 1e-3 ? live.short(v) : live.number(v, 4);
  }

  function tell(steps, s) {
    const end = steps[steps.length - 1], ratio = Math.abs(end.whole) / end.left;
    const factor = ratio < 1e4 ? Number(ratio.toPrecision(3))
      : ratio.toExponential(0).replace("+", "");
    return `Forget bias ${live.number(s.bias, 1)}` +
      `${s.hold ? `, gate ${s.hold} held at ${s.at.toFixed(2)}` : ""}. After ${s.T} steps c is ` +
      `${live.number(end.c, 4)} and a is ${live.number(end.a, 4)}. Of what the first step put ` +
      `into the cell, the product of f leaves ${share(end.left)}; the full gradient is ` +
      share(end.whole) +
      (end.left === 0 ? ": the cell path is shut."
        : ratio > 1.005 ? `, ${factor} times as much: the detours over a add to the cell path.`
          : ratio < 0.995 ? ": the detours over a take away from it." : ", the same.");
  }

  function enliven(fold) {
    const stage = live.stage("Numbers and picture"), status = live.element("p", {role: "status"});
    const at = live.slider("held at", "at", 0, 1, 0.05, 1);
    const gates = [["", "no gate"], ["i", "the input gate i"], ["f", "the forget gate f"],
                   ["o", "the output gate o"]];
    live.fill(fold, [live.slider("Forget bias", "bias", -2, 6, 0.5, 1),
                     live.slider("First input", "x", -1, 1, 0.05, X[0]),
                     live.slider("Steps", "T", 3, T_MAX, 1, 3),
                     live.slider("W_aa times", "scale", 0, 8, 0.5, 1),
                     live.list("Hold still", "hold", gates), at],
              [stage, status], s => {
      const steps = run(s);
      at.querySelector("input").disabled = !s.hold;
      stage.replaceChildren(draw(steps), table(steps, s));
      status.textContent = tell(steps, s);
    });
  }

  window.rnnlabGates = {run};
  live.figure("Try it: the gates", enliven);
})();
