"""Points of a notebook: `pytest` runs the checks of the set that lies one folder up."""

import os
from pathlib import Path

import pytest

from coursekit.catalogue import packages
from coursekit.grading.reading import read_file
from coursekit.sets import earned, exercise_of, items_of, read_set, reduced

HOME = Path(__file__).resolve().parents[1]
SET = read_set(HOME)
KEY, STUDENT = os.environ.get("COURSE_KEY", ""), os.environ.get("STUDENT", "")
ITEMS = [item for item in items_of(SET, KEY, STUDENT) if item.kind != "written"]


@pytest.fixture(scope="session")
def names():
    """All that the notebook defines: imports, functions, classes and constants."""
    path = Path(os.environ.get("NOTEBOOK", HOME / SET.notebook))
    code = read_file(path.read_bytes(), path.name, packages(SET.course)).code
    found = {}
    exec(compile(code, path.name, "exec"), found)
    return found


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_points(item, names, record_property):
    try:
        answer = eval(item.answer, names)
    except Exception as error:
        pytest.fail(f"0 of {item.total:g} points. No answer: {error}", pytrace=False)
    verdict = exercise_of(item, SET, KEY, STUDENT).judge(answer)
    points = sum(earned(item, verdict).values())
    record_property("points", points)
    if not verdict:
        said = reduced(verdict, SET.feedback).text
        pytest.fail(f"{points:g} of {item.total:g} points. {said}", pytrace=False)
