"""The grader: right is right, a planned mistake costs its line, nothing a submission does helps."""

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from coursekit.catalogue import find
from coursekit.code import Code
from coursekit.grading.marking import mark
from coursekit.grading.sandbox import Lab
from coursekit.set_files import ExerciseSet, Item

EXERCISE = find("ch01.insert", "sorts.exercises")
POINTS = {"k": 6, "b": 4}
PUT = Item("put", "code", POINTS, "Put", "ch01.insert", "put", ("put",))
STEP = Item("step", "code", {"k": 1, "b": 1}, "Step", "ch01.insert", "insert", ("insert",))
WHY = Item("why", "written", {"1": 1, "2": 2}, "Why", rubric=("one", "two"))
SET = ExerciseSet("trial", "Trial", (PUT, STEP, WHY), "mistake", "trial.ipynb",
                  {"seconds": 4, "memory_mb": 1024, "output_kb": 200},
                  course="sorts.exercises")  # fmt: skip
ONE = ExerciseSet("one", "One", (STEP,), "full", "one.ipynb", SET.limits, course=SET.course)

RIGHT = EXERCISE.source.replace("def insert", "def put")
CELL = """def insert(a, x):
    k = int(np.sum(a <= x))
    return k, np.insert(a, k, x)
"""
SPOILED = "def insert(a, x):\n    "


def notebook(*cells, written=""):
    made = [{"cell_type": "code", "source": text} for text in cells]
    if written:
        about = {"nbgrader": {"grade_id": "written-why"}}
        made.append({"cell_type": "markdown", "source": written, "metadata": about})
    return json.dumps({"cells": made, "nbformat": 4}).encode()


def graded(*cells, exercise_set=SET, **more):
    return mark(exercise_set, "", "ada", {"trial.ipynb": notebook("import numpy as np", *cells)},
                **more)  # fmt: skip


def item(result, name):
    (found,) = [i for i in result["items"] if i["name"] == name]
    return found


def test_solution_earns_everything_and_words_wait_for_a_reader():
    text = notebook("import numpy as np", RIGHT, CELL, written="Because.")
    result = mark(SET, "", "ada", {"trial.ipynb": text})
    assert item(result, "put")["points"] == 10 and item(result, "step")["points"] == 2
    assert item(result, "why")["verdict"] == "to be read" and item(result, "why")["points"] == 0
    assert result["skipped"] == [] and result["total"] == 15


def test_stub_earns_nothing():
    stub = "def put(a, x):\n    raise NotImplementedError"
    result = graded(stub, SPOILED + "return ...")
    assert result["points"] == 0
    assert {i["verdict"] for i in result["items"]} == {"not written"}


def test_planned_mistakes_cost_exactly_their_points():
    """Marks by the process of a submission are those of the engine, mistake by mistake."""
    for mistake in EXERCISE.mistakes:
        text = RIGHT
        for old, new in mistake.edits:
            text = text.replace(old, new)
        found = item(graded(text), "put")
        lost = {k for k, v in found["earned"].items() if v < found["of"][k]}
        assert found["mistakes"] == [mistake.name]
        assert lost == set(mistake.costs) if mistake.costs else len(lost) == 1
        assert found["points"] == 10 - sum(POINTS[k] for k in lost)


@pytest.mark.parametrize(
    ("feedback", "says", "hints"),
    [("full", True, 4), ("mistake", True, 0), ("verdict", False, 0)],
)
def test_a_mark_tells_what_the_set_allows_and_costs_the_same(feedback, says, hints):
    """Who grades sees the mistake in any case."""
    mistake = EXERCISE.mistakes[0]
    one = replace(SET, items=(PUT,), feedback=feedback)
    found = item(graded(RIGHT.replace(mistake.old, mistake.new), exercise_set=one), "put")
    assert found["mistakes"] == [mistake.name] and 0 < found["points"] < 10
    assert (mistake.name in found["told"][0]) == says and len(found["hints"]) == hints
    assert ("it is not right." in found["told"][1]) != says


def test_float32_arrives_as_float32_and_is_told():
    one = replace(SET, items=(STEP,))
    found = item(graded(CELL.rstrip() + ".astype(np.float32)", exercise_set=one), "step")
    assert found["verdict"] == "type" and found["earned"] == {"k": 1, "b": 0}
    assert found["told"] == ["Not yet", found["says"]] and "`b` is float32" in found["says"]


def test_words_that_are_still_the_stub_wait_for_nobody():
    for written, verdict in (("*Your answer.*", "not written"), ("Because.", "to be read")):
        result = mark(SET, "", "ada", {"a.ipynb": notebook(CELL, written=written)})
        assert item(result, "why")["verdict"] == verdict


RIGHT_FILE, STUB_FILE = (notebook("import numpy as np", text) for text in (CELL, SPOILED + "..."))


