/* Chapter 7: what padding costs. Choose the batch size and how many batches are sorted together;
   the batches are drawn anew and the wasted share is computed. */
(() => {
  "use strict";
  const live = window.rnnlabLive, {blue, orange} = live.colors;
  // 24 lengths in the order in which the sequences arrive.
  const LENGTHS = [7, 19, 4, 12, 9, 3, 16, 6, 11, 20, 5, 8,
                   14, 2, 10, 18, 6, 13, 3, 9, 17, 5, 8, 12];
  const SIDE = 9;

  // Pools of size * pool sequences, sorted inside, cut into batches: a list of lists of lengths.
  function cut(lengths, size, pool) {
    const batches = [];
    for (let i = 0; i < lengths.length; i += size * pool) {
      const part = lengths.slice(i, i + size * pool);
      if (pool > 1) part.sort((p, q) => p - q);
      for (let j = 0; j < part.length; j += size) batches.push(part.slice(j, j + size));
    }
    return batches;
  }

  // Each batch costs its longest sequence, once per column.
  function cost(batches) {
    let computed = 0, real = 0;
    batches.forEach(batch => {
      computed += Math.max(...batch) * batch.length;
      batch.forEach(length => { real += length; });
    });
    return {computed, real, wasted: 1 - real / computed};
  }

  // A column per sequence, time from top to bottom; padded steps are hollow.
  function draw(batches) {
    let x = 2;
    const width = x + SIDE * (LENGTHS.length + batches.length);
    const picture = live.picture(width, 20 * SIDE + 4,
                                 "The padded batches side by side; what they cost is told below.");
    batches.forEach(batch => {
      const T = Math.max(...batch);
      batch.forEach(length => {
        picture.append(live.svg("rect", {x, y: 2, width: SIDE - 1, height: SIDE * length,
                                         fill: blue}));
        if (T > length) {
          picture.append(live.svg("rect", {
            x: x + 1, y: 3 + SIDE * length, width: SIDE - 3, height: SIDE * (T - length) - 2,
            fill: "none", stroke: orange, "stroke-width": 2
          }));
        }
        x += SIDE;
      });
      x += SIDE;
    });
    return picture;
  }

  function tell(size, pool, batches) {
    const {computed, real, wasted} = cost(batches);
    return `${batches.length} ${batches.length === 1 ? "batch" : "batches"}, ${computed} steps ` +
      `computed, ${real} of them real (filled): ${(100 * wasted).toFixed(1)} % of the work is ` +
      `wasted (hollow). ${pool === 1 ? "Not sorted." : `Sorted in pools of ${pool} batches.`}`;
  }

  function enliven(fold) {
    const stage = live.stage("Picture"), status = live.element("p", {role: "status"});
    live.fill(fold, [live.slider("Batch size", "size", 1, 12, 1, 4),
                     live.slider("Batches sorted together", "pool", 1, 6, 1, 1)],
              [stage, status], ({size, pool}) => {
      const batches = cut(LENGTHS, size, pool);
      stage.replaceChildren(draw(batches));
      status.textContent = tell(size, pool, batches);
    });
  }

  window.rnnlabPadding = {cut, cost, lengths: LENGTHS};
  live.figure("Try it: sort", enliven);
})();
