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
TURNS = 5  # runs of .ci/run after which every page was opened in every state
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


def pages_in_turn():
    """Every so many of the pages, from a different one at each TURN; all of them without a TURN."""
    turn = os.environ.get("TURN")
    return opened_pages() if turn is None else opened_pages()[int(turn) % TURNS :: TURNS]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", opened_pages())
    if "page_in_turn" in metafunc.fixturenames:
        metafunc.parametrize("page_in_turn", pages_in_turn())
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
