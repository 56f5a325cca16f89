"""Exercise `on_paper` of chapter 22: label noise, one step of the filter, errors."""

import math

import numpy as np

from coursekit import Numbers, but
from rnnlab.data.dna import START, SWITCH, TRANSITIONS


def _on_paper() -> np.ndarray:
    """Compute what the questions on paper ask for."""
    e = TRANSITIONS[:, 1, 2]
    a = e * (START @ SWITCH)
    return np.array(
        [
            0.95 * 0.9 + 0.05 * 0.1,
            (0.82 - 0.1) / 0.8,
            a[1] / a.sum(),
            0.1 / math.sqrt(400),
            (2 * 0.1 / 0.002) ** 2,
            math.sqrt((4 + 1 + 9) / 3),
        ]
    )


_RIGHT = _on_paper()


def answer():
    numbers = [0.86, 0.9, 0.637, 0.005, 10_000, 2.1602]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "wrong answers to wrong labels": (but(_RIGHT, 0, 0.95 * 0.9),
            "where both answer and label are wrong, they agree."),
        "the difference": (but(_RIGHT, 0, 0.85), "chances multiply; they are not subtracted."),
        "divided by 1-p": (but(_RIGHT, 1, 0.82 / 0.9),
            "the share also holds agreements of two wrongs."),
        "added": (but(_RIGHT, 1, 0.92), "solve a' = a (1-p) + (1-a) p for a."),
        "even start": (but(_RIGHT, 2, TRANSITIONS[1, 1, 2] / TRANSITIONS[:, 1, 2].sum()),
            "before the G an island has the chance 1/3, not 1/2."),
        "table without division": (but(_RIGHT, 2, TRANSITIONS[1, 1, 2]),
            "that is the chance of G in an island, not the reverse."),
        "the chance of none": (but(_RIGHT, 2, 1 - _RIGHT[2]), "that is the other state."),
        "divided by N": (but(_RIGHT, 3, 0.1 / 400), "the error falls with the *root* of N."),
        "one error": (but(_RIGHT, 4, 2500), "two errors must fit into the difference."),
        "root forgotten": (but(_RIGHT, 4, 100), "to halve an error takes four times as many."),
        "squares": (but(_RIGHT, 5, 14 / 3), "that is the mean of squares; take the root."),
        "divided by four": (but(_RIGHT, 5, math.sqrt(14 / 4)), "four values have three changes."),
    },
    answer=answer, tolerance=0.002,
    hints=(
        "a' = a (1-p) + (1-a) p; and backward, a = (a' - p)/(1 - 2p).",
        "3: old chances, switched (they stay 2/3 and 1/3), times the two chances of G after C.",
    ),
    title="On paper", stars=1, minutes=12, trains=(2, 3), checked="six numbers",
)  # fmt: skip
