"""The public sample set from end to end: what its mistakes cost, and the student's repository."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from coursekit.authoring import marked_text
from coursekit.authoring.editions import Edition
from coursekit.authoring.instructor import Kit
from coursekit.catalogue import find
from coursekit.course import Course
from coursekit.grading import sandbox
from coursekit.grading.marking import mark
from coursekit.set_files import ExerciseSet, Item
from coursekit.sets import chosen_of, exercise_of
from unrolled.exercises import ch09_bptt as ch09
from unrolled.exercises import ch13_products_of_jacobians as ch13

SOURCE = Path(__file__).resolve().parents[2] / "book" / "exercises" / "sets" / "sample_set.md"


@pytest.fixture(scope="module")
def source():
    return marked_text.read(SOURCE)


@pytest.fixture(scope="module")
def made(source):
    return Edition(source, "student").set


def text_of(source, kind):
    return nbformat.writes(Edition(source, kind).notebook())


def with_answers(text, *cells):
    """Write answers below a notebook: the last definition counts."""
    nb = nbformat.reads(text, 4)
    nb.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    return {"sample_set.ipynb": nbformat.writes(nb).encode()}


def item(result, name):
    return next(i for i in result["items"] if i["name"] == name)


# -- errors are carried forward -----------------------------------------------------------------

BACK = Item("back", "code", dict.fromkeys(ch09.cell_backward.outputs, 2), "Back",
            "ch09.cell_backward", "cell_backward", ("cell_backward",))  # fmt: skip
PASS = Item("back", "code", dict.fromkeys(ch09.rnn_backward.outputs, 2), "Back",
            "ch09.rnn_backward", "rnn_backward", ("rnn_backward",))  # fmt: skip


def graded(one, text):
    files = {"one.py": f"import numpy as np\n{text}".encode()}
    return item(mark(ExerciseSet("one", "One", (one,)), "", "ada", files), "back")


@pytest.mark.parametrize("dz", ["(1 - a_t**3) * da", "3 * da + a_t"], ids=["slope", "nonsense"])
def test_a_wrong_dz_that_nobody_foresaw_costs_only_itself(dz):
    text = ch09.cell_backward.source.replace("(1 - a_t**2) * da", dz)
    found = graded(BACK, text)
    assert found["verdict"] == "differs" and found["mistakes"] == []
    assert {k for k, v in found["earned"].items() if v == 0} == {"dz"}


def test_what_does_not_follow_from_a_wrong_dz_costs_too():
    text = ch09.cell_backward.source.replace("(1 - a_t**2) * da", "3 * da + a_t")
    found = graded(BACK, text.replace("W_ax.T @ dz", "2 * (W_ax.T @ dz)"))
    assert {k for k, v in found["earned"].items() if v == 0} == {"dz", "dx_t"}


def test_a_planned_mistake_in_dz_costs_one_output_of_the_whole_pass():
    (mistake,) = [m for m in ch09.rnn_backward.mistakes if m.name == "no slope"]
    text = ch09.rnn_backward.source
    for old, new in mistake.edits:
        text = text.replace(old, new)
    found = graded(PASS, text)
    assert found["mistakes"] == ["no slope"] and found["points"] == 8


# -- every planned mistake of the set costs exactly its points ----------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rnn_forward", "four_gates"])
def test_planned_mistakes_of_functions(source, made, name):
    full = text_of(source, "instructor")
    (entry,) = [i for i in made.items if i.name == name]
    exercise = exercise_of(entry, made, "", "ada")
    for mistake in exercise.mistakes:
        text, costs = exercise.source, mistake.costs
        for old, new in mistake.edits:
            text = text.replace(old, new)
        result = mark(made, "", "ada", with_answers(full, text))
        found = item(result, name)
        lost = {k for k, v in found["earned"].items() if v < found["of"][k]}
        assert found["mistakes"] == [mistake.name]
        assert lost == set(costs) if costs else len(lost) == 1, mistake.name
        assert found["points"] == entry.total - sum(entry.points[k] for k in lost), mistake.name
        others = [i for i in result["items"] if i["name"] != name and i["kind"] != "written"]
        assert all(i["points"] == i["total"] for i in others), mistake.name


@pytest.mark.slow
def test_planned_mistakes_of_lines(source, made):
    full = text_of(source, "instructor")
    (entry,) = [i for i in made.items if i.name == "derivation"]
    for line, about in ch09.derivation.lines.items():
        for mistake, (wrong, _) in about.wrong.items():
            lines = ch09.derivation.solution | {line: wrong}
            files = with_answers(full, f"{entry.answer} = {lines!r}")
            found = item(mark(made, "", "ada", files), "derivation")
            assert found["points"] == entry.total - entry.points[line], mistake


def test_planned_mistakes_of_short_answers(source, made):
    """Of the diagnosis each wrong label, of the numbers each wrong one costs its own points."""
    full = text_of(source, "instructor")
    for name in ("which_line", "memory"):
        (entry,) = [i for i in made.items if i.name == name]
        assert chosen_of(entry, made, "", "ada")
        right = exercise_of(entry, made, "", "ada").solution
        right = right if isinstance(right, dict) else list(map(float, right))
        for part in entry.points:
            key = part if isinstance(right, dict) else int(part)
            wrong = right.copy()
            wrong[key] = wrong[key] + 1
            files = with_answers(full, f"{entry.answer} = {wrong!r}")
            found = item(mark(made, "", "ada", files), name)
            assert found["points"] == entry.total - entry.points[part], (name, part)


def test_planned_mistakes_of_the_construction(source, made):
    full = text_of(source, "instructor")
    (entry,) = [i for i in made.items if i.name == "transient"]
    for mistake, (wrong, _) in ch13.transient.wrong.items():
        text = re.sub(r"\bnan\b", "np.nan", f"W = {wrong!r}")
        found = item(mark(made, "", "ada", with_answers(full, text)), "transient")
        assert found["points"] == 0 and found["verdict"] != "right", mistake
    assert entry.total == 2


def test_solution_has_all_points_and_the_stub_none(source, made):
    for kind, share in (("instructor", 1), ("student", 0)):
        result = mark(made, "", "ada", {"a.ipynb": text_of(source, kind).encode()})
        for found in result["items"]:
            if found["kind"] != "written":
                assert found["points"] == share * found["total"], (found["name"], found["says"])
        assert result["problem"] == ""


# -- how long it takes --------------------------------------------------------------------------

FIVE = ("ch04.cell_forward", "ch04.rnn_forward", "ch06.four_gates", "ch09.cell_backward",
        "ch09.rnn_backward")  # fmt: skip


@pytest.mark.slow
def test_two_hundred_submissions_of_five_functions_take_minutes_only(monkeypatch):
    """On two cores 200 of them have 5 minutes: 3 s of processor time each, the child's included."""
    spent, close = [], sandbox.Lab.close

    def closed(lab):
        spent.append(sandbox.processor_time(lab.process.pid))
        close(lab)

    monkeypatch.setattr(sandbox.Lab, "close", closed)
    exercises = [find(name) for name in FIVE]
    items = tuple(Item(e.name, "code", dict.fromkeys(e.outputs, 1), e.title, name, e.name,
                       (e.name,)) for name, e in zip(FIVE, exercises, strict=True))  # fmt: skip
    text = "\n\n".join(["import numpy as np", *(e.source for e in exercises)]).encode()
    start = time.process_time()
    for _ in range(5):
        result = mark(ExerciseSet("five", "Five", items), "", "ada", {"five.py": text})
        assert result["points"] == result["total"]
    assert (time.process_time() - start + sum(spent)) / 5 < 3


# -- a student's repository ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["student", "instructor"])
def test_student_repository_says_the_points(source, made, tmp_path, kind):
    home, out = tmp_path / "home", tmp_path / "kit"
    home.mkdir()
    (home / made.notebook).write_text(text_of(source, kind), "utf-8")
    Kit(Course.here(SOURCE.parent), out).repository(made, home)
    folder = out / "repository" / made.name
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    said = subprocess.run(command, cwd=folder, env=alone, capture_output=True, text=True)
    points, most = re.search(r"points: ([\d.]+) of ([\d.]+)", said.stdout).groups()
    assert 0 < float(most) < made.total
    assert float(points) == (float(most) if kind == "instructor" else 0), said.stdout
    assert said.returncode == (0 if kind == "instructor" else 1)
    written = sum(i.total for i in made.items) - float(most)
    assert f"{written:g} more points" in (folder / "README.md").read_text("utf-8")
