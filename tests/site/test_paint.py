"""What one sees first is text or a picture of the page itself: it does not wait for a script."""

import pytest

pytestmark = pytest.mark.browser
LARGEST = """() => new Promise(done => new PerformanceObserver(list => {
  const last = list.getEntries().at(-1).element;
  last.querySelectorAll(".math").forEach(formula => formula.remove());  // set by a script, in place
  done([last.tagName, (last.getAttribute("src") || last.textContent).trim().slice(0, 40)]);
}).observe({type: "largest-contentful-paint", buffered: true}))"""


def largest_paint(browser, url, scripts):
    context = browser.new_context(viewport={"width": 390, "height": 900})
    try:
        tab = context.new_page()
        if not scripts:
            tab.route("**/*.js*", lambda route: route.abort())
        tab.goto(url, wait_until="load")
        return tab.evaluate(LARGEST)
    finally:
        context.close()


def test_largest_paint_needs_no_script(browser, address, named_page):
    with_scripts, without = (
        largest_paint(browser, f"{address}/{named_page}", scripts) for scripts in (True, False)
    )
    assert with_scripts == without
    assert with_scripts[0] in {"P", "LI", "DD", "IMG", "H1", "H2", "PRE", "SUMMARY", "DIV", "TD"}
