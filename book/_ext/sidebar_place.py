"""Scroll the sidebar to the open page before anything is painted.

The theme does it after the page has loaded; the whole sidebar then jumps, the more the longer
the list of pages grows. The same step in line, right behind the sidebar, is never seen, and the
theme then finds its work done.
"""

LIST = '<nav class="bd-links bd-docs-nav"'
SCRIPT = """<script>
(function () {
  var sidebar = document.querySelector("div.bd-sidebar");
  var links = sidebar.querySelectorAll(".bd-docs-nav .active");
  var kept = parseInt(sessionStorage.getItem("sidebar-scroll-top"), 10);
  var open = links.length && links[links.length - 1].getBoundingClientRect().y;
  if (!isNaN(kept)) {
    sidebar.scrollTop = kept;
  } else if (open > 0.5 * window.innerHeight) {
    sidebar.scrollTop = open - sidebar.getBoundingClientRect().y - 0.25 * sidebar.clientHeight;
  }
})();
</script>"""


def scroll(page):
    """Add the script behind the whole sidebar: only then is its height known."""
    before, opening, rest = page.partition(LIST)
    return before + opening + (rest.replace("<main ", SCRIPT + "<main ", 1) if opening else "")
