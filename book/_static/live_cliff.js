/* Chapter 14: gradient descent beside a cliff, clipped and unclipped from the same start. Choose or
   drag the start, choose learning rate, limit and the number of steps; loss and gradient are those
   of one sigmoid unit after 50 steps. It lives in the fold whose summary begins with
   "Try it: the cliff" and comes to life when the fold is opened. */
(function () {
  "use strict";
  var T = 50, Z0 = 0.5, TARGET = 0.7, TOP = 0.49; // the loss where the output is 0
  var W = [4, 7], B = [-4.2, -1.7], LEFT = 46, SIDE = 260, UP = 8; // the window, and its place
  var CLIPPED = "#6aaee2", UNCLIPPED = "#ea8a4a";

  function sigmoid(z) {
    return 1 / (1 + Math.exp(-z));
  }

  // Loss and its two slopes at (w, b): the recursion runs forward, along with z.
  function cliff(w, b) {
    var z = Z0, zw = 0, zb = 0, s, t, back, dz;
    for (t = 0; t < T; t++) {
      s = sigmoid(z);
      back = w * s * (1 - s);
      zw = s + back * zw;
      zb = 1 + back * zb;
      z = w * s + b;
    }
    s = sigmoid(z);
    dz = 2 * (s - TARGET) * s * (1 - s);
    return [(s - TARGET) * (s - TARGET), dz * zw, dz * zb];
  }

  // Where the start is a fixed point.
  function edge(w) {
    return Z0 - w * sigmoid(Z0);
  }

  // One step of gradient descent; no limit is Infinity. Returns [w, b, length of the step].
  function step(w, b, lr, limit) {
    var g = cliff(w, b), norm = Math.hypot(g[1], g[2]);
    var factor = norm > limit ? limit / norm : 1;
    return [w - lr * factor * g[1], b - lr * factor * g[2], lr * factor * norm];
  }

  // All places from the start on, the longest step and when it was made, and the last loss.
  function descend(w, b, lr, limit, steps) {
    var path = [[w, b]], longest = 0, when = 0, k, next;
    for (k = 1; k <= steps; k++) {
      next = step(w, b, lr, limit);
      w = next[0];
      b = next[1];
      if (next[2] > longest) {
        longest = next[2];
        when = k;
      }
      path.push([w, b]);
    }
    return {path: path, longest: longest, when: when, loss: cliff(w, b)[0]};
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // Pixels of a place; what was thrown far away is drawn just outside.
  function place(p) {
    function near(v) {
      return Math.max(-4000, Math.min(4000, v)).toFixed(2);
    }
    return near(LEFT + SIDE * (p[0] - W[0]) / (W[1] - W[0])) + "," +
      near(UP + SIDE * (B[1] - p[1]) / (B[1] - B[0]));
  }

  function inside(p) {
    return p[0] >= W[0] && p[0] <= W[1] && p[1] >= B[0] && p[1] <= B[1];
  }

  // The loss as a gray veil: dense where it is high. Drawn once.
  function veil() {
    var canvas = document.createElement("canvas"), n = 130, i, j, at;
    canvas.width = canvas.height = n;
    var pen = canvas.getContext("2d"), image = pen.createImageData(n, n);
    for (j = 0; j < n; j++) {
      for (i = 0; i < n; i++) {
        at = 4 * (j * n + i);
        image.data[at] = image.data[at + 1] = image.data[at + 2] = 127;
        image.data[at + 3] = 235 * cliff(W[0] + (W[1] - W[0]) * (i + 0.5) / n,
                                         B[1] - (B[1] - B[0]) * (j + 0.5) / n)[0] / TOP;
      }
    }
    pen.putImageData(image, 0, 0);
    return canvas.toDataURL();
  }

  function write(parent, x, y, text, anchor) {
    parent.append(svg("text", {x: x, y: y, fill: "currentColor", "font-size": 14,
                               "text-anchor": anchor || "middle"}, text));
  }

  // What does not move: the loss, the edge, the axes.
  function ground() {
    var p = svg("svg", {viewBox: "0 0 320 310", width: 320, role: "img",
                        style: "max-width:100%;height:auto",
                        "aria-label": "The loss over w and b, gray where it is high, with both " +
                        "ways from the start; told below"});
    var frame = svg("clipPath", {id: "cliff-frame"});
    frame.append(svg("rect", {x: LEFT, y: UP, width: SIDE, height: SIDE}));
    p.append(frame, svg("image", {href: veil(), x: LEFT, y: UP, width: SIDE, height: SIDE,
                                  preserveAspectRatio: "none"}));
    p.append(svg("polyline", {points: place([W[0], edge(W[0])]) + " " + place([W[1], edge(W[1])]),
                              fill: "none", stroke: "currentColor", "stroke-dasharray": "5 4"}),
             svg("rect", {x: LEFT, y: UP, width: SIDE, height: SIDE, fill: "none",
                          stroke: "#7f7f7f"}));
    [4, 5, 6, 7].forEach(function (w) {
      write(p, LEFT + SIDE * (w - W[0]) / (W[1] - W[0]), UP + SIDE + 18, w);
    });
    [-4, -3, -2].forEach(function (b) {
      write(p, LEFT - 6, UP + SIDE * (B[1] - b) / (B[1] - B[0]) + 5, "\u2212" + -b, "end");
    });
    write(p, LEFT + SIDE / 2, UP + SIDE + 36, "w");
    write(p, 12, UP + SIDE / 2, "b");
    return p;
  }

  function way(layer, run, color) {
    layer.append(svg("polyline", {points: run.path.map(place).join(" "), fill: "none",
                                  stroke: color, "stroke-width": 3, "stroke-linejoin": "round"}));
    var end = place(run.path[run.path.length - 1]).split(",");
    layer.append(svg("circle", {cx: end[0], cy: end[1], r: 6, fill: color,
                                stroke: "currentColor"}));
  }

  function draw(layer, free, clipped) {
    layer.replaceChildren();
    way(layer, free, UNCLIPPED);
    way(layer, clipped, CLIPPED);
    var start = place(free.path[0]).split(",");
    layer.append(svg("circle", {cx: start[0], cy: start[1], r: 9, fill: "none",
                                stroke: "currentColor", "stroke-width": 3}),
                 svg("circle", {cx: start[0], cy: start[1], r: 22, fill: "transparent",
                                class: "handle", style: "cursor:grab;touch-action:none"}));
  }

  function number(v) {
    return v !== 0 && v < 0.001 ? v.toExponential(1) : v >= 1000 ? v.toFixed(0) : v.toPrecision(3);
  }

  function told(name, run) {
    var end = run.path[run.path.length - 1];
    return name + ": longest step " + number(run.longest) +
      (run.longest > 1 ? " (thrown at step " + run.when + ")" : "") + ", ends " +
      (inside(end) ? "at w = " + end[0].toFixed(2) + ", b = \u2212" + (-end[1]).toFixed(2)
                   : "outside the picture") +
      " with loss " + run.loss.toFixed(3) + (run.loss < 0.02 ? ": arrived." : ".");
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function slider(label, name, min, max, stepSize, value) {
    var node = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    node.append(element("input", {type: "range", name: name, min: min, max: max, step: stepSize,
                                  value: value, style: "vertical-align:middle;width:9rem"}));
    node.append(element("output", {style: "margin-left:.5rem"}));
    return node;
  }

  function enliven(fold) {
    var form = element("form", {});
    form.append(slider("Start, w", "w", W[0], W[1], 0.01, 5.1),
                slider("Start, b", "b", B[0], B[1], 0.01, -2.7),
                slider("Learning rate", "lr", 0.01, 0.5, 0.01, 0.05),
                slider("Limit", "limit", 0.1, 5, 0.1, 1),
                slider("Steps", "steps", 0, 200, 1, 50));
    var key = element("p", {});
    [[UNCLIPPED, "unclipped"], [CLIPPED, "clipped"]].forEach(function (pair) {
      key.append(element("span", {"aria-hidden": "true", style: "display:inline-block;" +
        "width:1.5rem;height:.3rem;vertical-align:middle;margin-right:.4rem;background:" + pair[0]}),
                 element("span", {style: "margin-right:1.2rem"}, pair[1]));
    });
    key.append("ring: start, dots: ends, dashed: the formula of the edge");
    var picture = ground(), layer = svg("g", {"clip-path": "url(#cliff-frame)"});
    var status = element("p", {role: "status"});
    picture.append(layer);
    function value(name) {
      return Number(form.elements[name].value);
    }
    function update() {
      form.querySelectorAll("input").forEach(function (input) {
        input.nextElementSibling.textContent = input.value.replace("-", "\u2212");
      });
      var start = [value("w"), value("b")], lr = value("lr"), steps = value("steps");
      var free = descend(start[0], start[1], lr, Infinity, steps);
      var clipped = descend(start[0], start[1], lr, value("limit"), steps);
      var g = cliff(start[0], start[1]);
      draw(layer, free, clipped);
      status.textContent = "At the start the loss is " + g[0].toFixed(3) +
        " and its gradient has length " + number(Math.hypot(g[1], g[2])) + ". After " + steps +
        (steps === 1 ? " step. " : " steps. ") + told("Unclipped", free) + " " +
        told("Clipped", clipped);
    }
    function drag(event) {
      var box = picture.getBoundingClientRect(), scale = 320 / box.width;
      var x = ((event.clientX - box.left) * scale - LEFT) / SIDE;
      var y = ((event.clientY - box.top) * scale - UP) / SIDE;
      form.elements.w.value = W[0] + (W[1] - W[0]) * x;
      form.elements.b.value = B[1] - (B[1] - B[0]) * y;
      update();
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    picture.addEventListener("pointerdown", function (event) {
      if (event.target.getAttribute("class") !== "handle") return;
      event.preventDefault();
      picture.setPointerCapture(event.pointerId); // the handle itself is drawn anew on the way
      picture.addEventListener("pointermove", drag);
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      picture.addEventListener(name, function () {
        picture.removeEventListener("pointermove", drag);
      });
    });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, picture, key, status);
    update();
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: the cliff") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabCliff = {cliff: cliff, edge: edge, step: step, descend: descend};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
