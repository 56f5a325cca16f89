/* Chapter 12: truncate the gradient by hand. Choose chunks or a sliding window, the number K of
   steps and the spectral radius of W_aa; two units run over 24 steps, each loss sends its blame
   back, and the kept part of dW_aa is compared with all of it. It lives in the fold whose summary
   begins with "Try it: cut" and comes to life when the fold is opened. */
(function () {
  "use strict";
  var ANGLE = 0.45, W_ax = [0.1, 0.6], W_ya = [-0.4, -0.4], A0 = [0.3, 0.3];
  var X = [-0.2, 0.7, 0.8, 0.1, -0.5, 0.1, 0, -0.4, 0.6, 0.4, -0.6, 0.4,
           -0.6, -0.2, -0.4, -0.3, 0, -0.2, -0.1, 0.5, -0.1, 0.2, -0.6, 0.1];
  var Y = [0.3, 0.1, -0.3, 0.5, 0.7, 0.1, 0.8, 0.7, 0.1, 0.2, 0.5, 0.3,
           -0.5, -0.1, 0.6, -0.7, 0, -0.4, 0.2, 0.4, 0.6, 0.8, 0.7, -0.3];
  var T = X.length, KEPT = "#6aaee2", CUT = "#ea8a4a", CELL = 11;

  // A rotation times its spectral radius rho.
  function recurrent(rho) {
    var c = rho * Math.cos(ANGLE), s = rho * Math.sin(ANGLE);
    return [[c, -s], [s, c]];
  }

  // a<0> to a<T>, with g0 = tanh and no bias.
  function forward(W) {
    var a = [A0];
    X.forEach(function (x, t) {
      a.push([0, 1].map(function (i) {
        return Math.tanh(W[i][0] * a[t][0] + W[i][1] * a[t][1] + W_ax[i] * x);
      }));
    });
    return a;
  }

  /* All pairs t <= s: the term that the loss of step s, half the squared error of W_ya a<s>,
     sends into dW_aa (its four numbers) at step t. */
  function blame(rho) {
    var W = recurrent(rho), a = forward(W), pairs = [], s, t, d, dz;
    for (s = 1; s <= T; s++) {
      var error = W_ya[0] * a[s][0] + W_ya[1] * a[s][1] - Y[s - 1];
      d = [W_ya[0] * error, W_ya[1] * error];
      for (t = s; t >= 1; t--) {
        dz = [d[0] * (1 - a[t][0] * a[t][0]), d[1] * (1 - a[t][1] * a[t][1])];
        pairs.push({s: s, t: t, dW: [dz[0] * a[t - 1][0], dz[0] * a[t - 1][1],
                                     dz[1] * a[t - 1][0], dz[1] * a[t - 1][1]]});
        d = [W[0][0] * dz[0] + W[1][0] * dz[1], W[0][1] * dz[0] + W[1][1] * dz[1]];
      }
    }
    return pairs;
  }

  function kept(kind, K, s, t) {
    return kind === "chunks" ? t > K * Math.floor((s - 1) / K) : t > s - K;
  }

  function norm(v) {
    return Math.sqrt(v.reduce(function (sum, q) { return sum + q * q; }, 0));
  }

  // The full and the truncated gradient, their cosine, the ratio of their norms, the pairs kept.
  function compare(pairs, kind, K) {
    var full = [0, 0, 0, 0], cut = [0, 0, 0, 0], n = 0;
    pairs.forEach(function (p) {
      var keep = kept(kind, K, p.s, p.t);
      n += keep;
      p.dW.forEach(function (q, i) {
        full[i] += q;
        if (keep) cut[i] += q;
      });
    });
    var dot = full.reduce(function (sum, q, i) { return sum + q * cut[i]; }, 0);
    return {full: full, cut: cut, kept: n, pairs: pairs.length,
            cosine: dot / norm(full) / norm(cut), ratio: norm(cut) / norm(full)};
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function label(picture, x, y, text) {
    picture.append(svg("text", {x: x, y: y, fill: "currentColor", "font-size": 14}, text));
  }

  function canvas(width, height, words) {
    return svg("svg", {width: width, viewBox: "0 0 " + width + " " + height, role: "img",
                       "aria-label": words, style: "max-width:100%;height:auto"});
  }

  // Row s, column t; the side of a square tells the size of its term (cube root).
  function triangle(pairs, kind, K) {
    var picture = canvas(T * CELL + 4, T * CELL + 24,
                         "A triangle of squares; what is kept is told below.");
    var largest = Math.max.apply(null, pairs.map(function (p) { return norm(p.dW); }));
    label(picture, T * CELL - 172, 16, "column: step t, blamed");
    label(picture, T * CELL - 136, 36, "row: loss of step s");
    pairs.forEach(function (p) {
      var side = Math.max(1.5, (CELL - 1.5) * Math.cbrt(norm(p.dW) / largest));
      var keep = kept(kind, K, p.s, p.t), stroke = keep ? 0 : Math.min(1.5, side / 2);
      picture.append(svg("rect", {
        x: (p.t - 0.5) * CELL + 2 - side / 2 + stroke / 2,
        y: (p.s - 0.5) * CELL + 22 - side / 2 + stroke / 2,
        width: side - stroke, height: side - stroke, fill: keep ? KEPT : "none",
        stroke: keep ? "none" : CUT, "stroke-width": stroke
      }));
    });
    return picture;
  }

  // The cosine for every K, with a ring around the chosen one.
  function curve(pairs, kind, K) {
    var picture = canvas(292, 150, "Cosine against K; the number for the chosen K is told below.");
    function x(k) { return 30 + 10.6 * (k - 1); }
    function y(cosine) { return 75 - 50 * cosine; }
    [1, 0, -1].forEach(function (c) {
      picture.append(svg("path", {d: "M28 " + y(c) + "H280", stroke: "currentColor",
                                  "stroke-width": c ? 0.5 : 1.2}));
      label(picture, 2, y(c) + 5, (c < 0 ? "\u2212" : "") + Math.abs(c));
    });
    label(picture, 60, 14, "cosine with the full gradient");
    label(picture, 262, 144, "K \u2192");
    for (var k = 1; k <= T; k++) {
      var c = compare(pairs, kind, k).cosine;
      picture.append(svg("circle", {cx: x(k), cy: y(c), r: 3.5, fill: c < 0 ? CUT : KEPT}));
      if (k === K) {
        picture.append(svg("circle", {cx: x(k), cy: y(c), r: 7, fill: "none",
                                      stroke: "currentColor", "stroke-width": 2}));
      }
    }
    return picture;
  }

  function number(v, digits) {
    return (v < 0 ? "\u2212" : "") + Math.abs(v).toFixed(digits);
  }

  function tell(pairs, kind, K) {
    var c = compare(pairs, kind, K);
    return (kind === "chunks" ? "Chunks" : "Sliding window") + ", K = " + K + ": " + c.kept +
      " of " + c.pairs + " pairs kept (filled), " + (100 * c.kept / c.pairs).toFixed(1) +
      " %. Cosine with the full gradient " + number(c.cosine, 3) + ", norm " +
      number(c.ratio, 2) + " times its norm. " +
      (c.kept === c.pairs ? "Nothing is cut."
        : c.cosine < 0 ? "It points away from the full gradient."
          : c.cosine > 0.99 ? "What is cut (hollow) hardly matters here."
            : "What is cut (hollow) is missed.");
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function slider(label, name, min, max, step, value) {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    line.append(element("input", {type: "range", name: name, min: min, max: max, step: step,
                                  value: value, style: "vertical-align:middle;width:10rem"}));
    line.append(element("output", {style: "margin-left:.5rem"}));
    return line;
  }

  function enliven(fold) {
    var form = element("form", {}), kinds = element("fieldset", {style: "border:0;padding:0"});
    kinds.append(element("legend", {style: "font-size:1rem"}, "What is kept"));
    ["sliding window", "chunks"].forEach(function (kind, k) {
      var line = element("label", {style: "margin-right:1.2rem;display:inline-block"});
      var radio = element("input", {type: "radio", name: "kind", value: kind});
      radio.checked = k === 0;
      line.append(radio, " " + kind);
      kinds.append(line);
    });
    form.append(kinds, slider("Steps K", "K", 1, T, 1, 4),
                slider("Spectral radius of W_aa", "rho", 0.4, 1.1, 0.1, 0.8));
    var stage = element("div", {style: "display:flex;flex-wrap:wrap;gap:1rem"});
    var status = element("p", {role: "status"});
    function update() {
      var kind = form.elements.kind.value, K = Number(form.elements.K.value);
      var pairs = blame(Number(form.elements.rho.value));
      form.querySelectorAll("input[type=range]").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      stage.replaceChildren(triangle(pairs, kind, K), curve(pairs, kind, K));
      status.textContent = tell(pairs, kind, K);
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
      if (!summary || summary.textContent.indexOf("Try it: cut") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabTruncation = {blame: blame, compare: compare, recurrent: recurrent, x: X, y: Y,
                             W_ax: W_ax, W_ya: W_ya, a0: A0};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
