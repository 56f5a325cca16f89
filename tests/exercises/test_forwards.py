"""For one release, everything written before the course had three packages still imports.

golden/imports_before.txt holds every import of `rnnlab` in the notebooks, sets and student
repositories of version 0.1.0 (commit c70b5a1), golden/modules_before.txt all its public modules.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LINES, BEFORE = GOLDEN / "imports_before.txt", GOLDEN / "set_before"
MODULES = GOLDEN / "modules_before.txt"

TRY_ALL = """
import sys, traceback, warnings
warnings.simplefilter("ignore", FutureWarning)
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        exec(line if "import" in line else f"import {line}", {})
    except Exception as error:
        print(line.strip(), "->", type(error).__name__, error)
"""


def python(code, *words, **env):
    """Run in a process of its own: forwards change what the whole process finds."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | env)


def test_every_import_of_before_works():
    assert len(LINES.read_text("utf-8").splitlines()) > 100
    done = python(TRY_ALL, LINES)
    assert done.stdout + done.stderr == ""


def test_every_module_of_before_is_found():
    names = MODULES.read_text("utf-8").split()
    assert len(names) > 130 and {"rnnlab.exercises.large", "rnnlab.data.slow"} <= set(names)
    done = python(TRY_ALL, MODULES)
    assert done.stdout + done.stderr == ""


def test_a_private_module_of_before_says_where_its_exercises_are():
    done = python("from rnnlab.exercises._ch09_passes import sequence_case")
    assert "ModuleNotFoundError: rnnlab.exercises._ch09_passes was private and is gone: each " in (
        done.stderr
    )
    assert "ch09 has a file of its own now, in the chapter's folder of unrolled." in done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from rnnlab.exercises import ch06_simplified_weights as it",
         "from unrolled.exercises import ch06_simplified_weights as it"),
        ("import rnnlab.exercises.ch18_both_directions as it",
         "import unrolled.exercises.ch18_both_directions as it"),
        ("from rnnlab.exercises.ch09_bptt import rnn_backward as it",
         "from unrolled.exercises.ch09_bptt import rnn_backward as it"),
        ("from rnnlab.exercises.sets import score as it", "from coursekit.sets import score as it"),
        ("from rnnlab.exercises.code import Code as it", "from coursekit.code import Code as it"),
        ("from rnnlab.exercises.grading.reading import read_file as it",
         "from coursekit.grading.reading import read_file as it"),
        ("import rnnlab.exercises.large as it", "import coursekit.graded_sizes as it"),
        ("from rnnlab.exercises.large import large_sizes as it",
         "from coursekit.graded_sizes import graded_sizes as it"),
        ("from rnnlab.exercises.mistakes import variant as it",
         "from coursekit.mistakes import wrong_version as it"),
        ("from rnnlab.data.slow import cached as it", "from unrolled.results import cached as it"),
        ("from rnnlab.reference import ch09_bptt as it",
         "from unrolled.sums import ch09_bptt as it"),
        ("from rnnlab.plotting import lines as it",
         "from unrolled.results.plotting import lines as it"),
        ("from rnnlab import plotting; it = plotting.lines",
         "from unrolled.results import plotting; it = plotting.lines"),
        ("from rnnlab.data.teddy import teddy_model as it",
         "from unrolled.teddy import teddy_model as it"),
        ("from rnnlab.data import cached as it", "from unrolled.results import cached as it"),
        ("from rnnlab.data import measured_speed as it",
         "from unrolled.results import measured_speed as it"),
    ],
)  # fmt: skip
def test_the_old_name_is_the_same_object_with_a_notice(old, new):
    code = f"{old}\nbefore = it\n{new}\nprint(before is it)\n"
    done = python(code + "print(getattr(it, '__spec__', None) and it.__spec__.name)")
    assert done.stdout.splitlines()[0] == "True", done.stderr
    assert done.stdout.splitlines()[1] in ("None", module_of(new))
    assert "FutureWarning" in done.stderr and " now; the old name goes with" in done.stderr
    assert "<string>:1: FutureWarning" in done.stderr  # at the reader's line
    silent = python(f"import sys\n{new}\nprint('rnnlab._moved' in sys.modules)")
    assert silent.stdout == "False\n" and silent.stderr == ""


def module_of(line):
    """Return the module of "from a import b as it" or "import a.b as it"."""
    words = line.split()
    return f"{words[1]}.{words[3]}" if words[0] == "from" else words[1]


def test_a_notice_comes_once():
    for line in ("from rnnlab.exercises import ch06_simplified_weights\n",
                 "from rnnlab import plotting; plotting.lines, plotting.PALETTE\n"):  # fmt: skip
        done = python(f"for _ in range(3):\n    {line}exec({line!r})")
        assert done.stderr.count("FutureWarning") == 1


