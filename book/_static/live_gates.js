/* Chapter 16: the LSTM of one unit that the chapter computes by hand. Choose the forget gate's
   bias, the input, a gate that is held still; every gate, both states and the gradient along the
   cells are computed anew. It lives in the fold whose summary begins with "Try it: the gates" and
   comes to life when the fold is opened. */
(function () {
  "use strict";
  var W_aa = [0.5, -0.3, 0.4, 0.2], W_ax = [1, -0.5, 1, -0.5]; // rows i, f, g, o
  var X = [0.5, 0.3, 0.9], WORDS = ["Teddy", "was", "president"], T_MAX = 30;
  var ROWS = ["i", "f", "g", "o"];
  var COLORS = {i: "#6aaee2", f: "#3db58d", o: "#ea8a4a", c: "#e9ad2d", a: "#b07cc6"};

  function sigma(z) {
    return 1 / (1 + Math.exp(-z));
  }

  /* All steps 1 .. T. s: {bias, x, T, scale, hold, at}. x is the first input; after the third word
     the input is 0. scale multiplies W_aa. The gate `hold` stands at `at` in every step. `left` is
     f<2> ... f<t>, `whole` is dc<t>/dc<1>, with the detours over a and the gates. */
  function run(s) {
    var a = 0, c = 0, left = 1, da = 0, dc = 1, steps = [];
    for (var t = 1; t <= s.T; t++) {
      var x = t === 1 ? s.x : X[t - 1] || 0, gate = {}, slope = {};
      ROWS.forEach(function (name, k) {
        var z = s.scale * W_aa[k] * a + W_ax[k] * x + (name === "f" ? s.bias : 0);
        var v = name === s.hold ? s.at : name === "g" ? Math.tanh(z) : sigma(z);
        var rise = name === s.hold ? 0 : name === "g" ? 1 - v * v : v * (1 - v);
        gate[name] = v;
        slope[name] = rise * s.scale * W_aa[k] * da;
      });
      var old = c;
      c = gate.f * old + gate.i * gate.g;
      if (t > 1) {
        left *= gate.f;
        dc = gate.f * dc + slope.f * old + slope.i * gate.g + gate.i * slope.g;
      }
      var shown = Math.tanh(c);
      da = (t > 1 ? slope.o * shown : 0) + gate.o * (1 - shown * shown) * dc;
      a = gate.o * shown;
      steps.push({x: x, i: gate.i, f: gate.f, g: gate.g, o: gate.o, c: c, a: a,
                  left: left, whole: dc});
    }
    return steps;
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function write(parent, x, y, text, anchor, color) {
    parent.append(svg("text", {x: x, y: y, fill: "currentColor", "font-size": 14,
                               "text-anchor": anchor || "start"}, text));
    if (color) {
      parent.append(svg("rect", {x: x - 16, y: y - 11, width: 12, height: 12, fill: color}));
    }
  }

  function rule(parent, y, label) {
    parent.append(svg("line", {x1: 50, x2: 326, y1: y, y2: y, stroke: "#7f7f7f",
                               "stroke-width": 1}));
    write(parent, 46, y + 5, label, "end");
  }

  function path(parent, steps, at, value, color, dashed) {
    parent.append(svg("polyline", {
      points: steps.map(function (step, k) { return at(k) + "," + value(step); }).join(" "),
      fill: "none", stroke: color, "stroke-width": 3, "stroke-dasharray": dashed ? "6 5" : "none"
    }));
    steps.forEach(function (step, k) {
      parent.append(svg("circle", {cx: at(k), cy: value(step), r: steps.length > 12 ? 2.5 : 4,
                                   fill: color}));
    });
  }

  // Three charts over the steps: the gates as bars, both states, what is left of the first cell.
  function draw(steps) {
    var T = steps.length, wide = 280 / T, p = svg("svg", {
      width: 330, height: 470, role: "img",
      "aria-label": "Gates, states and gradient over " + T + " steps; told in the table and below."
    });
    function at(k) { return 48 + wide * (k + 0.5); }
    write(p, 60, 16, "i", "start", COLORS.i);
    write(p, 100, 16, "f", "start", COLORS.f);
    write(p, 140, 16, "o", "start", COLORS.o);
    rule(p, 26, "1");
    rule(p, 116, "0");
    steps.forEach(function (step, k) {
      ["i", "f", "o"].forEach(function (name, j) {
        var bar = Math.min(24, 0.27 * wide);
        p.append(svg("rect", {x: at(k) + bar * (j - 1.5), y: 116 - 90 * step[name],
                              width: 0.85 * bar, height: 90 * step[name], fill: COLORS[name]}));
      });
    });
    var cells = steps.map(function (step) { return step.c; });
    var top = Math.ceil(Math.max.apply(null, cells.concat(1)));
    var bottom = Math.floor(Math.min.apply(null, cells.concat(0)));
    write(p, 60, 152, "c, the cell", "start", COLORS.c);
    write(p, 160, 152, "a, what it shows", "start", COLORS.a);
    function height(v) { return 162 + 90 * (top - v) / (top - bottom); }
    rule(p, 162, String(top));
    rule(p, height(0), "0");
    if (bottom) rule(p, 252, "\u2212" + -bottom);
    path(p, steps, at, function (step) { return height(step.c); }, COLORS.c);
    path(p, steps, at, function (step) { return height(step.a); }, COLORS.a);
    write(p, 60, 288, "product of f", "start", COLORS.f);
    write(p, 170, 288, "full gradient", "start", COLORS.i);
    var e, high = 0, low = -1;
    steps.forEach(function (step) { // whole powers of ten that hold both paths, down to 1e-12
      [step.whole, step.left].forEach(function (v) {
        if (!v) return;
        high = Math.max(high, Math.ceil(Math.log10(Math.abs(v))));
        low = Math.max(-12, Math.min(low, Math.floor(Math.log10(Math.abs(v)))));
      });
    });
    function down(v) {
      var power = Math.max(low, Math.log10(Math.abs(v) || 1e-30));
      return 302 + 138 * (high - power) / (high - low);
    }
    for (e = high; e >= low; e -= Math.ceil((high - low) / 4)) {
      rule(p, down(Math.pow(10, e)), e === 0 ? "1" : e === -1 ? "0.1" : e > 0 ? Math.pow(10, e) :
        "1e\u2212" + -e);
    }
    path(p, steps, at, function (step) { return down(step.whole); }, COLORS.i);
    path(p, steps, at, function (step) { return down(step.left); }, COLORS.f, true);
    for (var k = 0; k < T; k += T > 15 ? 5 : T > 8 ? 2 : 1) write(p, at(k), 462, k + 1, "middle");
    write(p, 40, 462, "t", "end");
    return p;
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function number(v, digits) {
    return (v < 0 ? "\u2212" : "") + Math.abs(v).toFixed(digits);
  }

  // The three words, and the last step when it is another one.
  function table(steps, s) {
    var node = element("table", {style: "width:auto;max-width:20.5rem;font-size:.85rem"});
    var head = element("tr", {}), body = element("tbody", {}), rows = [1, 2, 3];
    ["step"].concat(ROWS, ["c", "a"]).forEach(function (name) {
      head.append(element("th", {scope: "col", style: "padding:.2rem .35rem"}, name));
    });
    if (steps.length > 3) rows.push(steps.length);
    rows.forEach(function (t) {
      var line = element("tr", {}), word = t === 1 && s.x !== X[0] ? "1" : WORDS[t - 1] || String(t);
      line.append(element("th", {scope: "row", style: "padding:.2rem .35rem;font-weight:400"},
                          word));
      ROWS.concat(["c", "a"]).forEach(function (name) {
        line.append(element("td", {style: "padding:.2rem .35rem;text-align:right"},
                            number(steps[t - 1][name], 2)));
      });
      body.append(line);
    });
    var top = element("thead", {});
    top.append(head);
    node.append(top, body);
    return node;
  }

  function share(v) {
    var size = Math.abs(v);
    return size === 0 ? "0" : size >= 1e-3 ? number(v, 4) : v.toExponential(1).replace(/-/g, "\u2212");
  }

  function tell(steps, s) {
    var end = steps[steps.length - 1], ratio = Math.abs(end.whole) / end.left;
    return "Forget bias " + number(s.bias, 1) +
      (s.hold ? ", gate " + s.hold + " held at " + s.at.toFixed(2) : "") + ". After " + s.T +
      " steps c is " + number(end.c, 4) + " and a is " + number(end.a, 4) +
      ". Of what the first step put into the cell, the product of f leaves " + share(end.left) +
      "; the full gradient is " + share(end.whole) + (end.left === 0 ? ": the cell path is shut." :
        ratio > 1.005 ? ", " + (ratio < 1e4 ? String(Number(ratio.toPrecision(3))) :
          ratio.toExponential(0).replace("+", "")) +
          " times as much: the detours over a add to the cell path." :
          ratio < 0.995 ? ": the detours over a take away from it." : ", the same.");
  }

  function slider(label, name, min, max, stepSize, value) {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    line.append(element("input", {type: "range", name: name, min: min, max: max, step: stepSize,
                                  value: value, style: "vertical-align:middle;width:11rem"}));
    line.append(element("output", {style: "margin-left:.5rem"}));
    return line;
  }

  function chooser() {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, "Hold still ");
    var select = element("select", {name: "hold"});
    [["", "no gate"], ["i", "the input gate i"], ["f", "the forget gate f"],
     ["o", "the output gate o"]].forEach(function (pair) {
      select.append(element("option", {value: pair[0]}, pair[1]));
    });
    line.append(select);
    return line;
  }

  function enliven(fold) {
    var form = element("form", {});
    form.append(slider("Forget bias", "bias", -2, 6, 0.5, 1), slider("First input", "x", -1, 1, 0.05, 0.5),
                slider("Steps", "T", 3, T_MAX, 1, 3), slider("W_aa times", "scale", 0, 8, 0.5, 1),
                chooser(), slider("held at", "at", 0, 1, 0.05, 1));
    var box = {style: "overflow-x:auto", tabindex: "0", role: "group"};
    var numbers = element("div", box), stage = element("div", box);
    numbers.setAttribute("aria-label", "Numbers, may scroll sideways");
    stage.setAttribute("aria-label", "Picture, may scroll sideways");
    var status = element("p", {role: "status"});
    function update() {
      var s = {hold: form.elements.hold.value};
      form.querySelectorAll("input").forEach(function (input) {
        s[input.name] = Number(input.value);
        input.nextElementSibling.textContent = input.value;
      });
      form.elements.at.disabled = !s.hold;
      var steps = run(s);
      numbers.replaceChildren(table(steps, s));
      stage.replaceChildren(draw(steps));
      status.textContent = tell(steps, s);
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, status, numbers, stage);
    update();
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: the gates") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabGates = {run: run};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
