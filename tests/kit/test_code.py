"""Functions that readers write: what is wrong with the outputs, which mistake it is, its cost."""

import numpy as np
import pytest

from coursekit.catalogue import find
from coursekit.clues import clue
from coursekit.code import Code, close
from coursekit.diagnosis import Diagnosis
from coursekit.graded_sizes import derivatives, graded_sizes
from coursekit.mistakes import Mistake, changed, hints_for

ABOUT = {"title": "A cell", "stars": 1, "minutes": 5, "checked": "both arrays"}
SAYS = "something else.", "what is it?"


def draw(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(4, 3)), rng.normal(size=(3, 2))


def _cell(W, x):
    z = W @ x
    a = np.tanh(z)
    return z, a


CELL = Code(
    _cell,
    draw,
    "z a",
    [
        Mistake("doubled", "W @ x", "2 * (W @ x)", *SAYS),
        Mistake("turned", "W @ x", "-(W @ x)", *SAYS, costs=("a",)),
        Mistake("no tanh", "np.tanh(z)", "z + 0", *SAYS),
    ],
    carried={"a": lambda case, got: np.tanh(got["z"])},
    **ABOUT,
)


def answer(of_z, of_a=np.tanh):
    """A function that changes the right z, and computes a from what it then has."""
    return lambda W, x: (of_z(W @ x), of_a(of_z(W @ x)))


def single(v):
    return v.astype(np.float32)


# -- types, shapes, numbers: the verdict, and the points of z and a --------------------------------

PROBLEMS = {
    "right": (answer(lambda z: z), "right", "`z`, `a`.", 1, 1),
    "rounded": (answer(lambda z: z * (1 + 1e-9)), "right", "`z`, `a`.", 1, 1),
    "float32": (answer(single), "type", "`z` is float32: create arrays like", 0, 1),
    "float32 at the end": (
        answer(lambda z: z, lambda z: single(np.tanh(z))), "type", "`a` is float32", 1, 0
    ),
    "float16": (answer(lambda z: z.astype(np.float16)), "type", "`z` is float16", 0, 1),
    "cut off": (answer(lambda z: z.astype(int)), "type", "`z` holds int64: decimals", 0, 1),
    "list": (answer(lambda z: z.tolist()), "type", "`z` must be an array, got a list", 0, 1),
    "complex": (answer(lambda z: z + 1j), "type", "real numbers, got an array of complex", 0, 1),
    "text": (answer(lambda z: z, str), "type", "`a` must be an array, got a str", 1, 0),
    "turned around": (
        answer(lambda z: z.T), "shape", "`z` must have shape (4, 2), got (2, 4)", 0, 1
    ),
    "infinite": (
        answer(lambda z: np.where(z == z.max(), np.inf, z)),
        "not finite", "`z` has entries that are not finite: 1 of them", 0, 1,
    ),
    "wrong z": (answer(lambda z: z + 1), "differs", "`z` is the first output that differs", 0, 1),
    "all wrong": (answer(lambda z: z + 1, np.sin), "differs", "none is right", 0, 0),
    "wrong a": (answer(lambda z: z, np.sin), "differs", "; right: `z`", 1, 0),
}  # fmt: skip


@pytest.mark.parametrize("case", PROBLEMS)
def test_what_is_wrong_and_what_it_costs(case):
    function, kind, says, z, a = PROBLEMS[case]
    verdict = CELL.judge(function)
    assert verdict.kind == kind and says in verdict.says, verdict.text
    assert verdict.earned == {"z": z, "a": a}
    assert bool(verdict) == (kind == "right") == (not verdict.wrong)


def test_an_answer_must_be_right_on_every_case():
    _, x_0 = draw(0)
    verdict = CELL.judge(lambda W, x: _cell(W, x if np.array_equal(x, x_0) else x + 1))
    assert verdict.kind == "differs" and verdict.wrong == ("z", "a")


# -- mistakes --------------------------------------------------------------------------------------

