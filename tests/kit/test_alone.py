"""The kit stands alone: a copy of it, with what authors need, serves a course on sorting."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from coursekit.authoring.skeletons import KINDS

HERE = Path(__file__).parent
KIT = HERE.parents[1] / "code" / "coursekit"

# Whatever is installed beside the tests: in these processes our other packages cannot be found.
ALONE = """import sys


class Nothing:
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] in ("rnnlab", "unrolled"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Nothing)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The kit in `lib`, the toy course in `course`, an empty folder `away`."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(KIT, folder / "lib" / "coursekit", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "lib" / "sitecustomize.py").write_text(ALONE, "utf-8")
    shutil.copytree(HERE / "toy", folder / "course", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "away").mkdir()
    return folder


def python(home, *words, at="course", fails=False):
    """Run Python in a folder; return what it says."""
    path = [home / "lib"] + ([home / "course" / "code"] if at == "course" else [home / "installed"])
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONSAFEPATH": "1",
                        "TQDM_DISABLE": "1"}  # fmt: skip
    done = subprocess.run([sys.executable, *map(str, words)], cwd=home / at, env=env,
                          capture_output=True, text=True)  # fmt: skip
    said = done.stdout + done.stderr
    assert (done.returncode != 0) == fails and "Traceback" not in said, said
    return said


def kit(home, *words, **more):
    return python(home, "-m", "coursekit", *words, **more)


def test_nothing_else_of_ours_is_there(home):
    code = ("import importlib.util as u, coursekit; print(coursekit.__file__)\n"
            "for name in ('rnnlab', 'unrolled'):\n"
            "    try: u.find_spec(name)\n"
            "    except ModuleNotFoundError: print('no', name)")  # fmt: skip
    said = python(home, "-c", code).split("\n")
    assert said[0].startswith(str(home)) and said[1:3] == ["no rnnlab", "no unrolled"]


def test_help_names_every_command(home):
    said = kit(home, "--help", at="away")
    for command in ("grade", "check", "new", "notebooks", "instructor"):
        assert command in said


# -- authors --------------------------------------------------------------------------------------


def test_check_finds_nothing_wrong(home):
    assert kit(home, "check").endswith("5 checked, 0 faults\n")
    assert kit(home, "check", "ch01.insert").endswith("2 checked, 0 faults\n")
    assert kit(home, "check", "book/exercises/sets/first.md").endswith("1 checked, 0 faults\n")


def test_check_names_faults_and_fails(home):
    path = home / "course/code/sorts/exercises/ch01_insertion/insert.py"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"a[k] <= x", "a[k] < x"', '"a[k] <= x", "not a[k] > x"'), "utf-8")
    said = kit(home, "check", "ch01.insert", fails=True)
    path.write_text(text, "utf-8")
    assert "ch01.insert: 'the solution' cannot be told from 'before its equals'" in said
    assert "there is no exercise 'ch01.sort'; ch01 has insert, stable, swaps" in (
        kit(home, "check", "ch01.sort", fails=True)
    )


def test_notebooks_are_built_once(home):
    said = kit(home, "notebooks", "check", fails=True)
    assert said.count("has no notebook yet") == 3
    said = kit(home, "notebooks", "build")
    assert {line.split(":")[0] for line in said.splitlines()} == (
        {"ex_01_insertion", "first", "01_insertion"}
    )
    book = home / "course" / "book"
    text = (book / "text/01_insertion.md").read_text("utf-8")
    assert "The smallest is 2<!-- =a[0]:d -->." in text
    chapter = (book / "01_insertion.ipynb").read_text("utf-8")
    assert "[2 4 5]" in chapter and "exercises/ex_01_insertion.ipynb#1-insert" in chapter
    assert "**exercises** 17 minutes" in chapter and "**exercises** ? minutes" in text
    practice = json.loads((book / "exercises/ex_01_insertion.ipynb").read_text("utf-8"))
    said = [o["data"]["text/plain"] for c in practice["cells"] for o in c.get("outputs", ())]
    assert len(said) == 3 and all("Not written yet" in "".join(text) for text in said)
    done = "All notebooks are what their text says.\n"
    assert kit(home, "notebooks", "build") == kit(home, "notebooks", "check") == done


@pytest.fixture
def other(home, tmp_path):
    """A second copy, to write into."""
    shutil.copytree(home / "course", tmp_path / "course")
    shutil.copytree(home / "lib", tmp_path / "lib")
    return tmp_path


def test_new_exercises_of_every_kind_can_be_checked_at_once(other):
    for kind in KINDS:
        said = kit(other, "new", "exercise", f"ch01.new_{kind}", "--kind", kind)
        assert f"python -m coursekit check ch01.new_{kind}" in said
    said = kit(other, "check", "ch01", fails=True)
    assert said.splitlines() == [
        "ch01.new_code: 2 mistakes; write ten, or say in `few` why there are no more",
        f"{4 + len(KINDS)} checked, 1 fault",
    ]
    module = other / "course/code/sorts/exercises/ch01_insertion/new_code.py"
    words = other / "course/book/exercises/text/ex_01_insertion.md"
    before = module.read_bytes(), words.read_bytes()
    assert "is there already" in kit(other, "new", "exercise", "ch01.new_code", fails=True)
    assert (module.read_bytes(), words.read_bytes()) == before


