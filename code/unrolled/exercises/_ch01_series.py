"""Exercises 3, 5 and 8 of chapter 1: windows, the tamper test, the length of a window."""

import numpy as np

from coursekit.answers import Construction
from coursekit.code import Code
from coursekit.mistakes import Mistake

# -- 3. windows ---------------------------------------------------------------------------------


def series_case(seed: int) -> tuple[np.ndarray, int]:
    """Draw a series of shape (S,) and the length k of a window; S - k differs from k."""
    rng = np.random.default_rng(seed)
    k = 3 + seed % 3
    return rng.normal(size=2 * k + 3 + seed % 2), k


def _windows(series, k):
    N = len(series) - k
    x = np.stack([series[i : i + N] for i in range(k)])
    y = series[k:]
    return x, y


#: exercise 3, windows of a series and the value after each
windows = Code(
    _windows,
    series_case,
    "x y",
    [
        Mistake(
            "last input as target",
            "series[k:]",
            "series[k - 1 : -1]",
            "`y` holds the last value of each window: a model copies it and looks perfect.",
            "which index of the series comes directly after the window that starts at 0?",
        ),
        Mistake(
            "target inside",
            "series[i : i + N]",
            "series[i + 1 : i + 1 + N]",
            "each window contains its own target: the future leaks into the input.",
            "at which index of the series does column 0 start?",
        ),
        Mistake(
            "window one too long",
            "range(k)]",
            "range(k + 1)]",
            "the windows hold k + 1 values, and the last of them is the target.",
            "how many rows must x have?",
        ),
        Mistake(
            "window one too short",
            "range(k)]",
            "range(k - 1)]",
            "the windows hold only k - 1 values: the one before the target is missing.",
            "how many rows must x have?",
        ),
        Mistake(
            "value skipped",
            "len(series) - k\n",
            "len(series) - k - 1\n",
            "one value is skipped between each window and its target.",
            "which index of the series comes directly after the window that starts at 0?",
            more=(("series[k:]", "series[k + 1 :]"),),
            costs=("y",),
        ),
        Mistake(
            "last window lost",
            "len(series) - k\n",
            "len(series) - k - 1\n",
            "the last window is lost, although a value follows it.",
            "how many windows of a series of 5 values, with k = 3, have a target?",
            more=(("series[k:]", "series[k:-1]"),),
        ),
        Mistake(
            "window without target",
            "len(series) - k\n",
            "len(series) - k + 1\n",
            "there is one window too many: nothing follows the last one.",
            "how many windows of a series of 5 values, with k = 3, have a target?",
        ),
        Mistake(
            "examples as rows",
            "for i in range(k)])",
            "for i in range(k)]).T",
            "`x` has the windows as rows; with us examples are columns and time comes first.",
            "is a window a row or a column of x?",
        ),
        Mistake(
            "windows run backward",
            "for i in range(k)",
            "for i in reversed(range(k))",
            "the windows run backward: their newest value stands first.",
            "is row 0 of x the oldest or the newest value?",
        ),
        Mistake(
            "no overlap",
            "y = series[k:]",
            "x, y = x[:, ::k], series[k::k]",
            "the windows do not overlap: only every k-th is there.",
            "by how many steps is a window moved to get the next one?",
        ),
        Mistake(
            "first value as target",
            "series[k:]",
            "series[:-k]",
            "`y` holds the first value of each window.",
            "is the target before, inside or after the window?",
        ),
    ],
    title="Windows without a leak",
    stars=2,
    minutes=15,
    checked="both arrays on series of several lengths",
)

# -- 5. the tamper test -------------------------------------------------------------------------


def _running_sum_by_fft(x):
    """Sum up to t by a fast Fourier transform: causal but for rounding."""
    n = 2 * len(x)
    spectrum = np.fft.rfft(x, n, axis=0) * np.fft.rfft(np.ones(len(x)), n)[:, None, None]
    return np.fft.irfft(spectrum, n, axis=0)[: len(x)]


def _shifted(x, steps):
    """Return x of step t + steps at step t; nothing behind the end."""
    return np.concatenate([x[steps:], np.zeros_like(x[:steps])])


#: name of a model -> (the model, whether it looks ahead)
MODELS = {
    "the running sum": (lambda x: np.cumsum(x, axis=0), False),
    "the input minus the mean of the batch": (lambda x: x - x.mean(axis=2, keepdims=True), False),
    "a running sum with rounding errors": (_running_sum_by_fft, False),
    "the sum of all that follows": (lambda x: np.cumsum(x[::-1], axis=0)[::-1], True),
    "the input plus the next one": (lambda x: x + _shifted(x, 1), True),
    "the input of two steps later": (lambda x: _shifted(x, 2), True),
    "the input plus the last one": (lambda x: x + x[-1], True),
    "the input plus the last step, x[-1] - x[-2]": (lambda x: x + (x[-1] - x[-2]), True),
}


