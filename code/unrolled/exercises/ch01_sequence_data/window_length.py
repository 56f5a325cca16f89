"""Exercise `window_length` of chapter 1: the shortest window that determines the next value."""

import numpy as np

from coursekit import Construction

from .windows import windows

_T = np.arange(200)
#: the series of the page, a sum of two sines
series = np.sin(0.4 * _T) + 0.5 * np.sin(1.1 * _T + 1)


def window_error(k: int) -> float:
    """Return the error of the best linear forecast from k values, as a share of a copy's.

    Parameters
    ----------
    k : int
        Length of a window.

    Returns
    -------
    float
        Root mean square error on the second half of the series, fitted on the first half, divided
        by the error of repeating the last value.

    Examples
    --------
    >>> window_error(1) > 0.5
    True
    """
    x, y = windows(series, k)
    w = np.linalg.lstsq(x[:, :90].T, y[:90], rcond=None)[0]
    error, copy = y[90:] - w @ x[:, 90:], y[90:] - x[-1, 90:]
    return float(np.linalg.norm(error) / np.linalg.norm(copy))


def _decide_window(k):
    if not isinstance(k, int | np.integer) or not 1 <= k <= 50:
        return False, f"k must be a whole number from 1 to 50, got {k!r}."
    if (error := window_error(int(k))) > 0.01:
        return False, f"with k = {k} the error is still {error:.2g} of that of a copy."
    if k > 1 and (error := window_error(int(k) - 1)) <= 0.01:
        return False, f"k = {k} will do, but k = {k - 1} as well (error {error:.1g})."
    return True, f"with k = {k - 1} the error is {error:.2g} of a copy's, with {k} almost 0."


def answer():
    for k in range(1, 7):
        x, y = windows(series, k)
        w = np.linalg.lstsq(x[:, :90].T, y[:90], rcond=None)[0]
        error = np.linalg.norm(y[90:] - w @ x[:, 90:])
        copy = np.linalg.norm(y[90:] - x[-1, 90:])
        print(k, f"{error / copy:.1g}" if error > 0.01 * copy else "< 1 %")
    k = 4
    return k


exercise = Construction(
    _decide_window,
    4,
    {
        "the last value": (1, "with k = 1 the error is still"),
        "enough for one sine": (2, "with k = 2 the error is still"),
        "one too short": (3, "with k = 3 the error is still"),
        "one too long": (5, "k = 5 will do, but k = 4 as well"),
        "a whole period": (16, "k = 16 will do, but k = 15 as well"),
    },
    answer=answer,
    hints=(
        "a straight line needs two values; how many does one sine need? Try it.",
        "each sine asks for two values, wherever it is in its period.",
    ),
    title="How long must a window be?", stars=2, minutes=12, trains=(4,),
    checked="the error for your k, and for k - 1",
)  # fmt: skip
