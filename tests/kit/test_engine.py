"""What stands behind every exercise: running a function, plain answers, lines, hints."""

import numpy as np
import pytest

from coursekit.answers import Choices, Construction, Numbers
from coursekit.clues import clue
from coursekit.exercise import Exercise, spoken
from coursekit.lines import Line, Lines, evaluate
from coursekit.running import Stopped, describe, explain, run, same

ABOUT = {"title": "a title", "stars": 1, "minutes": 5, "checked": "numbers"}
x, W = np.arange(6.0).reshape(2, 3), np.ones((2, 3))


# -- running a function of hers --------------------------------------------------------------------


def todo(x, W):
    return ...


def dots(x, W): ...


def dots_below_words(x, W):
    """Return the product."""
    ...


def half_done(x, W):
    return x + ...


def swapped(W, x):
    return x


def one_argument(x):
    return x


def no_return(x, W):
    x + W


def in_place(x, W):
    x += 1
    return x


def leaves(x, W):
    raise SystemExit


STOPS = {
    "no function": (3, "signature", "pass the function itself, got 3"),
    "stub": (todo, "not written", "replace the `...`"),
    "dots": (dots, "not written", "replace the `...`"),
    "dots below words": (dots_below_words, "not written", "replace the `...`"),
    "half done": (half_done, "not written", "there is still a `...`"),
    "other order": (swapped, "signature", "keep the order of the arguments: `x, W`"),
    "too few": (one_argument, "signature", "it must take `x, W`"),
    "nothing": (no_return, "nothing", "is a `return` missing"),
    "in place": (in_place, "changed", "it changed its argument `x`: work on a copy"),
    "two values": (lambda x, W: (x, W), "signature", "it must return 1 value(s), got 2"),
    "exit": (leaves, "raised", "with SystemExit"),
    "built-in": (np.dot, "raised", "shapes (2,3) and (2,3) not aligned"),
}


@pytest.mark.parametrize("case", STOPS)
def test_a_function_that_stops_is_told_why(case):
    function, kind, says = STOPS[case]
    with pytest.raises(Stopped) as stopped:
        run(function, (x, W), ("x", "W"), 1)
    assert stopped.value.kind == kind and says in stopped.value.says


def test_a_not_written_error_is_not_a_failure():
    def stub(x, W):
        raise NotImplementedError

    with pytest.raises(Stopped, match="NotImplementedError") as stopped:
        run(stub, (x, W), ("x", "W"), 1)
    assert stopped.value.kind == "not written"


def test_an_index_with_dots_is_finished_code():
    (found,) = run(lambda x, W: x[..., 0] @ None if x is None else x[..., 0], (x, W), ("x", "W"), 1)
    np.testing.assert_array_equal(found, [0, 3])

    def raises(x, W):
        return x[..., 0] @ W.T

    with pytest.raises(Stopped) as stopped:
        run(raises, (x, W), ("x", "W"), 1)
    assert stopped.value.kind == "raised" and "`W.T` (3, 2)" in stopped.value.says


def raised(function, *arguments):
    with pytest.raises(Exception) as info:
        function(*arguments)
    return explain(info.value, function)


def test_her_line_and_its_operands_are_named():
    def call(x, W):
        return np.concatenate([x, W[:1].T])

    def index(x, k):
        return x[k, 0]

    def two_lines(x, W):
        return (x
                @ W)  # fmt: skip

    def bare(x):
        raise ValueError

    def assertion(x):
        assert x is None, "first\nsecond"

    assert "Operands: `x` (2, 3), `k` = 7." in raised(index, x, 7)
    assert "`return np.concatenate([x, W[:1].T])`" in raised(call, x, W)
    assert "Operands" not in raised(two_lines, x, W)
    assert raised(bare, x).endswith("with ValueError.")
    assert raised(assertion, x).endswith("AssertionError: first.")
    assert raised(np.dot, x, W).startswith("it stopped with ValueError")


def test_an_error_inside_numpy_is_her_line():
    def inverse(x):
        return np.linalg.inv(x)

    told = raised(inverse, x)
    assert "`return np.linalg.inv(x)`, with LinAlgError" in told
    assert told.endswith("Operands: `x` (2, 3).")


def test_to_explain_an_error_calls_nothing_again():
    calls = []

    def turned(v):
        calls.append(v)
        return v.T

    def product(x, W):
        return x @ turned(turned(W))

    assert raised(product, x, W).endswith("Operands: `x` (2, 3).") and len(calls) == 2


def test_values_are_described_in_a_word():
    class Thing:
        pass

    assert describe(0.123456) == "= 0.1235" and describe(np.int64(3)) == "= 3"
    assert describe({"a": 1}) == "(dict of 1)" and describe(Thing()) == "(Thing)"
    assert spoken((np.float64(0.5), "a")) == "(0.5, 'a')"


