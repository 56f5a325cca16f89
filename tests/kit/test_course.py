"""Which course it is: the one around the working folder, or the one that is named."""

import sys

import pytest

from coursekit import catalogue
from coursekit.course import Course

ENTRY = '[project]\nname = "sorting"\n\n[tool.coursekit]\nexercises = "sorts"\ntitle = "Sorting"\n'


@pytest.fixture
def course(tmp_path):
    """A course in a folder of another one, with a folder of its own that has a pyproject.toml."""
    (tmp_path / "pyproject.toml").write_text(ENTRY.replace("sorts", "outer"), "utf-8")
    inner = tmp_path / "inner"
    (inner / "tools").mkdir(parents=True)
    (inner / "pyproject.toml").write_text(ENTRY, "utf-8")
    (inner / "tools" / "pyproject.toml").write_text('[project]\nname = "tools"\n', "utf-8")
    return inner


def test_the_nearest_course_is_found_from_inside(course):
    for folder in (course, course / "tools", str(course / "tools")):
        assert Course.here(folder) == Course(course, "sorts", "Sorting", "sorting")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('exercises = "sorts"', r"\[tool\.coursekit\] has no 'exercises'"),
        ('title = "Sorting"', r"\[tool\.coursekit\] has no 'title'"),
        ('name = "sorting"', r"\[project\] has no 'name'"),
    ],
)
def test_what_an_entry_lacks_is_said(course, line, says):
    (course / "pyproject.toml").write_text(ENTRY.replace(line, ""), "utf-8")
    with pytest.raises(ValueError, match=rf"inner.pyproject\.toml: {says}"):
        Course.here(course)


def test_a_named_course_comes_first_then_that_of_old_sets_then_the_one_around(course, monkeypatch):
    monkeypatch.chdir(course)
    monkeypatch.setattr(catalogue, "default", "")
    assert catalogue.package_of() == "sorts"
    monkeypatch.setattr(catalogue, "default", "old")
    assert catalogue.package_of() == "old" and catalogue.package_of("named") == "named"


def package(folder, monkeypatch, text):
    """Make a package of exercises, `a_course`, that holds this text."""
    (folder / "a_course").mkdir()
    (folder / "a_course" / "__init__.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "a_course", raising=False)


def test_a_course_says_what_its_students_have(tmp_path, monkeypatch):
    package(tmp_path, monkeypatch, 'GIVEN = ("sorts",)\nFORBIDDEN = ("torch",)\n')
    assert catalogue.packages("a_course") == ({"coursekit", "sorts"}, {"torch"})


def test_a_course_that_is_missing_is_not_one_that_misses_something(tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="package 'no_course\\.exercises' is not installed here"):
        catalogue.chapters("no_course.exercises")
    package(tmp_path, monkeypatch, "import what_it_needs\n")
    with pytest.raises(ValueError, match=r"a_course cannot be imported: .* named 'what_it_needs'"):
        catalogue.chapters("a_course")
