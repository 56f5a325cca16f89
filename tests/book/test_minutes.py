"""Minutes stand in the boxes of the pages and in the exercises; all sums are made from them."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from made import minutes, texts

from coursekit.catalogue import chapters

BOOK = Path(__file__).resolve().parents[2] / "book"
INDEX = (BOOK / "index.md").read_text("utf-8")
HOW_TO_USE = (BOOK / "how_to_use.md").read_text("utf-8")
ROW = re.compile(
    r"\]\((\w+)\.ipynb\) \| <!-- made: reading (\w+) --> \| <!-- made: exercises (\w+) -->"
)
ROWS = ROW.findall(HOW_TO_USE)


def test_every_notebook_of_the_course_has_a_row():
    assert sorted(slug for slug, _, _ in ROWS) == sorted(p.stem for p in BOOK.glob("*.ipynb"))


@pytest.mark.parametrize(("slug", "reading", "exercises"), ROWS)
def test_a_row_asks_for_the_minutes_of_its_page(slug, reading, exercises):
    assert minutes.page(reading) == minutes.page(exercises) == slug
    text = (BOOK / "text" / f"{slug}.md").read_text("utf-8")
    assert f"**Reading** {minutes.reading(reading)} minutes" in text
    assert ("**exercises** ? minutes" in text) == (slug in chapters())


@pytest.mark.parametrize(("slug", "module"), chapters().items())
def test_minutes_of_the_exercises_add_up(slug, module):
    assert minutes.exercises(slug[:2]) == sum(exercise.minutes for exercise in module.EXERCISES)


def test_a_page_without_exercises_has_a_dash():
    assert minutes.exercises("refresher") == "–"


def test_no_page_is_found_by_a_wrong_name():
    with pytest.raises(ValueError):
        minutes.reading("99")


# -- hours of the paths ----------------------------------------------------------------------------


def optional():
    """Return the slugs of the chapters that the core path leaves out."""
    return set(re.findall(r"◇\]\((\w+)\.ipynb\)", INDEX))


def test_paths_hold_the_pages_that_they_promise():
    assert set(minutes.on("all")) - set(minutes.on("core")) == optional() != set()
    guide = (BOOK / "appendix" / "instructor_guide.md").read_text("utf-8")
    weeks = re.findall(r"^\| \d \| ([^|]*\d[^|]*) \|", guide, re.MULTILINE)
    planned = {f"{int(n):02}" for week in weeks for n in re.findall(r"(\d+)(?! ◇|\d)", week)}
    assert len(weeks) == 5 and {"refresher", *planned} == {
        slug if slug == "refresher" else slug[:2] for slug in minutes.on("six-weeks")
    }


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Four pages of 65 minutes; three have exercises of 105 minutes, and one of these a ◇."""
    (tmp_path / "text").mkdir()
    (tmp_path / "index.md").write_text("- [7 C ◇](07_c.ipynb)\n", "utf-8")
    slugs = ("refresher", "01_a", "02_b", "07_c")
    for slug in slugs:
        (tmp_path / "text" / f"{slug}.md").write_text("**Reading** 65 minutes", "utf-8")
    module = SimpleNamespace(EXERCISES=[SimpleNamespace(minutes=m) for m in (45, 60)])
    monkeypatch.setattr(texts, "BOOK", tmp_path)
    monkeypatch.setattr(minutes, "chapters", lambda: dict.fromkeys(slugs[1:], module))


@pytest.mark.parametrize(
    ("path", "reading", "running"), [("all", 4, 10), ("core", 3, 7), ("six-weeks", 3, 7)]
)
def test_hours_are_rounded_sums(course, path, reading, running):
    assert minutes.hours("read", path) == reading and minutes.hours("run", path) == running


def test_the_first_page_promises_all_of_them():
    asked = re.findall(r"<!-- made: hours (\w+ [\w-]+) -->", INDEX)
    assert asked == ["read core", "read all", "run core", "run all", "run six-weeks"]


def test_map_and_list_name_the_same_chapters():
    """Each chapter stands on the first page's map and in its list, with or without the ◇."""
    start, end = INDEX.index("{.course-map}"), INDEX.index("## What each chapter gives you")
    pattern = re.compile(r"- \[([^\]]*)\]\((\w+)\.ipynb\)")
    found = [
        [(slug, "◇" in text) for text, slug in pattern.findall(part)]
        for part in (INDEX[start:end], INDEX[end:])
    ]
    assert found[0] == found[1]
    assert sorted(slug for slug, _ in found[0]) == sorted(slug for slug, _, _ in ROWS)
    assert {slug for slug, marked in found[0] if marked} == optional()
    assert set(re.findall(r"◇\]\((\w+)\.ipynb\)", HOW_TO_USE)) == optional()
