"""Exercise `same_bag` of chapter 21: two clips that no bag of frames can tell apart."""

import numpy as np

from coursekit import Construction


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


def answer():
    one, two = [0.0, 0.0, 3.0], [2.0, 2.0, -1.0]
    return one, two


exercise = Construction(
    _decide_same_bag,
    answer(),
    {
        "shuffled": (([0.0, 1.0, 3.0], [3.0, 0.0, 1.0]), "another order"),
        "other deviation": (([0.0, 0.0, 3.0], [1.0, 1.0, 1.0]), "differs by"),
        "constant": (([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]), "at least 0.1"),
        "too short": (([0.0, 1.0], [1.0, 0.0]), "3 to 6 numbers"),
    },
    answer=answer, stub=(..., ...),
    hints=(
        "turning a clip upside down about its mean changes neither mean nor deviation.",
        "is the clip then another set of numbers? Only if it was not symmetric.",
    ),
    title="Two clips in the same bag", stars=2, minutes=10, trains=(2,),
    checked="mean and deviation agree, the frames do not",
)  # fmt: skip
