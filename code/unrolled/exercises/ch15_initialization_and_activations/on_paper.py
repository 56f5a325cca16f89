"""Exercise `on_paper` of chapter 15: five numbers about scales."""

import numpy as np

from coursekit import Numbers, but


def _paper() -> np.ndarray:
    """Return Glorot's bound, He's deviation, a mean square, a length and a growth."""
    glorot, he = np.sqrt(6 / (20 + 30)), np.sqrt(2 / 50)
    return np.array([glorot, he, 25 * 0.01 * 4, 3 * 0.9**10, 1.2 * np.sqrt(0.5)])


_RIGHT = _paper()


def answer():
    numbers = [(6 / 50)**0.5, (2 / 50)**0.5, 25 * 0.1**2 * 4,
               3 * 0.9**10, 1.2 * 0.5**0.5]  # fmt: skip
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "columns only": (but(_RIGHT, 0, np.sqrt(6 / 30)), "Glorot's rule adds rows and columns."),
        "variance for bound": (but(_RIGHT, 0, 2 / 50), "that is the variance, not the bound."),
        "deviation for bound": (but(_RIGHT, 0, 0.2),
            "a uniform distribution reaches sqrt 3 deviations."),
        "rows for columns": (but(_RIGHT, 1, np.sqrt(2 / 80)),
            "a unit adds up as many terms as columns."),
        "factor 2 forgotten": (but(_RIGHT, 1, np.sqrt(1 / 50)),
            "ReLU loses half of the mean square."),
        "no root": (but(_RIGHT, 1, 2 / 50),
            "that is the variance; asked is the standard deviation."),
        "standard deviation of w": (but(_RIGHT, 2, 25 * 0.1 * 4),
            "it is the variance that multiplies."),
        "not squared a": (but(_RIGHT, 2, 25 * 0.01 * 2),
            "take the mean square of a, not its root."),
        "n forgotten": (but(_RIGHT, 2, 0.01 * 4), "25 terms add up."),
        "once": (but(_RIGHT, 3, 2.7), "each of the ten steps multiplies by the gain."),
        "gain left out": (but(_RIGHT, 3, 3.0), "an orthogonal matrix times 0.9 shortens."),
        "half": (but(_RIGHT, 4, 0.6), "half of the *squared* slopes are 0: take the root."),
        "slopes left out": (but(_RIGHT, 4, 1.2), "half of the units let nothing through."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "variance of a uniform distribution on ±s: s²/3.",
        "lengths multiply at each step; slopes enter by their root mean square.",
    ),
    title="On paper", stars=1, minutes=10, trains=(1, 3), checked="five numbers",
)  # fmt: skip
