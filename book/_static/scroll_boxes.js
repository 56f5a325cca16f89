/* Boxes that scroll sideways can be reached with the Tab key, but only while they do scroll. */
(function () {
  var boxes = "pre, div.math mjx-container, .pst-scrollable-table-container, "
    + ".cell_output > .output, :is(p, .cell_output):has(> img[data-wide]), .drawn-in";

  function update() {
    document.querySelectorAll(boxes).forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  document.addEventListener("toggle", update, true); // an opened fold shows its boxes
  document.addEventListener("math-ready", update);
  window.addEventListener("load", update);
  window.addEventListener("resize", update);
})();
