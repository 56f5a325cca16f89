"""Exercise `windows` of chapter 1: windows of a series and the value after each."""

import numpy as np

from coursekit import Code, Mistake


def series_case(seed: int) -> tuple[np.ndarray, int]:
    """Draw a series of shape (S,) and the length k of a window; S - k differs from k."""
    rng = np.random.default_rng(seed)
    k = 3 + seed % 3
    return rng.normal(size=2 * k + 3 + seed % 2), k


def windows(series, k):
    #: # return x, y
    N = len(series) - k
    x = np.stack([series[i : i + N] for i in range(k)])
    y = series[k:]
    return x, y


exercise = Code(
    windows, series_case, "x y",
    title="Windows without a leak", stars=2, minutes=15, trains=(2, 3),
    checked="both arrays on series of several lengths",
    mistakes=[
        Mistake("last input as target", "series[k:]", "series[k - 1 : -1]",
            "`y` holds the last value of each window: a model copies it and looks perfect.",
            "which index of the series comes directly after the window that starts at 0?"),
        Mistake("target inside", "series[i : i + N]", "series[i + 1 : i + 1 + N]",
            "each window contains its own target: the future leaks into the input.",
            "at which index of the series does column 0 start?"),
        Mistake("window one too long", "range(k)]", "range(k + 1)]",
            "the windows hold k + 1 values, and the last of them is the target.",
            "how many rows must x have?"),
        Mistake("window one too short", "range(k)]", "range(k - 1)]",
            "the windows hold only k - 1 values: the one before the target is missing.",
            "how many rows must x have?"),
        Mistake("value skipped", "len(series) - k\n", "len(series) - k - 1\n",
            "one value is skipped between each window and its target.",
            "which index of the series comes directly after the window that starts at 0?",
            more=(("series[k:]", "series[k + 1 :]"),), costs=("y",)),
        Mistake("last window lost", "len(series) - k\n", "len(series) - k - 1\n",
            "the last window is lost, although a value follows it.",
            "how many windows of a series of 5 values, with k = 3, have a target?",
            more=(("series[k:]", "series[k:-1]"),)),
        Mistake("window without target", "len(series) - k\n", "len(series) - k + 1\n",
            "there is one window too many: nothing follows the last one.",
            "how many windows of a series of 5 values, with k = 3, have a target?"),
        Mistake("examples as rows", "for i in range(k)])", "for i in range(k)]).T",
            "`x` has the windows as rows; with us examples are columns and time comes first.",
            "is a window a row or a column of x?"),
        Mistake("windows run backward", "for i in range(k)", "for i in reversed(range(k))",
            "the windows run backward: their newest value stands first.",
            "is row 0 of x the oldest or the newest value?"),
        Mistake("no overlap", "y = series[k:]", "x, y = x[:, ::k], series[k::k]",
            "the windows do not overlap: only every k-th is there.",
            "by how many steps is a window moved to get the next one?"),
        Mistake("first value as target", "series[k:]", "series[:-k]",
            "`y` holds the first value of each window.",
            "is the target before, inside or after the window?"),
    ],
)  # fmt: skip
