"""Exercise `scalar_net` of chapter 13: the gradients of a network with one unit."""

from collections.abc import Sequence

import numpy as np

from coursekit import Numbers

__all__ = ["STATES"]

#: the states a<0> .. a<3>, the weight and dL/da<3>
STATES, W, DA_T = np.array([0.0, 0.5, 0.8, 0.6]), 1.5, 2.0


def _by_hand(factors: Sequence[float]) -> np.ndarray:
    """Multiply dL/da<3> by what the steps 3, 2, 1 multiply by."""
    return DA_T * np.cumprod(factors)


_SCALAR = _by_hand(W * (1 - STATES[:0:-1] ** 2))


def answer():
    #: gradients = [..., ..., ...]  # lags 1, 2, 3
    gradients = [1.92, 1.0368, 1.1664]
    return gradients


exercise = Numbers(
    _SCALAR,
    {
        "the other end": (_by_hand(W * (1 - STATES[1:] ** 2)),
            "lag 1 is one step before the end, so the step that leads to a<3> comes first."),
        "1 - a": (_by_hand(W * (1 - STATES[:0:-1])),
            "this is not the slope of tanh: a square is missing."),
        "state before": (_by_hand(W * (1 - STATES[2::-1] ** 2)),
            "the slope is taken at the state that goes in, not at the one that comes out."),
        "linear": (_by_hand([W] * 3), "these are powers of w: each step also has its slope."),
        "no w": (_by_hand(1 - STATES[:0:-1] ** 2), "the weight is missing in each factor."),
        "no gradient to start from": (_SCALAR / DA_T,
            "these are the products alone; dL/da<3> is missing."),
        "one slope for all": (_by_hand([W * (1 - STATES[3] ** 2)] * 3),
            "the slope of step 3 was used for all steps; each has its own."),
        "not multiplied up": (DA_T * W * (1 - STATES[:0:-1] ** 2),
            "each lag has one factor only: the factors of the later steps belong to it as well."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "one step back multiplies by w (1 - a²): at which a?",
        "lag 1 goes back through step 3, lag 2 through steps 3 and 2.",
        "the factors are 0.96, 0.54 and 1.125.",
    ),
    title="One unit on paper", stars=1, minutes=6, trains=(1,), checked="three numbers",
)  # fmt: skip
