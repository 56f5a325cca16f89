"""Exercise `reach` of chapter 21: how much of the gradient arrives at the digit."""

import numpy as np

from coursekit import Code, Mistake


def reach_case(seed: int) -> tuple:
    """Draw the states from the digit's last frame on, the weights, and the gradient at the end.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``a`` (6, 4, 3), ``W_aa`` (4, 4), ``d`` (4, 3).

    Examples
    --------
    >>> reach_case(0)[0].shape
    (6, 4, 3)
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(-0.9, 0.9, (6, 4, 3)), rng.normal(size=(4, 4)), rng.normal(size=(4, 3))


def reach(a, W_aa, d):
    length = np.empty((len(a), d.shape[1]))
    length[0] = np.linalg.norm(d, axis=0)
    for lag in range(1, len(a)):
        t = len(a) - lag
        d = W_aa.T @ ((1 - a[t] ** 2) * d)
        length[lag] = np.linalg.norm(d, axis=0)
    return length / length[0], d


exercise = Code(
    reach, reach_case, "ratio d",
    title="What reaches the digit", stars=2, minutes=15, trains=(3,),
    checked="the length at every lag, and the gradient at the digit's last frame",
    mistakes=[
        Mistake("W_aa not transposed", "W_aa.T @", "W_aa @",
            "on the way back `W_aa` is transposed.", "how does one go back through a matrix?"),
        Mistake("no slope", "(1 - a[t] ** 2) * d", "d",
            "the slope of tanh is missing.", "what stands between z and a?"),
        Mistake("slope of the state before", "(1 - a[t] ** 2)", "(1 - a[t - 1] ** 2)",
            "the slope belongs to the state the step makes, not to the one it reads.",
            "which state came out of the tanh of this step?"),
        Mistake("slope not squared", "(1 - a[t] ** 2)", "(1 - a[t])",
            "the slope of tanh is 1 minus the square of a.",
            "what is the derivative of tanh, written with a?"),
        Mistake("slope of the sigmoid", "(1 - a[t] ** 2)", "a[t] * (1 - a[t])",
            "this is the slope of the sigmoid; the layer has tanh.", "which g0 made these states?"),
        Mistake("slope after the product", "W_aa.T @ ((1 - a[t] ** 2) * d)",
            "(1 - a[t] ** 2) * (W_aa.T @ d)",
            "back means first through tanh, then through `W_aa`.",
            "which came last on the way forward?"),
        Mistake("states from the start", "t = len(a) - lag", "t = lag",
            "lag 1 is the last step; you begin with the first.",
            "which step does the gradient meet first?"),
        Mistake("one norm for all clips", "length[lag] = np.linalg.norm(d, axis=0)",
            "length[lag] = np.linalg.norm(d)",
            "each clip, a column, has its own length.", "over which axis does the norm run?"),
        Mistake("squared lengths", "return length / length[0], d",
            "return (length / length[0]) ** 2, d",
            "these are squares of lengths.", "where is the root?"),
        Mistake("not relative", "return length / length[0], d", "return length, d",
            "the lengths are to be divided by that at lag 0.", "what is the entry at lag 0?"),
        Mistake("relative to the step after", "return length / length[0], d",
            "return length / np.vstack([length[:1], length[:-1]]), d",
            "each length is divided by the one before it: that is the change per step.",
            "what is every length compared with?"),
        Mistake("one step short", "range(1, len(a))", "range(1, len(a) - 1)",
            "the last step back, into the digit's last frame, is missing.",
            "how many steps lie between the digit and the end?",
            more=(("return length", "length[-1] = np.linalg.norm(d, axis=0)\n    return length"),)),
    ],
)  # fmt: skip
