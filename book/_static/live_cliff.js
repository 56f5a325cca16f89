/* Chapter 14: gradient descent beside a cliff, clipped and unclipped from the same start. Choose or
   drag the start, choose learning rate, limit and the number of steps; loss and gradient are those
   of one sigmoid unit after 50 steps. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue: CLIPPED, orange: UNCLIPPED, line} = live.colors;
  const T = 50, Z0 = 0.5, TARGET = 0.7, TOP = 0.49; // the loss where the output is 0
  const W = [4, 7], B = [-4.2, -1.7], LEFT = 40, SIDE = 250, UP = 8; // the window, and its place

  // Loss and its two slopes at (w, b): the recursion runs forward, along with z.
  function cliff(w, b) {
    let z = Z0, zw = 0, zb = 0;
    for (let t = 0; t < T; t++) {
      const s = live.sigma(z), back = w * s * (1 - s);
      zw = s + back * zw;
      zb = 1 + back * zb;
      z = w * s + b;
    }
    const s = live.sigma(z), dz = 2 * (s - TARGET) * s * (1 - s);
    return [(s - TARGET) * (s - TARGET), dz * zw, dz * zb];
  }

  // Where the start is a fixed point.
  function edge(w) {
    return Z0 - w * live.sigma(Z0);
  }

  // One step of gradient descent; no limit is Infinity. Returns [w, b, length of the step].
  function step(w, b, lr, limit) {
    const [, dw, db] = cliff(w, b), norm = Math.hypot(dw, db);
    const factor = norm > limit ? limit / norm : 1;
    return [w - lr * factor * dw, b - lr * factor * db, lr * factor * norm];
  }

  // All places from the start on, the longest step and when it was made, and the last loss.
  function descend(w, b, lr, limit, steps) {
    const path = [[w, b]];
    let longest = 0, when = 0, length;
    for (let k = 1; k <= steps; k++) {
      [w, b, length] = step(w, b, lr, limit);
      if (length > longest) [longest, when] = [length, k];
      path.push([w, b]);
    }
    return {path, longest, when, loss: cliff(w, b)[0]};
  }

  const across = w => LEFT + SIDE * (w - W[0]) / (W[1] - W[0]);
  const down = b => UP + SIDE * (B[1] - b) / (B[1] - B[0]);

  // Pixels of a place; what was thrown far away is drawn just outside.
  function place([w, b]) {
    return [across(w), down(b)].map(v => Math.max(-4000, Math.min(4000, v)).toFixed(2));
  }

  function inside([w, b]) {
    return w >= W[0] && w <= W[1] && b >= B[0] && b <= B[1];
  }

  // The loss as a gray veil: dense where it is high. Drawn once.
  function veil() {
    const canvas = document.createElement("canvas"), n = 130;
    canvas.width = canvas.height = n;
    const pen = canvas.getContext("2d"), image = pen.createImageData(n, n);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const loss = cliff(W[0] + (W[1] - W[0]) * (i + 0.5) / n,
                           B[1] - (B[1] - B[0]) * (j + 0.5) / n)[0];
        image.data.set([127, 127, 127, 235 * loss / TOP], 4 * (j * n + i));
      }
    }
    pen.putImageData(image, 0, 0);
    return canvas.toDataURL();
  }

  // What does not move: the loss, the edge, the axes.
  function ground() {
    const p = live.picture(298, 300, "The loss over w and b, gray where it is high, with both " +
                                     "ways from the start; told below");
    const square = {x: LEFT, y: UP, width: SIDE, height: SIDE};
    p.append(live.svg("clipPath", {id: "cliff-frame"}, live.svg("rect", square)),
             live.svg("image", {href: veil(), preserveAspectRatio: "none", ...square}),
             live.svg("polyline", {points: W.map(w => place([w, edge(w)])).join(" "), fill: "none",
                                   stroke: "currentColor", "stroke-dasharray": "5 4"}),
             live.svg("rect", {fill: "none", stroke: line, ...square}));
    [4, 5, 6, 7].forEach(w => live.write(p, across(w), UP + SIDE + 18, w, "middle"));
    [-4, -3, -2].forEach(b => live.write(p, LEFT - 6, down(b) + 5, live.number(b, 0), "end"));
    live.write(p, LEFT + SIDE / 2, UP + SIDE + 36, "w", "middle");
    live.write(p, LEFT - 6, UP + 12, "b", "end");
    return p;
  }

  function way(layer, {path}, color) {
    const [cx, cy] = place(path[path.length - 1]);
    const points = path.map(place).join(" ");
    layer.append(live.svg("polyline", {points, fill: "none", stroke: color, "stroke-width": 3,
                                       "stroke-linejoin": "round"}),
                 live.svg("circle", {cx, cy, r: 6, fill: color, stroke: "currentColor"}));
  }

  function draw(layer, handle, free, clipped) {
    const [cx, cy] = place(free.path[0]);
    layer.replaceChildren();
    way(layer, free, UNCLIPPED);
    way(layer, clipped, CLIPPED);
    layer.append(live.svg("circle", {cx, cy, r: 9, fill: "none", stroke: "currentColor",
                                     "stroke-width": 3}));
    live.set(handle, {cx, cy});
  }

  function key() {
    const names = [[UNCLIPPED, "unclipped"], [CLIPPED, "clipped"]].map(([color, name]) =>
      live.element("li", {class: "live-key", style: `--color:${color}`}, name));
    const marks = ["ring: the start", "dots: the ends", "dashed: the formula of the edge"];
    return live.element("ul", {class: "live-keys"}, ...names,
                        ...marks.map(mark => live.element("li", {}, mark)));
  }

  function told(name, run) {
    const end = run.path[run.path.length - 1];
    return `${name}: longest step ${live.short(run.longest)}` +
      `${run.longest > 1 ? ` (thrown at step ${run.when})` : ""}, ends ` +
      (inside(end) ? `at w = ${live.number(end[0], 2)}, b = ${live.number(end[1], 2)}`
        : "outside the picture") +
      ` with loss ${run.loss.toFixed(3)}${run.loss < 0.02 ? ": arrived." : "."}`;
  }

  function tell(w, b, steps, free, clipped) {
    const [loss, dw, db] = cliff(w, b);
    return `At the start the loss is ${loss.toFixed(3)} and its gradient has length ` +
      `${live.short(Math.hypot(dw, db))}. After ${steps} ${steps === 1 ? "step" : "steps"}. ` +
      `${told("Unclipped", free)} ${told("Clipped", clipped)}`;
  }

  function enliven(fold) {
    const picture = ground(), layer = live.svg("g", {"clip-path": "url(#cliff-frame)"});
    const handle = live.svg("circle", {r: 22, class: "live-handle"});
    const stage = live.stage("Picture"), status = live.element("p", {role: "status"});
    picture.append(layer, handle);
    stage.append(picture, key());
    const form = live.fill(fold, [live.slider("Start, w", "w", ...W, 0.01, 5.1),
                                  live.slider("Start, b", "b", ...B, 0.01, -2.7),
                                  live.slider("Learning rate", "lr", 0.01, 0.5, 0.01, 0.05),
                                  live.slider("Limit", "limit", 0.1, 5, 0.1, 1),
                                  live.slider("Steps", "steps", 0, 200, 1, 50)],
                           [stage, status], ({w, b, lr, limit, steps}) => {
      const free = descend(w, b, lr, Infinity, steps), clipped = descend(w, b, lr, limit, steps);
      draw(layer, handle, free, clipped);
      status.textContent = tell(w, b, steps, free, clipped);
    });
    live.drag(handle, form, (x, y) => ({w: W[0] + (W[1] - W[0]) * (x - LEFT) / SIDE,
                                         b: B[1] - (B[1] - B[0]) * (y - UP) / SIDE}));
  }

  window.rnnlabCliff = {cliff, edge, step, descend};
  live.figure("Try it: the cliff", enliven);
})();
