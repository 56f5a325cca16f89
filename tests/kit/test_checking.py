"""Each rule for exercises finds what it is for, and an exercise without a fault has none."""

import numpy as np
import pytest

from coursekit import Choices, Code, Construction, Line, Lines, Mistake, Numbers, checking

ABOUT = {"title": "A cell", "stars": 1, "minutes": 5, "checked": "both arrays"}


def draw(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(4, 3)), rng.normal(size=3)


def cell(W, x):
    z = W @ x
    a = np.tanh(z)
    return z, a


def mistake(name="doubled", old="W @ x", new="2 * (W @ x)", **more):
    return Mistake(name, old, new, **{"says": "twice.", "look": "how often?"} | more)


OTHER = mistake("no tanh", "np.tanh(z)", "z + 0")


def code(*mistakes, solution=cell, case=draw, few="two are enough"):
    return Code(solution, case, "z a", mistakes or (mistake(), OTHER), few=few, **ABOUT)


def numbers(wrong, right=(2, 3)):
    return Numbers(right, wrong, tolerance=0.1, **ABOUT)


def lines(wrong, draw=lambda seed: {"x": 2.0 + seed, "y": 3.0 * (seed + 1)}):
    return Lines({"sum": Line("x + y", "x y", wrong)}, draw, **ABOUT)


LESS, MORE = ([1, 3], "too small."), ([4, 3], "too large.")
MINUS = ("x - y", "it is a sum.")
TWICE = ("x + 2 * y", "once is enough.")
GOOD = {
    "code": code(),
    "numbers": numbers({"less": LESS, "more": MORE}),
    "choices": Choices({"1 + 1": 2}, {"1 + 1": {3: "too many.", 1: "too few."}}, **ABOUT),
    "lines": lines({"minus": MINUS, "twice": TWICE}),
    "construction": Construction(lambda n: (n == 7, f"{n} it is."), 7,
                                 {"one": (1, "1 it"), "two": (2, "2 it")}, **ABOUT),
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_is_found_where_nothing_is_wrong(kind):
    assert GOOD[kind].kind == kind and checking.faults(GOOD[kind]) == []


class Lenient(Code):
    def _first_problem(self, answers, right):
        return None  # of types and shapes


FAULTS = {
    "solution": (
        Construction(lambda n: (n == 7, f"{n} it is."), 8, {"a": (1, "1"), "b": (2, "2")}, **ABOUT),
        "its solution is not right: Not yet: 8 it is.",
    ),
    "stub": (
        Construction(lambda n: (n == 7, f"{n} it is."), 7, {"a": (1, "1"), "b": (2, "2")}, stub=1,
                     **ABOUT),
        "its stub counts as 'differs', not as not written",
    ),
    "one wrong answer": (numbers({"less": LESS}), "1 wrong answer is known; there must be two"),
    "wrong answer that is right": (
        Construction(lambda n: (n > 6, f"{n} it is."), 7, {"a": (8, "8"), "b": (2, "2")}, **ABOUT),
        "a: it is told 'Right: 8 it is.', not '8'",
    ),
    "wrong answer told otherwise": (
        Construction(lambda n: (n == 7, f"{n} it is."), 7, {"a": (1, "A"), "b": (2, "2")}, **ABOUT),
        "a: it is told 'Not yet: 1 it is.', not 'A'",
    ),
    "equal numbers": (
        numbers({"less": LESS, "again": ([1.05, 3], "too small.")}),
        "'less' cannot be told from 'again'",
    ),
    "another name": (
        numbers({"less": LESS, "again": ([1.05, 3], "too small.")}), "again: it is called less"
    ),
    "equal lines": (
        lines({"minus": MINUS, "other": ("-(y - x)", "no.")}),
        "sum: 'x - y' cannot be told from '-(y - x)' (seed 0)",
    ),
    "mistake that changes nothing": (
        code(mistake(new="1 * (W @ x)"), OTHER), "'the solution' cannot be told from 'doubled'"
    ),
    "two equal mistakes": (
        code(mistake(), mistake("twice", new="W @ x + W @ x"), OTHER),
        "'doubled' cannot be told from 'twice' (seed 0)",
    ),
    "equal on one seed of twenty": (
        code(mistake(new="W @ x * (1 + (W[0, 0] > -1.7))"), OTHER),
        "'the solution' cannot be told from 'doubled' (seed 8)",
    ),
    "edit that does not fit": (
        code(mistake(old="W * x"), OTHER), "an edit must fit exactly once, 'W * x' fits 0 x"
    ),
    "mistake that stops": (
        code(mistake(new="x @ W"), OTHER), "doubled: it gives no outputs: it stopped"
    ),
    "drawn otherwise each time": (
        code(case=lambda seed: draw(None)), "draw(0) gives other arguments each time"
    ),
    "capital": (code(mistake(says="Twice."), OTHER), "begins with a small letter"),
    "no full stop": (code(mistake(says="twice"), OTHER), "ends with a full stop"),
    "no question": (code(mistake(look="how often"), OTHER), "ends with a question mark"),
    "long name": (code(mistake("a name that has far too many words"), OTHER), "at most 6 words"),
    "given away": (
        code(mistake(says="it should be z = W @ x."), OTHER), "what is said gives the line away"
    ),
    "given away by the hint": (
        code(mistake(look="is it z = W @ x?"), OTHER), "what is said gives the line away"
    ),
    "single precision": (
        Lenient(cell, draw, "z a", [mistake(), OTHER], few="two are enough", **ABOUT),
        "float32 outputs are judged 'right', not 'type'",
    ),
    "too few": (code(few=""), "2 mistakes; write ten, or say in `few` why there are no more"),
    "enough": (
        code(*[mistake(f"times {k}", new=f"{k} * (W @ x)") for k in range(2, 12)]),
        "10 mistakes are enough: `few` has to go",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case):
    exercise, says = FAULTS[case]
    found = checking.faults(exercise)
    assert any(says in fault for fault in found), found


def test_a_mistake_that_costs_what_is_right_is_found():
    exercise = code(mistake(), mistake("no tanh", "np.tanh(z)", "z + 0", costs=("z",)))
    assert "no tanh: it costs ['z'], wrong are ['a']" in checking.faults(exercise)


@pytest.mark.parametrize(
    ("hints", "says"),
    [
        (
            ("z", "the sums", "(in `z = W @ x`", "the line is `z = W @ x`."),
            "doubled: its hints are",
        ),
        (("z", "the line is `z = W @ x`."), "doubled: its hints are"),
        (("z", "the sums", "in z", "the line is `W @ x`."), "no line of the solution: 'W @ x'"),
    ],
)
def test_hints_that_lead_nowhere_are_found(monkeypatch, hints, says):
    assert checking.faults(code()) == []
    monkeypatch.setattr("coursekit.code.hints_for", lambda *_: hints)
    assert any(says in fault for fault in checking.faults(code()))
