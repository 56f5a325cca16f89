"""The commands of authors and instructors, in this process: what they write, say and refuse.

No kernel runs here; test_alone.py runs the same commands with kernels, in processes of their own.
"""

import importlib
import json
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from coursekit.__main__ import main
from coursekit.authoring import cards, marked_text, notebooks

SETS = "book/exercises/sets"
HOME = "code/sorts/exercises/ch01_insertion"


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
    assert "ex_01_insertion.md: swap: there is no exercise 'ch01.swap'" in capsys.readouterr().out


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


def test_check_reads_the_exercises_that_a_set_brings_along(course, capsys):
    path = course / SETS / "first.py"
    path.write_text(
        path.read_text("utf-8").replace('(16, "leaves 2")', '(21, "leaves 0")'), "utf-8"
    )
    assert main(["check", f"{SETS}/first.md"]) == 1
    assert "first.md: own.seven: two: it is told 'Right: 21 leaves 0.'" in capsys.readouterr().out


def test_cards_say_what_is_checked_and_which_mistakes_are_named(course):
    source = marked_text.read(course / "book/exercises/text/ex_01_insertion.md")
    assert cards.cards(source).splitlines() == [
        "1. [Insert](exercises/ex_01_insertion.ipynb#1-insert) ★ 5 minutes. "
        "Checked: the place and the numbers; 5 known mistakes are named.",
        "2. [Swaps](exercises/ex_01_insertion.ipynb#2-swaps) ★★ 8 minutes. "
        "Checked: two numbers; 2 known mistakes are named.",
        "3. [Stable?](exercises/ex_01_insertion.ipynb#3-stable) ★ 4 minutes. Checked: each answer.",
    ]
    text = (course / "book/text/01_insertion.md").read_text("utf-8")
    once = cards.put_in(text, source)
    assert cards.put_in(once, source) == once and cards.take_out(once) == text


def test_a_name_is_built_in_any_case_and_a_failure_counts(course, capsys):
    for _ in range(2):
        assert main(["notebooks", "build", "01_insertion"]) == 0
        assert "ex_01_insertion: " in capsys.readouterr().out
    path = course / SETS / "first.md"
    path.write_text(path.read_text("utf-8").replace("points: 1 -->", "-->"), "utf-8")
    assert main(["notebooks", "build"]) == 1  # the chapter is as it was, the set cannot be read
    said = capsys.readouterr().out
    assert said.startswith("first: FAILED\nfirst.md: seven: no points") and "insertion" not in said
    assert main(["notebooks", "check"]) == 1
    assert capsys.readouterr().out == "first: first.md: seven: no points\n"


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