NAMED = {
    "first that differs": (("doubled",), 0, 1),
    "as the mistake says": (("turned",), 1, 0),
    "second output": (("no tanh",), 1, 0),
    "two of them": (("doubled", "no tanh"), 0, 0),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_mistake_is_named_and_costs_what_it_should(case):
    names, z, a = NAMED[case]
    mistakes = [m for m in CELL.mistakes if m.name in names]
    verdict = CELL.judge(CELL.wrong_version(*mistakes))
    assert verdict.kind == "mistake" and verdict.mistakes == names
    assert verdict.earned == {"z": z, "a": a} and len(verdict.hints) == 4 * len(names)


def test_a_mistake_on_one_case_is_not_named():
    _, x_0 = draw(0)
    doubled = CELL.wrong_version(CELL.mistakes[0])
    verdict = CELL.judge(lambda W, x: (doubled if np.array_equal(x, x_0) else _cell)(W, x))
    assert verdict.kind == "differs" and verdict.mistakes == ()


def _product(u, v):
    p = u * v
    q = 2 * p
    return q


PRODUCT = Code(
    _product,
    lambda seed: tuple(np.random.default_rng(seed).normal(size=(2, 3))),
    "q",
    [
        Mistake("three", "u * v", "3 * u * v", *SAYS),
        Mistake("twice", "2 * p", "4 * p", *SAYS),
        Mistake("double", "u * v", "2 * u * v", *SAYS),
        Mistake("six", "2 * p", "6 * p", *SAYS),
    ],
    **ABOUT,
)


@pytest.mark.parametrize(
    ("factor", "names"),
    [(6, ("three",)), (4, ("twice",)), (18, ("three", "six")), (8, ("twice", "double")), (12, ())],
)
def test_two_mistakes_are_named_only_where_no_other_two_give_the_same(factor, names):
    verdict = PRODUCT.judge(lambda u, v: factor * u * v)
    assert sorted(verdict.mistakes) == sorted(names)
    assert names or f"{factor / 2:g} times as large" in verdict.says


def test_one_value_that_differs_is_not_the_first_of_several():
    assert PRODUCT.judge(lambda u, v: u).says.startswith("`q` differs (the largest difference")


def test_names_of_mistakes_are_unique():
    with pytest.raises(ValueError, match="A cell: two mistakes share a name"):
        Code(_cell, draw, "z a", [CELL.mistakes[0]] * 2, **ABOUT)


# -- which line was changed ------------------------------------------------------------------------

WHICH = Diagnosis(CELL, {"A": "doubled", "B": "no tanh"}, **ABOUT)


def test_a_diagnosis_asks_for_the_line_of_the_listing():
    lines = dict(row.strip().split("  ", 1) for row in WHICH.listing.splitlines())
    assert WHICH.solution == {"A": 2, "B": 3} and len(lines) == 4
    assert "W @ x" in lines["2"] and "np.tanh" in lines["3"]
    assert WHICH.judge({"A": 2, "B": 3})
    assert WHICH.judge({"A": 2, "B": 4}).earned == {"A": 1, "B": 0}


def test_a_diagnosis_shows_relative_errors():
    _, _, doubled, no_tanh = WHICH.evidence().splitlines()
    z, a = CELL.solution(*draw(0))
    errors = [np.linalg.norm(wrong - a) / np.linalg.norm(a) for wrong in (np.tanh(2 * z), z)]
    assert doubled.split()[1::2] == ["A", "all", "1.00", f"{errors[0]:.2f}"]
    assert no_tanh.split()[1::2] == ["B", "all", "0", f"{errors[1]:.2f}"]


def test_a_diagnosis_needs_mistakes_of_the_catalogue():
    with pytest.raises(ValueError, match="A cell: no mistake 'halved'; known: doubled, turned"):
        Diagnosis(CELL, {"A": "halved"}, **ABOUT)


# -- derivatives, names ----------------------------------------------------------------------------

NAMES = "dW_aa dx dx_t da0 dc0 da_prev dE df J_t P_t shared", "d data difference delta y_hat z a_t"


@pytest.mark.parametrize("name", NAMES[0].split() + NAMES[1].split())
def test_derivatives_are_known_by_their_names(name):
    exercise = Code(_product, PRODUCT.draw, name, [], **ABOUT)
    assert (derivatives(exercise) == (name,)) == (name in NAMES[0].split())


@pytest.mark.parametrize(
    ("draw", "sizes"),
    [
        (lambda seed, T=4, n_a=3: (), {"T": 40, "n_a": 64}),
        (lambda seed, n_a=3: (), {"n_a": 512}),
        (lambda seed, T=4, n_x=2: (), {"T": 2000}),
        (lambda seed, n_x=2: (), {}),
    ],
)
def test_graded_sizes_are_those_that_a_draw_takes(draw, sizes):
    assert graded_sizes(Code(_product, draw, "dx", [], **ABOUT)) == sizes


@pytest.mark.parametrize(
    "name", ["ch02.insert", "ch01.no_such", "ch99.insert", "ch00.insert", "ch01"]
)
def test_an_exercise_is_found_in_its_own_chapter_only(name):
    assert find("ch01.insert", "sorts.exercises").name == "insert"
    chapter = name.partition(".")[0]
    says = {"ch01": f"there is no exercise '{name}'; ch01 has insert, "}
    missing = f"there is no chapter '{chapter}'; there are ch01"
    with pytest.raises(ValueError, match=says.get(chapter, missing)):
        find(name, "sorts.exercises")


# -- edits and hints -------------------------------------------------------------------------------


@pytest.mark.parametrize("edits", [(("a", "b"), ("b", "a")), (("b", "a"), ("a", "b"))])
def test_edits_are_made_in_the_text_as_it_was_in_any_order(edits):
    assert changed("a + b", edits) == "b + a"


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ((("c", "d"),), r"'c' fits 0 x"),
        ((("a", "d"),), r"'a' fits 2 x"),
        ((("a + b", "d"), ("b + a", "e")), r"two edits overlap at 'b \+ a'"),
    ],
)
def test_edits_that_do_not_fit_are_refused(edits, message):
    with pytest.raises(ValueError, match=message):
        changed("a + b + a", edits)


