"""The catalogue is the test: what holds for every exercise of every chapter.

The rules are those of ``python -m coursekit check``; each can fail, tests/kit/test_checking.py.
"""

import re
from pathlib import Path

import pytest

from coursekit import catalogue
from coursekit.checking import rules_for

SOURCES = Path(__file__).resolve().parents[2] / "book" / "exercises" / "text"
CHAPTERS = catalogue.chapters()
CASES = {
    f"{rule.__name__.strip('_')}-ch{slug[:2]}.{name}": (rule, exercise)
    for slug, module in CHAPTERS.items()
    for name, exercise in catalogue.of_chapter(module).items()
    for rule in rules_for(exercise)
}


@pytest.mark.parametrize(("rule", "exercise"), CASES.values(), ids=CASES)
def test_no_fault_is_found(rule, exercise):
    assert list(rule(exercise)) == []


# -- chapters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_has_five_exercises_of_three_kinds(slug):
    exercises = CHAPTERS[slug].EXERCISES
    assert len(exercises) >= 5
    assert len({ex.kind for ex in exercises}) >= 3
    assert len({ex.title for ex in exercises}) == len(exercises)


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_source_has_every_exercise(slug):
    """Each with words, a solution and a note for instructors; the answer stands in its module."""
    text = (SOURCES / f"ex_{slug}.md").read_text("utf-8")
    names = list(catalogue.of_chapter(CHAPTERS[slug]))
    parts = re.split(r"^<!-- exercise: (\w+) -->$", text, flags=re.M)
    assert sorted(parts[1::2]) == sorted(names)
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        assert ".check(" not in part and "### BEGIN SOLUTION" not in part, name
        marks = re.findall(r"^<!-- (solution|teaching) -->$", part, flags=re.M)
        assert marks == ["solution", "teaching"], name