class Box:
    def __init__(self, value):
        self.value = value


@pytest.mark.parametrize(
    ("one", "two", "equal"),
    [
        (np.zeros(2), np.zeros(2), True),
        (np.zeros(2), np.zeros((1, 2)), False),
        (np.zeros(2), [0.0, 0.0], True),
        (1, 1.0, False),
        ({"a": x}, {"a": x.copy()}, True),
        ({"a": x}, {"b": x}, False),
        ((x, 1), (x, 2), False),
        ([x], [x, x], False),
        (Box(x), Box(x.copy()), True),
        (Box(x), Box(W), False),
        (len, min, True),
        ("a", "b", False),
    ],
)
def test_changed_arguments_are_noticed_whatever_they_are(one, two, equal):
    assert same(one, two) == equal


# -- plain answers ---------------------------------------------------------------------------------

NUMBERS = Numbers([0.5, 2.0], {"half": ([0.5, 1.0], "twice as much")}, tolerance=0.01, **ABOUT)
MIXED = Numbers(
    [1.0, 2.0, 3.0],
    {
        "one": ([9.0, 2.0, 3.0], "one."),
        "both": ([9.0, 8.0, 3.0], "both."),
        "last": ([1.0, 2.0, 7.0], "last."),
    },
    tolerance=0.01,
    **ABOUT,
)
CHOICES = Choices(
    {"which": "sum", "why": ("a", "b"), "sure": True},
    {"which": {"mean": "no mean."}, "why": {("b", "a"): "other order."}, "sure": {...: "no."}},
    **ABOUT,
)


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        ([0.5, 2.001], "right", "all 2 numbers"),
        (..., "not written", "replace each"),
        ([0.5, ...], "not written", "replace each"),
        ("many", "type", "real numbers"),
        ([[1], [1, 2]], "type", "rows of equal length"),
        ([1j, 2], "type", "real numbers"),
        ([0.5], "shape", "must have shape (2,), got (1,)"),
        ([0.5, 1.0], "mistake", "Twice as much"),
        ([0.5, 7.0], "differs", "index 1: 7.0"),
    ],
)
def test_numbers(answer, kind, says):
    verdict = NUMBERS.judge(answer)
    assert verdict.kind == kind and says in verdict.says


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        ([9.0, 2.0, 3.0], ("one",)),
        ([9.0, 8.0, 3.0], ("both",)),
        ([9.0, 5.0, 3.0], ("one",)),  # known, beside one that is not
        ([9.0, 2.0, 7.0], ("one",)),  # the first of two
        ([9.0, 8.0, 7.0], ("both",)),  # what explains most
        ([1.0, 2.0, 7.0], ("last",)),
        ([5.0, 8.0, 7.0], ()),  # the first one is not known
        ([1.0, 8.0, 7.0], ()),  # "both" would also change the first
    ],
)
def test_a_known_mistake_is_named_among_other_wrong_numbers(answer, known):
    verdict = MIXED.judge(answer)
    assert verdict.mistakes == known and not verdict


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        ({"which": "sum", "why": ["a", "b"], "sure": True}, "right", "all 3"),
        (["sum"], "signature", "give a dictionary with the questions `which`"),
        ({"what": "sum"}, "signature", "there is no question `what`"),
        ({"which": "sum", "why": ("a", ...)}, "not written", "why, sure."),
        ({"which": "mean", "why": ("a", "b"), "sure": True}, "differs", "which: no mean."),
        ({"which": "max", "why": ("a", "b"), "sure": True}, "differs", "one would be 'mean'"),
        ({"which": "sum", "why": ("a", "b"), "sure": 1}, "differs", "sure: no."),
        ({"which": "sum", "why": ("a",), "sure": True}, "differs", "is no answer to this"),
    ],
)
def test_choices(answer, kind, says):
    verdict = CHOICES.judge(answer)
    assert verdict.kind == kind and says in verdict.says


@pytest.mark.parametrize(
    ("right", "feedback", "message"),
    [
        ({"a": 1}, {"b": {2: "no"}}, "right and feedback have other questions"),
        ({"a": 1}, {"a": {}}, "no feedback to 'a'"),
        ({"a": 1}, {"a": {1: "no"}}, "feedback to the right answer of 'a'"),
    ],
)
def test_choices_without_sense_are_refused(right, feedback, message):
    with pytest.raises(ValueError, match=message):
        Choices(right, feedback, **ABOUT)


