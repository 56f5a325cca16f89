/* Chapter 5: unfold the running example by hand. Choose the type, the number of steps and the first
   input; the network of the page is computed anew. It lives in the fold whose summary begins with
   "Try it:" and comes to life when the fold is opened, so nothing moves while the page loads.
   The drawing ".live-words" of the first page (live_words.js) computes its numbers here too. */
(function () {
  "use strict";
  var W_aa = [[0.5, -0.3], [0.4, 0.2]], W_ax = [1, -0.5], W_ya = [1, -1];
  var X = [0.5, 0.3, 0.9, 0.2, 0.4, 0.7]; // letters divided by ten, as in the chapter
  var COLORS = {x: "#6aaee2", a: "#3db58d", s: "#e9ad2d", y: "#ea8a4a", o: "#b9c2cb"};

  function turned(W) {
    return [[W[0][0], W[1][0]], [W[0][1], W[1][1]]];
  }

  // One step: a<t> = tanh(W a<t-1> + W_ax x<t>), y<t> = sigma(W_ya a<t>).
  function step(W, a, x) {
    var next = [0, 1].map(function (i) {
      return Math.tanh(W[i][0] * a[0] + W[i][1] * a[1] + W_ax[i] * x);
    });
    var z = W_ya[0] * next[0] + W_ya[1] * next[1];
    return {a: next, y: 1 / (1 + Math.exp(-z))};
  }

  // The steps of a network that reads the inputs xs in step and starts with a<0> = 0.
  function read(xs) {
    var a = [0, 0];
    return xs.map(function (x) {
      var now = step(W_aa, a, x);
      a = now.a;
      return now;
    });
  }

  /* The columns of the picture. Each has x (null where nothing enters), its letter, a, y and
     whether y is read; `own` marks an input that is the last prediction. */
  function unfold(kind, T, first) {
    var columns = [], a = [0, 0], y = 0, t, now;
    var reads = kind === "one-to-many" ? 1 : T;
    for (t = 1; t <= T; t++) {
      var x = t === 1 ? first : t <= reads ? X[t - 1] : y;
      now = step(W_aa, a, x);
      a = now.a;
      y = now.y;
      columns.push({
        letter: "a", t: t, x: x, own: t > reads, a: a, y: y,
        read: kind === "in step" || kind === "one-to-many" || (kind === "many-to-one" && t === T)
      });
    }
    if (kind === "encoder-decoder") {
      y = 0; // the decoder's first input: go
      for (t = 1; t <= 3; t++) {
        now = step(turned(W_aa), a, y);
        columns.push({letter: "s", t: t, x: y, own: t > 1, go: t === 1, a: now.a, y: now.y,
                      read: true});
        a = now.a;
        y = now.y;
      }
    }
    return columns;
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function box(parent, x, y, height, color, lines, strong) {
    parent.append(svg("rect", {
      x: x - 34, y: y, width: 68, height: height, rx: 9, fill: color,
      stroke: strong ? "currentColor" : "none", "stroke-width": 3
    }));
    lines.forEach(function (line, k) {
      parent.append(svg("text", {
        x: x, y: y + 19 + 18 * k, fill: "#14202b", "font-size": 15, "text-anchor": "middle"
      }, line));
    });
  }

  function arrow(parent, d, dashed) {
    parent.append(svg("path", {
      d: d, fill: "none", stroke: "#7f7f7f", "stroke-width": 2.2,
      "stroke-dasharray": dashed ? "5 4" : "none", "marker-end": "url(#live-unfold-tip)"
    }));
  }

  function number(v) {
    return (v < 0 ? "\u2212" : "") + Math.abs(v).toFixed(2);
  }

  function draw(columns, before) {
    var picture = svg("svg", {
      width: columns.length * 92 + 10, height: 224, role: "img",
      "aria-label": "The unfolded network; its numbers are told below."
    });
    var tip = svg("marker", {id: "live-unfold-tip", viewBox: "0 0 10 10", refX: 9, refY: 5,
                             markerWidth: 6, markerHeight: 6, orient: "auto"});
    tip.append(svg("path", {d: "M0 0 10 5 0 10z", fill: "#7f7f7f"}));
    picture.append(tip);
    columns.forEach(function (c, k) {
      var x = 46 + 92 * k, name = "\u2039" + c.t + "\u203a";
      if (k) arrow(picture, "M" + (x - 58) + " 110H" + (x - 36));
      if (c.read) {
        var changed = Math.abs(c.y - before[k].y) > 1e-12;
        arrow(picture, "M" + x + " 82V52");
        box(picture, x, 6, 44, COLORS.y, ["\u0177" + name, number(c.y)], changed);
      }
      box(picture, x, 82, 60, COLORS[c.letter],
          [c.letter + name, number(c.a[0]), number(c.a[1])]);
      arrow(picture, "M" + x + " 170V144", c.own);
      box(picture, x, 170, 44, c.own ? COLORS.y : c.go ? COLORS.o : COLORS.x,
          [c.own ? "= \u0177\u2039" + (c.t - 1) + "\u203a" : c.go ? "go" : "x" + name,
           number(c.x)]);
    });
    return picture;
  }

  function tell(kind, columns, before) {
    var read = columns.map(function (c, k) { return [c, before[k]]; })
      .filter(function (pair) { return pair[0].read; });
    var moved = read.filter(function (pair) { return Math.abs(pair[0].y - pair[1].y) > 1e-12; });
    return kind + ", " + columns.length + " steps, 11 weights" +
      (kind === "encoder-decoder" ? " in each of two networks" : "") + ". Read: " +
      read.map(function (pair) { return number(pair[0].y); }).join(", ") + ". " +
      (moved.length ? moved.length + " of " + read.length + " changed by the first input (framed)."
                    : "The first input is 0.50, as on the page.");
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
    var form = element("form", {}), kinds = element("fieldset", {style: "border:0;padding:0"});
    kinds.append(element("legend", {style: "font-size:1rem"}, "Type"));
    ["in step", "many-to-one", "one-to-many", "encoder-decoder"].forEach(function (kind, k) {
      var line = element("label", {style: "margin-right:1.2rem;display:inline-block"});
      var radio = element("input", {type: "radio", name: "kind", value: kind});
      radio.checked = k === 0;
      line.append(radio, " " + kind);
      kinds.append(line);
    });
    form.append(kinds, slider("Steps T", "T", 1, 6, 1, 3),
                slider("First input", "first", 0, 1, 0.05, 0.5));
    var stage = element("div", {style: "overflow-x:auto", tabindex: "0", role: "group",
                                "aria-label": "Picture, may scroll sideways"});
    var status = element("p", {role: "status"});
    function update() {
      var kind = form.elements.kind.value, T = Number(form.elements.T.value);
      var first = Number(form.elements.first.value);
      form.querySelectorAll("input[type=range]").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      var columns = unfold(kind, T, first), before = unfold(kind, T, 0.5);
      stage.replaceChildren(draw(columns, before));
      status.textContent = tell(kind, columns, before);
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
      if (!summary || summary.textContent.indexOf("Try it: unfold") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabUnfold = {read: read, unfold: unfold};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
