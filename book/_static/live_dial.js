/* Chapter 21: the memory dial. A recorded digit and k frames of other speech run through a trained
   network of 16 units; after each frame the readout says which chance it gives to the digit. It
   lives in the fold whose summary begins with "Try it: turn the memory dial"; networks and clips
   (live_dial_weights.js, beside this file) are fetched when it is opened. */
(function () {
  "use strict";
  var N_A = 16, N_X = 13, CLASSES = 10, LONGEST = 40;
  var SPOKEN = "#6aaee2", OTHER = "#ea8a4a";
  var WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  var KIND = {gru: "GRU", elman: "Elman network"};
  var here = document.currentScript && document.currentScript.src;
  var kept = null;

  // 16-bit integers, lowest byte first, in units of 1/1024.
  function numbers(text) {
    var bytes = atob(text), values = new Float64Array(bytes.length / 2);
    for (var i = 0; i < values.length; i++) {
      var n = bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
      values[i] = (n < 32768 ? n : n - 65536) / 1024;
    }
    return values;
  }

  function cut(values, columns, start, rows) {
    var block = [];
    for (var i = 0; i < rows; i++) {
      block.push(values.subarray(start + i * columns, start + (i + 1) * columns));
    }
    return block;
  }

  // The parameters in the order of the package: W_ax, W_aa, b_a, then b_g (GRU), W_ya, b_y.
  function network(kind, values) {
    var rows = kind === "gru" ? 3 * N_A : N_A, at = 0, net = {kind: kind};
    function take(name, height, width) {
      net[name] = cut(values, width, at, height);
      at += height * width;
    }
    take("W_ax", rows, N_X);
    take("W_aa", rows, N_A);
    take("b_a", rows, 1);
    if (kind === "gru") take("b_g", N_A, 1);
    take("W_ya", CLASSES, N_A);
    take("b_y", CLASSES, 1);
    return net;
  }

  function load() {
    var raw = window.rnnlabSmallDial, frames = numbers(raw.frames), at = 0;
    kept = {gru: network("gru", numbers(raw.gru)), elman: network("elman", numbers(raw.elman)),
            other: cut(numbers(raw.distractors), N_X, 0, LONGEST)};
    kept.clips = raw.lengths.map(function (length) {
      at += length;
      return cut(frames, N_X, (at - length) * N_X, length);
    });
  }

  function dot(row, v) {
    var sum = 0;
    for (var j = 0; j < v.length; j++) sum += row[j] * v[j];
    return sum;
  }

  // One step. `shift` is added to the bias of every update gate: above 0 it keeps more.
  function step(net, a, x, shift) {
    var next = new Float64Array(N_A);
    function input(k) { return dot(net.W_ax[k], x) + net.b_a[k][0]; }
    function sigma(k, more) {
      return 1 / (1 + Math.exp(-(dot(net.W_aa[k], a) + input(k) + more)));
    }
    for (var i = 0; i < N_A; i++) {
      if (net.kind === "elman") {
        next[i] = Math.tanh(dot(net.W_aa[i], a) + input(i));
        continue;
      }
      var k = 2 * N_A + i, r = sigma(i, 0), z = sigma(N_A + i, shift);
      var n = Math.tanh(input(k) + r * (dot(net.W_aa[k], a) + net.b_g[i][0]));
      next[i] = n + z * (a[i] - n);
    }
    return next;
  }

  function chances(net, a) {
    var z = net.W_ya.map(function (row, c) { return dot(row, a) + net.b_y[c][0]; });
    var top = Math.max.apply(null, z), sum = 0;
    var p = z.map(function (v) { return Math.exp(v - top); });
    p.forEach(function (v) { sum += v; });
    return p.map(function (v) { return v / sum; });
  }

  // The chances of the ten digits after each frame: those of the clip, then k of other speech.
  function listen(kind, digit, k, shift) {
    var net = kept[kind], a = new Float64Array(N_A);
    return kept.clips[digit].concat(kept.other.slice(0, k)).map(function (x) {
      a = step(net, a, x, shift);
      return chances(net, a);
    });
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  // One bar per frame: blue while the digit is heard, orange for other speech; dashed: guessing.
  function draw(heard, digit) {
    var width = 8, height = 80, x0 = 2, frames = kept.clips[digit].length, picture = svg("svg", {
      width: 2 * x0 + width * (LONGEST + frames), height: height + 24, role: "img",
      "aria-label": "The chance given to the digit after each frame; the end is told above."
    });
    heard.forEach(function (p, t) {
      var tall = Math.max(p[digit] * height, 1);
      picture.append(svg("rect", {x: x0 + width * t, y: height - tall, width: width - 1,
                                  height: tall, fill: t < frames ? SPOKEN : OTHER}));
    });
    picture.append(
      svg("line", {x1: 0, x2: picture.getAttribute("width"), y1: 0.9 * height, y2: 0.9 * height,
                   stroke: "currentColor", "stroke-dasharray": "3 3"}),
      svg("text", {x: x0, y: height + 16, "font-size": 12, fill: "currentColor"}, "the digit"),
      svg("text", {x: x0 + width * Math.max(frames, 8), y: height + 16, "font-size": 12,
                   fill: "currentColor"}, "other speech"));
    return picture;
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function choice(label, name, options) {
    var line = element("label", {style: "display:inline-block;margin:.4rem 1.2rem .4rem 0"},
                       label + " ");
    var select = element("select", {name: name});
    options.forEach(function (option) {
      select.append(element("option", {value: option[0]}, option[1]));
    });
    line.append(select);
    return line;
  }

  function slider(label, name, min, max, stepSize, value) {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    line.append(element("input", {type: "range", name: name, min: min, max: max, step: stepSize,
                                  value: value, style: "vertical-align:middle;width:10rem"}));
    line.append(element("output", {style: "margin-left:.5rem"}));
    return line;
  }

  // The three likeliest digits as bars.
  function bars(p) {
    var table = element("div", {"aria-hidden": "true", style: "max-width:22rem"});
    likeliest(p).slice(0, 3).forEach(function (i) {
      var row = element("div", {style: "display:flex;align-items:center;height:1.5rem"});
      var rail = element("span", {style: "flex:1"});
      rail.append(element("span", {style: "display:block;height:.9rem;background:#3db58d;width:" +
                                          (100 * p[i]).toFixed(1) + "%"}));
      row.append(element("span", {style: "width:3.5rem"}, WORDS[i]), rail,
                 element("span", {style: "width:3.5rem;text-align:right"},
                         (100 * p[i]).toFixed(0) + " %"));
      table.append(row);
    });
    return table;
  }

  function likeliest(p) {
    return p.map(function (_, i) { return i; }).sort(function (i, j) { return p[j] - p[i]; });
  }

  function tell(kind, digit, k, heard) {
    var p = heard[heard.length - 1], said = likeliest(p)[0];
    var before = heard[kept.clips[digit].length - 1][digit];
    return KIND[kind] + ", " + k + " frames of other speech behind \u201c" + WORDS[digit] +
      "\u201d. Chance given to " + WORDS[digit] + ": " + percent(before) +
      " after the digit, now " + percent(p[digit]) + ". Answer: " + WORDS[said] +
      (said === digit ? ", right." : " (" + percent(p[said]) + "), wrong.");
  }

  function percent(share) {
    return share < 0.01 ? "less than 1 %" : (100 * share).toFixed(0) + " %";
  }

  function build(fold) {
    var form = element("form", {});
    form.append(choice("Network", "kind", [["gru", "GRU"], ["elman", "Elman"]]),
                choice("Digit", "digit", WORDS.map(function (word, i) { return [i, word]; })),
                slider("Frames of other speech, k", "k", 0, LONGEST, 1, 10),
                slider("Added to the update gates\u2019 bias", "shift", -6, 6, 0.5, 0));
    var status = element("p", {role: "status"});
    var stage = element("div", {style: "overflow-x:auto", tabindex: "0", role: "group",
                                "aria-label": "Picture, may scroll sideways"});
    var answers = element("div", {});
    form.elements.digit.value = "7";
    function update() {
      var kind = form.elements.kind.value, digit = Number(form.elements.digit.value);
      var k = Number(form.elements.k.value), shift = Number(form.elements.shift.value);
      form.elements.shift.disabled = kind === "elman";  // it has no gate
      form.querySelectorAll("input").forEach(function (input) {
        input.nextElementSibling.textContent = input.disabled ? "no gate" : input.value;
      });
      var heard = listen(kind, digit, k, shift);
      status.textContent = tell(kind, digit, k, heard);
      stage.replaceChildren(draw(heard, digit));
      answers.replaceChildren(bars(heard[heard.length - 1]));
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, status, stage, answers);
    update();
  }

  function enliven(fold) {
    function ready() {
      load();
      build(fold);
    }
    if (window.rnnlabSmallDial) return ready();
    var script = document.createElement("script");
    script.src = here.replace(/live_dial\.js.*$/, "live_dial_weights.js");
    script.onload = ready;
    document.head.append(script);
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: turn the memory dial") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabDial = {
    listen: function (kind, digit, k, shift) {
      if (!kept) load();
      return listen(kind, digit, k, shift);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