def test_a_new_set_can_be_checked_at_once(other):
    said = kit(other, "new", "set", "mine/week_1")
    assert "python -m coursekit instructor --sets mine" in said
    assert kit(other, "check", "mine/week_1.md").endswith("1 checked, 0 faults\n")
    path = other / "course/mine/week_1.md"
    before = path.read_bytes()
    assert "is there already" in kit(other, "new", "set", "mine/week_1", fails=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "says"),
    [("ch02.merge", "there is no chapter 'ch02'; there are ch01"),
     ("ch01.Merge", "'Merge' is no name of an exercise"),
     ("ch01", "'' is no name of an exercise")],
)  # fmt: skip
def test_names_that_cannot_be_are_refused(home, name, says):
    before = sorted((home / "course").rglob("*.py"))
    assert says in kit(home, "new", "exercise", name, fails=True)
    assert sorted((home / "course").rglob("*.py")) == before


def test_commands_of_authors_need_a_course(home):
    for words in (("check",), ("notebooks", "build"), ("instructor",), ("new", "set", "x")):
        said = kit(home, *words, at="away", fails=True)
        assert "no pyproject.toml with [tool.coursekit]" in said
    assert list((home / "away").iterdir()) == []


# -- instructors ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(home):
    """The instructors' kit; the course is installed, without its pyproject.toml, elsewhere."""
    kit(home, "instructor", "--sets", "book/exercises/sets")
    shutil.copytree(home / "course" / "code", home / "installed")
    return home / "course" / "dist" / "instructor"


def test_the_kit_of_instructors_names_this_course(made):
    assert json.loads((made / "first" / "set.json").read_text("utf-8"))["course"] == (
        "sorts.exercises"
    )
    readme = (made / "repository/first/README.md").read_text("utf-8")
    assert "pip install sorts-....whl" in readme
    assert 'course_id = "sorts"' in (made / "nbgrader/nbgrader_config.py").read_text("utf-8")
    assert "$course$/Sorting, Step by Step/01" in (made / "question_bank.xml").read_text("utf-8")


def notebook(*sources):
    cells = [{"cell_type": "code", "source": text} for text in sources]
    return json.dumps({"cells": cells, "nbformat": 4})


WRONG = """def insert(a, x):
    k = int(np.searchsorted(a, x))
    return k, np.insert(a, k, x)
"""
CHEATS = "import sorts\n\ndef insert(a, x):\n    return sorts.insert(a, x)"
STABLE = 'stable = {"insertion": True, "selection": True}'
WORST = "worst = [15, 5]"
#: points of insert (3), stable (2), worst (2), seven (1), of which the best notebook has all
SUBMISSIONS = {
    "wrong": ("import numpy as np", WRONG, STABLE, "seven = 15"),
    "cheats": ("import numpy as np", CHEATS, STABLE, "seven = 21"),
}


@pytest.fixture(scope="module")
def submissions(home, made):
    folder = home / "away" / "in"
    for name, cells in SUBMISSIONS.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "first.ipynb").write_text(notebook(*cells), "utf-8")
    for name, edition in (("right", "instructor"), ("stub", "first")):
        (folder / name).mkdir(parents=True)
        shutil.copy(made / "first" / f"{edition}.ipynb", folder / name / "first.ipynb")
    return folder


def test_submissions_are_graded_in_an_empty_folder(home, made, submissions):
    kit(home, "grade", submissions, "--set", made / "first.zip", "--out", "out", at="away")
    with (home / "away/out/gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    points = {name: [float(row[item]) for item in ("insert", "stable", "which", "worst", "seven")]
              for name, row in rows.items()}  # fmt: skip
    assert points == {
        "right": [3, 2, 2, 2, 1],
        "wrong": [1, 1, 0, 0, 0],  # k is wrong, b follows from it
        "cheats": [0, 1, 0, 0, 1],
        "stub": [0, 0, 0, 0, 0],
    }
    page = (home / "away/out/feedback/wrong.html").read_text("utf-8")
    assert "before its equals" in page
    page = (home / "away/out/feedback/cheats.html").read_text("utf-8")
    assert "the answer uses sorts" in page


def test_a_set_that_names_no_course_needs_to_be_told(home, made, submissions):
    old = home / "away" / "old"
    shutil.copytree(made / "first", old)
    content = json.loads((old / "set.json").read_text("utf-8"))
    del content["course"]
    (old / "set.json").write_text(json.dumps(content), "utf-8")
    words = ("grade", submissions, "--set", old, "--out", "old_out")
    said = kit(home, *words, at="away", fails=True)
    assert "which course?" in said and "--course PACKAGE" in said
    assert not (home / "away" / "old_out").exists()
    said = kit(home, *words, "--course", "heaps.exercises", at="away", fails=True)
    assert "'heaps.exercises' is not installed here" in said
    kit(home, *words, "--course", "sorts.exercises", at="away")
    one, two = (
        {p.relative_to(home / "away" / out): p.read_bytes()
         for p in (home / "away" / out).rglob("*.*") if p.parent.name != "marks"}
        for out in ("out", "old_out")
    )  # fmt: skip
    assert one == two


def test_a_repository_says_the_points(home, made, tmp_path):
    folder = made / "repository" / "first"
    shutil.copy(made / "first" / "instructor.ipynb", folder / "first.ipynb")
    shutil.copytree(folder, home / "away" / "repository")
    said = python(home, "-m", "pytest", "-q", "-p", "no:cacheprovider", "repository", at="away")
    assert re.search(r"points: 5 of 5", said)


def test_the_archive_holds_what_the_folder_does(made):
    with zipfile.ZipFile(made / "first.zip") as archive:
        names = set(archive.namelist())
    assert {"set.json", "exercises.py", "instructor.ipynb", "tests/test_hidden.py"} <= names
