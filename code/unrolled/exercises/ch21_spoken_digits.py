"""Exercises of chapter 21: real recordings, opponents without order, and how far blame reaches."""

import math

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code

from ._ch21_passes import (
    BAG_MISTAKES,
    REACH_MISTAKES,
    STANDARDIZE_MISTAKES,
    _bag,
    _reach,
    _standardize,
    bag_case,
    clip_case,
    reach_case,
)

#: shift and scale by the training frames
standardize = Code(
    _standardize,
    clip_case,
    "x_new x_test_new",
    STANDARDIZE_MISTAKES,
    title="Shift and scale, without the test data",
    stars=2,
    minutes=15,
    checked="training and test clips, with padding",
)

#: mean and deviation of each clip
bag = Code(
    _bag,
    bag_case,
    "phi",
    BAG_MISTAKES,
    title="A bag of frames",
    stars=1,
    minutes=12,
    checked="means and deviations of padded clips",
)

#: how much of the gradient arrives at the digit
reach = Code(
    _reach,
    reach_case,
    "ratio d",
    REACH_MISTAKES,
    title="What reaches the digit",
    stars=2,
    minutes=15,
    checked="the length at every lag, and the gradient at the digit's last frame",
)


def _on_paper() -> np.ndarray:
    """Compute what the questions on paper ask for."""
    keep = 1 / (1 + math.exp(-2))
    half = 0.5 ** (1 / 40)
    return np.array(
        [
            100 * math.sqrt(0.95 * 0.05 / 600),
            100 * math.sqrt(0.1 * 0.9 / 600),
            64 * 13 + 64 * 64 + 64 + 10 * 64 + 10,
            100 * keep,
            100 * keep**40,
            math.log(half / (1 - half)),
        ]
    )


_RIGHT = _on_paper()


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: errors of shares, sizes, and what a gate keeps
on_paper = Numbers(
    _RIGHT,
    {
        "no root": (_but(0, 100 * 0.95 * 0.05 / 600),
                    "that is p(1-p)/N, the *variance* of the share."),
        "the spread of one clip": (_but(0, 100 * math.sqrt(0.95 * 0.05)),
                                   "that is one clip's spread; divide by the root of N."),
        "p of the first line": (_but(1, _RIGHT[0]), "at chance p is 0.1, not 0.95."),
        "biases forgotten": (_but(2, _RIGHT[2] - 74), "each unit and each class has a bias, too."),
        "readout forgotten": (_but(2, _RIGHT[2] - 650), "the readout has weights, too."),
        "GRU counted": (_but(2, 3 * 64 * 78 + 64 + 650),
                        "an Elman layer has one block of rows, not three."),
        "half kept": (_but(3, 50.0), "that is the gate with bias 0."),
        "forgotten, not kept": (_but(3, 100 - _RIGHT[3]), "z is the share that is *kept*."),
        "forty times": (_but(4, 100 - 40 * (100 - _RIGHT[3])),
                        "what is kept is multiplied at each step: a power."),
        "tanh of the bias": (_but(3, 100 * math.tanh(2)), "gates are sigmoids."),
        "the gate itself": (_but(5, 0.5 ** (1 / 40)), "that is z; which bias makes it?"),
        "the sign": (_but(5, -_RIGHT[5]), "a gate near 1 needs a positive bias."),
    },
    tolerance=0.02,
    hints=(
        "a share p of N clips is uncertain by the root of p(1-p)/N.",
        "z = sigmoid(b), and 40 steps keep z to the 40th; sigmoid is undone by ln(z/(1-z)).",
    ),
    title="On paper",
    stars=1,
    minutes=12,
    checked="six numbers, to two digits behind the point",
)  # fmt: skip

_CLAIMS = {
    "A": "not shown",
    "B": "shown",
    "C": "refuted",
    "D": "refuted",
    "E": "not shown",
    "F": "shown",
}
_SAID = {
    "A": "compare the two numbers with their errors, about one point each.",
    "B": "look at the worst seed, and at the bag's number.",
    "C": "one run on the page has b_u = 0.",
    "D": "one of the controls changes only the number of epochs.",
    "E": "do the data say who speaks?",
    "F": "compare training and test clips at k = 40.",
}

#: which claims the chapter's runs support
which_claim = Choices(
    _CLAIMS,
    {
        q: {said: _SAID[q] for said in ("shown", "refuted", "not shown") if said != right}
        | {...: 'answer with "shown", "refuted" or "not shown".'}
        for q, right in _CLAIMS.items()
    },
    title="What the runs show",
    stars=1,
    minutes=8,
    checked="six claims",
)


def _decide_same_bag(answer: tuple) -> tuple[bool, str]:
    one, two = (np.asarray(a, float) for a in answer)
    if one.shape != two.shape or one.ndim != 1 or not 3 <= len(one) <= 6:
        return False, "give two lists of the same length, 3 to 6 numbers each."
    if not (np.isfinite(one).all() and np.isfinite(two).all()) or one.std() < 0.1:
        return False, "the deviation must be at least 0.1."
    gap = max(abs(one.mean() - two.mean()), abs(one.std() - two.std()))
    if gap > 1e-9:
        return False, f"mean or deviation differs by {gap:.3g}."
    if np.allclose(np.sort(one), np.sort(two), atol=1e-3):
        return False, "these are the same frames in another order; choose other frames."
    return True, "same mean, same deviation, other sounds."


#: two clips that no bag of frames can tell apart
same_bag = Construction(
    _decide_same_bag,
    ([0.0, 0.0, 3.0], [2.0, 2.0, -1.0]),
    {
        "shuffled": (([0.0, 1.0, 3.0], [3.0, 0.0, 1.0]), "another order"),
        "other deviation": (([0.0, 0.0, 3.0], [1.0, 1.0, 1.0]), "differs by"),
        "constant": (([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]), "at least 0.1"),
        "too short": (([0.0, 1.0], [1.0, 0.0]), "3 to 6 numbers"),
    },
    stub=(..., ...),
    hints=(
        "turning a clip upside down about its mean changes neither mean nor deviation.",
        "is the clip then another set of numbers? Only if it was not symmetric.",
    ),
    title="Two clips in the same bag",
    stars=2,
    minutes=10,
    checked="mean and deviation agree, the frames do not",
)

EXERCISES = (standardize, bag, same_bag, reach, on_paper, which_claim)
