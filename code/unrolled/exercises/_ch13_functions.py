"""Exercises 2, 5 and 7 of chapter 13: a step Jacobian, a growth, a factor from a curve."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake

# -- 2. one step --------------------------------------------------------------------------------


def state_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw the states of a batch and the recurrent weights.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple of ndarray
        ``a_t`` with shape (5, 3), ``W_aa`` (5, 5).

    Examples
    --------
    >>> [v.shape for v in state_case(0)]
    [(5, 3), (5, 5)]
    """
    rng = np.random.default_rng(seed)
    return np.tanh(rng.normal(size=(5, 3))), rng.normal(size=(5, 5))


def _step_jacobian(a_t, W_aa):
    slopes = 1 - a_t.T**2
    return slopes[:, :, None] * W_aa


#: exercise 2, the Jacobians of one step, one per example
step_jacobian = Code(
    _step_jacobian,
    state_case,
    "J_t",
    [
        Mistake("wrong side", "[:, :, None]", "[:, None, :]",
                "the slopes stand on the wrong side of `W_aa`: its columns are scaled.",
                "which unit's slope belongs to row i of the Jacobian?"),
        Mistake("1 - a", "a_t.T**2", "a_t.T",
                "this is not the slope of tanh: a square is missing.",
                "what is the slope of tanh, written with a?"),
        Mistake("slope of the sigmoid", "1 - a_t.T**2", "a_t.T * (1 - a_t.T)",
                "this is the slope of the sigmoid, and g0 is tanh.",
                "which function made a_t?"),
        Mistake("tanh twice", "a_t.T**2", "np.tanh(a_t.T) ** 2",
                "`a_t` is a tanh already, and it is squashed once more.",
                "is a_t before or after the tanh?"),
        Mistake("no slope", "slopes[:, :, None] * W_aa", "np.tile(W_aa, (len(slopes), 1, 1))",
                "this is the Jacobian of a linear network: the slopes of tanh are missing.",
                "which two functions lie between the old state and the new one?"),
        Mistake("divided by the slope", "slopes[:, :, None] * W_aa", "W_aa / slopes[:, :, None]",
                "a Jacobian multiplies by the slope; dividing would undo the step.",
                "a saturated unit hardly moves: is its row of the Jacobian small or large?"),
        Mistake("W_aa transposed", "* W_aa", "* W_aa.T",
                "`W_aa` is transposed, which its square shape allows.",
                "which index of W_aa belongs to the unit that comes out?"),
        Mistake("Jacobian transposed", "slopes[:, :, None] * W_aa", "slopes[:, None, :] * W_aa.T",
                "these are the transposes: they carry gradients, not changes of the state.",
                "are the rows of a Jacobian its outputs or its inputs?"),
        Mistake("W_aa missing", "* W_aa", "* np.eye(len(W_aa))",
                "this is the Jacobian of the tanh alone.",
                "which two functions lie between the old state and the new one?"),
        Mistake("mean over examples", "slopes[:, :, None]", "slopes.mean(axis=0)[:, None]",
                "this is one matrix of mean slopes; every example has its own Jacobian.",
                "is the state the same for all examples?"),
        Mistake("examples last", "slopes[:, :, None] * W_aa",
                "slopes.T[:, None, :] * W_aa[:, :, None]",
                "the examples are on the last axis; they belong on the first.",
                "what does J_t[0] hold?"),
    ],
    title="A step Jacobian",
    stars=2,
    minutes=8,
    checked="the Jacobians of a batch",
)  # fmt: skip

# -- 5. growth per step -------------------------------------------------------------------------


def product_case(seed: int) -> tuple:
    """Draw step Jacobians whose product no float can hold, a first vector and a warm-up.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    ndarray, ndarray, int
        ``J`` with shape (40, 4, 4), ``v`` (4,), ``warmup``.

    Examples
    --------
    >>> product_case(0)[0].shape
    (40, 4, 4)
    """
    rng = np.random.default_rng(seed)
    return 1e10 * rng.normal(size=(40, 4, 4)), rng.normal(size=4), 7


def _growth(J, v, warmup):
    u, logs = v / np.linalg.norm(v), []
    for J_t in J:
        v = J_t @ u
        logs.append(np.log(np.linalg.norm(v)))
        u = v / np.linalg.norm(v)
    return np.exp(np.mean(logs[warmup:]))