def _decide_tamper(looks_ahead):
    for zeros in (False, True):
        x = np.random.default_rng(3).normal(size=(7, 2, 3))
        if zeros:
            x[4:] = 0
        for name, (model, ahead) in MODELS.items():
            got = looks_ahead(model, x.copy(), 4)
            if not isinstance(got, bool | np.bool_):
                return False, f"it must return True or False, got {type(got).__name__}."
            if got != ahead:
                said = "does, and your test says it does not" if ahead else (
                    "does not, and your test says it does")  # fmt: skip
                input_ = "an input that ends in zeros" if zeros else "a random input"
                return False, f"looks {name} ahead? It {said} (on {input_})."
    return True, f"all {len(MODELS)} models, on two inputs."


def _looks_ahead(f, x, t):
    tampered = x.copy()
    tampered[t:] = np.random.default_rng(0).normal(size=x[t:].shape)
    return not np.allclose(f(x)[:t], f(tampered)[:t])


def _tampered_with(x, part, value):
    tampered = x.copy()
    tampered[part] = value
    return tampered


def _differ(one, other):
    return not np.allclose(one, other)


#: exercise 5, a test that finds out whether a model looks ahead
looks_ahead = Construction(
    _decide_tamper,
    _looks_ahead,
    {
        "whole outputs compared": (
            lambda f, x, t: _differ(f(x), f(_tampered_with(x, slice(t, None), 9.0))),
            "looks the running sum ahead? It does not",
        ),
        "only step t changed": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, t, x[t] + 1))[:t]),
            "looks the input plus the last one ahead? It does",
        ),
        "only the last step changed": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, -1, x[-1] + 1))[:t]),
            "looks the input plus the next one ahead? It does",
        ),
        "only step t - 1 compared": (
            lambda f, x, t: _differ(f(x)[t - 1], f(_tampered_with(x, t, x[t] + 1))[t - 1]),
            "looks the input of two steps later ahead? It does",
        ),
        "one added to all": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, slice(t, None), x[t:] + 1))[:t]),
            "plus the last step, x[-1] - x[-2] ahead? It does",
        ),
        "future set to zero": (
            lambda f, x, t: _differ(f(x)[:t], f(_tampered_with(x, slice(t, None), 0))[:t]),
            "(on an input that ends in zeros)",
        ),
        "past changed": (
            lambda f, x, t: _differ(f(x)[t:], f(_tampered_with(x, slice(None, t), 9.0))[t:]),
            "looks the running sum ahead? It does not",
        ),
        "compared bit by bit": (
            lambda f, x, t: bool(
                (f(x)[:t] != f(_tampered_with(x, slice(t, None), 1 / (3 + x[t:] ** 2)))[:t]).any()
            ),
            "looks a running sum with rounding errors ahead? It does not",
        ),
        "answer turned round": (
            lambda f, x, t: not _looks_ahead(f, x, t),
            "looks the running sum ahead? It does not",
        ),
    },
    stub=...,
    hints=(
        "change the input from step t on, in a copy; which outputs must not move?",
        "draw the new values at random: no rule of yours can then hide what the model does.",
        "compare with np.allclose: rounding is no look ahead.",
    ),
    title="The tamper test",
    stars=2,
    minutes=10,
    checked="eight models, of which three are causal, on two inputs",
)

# -- 8. how long must the window be? ------------------------------------------------------------


def two_tides() -> np.ndarray:
    """Return the series of exercise 8, shape (200,): a sum of two sines."""
    t = np.arange(200)
    return np.sin(0.4 * t) + 0.5 * np.sin(1.1 * t + 1)


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
    x, y = _windows(two_tides(), k)
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
    return (
        True,
        f"with k = {k - 1} the error is {error:.2g} of a copy's, with {k} almost 0.",
    )


#: exercise 8, the shortest window that determines the next value
window_length = Construction(
    _decide_window,
    4,
    {
        "the last value": (1, "with k = 1 the error is still"),
        "enough for one sine": (2, "with k = 2 the error is still"),
        "one too short": (3, "with k = 3 the error is still"),
        "one too long": (5, "k = 5 will do, but k = 4 as well"),
        "a whole period": (16, "k = 16 will do, but k = 15 as well"),
    },
    hints=(
        "a straight line needs two values; how many does one sine need? Try it.",
        "each sine asks for two values, wherever it is in its period.",
    ),
    title="How long must a window be?",
    stars=2,
    minutes=12,
    checked="the error for your k, and for k - 1",
)
