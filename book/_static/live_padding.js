/* Chapter 7: what padding costs. Choose the batch size and how many batches are sorted together;
   the batches are drawn anew and the wasted share is computed. It lives in the fold whose summary
   begins with "Try it: sort" and comes to life when the fold is opened. */
(function () {
  "use strict";
  // 24 lengths in the order in which the sequences arrive.
  var LENGTHS = [7, 19, 4, 12, 9, 3, 16, 6, 11, 20, 5, 8, 14, 2, 10, 18, 6, 13, 3, 9, 17, 5, 8, 12];
  var REAL = "#6aaee2", PADDED = "#ea8a4a", SIDE = 9;

  /* Pools of size * pool sequences, sorted inside, cut into batches: a list of lists of lengths. */
  function cut(lengths, size, pool) {
    var batches = [], i, j, part;
    for (i = 0; i < lengths.length; i += size * pool) {
      part = lengths.slice(i, i + size * pool).sort(function (p, q) { return p - q; });
      if (pool === 1) part = lengths.slice(i, i + size);
      for (j = 0; j < part.length; j += size) batches.push(part.slice(j, j + size));
    }
    return batches;
  }

  // Each batch costs its longest sequence, once per column.
  function cost(batches) {
    var computed = 0, real = 0;
    batches.forEach(function (batch) {
      computed += Math.max.apply(null, batch) * batch.length;
      batch.forEach(function (length) { real += length; });
    });
    return {computed: computed, real: real, wasted: 1 - real / computed};
  }

  function svg(name, attributes) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return node;
  }

  // A column per sequence, time from top to bottom; padded steps are hollow.
  function draw(batches) {
    var x = 2, picture = svg("svg", {
      height: 20 * SIDE + 4, role: "img",
      "aria-label": "The padded batches side by side; what they cost is told below."
    });
    batches.forEach(function (batch) {
      var T = Math.max.apply(null, batch);
      batch.forEach(function (length) {
        picture.append(svg("rect", {x: x, y: 2, width: SIDE - 1, height: SIDE * length,
                                    fill: REAL}));
        if (T > length) {
          picture.append(svg("rect", {
            x: x + 1, y: 3 + SIDE * length, width: SIDE - 3, height: SIDE * (T - length) - 2,
            fill: "none", stroke: PADDED, "stroke-width": 2
          }));
        }
        x += SIDE;
      });
      x += SIDE;
    });
    picture.setAttribute("width", x);
    return picture;
  }

  function tell(size, pool, batches) {
    var c = cost(batches);
    return batches.length + (batches.length === 1 ? " batch, " : " batches, ") +
      c.computed + " steps computed, " + c.real + " of them real (filled): " +
      (100 * c.wasted).toFixed(1) + " % of the work is wasted (hollow). " +
      (pool === 1 ? "Not sorted." : "Sorted in pools of " + pool + " batches.");
  }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function slider(label, name, max, value) {
    var line = element("label", {style: "display:block;margin:.4rem 0"}, label + " ");
    line.append(element("input", {type: "range", name: name, min: 1, max: max, step: 1,
                                  value: value, style: "vertical-align:middle;width:8rem"}));
    line.append(element("output", {style: "margin-left:.5rem"}));
    return line;
  }

  function enliven(fold) {
    var form = element("form", {});
    form.append(slider("Batch size", "size", 12, 4),
                slider("Batches sorted together", "pool", 6, 1));
    var stage = element("div", {style: "overflow-x:auto", tabindex: "0", role: "group",
                                "aria-label": "Picture, may scroll sideways"});
    var status = element("p", {role: "status"});
    function update() {
      var size = Number(form.elements.size.value), pool = Number(form.elements.pool.value);
      var batches = cut(LENGTHS, size, pool);
      form.querySelectorAll("input").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      stage.replaceChildren(draw(batches));
      status.textContent = tell(size, pool, batches);
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, stage, status);
    update();
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: sort") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabPadding = {cut: cut, cost: cost, lengths: LENGTHS};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
