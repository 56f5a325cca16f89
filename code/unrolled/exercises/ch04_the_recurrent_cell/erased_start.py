"""Exercise `erased_start` of chapter 4: the smallest input that erases the start."""

import numpy as np

from coursekit import Construction


def distance(x: float) -> float:
    """Return how far the starts 0.9 and -0.9 are apart after 1000 steps of one unit.

    Parameters
    ----------
    x : float
        What comes in at every step; the weight of the state is 1.5.

    Returns
    -------
    float
        The distance.

    Examples
    --------
    >>> distance(0.0) > 1, distance(1.0) < 1e-9
    (True, True)
    """
    a = np.array([0.9, -0.9])
    for _ in range(1000):
        a = np.tanh(1.5 * a + x)
    return float(a[0] - a[1])


def _decide_erased(x):
    cents = round(float(x) * 100)
    if abs(float(x) * 100 - cents) > 1e-6 or not 0 <= cents <= 300:
        return False, f"x must be between 0 and 3 with two decimals, got {x!r}."
    if (d := distance(cents / 100)) > 1e-3:
        return False, f"with x = {cents / 100} the two starts are still {d:.2g} apart."
    if distance((cents - 1) / 100) <= 1e-3:
        return False, f"x = {cents / 100} erases the start, but so does {(cents - 1) / 100}."
    return True, f"with x = {(cents - 1) / 100} they stay {distance((cents - 1) / 100):.2g} apart."


def answer():
    def distance(x):
        one, other = 0.9, -0.9
        for _ in range(1000):
            one, other = np.tanh(1.5 * one + x), np.tanh(1.5 * other + x)
        return one - other

    x = min(k / 100 for k in range(101) if distance(k / 100) < 0.001)
    print(f"without input: {distance(0):.4g}, smallest x: {x}")
    return x


exercise = Construction(
    _decide_erased,
    next(k / 100 for k in range(301) if distance(k / 100) <= 1e-3),
    {
        "nothing comes in": (0.0, "the two starts are still 1.7 apart"),
        "too little": (0.2, "the two starts are still"),
        "more than needed": (0.5, "x = 0.5 erases the start, but so does 0.49"),
        "negative": (-0.3, "must be between 0 and 3"),
    },
    answer=answer,
    hints=(
        "try 0, 0.5 and 0.25, then halve the interval.",
        "one decision at a time: is the distance above or below 0.001?",
    ),
    title="Erasing the start", stars=2, minutes=8, trains=(4,),
    checked="the distance for your x, and for x - 0.01",
)  # fmt: skip
