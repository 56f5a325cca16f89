"""Exercise `factor_per_lag` of chapter 13: the factor per lag of a measured curve."""

import numpy as np

from coursekit import Code, Mistake


def curve_case(seed: int) -> tuple:
    """Draw the norms of a gradient by lag: a factor per lag, noise, and a transient at the start.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    ndarray, int
        ``norms``, one per lag from 0, and the first lag after the transient.

    Examples
    --------
    >>> curve_case(1)[0].shape
    (31,)
    """
    rng = np.random.default_rng(seed)
    K, rate, first = 30, rng.uniform(0.75, 0.9), 6
    k = np.arange(K + 1)
    return rate**k * np.exp(0.3 * rng.normal(size=K + 1)) * (1 + 5 * np.exp(-k)), first


def factor_per_lag(norms, first):
    k = np.arange(first, len(norms))
    slope, _ = np.polyfit(k, np.log(norms[first:]), 1)
    return np.exp(slope)


exercise = Code(
    factor_per_lag, curve_case, "factor",
    title="A factor from a curve", stars=2, minutes=8, trains=(3,),
    checked="one number, from noisy curves with a transient",
    mistakes=[
        Mistake("transient in the fit", "np.arange(first, len(norms))", "np.arange(len(norms))",
            "the transient is in the fit.", "which lags are meant to be left out?",
            more=(("norms[first:]", "norms"),)),
        Mistake("one lag lost", "np.arange(first, len(norms))", "np.arange(first + 1, len(norms))",
            "the lag `first` itself is left out.",
            "is `first` the last lag of the transient or the first of the fit?",
            more=(("norms[first:]", "norms[first + 1:]"),)),
        Mistake("no exp", "np.exp(slope)", "slope",
            "this is the slope of the logarithms, not yet a factor.", "what undoes a logarithm?"),
        Mistake("two bases", "np.log(", "np.log10(",
            "a logarithm to base 10 is undone by `exp`.", "which base does exp belong to?"),
        Mistake("slope of log10", "np.log(", "np.log10(",
            "this is a slope in powers of ten, not yet a factor.",
            "what undoes a logarithm to base 10?",
            more=(("np.exp(slope)", "slope"),)),
        Mistake("line through the norms", "np.log(norms[first:])", "norms[first:]",
            "the line is fitted to the norms themselves, and norms that vanish are no line.",
            "what must be plotted so that 0.8, 0.64, 0.512 lie on a line?"),
        Mistake("slope of the norms", "np.log(norms[first:])", "norms[first:]",
            "this is by how much the norm falls per lag: a difference, not a factor.",
            "what must be plotted so that 0.8, 0.64, 0.512 lie on a line?",
            more=(("np.exp(slope)", "slope"),)),
        Mistake("two points", "np.exp(slope)",
            "(norms[-1] / norms[first]) ** (1 / (len(norms) - 1 - first))",
            "only the first and the last point count, and their noise counts in full.",
            "how many points should the line take into account?"),
        Mistake("height of the line", "slope, _", "_, slope",
            "this is the height of the line at lag 0.",
            "in which order does np.polyfit return the coefficients?"),
        Mistake("power law", "np.polyfit(k,", "np.polyfit(np.log(k),",
            "the lags are logarithms too: that fits a power of the lag.",
            "is the norm c times r to the k, or c times k to the r?"),
        Mistake("axes swapped", "np.polyfit(k, np.log(norms[first:]), 1)",
            "np.polyfit(np.log(norms[first:]), k, 1)",
            "this is a line for the lag as a function of the norm.",
            "which of the two is the x axis?"),
        Mistake("mean of ratios", "np.exp(slope)", "np.mean(norms[first + 1:] / norms[first:-1])",
            "the mean of the ratios is too large: one point that is low by chance makes a small "
            "ratio and then a large one.",
            "2 and 1/2 in turn: what is the mean ratio, and what is the factor?"),
    ],
)  # fmt: skip
