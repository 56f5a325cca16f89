/* Chapter 13: a gradient on its way back through two tanh units. Drag the eigenvalues of the
   recurrent matrix, shear it, switch tanh and the input on and off; every Jacobian is computed
   anew. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue, green, orange, yellow, line: GRAY} = live.colors;
  const T = 20, W_ax = [1, -0.5], START = [0.5, 0.25], LOSS = [1, -1];

  // A real matrix with eigenvalues radius * exp(+-i angle), whatever the shear.
  function matrix(radius, angle, shear) {
    const c = radius * Math.cos(angle), s = radius * Math.sin(angle), up = s + shear;
    return [[c, -up], [up ? s * s / up : 0, c]];
  }

  function times(A, B) {
    return A.map(row => [0, 1].map(j => row[0] * B[0][j] + row[1] * B[1][j]));
  }

  const norm = v => Math.hypot(v[0], v[1]);

  // Singular values of a 2 x 2 matrix.
  function singular(M) {
    const sum = M[0][0] * M[0][0] + M[0][1] * M[0][1] + M[1][0] * M[1][0] + M[1][1] * M[1][1];
    const det = Math.abs(M[0][0] * M[1][1] - M[0][1] * M[1][0]);
    const most = Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2);
    return [most, most ? det / most : 0];
  }

  /* The states, the Jacobians J<1> .. J<T>, the gradient at lag 0 .. T and the products
     J<T> ... J<T-k+1>. The input of step t is drive * cos(t). */
  function flow(radius, angle, shear, drive, tanh) {
    const W = matrix(radius, angle, shear), a = [START], J = [];
    for (let t = 1; t <= T; t++) {
      const x = drive * Math.cos(t), last = a[t - 1];
      const now = [0, 1].map(i => {
        const z = W[i][0] * last[0] + W[i][1] * last[1] + W_ax[i] * x;
        return tanh ? Math.tanh(z) : z;
      });
      a.push(now);
      J.push(now.map((v, i) => {
        const slope = tanh ? 1 - v * v : 1;
        return [slope * W[i][0], slope * W[i][1]];
      }));
    }
    let d = LOSS, product = [[1, 0], [0, 1]];
    const gradients = [d], products = [product];
    for (let t = T - 1; t >= 0; t--) {
      d = [J[t][0][0] * d[0] + J[t][1][0] * d[1], J[t][0][1] * d[0] + J[t][1][1] * d[1]];
      product = times(product, J[t]);
      gradients.push(d);
      products.push(product);
    }
    return {W, a, J, gradients, products, growth: Math.pow(norm(d) / norm(LOSS), 1 / T)};
  }

  function rule(parent, x1, y1, x2, y2) {
    parent.append(live.svg("line", {x1, y1, x2, y2, stroke: GRAY, "stroke-width": 1.2}));
  }

  // The plane of eigenvalues: 80 px are 1; the unit circle is the border. Drawn once.
  function plane() {
    const p = live.picture(270, 270, "The plane of eigenvalues with the unit circle");
    p.append(live.svg("circle", {cx: 135, cy: 135, r: 80, fill: "none", stroke: GRAY,
                                 "stroke-width": 1.5}));
    rule(p, 8, 135, 262, 135);
    rule(p, 135, 8, 135, 262);
    live.write(p, 8, 18, "eigenvalues");
    live.write(p, 218, 130, "1");
    return p;
  }

  // The pair of eigenvalues; the upper one has the handle.
  function pair(layer, handle, radius, angle) {
    const cx = 135 + 80 * radius * Math.cos(angle), y = 80 * radius * Math.sin(angle);
    layer.replaceChildren(
      live.svg("circle", {cx, cy: 135 + y, r: 8, fill: blue}),
      live.svg("circle", {cx, cy: 135 - y, r: 12, fill: orange, stroke: "currentColor",
                          "stroke-width": 2}));
    live.set(handle, {cx, cy: 135 - y});
  }

  // Length of the gradient against the lag; every line up is a factor of a thousand.
  function lengths(gradients, lag) {
    const p = live.picture(298, 270, "Length of the gradient against the lag, told below");
    const up = v => 135 - 18 * Math.max(-6, Math.min(6, Math.log10(v)));
    [-6, -3, 0, 3, 6].forEach(e => {
      rule(p, 54, 135 - 18 * e, 296, 135 - 18 * e);
      live.write(p, 48, 140 - 18 * e, e ? "1e" + live.number(e, 0) : "1", "end");
    });
    live.write(p, 54, 16, "length of the gradient");
    live.write(p, 174, 266, "lag 0 to " + T, "middle");
    const across = k => 58 + 11.6 * k;
    const points = gradients.map((d, k) => [across(k), up(norm(d))]).join(" ");
    p.append(live.svg("polyline", {points, fill: "none", stroke: green, "stroke-width": 3}),
             live.svg("circle", {cx: across(lag), cy: up(norm(gradients[lag])), r: 7,
                                 fill: yellow, stroke: "currentColor"}));
    return p;
  }

  // What the transposed product makes of the unit circle and of the gradient, drawn to fit.
  function ellipse(P, d) {
    const p = live.picture(270, 270, "The unit circle after the product of Jacobians; its half " +
                                     "axes are told below");
    const r = 105 / Math.max(1, singular(P)[0], norm(d)), points = [];
    for (let k = 0; k <= 72; k++) {
      const c = Math.cos(k * Math.PI / 36), s = Math.sin(k * Math.PI / 36);
      points.push([135 + r * (P[0][0] * c + P[1][0] * s), 135 - r * (P[0][1] * c + P[1][1] * s)]);
    }
    p.append(live.svg("circle", {cx: 135, cy: 135, r, fill: "none", stroke: GRAY,
                                 "stroke-dasharray": "5 4"}),
             live.svg("polygon", {points: points.join(" "), fill: blue, "fill-opacity": 0.4,
                                  stroke: blue, "stroke-width": 2}),
             live.svg("line", {x1: 135, y1: 135, x2: 135 + r * d[0], y2: 135 - r * d[1],
                               stroke: orange, "stroke-width": 3}));
    live.write(p, 8, 18, "circle and gradient at the lag");
    return p;
  }

  function tell(f, radius, lag) {
    const axes = singular(f.products[lag]).map(live.short);
    return `Spectral radius ${radius.toFixed(2)}, largest singular value ` +
      `${live.short(singular(f.W)[0])}. At lag ${lag} the gradient has ` +
      `${live.short(norm(f.gradients[lag]) / norm(LOSS))} of its length, the product stretches ` +
      `by ${axes[0]} and ${axes[1]}. Growth per step over ${T} steps: ${live.short(f.growth)}, ` +
      (f.growth < 0.97 ? "it vanishes." : f.growth > 1.03 ? "it explodes." : "on the ridge.");
  }

  function enliven(fold) {
    const stage = live.stage("Pictures"), status = live.element("p", {role: "status"});
    const spectrum = plane(), layer = live.svg("g", {});
    const rest = live.element("span", {class: "live-rest"});
    const tick = live.element("input", {type: "checkbox", name: "tanh", checked: ""});
    const handle = live.svg("circle", {r: 22, class: "live-handle"});
    spectrum.append(layer, handle);
    stage.append(spectrum, rest);
    const form = live.fill(fold, [live.slider("Radius", "radius", 0, 1.5, 0.01, 0.9),
                                  live.slider("Angle in degrees", "angle", 0, 180, 1, 20),
                                  live.slider("Shear", "shear", 0, 3, 0.1, 0),
                                  live.slider("Input", "drive", 0, 3, 0.1, 0),
                                  live.element("label", {}, tick, " tanh (else the identity)"),
                                  live.slider("Lag", "lag", 0, T, 1, 5)],
                           [stage, status], ({radius, angle, shear, drive, tanh, lag}) => {
      const turn = angle * Math.PI / 180, f = flow(radius, turn, shear, drive, tanh);
      pair(layer, handle, radius, turn);
      rest.replaceChildren(lengths(f.gradients, lag), ellipse(f.products[lag], f.gradients[lag]));
      status.textContent = tell(f, radius, lag);
    });
    live.drag(handle, form, (x, y) => ({
      radius: Math.hypot(x - 135, y - 135) / 80,
      angle: Math.atan2(Math.abs(135 - y), x - 135) * 180 / Math.PI
    }));
  }

  window.rnnlabFlow = {matrix, flow, singular};
  live.figure("Try it: gradient flow", enliven);
})();
