/* Print in the light colors, whatever the screen shows: pale letters vanish on paper. */
(function () {
  var page = document.documentElement;
  var shown;

  window.matchMedia("print").addEventListener("change", function (media) {
    if (media.matches) {
      shown = page.dataset.theme;
      page.dataset.theme = "light";
    } else if (shown) {
      page.dataset.theme = shown;
    }
  });
})();
