/* Chapter 5: unfold the running example by hand. Choose the type, the number of steps and the first
   input; the network of the page is computed anew. The drawing ".live-words" of the first page
   (live_words.js) computes its numbers here too. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue, green, orange, yellow, gray, ink} = live.colors;
  const W_aa = [[0.5, -0.3], [0.4, 0.2]], W_ax = [1, -0.5], W_ya = [1, -1];
  const X = [0.5, 0.3, 0.9, 0.2, 0.4, 0.7]; // letters divided by ten, as in the chapter

  function turned(W) {
    return [[W[0][0], W[1][0]], [W[0][1], W[1][1]]];
  }

  // One step: a<t> = tanh(W a<t-1> + W_ax x<t>), y<t> = sigma(W_ya a<t>).
  function step(W, a, x) {
    const next = [0, 1].map(i => Math.tanh(W[i][0] * a[0] + W[i][1] * a[1] + W_ax[i] * x));
    return {a: next, y: live.sigma(W_ya[0] * next[0] + W_ya[1] * next[1])};
  }

  // The steps of a network that reads the inputs xs in step and starts with a<0> = 0.
  function read(xs) {
    let a = [0, 0];
    return xs.map(x => {
      const now = step(W_aa, a, x);
      a = now.a;
      return now;
    });
  }

  /* The columns of the picture. Each has x (null where nothing enters), its letter, a, y and
     whether y is read; `own` marks an input that is the last prediction. */
  function unfold(kind, T, first) {
    const columns = [], reads = kind === "one-to-many" ? 1 : T;
    let a = [0, 0], y = 0;
    for (let t = 1; t <= T; t++) {
      const x = t === 1 ? first : t <= reads ? X[t - 1] : y;
      ({a, y} = step(W_aa, a, x));
      columns.push({
        letter: "a", t, x, own: t > reads, a, y,
        read: kind === "in step" || kind === "one-to-many" || (kind === "many-to-one" && t === T)
      });
    }
    if (kind === "encoder-decoder") {
      y = 0; // the decoder's first input: go
      for (let t = 1; t <= 3; t++) {
        const x = y;
        ({a, y} = step(turned(W_aa), a, x));
        columns.push({letter: "s", t, x, own: t > 1, go: t === 1, a, y, read: true});
      }
    }
    return columns;
  }

  const moved = (now, before) => Math.abs(now.y - before.y) > 1e-12;

  function box(parent, x, y, height, fill, lines, strong) {
    parent.append(live.svg("rect", {x: x - 34, y, width: 68, height, rx: 9, fill,
                                    stroke: strong ? "currentColor" : "none", "stroke-width": 3}));
    lines.forEach((line, k) => {
      parent.append(live.svg("text", {x, y: y + 19 + 18 * k, fill: ink, "font-size": 15,
                                      "text-anchor": "middle"}, line));
    });
  }

  function draw(columns, before) {
    const picture = live.picture(columns.length * 92 + 10, 224,
                                 "The unfolded network; its numbers are told below.");
    columns.forEach((c, k) => {
      const x = 46 + 92 * k, name = `\u2039${c.t}\u203a`, two = v => live.number(v, 2);
      if (k) live.arrow(picture, `M${x - 58} 110H${x - 36}`);
      if (c.read) {
        live.arrow(picture, `M${x} 82V52`);
        box(picture, x, 6, 44, orange, ["\u0177" + name, two(c.y)], moved(c, before[k]));
      }
      box(picture, x, 82, 60, c.letter === "a" ? green : yellow,
          [c.letter + name, ...c.a.map(two)]);
      live.arrow(picture, `M${x} 170V144`, c.own);
      box(picture, x, 170, 44, c.own ? orange : c.go ? gray : blue,
          [c.own ? `= \u0177\u2039${c.t - 1}\u203a` : c.go ? "go" : "x" + name, two(c.x)]);
    });
    return picture;
  }

  function tell(kind, columns, before) {
    const read = columns.filter(c => c.read);
    const changed = columns.filter((c, k) => c.read && moved(c, before[k])).length;
    return `${kind}, ${columns.length} steps, 11 weights` +
      `${kind === "encoder-decoder" ? " in each of two networks" : ""}. Read: ` +
      `${read.map(c => live.number(c.y, 2)).join(", ")}. ` +
      (changed ? `${changed} of ${read.length} changed by the first input (framed).`
        : "The first input is 0.50, as on the page.");
  }

  function enliven(fold) {
    const stage = live.stage("Picture"), status = live.element("p", {role: "status"});
    live.fill(fold, [live.buttons("Type", "kind", ["in step", "many-to-one", "one-to-many",
                                                   "encoder-decoder"]),
                     live.slider("Steps T", "T", 1, 6, 1, 3),
                     live.slider("First input", "first", 0, 1, 0.05, 0.5)],
              [stage, status], ({kind, T, first}) => {
      const columns = unfold(kind, T, first), before = unfold(kind, T, X[0]);
      stage.replaceChildren(draw(columns, before));
      status.textContent = tell(kind, columns, before);
    });
  }

  window.rnnlabUnfold = {read, unfold};
  live.figure("Try it: unfold", enliven);
})();
