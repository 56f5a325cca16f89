"""One source of exercises makes all editions; none says more than it should."""

import ast
import contextlib
import io
import re
from pathlib import Path

import matplotlib
import nbformat
import pytest

from coursekit.authoring import execution, exercises, marked_text
from coursekit.authoring.editions import Edition
from coursekit.authoring.marked_text import REGION, solved, split_check, stubbed
from coursekit.authoring.prose_numbers import ChapterError

BOOK = Path(__file__).resolve().parents[2] / "book"
SOURCES = exercises.sources(BOOK)
TOC = (BOOK.parent / "_toc.yml").read_text("utf-8")

every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def no_windows():
    """Let plots draw into memory."""
    before = matplotlib.get_backend()
    matplotlib.use("agg")
    yield
    matplotlib.use(before)


# -- what stands in the book is what the sources give ---------------------------


def test_there_are_sources():
    names = {path.stem for path in SOURCES}
    assert {"ex_04_the_recurrent_cell", "ex_09_bptt", "sample_set"} <= names


@every_source
def test_notebook_is_what_the_source_gives(path):
    assert exercises.stale(path) == "", "run make notebooks"


def test_every_notebook_has_a_source():
    found = {path.stem for path in (BOOK / "exercises").glob("*.ipynb")}
    assert found == {path.stem for path in SOURCES}


@every_source
def test_notebook_is_in_the_table_of_contents(path):
    assert f"- file: book/exercises/{path.stem}\n" in TOC


# -- student notebooks give nothing away ---------------------------


def outside_folds(nb):
    """All that a student sees without unfolding anything."""
    texts = [cell.source for cell in nb.cells]
    return "\n\n".join(re.sub(r"<details>.*?</details>", "", t, flags=re.DOTALL) for t in texts)


@every_source
def test_no_solution_and_no_note_outside_a_fold(path):
    source = marked_text.read(path)
    nb = Edition(source, "student").notebook()
    seen, all_of_it = outside_folds(nb), "\n\n".join(cell.source for cell in nb.cells)
    for part in source.parts:
        for cell in part.cells:
            for region in REGION.finditer(cell.source):
                body = marked_text.STUB.sub("", region["body"]).strip()
                assert body not in seen, part.name
                assert (body in all_of_it) == (not source.graded), part.name
        for section, text in part.texts.items():
            assert text not in seen, (part.name, section)
            assert (text in all_of_it) == (section == "solution" and not source.graded)
    assert "BEGIN" not in all_of_it and "### STUB" not in all_of_it


@every_source
def test_unsolved_notebook_says_not_written_yet(path):
    nb = nbformat.read(exercises.target(path), 4)
    checks = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("locked")]
    assert checks
    for cell in checks:
        (output,) = cell.outputs
        assert output.data["text/plain"].startswith("Not written yet"), cell.source


# -- with the solutions put in, every check is right ---------------------------


def run(code, names):
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<cell>", "exec"), names)


@every_source
def test_solutions_are_right(path, monkeypatch):
    monkeypatch.setattr("matplotlib.pyplot.show", lambda: None)
    source, names = marked_text.read(path), {}
    for cell in source.intro:
        if cell.cell_type == "code":
            run(cell.source, names)
    for part in source.parts:
        for cell in part.cells:
            if cell.cell_type == "code":
                answer, check = split_check(cell.source)
                run(solved(answer), names)
                if check:
                    given = ast.unparse(ast.parse(check).body[-1].value.args[0])
                    verdict = part.exercise.judge(eval(given, names))
                    assert verdict, f"{part.name}: {verdict.text}"


@every_source
def test_metadata_of_nbgrader(path):
    nb = Edition(marked_text.read(path), "student").notebook()
    marks = [cell.metadata.nbgrader for cell in nb.cells if "nbgrader" in cell.metadata]
    ids = [mark.grade_id for mark in marks]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[\w-]+", i) for i in ids)
    for mark in marks:
        assert mark.schema_version == 3 and mark.grade == ("points" in mark)
        assert mark.locked == (mark.grade and not mark.solution)


