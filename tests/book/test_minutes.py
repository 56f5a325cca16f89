"""The minutes in "How to use this course" are those that each page states of itself."""

import re
from pathlib import Path

import pytest

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