@pytest.mark.parametrize(
    ("old", "wrong", "right", "first", "third", "last"),
    [
        ("np.tanh(z)", ("a",), ("z",), "`a` is the first to differ; right: `z`.",
         "look at the line that begins with `a =`.", "the line is `a = np.tanh(z)`."),
        ("W @ x", ("z", "a"), (), "`z` is the first to differ.",
         "look at the line that begins with `z =`.", "the line is `z = W @ x`."),
        ("z, a", ("a",), (), "`a` differs.",
         "look at the line that begins with `return`.", "the line is `return z, a`."),
    ],
)  # fmt: skip
def test_the_ladder_goes_from_the_array_to_the_line(old, wrong, right, first, third, last):
    mistake = Mistake("a name", old, "0", *SAYS)
    assert hints_for(mistake, CELL.source, wrong, right) == (first, SAYS[1], third, last)


# -- numbers that agree, and what numbers have in common -------------------------------------------

inf, nan, ones = np.inf, np.nan, np.ones(3)


@pytest.mark.parametrize(
    ("got", "want", "agree"),
    [
        (ones + 1e-7, ones, True),
        (ones + 1e-5, ones, False),
        (np.full(3, 1e-10), np.zeros(3), True),  # rounding, where the right number is zero
        (np.full(3, 1e-6), np.zeros(3), False),
        (1.01e-4 * ones, 1e-4 * ones, False),  # small numbers must be right, too
        (np.array([inf, 1]), np.array([inf, 1]), True),
        (np.array([-inf, 1]), np.array([inf, 1]), False),
        (np.array([nan, 1]), np.array([nan, 1]), True),
        (np.array([nan, 1]), np.array([inf, 1]), False),
        (np.array([1, nan]), np.array([nan, 1]), False),
        (ones, np.ones((3, 1)), False),
        (True, 1, True),
        ("one", 1, False),
        ([1, 2], (1, 2), False),
        ("a", "a", True),
    ],
    ids=repr,
)
def test_what_agrees(got, want, agree):
    assert close(got, want) == agree


W = np.array([[1.0, 2.0], [4.0, 8.0]])
PART = W + np.diag([0, 3])  # right at index 0
OTHER = W + np.diag([3, 0])  # right at index 1


@pytest.mark.parametrize(
    ("got", "says"),
    [
        ([0 * W, 0 * W], "zero everywhere"),
        ([W.T, W.T], "the transpose"),
        ([-W, -W], "the opposite sign"),
        ([3 * W, 3 * W], "3 times as large"),
        ([PART, PART], "right at index 0 of its first axis"),
        # a pattern of one case is none
        ([0 * W, W + 1], "the largest difference is 8"),
        ([W.T, W + 1], "the largest difference is 2"),
        ([2 * W, 3 * W], "the largest difference is 16"),
        ([2 * W, W + 1], "the largest difference is 8"),
        ([PART, OTHER], "the largest difference is 3"),
    ],
)
def test_a_clue_holds_in_every_case(got, says):
    assert says in clue(got, [W, W])