def test_constructions():
    def decide(answer):
        if answer is None:
            raise NotImplementedError
        if answer == "":
            raise ValueError
        return 1 / answer > 2, "above 2 or not."

    exercise = Construction(decide, 0.25, {}, hints=("smaller",), **ABOUT)
    found = [exercise.judge(answer) for answer in (0.25, 1, 0, "", None, ..., [0, ...])]
    kinds = ["right", "differs", "raised", "raised", "not written", "not written", "not written"]
    assert [verdict.kind for verdict in found] == kinds
    assert found[1].hints == ("smaller",) and found[0].hints == ()
    assert "ZeroDivisionError" in found[2].says and "ValueError: no message" in found[3].says


def test_hints_come_one_by_one_and_end(capsys):
    numbers = Numbers([1.0], {}, tolerance=0.1, hints=("first", "second"), **ABOUT)
    numbers.check([3.0])
    for _ in range(3):
        numbers.hint()
    for answer, feedback in (([4.0], "full"), ([4.0], "mistake"), ([1.0], "full")):
        numbers.check(answer, feedback)  # a new answer begins a new ladder
        numbers.hint()
    said = [line for line in capsys.readouterr().out.splitlines() if "int" in line.split(":")[0]]
    assert said == [
        "Hint 1 of 2: first", "Hint 2 of 2: second", "Hint 2 of 2: second", "Hint 1 of 2: first",
        "No hint: the first wrong number is the one at index 0: 4.0.", "No hint: it is right.",
    ]  # fmt: skip


def test_a_card_has_sensible_stars_and_minutes():
    for wrong, says in {
        ("stars", 4): "stars must be 1, 2 or 3, got 4",
        ("minutes", 0): "minutes must be a whole number from 1 to 120, got 0",
        ("minutes", 121): "minutes must be a whole number from 1 to 120, got 121",
    }.items():
        with pytest.raises(ValueError, match=says):
            Exercise(**ABOUT | dict([wrong]))
    assert "★, 5 minutes" in repr(NUMBERS)
    with pytest.raises(NotImplementedError):
        Exercise(**ABOUT).judge(1)


# -- lines of a derivation -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("a +", "no expression"),
        ("[a for a in a]", "a line holds only symbols"),
        ("lambda: a", "a line holds only symbols"),
        ("b + 1", "`b` is no symbol of this line: use `a`"),
        ("a.__class__", r"`\.__class__` is not allowed"),
        ("a + 'text'", "`'text'` is no number"),
        ("a + 1j", "is no number"),
        ("a * 100000", "no number of a derivation is that large"),
        ("__import__('os')", "is no symbol"),
    ],
)
def test_a_line_is_arithmetic_and_nothing_else(line, problem):
    with pytest.raises(ValueError, match=problem):
        evaluate(line, {"a": np.ones(3)})


def symbols(seed):
    rng = np.random.default_rng(seed)
    return {"a": rng.normal(size=3), "W": rng.normal(size=(2, 3))}


LINES = Lines(
    {"z": Line("W @ a", "W a", {"turned": ("-W @ a", "a sign.")}, hint="a product")},
    symbols,
    **ABOUT,
)


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        ({"z": "np.sum(W * a, axis=1)"}, "right", "`z`"),
        ("W @ a", "signature", 'with the lines "z", got a str'),
        ({"y": "W @ a"}, "signature", "got the unknown line `y`"),
        ({"z": 3}, "signature", "must be text between quotes"),
        ({}, "not written", "line `z`"),
        ({"z": " "}, "not written", "line `z`"),
        ({"z": "a @ W"}, "raised", "line `z`: matmul"),
        ({"z": "q"}, "raised", "`q` is no symbol"),
        ({"z": "-(W @ a)"}, "mistake", "a sign"),
        ({"z": "W * a"}, "shape", "must have shape (2,), got (2, 3)"),
        ({"z": "3 * (W @ a)"}, "differs", "yours is 3 times as large"),
    ],
)
def test_lines(answer, kind, says):
    verdict = LINES.judge(answer)
    assert verdict.kind == kind and says in verdict.says
    assert bool(verdict) == (kind == "right")


@pytest.mark.parametrize(
    ("got", "want", "says"),
    [
        ([np.eye(2)[::-1] + x[:, :2]], [(np.eye(2)[::-1] + x[:, :2]).T], "the transpose"),
        (
            [np.vstack([x, x + 1])],
            [np.vstack([x, x])],
            "right at the indices 0, 1 of its first axis",
        ),
        ([np.ones(2)], [np.zeros(2)], "the largest difference is 1"),
        (["text"], [x], "got `'text'`, not "),
    ],
)
def test_a_clue_says_how_far_off_she_is(got, want, says):
    assert says in clue(got, want)
