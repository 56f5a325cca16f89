"""A chapter is a package of exercises, one module each."""

import importlib
import sys

import pytest

MODULE = """
from coursekit import Numbers

{more}
exercise = Numbers([1.0], {{}}, tolerance=0.5, title="One", stars=1, minutes=1, checked="it")
"""
FUNCTION = """
from coursekit import Code

def {name}(z):
    return z

exercise = Code({name}, lambda seed: (1,), "z", [], title="F", stars=1, minutes=1, checked="it")
"""


def chapter(folder, monkeypatch, **modules):
    """Import a package ch01_try with these modules."""
    home = folder / "a_course" / "ch01_try"
    home.mkdir(parents=True)
    init = "from coursekit.catalogue import load\n\nload(__name__)\n"
    for name, text in {"__init__": init, **modules}.items():
        (home / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "a_course"]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("a_course.ch01_try")


def test_a_chapter_has_its_exercises_and_what_its_modules_offer(tmp_path, monkeypatch):
    one = MODULE.format(more="__all__ = ['LIMIT']\nLIMIT, HIDDEN = 3, 4")
    made = chapter(
        tmp_path,
        monkeypatch,
        one=one,
        two=FUNCTION.format(name="two"),
        _cases="__all__ = ['n']\nn = 5",
    )
    assert (made.one.name, made.two.name, made.LIMIT, made.n) == ("one", "two", 3, 5)
    assert made.EXERCISES == (made.one, made.two) and not hasattr(made, "HIDDEN")


@pytest.mark.parametrize(
    ("modules", "says"),
    [
        ({"one": "x = 1"}, r"a_course\.ch01_try\.one has no exercise: write `exercise = Code"),
        ({"one": FUNCTION.format(name="uno")}, "the function must be one, not uno"),
        ({"one": MODULE.format(more=""), "_cases": "__all__ = ['one']\none = 1"}, "define 'one'"),
    ],
)
def test_what_is_wrong_with_a_module_is_said(modules, says, tmp_path, monkeypatch):
    with pytest.raises(ValueError, match=says):
        chapter(tmp_path, monkeypatch, **modules)
