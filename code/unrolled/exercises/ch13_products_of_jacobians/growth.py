"""Exercise `growth` of chapter 13: the growth per step."""

import numpy as np

from coursekit import Code, Mistake


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


def growth(J, v, warmup):
    u, logs = v / np.linalg.norm(v), []
    for J_t in J:
        v = J_t @ u
        logs.append(np.log(np.linalg.norm(v)))
        u = v / np.linalg.norm(v)
    return np.exp(np.mean(logs[warmup:]))


exercise = Code(
    growth, product_case, "growth",
    title="Growth per step", stars=3, minutes=12, trains=(3,),
    checked="one number, also where the product leaves the range of floats",
    mistakes=[
        Mistake("mean of lengths", "np.exp(np.mean(logs[warmup:]))",
            "np.mean(np.exp(logs[warmup:]))",
            "this is the mean of the lengths, but factors multiply.",
            "8 and 1/2 in turn: by how much does a vector grow per step?"),
        Mistake("no log", "np.log(np.linalg.norm(v))", "np.linalg.norm(v)",
            "lengths are averaged as if they were logarithms, and `exp` is taken of them.",
            "what must stand in the list, so that the last line is right?"),
        Mistake("no exp", "np.exp(np.mean(logs[warmup:]))", "np.mean(logs[warmup:])",
            "this is the mean logarithm, not yet a factor.", "what undoes a logarithm?"),
        Mistake("two bases", "np.log(", "np.log10(",
            "a logarithm to base 10 is undone by `exp`.", "which base does exp belong to?"),
        Mistake("warm-up counted", "logs[warmup:]", "logs",
            "the first steps are counted too.", "which terms does the sum leave out?"),
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
            "the vector is not made short again: its length is that of the whole product, and a "
            "long one leaves the range of floats.",
            "what has to happen to the vector after its length has been noted?"),
        Mistake("squared length", "np.log(np.linalg.norm(v))", "np.log(v @ v)",
            "these are squares of lengths: the root is missing.", "what is the length of (3, 4)?"),
        Mistake("largest entry", "np.log(np.linalg.norm(v))", "np.log(np.abs(v).max())",
            "the largest entry is measured, while the vector is reset to length 1.",
            "which norm does the equation use?"),
    ],
)  # fmt: skip