def test_without_the_packages_of_the_course_it_says_so():
    missing = """
import sys
class Nothing:
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] == "unrolled":
            raise ModuleNotFoundError(f"No module named {name!r}", name="unrolled")
sys.meta_path.insert(0, Nothing)
for line in ("from rnnlab.exercises import ch09_bptt", "from rnnlab.plotting import lines",
             "from rnnlab.data import cached", "from rnnlab.reference import ch09_bptt"):
    try:
        exec(line)
    except ImportError as error:
        print(error)
"""
    done = python(missing)
    lines = done.stdout.splitlines()
    assert len(lines) == 4 and done.stderr == ""
    for line in lines:
        assert "unrolled is not installed here: install the wheel of the course" in line


def test_a_package_of_others_that_is_missing_keeps_its_name():
    done = python("import sys; sys.modules['matplotlib'] = None\nfrom rnnlab.plotting import lines")
    assert "ModuleNotFoundError: import of matplotlib halted" in done.stderr
    assert "the wheel of the course" not in done.stderr


def test_names_that_never_were_are_still_unknown():
    done = python("from rnnlab.data import no_such")
    assert "ImportError: cannot import name 'no_such' from 'rnnlab.data'" in done.stderr
    done = python("import rnnlab.exercises.no_such")
    assert "ModuleNotFoundError" in done.stderr


def test_the_command_of_before_grades():
    command = [sys.executable, "-m", "rnnlab.exercises", "grade", "--help"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "usage: python -m coursekit grade" in done.stdout
    assert "python -m rnnlab.exercises is python -m coursekit now" in done.stderr


# -- a set that was made, handed out and answered before -------------------------------------------


@pytest.mark.parametrize("command", ["rnnlab.exercises grade", "coursekit grade --course {}"])
def test_a_set_made_before_is_graded_as_before(tmp_path, command):
    """Its set.json names no course, its notebooks import rnnlab; version 0.1.0 gave these marks."""
    (tmp_path / "set").mkdir()
    shutil.copy(BEFORE / "set.json", tmp_path / "set")
    for name in ("ada", "alan", "emmy"):
        (tmp_path / "in" / name).mkdir(parents=True)
        shutil.copy(BEFORE / f"{name}.json", tmp_path / "in" / name / "sample_set.ipynb")
    module, *words = command.format("unrolled.exercises").split()
    told = [*words, "in", "--set", "set", "--out", "out"]
    done = subprocess.run([sys.executable, "-m", module, *told], cwd=tmp_path, capture_output=True,
                          text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/gradebook.csv").read_bytes() == (BEFORE / "gradebook.csv").read_bytes()
    page = (tmp_path / "out/feedback/alan.html").read_text("utf-8")
    assert "the answer uses rnnlab" in page and "no tanh" in page


OLD = """from rnnlab.exercises.answers import Choices
about = dict(title="Sum", stars=1, minutes=1, checked="each answer")
sum = Choices({"1 + 1": 2}, {"1 + 1": {3: "too many.", 1: "too few."}}, **about)
"""


def test_a_notice_for_the_author_of_a_set_comes_once(tmp_path):
    """However many processes read the set's own exercises."""
    (tmp_path / "set").mkdir()
    entry = {"name": "sum", "kind": "choices", "points": {"1 + 1": 1}, "exercise": "own.sum",
             "answer": "sum", "names": ["sum"], "title": "Sum"}  # fmt: skip
    content = {"format": 1, "name": "old", "title": "Old", "feedback": "full", "limits": {},
               "notebook": "old.ipynb", "module": "exercises.py", "items": [entry]}  # fmt: skip
    (tmp_path / "set/set.json").write_text(json.dumps(content), "utf-8")
    (tmp_path / "set/exercises.py").write_text(OLD, "utf-8")
    cell = {"cell_type": "code", "source": 'sum = {"1 + 1": 2}'}
    for name in ("ada", "alan", "emmy", "grace"):
        (tmp_path / "in" / name).mkdir(parents=True)
        text = json.dumps({"cells": [cell], "nbformat": 4})
        (tmp_path / "in" / name / "old.ipynb").write_text(text, "utf-8")
    told = ["grade", "in", "--set", "set", "--out", "out", "--jobs", "3",
            "--course", "unrolled.exercises"]  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "coursekit", *told], cwd=tmp_path, text=True,
                          capture_output=True)  # fmt: skip
    assert done.returncode == 0 and "4 students, 1 to 1 of 1 points" in done.stdout, done.stderr
    assert done.stderr.count("is coursekit.answers now") == 1
