/* Chapter 12: truncate the gradient by hand. Choose chunks or a sliding window, the number K of
   steps and the spectral radius of W_aa; two units run over 24 steps, each loss sends its blame
   back, and the kept part of dW_aa is compared with all of it. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue: KEPT, orange: CUT} = live.colors;
  const ANGLE = 0.45, W_ax = [0.1, 0.6], W_ya = [-0.4, -0.4], A0 = [0.3, 0.3];
  const X = [-0.2, 0.7, 0.8, 0.1, -0.5, 0.1, 0, -0.4, 0.6, 0.4, -0.6, 0.4,
             -0.6, -0.2, -0.4, -0.3, 0, -0.2, -0.1, 0.5, -0.1, 0.2, -0.6, 0.1];
  const Y = [0.3, 0.1, -0.3, 0.5, 0.7, 0.1, 0.8, 0.7, 0.1, 0.2, 0.5, 0.3,
             -0.5, -0.1, 0.6, -0.7, 0, -0.4, 0.2, 0.4, 0.6, 0.8, 0.7, -0.3];
  const T = X.length, CELL = 11;

  // A rotation times its spectral radius rho.
  function recurrent(rho) {
    const c = rho * Math.cos(ANGLE), s = rho * Math.sin(ANGLE);
    return [[c, -s], [s, c]];
  }

  // a<0> to a<T>, with g0 = tanh and no bias.
  function forward(W) {
    const a = [A0];
    X.forEach((x, t) => {
      a.push([0, 1].map(i => Math.tanh(W[i][0] * a[t][0] + W[i][1] * a[t][1] + W_ax[i] * x)));
    });
    return a;
  }

  /* All pairs t <= s: the term that the loss of step s, half the squared error of W_ya a<s>,
     sends into dW_aa (its four numbers) at step t. */
  function blame(rho) {
    const W = recurrent(rho), a = forward(W), pairs = [];
    for (let s = 1; s <= T; s++) {
      const error = W_ya[0] * a[s][0] + W_ya[1] * a[s][1] - Y[s - 1];
      let d = [W_ya[0] * error, W_ya[1] * error];
      for (let t = s; t >= 1; t--) {
        const dz = [d[0] * (1 - a[t][0] * a[t][0]), d[1] * (1 - a[t][1] * a[t][1])];
        pairs.push({s, t, dW: [dz[0] * a[t - 1][0], dz[0] * a[t - 1][1],
                               dz[1] * a[t - 1][0], dz[1] * a[t - 1][1]]});
        d = [W[0][0] * dz[0] + W[1][0] * dz[1], W[0][1] * dz[0] + W[1][1] * dz[1]];
      }
    }
    return pairs;
  }

  function kept(kind, K, s, t) {
    return kind === "chunks" ? t > K * Math.floor((s - 1) / K) : t > s - K;
  }

  const norm = v => Math.hypot(...v);

  // The full and the truncated gradient, their cosine, the ratio of their norms, the pairs kept.
  function compare(pairs, kind, K) {
    const full = [0, 0, 0, 0], cut = [0, 0, 0, 0];
    let n = 0;
    pairs.forEach(p => {
      const keep = kept(kind, K, p.s, p.t);
      n += keep;
      p.dW.forEach((q, i) => {
        full[i] += q;
        if (keep) cut[i] += q;
      });
    });
    const dot = full.reduce((sum, q, i) => sum + q * cut[i], 0);
    return {full, cut, kept: n, pairs: pairs.length,
            cosine: dot / norm(full) / norm(cut), ratio: norm(cut) / norm(full)};
  }

  // Row s, column t; the side of a square tells the size of its term (cube root).
  function triangle(pairs, kind, K) {
    const picture = live.picture(T * CELL + 4, T * CELL + 24,
                                 "A triangle of squares; what is kept is told below.");
    const largest = Math.max(...pairs.map(p => norm(p.dW)));
    live.write(picture, T * CELL, 16, "column: step t, blamed", "end");
    live.write(picture, T * CELL, 36, "row: loss of step s", "end");
    pairs.forEach(p => {
      const side = Math.max(1.5, (CELL - 1.5) * Math.cbrt(norm(p.dW) / largest));
      const keep = kept(kind, K, p.s, p.t), stroke = keep ? 0 : Math.min(1.5, side / 2);
      picture.append(live.svg("rect", {
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
    const picture = live.picture(292, 150,
                                 "Cosine against K; the number for the chosen K is told below.");
    const x = k => 30 + 10.6 * (k - 1), y = cosine => 75 - 50 * cosine;
    [1, 0, -1].forEach(c => {
      picture.append(live.svg("path", {d: `M28 ${y(c)}H280`, stroke: "currentColor",
                                       "stroke-width": c ? 0.5 : 1.2}));
      live.write(picture, 2, y(c) + 5, live.number(c, 0));
    });
    live.write(picture, 60, 14, "cosine with the full gradient");
    live.write(picture, 262, 144, "K \u2192");
    for (let k = 1; k <= T; k++) {
      const c = compare(pairs, kind, k).cosine;
      picture.append(live.svg("circle", {cx: x(k), cy: y(c), r: 3.5, fill: c < 0 ? CUT : KEPT}));
      if (k === K) {
        picture.append(live.svg("circle", {cx: x(k), cy: y(c), r: 7, fill: "none",
                                           stroke: "currentColor", "stroke-width": 2}));
      }
    }
    return picture;
  }

  function tell(pairs, kind, K) {
    const c = compare(pairs, kind, K);
    return `${kind === "chunks" ? "Chunks" : "Sliding window"}, K = ${K}: ${c.kept} of ` +
      `${c.pairs} pairs kept (filled), ${(100 * c.kept / c.pairs).toFixed(1)} %. Cosine with the ` +
      `full gradient ${live.number(c.cosine, 3)}, norm ${live.number(c.ratio, 2)} times its ` +
      "norm. " + (c.kept === c.pairs ? "Nothing is cut."
        : c.cosine < 0 ? "It points away from the full gradient."
          : c.cosine > 0.99 ? "What is cut (hollow) hardly matters here."
            : "What is cut (hollow) is missed.");
  }

  function enliven(fold) {
    const stage = live.stage("Pictures"), status = live.element("p", {role: "status"});
    live.fill(fold, [live.buttons("What is kept", "kind", ["sliding window", "chunks"]),
                     live.slider("Steps K", "K", 1, T, 1, 4),
                     live.slider("Spectral radius of W_aa", "rho", 0.4, 1.1, 0.1, 0.8)],
              [stage, status], ({kind, K, rho}) => {
      const pairs = blame(rho);
      stage.replaceChildren(triangle(pairs, kind, K), curve(pairs, kind, K));
      status.textContent = tell(pairs, kind, K);
    });
  }

  window.rnnlabTruncation = {blame, compare, recurrent, x: X, y: Y, W_ax, W_ya, a0: A0};
  live.figure("Try it: cut", enliven);
})();
