"""Pages are filled while they are read, and read again when what they are made of has changed."""

from pathlib import Path

import made_pages
import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGES = [path for path in BOOK.rglob("*.md") if made_pages.ANY in path.read_text("utf-8")]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A book of two pages, one of which counts the files of the folder code."""
    for folder in ("book", "code", "tests", "tools"):
        (tmp_path / folder).mkdir()
    (tmp_path / "conf.py").write_text("extensions = ['myst_parser', 'made_pages']\n")
    (tmp_path / "index.md").write_text("# One\n\n<!-- made: sizes -->\n", "utf-8")
    (tmp_path / "other.md").write_text("---\norphan: true\n---\n# Two\n", "utf-8")
    monkeypatch.setattr(made_pages, "ROOT", tmp_path)
    files = tmp_path / "code"
    monkeypatch.setitem(made_pages.MAKERS, "sizes", lambda: f"{len([*files.iterdir()])} files")
    return tmp_path


def built(course):
    """Build what is outdated; return the pages that were read, and the first page."""
    read = []
    app = Sphinx(course, course, course / "out", course / "trees", "html", status=None)
    app.connect("source-read", lambda app, name, content: read.append(name))
    app.build()
    return sorted(read), (course / "out" / "index.html").read_text("utf-8")


def test_a_page_is_made_anew_when_a_file_comes_changes_or_goes(course):
    first, new = course / "code/first.py", course / "code/new.py"
    first.write_text("a = 1\n", "utf-8")
    read, page = built(course)
    assert read == ["index", "other"] and "<p>1 files</p>" in page and "<!--" not in page[-900:]
    assert built(course)[0] == []
    new.write_text("b = 2\n", "utf-8")
    read, page = built(course)
    assert read == ["index"] and "<p>2 files</p>" in page
    new.write_text("c = 3\n", "utf-8")
    assert built(course)[0] == ["index"]
    new.unlink()
    read, page = built(course)
    assert read == ["index"] and "<p>1 files</p>" in page
    (course / "code" / "image.png").write_bytes(b"")  # nothing is made of pictures
    assert built(course)[0] == []


def test_what_cannot_be_made_stops_the_build(course, monkeypatch):
    def gap():
        raise ValueError("eq-a is defined in one.md and two.md")

    monkeypatch.setitem(made_pages.MAKERS, "sizes", gap)
    with pytest.raises(ExtensionError, match=r"eq-a is defined in one.md and two.md"):
        built(course)


def test_words_behind_a_name_are_handed_on(monkeypatch):
    monkeypatch.setitem(made_pages.MAKERS, "hours", lambda do, path: f"{do} {path}:")
    text = "a <!-- made: hours run six-weeks --> 2, <!-- made: hours read all -->"
    assert made_pages.filled(text) == "a run six-weeks: 2, read all:"


@pytest.mark.parametrize("mark", ["<!-- made: evidence -->", "<!-- made:hours run all -->"])
def test_unknown_marks_are_refused(mark):
    with pytest.raises(ValueError, match=f"{mark} is no mark; there are: bugs, claims, "):
        made_pages.filled(f"text\n\n{mark}\n\nmore")


def test_every_maker_is_asked_by_a_page():
    texts = "".join(path.read_text("utf-8") for path in PAGES)
    assert {mark[1] for mark in made_pages.MARK.finditer(texts)} == {*made_pages.MAKERS}
    assert len(made_pages.MARK.findall(texts)) == texts.count(made_pages.ANY)