#: exercise 5, the growth per step
growth = Code(
    _growth,
    product_case,
    "growth",
    [
        Mistake("mean of lengths", "np.exp(np.mean(logs[warmup:]))",
                "np.mean(np.exp(logs[warmup:]))",
                "this is the mean of the lengths, but factors multiply.",
                "8 and 1/2 in turn: by how much does a vector grow per step?"),
        Mistake("no log", "np.log(np.linalg.norm(v))", "np.linalg.norm(v)",
                "lengths are averaged as if they were logarithms, and `exp` is taken of them.",
                "what must stand in the list, so that the last line is right?"),
        Mistake("no exp", "np.exp(np.mean(logs[warmup:]))", "np.mean(logs[warmup:])",
                "this is the mean logarithm, not yet a factor.",
                "what undoes a logarithm?"),
        Mistake("two bases", "np.log(", "np.log10(",
                "a logarithm to base 10 is undone by `exp`.",
                "which base does exp belong to?"),
        Mistake("warm-up counted", "logs[warmup:]", "logs",
                "the first steps are counted too.",
                "which terms does the sum leave out?"),
        Mistake("warm-up only", "logs[warmup:]", "logs[:warmup]",
                "only the warm-up is counted, which was to be left out.",
                "on which side of the colon are the steps after the warm-up?"),
        Mistake("one step too many left out", "logs[warmup:]", "logs[warmup + 1:]",
                "the list begins with step 1, so it has no entry to spare.",
                "which entry of the list is the first after the warm-up?"),
        Mistake("divided by T", "np.mean(logs[warmup:])", "(np.sum(logs[warmup:]) / len(J))",
                "the sum has no terms for the warm-up, but it is divided by all steps.",
                "how many terms does the sum have?"),
        Mistake("median", "np.mean(", "np.median(",
                "a median leaves out the factors far from the middle, which act as well.",
                "is the length at the end a product of all factors?"),
        Mistake("transposed", "J_t @ u", "J_t.T @ u",
                "a change of the state meets the Jacobians themselves, not their transposes.",
                "which way does u travel?"),
        Mistake("backward in time", "for J_t in J:", "for J_t in J[::-1]:",
                "the steps are taken from the last to the first.",
                "which step does a change of the state meet first?"),
        Mistake("gradient instead", "for J_t in J:", "for J_t in J[::-1]:",
                "this follows a gradient backward; asked for is a change that runs forward.",
                "both grow at the same rate in the long run, but which one is in the equation?",
                more=(("J_t @ u", "J_t.T @ u"),)),
        Mistake("length never reset", "u = v / np.linalg.norm(v)\n", "u = v\n",
                "the vector is not made short again: its length is that of the whole product, "
                "and a long one leaves the range of floats.",
                "what has to happen to the vector after its length has been noted?"),
        Mistake("squared length", "np.log(np.linalg.norm(v))", "np.log(v @ v)",
                "these are squares of lengths: the root is missing.",
                "what is the length of (3, 4)?"),
        Mistake("largest entry", "np.log(np.linalg.norm(v))", "np.log(np.abs(v).max())",
                "the largest entry is measured, while the vector is reset to length 1.",
                "which norm does the equation use?"),
    ],
    title="Growth per step",
    stars=3,
    minutes=12,
    checked="one number, also where the product leaves the range of floats",
)  # fmt: skip

# -- 7. a factor from a curve -------------------------------------------------------------------


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


def _factor_per_lag(norms, first):
    k = np.arange(first, len(norms))
    slope, _ = np.polyfit(k, np.log(norms[first:]), 1)
    return np.exp(slope)


#: exercise 7, the factor per lag of a measured curve
factor_per_lag = Code(
    _factor_per_lag,
    curve_case,
    "factor",
    [
        Mistake("transient in the fit", "np.arange(first, len(norms))", "np.arange(len(norms))",
                "the transient is in the fit.",
                "which lags are meant to be left out?",
                more=(("norms[first:]", "norms"),)),
        Mistake("one lag lost", "np.arange(first, len(norms))", "np.arange(first + 1, len(norms))",
                "the lag `first` itself is left out.",
                "is `first` the last lag of the transient or the first of the fit?",
                more=(("norms[first:]", "norms[first + 1:]"),)),
        Mistake("no exp", "np.exp(slope)", "slope",
                "this is the slope of the logarithms, not yet a factor.",
                "what undoes a logarithm?"),
        Mistake("two bases", "np.log(", "np.log10(",
                "a logarithm to base 10 is undone by `exp`.",
                "which base does exp belong to?"),
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
        Mistake("mean of ratios", "np.exp(slope)",
                "np.mean(norms[first + 1:] / norms[first:-1])",
                "the mean of the ratios is too large: one point that is low by chance makes a "
                "small ratio and then a large one.",
                "2 and 1/2 in turn: what is the mean ratio, and what is the factor?"),
    ],
    title="A factor from a curve",
    stars=2,
    minutes=8,
    checked="one number, from noisy curves with a transient",
)  # fmt: skip