@pytest.mark.parametrize(
    "files",
    [{"a.ipynb": STUB_FILE, "b.ipynb": RIGHT_FILE}, {"b.ipynb": RIGHT_FILE, "a.ipynb": STUB_FILE},
     {"a.ipynb": RIGHT_FILE, "z.py": SPOILED.encode() + b"..."}, {"a.IPYNB": RIGHT_FILE}],
    ids=lambda files: " ".join(files),
)  # fmt: skip
def test_the_last_notebook_counts_and_python_only_where_there_is_none(files):
    assert mark(ONE, "", "ada", files)["points"] == 2


# -- hostile and broken ---------------------------------------------------------------------------

HOSTILE = {
    "endless loop": ("while True: pass", "time"),
    "os._exit": ("import os; os._exit(0)", "ended"),
    "sys.exit": ("import sys; sys.exit(0)", "raised"),
    "fork": ("import os; os.fork(); return 0", "raised"),
    "new process": ("import subprocess; subprocess.run(['/bin/true']); return 0", "raised"),
    "memory": ("return np.ones((1 << 30, 8))", "raised"),
    "deep recursion": ("return insert(a, x)", "raised"),
    "network": ("import socket; socket.create_connection(('1.1.1.1', 53), 1); return 0", "raised"),
    "reads outside": ("return open('/etc/passwd').read()", "raised"),
    "writes outside": ("open('/usr/lib/x', 'w'); return 0", "raised"),
    "missing package": ("import scipy; return 0", "raised"),
    "given package": ("from sorts import exercises; return 0", "forbidden"),
    "forbidden package": ("import bisect; return 0", "forbidden"),
    "hidden import": ("__import__('so' + 'rts'); return 0", "raised"),
    "input": ("return input()", "raised"),
    "not plain": ("class A: pass\n    return A(), A()", "type"),
    "huge output": ("return 0, np.zeros((10000, 10000))", "raised"),
    "large output": ("return 0, np.zeros((3000, 3000))", "shape"),
    "own array class": ("class A(np.ndarray):\n        __eq__ = lambda *_: True\n"
                        "    return 0, np.zeros((2, 2)).view(A)", "shape"),
}  # fmt: skip


# What finds the grader's pipe in the frames above it and answers in the grader's name.
FORGE = """import sys
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("self"), "channel"):
        frame = frame.f_back
    lab = frame.f_locals["self"]
    k = int(np.sum(a <= x))
    values, blocks = lab.wire.packed((k, np.insert(a, k, x)))
    """
HOSTILE |= {
    "answers twice": (
        FORGE + "lab.tell({'outputs': values}, blocks)\n"
        "    return k, np.insert(a, k, x)", "ended"),
    "answers nothing": (FORGE + "lab.tell({'outputs': []})", "signature"),
    "says it is right": (FORGE + "lab.tell({'stopped': ['right', 'all.']})", "raised"),
}  # fmt: skip


#: what can only be tried where this limit holds; elsewhere the report names it
WANTS = {"reads outside": "other files", "writes outside": "other files", "network": "network",
         "fork": "new processes", "new process": "new processes", "memory": "memory",
         "huge output": "memory"}  # fmt: skip


@pytest.fixture(scope="module")
def held():
    """The limits that this machine does not enforce."""
    return graded(CELL, exercise_set=ONE)["held"]


def kernel_can(limit):
    """Whether this machine could hold the limit: asked of the kernel, not of our own program."""
    if sys.platform != "linux" or limit == "memory":
        return sys.platform == "linux"
    try:
        command = [
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "--net",
            "--pid",
            "--fork",
            "true",
        ]
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def needs(limit, held):
    """Skip where the limit does not hold; in CI only if the kernel forbids it."""
    if limit in held:
        assert not (os.environ.get("CI") and kernel_can(limit)), f"{limit}: {held[limit]}"
        pytest.skip(f"{limit}: {held[limit]}")


