/* Chapter 19: a trained GRU writes names in the page. Choose a start, the temperature and how many
   symbols stay in play. It lives in the fold whose summary begins with "Try it: write names"; the
   weights (live_sampling_weights.js, beside this file) are fetched when the fold is opened. */
(function () {
  "use strict";
  var SYMBOLS = "\n -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", V = 39, N_A = 64, LONGEST = 60;
  var here = document.currentScript && document.currentScript.src;
  var weights = null;

  // 16-bit integers, lowest byte first, in units of 1/1024: W_ax, W_aa, b_a, b_g, W_ya, b_y by rows.
  function read(text) {
    var bytes = atob(text), at = 0;
    function take(rows, columns) {
      var block = [];
      for (var i = 0; i < rows; i++) {
        var row = new Float64Array(columns);
        for (var j = 0; j < columns; j++, at += 2) {
          var n = bytes.charCodeAt(at) + 256 * bytes.charCodeAt(at + 1);
          row[j] = (n < 32768 ? n : n - 65536) / 1024;
        }
        block.push(row);
      }
      return block;
    }
    return {W_ax: take(3 * N_A, V), W_aa: take(3 * N_A, N_A), b_a: take(3 * N_A, 1),
            b_g: take(N_A, 1), W_ya: take(V, N_A), b_y: take(V, 1)};
  }

  function dot(row, v) {
    var sum = 0;
    for (var j = 0; j < v.length; j++) sum += row[j] * v[j];
    return sum;
  }

  // One step of the GRU: rows 0..63 are the reset gate r, 64..127 the update gate z, the rest n.
  function step(a, id) {
    var w = weights, next = new Float64Array(N_A);
    function sigma(k) {
      return 1 / (1 + Math.exp(-(dot(w.W_aa[k], a) + w.W_ax[k][id] + w.b_a[k][0])));
    }
    for (var i = 0; i < N_A; i++) {
      var k = 2 * N_A + i, r = sigma(i), z = sigma(N_A + i);
      var n = Math.tanh(w.W_ax[k][id] + w.b_a[k][0] + r * (dot(w.W_aa[k], a) + w.b_g[i][0]));
      next[i] = n + z * (a[i] - n);
    }
    return next;
  }

  function logits(a) {
    return weights.W_ya.map(function (row, k) { return dot(row, a) + weights.b_y[k][0]; });
  }

  // softmax(z / tau) over the k largest logits; of equals, the one with the smaller id.
  function shares(z, tau, k) {
    var order = z.map(function (_, i) { return i; })
      .sort(function (i, j) { return z[j] - z[i] || i - j; });
    var p = z.map(function () { return 0; }), sum = 0;
    order.slice(0, k).forEach(function (i) {
      p[i] = Math.exp((z[i] - z[order[0]]) / tau);
      sum += p[i];
    });
    return p.map(function (v) { return v / sum; });
  }

  function draw(p, u) {
    var end = 0, last = 0;
    for (var i = 0; i < p.length; i++) {
      if (!p[i]) continue;
      end += p[i];
      last = i;
      if (u < end) return i;
    }
    return last;
  }

  function after(text) {
    var a = new Float64Array(N_A);
    ("\n" + text).split("").forEach(function (c) { a = step(a, SYMBOLS.indexOf(c)); });
    return a;
  }

  // Go on from `text`, one uniform number per symbol, up to the end mark.
  function write(text, tau, k, uniform) {
    var a = after(text);
    while (text.length < LONGEST) {
      var id = draw(shares(logits(a), tau, k), uniform());
      if (id === 0) return text;
      text += SYMBOLS[id];
      a = step(a, id);
    }
    return text + "\u2026";
  }

  // A small generator of uniform numbers, so that a number stands for its names.
  function generator(seed) {
    var s = (seed * 2654435769) >>> 0;
    return function () {
      s = (s + 0x6d2b79f5) >>> 0;
      var t = Math.imul(s ^ (s >>> 15), s | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function entropy(p) {
    return p.reduce(function (sum, v) { return v ? sum - v * Math.log2(v) : sum; }, 0);
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

  function shown(id) {
    return id === 0 ? "end" : id === 1 ? "space" : SYMBOLS[id];
  }

  // The nine most likely next symbols as bars; what is out of play is not there.
  function bars(p) {
    var table = element("div", {"aria-hidden": "true", style: "max-width:22rem"});
    var order = p.map(function (_, i) { return i; })
      .sort(function (i, j) { return p[j] - p[i] || i - j; }).slice(0, 9);
    order.forEach(function (i) {
      var row = element("div", {style: "display:flex;align-items:center;height:1.5rem"});
      row.append(element("span", {style: "width:3.5rem"}, p[i] ? shown(i) : "\u00a0"));
      var rail = element("span", {style: "flex:1"});
      rail.append(element("span", {style: "display:block;height:.9rem;background:#3db58d;width:" +
                                          (100 * p[i]).toFixed(1) + "%"}));
      row.append(rail, element("span", {style: "width:3.5rem;text-align:right"},
                               p[i] ? (100 * p[i]).toFixed(1) + " %" : ""));
      table.append(row);
    });
    return {node: table, best: order[0]};
  }

  function build(fold) {
    var form = element("form", {}), line, seed = 1;
    line = element("label", {style: "display:block;margin:.4rem 0"}, "Begin with ");
    line.append(element("input", {type: "text", name: "start", maxlength: 40, value: "LATIN ",
                                  autocomplete: "off", spellcheck: "false"}));
    form.append(line, slider("Temperature", "tau", 0.1, 2, 0.1, 1),
                slider("In play, k", "k", 1, V, 1, V));
    form.append(element("button", {type: "submit"}, "Draw again"));
    var stage = element("div", {}), list = element("ul", {style: "min-height:11rem"});
    var status = element("p", {role: "status"});
    function update() {
      var start = form.elements.start.value.toUpperCase().replace(/[^ A-Z0-9-]/g, "");
      var tau = Number(form.elements.tau.value), k = Number(form.elements.k.value);
      form.querySelectorAll("input[type=range]").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      var p = shares(logits(after(start)), tau, k), picture = bars(p), uniform = generator(seed);
      stage.replaceChildren(picture.node);
      list.replaceChildren();
      var names = [];
      while (names.length < 5) names.push(write(start, tau, k, uniform));
      names.forEach(function (name) { list.append(element("li", {}, name)); });
      status.textContent = "Temperature " + tau + ", " + (k < V ? k + " of " : "all ") + V +
        " symbols in play. Next comes \u201c" + shown(picture.best) + "\u201d with " +
        (100 * p[picture.best]).toFixed(0) + " %; the choice is worth " + entropy(p).toFixed(2) +
        " bits. First name: " + names[0] + ".";
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      seed += 1;
      update();
    });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, status, stage, list);
    update();
  }

  function enliven(fold) {
    function ready() {
      weights = read(window.rnnlabNameWriter);
      build(fold);
    }
    if (window.rnnlabNameWriter) return ready();
    var script = document.createElement("script");
    script.src = here.replace(/live_sampling\.js.*$/, "live_sampling_weights.js");
    script.onload = ready;
    document.head.append(script);
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: write names") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabSampling = {
    logits: function (text) {
      weights = weights || read(window.rnnlabNameWriter);
      return logits(after(text));
    },
    shares: shares,
    write: function (text, tau, k, numbers) {
      weights = weights || read(window.rnnlabNameWriter);
      var at = 0;
      return write(text, tau, k, function () { return numbers[at++]; });
    },
    generator: generator
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
