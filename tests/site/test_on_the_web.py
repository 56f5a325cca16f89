"""The list of pages, the page for dead links, and what the site weighs."""

import re
import xml.etree.ElementTree as ET
from types import SimpleNamespace

import on_the_web

LARGEST_SITE = 25 * 2**20  # bytes
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_sitemap_lists_the_pages(site, pages):
    listed = [e.text for e in ET.parse(site / "sitemap.xml").iter(LOCATION)]
    written_by_sphinx = {"index.html", "search.html", "404.html"}
    wanted = {n for n in pages if not n.startswith("_modules/")} - written_by_sphinx
    assert len(listed) == len(set(listed))
    assert {re.sub(r"^https?://[^/]+/(.*?)(?=book/)", "", name) for name in listed} == wanted


def test_with_an_address_everything_is_absolute(monkeypatch, tmp_path):
    monkeypatch.setenv("BOOK_SITE_URL", "https://a.example/rnn/")
    config = SimpleNamespace()
    on_the_web.configure(None, config)
    assert config.html_baseurl == "https://a.example/rnn/"
    app = SimpleNamespace(
        outdir=tmp_path,
        builder=SimpleNamespace(format="html"),
        env=SimpleNamespace(found_docs={"book/b", "book/a"}),
        config=SimpleNamespace(html_title="A & B"),
    )
    on_the_web.write(app, None)
    listed = [e.text for e in ET.parse(tmp_path / "sitemap.xml").iter(LOCATION)]
    assert listed == [f"https://a.example/rnn/book/{name}.html" for name in "ab"]
    assert 'href="https://a.example/rnn/book/index.html"' in (tmp_path / "404.html").read_text()
    assert (tmp_path / ".nojekyll").is_file()


def test_the_whole_site_is_small(site):
    """Without JupyterLite, which is optional and comes from make lite."""
    files = [p for p in site.rglob("*") if p.is_file() and p.relative_to(site).parts[0] != "lite"]
    assert sum(file.stat().st_size for file in files) < LARGEST_SITE


def test_next_leads_through_all_pages(site, pages):
    name, seen = "book/index.html", []
    while name and name not in seen:
        seen.append(name)
        page = pages[name]
        found = [a["href"] for a in page.all("a") if a.get("class") == "right-next"]
        name = found and (page.path.parent / found[0]).resolve().relative_to(site).as_posix()
    assert set(seen) == {name for name in pages if name.startswith("book/")}
