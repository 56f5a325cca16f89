"""The minutes in "How to use this course" are those that each page states of itself."""

import re
from pathlib import Path

import pytest

from rnnlab.exercises.catalogue import chapters

BOOK = Path(__file__).resolve().parents[2] / "book"
ROW = re.compile(r"\]\((\w+)\.ipynb\) \| (\d+) minutes \| (?:(\d+) minutes|–) \|")
ROWS = ROW.findall((BOOK / "how_to_use.md").read_text("utf-8"))


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
