"""The evidence page is what the course says now, and no numbered equation lacks code or test."""

import pytest

import evidence

TEXT = "# Softmax\n\n$$\ny\n$$ (eq-softmax)\n"
CELL = "```{code-cell} python\nassert x > 0\nnp.testing.assert_allclose(x, y)\n```\n"
HEAD = evidence.HEAD + "\n|---|---|---|---|---|\n"


def test_every_equation_has_a_twin_and_a_test():
    assert evidence.gaps() == []
    assert len(evidence.equations()) > 50


def test_the_lists_are_up_to_date():
    text = evidence.PAGE.read_text("utf-8")
    assert evidence.written(text) == text, "run: python tools/evidence.py"


# -- each of them can fail ------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one equation, without anything behind it."""
    for folder in ("book/text", "book/appendix", "code/rnnlab/reference", "tests"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(evidence, "ROOT", tmp_path)
    monkeypatch.setattr(evidence, "BOOK", tmp_path / "book")
    monkeypatch.setattr(evidence, "PACKAGE", tmp_path / "code" / "rnnlab")
    monkeypatch.setattr(evidence, "TESTS", tmp_path / "tests")
    (tmp_path / "book/text/04_cell.md").write_text(TEXT + CELL, "utf-8")
    return tmp_path


def test_missing_twin_and_test_are_found(course):
    assert evidence.gaps() == ["eq-softmax (04_cell.md) lacks a twin in rnnlab.reference, a test"]
    (course / "code/rnnlab/reference/ch04_cell.py").write_text("def eq_softmax(z):\n    return z\n")
    (course / "tests/test_04_cell.py").write_text("def test_eq_softmax_sums_to_one():\n    pass\n")
    assert evidence.gaps() == []
    (equation,) = evidence.equations().values()
    assert equation.twin == "rnnlab.reference.ch04_cell.eq_softmax"
    assert equation.tests == ["test_04_cell.py::test_eq_softmax_sums_to_one"]


@pytest.mark.parametrize(
    "source",
    ['def f(z):\n    """See :eq:`eq-sofmax`."""\n', "def f(z):\n    return z  # (eq-sofmax)\n"],
)
def test_unknown_label_is_refused(course, source):
    (course / "code/rnnlab/functions.py").write_text(source, "utf-8")
    with pytest.raises(SystemExit, match=r"rnnlab\.functions\.f cites eq-sofmax"):
        evidence.equations()


def test_label_defined_twice_is_refused(course):
    (course / "book/text/05_more.md").write_text(TEXT, "utf-8")
    with pytest.raises(SystemExit, match="eq-softmax is defined in"):
        evidence.equations()


def test_ranges_and_lines_count_as_citations(course):
    (course / "book/text/05_more.md").write_text("\n$$ (eq-a)\n\n$$ (eq-b)\n\n$$ (eq-c)\n", "utf-8")
    source = (
        'class L:\n    def f(self):\n        """:eq:`eq-a` to :eq:`eq-b`."""\n        x  # (eq-c)\n'
    )
    (course / "code/rnnlab/layer.py").write_text(source, "utf-8")
    cited = {label: e.cited for label, e in evidence.equations().items()}
    assert cited["eq-softmax"] == []
    assert cited["eq-a"] == cited["eq-b"] == cited["eq-c"] == ["rnnlab.layer.L.f"]


def test_published_results_are_gathered(course):
    table = (
        "### Published, and here\n\n"
        + HEAD
        + "| A | b | 1 | 2<!-- =x:d --> | reproduced |\n\nMore.\n"
    )
    (course / "book/text/05_more.md").write_text("# More\n\n" + table, "utf-8")
    assert evidence.published_table().splitlines()[2] == "| 5 | A | b | 1 | 2 | reproduced |"
    (course / "book/text/05_more.md").write_text(table.replace("| verdict |", "| so |"), "utf-8")
    with pytest.raises(SystemExit, match="05_more: the table must begin with"):
        evidence.published_table()


def test_asserts_and_numbers_are_counted(course):
    (course / "book/text/04_cell.md").write_text(TEXT + CELL + "3<!-- =2 + 1:d --> x\n", "utf-8")
    assert evidence.numbers_table().splitlines()[2] == "| 4 Softmax | 2 | 1 | 3: `2 + 1` |"
