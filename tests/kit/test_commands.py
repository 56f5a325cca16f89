"""The commands of authors and instructors, in this process: what they write, say and refuse.

No kernel runs here; test_alone.py runs the same commands with kernels, in processes of their own.
"""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from coursekit.__main__ import main
from coursekit.authoring import execution, notebooks

TOY = Path(__file__).parent / "toy"
SETS = "book/exercises/sets"


def pretend(nb, folder):
    """Number the code cells, and let every check be right."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.outputs = [new_output("execute_result", {"text/plain": "Right"})]
    return {("a[0]", "d"): "2"}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the toy course as the working folder; kernels' environment is undone afterwards."""
    shutil.copytree(TOY, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "course")
    monkeypatch.setattr(execution, "execute", pretend)
    for name in ("PYTHONPATH", "OPENBLAS_NUM_THREADS", "TQDM_DISABLE", "PYTHONHASHSEED",
                 "PYDEVD_DISABLE_FILE_VALIDATION", "MPLBACKEND"):  # fmt: skip
        monkeypatch.setenv(name, "")
    return tmp_path / "course"


def test_check_counts_and_names(course, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "5 checked, 0 faults\n"
    words = course / "book/exercises/text/ex_01_insertion.md"
    before = words.read_text("utf-8")
    words.write_text(before.replace("<!-- teaching -->\n\nLet them act it out.", ""), "utf-8")
    assert main(["check", "ch01.swaps"]) == 1
    assert capsys.readouterr().out == (
        "ex_01_insertion.md: swaps: no <!-- teaching -->\n2 checked, 1 fault\n"
    )
    wrong = before.replace("exercise: swaps", "exercise: swap")
    words.write_text(wrong, "utf-8")
    assert main(["check", "ch01"]) == 1
    assert "ex_01_insertion.md: there is no exercise 'ch01.swap'" in capsys.readouterr().out


def test_check_runs_the_solutions_of_a_set(course, capsys):
    path = course / SETS / "first.md"
    text = path.read_text("utf-8")
    for wrong, says in {
        "seven = 15": "its solution: Not yet: 15 leaves 1.",
        "seven = 1 / 0": "its solution stops with ZeroDivisionError",
    }.items():
        path.write_text(text.replace("seven = 14", wrong), "utf-8")
        assert main(["check", f"{SETS}/first.md"]) == 1
        assert f"first.md: seven: {says}" in capsys.readouterr().out


def test_edited_chapters_are_refused_and_taken_back(course, capsys):
    assert main(["notebooks", "build", "01_insertion"]) == 0
    said = capsys.readouterr().out
    assert "ex_01_insertion: " in said and "\n01_insertion: " in said and "first: " not in said
    path = course / "book/01_insertion.ipynb"
    nb = nbformat.read(path, 4)
    nb.cells[0].source = nb.cells[0].source.replace("# Insertion", "# Insert")
    path.write_text(nbformat.writes(nb), "utf-8")
    assert main(["notebooks", "check"]) == 1
    assert "01_insertion: the notebook's cells differ from the text" in capsys.readouterr().out
    assert main(["notebooks", "build"]) == 1
    assert "was edited as a notebook" in capsys.readouterr().out
    assert main(["notebooks", "text"]) == 0
    assert "taken into the text" in capsys.readouterr().out
    text = (course / "book/text/01_insertion.md").read_text("utf-8")
    assert "# Insert\n" in text and "**exercises** ? minutes" in text
    assert main(["notebooks", "build", "no_such"]) == 1
    assert "no text in book for: no_such" in capsys.readouterr().err


def test_both_sides_edited_are_left_alone(course, capsys):
    text, path = course / "book/text/01_insertion.md", course / "book/01_insertion.ipynb"
    path.write_text(nbformat.writes(notebooks.from_text(text)).replace("A hand", "One hand"))
    text.write_text(text.read_text("utf-8").replace("A hand", "Each hand"), "utf-8")
    assert main(["notebooks", "text"]) == 1
    assert "were edited since the last build" in capsys.readouterr().out


def test_the_kit_of_instructors_with_a_roster(course, capsys):
    (course / "roster.csv").write_text("id\nada\nemmy\n", "utf-8")
    command = ["instructor", "--sets", SETS, "--roster", "roster.csv"]
    assert main(command) == 1
    assert "a roster needs a course key too" in capsys.readouterr().err
    assert not (course / "dist").exists()
    assert main([*command, "--key", "spring"]) == 0
    home = course / "dist/instructor"
    assert sorted(p.name for p in (home / "students/first").iterdir()) == (
        ["ada.ipynb", "emmy.ipynb"]
    )
    assert json.loads((home / "first/set.json").read_text("utf-8"))["total"] == 13
    key = (home / "first/answer_key.md").read_text("utf-8")
    assert "seven = 14" in key and "- n: 5, 6, 7" in key and "it grows with the square" in key
    assert main(["instructor", "--sets", "book", "--out", "nothing"]) == 1
    assert "book holds no sets: files such as week1.md" in capsys.readouterr().err


def test_skeletons_are_written_once(course, capsys):
    assert main(["new", "exercise", "ch01.merge"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("code/sorts/exercises/ch01_insertion/merge.py: the exercise\n")
    words = (course / "book/exercises/text/ex_01_insertion.md").read_text("utf-8")
    assert words.count("<!-- exercise: merge -->") == 1 and words.endswith("stumble.\n")
    assert main(["new", "exercise", "ch01.merge"]) == 1
    assert "merge.py is there already" in capsys.readouterr().err
    assert main(["new", "exercise", "ch07.merge"]) == 1
    assert "there is no chapter 'ch07'; there are ch01" in capsys.readouterr().err
    assert main(["new", "exercise", "ch01.two-words"]) == 1
    assert "'two-words' is no name of an exercise" in capsys.readouterr().err
    assert main(["new", "set", "mine/week1"]) == 0
    assert "from sorts.exercises import ch01_insertion as ch01" in (
        (course / "mine/week1.md").read_text("utf-8")
    )
    assert main(["new", "set", "mine/week1.md"]) == 1
    assert "week1.md is there already" in capsys.readouterr().err