def test_a_set_that_fails_leaves_what_was_made_before(course, capsys):
    """It is named, the exit code says so, the other sets are made."""
    second = (course / SETS / "first.md").read_text("utf-8").replace("name: first", "name: second")
    (course / SETS / "second.md").write_text(second, "utf-8")
    shutil.copy(course / SETS / "first.py", course / SETS / "second.py")
    assert main(["instructor", "--sets", SETS]) == 0
    said, home = capsys.readouterr(), course / "dist/instructor"
    assert said.out.splitlines()[-1] == f"written to {Path('dist/instructor')}"
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    (course / SETS / "second.md").write_text(second.replace("points: 1 -->", "-->"), "utf-8")
    (home / "first.zip").unlink()
    assert main(["instructor", "--sets", SETS]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[-1].endswith(", but not: second.md")
    assert said.err.startswith("FAILED, for the reasons above: second.md. ")
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert list(home.glob(".new-*")) == []


def test_no_set_is_half_made(course, capsys, monkeypatch):
    """Whatever stops it, and however late: nothing is there of it, or all of before."""
    monkeypatch.setattr("coursekit.authoring.instructor.answer_key", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["instructor", "--sets", SETS])
    assert list((course / "dist/instructor").iterdir()) == []


def test_skeletons_are_written_once(course, capsys):
    before = (course / "book/exercises/text/ex_01_insertion.md").read_text("utf-8")
    assert main(["new", "exercise", "ch01.merge"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("code/sorts/exercises/ch01_insertion/merge.py: the exercise\n")
    words = (course / "book/exercises/text/ex_01_insertion.md").read_text("utf-8")
    assert words.startswith(before) and words.endswith("stumble.\n")
    assert words.removeprefix(before).count("<!-- exercise: merge -->") == 1
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


@pytest.mark.parametrize(
    ("name", "says"),
    [("ch01.lambda", "'lambda' is a name that Python or the kit uses"),
     ("ch01.print", "'print' is a name that Python"), ("ch01.exercise", "'exercise' is a name"),
     ("ch01.größe", "'größe' is no name of an exercise"), ("merge", "there is no chapter 'merge'"),
     ("ch01.load", "ch01 has something else called 'load'")],
)  # fmt: skip
def test_a_name_that_cannot_be_writes_nothing(course, capsys, name, says):
    before = sorted(course.rglob("*"))
    assert main(["new", "exercise", name]) == 1
    assert says in capsys.readouterr().err
    assert [p for p in sorted(course.rglob("*")) if "__pycache__" not in str(p)] == before


def test_a_course_is_begun_in_an_empty_folder(tmp_path, monkeypatch, capsys):
    """Each command says the next; what they write has no fault but missing mistakes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    for words, says in {
        "course heaps": "python -m coursekit new chapter ch01_SLUG",
        "chapter ch01_sifting": "python -m coursekit new exercise ch01.NAME",
        "exercise ch01.sift": "python -m coursekit check ch01.sift",
        "set sets/week1": "python -m coursekit check sets/week1.md",
    }.items():
        assert main(["new", *words.split()]) == 0
        assert says in capsys.readouterr().out
        for name in [name for name in sys.modules if name.startswith("heaps")]:
            monkeypatch.delitem(sys.modules, name)  # each command is a process of its own
        importlib.invalidate_caches()
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "ch01.sift: 2 mistakes; write ten, or say in `few` why there are no more\n"
        "2 checked, 1 fault\n"
    )
    assert main(["check", "sets/week1.md"]) == 0
    before = sorted(tmp_path.rglob("*"))
    for words, says in {
        "course heaps": "Python knows a package 'heaps' already",
        "course numpy": "Python knows a package 'numpy' already",
        "course Piles": "'Piles' is no name of a course",
        "course piles": "pyproject.toml is there already",
        "chapter ch01_merging": "chapter 01 is there already: ch01_sifting",
        "chapter merging": "'merging' is no name of a chapter: ch01_small_letters",
        "chapter ch02_lists --kind code": "--kind is for an exercise, not for a chapter",
    }.items():
        assert main(["new", *words.split()]) == 1
        assert says in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_words_that_came_first_stay_the_only_ones(course):
    words = course / "book/exercises/text/ex_01_insertion.md"
    text = words.read_text("utf-8") + "\n<!-- exercise: merge -->\n\nMerge.\n"
    words.write_text(text, "utf-8")
    assert main(["new", "exercise", "ch01.merge"]) == 0
    assert words.read_text("utf-8") == text


def test_names_of_sets(course, capsys):
    (course / "mine").mkdir()
    for arguments, says in {
        ("mine",): "mine is a folder; name the set in it, too: mine/week1",
        ("mine/week.1",): "'week.1' is no name of a set",
        ("mine/week1", "--kind", "code"): "--kind is for an exercise",
    }.items():
        assert main(["new", "set", *arguments]) == 1
        assert says in capsys.readouterr().err
    assert not list((course / "mine").iterdir())


def test_a_set_begins_with_a_function(edited, capsys):
    (edited / HOME / "insert.py").unlink()
    assert main(["new", "set", "mine/week1"]) == 1
    assert "the course has no function to be written yet" in capsys.readouterr().err


TOML = "[project]\nname = 'a'\n[tool.coursekit]\ntitle = 'T'\n"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [("pyproject.toml", "[tool", "pyproject.toml: Expected"),
     ("pyproject.toml", "[tool]\ncoursekit = 'x'", "'coursekit' must be a table, got 'x'"),
     ("pyproject.toml", f"{TOML}exercises = ['a']", "'exercises' of [tool.coursekit] must be text"),
     ("pyproject.toml", f"{TOML}exercises = 'no.such'", "package 'no.such' is not installed here"),
     ("pyproject.toml", f"{TOML}exercises = 'json.decoder'", "json.decoder is one module"),
     (f"{HOME}/swaps.py", "exercise = = 3", "SyntaxError: invalid syntax (swaps.py, line 1)"),
     (f"{HOME}/swaps.py", "import no_such", "No module named 'no_such' (swaps.py, line 1)"),
     (f"{HOME}/swaps.py", "x = 1\ny = x / 0", "division by zero (swaps.py, line 2)"),
     (f"{HOME}/__init__.py", "", "ch01_insertion has no exercises: its __init__ calls load")],
)  # fmt: skip
def test_a_course_that_cannot_be_read_is_told_in_a_line(edited, capsys, file, content, says):
    (edited / file).write_text(content, "utf-8")
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [('"a[k] < x"', '"a[k] < (x"', "leaves no Python"),
     ('"a[k] <= x", "a[k] < x"', '"def insert", "def put"', "leaves no function insert"),
     ('"where does a number go that is there already?"', '""', "or what to look at, is empty"),
     ("np.sort(np.random", "np.sorted(np.random", "AttributeError: module 'numpy' has no"),
     ("#: # return k, b", "#: k = (", "insert: what students get is no Python: '('")],
)  # fmt: skip
def test_faults_of_an_exercise_stop_nothing(edited, capsys, old, new, says):
    path = edited / HOME / "insert.py"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    assert main(["check", "ch01"]) == 1
    assert says in capsys.readouterr().out


def test_an_answer_returns_what_is_checked(edited, capsys):
    path = edited / HOME / "swaps.py"
    for line in ("return", "assert swaps"):
        path.write_text(path.read_text("utf-8").replace("return swaps", line), "utf-8")
    assert main(["check", "ch01"]) == 1
    assert "its answer must end with `return` and the names" in capsys.readouterr().out


def test_faults_of_texts_and_notebooks_name_their_file(course, capsys):
    (course / f"{SETS}/first.py").write_text("1 / 0", "utf-8")
    assert main(["check", f"{SETS}/first.md"]) == 1
    said = capsys.readouterr().out
    assert "first.md: the set's own exercises: ZeroDivisionError" in said
    (course / f"{SETS}/first.md").write_text("---\nset: [\n---\n", "utf-8")
    (course / "book/01_insertion.ipynb").write_text("{", "utf-8")
    assert main(["notebooks", "check"]) == 1
    said = capsys.readouterr().out
    assert "first: first.md: while parsing" in said
    assert "01_insertion: 01_insertion.ipynb is no notebook" in said
    (course / "book/exercises/text/ex_01_insertion.md").unlink()
    assert main(["check", "ch01"]) == 1
    assert "ex_01_insertion.md: it is not in exercises/text" in capsys.readouterr().out
    shutil.rmtree(course / "book")
    assert main(["notebooks", "build"]) == 1
    assert "book holds no texts" in capsys.readouterr().err
