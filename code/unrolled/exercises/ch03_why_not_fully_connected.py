"""Exercises of chapter 3, why not a fully connected network."""

from itertools import product

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from rnnlab.baselines import count_parameters

from ._ch03_matrix import as_one_matrix
from ._ch03_sweep import sweep

# -- 1. counts ----------------------------------------------------------------------------------

_X, _A, _T, _K = 50, 20, 30, 5
_FULL = count_parameters("fully connected", _X, _A, _T)
_CONV = count_parameters("convolution", _X, _A, _K)
_RNN = count_parameters("recurrent", _X, _A)

#: exercise 1, three layers and one that must read twice as much
count = Numbers(
    [_FULL, _CONV, _RNN, count_parameters("fully connected", _X, _A, 2 * _T)],
    {
        "biases forgotten": (
            [_FULL - _A, _CONV - _A, _RNN - _A, 2 * _A * _T * _X],
            "each unit has a bias, too.",
        ),
        "bias at every step": (
            [_A * _T * (_X + 1), _A * _K * (_X + 1), _RNN, _A * 2 * _T * (_X + 1)],
            "a unit has one bias, not one per step.",
        ),
        "no state matrix": (
            [_FULL, _CONV, _A * (_X + 1), _FULL + _A * _T * _X],
            "the recurrent layer also reads its old state.",
        ),
        "recurrent times T": (
            [_FULL, _CONV, _T * _RNN, _FULL + _A * _T * _X],
            "the recurrent layer has the same weights at all steps.",
        ),
        "convolution times windows": (
            [_FULL, (_T - _K + 1) * _CONV, _RNN, _FULL + _A * _T * _X],
            "all windows share the same weights.",
        ),
        "biases doubled": (
            [_FULL, _CONV, _RNN, 2 * _FULL],
            "twice the length has twice the weights, but no more biases.",
        ),
    },
    tolerance=0.5,
    hints=("how many numbers go into one unit?", "add its bias, then multiply by the units."),
    title="Count",
    stars=1,
    minutes=8,
    checked="four whole numbers",
)

# -- 4. a filter by hand ------------------------------------------------------------------------


def _decide_filter(answer):
    W, b = np.asarray(answer[0], float), float(answer[1])
    if W.shape != (3, 4):
        return False, f"W needs one row per place and one column per letter, got {W.shape}."
    for window in product(range(4), repeat=3):
        z = sum(W[k, letter] for k, letter in enumerate(window)) + b
        if (z > 0) != (window == (0, 1, 2)):
            text, due = "".join("abcd"[i] for i in window), "no" if z > 0 else "yes"
            return False, f"for {text} the sum is {z:.2f}, and {due} is due."
    return True, "all 64 windows."


_ABC = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0))

#: exercise 4, thirteen numbers without training
by_hand = Construction(
    _decide_filter,
    (_ABC, -2.5),
    {
        "two letters are enough": ((_ABC, -1.5), "no is due"),
        "asks for more than three": ((_ABC, -3.5), "for abc the sum is -0.50, and yes is due"),
        "order does not matter": ((((1, 1, 1, 0),) * 3, -2.5), "no is due"),
        "letters in rows": ((np.ones((4, 3)), -2.5), "one row per place"),
    },
    stub=(..., ...),
    hints=("let each right letter in its place add 1.", "how large is the sum with two right?"),
    title="A filter by hand",
    stars=2,
    minutes=10,
    checked="all windows of three letters",
)

# -- 5. fooled ----------------------------------------------------------------------------------


def _windows(text: str, width: int) -> set[str]:
    """Collect all windows of a width."""
    return {text[k : k + width] for k in range(len(text) - width + 1)}


def _lamp(text: str) -> str:
    """Return the last mark, or nothing."""
    marks = [s for s in text if s in "+-"]
    return marks[-1] if marks else ""


def _decide_pair(answer):
    one, two = answer
    if set(one + two) - set("+-."):
        return False, "use only the symbols + - and dots."
    if min(len(one), len(two)) < 5:
        return False, "each sequence needs at least five symbols, one window."
    if not (_lamp(one) and _lamp(two)):
        return False, "each sequence needs a + or a -."
    if _lamp(one) == _lamp(two):
        return False, "both lamps end in the same state."
    if odd := sorted(_windows(one, 5) ^ _windows(two, 5)):
        return False, f"the window `{odd[0]}` occurs in one of them only."
    return True, "different lamps, the same windows."


#: exercise 5, what no convolution of width 5 can tell apart
fooled = Construction(
    _decide_pair,
    (".....+.....-.....+.....", ".....-.....+.....-....."),
    {
        "dots too few": (
            (".+.-.+.", ".-.+.-."),
            "occurs in one of them only",
        ),
        "one mark each": ((".....+.....", ".....-....."), "occurs in one of them only"),
        "same ending": (
            (".....+.....-.....", ".....-.....+.....-....."),
            "both lamps end in the same state",
        ),
        "shorter than a window": (("+..", "-.."), "at least five symbols"),
    },
    stub=(..., ...),
    hints=("take the pair of the chapter.", "how many dots keep two marks out of one window?"),
    title="Fool every window of five",
    stars=2,
    minutes=10,
    checked="the lamps differ, the windows do not",
)

# -- 6. true or false ---------------------------------------------------------------------------

#: exercise 6, statements about the three networks
statements = Choices(
    {"A": True, "B": False, "C": False, "D": True, "E": False, "F": True},
    {
        "A": {False: "each step brings a matrix of its own."},
        "B": {True: "the weights of those steps have only met zeros in training."},
        "C": {True: "the largest value does not say where it was found."},
        "D": {False: "the count has no T in it."},
        "E": {True: "in the chapter a convolution did better on the motif."},
        "F": {False: "each step then has examples to learn from, only many more are needed."},
    },
    title="True or false",
    stars=1,
    minutes=8,
    checked="six statements; each wrong answer is told why",
)

EXERCISES = (count, sweep, as_one_matrix, by_hand, fooled, statements)
