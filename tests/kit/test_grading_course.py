"""A folder of submissions becomes gradebooks, pages, a summary; damaged tables change nothing."""

import csv
import json
from dataclasses import replace

import pytest

from coursekit.__main__ import main
from coursekit.grading import course, gradebooks
from coursekit.grading.folders import find
from coursekit.grading.tables import Person, merged, read_roster
from coursekit.set_files import ExerciseSet, Item, manifest

STEP = Item("step", "code", {"k": 1, "b": 1}, "One step", "ch01.insert", "insert", ("insert",))
SIZE = Item("size", "numbers", {"0": 1}, "Size", answer="size", names=("size",),
            sizes={"n": (3, 5, 7, 9)}, right=("n**2",))  # fmt: skip
WHY = Item("why", "written", {"1": 1, "2": 2}, "Why", rubric=("one", "two"))
SET = ExerciseSet("trial", "Trial", (STEP, SIZE, WHY), "mistake", "trial.ipynb",
                  course="sorts.exercises")  # fmt: skip

ROSTER = """id,name,email,identifier,canvas id
ada,Ada Lovelace,ada@example.org,Participant 101,9001
emmy,Emmy Noether,emmy@example.org,Participant 102,9002
alan,Alan Turing,alan@example.org,Participant 103,9003
"""
RIGHT = "int(np.sum(a <= x)), np.sort(np.append(a, x))"


SLOPE = """from coursekit import Code
def slope(x):
    return 2 * x
slope = Code(slope, lambda seed: (3.0 + seed,), "dx", [], title="Slope", stars=1, minutes=1,
             checked="a slope")
"""


def submission(value=RIGHT, size="[9]", words="Because =1+1"):
    code = f"def insert(a, x):\n    return {value}\nsize = {size}"
    cells = [{"cell_type": "code", "source": f"import numpy as np\n{code}"},
             {"cell_type": "markdown", "source": words,
              "metadata": {"nbgrader": {"grade_id": "written-why"}}}]  # fmt: skip
    return json.dumps({"cells": cells, "nbformat": 4})


