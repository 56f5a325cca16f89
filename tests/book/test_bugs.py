"""The list of planted bugs on the evidence page says what was changed and which test noticed."""

import pytest
from made import bugs

from mutants import MUTANTS, Mutant


def invented(file, name):
    return Mutant(file, name, "because", "a = b\nd = e", "d = f")


def test_the_list_has_an_entry_for_each_bug():
    listed = bugs.table()
    files = {mutant.file for mutant in MUTANTS}
    n = len(MUTANTS)
    assert listed.startswith(f"{n} bugs in {len(files)} files; the tests found {n}.\n\n")
    assert listed.count("\n- **") == listed.count("\n  killed by `test_") == n
    for mutant in MUTANTS:
        assert f"\n{bugs.entry(mutant, None).rpartition(chr(92))[0]}" in listed


def test_the_list_is_sorted_by_file_and_shows_survivors():
    planted = [invented("a.py", "a-one"), invented("b.py", "b-one"), invented("a.py", "a-two")]
    found = {"a-one": "tests/units/test_a.py::test_x", "b-one": None}
    lines = bugs.listed(planted, found).splitlines()
    assert lines[0] == "3 bugs in 2 files; the tests found 1."
    assert [line for line in lines if line.startswith(("#", "-"))] == [
        "### a.py",
        "- **a-one**: because\\",
        "- **a-two**: because\\",
        "### b.py",
        "- **b-one**: because\\",
    ]
    survived = "  **survived, or was not tried yet**"
    assert [line for line in lines if "test_x" in line or "**s" in line] == [
        "  killed by `test_x` in units/test_a.py",
        survived,
        survived,
    ]


def test_steps_in_a_reason_are_no_html():
    bug = invented("a.py", "a-one")._replace(reason="a<t-1> for a<t>, E[ids]")
    assert bugs.entry(bug, None).startswith(r"- **a-one**: a\<t-1> for a\<t>, E\[ids]")


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("a\nb\nc", "a\nc", "`b` left out"),
        ("a\nb\nc", "a\nx\ny\nc", "`b` → `x; y`"),
        ("a\nb", "b", "`a` left out"),
        ("a", "a\nb", "`a` → `a; b`"),
        ("a\nb\nc", "b\na\nc", "`a; b` → `b; a`"),
        ("if a:\n    b\nc", "c", "`if a: b` left out"),
    ],
)
def test_lines_that_stay_are_not_shown(old, new, want):
    assert bugs.changed(Mutant("f.py", "x", "why", old, new)) == want


def test_code_with_backticks_stands_between_two():
    assert bugs.code(["if a:", "    b = 1"]) == "`if a: b = 1`"
    assert bugs.code(["f`a`"]) == "`` f`a` ``"
