"""The built site, a server for it and Chromium, for the tests in this folder."""

import functools
import http.server
import os
import shutil
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"
STATIC = ROOT / "book" / "_static"
sys.path.insert(0, str(ROOT / "book" / "_ext"))

# The pages that are opened in every state: light and dark, on a phone and on a desk.
NAMED = (
    "book/index.html",
    "book/04_the_recurrent_cell.html",
    "book/09_bptt.html",
    "book/13_products_of_jacobians.html",
    "book/exercises/ex_09_bptt.html",
    "book/appendix/notation.html",
    "book/appendix/api_diagnostics.html",
    "book/refresher.html",
)
# Listings of the package's code are all made alike: two of them are opened in the browser.
LISTINGS = ("_modules/index.html", "_modules/rnnlab/layers/rnn.html")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A page with nothing but the fold of one live figure; scripts and styles as on the site.
LIVE_PAGE = """<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>t</title>
<link rel="stylesheet" href="rnn.css">
<script src="live.js?v=1" defer></script><script src="live_{name}.js?v=1" defer></script>
<details><summary>{title}</summary><p>words for those without script</p></details>"""


class Page(HTMLParser):
    """The parts of a page that the tests ask for."""

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.name = path.relative_to(SITE).as_posix()
        self.text = path.read_text("utf-8")
        self.tags = []  # (tag, attributes)
        self.ids = {""}
        self.title = ""
        self._in_title = False
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        attributes = {key: value or "" for key, value in attrs}
        self.tags.append((tag, attributes))
        self.ids |= {attributes[key] for key in ("id", "name") if key in attributes}
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data):
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag):
        self._in_title = False

    def all(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


def page_paths():
    return sorted(SITE.rglob("*.html"))


def opened_pages():
    names = [path.relative_to(SITE).as_posix() for path in page_paths()]
    return [n for n in names if not n.startswith("_modules/") or n in LISTINGS] or [NAMED[0]]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", opened_pages())
    if "named_page" in metafunc.fixturenames:
        metafunc.parametrize("named_page", NAMED)


@pytest.fixture(scope="session")
def site():
    if not (SITE / "book" / "index.html").is_file():
        pytest.fail("the site is not built: run make book")
    return SITE


@pytest.fixture(scope="session")
def pages(site):
    """Name -> Page for every page of the site."""
    return {page.name: page for page in map(Page, page_paths())}


@pytest.fixture(scope="session")
def address(site):
    """Serve the site on this machine and give its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="package")
def browser():
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        how = "Chromium is missing; on Debian and Ubuntu: sudo apt install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(how)
        pytest.skip(how)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def live_figure(browser, tmp_path_factory):
    """Return a function that opens a page over file:// with one live figure, its fold closed."""
    contexts = []

    def opened(name, title, width=360):
        folder = tmp_path_factory.mktemp(name)
        for path in (STATIC / "rnn.css", STATIC / "live.js", *STATIC.glob(f"live_{name}*.js")):
            shutil.copy(path, folder)
        (folder / "page.html").write_text(LIVE_PAGE.format(name=name, title=title), "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 1100}, has_touch=True)
        contexts.append(context)
        tab = context.new_page()
        tab.goto((folder / "page.html").as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=["mouse", "finger"])
def drag(request):
    """Return a function that drags in a page from (x, y) to the left, lets go and moves on."""

    def dragged(tab, x, y, left):
        if request.param == "mouse":
            tab.mouse.move(x, y)
            tab.mouse.down()
            tab.mouse.move(x - left, y, steps=4)
            tab.mouse.up()
            tab.mouse.move(x + left, y)
            return
        session = tab.context.new_cdp_session(tab)
        for kind, moved in (("Start", 0), ("Move", left / 2), ("Move", left), ("End", None)):
            points = [] if moved is None else [{"x": x - moved, "y": y}]
            session.send(
                "Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points}
            )
        session.detach()

    return dragged
