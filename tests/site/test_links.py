"""Every link inside the site leads to a page, a file or a heading that exists."""

from pathlib import Path
from urllib.parse import unquote, urlsplit


def broken_links(page, pages, site):
    for attributes in page.all("a", "link", "img", "script", "source", "iframe"):
        target = attributes.get("href", attributes.get("src"))
        if target is None:
            continue
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        path = page.path.parent / unquote(parts.path) if parts.path else page.path
        path = Path(path).resolve()
        if not path.is_file():
            yield f"{target}: no such file"
        elif path.suffix == ".html" and parts.fragment:
            there = pages.get(path.relative_to(site).as_posix())
            if there and unquote(parts.fragment) not in there.ids:
                yield f"{target}: no such place"


def test_links_resolve(site, pages):
    broken = {
        page.name: found
        for page in pages.values()
        if (found := sorted(set(broken_links(page, pages, site))))
    }
    assert not broken


def test_the_root_leads_to_the_first_page(site):
    assert "url=book/index.html" in (site / "index.html").read_text("utf-8")
