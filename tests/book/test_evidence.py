"""No numbered equation lacks code or test, and no published result what belongs to it."""

import pytest
from made import claims, equations, published, texts

TEXT = "# Softmax\n\n$$\ny\n$$ (eq-softmax)\n"
CELL = "```{code-cell} python\nassert x > 0\nnp.testing.assert_allclose(x, y)\n```\n"
HEAD = published.HEAD + "\n|---|---|---|---|---|---|---|\n"
ROW = "| A | b | 1 | T = 9 <!-- time: page --> | 2<!-- =x:d --> | 5 | reproduced |\n"


def test_every_equation_has_explicit_sums_and_a_test():
    assert equations.gaps() == []
    assert len(equations.equations()) > 50


def test_the_table_has_a_row_for_each_equation():
    found, rows = equations.equations(), equations.table().splitlines()
    (row,) = (row for row in rows if row.startswith("| {eq}`eq-rnn-state` |"))
    assert "{py:obj}`RNN.forward <rnnlab.layers.rnn.RNN.forward>`" in row
    assert "{py:obj}`~unrolled.sums.ch04_the_recurrent_cell.eq_rnn_state`" in row
    assert row.endswith("| `test_eq_rnn_state` |")
    assert sum(row.startswith("| {eq}") for row in rows) == len(found)
    pages = {equations.heading(equation.page): None for equation in found.values()}
    assert [row.removeprefix("### ") for row in rows if row.startswith("### ")] == [*pages]


# -- each of them can fail ------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one equation, without anything behind it."""
    for folder in (
        "book/text",
        "book/appendix",
        "code/rnnlab",
        "code/unrolled/sums",
        "tests/equations",
    ):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    monkeypatch.setattr(texts, "BOOK", tmp_path / "book")
    (tmp_path / "book/text/04_cell.md").write_text(TEXT + CELL, "utf-8")
    return tmp_path


def test_missing_sums_and_test_are_found(course):
    lacks = "eq-softmax (04_cell.md) lacks explicit sums in unrolled.sums, a test"
    assert equations.gaps() == [lacks]
    assert "| cells of the chapter | none yet |" in equations.table()
    (course / "code/unrolled/sums/ch04_cell.py").write_text("def eq_softmax(z):\n    return z\n")
    (course / "tests/equations/test_04_cell.py").write_text(
        "def test_eq_softmax_sums_to_one():\n    pass\n"
    )
    assert equations.gaps() == []
    (equation,) = equations.equations().values()
    assert equation.sums == "unrolled.sums.ch04_cell.eq_softmax"
    assert equation.tests == ["test_04_cell.py::test_eq_softmax_sums_to_one"]


@pytest.mark.parametrize(
    "source",
    ['def f(z):\n    """See :eq:`eq-sofmax`."""\n', "def f(z):\n    return z  # (eq-sofmax)\n"],
)
def test_unknown_label_is_refused(course, source):
    (course / "code/rnnlab/functions.py").write_text(source, "utf-8")
    with pytest.raises(ValueError, match=r"rnnlab\.functions\.f cites eq-sofmax"):
        equations.equations()


def test_label_defined_twice_is_refused(course):
    (course / "book/text/05_more.md").write_text(TEXT, "utf-8")
    with pytest.raises(ValueError, match="eq-softmax is defined in"):
        equations.equations()


def test_ranges_and_lines_count_as_citations(course):
    (course / "book/text/05_more.md").write_text("\n$$ (eq-a)\n\n$$ (eq-b)\n\n$$ (eq-c)\n", "utf-8")
    source = (
        'class L:\n    def f(self):\n        """:eq:`eq-a` to :eq:`eq-b`."""\n        x  # (eq-c)\n'
    )
    (course / "code/rnnlab/layer.py").write_text(source, "utf-8")
    cited = {label: e.cited for label, e in equations.equations().items()}
    assert cited["eq-softmax"] == []
    assert cited["eq-a"] == cited["eq-b"] == cited["eq-c"] == ["rnnlab.layer.L.f"]


def more(course, rows, head=HEAD):
    """Add a chapter with a table of published results."""
    text = "# More\n\n**running** 7 seconds\n\n### Published, and here\n\n"
    text += f"{head}{rows}\nMore.\n"
    (course / "book/text/05_more.md").write_text(text, "utf-8")


def test_published_results_are_gathered_with_their_time(course, monkeypatch):
    monkeypatch.setattr(published, "seconds_of", {"05_a": 12.3, "05_b": None}.get)
    speed = {"rounds": 9, "date": "2030-01-31"}
    monkeypatch.setattr(published, "measured_speed", lambda: speed)
    more(course, "".join(ROW.replace("page", name) for name in ("page", "bench", "05_a", "05_b")))
    rows = [line.split(" | ") for line in published.table().splitlines()]
    assert {len(row) for row in rows[:1] + rows[2:]} == {9}
    facts = ["| 5", "A", "b", "1", "T = 9", "2", "5"]
    times = (
        "within the page's 7 s",
        "median of 9 rounds, 2030-01-31 (`tools/bench.py`)",
        "12 s (`tools/slow/05_a.py`)",
        "not kept (`tools/slow/05_b.py`)",
    )
    assert rows[2:] == [[*facts, time, "reproduced |"] for time in times]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ROW.replace(" <!-- time: page -->", ""), "a row needs each column, and <!-- time"),
        (ROW.replace("| 5 ", "|  "), "a row needs each column"),
        (ROW.replace("| 5 ", ""), "a row needs each column"),
        (ROW.replace("reproduced", "nearly"), "the verdict must be one of"),
    ],
    ids=["no time", "no seeds", "no column", "verdict"],
)
def test_published_rows_that_lack_something_are_refused(course, row, message):
    more(course, row)
    with pytest.raises(ValueError, match=f"05_more: {message}"):
        published.table()


def test_published_tables_begin_with_the_same_columns(course):
    more(course, ROW, HEAD.replace("| verdict |", "| so |"))
    with pytest.raises(ValueError, match="05_more: the table must begin with"):
        published.table()


def test_asserts_and_numbers_are_counted(course):
    (course / "book/text/04_cell.md").write_text(TEXT + CELL + "3<!-- =2 + 1:d --> x\n", "utf-8")
    assert claims.numbers().splitlines()[2] == "| 4 Softmax | 2 | 1 | 3: `2 + 1` |"
