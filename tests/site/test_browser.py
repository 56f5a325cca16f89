"""Every page in Chromium: nothing from elsewhere, no error, no barrier, nothing too wide."""

import gzip
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PHONE, NARROW, DESK = 390, 360, 1300
# Of all that axe looks at, what depends on the colors: the rest is the same in light and dark.
COLORS = ("color-contrast", "link-in-text-block")
# Thousands of elements that are made alike on every page: two pages answer for them.
ALIKE = (".highlight pre", "mjx-container", ".bd-sidebar-primary")
# For the time that colors take every element counts, also one that is skipped: a dozen rows answer.
FURTHER = "main :is(tr, li, dd):nth-child(n + 13), main section:nth-of-type(n + 13)"
WHOLE = ("book/04_the_recurrent_cell.html", "book/exercises/ex_09_bptt.html")  # with them as well
LARGEST = 1_500_000  # bytes of a page with all it loads, compressed
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (!e.hadRecentInput) window.shifts += e.value;
})).observe({type: "layout-shift", buffered: true});
"""
MATH_IS_SET = """
() => !document.querySelector(".math.notranslate")
      || document.documentElement.classList.contains("math-ready")
"""
TOO_WIDE_FORMULAS = """
() => [...document.querySelectorAll("div.math mjx-container")]
  .filter(box => box.clientWidth && box.scrollWidth > box.clientWidth + 1)
  .map(box => `${box.parentElement.id} ${box.textContent.trim().slice(0, 60)}: `
              + `${box.scrollWidth} > ${box.clientWidth}`)
"""


class View:
    """A tab of the browser that keeps a record of requests and errors."""

    def __init__(self, browser, address, width):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="light",
            reduced_motion="reduce",
        )
        self.address, self.requests, self.errors = address, [], []
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(120_000)  # milliseconds: a busy machine is no mistake
        self.tab.add_init_script(WATCH_SHIFTS)
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("console", self.listen)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.context.close()

    def listen(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.text} {message.location['url']}")

    def open(self, name):
        self.tab.goto(f"{self.address}/{name}", wait_until="load")
        if name == "index.html":  # the front door leads on to the first page
            self.tab.wait_for_url("**/book/index.html", wait_until="load")
        self.tab.wait_for_function(MATH_IS_SET)
        return self

    def unfold(self):
        self.tab.evaluate(
            """() => {
              document.querySelectorAll("details").forEach(fold => { fold.open = true; });
              document.querySelectorAll(".toggle-hidden .toggle-button").forEach(b => b.click());
            }"""
        )
        self.tab.wait_for_timeout(50)

    def remove(self, selector):
        if selector:
            self.tab.locator(selector).evaluate_all("all => all.forEach(e => e.remove())")

    def elsewhere(self):
        here = (self.address, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(here)]

    def barriers(self, *, only=None, without=(), skip=()):
        """What axe finds: rule, and the first element that breaks it.

        `only` these rules, all of them but those in `without`, past elements that match `skip`.
        For axe a formula is no text; test_heads.py looks for table heads that are really empty.
        """
        rules = {"empty-table-header": {"enabled": False}}
        options = {
            "resultTypes": ["violations"],
            "preload": False,
            "rules": rules | {rule: {"enabled": False} for rule in without},
        }
        if only:
            options |= {"runOnly": {"type": "rule", "values": list(only)}, "rules": {}}
        context = {"exclude": [[selector] for selector in skip]} if skip else None
        found = Axe().run(self.tab, context=context, options=options).response["violations"]
        return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]

    def show_in(self, theme):
        """On a page without scripts, as the 404 page, the style sheet alone follows the system."""
        self.tab.emulate_media(color_scheme=theme)
        self.tab.wait_for_function(
            f"!document.scripts.length || document.documentElement.dataset.theme == '{theme}'"
        )

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        return self.tab.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


def compressed_size(urls, site):
    files = {site / unquote(urlsplit(url).path).lstrip("/") for url in urls}
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file())


def problems(**found):
    """What is not as it should be, all at once."""
    return {what: value for what, value in found.items() if value}


def test_every_page(browser, address, site, page_name):
    """In one state, and but for the colors: one style sheet gives them to all pages."""
    with View(browser, address, DESK) as view:
        view.open(page_name)
        size, shifts = compressed_size(view.requests, site), view.tab.evaluate("window.shifts")
        at_desk = problems(
            elsewhere=view.elsewhere(),
            errors=view.errors,
            unknown_macros=view.tab.locator("mjx-merror").all_inner_texts(),
            shifts=shifts if shifts >= 0.1 else 0,
            size=size if size >= LARGEST else 0,
            barriers=view.barriers(without=COLORS, skip=ALIKE),
        )
        view.tab.set_viewport_size({"width": NARROW, "height": 740})
        view.unfold()
        chapter = page_name.startswith("book/") and page_name[5:7].isdigit()
        on_a_phone = problems(
            page_is_too_wide_by=max(view.overflow(), 0),
            formulas=view.tab.evaluate(TOO_WIDE_FORMULAS) if chapter else [],
        )
    assert not at_desk | on_a_phone


def works_from_a_folder(browser, site, name):
    """Without a server, as after unpacking a copy of the site."""
    with View(browser, site.as_uri(), DESK) as view:
        view.open(name)
        assert not problems(elsewhere=view.elsewhere(), errors=view.errors)


def test_named_pages_from_a_folder(browser, site, named_page):
    works_from_a_folder(browser, site, named_page)


@pytest.mark.slow
def test_every_page_from_a_folder(browser, site, page_name):
    works_from_a_folder(browser, site, page_name)


def looks_right(browser, address, name, width, themes, skip, left_out=None):
    """All folds open; in the first theme by all rules, in another by those about colors."""
    with View(browser, address, width) as view:
        view.open(name)
        shifts = view.tab.evaluate("window.shifts")
        view.unfold()
        overflow, barriers = view.overflow(), {}
        view.remove(left_out)
        for theme, only in zip(themes, (None, COLORS), strict=False):
            view.show_in(theme)
            barriers[theme] = view.barriers(only=only, skip=skip)
        assert not problems(
            elsewhere=view.elsewhere(),
            errors=view.errors,
            shifts=shifts if shifts >= 0.1 else 0,
            page_is_too_wide_by=max(overflow, 0),
            **barriers,
        )


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_named_pages_in_every_state(browser, address, named_page, width):
    skip = () if named_page in WHOLE else ALIKE
    looks_right(browser, address, named_page, width, ("light", "dark"), skip)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_every_page_on_phone_and_desk(browser, address, page_name, width, theme):
    looks_right(browser, address, page_name, width, (theme,), ALIKE, FURTHER)
