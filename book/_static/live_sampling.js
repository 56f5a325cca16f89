/* Chapter 19: a trained GRU writes names in the page. Choose a start, the temperature and how many
   symbols stay in play. The weights (live_sampling_weights.js) come when the fold is opened. */
(() => {
  "use strict";
  const live = window.rnnlabLive;
  const SYMBOLS = "\n -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", V = 39, N_A = 64, LONGEST = 60;
  let weights = null;

  // A function that takes the next (rows, columns) of 16-bit integers in units of 1/1024.
  function reader(text) {
    const bytes = new Uint8Array([...atob(text)].map(c => c.charCodeAt(0)));
    const whole = new DataView(bytes.buffer);
    let at = -2;
    return (rows, columns) => Array.from({length: rows}, () =>
      Float64Array.from({length: columns}, () => whole.getInt16(at += 2, true) / 1024));
  }

  function read() {
    if (weights) return;
    const take = reader(window.rnnlabNameWriter);
    weights = {W_ax: take(3 * N_A, V), W_aa: take(3 * N_A, N_A), b_a: take(3 * N_A, 1),
               b_g: take(N_A, 1), W_ya: take(V, N_A), b_y: take(V, 1)};
  }

  function dot(row, v) {
    return row.reduce((sum, w, j) => sum + w * v[j], 0);
  }

  // One step of the GRU: rows 0..63 are the reset gate r, 64..127 the update gate z, the rest n.
  function step(a, id) {
    const w = weights, next = new Float64Array(N_A);
    const from_a = k => dot(w.W_aa[k], a), from_x = k => w.W_ax[k][id] + w.b_a[k][0];
    for (let i = 0; i < N_A; i++) {
      const k = 2 * N_A + i, r = live.sigma(from_a(i) + from_x(i));
      const z = live.sigma(from_a(N_A + i) + from_x(N_A + i));
      const n = Math.tanh(from_x(k) + r * (from_a(k) + w.b_g[i][0]));
      next[i] = n + z * (a[i] - n);
    }
    return next;
  }

  function logits(a) {
    return weights.W_ya.map((row, k) => dot(row, a) + weights.b_y[k][0]);
  }

  // softmax(z / tau) over the k largest logits; of equals, the one with the smaller id.
  function shares(z, tau, k) {
    const order = live.ranked(z), p = z.map(() => 0);
    let sum = 0;
    order.slice(0, k).forEach(i => {
      p[i] = Math.exp((z[i] - z[order[0]]) / tau);
      sum += p[i];
    });
    return p.map(v => v / sum);
  }

  function draw(p, u) {
    let end = 0, last = 0;
    for (let i = 0; i < p.length; i++) {
      if (!p[i]) continue;
      end += p[i];
      last = i;
      if (u < end) return i;
    }
    return last;
  }

  function after(text) {
    let a = new Float64Array(N_A);
    for (const symbol of "\n" + text) a = step(a, SYMBOLS.indexOf(symbol));
    return a;
  }

  // Go on from `text`, one uniform number per symbol, up to the end mark.
  function write(text, tau, k, uniform) {
    let a = after(text);
    while (text.length < LONGEST) {
      const id = draw(shares(logits(a), tau, k), uniform());
      if (id === 0) return text;
      text += SYMBOLS[id];
      a = step(a, id);
    }
    return text + "\u2026";
  }

  // A small generator of uniform numbers, so that a number stands for its names.
  function generator(seed) {
    let s = (seed * 2654435769) >>> 0;
    return () => {
      s = (s + 0x6d2b79f5) >>> 0;
      let t = Math.imul(s ^ (s >>> 15), s | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function entropy(p) {
    return p.reduce((sum, v) => v ? sum - v * Math.log2(v) : sum, 0);
  }

  function shown(id) {
    return id === 0 ? "end" : id === 1 ? "space" : SYMBOLS[id];
  }

  // The nine most likely next symbols; what is out of play is not there.
  function bars(p) {
    return live.bars(live.ranked(p).slice(0, 9).map(i =>
      p[i] ? [shown(i), p[i], (100 * p[i]).toFixed(1) + " %"] : ["\u00a0", 0, ""]));
  }

  function tell(p, tau, k, name) {
    const best = live.ranked(p)[0];
    return `Temperature ${tau}, ${k < V ? `${k} of` : "all"} ${V} symbols in play. Next comes ` +
      `\u201c${shown(best)}\u201d with ${(100 * p[best]).toFixed(0)} %; the choice is worth ` +
      `${entropy(p).toFixed(2)} bits. First name: ${name}.`;
  }

  function build(fold) {
    const stage = live.stage("Next symbols and names");
    const status = live.element("p", {role: "status"});
    const text = live.element("input", {type: "text", name: "start", maxlength: 40,
                                        value: "LATIN ", autocomplete: "off", spellcheck: "false"});
    let seed = 1;
    read();
    live.fill(fold, [live.line("Begin with", text),
                     live.slider("Temperature", "tau", 0.1, 2, 0.1, 1),
                     live.slider("In play, k", "k", 1, V, 1, V),
                     live.element("button", {}, "Draw again")],
              [stage, status], ({start, tau, k}, event) => {
      if (event?.type === "submit") seed += 1;
      const begun = start.toUpperCase().replace(/[^ A-Z0-9-]/g, ""), uniform = generator(seed);
      const p = shares(logits(after(begun)), tau, k);
      const names = [1, 2, 3, 4, 5].map(() => write(begun, tau, k, uniform));
      const list = names.map(name => live.element("li", {}, name));
      stage.replaceChildren(bars(p), live.element("ul", {class: "live-list"}, ...list));
      status.textContent = tell(p, tau, k, names[0]);
    });
  }

  function enliven(fold) {
    if (window.rnnlabNameWriter) build(fold);
    else live.load("live_sampling_weights.js", () => build(fold));
  }

  window.rnnlabSampling = {
    logits: text => {
      read();
      return logits(after(text));
    },
    shares,
    write: (text, tau, k, numbers) => {
      read();
      return write(text, tau, k, () => numbers.shift());
    },
    generator
  };
  live.figure("Try it: write names", enliven);
})();
