"""What holds for the modules of exercises: one exercise each, and code that fits a phone."""

import ast
import re
from pathlib import Path

import pytest

from coursekit import catalogue
from coursekit.authoring.marked_text import solved, stubbed
from coursekit.cells import WIDTH, marked_cell

HOME = Path(__file__).resolve().parents[2] / "code" / "unrolled" / "exercises"
MODULES = sorted(HOME.glob("ch*/*.py"))
EXERCISES = {f"ch{slug[:2]}.{name}": ex
             for slug, module in catalogue.chapters().items()
             for name, ex in catalogue.of_chapter(module).items()}  # fmt: skip

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: f"{p.parent.name}/{p.stem}")
every_exercise = pytest.mark.parametrize("key", EXERCISES)


def tree(path):
    return ast.parse(path.read_text("utf-8"))


@every_module
def test_a_module_takes_no_private_name_from_another(path):
    names = [
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert [name for name in names if name.startswith("_")] == []


@every_module
def test_a_module_says_whose_it_is(path):
    number, said = int(path.parent.name[2:4]), ast.get_docstring(tree(path))
    if path.stem == "__init__":
        assert re.match(rf"Exercises of chapter {number}[,:] ", said)
    elif path.stem.startswith("_"):
        assert said.startswith(f"What exercises of chapter {number} share")
    else:
        assert said.startswith(f"Exercise `{path.stem}` of chapter {number}: ")


@every_module
def test_helpers_are_described(path):
    """Solutions and answers stand on their page as they are; everything else has a docstring."""
    shown = {path.stem, "answer", "check"}
    public = [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name not in shown
    ]
    bare = [f.name for f in public if f.name[0] != "_" and not ast.get_docstring(f)]
    assert bare == []


@every_exercise
def test_an_exercise_knows_its_name(key):
    assert EXERCISES[key].name == key.partition(".")[2]


@every_exercise
def test_code_on_pages_can_be_read_on_a_phone(key):
    code = marked_cell(EXERCISES[key], key)
    for shown in (stubbed(code), solved(code)):
        assert [line for line in shown.splitlines() if len(line) > WIDTH] == []


@every_exercise
def test_what_students_get_is_not_the_answer(key):
    code = marked_cell(EXERCISES[key], key)
    given = stubbed(code)
    assert "..." in given or "raise NotImplementedError" in given
    assert solved(code).strip() not in given and not re.search("#:|fmt:|###", given)
