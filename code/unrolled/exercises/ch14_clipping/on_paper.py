"""Exercise `on_paper` of chapter 14: a gradient of four numbers, and an edge."""

import numpy as np

from coursekit import Numbers, but


def _paper() -> np.ndarray:
    """Clip dW = (3, 4), db = (0, 12) to 6.5 and to 5, and find an edge."""
    g = np.array([3.0, 4.0, 0.0, 12.0])
    norm = np.linalg.norm(g)
    sigmoid = 1 / (1 + np.exp(-1.0))
    return np.array([norm, g[0] * 6.5 / norm, np.clip(g, -5, 5)[3], 1 - 6 * sigmoid, 0.01 * 6.5])


_RIGHT = _paper()


def answer():
    numbers = [13, 1.5, 5, 1 - 6 * 0.731059, 0.065]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "norms added": (but(_RIGHT, 0, 17),
            "5 + 12 adds two lengths; the squares are what adds up."),
        "no square root": (but(_RIGHT, 0, 169), "that is the square of the norm."),
        "first tensor only": (but(_RIGHT, 0, 5), "the norm is that of all four numbers."),
        "largest number": (but(_RIGHT, 0, 12), "the norm is a length, not the largest entry."),
        "not clipped": (but(_RIGHT, 1, 3), "13 is above 6.5: every number is scaled."),
        "cut by value": (but(_RIGHT, 1, 6.5),
            "the limit is for the length; scale all by one factor."),
        "clipped per tensor": (but(_RIGHT, 1, 3 * 6.5 / 5),
            "one factor, with the norm of everything."),
        "scaled, not cut": (but(_RIGHT, 2, 12 * 5 / 13), "by value, each number is cut by itself."),
        "untouched by value": (but(_RIGHT, 2, 12), "12 is above the limit 5."),
        "z0 left out": (but(_RIGHT, 3, 0 - 6 / (1 + np.exp(-1))),
            "the edge is z0 minus w times sigma."),
        "slope instead of value": (but(_RIGHT, 3, 1 - 6 * 0.1966),
            "sigma itself stands in it, no slope."),
        "learning rate left out": (but(_RIGHT, 4, 6.5),
            "a step is the learning rate times the gradient."),
        "step of the unclipped": (but(_RIGHT, 4, 0.13), "the clipped gradient has length 6.5."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "squares of all four numbers, added, then the root.",
        "one factor for all: limit through norm.",
    ),
    title="On paper", stars=1, minutes=8, trains=(1, 2), checked="five numbers",
)  # fmt: skip