# -- a source of our own: every rule, and how it fails ---------------------------

FRONT = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
{set}---

# Try

```{{code-cell}} python
from unrolled.exercises import ch09_bptt as ch09
```

"""
GIVEN_SET = "set:\n  name: try\n  title: A try\n  feedback: {}\n"
LINE = """<!-- exercise: ch09.hides_overwriting points: 2 -->

Find one.

```{code-cell} python
### BEGIN SOLUTION
dout = [0, 0, 1]
### STUB dout = ...
### END SOLUTION
ch09.hides_overwriting.check(dout)
```

<!-- solution -->

The reason.

<!-- teaching -->

The secret.
"""
DIAGNOSE = """<!-- diagnose: ch09.rnn_backward name: which points: A=2 B=1
A: a_t in dW_aa | mean bias | dx from da
B: future not added | no slope
-->

Which line?
"""
NUMBERS = """<!-- numbers: memory points: 2
n_a: 3 4 5 6
right: n_a**2, 2 * n_a
-->

With {{n_a}} units?

<!-- solution -->

Count.
"""
WRITTEN = """<!-- written: why points: 3 -->

Why?

<!-- rubric -->
- 2 points: the reason.
- 1 point: an example.

<!-- solution -->

Because.
"""


@pytest.fixture
def write(tmp_path):
    """Write a set's source into a folder like the book's."""

    def written(body, feedback="mistake", name="try"):
        path = tmp_path / "book" / "exercises" / "sets" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FRONT.format(set=GIVEN_SET.format(feedback)) + body, "utf-8")
        return path

    return written


def text_of(path, kind, **who):
    nb = Edition(marked_text.read(path), kind, **who).notebook()
    return "\n\n".join(cell.source for cell in nb.cells)


def test_editions_of_a_set(write):
    path = write("\n\n".join([LINE, DIAGNOSE, NUMBERS, WRITTEN]))
    student, full = text_of(path, "student"), text_of(path, "instructor")
    assert 'ch09.hides_overwriting.check(dout, feedback="mistake")' in student
    for piece in ("The reason.", "The secret.", "[0, 0, 1]", "Count.", "Because.", "the reason."):
        assert piece not in student and piece in full
    assert 'which = {"A": ..., "B": ...}' in student and "received(which)" in student
    assert re.search(r'which = \{"A": \d+, "B": \d+\}', full)
    assert re.search(r"With [3-6] units", student) and "memory = [..., ...]" in student
    source = text_of(path, "nbgrader")
    assert source.count("### BEGIN SOLUTION") == 4 and source.count("### BEGIN HIDDEN TESTS") == 3


def test_variants_differ_by_student_and_stay(write):
    path = write("\n\n".join([DIAGNOSE, NUMBERS]))
    seen = {text_of(path, "student", key="k", student=str(n)) for n in range(12)}
    assert len(seen) > 6
    again = text_of(path, "student", key="k", student="Ada")
    assert again == text_of(path, "student", key="k", student=" ada ")
    assert text_of(path, "student", student="1") == text_of(path, "student", student="2")


def test_feedback_changes_the_check(write):
    assert ".check(dout)" in text_of(write(LINE, "full"), "student")
    assert 'feedback="verdict"' in text_of(write(LINE, "verdict"), "student")


WRONG = {
    "no region": (LINE.replace("### BEGIN SOLUTION\n", ""), "no region"),
    "no check": (LINE.replace(".check(", ".judge("), "0 checks"),
    "other check": (LINE.replace("overwriting.check", "other.check"), "the check is that of"),
    "no solution": (LINE.replace("<!-- solution -->", ""), "no <!-- solution -->"),
    "no points": (LINE.replace(" points: 2", ""), "no points"),
    "bad option": (LINE.replace("points: 2", "point: 2"), "is no option"),
    "bad mark": (LINE.replace("<!-- teaching -->", "<!-- teaching notes -->"), "cannot be read"),
    "unknown exercise": (LINE.replace("ch09.hides_", "ch09.shows_"), "there is no exercise"),
    "numerical": (LINE.replace("ch09.hides_overwriting", "ch10.scatter_add"), "it asks for dE"),
    "no stub": (LINE.replace("### STUB dout = ...\n", ""), "needs ### STUB"),
    "twice": (LINE + "\n" + LINE, "two items are called"),
    "pool": (DIAGNOSE.replace("no slope", "no such"), "no mistake 'no such'"),
    "two edits": (DIAGNOSE.replace("no slope", "mask ignored"), "changes more than one line"),
    "labels": (DIAGNOSE.replace("A=2 B=1", "A=2 C=1"), "outputs are"),
    "shares": (LINE.replace("points: 2", "points: all"), "could not convert"),
    "rubric": (WRITTEN.replace("points: 3", "points: 4"), "the rubric has 3 points"),
    "no right": (NUMBERS.replace("right:", "left:"), "no line `right"),
    "name": (NUMBERS + LINE.replace("dout", "memory"), "both use the name"),
    "code": (LINE + "\n```{code-cell} python\nx = 1\n```\n", "a code cell behind"),
}


@pytest.mark.parametrize(("body", "says"), WRONG.values(), ids=WRONG.keys())
def test_broken_rules_are_named(write, body, says):
    with pytest.raises(ChapterError, match=re.escape(says)):
        text_of(write(body), "student")


def test_marks_only_sets_may_have(tmp_path):
    path = tmp_path / "ex_09_bptt.md"
    path.write_text(FRONT.format(set="") + LINE, "utf-8")
    with pytest.raises(ChapterError, match="only sets have"):
        marked_text.read(path)


def test_practice_has_the_exercises_of_its_chapter(tmp_path):
    path = tmp_path / "ex_09_bptt.md"
    path.write_text(FRONT.format(set="") + LINE.replace("ch09.", "", 1).replace(" points: 2", ""))
    with pytest.raises(ChapterError, match=r"derivation, .*: a section here or a module"):
        marked_text.read(path)


# -- pieces -------------------------------------------

FUNCTION = """def f(z):
    # a comment
    ### BEGIN SOLUTION
    return z
    ### END SOLUTION


