/* Chapter 4: one step of the running example, with the shape or the numbers on every wire. Choose
   the step, its input and one weight; everything is computed anew. It lives in the fold whose
   summary begins with "Try it: the cell" and comes to life when the fold is opened. */
(function () {
  "use strict";
  var W_aa = [[0.5, -0.3], [0.4, 0.2]], W_ax = [1, -0.5], b_a = [0, 0], W_ya = [1, -1], b_y = 0;
  var X = [0.5, 0.3, 0.9], WORDS = ["Teddy", "was", "president"];
  var COLORS = {x: "#6aaee2", a: "#3db58d", y: "#ea8a4a", w: "#b9c2cb", g: "#e9ad2d"};

  // All wires of step t; its input is x, and `w` stands in for the weight of row 1, column 1.
  function wires(t, x, w) {
    var W = [[w, W_aa[0][1]], W_aa[1]], a_prev = [0, 0], found = null;
    for (var s = 1; s <= t; s++) {
      var x_s = s === t ? x : X[s - 1], from_a, from_x, z, a;
      from_a = [0, 1].map(function (i) { return W[i][0] * a_prev[0] + W[i][1] * a_prev[1]; });
      from_x = [W_ax[0] * x_s, W_ax[1] * x_s];
      z = [0, 1].map(function (i) { return from_a[i] + from_x[i] + b_a[i]; });
      a = z.map(Math.tanh);
      var z_y = W_ya[0] * a[0] + W_ya[1] * a[1] + b_y;
      found = {a_prev: a_prev, x: x_s, from_a: from_a, from_x: from_x, z: z, a: a, z_y: z_y,
               y: 1 / (1 + Math.exp(-z_y))};
      a_prev = a;
    }
    return found;
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function number(v) {
    return (v < 0 ? "\u2212" : "") + Math.abs(v).toFixed(4);
  }

  function box(parent, x, y, width, color, name) {
    parent.append(svg("rect", {x: x, y: y, width: width, height: 34, rx: 8, fill: color}));
    parent.append(svg("text", {x: x + width / 2, y: y + 23, fill: "#14202b", "font-size": 16,
                               "text-anchor": "middle"}, name));
  }

  function arrow(parent, d) {
    parent.append(svg("path", {d: d, fill: "none", stroke: "#7f7f7f", "stroke-width": 2.2,
                               "marker-end": "url(#live-cell-tip)"}));
  }

  // What travels on a wire: its shape, or its numbers, one below the other.
  function label(parent, x, y, mode, shape, values) {
    (mode === "shapes" ? [shape] : [].concat(values).map(number)).forEach(function (line, k) {
      parent.append(svg("text", {x: x, y: y + 17 * k, fill: "currentColor", "font-size": 14}, line));
    });
  }

  function draw(v, t, mode) {
    var now = "\u2039" + t + "\u203a", before = "\u2039" + (t - 1) + "\u203a";
    var picture = svg("svg", {width: 350, height: 486, role: "img",
                              "aria-label": "The cell of step " + t +
                                            "; the numbers on its wires are told below."});
    var tip = svg("marker", {id: "live-cell-tip", viewBox: "0 0 10 10", refX: 9, refY: 5,
                             markerWidth: 6, markerHeight: 6, orient: "auto"});
    tip.append(svg("path", {d: "M0 0 10 5 0 10z", fill: "#7f7f7f"}));
    picture.append(tip);
    // from bottom to top: sources, weights, sum, g0, state, readout, g1, prediction
    box(picture, 12, 440, 76, COLORS.a, "a" + before);
    box(picture, 212, 440, 76, COLORS.x, "x" + now);
    arrow(picture, "M50 440V382");
    arrow(picture, "M250 440V382");
    label(picture, 60, 404, mode, "(2, 1)", v.a_prev);
    label(picture, 260, 412, mode, "(1, 1)", v.x);
    box(picture, 12, 346, 110, COLORS.w, "W_aa" + (mode === "shapes" ? " (2, 2)" : ""));
    box(picture, 200, 346, 110, COLORS.w, "W_ax" + (mode === "shapes" ? " (2, 1)" : ""));
    arrow(picture, "M62 346V284H104");
    arrow(picture, "M250 346V284H198");
    label(picture, 4, 308, mode, "(2, 1)", v.from_a);
    label(picture, 260, 308, mode, "(2, 1)", v.from_x);
    box(picture, 106, 267, 90, COLORS.w, "+ b_a");
    arrow(picture, "M150 267V226");
    label(picture, 160, 244, mode, "(2, 1)", v.z);
    box(picture, 106, 190, 90, COLORS.g, "g\u2080 = tanh");
    arrow(picture, "M150 190V150");
    label(picture, 160, 166, mode, "(2, 1)", v.a);
    arrow(picture, "M196 207H330");
    picture.append(svg("text", {x: 232, y: 200, fill: "currentColor", "font-size": 14},
                       "a" + now + ", next step"));
    box(picture, 76, 114, 150, COLORS.w, "W_ya" + (mode === "shapes" ? " (1, 2)" : "") + ", + b_y");
    arrow(picture, "M150 114V78");
    label(picture, 160, 101, mode, "(1, 1)", v.z_y);
    box(picture, 106, 42, 90, COLORS.g, "g\u2081 = \u03c3");
    arrow(picture, "M196 59H226");
    box(picture, 228, 42, 56, COLORS.y, "\u0177" + now);
    label(picture, 292, 64, mode, "(1, 1)", v.y);
    return picture;
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function slider(label, name, min, max, stepSize, value) {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    line.append(element("input", {type: "range", name: name, min: min, max: max, step: stepSize,
                                  value: value, style: "vertical-align:middle;width:12rem"}));
    line.append(element("output", {style: "margin-left:.5rem"}));
    return line;
  }

  function enliven(fold) {
    var form = element("form", {}), modes = element("fieldset", {style: "border:0;padding:0"});
    modes.append(element("legend", {style: "font-size:1rem"}, "On the wires"));
    ["numbers", "shapes"].forEach(function (mode, k) {
      var line = element("label", {style: "margin-right:1.2rem;display:inline-block"});
      var radio = element("input", {type: "radio", name: "mode", value: mode});
      radio.checked = k === 0;
      line.append(radio, " " + mode);
      modes.append(line);
    });
    form.append(modes, slider("Step t", "t", 1, 3, 1, 1), slider("Its input", "x", 0, 1, 0.05, 0.5),
                slider("W_aa, first entry", "w", -2, 2, 0.1, 0.5));
    var stage = element("div", {style: "overflow-x:auto", tabindex: "0", role: "group",
                                "aria-label": "Picture, may scroll sideways"});
    var status = element("p", {role: "status"}), step = 1;
    function update() {
      var t = Number(form.elements.t.value);
      if (t !== step) form.elements.x.value = X[t - 1]; // a new step begins with its own word
      step = t;
      var x = Number(form.elements.x.value), mode = form.elements.mode.value;
      form.querySelectorAll("input[type=range]").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      var v = wires(t, x, Number(form.elements.w.value));
      stage.replaceChildren(draw(v, t, mode));
      status.textContent = "Step " + t + (x === X[t - 1] ? ", " + WORDS[t - 1] : "") + ": state (" +
        v.a_prev.map(number).join(", ") + ") and input " + x.toFixed(2) + " give the state (" +
        v.a.map(number).join(", ") + ") and the prediction " + number(v.y) + ".";
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, stage, status);
    update();
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: the cell") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabCell = {wires: wires};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
