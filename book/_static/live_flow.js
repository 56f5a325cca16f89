/* Chapter 13: a gradient on its way back through two tanh units. Drag the eigenvalues of the
   recurrent matrix, shear it, switch tanh and the input on and off; every Jacobian is computed anew.
   It lives in the fold whose summary begins with "Try it: gradient flow" and comes to life when the
   fold is opened. */
(function () {
  "use strict";
  var T = 20, W_ax = [1, -0.5], START = [0.5, 0.25], LOSS = [1, -1];

  // A real matrix with eigenvalues radius * exp(+-i angle), whatever the shear.
  function matrix(radius, angle, shear) {
    var c = radius * Math.cos(angle), s = radius * Math.sin(angle), up = s + shear;
    return [[c, -up], [up ? s * s / up : 0, c]];
  }

  function times(A, B) {
    return A.map(function (row) {
      return [0, 1].map(function (j) { return row[0] * B[0][j] + row[1] * B[1][j]; });
    });
  }

  function norm(v) {
    return Math.hypot(v[0], v[1]);
  }

  // Singular values of a 2 x 2 matrix.
  function singular(M) {
    var sum = M[0][0] * M[0][0] + M[0][1] * M[0][1] + M[1][0] * M[1][0] + M[1][1] * M[1][1];
    var det = Math.abs(M[0][0] * M[1][1] - M[0][1] * M[1][0]);
    var most = Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2);
    return [most, most ? det / most : 0];
  }

  /* The states, the Jacobians J<1> .. J<T>, the gradient at lag 0 .. T and the products
     J<T> ... J<T-k+1>. The input of step t is drive * cos(t). */
  function flow(radius, angle, shear, drive, tanh) {
    var W = matrix(radius, angle, shear), a = [START], J = [], t;
    for (t = 1; t <= T; t++) {
      var x = drive * Math.cos(t), last = a[t - 1];
      var now = [0, 1].map(function (i) {
        var z = W[i][0] * last[0] + W[i][1] * last[1] + W_ax[i] * x;
        return tanh ? Math.tanh(z) : z;
      });
      a.push(now);
      J.push(now.map(function (v, i) {
        var slope = tanh ? 1 - v * v : 1;
        return [slope * W[i][0], slope * W[i][1]];
      }));
    }
    var d = LOSS, product = [[1, 0], [0, 1]], gradients = [d], products = [product];
    for (t = T - 1; t >= 0; t--) {
      d = [J[t][0][0] * d[0] + J[t][1][0] * d[1], J[t][0][1] * d[0] + J[t][1][1] * d[1]];
      product = times(product, J[t]);
      gradients.push(d);
      products.push(product);
    }
    return {W: W, a: a, J: J, gradients: gradients, products: products,
            growth: Math.pow(norm(d) / norm(LOSS), 1 / T)};
  }

  function svg(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function write(parent, x, y, text, anchor) {
    parent.append(svg("text", {x: x, y: y, fill: "currentColor", "font-size": 14,
                               "text-anchor": anchor || "start"}, text));
  }

  function line(parent, x1, y1, x2, y2, color, dashed) {
    parent.append(svg("line", {x1: x1, y1: y1, x2: x2, y2: y2, stroke: color || "#7f7f7f",
                               "stroke-width": color ? 3 : 1.2,
                               "stroke-dasharray": dashed ? "5 4" : "none"}));
  }

  function picture(label, width, height) {
    return svg("svg", {width: width, height: height, role: "img", "aria-label": label,
                       style: "margin-right:1rem;vertical-align:top"});
  }

  // The plane of eigenvalues: 80 px are 1; the unit circle is the border.
  function plane(radius, angle) {
    var p = picture("The plane of eigenvalues with the unit circle", 270, 270), x, y;
    p.append(svg("circle", {cx: 135, cy: 135, r: 80, fill: "none", stroke: "#7f7f7f",
                            "stroke-width": 1.5}));
    line(p, 8, 135, 262, 135);
    line(p, 135, 8, 135, 262);
    write(p, 8, 18, "eigenvalues");
    write(p, 218, 130, "1");
    x = 135 + 80 * radius * Math.cos(angle);
    y = 80 * radius * Math.sin(angle);
    p.append(svg("circle", {cx: x, cy: 135 + y, r: 8, fill: "#6aaee2"}));
    p.append(svg("circle", {cx: x, cy: 135 - y, r: 12, fill: "#ea8a4a", stroke: "currentColor",
                            "stroke-width": 2, style: "cursor:grab;touch-action:none"}));
    return p;
  }

  // Length of the gradient against the lag; every line up is a factor of ten.
  function lengths(gradients, lag) {
    var p = picture("Length of the gradient against the lag, told below", 310, 270);
    function up(v) {
      return 135 - 18 * Math.max(-6, Math.min(6, Math.log10(v)));
    }
    [-6, -3, 0, 3, 6].forEach(function (e) {
      line(p, 54, 135 - 18 * e, 300, 135 - 18 * e);
      write(p, 48, 140 - 18 * e, e ? "1e" + e : "1", "end");
    });
    write(p, 178, 266, "lag 0 to " + T, "middle");
    p.append(svg("polyline", {
      points: gradients.map(function (d, k) { return (58 + 12 * k) + "," + up(norm(d)); }).join(" "),
      fill: "none", stroke: "#3db58d", "stroke-width": 3
    }));
    p.append(svg("circle", {cx: 58 + 12 * lag, cy: up(norm(gradients[lag])), r: 7, fill: "#e9ad2d",
                            stroke: "currentColor"}));
    return p;
  }

  // What the transposed product makes of the unit circle and of the gradient, drawn to fit.
  function ellipse(P, d) {
    var p = picture("The unit circle after the product of Jacobians; its half axes are told below",
                    270, 270);
    var scale = 105 / Math.max(1, singular(P)[0], norm(d)), points = [];
    for (var k = 0; k <= 72; k++) {
      var c = Math.cos(k * Math.PI / 36), s = Math.sin(k * Math.PI / 36);
      points.push((135 + scale * (P[0][0] * c + P[1][0] * s)) + "," +
                  (135 - scale * (P[0][1] * c + P[1][1] * s)));
    }
    p.append(svg("circle", {cx: 135, cy: 135, r: scale, fill: "none", stroke: "#7f7f7f",
                            "stroke-dasharray": "5 4"}));
    p.append(svg("polygon", {points: points.join(" "), fill: "#6aaee2", "fill-opacity": 0.4,
                             stroke: "#6aaee2", "stroke-width": 2}));
    line(p, 135, 135, 135 + scale * d[0], 135 - scale * d[1], "#ea8a4a");
    write(p, 8, 18, "circle and gradient at the lag");
    return p;
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
                                  value: value, style: "vertical-align:middle;width:12rem"}));
    node.append(element("output", {style: "margin-left:.5rem"}));
    return node;
  }

  function number(v) {
    return (v >= 1e4 || (v && v < 1e-3)) ? v.toExponential(1) : v.toPrecision(3);
  }

  function enliven(fold) {
    var form = element("form", {}), box = element("label", {style: "display:block"});
    form.append(slider("Radius", "radius", 0, 1.5, 0.01, 0.9),
                slider("Angle in degrees", "angle", 0, 180, 1, 20),
                slider("Shear", "shear", 0, 3, 0.1, 0), slider("Input", "drive", 0, 3, 0.1, 0));
    var tick = element("input", {type: "checkbox", name: "tanh"});
    tick.checked = true;
    box.append(tick, " tanh (else the identity)");
    form.append(box, slider("Lag", "lag", 0, T, 1, 5));
    var stage = element("div", {style: "overflow-x:auto", tabindex: "0", role: "group",
                                "aria-label": "Pictures, may scroll sideways"});
    var spectrum = element("span", {}), rest = element("span", {});
    stage.append(spectrum, rest);
    var status = element("p", {role: "status"});
    function value(name) {
      return Number(form.elements[name].value);
    }
    function drag(event) {
      var frame = spectrum.firstChild.getBoundingClientRect();
      var x = (event.clientX - frame.left - 135) / 80, y = (135 - event.clientY + frame.top) / 80;
      form.elements.radius.value = Math.hypot(x, y);
      form.elements.angle.value = Math.atan2(Math.abs(y), x) * 180 / Math.PI;
      update();
    }
    function update() {
      form.querySelectorAll("input[type=range]").forEach(function (input) {
        input.nextElementSibling.textContent = input.value;
      });
      var radius = value("radius"), angle = value("angle") * Math.PI / 180, lag = value("lag");
      var f = flow(radius, angle, value("shear"), value("drive"), form.elements.tanh.checked);
      spectrum.replaceChildren(plane(radius, angle));
      rest.replaceChildren(lengths(f.gradients, lag), ellipse(f.products[lag], f.gradients[lag]));
      var axes = singular(f.products[lag]);
      status.textContent = "Spectral radius " + radius.toFixed(2) + ", largest singular value " +
        number(singular(f.W)[0]) + ". At lag " + lag + " the gradient has " +
        number(norm(f.gradients[lag]) / norm(LOSS)) + " of its length, the product stretches by " +
        number(axes[0]) + " and " + number(axes[1]) + ". Growth per step over " + T + " steps: " +
        number(f.growth) + ", " + (f.growth < 0.97 ? "it vanishes." :
                                   f.growth > 1.03 ? "it explodes." : "on the ridge.");
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    spectrum.addEventListener("pointerdown", function (event) {
      if (event.target.getAttribute("r") !== "12") return;
      event.preventDefault();
      spectrum.setPointerCapture(event.pointerId); // the handle itself is drawn anew on the way
      spectrum.addEventListener("pointermove", drag);
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      spectrum.addEventListener(name, function () {
        spectrum.removeEventListener("pointermove", drag);
      });
    });
    while (fold.lastChild && fold.lastChild.nodeName !== "SUMMARY") fold.lastChild.remove();
    fold.append(form, stage, status);
    update();
  }

  function prepare() {
    document.querySelectorAll("details").forEach(function (fold) {
      var summary = fold.querySelector("summary");
      if (!summary || summary.textContent.indexOf("Try it: gradient flow") !== 0) return;
      fold.addEventListener("toggle", function () { enliven(fold); }, {once: true});
    });
  }

  window.rnnlabFlow = {matrix: matrix, flow: flow, singular: singular};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
