"""No page, style sheet or script loads anything from another place."""

import re

REMOTE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
LOADING = ("script", "img", "iframe", "source", "video", "audio", "embed", "object", "track")
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect"}
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


def loaded(page):
    """Every address that a browser asks for by itself when it shows the page."""
    for attributes in page.all(*LOADING):
        yield from (attributes[key] for key in ("src", "data", "poster") if key in attributes)
        yield from attributes.get("srcset", "").split(",")
    for attributes in page.all("link"):
        if set(attributes.get("rel", "").split()) & LOADING_LINKS:
            yield attributes.get("href", "")


def test_pages(pages):
    wrong = {
        page.name: found
        for page in pages.values()
        if (found := [a for a in loaded(page) if REMOTE.match(a)] + IN_STYLE.findall(page.text))
    }
    assert not wrong


def test_style_sheets(site):
    wrong = {
        sheet.name: found
        for sheet in (site / "_static").rglob("*.css")
        if (found := IN_STYLE.findall(sheet.read_text("utf-8")))
    }
    assert not wrong


def test_mathjax_comes_with_its_license(site):
    folder = site / "_static" / "mathjax"
    assert "Apache License" in (folder / "LICENSE.txt").read_text("utf-8")
    assert len(list(folder.rglob("*.woff"))) == 23


def test_font_awesome_is_gone(site, pages):
    assert not list((site / "_static").rglob("fontawesome.js"))
    assert sum(f.stat().st_size for f in (site / "_static").rglob("fa-*.woff2")) < 10_000
    assert not [page.name for page in pages.values() if "fontawesome" in page.text]
