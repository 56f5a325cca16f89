"""The list of bugs fits the code, and the results of the last trial fit the list."""

import ast
import re
from pathlib import Path

import pytest

import mutation
from mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "code"
STALE = "tools/noticed.json is stale: run python tools/mutation.py --new"


def source(file):
    return (CODE / file).read_text("utf-8")


def parsed(text):
    return ast.dump(ast.parse(text))


# -- the list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", dict.fromkeys(mutant.file for mutant in MUTANTS))
def test_a_bug_can_be_planted_in_exactly_one_place(file):
    """And is more than a comment."""
    text = source(file)
    before = parsed(text)
    for mutant in MUTANTS:
        if mutant.file == file:
            assert len(mutant.occurrences(text)) == 1, mutant.name
            assert parsed(mutant.planted(text)) != before, mutant.name


def test_names_are_unique_and_the_list_is_long():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 60
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS)


def test_bugs_are_named_and_explained():
    for mutant in MUTANTS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", mutant.name)
        assert 10 <= len(mutant.reason) <= 80, mutant.name
        assert not mutant.reason.endswith(".") and "|" not in mutant.reason, mutant.name


def test_every_file_is_named_with_its_tests():
    assert set(mutation.OWN) == {mutant.file for mutant in MUTANTS}
    assert all((ROOT / "tests" / f"{name}.py").is_file() for name in mutation.TESTS)


TEXT = "def f(a):\n    b = a + 1\n    if b:\n        b = 2\n    return b\n"


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("a + 1", "a - 1", TEXT.replace("a + 1", "a - 1")),
        ("b = a + 1\nif b:\n    b = 2", "b = 3", "def f(a):\n    b = 3\n    return b\n"),
        ("b = 2", "c = 2\nb = c", TEXT.replace("b = 2", "c = 2\n        b = c")),
    ],
)
def test_lines_are_planted_at_their_depth(old, new, want):
    assert Mutant("f.py", "x", "why", old, new).planted(TEXT) == want


@pytest.mark.parametrize("old", ["b", "c = 4", "b = 2\nreturn b", "= a + 1\nif b:"])
def test_a_place_that_is_missing_or_not_the_only_one_is_an_error(old):
    with pytest.raises(ValueError, match=r"x: the old text must stand once in f.py, found \d"):
        Mutant("f.py", "x", "why", old, "z").planted(TEXT)


# -- the results -----------------------------------------------------------------------------------


def test_every_bug_is_noticed_by_a_test_that_exists():
    found = mutation.noticed()
    assert [*found] == [mutant.name for mutant in MUTANTS], STALE
    assert [test for test in found.values() if not mutation.exists(test)] == [], STALE


def test_results_are_kept_without_cases_and_survivors(tmp_path, monkeypatch):
    monkeypatch.setattr(mutation, "RESULTS", tmp_path / "noticed.json")
    one, two = MUTANTS[0].name, MUTANTS[1].name
    mutation.keep({two: "tests/units/test_rnn.py::test_x[1-tanh]", one: None})
    assert mutation.noticed() == {two: "tests/units/test_rnn.py::test_x"}


# -- the tool ------------------------------------------------------------------------------------


def invented(file, name):
    return Mutant(file, name, "because", "a = b\nd = e", "d = f")


def test_unknown_names_are_refused(capsys):
    with pytest.raises(SystemExit):
        mutation.main(["--only", "no-such-bug"])
    assert "no bug is called no-such-bug" in capsys.readouterr().err


@pytest.mark.parametrize(("failures", "code"), [({"rnn-no-slope": "tests/t.py::f"}, 0), ({}, 1)])
def test_survivors_are_named_and_set_the_exit_code(failures, code, monkeypatch):
    """Without planting anything; `--only` leaves the results alone."""
    before = mutation.noticed()
    monkeypatch.setattr(
        mutation, "trial", lambda mutants, *_: {m.name: failures.get(m.name) for m in mutants}
    )
    said = []
    assert mutation.main(["--only", "rnn-no-slope"], say=said.append) == code
    assert said[1] == f"{1 - code} of 1 bugs were found by a test"
    assert said[2:] == ["survived: rnn-no-slope"] * code
    assert mutation.noticed() == before


