/* What the live figures share. A figure lives in a fold whose summary begins with "Try it: ..." and
   comes to life when that is opened; what stood there is for readers without script. Each has one
   order: what it computes, how it is drawn and told, what one chooses. Looks: rnn.css. */
window.rnnlabLive = (() => {
  "use strict";
  const here = document.currentScript.src;
  const colors = {blue: "#6aaee2", green: "#3db58d", orange: "#ea8a4a", yellow: "#e9ad2d",
                  violet: "#b07cc6", gray: "#b9c2cb", line: "#7f7f7f", ink: "#14202b"};

  function set(node, attributes) {
    for (const key in attributes) node.setAttribute(key, attributes[key]);
  }

  const maker = space => (name, attributes, ...content) => {
    const node = document.createElementNS(space, name);
    set(node, attributes);
    node.append(...content);
    return node;
  };
  const element = maker("http://www.w3.org/1999/xhtml"), svg = maker("http://www.w3.org/2000/svg");

  function picture(width, height, words) {
    const viewBox = `0 0 ${width} ${height}`;
    return svg("svg", {width, height, viewBox, role: "img", "aria-label": words});
  }

  function write(parent, x, y, text, anchor = "start") {
    parent.append(svg("text", {x, y, fill: "currentColor", "text-anchor": anchor}, text));
  }

  function arrow(parent, d, dashed) {
    if (!parent.querySelector("marker")) {
      const tip = svg("path", {d: "M0 0 10 5 0 10z", fill: colors.line});
      parent.append(svg("marker", {id: "live-tip", viewBox: "0 0 10 10", refX: 9, refY: 5,
        markerWidth: 6, markerHeight: 6, orient: "auto"}, tip));
    }
    parent.append(svg("path", {d, fill: "none", stroke: colors.line, "stroke-width": 2.2,
      "stroke-dasharray": dashed ? "5 4" : "none", "marker-end": "url(#live-tip)"}));
  }

  // Bars that lie: [name, share, the share in words].
  function bars(rows) {
    return element("div", {class: "live-bars", "aria-hidden": "true"},
      ...rows.flatMap(([name, share, words]) => [
        element("span", {}, name), element("i", {style: `width:${100 * share}%`}),
        element("span", {}, words)]));
  }

  // So many decimals and a true minus.
  function number(v, digits) {
    const size = Math.abs(v).toFixed(digits);
    return (v < 0 && Number(size) ? "\u2212" : "") + size;
  }

  // Three digits, whatever the size.
  function short(v) {
    const size = Math.abs(v);
    return (size && size < 1e-3 || size >= 1e5 ? v.toExponential(1).replace("+", "")
      : size < 1000 ? v.toPrecision(3) : v.toFixed(0)).replace(/-/g, "\u2212");
  }

  const sigma = z => 1 / (1 + Math.exp(-z));

  // Places, the largest entry first; of equals, the first place.
  const ranked = p => [...p.keys()].sort((i, j) => p[j] - p[i] || i - j);

  function line(words, ...controls) {
    return element("label", {class: "live-line"}, element("span", {}, words), ...controls);
  }

  function slider(words, name, min, max, step, value) {
    return line(words, element("input", {type: "range", name, min, max, step, value}),
                element("output"));
  }

  // One of few; the first is chosen.
  function buttons(legend, name, words) {
    const set = element("fieldset", {}, element("legend", {}, legend), ...words.map(value =>
      element("label", {}, element("input", {type: "radio", name, value}), " " + value)));
    set.querySelector("input").checked = true;
    return set;
  }

  // One of many: [value, words].
  function list(words, name, options) {
    return line(words, element("select", {name}, ...options.map(([value, text]) =>
      element("option", {value}, text))));
  }

  function stage(words) {
    return element("div", {class: "live-stage", tabindex: 0, role: "group",
                           "aria-label": words + ", may scroll sideways"});
  }

  // Fill the fold. `update` gets the values by name, now and at every change.
  function fill(fold, controls, shown, update) {
    const form = element("form", {class: "live-form"}, ...controls);
    form.oninput = form.onsubmit = event => {
      event?.preventDefault();
      const values = Object.fromEntries(new FormData(form));
      form.querySelectorAll("[type=range]").forEach(input => {
        values[input.name] = input.valueAsNumber;
        input.nextElementSibling.textContent = input.value.replace("-", "\u2212");
      });
      update(values, event);
    };
    fold.replaceChildren(fold.querySelector("summary"), form, ...shown);
    form.oninput();
    return form;
  }

  // `handle` follows mouse, pen and finger; `place` makes values of the form of a point.
  function drag(handle, form, place) {
    handle.ontouchstart = event => event.preventDefault(); // or the page would scroll
    handle.onpointerdown = event => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
    };
    handle.onpointermove = event => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const area = handle.ownerSVGElement, box = area.getBoundingClientRect();
      const unit = area.viewBox.baseVal.width / box.width;
      const values = place((event.x - box.left) * unit, (event.y - box.top) * unit);
      for (const name in values) form[name].value = values[name];
      form.oninput();
    };
  }

  // Run `then` after a script beside this one; works over file://, too.
  function load(name, then) {
    const script = element("script", {src: new URL(name, here)});
    script.onload = then;
    document.head.append(script);
  }

  // Enliven the fold whose summary begins with `words` when it is opened.
  function figure(words, enliven) {
    document.querySelectorAll("details").forEach(fold => {
      if (fold.querySelector("summary")?.textContent.startsWith(words)) {
        fold.addEventListener("toggle", () => enliven(fold), {once: true});
      }
    });
  }

  return {colors, set, element, svg, picture, write, arrow, bars, number, short, sigma, ranked,
          line, slider, buttons, list, stage, fill, drag, load, figure};
})();