ch04.f.check(f)"""


def test_a_function_is_cut_into_answer_and_check():
    answer, check = split_check(FUNCTION)
    assert check == "ch04.f.check(f)"
    assert stubbed(answer) == "def f(z):\n    # a comment\n    raise NotImplementedError"
    assert solved(answer) == "def f(z):\n    # a comment\n    return z"


def test_stub_lines_keep_their_indentation():
    code = FUNCTION.replace(
        "    return z\n", "    ### STUB z = ...\n    ### STUB return z\n    w\n"
    )
    assert stubbed(split_check(code)[0]).endswith("comment\n    z = ...\n    return z")


# -- the tool -------------------------------------------


def test_build_repeats_exactly_and_refuses_edited_notebooks(write, monkeypatch):
    monkeypatch.setattr(execution, "execute", lambda nb, *_: number(nb))
    path = write(LINE)
    assert exercises.stale(path) == "has no notebook yet"
    exercises.build(path)
    target = exercises.target(path)
    assert exercises.stale(path) == "" and target.name == "try.ipynb"
    first = target.read_bytes()
    exercises.build(path)
    assert target.read_bytes() == first
    target.write_text(target.read_text("utf-8").replace("Find one.", "Find two."), "utf-8")
    assert exercises.stale(path) != ""
    with pytest.raises(ChapterError, match="was edited as a notebook"):
        exercises.build(path)


def number(nb):
    """Pretend to execute; a kernel takes a second to start."""
    for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), 1):
        cell.execution_count = count
    return {}
