"""Exercise `smoother` of chapter 22: what a reader of everything can know."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import hmm_case
from .island_filter import island_filter


def smoother_case(seed: int) -> tuple:
    """Draw a filter's answers, the chances of the bases, and the switch.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``alpha`` (7, 5, 2), ``e`` (7, 5, 2), ``switch`` (2, 2).

    Examples
    --------
    >>> smoother_case(0)[1].shape
    (7, 5, 2)
    """
    x, start, switch, table = hmm_case(seed)
    e = np.full((*x.shape, 2), 0.25)
    e[1:] = np.moveaxis(table[:, x[:-1], x[1:]], 0, 2)
    return island_filter(x, start, switch, table), e, switch


def smoother(alpha, e, switch):
    beta = np.ones_like(alpha)
    for t in range(len(alpha) - 2, -1, -1):
        b = (e[t + 1] * beta[t + 1]) @ switch.T
        beta[t] = b / b.sum(axis=1, keepdims=True)
    p = alpha * beta
    return p[..., 1] / p.sum(axis=2)


exercise = Code(
    smoother, smoother_case, "p",
    title="And the best reader of all", stars=3, minutes=18, trains=(3,),
    checked="the chance of an island at every base",
    mistakes=[
        Mistake("switch not transposed", "@ switch.T", "@ switch",
            "on the way back the sum runs over the later state, the columns.",
            "over which index of switch does the sum run?"),
        Mistake("evidence of the same base", "e[t + 1]", "e[t]",
            "`beta` at t holds what comes after t; base t is in alpha.",
            "which bases does beta stand for?"),
        Mistake("evidence after the switch", "(e[t + 1] * beta[t + 1]) @ switch.T",
            "e[t + 1] * (beta[t + 1] @ switch.T)",
            "the base belongs to the later state: first weigh, then go back.",
            "which state does e of t+1 belong to?"),
        Mistake("later bases ignored", "(e[t + 1] * beta[t + 1])", "beta[t + 1]",
            "the bases never enter beta; this is the filter again.", "what does beta know?"),
        Mistake("past ignored", "p = alpha * beta", "p = beta * 1",
            "the bases up to t are missing.", "what does alpha add?"),
        Mistake("not normalized", "p[..., 1] / p.sum(axis=2)", "p[..., 1]",
            "the chances of the two states must add up to 1.", "by what is p divided?"),
        Mistake("the other state", "p[..., 1] / p", "p[..., 0] / p",
            "this is the chance of no island.", "which state is the island?"),
        Mistake("begins with alpha", "np.ones_like(alpha)", "alpha.copy()",
            "behind the last base nothing is known: beta begins with ones.",
            "what comes after the last base?"),
        Mistake("added, not multiplied", "alpha * beta", "alpha + beta",
            "past and future are multiplied.",
            "how do two independent pieces of evidence combine?"),
        Mistake("no switching", "(e[t + 1] * beta[t + 1]) @ switch.T", "e[t + 1] * beta[t + 1]",
            "between t and t+1 the state may switch.",
            "where does the matrix of the states enter?"),
        Mistake("from the start on", "range(len(alpha) - 2, -1, -1)", "range(len(alpha) - 1)",
            "beta at t needs beta at t+1, which is not there yet.",
            "in which order can beta be computed?"),
        Mistake("last base left out", "len(alpha) - 2, -1, -1", "len(alpha) - 3, -1, -1",
            "the loop begins one base too early, so the last base is never used.",
            "for which t is beta given?"),
        Mistake("normalized over sequences", "b.sum(axis=1, keepdims=True)",
            "b.sum(axis=0, keepdims=True)",
            "you divide each state by its own sum over sequences, and that does not cancel.",
            "which scale is free?"),
    ],
)  # fmt: skip
