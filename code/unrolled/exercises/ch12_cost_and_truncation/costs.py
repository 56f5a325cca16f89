"""Exercise `costs` of chapter 12: what one pass costs, counted."""

import numpy as np

from coursekit import Numbers, but


def _costs(T: int, n_a: int, n_x: int, k: int) -> np.ndarray:
    """Count what the questions ask for."""
    segments = -(-T // k)
    influence = n_a * n_a * (n_a + n_x + 1)
    return np.array([(T + 1) * n_a, segments + k, T + k * (segments - 1), T * (T + 1) / 2,
                     influence, (k + 1) / 2])  # fmt: skip


_RIGHT = _costs(400, 10, 5, 20)


def answer():
    numbers = [4010, 40, 780, 80200, 1600, 10.5]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "a<0> not kept": (but(_RIGHT, 0, 4000), "the pass also needs the initial state."),
        "one example of one unit": (but(_RIGHT, 0, 401), "a state has `n_a` numbers."),
        "only the starts": (but(_RIGHT, 1, 20), "the segment under way keeps its states, too."),
        "one state per step": (but(_RIGHT, 1, 400), "only the starts and one segment are kept."),
        "last segment run twice": (but(_RIGHT, 2, 800),
            "the first pass may stop before the last segment: that one is run only once."),
        "one forward pass": (but(_RIGHT, 2, 400),
            "all segments but the last are run forward twice."),
        "T squared": (but(_RIGHT, 3, 160_000), "the loss of step s goes back s steps, not T."),
        "T steps": (but(_RIGHT, 3, 400), "that is one pass for all losses together."),
        "influence of W_aa only": (but(_RIGHT, 4, 1000),
            "`W_ax` and the bias have an influence, too."),
        "one number per weight": (but(_RIGHT, 4, 160),
            "each weight moves every unit of the state."),
        "all see K": (but(_RIGHT, 5, 20), "only the last loss of a chunk sees 20 steps."),
        "half of K": (but(_RIGHT, 5, 10), "the first loss of a chunk sees 1 step, not 0."),
    },
    answer=answer, tolerance=0.1,
    hints=(
        "states: T+1 of them, n_a numbers each. Segments: 400/20.",
        "sums: 1 + 2 + ... + 400, and the mean of 1, 2, ..., 20.",
    ),
    title="Count", stars=1, minutes=8, trains=(1,), checked="six numbers",
)  # fmt: skip
