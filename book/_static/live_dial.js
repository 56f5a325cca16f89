/* Chapter 21: the memory dial. A recorded digit and k frames of other speech run through a trained
   network of 16 units; after each frame the readout says which chance it gives to the digit.
   Networks and clips (live_dial_weights.js) come when the fold is opened. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue: SPOKEN, orange: OTHER} = live.colors;
  const N_A = 16, N_X = 13, CLASSES = 10, LONGEST = 40;
  const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const KIND = {gru: "GRU", elman: "Elman network"};
  let kept = null;

  // A function that takes the next (rows, columns) of 16-bit integers in units of 1/1024.
  function reader(text) {
    const bytes = new Uint8Array([...atob(text)].map(c => c.charCodeAt(0)));
    const whole = new DataView(bytes.buffer);
    let at = -2;
    return (rows, columns) => Array.from({length: rows}, () =>
      Float64Array.from({length: columns}, () => whole.getInt16(at += 2, true) / 1024));
  }

  // The parameters in the order of the package: W_ax, W_aa, b_a, then b_g (GRU), W_ya, b_y.
  function network(kind, text) {
    const take = reader(text), rows = kind === "gru" ? 3 * N_A : N_A;
    return {kind, W_ax: take(rows, N_X), W_aa: take(rows, N_A), b_a: take(rows, 1),
            b_g: kind === "gru" ? take(N_A, 1) : null, W_ya: take(CLASSES, N_A),
            b_y: take(CLASSES, 1)};
  }

  function read() {
    const raw = window.rnnlabSmallDial, take = reader(raw.frames);
    kept = {gru: network("gru", raw.gru), elman: network("elman", raw.elman),
            clips: raw.lengths.map(length => take(length, N_X)),
            other: reader(raw.distractors)(LONGEST, N_X)};
  }

  function dot(row, v) {
    return row.reduce((sum, w, j) => sum + w * v[j], 0);
  }

  // One step. `shift` is added to the bias of every update gate: above 0 it keeps more.
  function step(net, a, x, shift) {
    const next = new Float64Array(N_A);
    const from_a = k => dot(net.W_aa[k], a), from_x = k => dot(net.W_ax[k], x) + net.b_a[k][0];
    for (let i = 0; i < N_A; i++) {
      if (net.kind === "elman") {
        next[i] = Math.tanh(from_a(i) + from_x(i));
        continue;
      }
      const k = 2 * N_A + i, r = live.sigma(from_a(i) + from_x(i));
      const z = live.sigma(from_a(N_A + i) + from_x(N_A + i) + shift);
      const n = Math.tanh(from_x(k) + r * (from_a(k) + net.b_g[i][0]));
      next[i] = n + z * (a[i] - n);
    }
    return next;
  }

  function chances(net, a) {
    const z = net.W_ya.map((row, c) => dot(row, a) + net.b_y[c][0]), top = Math.max(...z);
    const p = z.map(v => Math.exp(v - top)), sum = p.reduce((s, v) => s + v, 0);
    return p.map(v => v / sum);
  }

  // The chances of the ten digits after each frame: those of the clip, then k of other speech.
  function listen(kind, digit, k, shift) {
    if (!kept) read();
    let a = new Float64Array(N_A);
    return kept.clips[digit].concat(kept.other.slice(0, k)).map(x => {
      a = step(kept[kind], a, x, shift);
      return chances(kept[kind], a);
    });
  }

  // One bar per frame: blue while the digit is heard, orange for other speech; dashed: guessing.
  function draw(heard, digit) {
    const wide = 8, height = 80, x0 = 2, frames = kept.clips[digit].length;
    const width = 2 * x0 + wide * (LONGEST + frames), y = 0.9 * height;
    const picture = live.picture(width, height + 24, "The chance given to the digit after each " +
                                                     "frame; the end is told below.");
    heard.forEach((p, t) => {
      const tall = Math.max(p[digit] * height, 1);
      picture.append(live.svg("rect", {x: x0 + wide * t, y: height - tall, width: wide - 1,
                                       height: tall, fill: t < frames ? SPOKEN : OTHER}));
    });
    picture.append(live.svg("line", {x1: 0, x2: width, y1: y, y2: y, stroke: "currentColor",
                                     "stroke-dasharray": "3 3"}));
    live.write(picture, x0, height + 18, "the digit");
    live.write(picture, x0 + wide * Math.max(frames, 8), height + 18, "other speech");
    return picture;
  }

  function percent(share) {
    return share < 0.01 ? "less than 1 %" : (100 * share).toFixed(0) + " %";
  }

  // The three likeliest digits.
  function bars(p) {
    return live.bars(live.ranked(p).slice(0, 3).map(i =>
      [WORDS[i], p[i], (100 * p[i]).toFixed(0) + " %"]));
  }

  function tell(kind, digit, k, heard) {
    const p = heard[heard.length - 1], said = live.ranked(p)[0];
    const before = heard[kept.clips[digit].length - 1][digit];
    return `${KIND[kind]}, ${k} frames of other speech behind \u201c${WORDS[digit]}\u201d. ` +
      `Chance given to ${WORDS[digit]}: ${percent(before)} after the digit, now ` +
      `${percent(p[digit])}. Answer: ${WORDS[said]}` +
      (said === digit ? ", right." : ` (${percent(p[said])}), wrong.`);
  }

  function build(fold) {
    const status = live.element("p", {role: "status"}), stage = live.stage("Picture");
    const gate = live.slider("Added to the update gates\u2019 bias", "shift", -6, 6, 0.5, 0);
    const digits = live.list("Digit", "digit", WORDS.map((word, i) => [i, word]));
    digits.querySelector("select").value = 7;
    live.fill(fold, [live.list("Network", "kind", [["gru", "GRU"], ["elman", "Elman"]]), digits,
                     live.slider("Frames of other speech, k", "k", 0, LONGEST, 1, 10), gate],
              [stage, status], ({kind, digit, k, shift}) => {
      const heard = listen(kind, digit, k, shift), without = kind === "elman";
      gate.querySelector("input").disabled = without;
      if (without) gate.querySelector("output").textContent = "no gate";
      stage.replaceChildren(draw(heard, digit), bars(heard[heard.length - 1]));
      status.textContent = tell(kind, Number(digit), k, heard);
    });
  }

  function enliven(fold) {
    if (window.rnnlabSmallDial) build(fold);
    else live.load("live_dial_weights.js", () => build(fold));
  }

  window.rnnlabDial = {listen};
  live.figure("Try it: turn the memory dial", enliven);
})();