def test_an_outdated_list_stops_the_trial_before_any_test_runs(monkeypatch):
    ran = []
    monkeypatch.setattr(mutation, "first_failure", lambda folder, tests: ran.append(tests))
    with pytest.raises(
        ValueError, match=r"a-one: the old text must stand once in rnnlab/losses.py"
    ):
        mutation.trial([MUTANTS[0], invented("rnnlab/losses.py", "a-one")], jobs=1)
    assert ran == []


def test_a_trial_of_no_bugs_runs_no_tests(monkeypatch):
    ran = []
    monkeypatch.setattr(mutation, "first_failure", lambda folder, tests: ran.append(tests))
    assert mutation.trial([], jobs=1) == {} and ran == []


@pytest.mark.parametrize(
    ("last", "fails", "runs"),
    [
        ("tests/units/test_rnn.py::test_gradients", 0, 1),
        ("tests/units/test_rnn.py::test_gradients", 1, 2),
        ("tests/units/test_rnn.py::test_gradients", 3, 3),
        ("", 0, 1),
        ("", 2, 2),
    ],
)
def test_the_test_that_noticed_a_bug_runs_first(tmp_path, monkeypatch, last, fails, runs):
    """Then the tests of its file, then all others; the first that fails ends it."""
    copy = tmp_path / "code" / "rnnlab"
    copy.mkdir(parents=True)
    (copy / "losses.py").write_text("a = b\nd = e\n")
    ran = []

    def first_failure(folder, tests):
        assert (copy / "losses.py").read_text() == "d = f\n"
        ran.append(tests)
        return tests[0] if len(ran) > fails else None

    monkeypatch.setattr(mutation, "first_failure", first_failure)
    found = mutation.try_one(invented("rnnlab/losses.py", "a-one"), tmp_path, last)
    all_of_them = [[last]] * bool(last) + [mutation.files(mutation.OWN["rnnlab/losses.py"])]
    assert ran[: len(all_of_them)] == all_of_them[: len(ran)] and len(ran) == runs
    assert found == (ran[-1][0] if fails < runs else None)
    assert (copy / "losses.py").read_text() == "a = b\nd = e\n"


@pytest.mark.parametrize(
    ("test", "there"),
    [("tests/units/test_rnn.py::test_no_such", False), ("tests/units/none.py::test_a", False),
     ("tests/units/test_mutation_tool.py::test_unknown_names_are_refused", True)],
)  # fmt: skip
def test_only_a_test_that_still_exists_runs_first(test, there):
    assert mutation.exists(test) == there


@pytest.mark.slow
def test_one_bug_from_end_to_end(monkeypatch):
    """A real bug is found, a harmless change is not, and the code stays as it is."""
    before = source("rnnlab/losses.py")
    (bug,) = (m for m in MUTANTS if m.name == "cross-entropy-minus-one-forgotten")
    harmless = Mutant("rnnlab/losses.py", "no-bug", "a comment", "# w softmax(z) ...", "# softmax")
    monkeypatch.setattr(mutation, "TESTS", ["units/test_losses", "units/test_dense_embedding"])
    found = mutation.trial([bug, harmless, bug._replace(name="again")], jobs=1)
    assert found["no-bug"] is None
    assert found[bug.name] == found["again"]
    assert found[bug.name].startswith("tests/units/test_losses.py::test_")
    assert source("rnnlab/losses.py") == before


def test_new_bugs_alone_are_tried_and_added_to_the_results(tmp_path, monkeypatch):
    """New is also a bug whose test is no more."""
    new, moved, *_ = (mutant.name for mutant in MUTANTS)
    known = "tests/units/test_mutation_tool.py::test_unknown_names_are_refused"
    results = {mutant.name: known for mutant in MUTANTS}
    monkeypatch.setattr(mutation, "RESULTS", tmp_path / "noticed.json")
    mutation.keep(results | {new: None, moved: "tests/units/test_rnn.py::test_no_such"})
    tried = []

    def trial(mutants, jobs, last):
        assert new not in last and MUTANTS[2].name in last
        tried.append([mutant.name for mutant in mutants])
        return dict.fromkeys(tried[-1], "tests/units/test_rnn.py::test_gradients")

    monkeypatch.setattr(mutation, "trial", trial)
    assert mutation.main(["--new"], lambda line: None) == 0
    assert tried == [[new, moved]]
    assert [*mutation.noticed()] == [mutant.name for mutant in MUTANTS]