@pytest.fixture(autouse=True)
def one_process(monkeypatch):
    """Marks are made here: a pool of processes would load everything anew for each test."""

    class Pool:
        def __init__(self, *_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def submit(self, function, *arguments):
            future = course.concurrent.futures.Future()
            future.set_result(function(*arguments))
            return future

    monkeypatch.setattr(course.concurrent.futures, "ProcessPoolExecutor", Pool)
    monkeypatch.setenv("TQDM_DISABLE", "1")


@pytest.fixture
def home(tmp_path):
    """A set, a roster, and submissions in three ways of naming them."""
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "set.json").write_text(manifest(SET), "utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    folder = tmp_path / "in"
    (folder / "Ada Lovelace_101_assignsubmission_file").mkdir(parents=True)
    (folder / "Ada Lovelace_101_assignsubmission_file" / "x.ipynb").write_text(submission())
    before_its_equals = submission(RIGHT.replace("<=", "<"))
    (folder / "noetheremmy_LATE_9002_77_trial.ipynb").write_text(before_its_equals)
    return tmp_path


def run(home, *more):
    return main(["grade", f"{home}/in", "--set", f"{home}/set", "--out", f"{home}/out",
                 "--roster", f"{home}/roster.csv", "--key", "autumn", *more])  # fmt: skip


def test_a_set_is_found_by_its_bare_name(home, monkeypatch, capsys):
    monkeypatch.chdir(home)
    (home / "dist" / "instructor").mkdir(parents=True)
    told = ["grade", "in", "--set", "trial", "--out", "out", "--roster", "roster.csv"]
    assert main(told) == 1 and "trial is no set" in capsys.readouterr().err
    (home / "set").rename(home / "dist" / "instructor" / "trial")
    assert main(told) == 0


def test_summary_warns_of_derivatives_that_stay_small(home):
    run(home)
    assert "trying every entry" not in (home / "out" / "summary.html").read_text("utf-8")
    small = Item("slope", "code", {"dx": 1}, "Slope", "own.slope", "slope", ("slope",))
    with_it = replace(SET, items=(STEP, small), module_source=SLOPE)
    (home / "set" / "set.json").write_text(manifest(with_it), "utf-8")
    (home / "set" / "exercises.py").write_text(SLOPE, "utf-8")
    assert run(home) == 0
    assert "trying every entry" in (home / "out" / "summary.html").read_text("utf-8")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def all_files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_is_written_and_repeats_exactly(home, monkeypatch):
    assert run(home) == 0
    book = rows(home / "out" / "gradebook.csv")
    assert [line[0] for line in book[1:]] == ["ada", "alan", "emmy"]
    assert float(book[1][3]) >= 2 and "no file" in book[2][-1]
    assert rows(home / "out" / "moodle.csv")[1][:3] == (
        ["Participant 101", "Ada Lovelace", "ada@example.org"]
    )
    assert rows(home / "out" / "canvas.csv")[2][:2] == ["Ada Lovelace", "9001"]
    result = json.loads((home / "out" / "gradescope" / "ada" / "results.json").read_text())
    assert result["tests"][0]["score"] == 2
    page = (home / "out" / "feedback" / "ada.html").read_text("utf-8")
    assert "Ada Lovelace" in page and "Emmy" not in page
    summary = (home / "out" / "summary.html").read_text("utf-8")
    assert "1 ×" in summary and "Five minutes" in summary
    before = all_files(home / "out")
    monkeypatch.setattr(course, "_mark_one", None)  # resumed: nobody is marked again
    assert run(home) == 0 and all_files(home / "out") == before


def test_variants_follow_from_the_key_not_from_the_notebook(home):
    run(home)
    first = {line[0]: line[6] for line in rows(home / "out" / "gradebook.csv")[1:]}
    sizes = {}
    for n in (3, 5, 7, 9):
        for path in (home / "in").rglob("*.ipynb"):
            path.write_text(submission(size=f"[{n * n}]"))
        run(home)
        for line in rows(home / "out" / "gradebook.csv")[1:]:
            if float(line[6]):
                sizes.setdefault(line[0], []).append(n)
    assert first["alan"] == "0" and all(len(found) == 1 for found in sizes.values())


def test_rubric_and_overrides_are_merged_and_logged(home):
    run(home)
    (home / "r.csv").write_text("student,item,part,points,comment\nada,why,2,1.5,good\n")
    (home / "o.csv").write_text("student,item,part,points,reason\nemmy,step,,1,typing error\n")
    assert run(home, "--rubric", f"{home}/r.csv", "--overrides", f"{home}/o.csv") == 0
    lines = {line[0]: line for line in rows(home / "out" / "gradebook.csv")}
    assert lines["ada"][7] == "1.5" and lines["emmy"][5] == "1"
    assert "typing error" in (home / "out" / "log.txt").read_text("utf-8")
    assert "good" in (home / "out" / "feedback" / "ada.html").read_text("utf-8")


def test_regrade_marks_one_item_again(home, capsys):
    run(home)
    assert run(home, "--regrade", "step") == 0
    assert run(home, "--regrade", "no_such") == 1
    assert "no item 'no_such'" in capsys.readouterr().err


def test_another_key_marks_anew(home, monkeypatch):
    """Variants follow from it."""
    run(home)
    marked = []
    mark_one = course._mark_one
    monkeypatch.setattr(course, "_mark_one", lambda *a: marked.append(a[2]) or mark_one(*a))
    run(home)
    assert marked == []
    run(home, "--key", "spring")
    assert sorted(marked) == ["ada", "alan", "emmy"]


def marked(student, **points):
    items = [{"name": name, "earned": {"1": p / 3, "2": 2 * p / 3}, "of": {"1": 1.0, "2": 2.0},
              "points": p, "total": 3.0} for name, p in points.items()]  # fmt: skip
    total = sum(points.values())
    return {"student": student, "items": items, "points": total, "total": 6.0, "problem": ""}


def test_a_regrade_replaces_one_item():
    kept, new = marked("ada", step=3.0, why=0.0), marked("ada", step=1.5, why=3.0)
    assert course._regraded(kept, new, "step") == marked("ada", step=1.5, why=0.0)
    assert course._regraded(kept, new, "") == new == course._regraded(None, new, "step")


def test_a_person_s_points_go_to_her_item_only():
    mark = marked("ada", step=0.0, why=0.0)
    row = {"student": "Ada", "item": "why", "part": "", "points": 1.5, "reason": "read again"}
    other = row | {"student": "emmy", "points": 3.0}
    found = merged(mark, [row, other], "override")
    step, why = found["items"]
    assert step == mark["items"][0] | {"log": []}
    assert why["earned"] == {"1": 0.5, "2": 1.0} and why["points"] == found["points"] == 1.5
    assert why["log"] == ["override: 0 → 1.5 points. read again"]
    part = merged(mark, [row | {"part": "2"}], "rubric")["items"][1]
    assert part["earned"] == {"1": 0.0, "2": 1.5}


def test_a_gradebook_has_a_column_for_each_item_of_anybody():
    """With variants students have other items."""
    two = [marked("ada", softmax=1.0, why=2.0), marked("emmy", sigmoid=3.0, why=0.5)]
    lines = list(csv.reader(gradebooks.gradebook(two, {}).splitlines()))
    assert lines[0][5:] == ["softmax", "why", "sigmoid", "note"]
    assert [line[5:8] for line in lines[1:]] == [["1", "2", ""], ["", "0.5", "3"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_a_spreadsheet_runs_nothing(text):
    person = Person("ada", text)
    book = gradebooks.gradebook([marked("ada", why=1.0)], {"ada": person})
    assert list(csv.reader(book.splitlines()))[1][1] == f"'{text}"


def test_files_and_codes_of_two_students_differ():
    names = ["ada", "a/da", "a_da", "a da", "../ada", ".ada", "Ada"]
    assert len({course.file_name(name) for name in names}) == len(names)
    assert all("/" not in course.file_name(n) and course.file_name(n)[0] != "." for n in names)
    codes = {course.anonymous(key, name) for key in ("autumn", "spring") for name in names}
    assert len(codes) == 2 * len(names)


def test_anonymous_pages_name_nobody(home):
    assert run(home, "--anonymous") == 0
    pages = (home / "out" / "feedback").glob("*.html")
    for path in [*pages, home / "out" / "summary.html", home / "out" / "written.csv"]:
        assert "ada" not in path.name.lower()
        assert "Lovelace" not in path.read_text("utf-8") and "emmy" not in path.read_text("utf-8")


DAMAGED = {
    "no column": ("roster.csv", "name\nAda\n", "has no column 'id'"),
    "twice": ("roster.csv", "id\nada\nAda\n", "stands there 2 times"),
    "empty roster": ("roster.csv", "", "needs a head line"),
    "short line": ("roster.csv", "id,name\nada\n", "line 2: 1 fields, not 2"),
    "not text": ("roster.csv", b"\xff\xfe\x00", "save it as CSV in UTF-8"),
    "no set": ("set/set.json", "{", "is no set that this version can read"),
    "wrong set": ("set/set.json", "[]", "is no set that this version can read"),
    "new set": ("set/set.json", '{"format": 99}', "this version reads 1"),
    "no student": ("r.csv", "student,item,points\nbob,why,1\n", "no student 'bob'"),
    "no item": ("r.csv", "student,item,points\nada,how,1\n", "no item 'how'"),
    "no part": ("r.csv", "student,item,part,points\nada,why,3,1\n", "no part '3'"),
    "no number": ("r.csv", "student,item,points\nada,why,many\n", "'many' is no number"),
    "not a number": ("r.csv", "student,item,points\nada,why,nan\n", "points must be 0 to 3"),
    "below zero": ("r.csv", "student,item,points\nada,why,-1\n", "points must be 0 to 3"),
    "too much": ("r.csv", "student,item,points\nada,why,4\n", "points must be 0 to 3"),
    "no words": ("r.csv", "student,item,points\nada,step,1\n", "is no written answer"),
    "no reason": ("o.csv", "student,item,points,reason\nada,step,1,\n", "needs a reason"),
}


def test_damaged_inputs_are_named_and_change_nothing(home, capsys):
    run(home)
    before, files = all_files(home / "out"), all_files(home)
    for name, content, says in DAMAGED.values():
        path = home / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        option = {"r.csv": "--rubric", "o.csv": "--overrides"}.get(name)
        assert run(home, *([option, f"{path}"] if option else [])) == 1, says
        assert says in capsys.readouterr().err
        assert all_files(home / "out") == before
        kept = files.get(path.relative_to(home))
        path.write_bytes(kept) if kept is not None else path.unlink()


def test_a_damaged_mark_is_made_again(home):
    run(home)
    before = all_files(home / "out")
    (home / "out" / "marks" / "ada.json").write_text("{")
    run(home)
    assert all_files(home / "out") == before


@pytest.mark.parametrize(
    "name",
    ["Ada Lovelace_101_assignsubmission_file_/a.ipynb", "ada/a.ipynb", "ada.ipynb", "Ada.py",
     "Ada Lovelace/sub/a.ipynb", "Ada Lovelace_101_assignsubmission_file_a.ipynb",
     "lovelaceada_9001_5_a.ipynb", "lovelaceada_LATE_9001_5_a-1.ipynb"],
)  # fmt: skip
def test_names_of_folders_and_files(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("")
    ada = Person("ada", "Ada Lovelace", "", "Participant 101", "9001")
    found, notes = find(tmp_path, [Person("emmy", "Emmy Noether"), ada])
    assert len(found["ada"]) == 1 and not found["emmy"] and notes == []


def test_links_and_old_copies_in_a_folder_are_not_read(tmp_path):
    folder = tmp_path / "in" / "ada"
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / "__MACOSX").mkdir()
    for name in ("a.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb", "__MACOSX/a.ipynb"):
        (folder / name).write_text("")
    (tmp_path / "secret.ipynb").write_text("")
    (folder / "b.ipynb").symlink_to(tmp_path / "secret.ipynb")
    found, _ = find(tmp_path / "in", [Person("ada")])
    assert list(found["ada"]) == ["a.ipynb"]


def test_links_and_strangers_are_noted(tmp_path):
    (tmp_path / "bob.ipynb").write_text("")
    (tmp_path / "ada").symlink_to("/etc")
    found, notes = find(tmp_path, [Person("ada")])
    assert found == {"ada": {}} and len(notes) == 2
    with pytest.raises(ValueError, match="no folder"):
        find(tmp_path / "none")


def test_roster_of_a_platform(tmp_path):
    (tmp_path / "m.csv").write_text('﻿"ID number";"Full name"\n7;Ada\n', "utf-8")
    assert read_roster(tmp_path / "m.csv") == [Person("7", "Ada")]