def test_a_limit_that_fails_by_itself_is_no_excuse(monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setitem(globals(), "kernel_can", lambda limit: True)
    with pytest.raises(AssertionError, match="network: no reason"):
        needs("network", {"network": "no reason"})
    monkeypatch.setitem(globals(), "kernel_can", lambda limit: False)
    with pytest.raises(pytest.skip.Exception, match="network: refused"):
        needs("network", {"network": "refused"})
    needs("memory", {"network": "refused"})


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_function_scores_nothing(name, held):
    needs(WANTS.get(name), held)
    body, verdict = HOSTILE[name]
    result = graded(SPOILED + body + "\n", exercise_set=ONE)
    assert result["points"] == 0
    assert item(result, "step")["verdict"] == verdict, item(result, "step")["says"]


PATCHES = {
    "numpy": "np.allclose = np.array_equal = np.isfinite = lambda *a, **k: True",
    "norm": "np.linalg.norm = lambda *a, **k: 0.0",
    "print and json": "import json, builtins; json.dumps = builtins.print = None",
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_patches_do_not_help(patch):
    result = graded(f"{SPOILED}{patch}\n    return 0, np.zeros(len(a) + 1)\n", exercise_set=ONE)
    assert result["points"] == 0 and item(result, "step")["verdict"] in ("differs", "raised")


def test_patches_do_not_harm_either():
    own = CELL.replace("np.insert(a, k, x)", "np.concatenate([a[:k], [x], a[k:]])")
    patched = own.replace("return", "import json; json.dumps = None; np.array = None; return", 1)
    assert graded(patched, exercise_set=ONE)["points"] == 2


def test_the_grader_s_environment_stays_hidden(monkeypatch):
    monkeypatch.setenv("SECRET", "of the course")
    body = "import os; raise ValueError(str(os.environ.get('SECRET')))\n"
    found = item(graded(SPOILED + body, exercise_set=ONE), "step")
    assert "ValueError: None" in found["says"]


def test_files_outside_stay_as_they_are(tmp_path, held):
    needs("other files", held)
    (tmp_path / "kept").write_text("mine")
    body = f"open({str(tmp_path / 'kept')!r}, 'w').write('theirs')\n    return 0\n"
    assert graded(SPOILED + body, exercise_set=ONE)["points"] == 0
    assert (tmp_path / "kept").read_text() == "mine"


def test_one_gigabyte_of_output_is_contained():
    body = "for _ in range(1 << 20): print('x' * 1023)\n    return 0\n"
    result = graded(SPOILED + body, exercise_set=ONE)
    assert result["points"] == 0 and item(result, "step")["verdict"] in ("raised", "ended", "time")


def test_a_crash_costs_its_item_only():
    result = graded("def put(a, x):\n    import os; os._exit(3)", CELL)
    assert item(result, "put")["verdict"] == "ended" and item(result, "step")["points"] == 2


# -- notebooks that are not what they should be --------------------------------------------------


def step_of(cells):
    return item(graded(*cells, exercise_set=ONE), "step")


def test_last_definition_counts_and_order_does_not_matter():
    assert step_of([CELL, SPOILED + "return 0"])["points"] == 0
    assert step_of([SPOILED + "return 0", CELL])["points"] == 2
    late = CELL.replace("np.insert", "put_in")
    assert step_of([late, "def put_in(a, k, x):\n    return np.insert(a, k, x)"])["points"] == 2
    assert step_of([CELL, CELL])["points"] == 2


def test_a_definition_waits_for_what_stands_below():
    late = "PUT = put_in\ndef put_in(a, k, x):\n    return np.insert(a, k, x)"
    assert step_of([CELL.replace("np.insert", "PUT"), late])["points"] == 2
    replaced = "put_in = other\nput_in = np.insert\nother = 3"  # 3 waits, but is no longer wanted
    assert step_of([CELL.replace("np.insert", "put_in"), replaced])["points"] == 2
    result = graded(CELL, "gain = no_such", exercise_set=ONE)
    assert result["points"] == 2 and "NameError" in result["skipped"][0]


def test_each_call_may_print_as_much_as_the_set_allows():
    talks = CELL.replace("    return", "    print('x' * 150_000)\n    return")
    assert step_of([talks])["points"] == 2
    assert step_of([talks.replace("150_000", "250_000")])["points"] == 0


def asks(f, x):
    return f(f(x))


def test_a_function_among_the_arguments_is_asked_here(monkeypatch):
    """Its value is computed by the grader; the process sees neither its code nor its names."""
    seen = []
    asked = Code(asks, lambda seed: (lambda x: seen.append(x) or 2 * x + seed, 3.0 + seed), "y", [],
                 title="Twice", stars=1, minutes=1, checked="a number")  # fmt: skip
    with Lab(dict(SET.limits)) as lab:
        lab.define({1: "def asks(f, x): return f(f(x))"}, [(1, 0, ("asks",))])
        for seed in range(3):
            case = asked.draw(seed)
            (got,) = lab.call("asks", asked.parameters, 1, case)
            assert got == asks(*case) and seen == [3.0 + seed, 6.0 + 3 * seed] * 2
            seen.clear()


def test_deleted_cell_and_wrong_name_are_named():
    assert step_of(["x = 1"])["says"] == "the notebook defines no `insert`."
    assert step_of([CELL.replace("insert(a, x)", "place(a, x)")])["verdict"] == "missing"


def test_magics_calls_and_broken_cells_are_skipped():
    result = graded("%matplotlib inline\n" + CELL, "1 +", "!ls", "print(1)", exercise_set=ONE)
    assert result["points"] == 2 and len(result["skipped"]) == 4


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "no file"),
        ({"notes.txt": b"hello"}, "only notes.txt"),
        ({"a.ipynb": b'{"cells": ['}, "broken JSON"),
        ({"a.ipynb": b"[" * 100_000}, "no notebook"),
        ({"a.ipynb": b"\xff\xfe"}, "no text in UTF-8"),
        ({"a.ipynb": b"[]"}, "no notebook"),
    ],
)
def test_unreadable_files_are_named(files, says):
    result = mark(ONE, "", "ada", files)
    assert says in result["problem"] and result["points"] == 0


def test_unenforced_limits_are_named():
    result = graded(textwrap.dedent(CELL), exercise_set=ONE, shut=False)
    assert result["points"] == 2
    assert {"network", "other files", "other processes"} <= set(result["held"])
