"""What readers do besides reading: print, search, use the keyboard, switch scripts off."""

import pytest

pytestmark = pytest.mark.browser

CHAPTER = "book/04_the_recurrent_cell.html"


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_without_scripts_formulas_and_answers_can_be_read(browser, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        tab = context.new_page()
        tab.goto(f"{address}/{CHAPTER}")
        assert tab.locator("div.math").first.is_visible()
        fold = tab.locator("article details").first
        fold.locator("summary").first.click()
        assert fold.get_attribute("open") is not None
    finally:
        context.close()


def test_scrolling_boxes_can_be_reached_by_keyboard(tab, address):
    tab.goto(f"{address}/{CHAPTER}")
    tab.wait_for_function("document.documentElement.classList.contains('math-ready')")
    boxes = tab.locator("article pre").evaluate_all(
        "boxes => boxes.filter(b => b.clientWidth)"
        ".map(b => [b.scrollWidth > b.clientWidth + 1, b.tabIndex === 0])"
    )
    assert any(scrolls for scrolls, _ in boxes)
    assert all(reached for scrolls, reached in boxes if scrolls)


def test_search_finds_a_word(tab, site):
    """From a folder too: the index is a script, so it needs no server."""
    tab.goto(f"{site.as_uri()}/search.html?q=recurrent")
    tab.wait_for_selector("#search-results li")
    assert tab.locator("#search-results li").count() > 1


def test_print(tab, address):
    """On paper: the text alone, dark on white, whatever the screen shows."""
    tab.emulate_media(color_scheme="dark")
    tab.goto(f"{address}/{CHAPTER}")
    tab.wait_for_function("document.documentElement.classList.contains('math-ready')")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.emulate_media(media="print", color_scheme="dark")
    assert not tab.locator("#pst-primary-sidebar").is_visible()
    assert not tab.locator(".bd-header-article").is_visible()
    ink, ground = tab.evaluate(
        "() => [getComputedStyle(document.querySelector('article p')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert sum(map(int, ink[4:-1].split(",")[:3])) < 300
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_paper_has_one_title_and_nothing_that_needs_a_hand(tab, address):
    tab.set_viewport_size({"width": 700, "height": 900})
    tab.goto(f"{address}/{CHAPTER}", wait_until="load")
    tab.wait_for_selector(".quiz-score")
    tab.emulate_media(media="print")
    titles = tab.locator("h1:visible")
    assert titles.all_inner_texts() == ["4. The recurrent cell"]
    assert tab.locator("article").bounding_box()["x"] == 0  # the paper has its own margin
    for gone in (
        ".prev-next-footer",
        ".quiz-score",
        ".copybtn",
        ".headerlink",
        ".bd-sidebar-secondary",
    ):
        assert tab.locator(f"{gone}:visible").count() == 0, gone
    line = "word => getComputedStyle(word).textDecorationLine"
    assert tab.locator("a.term").first.evaluate(line) == "none"  # paper leads to no glossary
    assert tab.evaluate("document.documentElement.scrollWidth") <= 700
