"""The minutes in "How to use this course" are those that each page states of itself."""

import re
from pathlib import Path

import pytest

from coursekit.catalogue import chapters

BOOK = Path(__file__).resolve().parents[2] / "book"
ROW = re.compile(r"\]\((\w+)\.ipynb\) \| (\d+) \| (?:(\d+)|–) \|")
INDEX = (BOOK / "index.md").read_text("utf-8")
SIX_WEEKS = ("refresher", *(f"{k:02}" for k in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13)))
HOW_TO_USE = (BOOK / "how_to_use.md").read_text("utf-8")
ROWS = ROW.findall(HOW_TO_USE)


def test_every_notebook_of_the_course_has_a_row():
    assert sorted(slug for slug, _, _ in ROWS) == sorted(p.stem for p in BOOK.glob("*.ipynb"))


@pytest.mark.parametrize(("slug", "reading", "exercises"), ROWS)
def test_minutes(slug, reading, exercises):
    text = (BOOK / "text" / f"{slug}.md").read_text("utf-8")
    assert f"**Reading** {reading} minutes" in text
    stated = re.search(r"\*\*exercises\*\* (\d+) minutes", text)
    assert (stated[1] if stated else "") == exercises


@pytest.mark.parametrize(("slug", "module"), chapters().items())
def test_minutes_of_the_exercises_add_up(slug, module):
    text = (BOOK / "text" / f"{slug}.md").read_text("utf-8")
    stated = re.search(r"\*\*exercises\*\* (\d+) minutes", text)
    assert int(stated[1]) == sum(exercise.minutes for exercise in module.EXERCISES)


def skipped():
    """Return the slugs of the chapters that the core path leaves out."""
    return set(re.findall(r"◇\]\((\w+)\.ipynb\)", INDEX))


def hours(chosen, exercises):
    """Return the rounded sum of the minutes of the chosen pages, reading and perhaps exercises."""
    return round(sum(int(r) + exercises * int(e or 0) for s, r, e in ROWS if chosen(s)) / 60)


def test_hours_of_the_paths():
    """The first page promises sums of the minutes of the pages."""
    read, run = (
        re.search(
            rf":::\{{grid-item-card\}} {kind}\n\*\*(\d+) hours\*\* .*?, (\d+) ", INDEX
        ).groups()
        for kind in ("Read", "Run")
    )
    paths = (lambda slug: slug not in skipped(), lambda slug: True)
    assert read == tuple(str(hours(path, exercises=False)) for path in paths)
    assert run == tuple(str(hours(path, exercises=True)) for path in paths)
    weeks = hours(lambda slug: slug.startswith(SIX_WEEKS), exercises=True)
    assert f"ask students for {weeks} hours" in INDEX


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
    assert {slug for slug, optional in found[0] if optional} == skipped()
    assert set(re.findall(r"◇\]\((\w+)\.ipynb\)", HOW_TO_USE)) == skipped()
