"""Exercise `clip_all` of chapter 14: clipping by the global norm, for several updates."""

import numpy as np

from coursekit import Code, Mistake


def _gradients(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    dW_aa, dW_ax = rng.normal(size=(6, 4, 4)), rng.normal(size=(6, 4, 3))
    size = np.array([5.0, 0.1, 30.0, 0.3, 2.0, 1.0])[:, None, None]
    return size * dW_aa, 0.7 * size * dW_ax, 2.5


def clip_all(dW_aa, dW_ax, limit):
    norms = np.zeros(len(dW_aa))
    A, X = np.zeros_like(dW_aa), np.zeros_like(dW_ax)
    for s in range(len(dW_aa)):
        norms[s] = np.sqrt((dW_aa[s]**2).sum() + (dW_ax[s]**2).sum())  # fmt: skip
        factor = 1.0
        if norms[s] > limit:
            factor = limit / norms[s]
        A[s], X[s] = factor * dW_aa[s], factor * dW_ax[s]
    return A, X, norms


_NORM = "np.sqrt((dW_aa[s]**2).sum() + (dW_ax[s]**2).sum())"
_BOTH = "factor * dW_aa[s], factor * dW_ax[s]"

exercise = Code(
    clip_all, _gradients, "A X norms",
    title="Clip by the global norm", stars=2, minutes=15, trains=(2,),
    checked="both arrays and the norms, over six updates",
    mistakes=[
        Mistake("short ones lengthened", "if norms[s] > limit:", "if True:",
            "gradients below the limit are made longer; clipping only shortens.",
            "what happens to a gradient of length 0.1?"),
        Mistake("test turned around", "norms[s] > limit", "norms[s] < limit",
            "the long gradients stay as they are, and the short ones are changed.",
            "which gradients are to be shortened?"),
        Mistake("factor upside down", "limit / norms[s]", "norms[s] / limit",
            "long gradients get longer still.", "is your factor below 1 for a long gradient?"),
        Mistake("scaled to one", "limit / norms[s]", "1 / norms[s]",
            "a long gradient gets the length 1 whatever the limit is.",
            "where does `limit` enter the factor?"),
        Mistake("no square root", _NORM, "(dW_aa[s]**2).sum() + (dW_ax[s]**2).sum()",
            "the sum of squares is not yet a length.", "what is the length of (3, 4)?"),
        Mistake("one tensor's norm", " + (dW_ax[s]**2).sum()", "",
            "the norm leaves out `dW_ax`; global means all numbers.",
            "which arrays are in the sum of squares?"),
        Mistake("norms added", _NORM,
            "np.sqrt((dW_aa[s]**2).sum()) + np.sqrt((dW_ax[s]**2).sum())",
            "the lengths of two parts do not add up to the length of the whole.",
            "add first, or take the root first?"),
        Mistake("largest entry", _NORM, "max(abs(dW_aa[s]).max(), abs(dW_ax[s]).max())",
            "that is the largest entry, not the length.", "do all numbers enter the norm?"),
        Mistake("absolute values added", _NORM, "abs(dW_aa[s]).sum() + abs(dW_ax[s]).sum()",
            "lengths are made of squares, not of absolute values.",
            "what is the length of (3, 4)?"),
        Mistake("by value", _BOTH, "(np.clip(g[s], -limit, limit) for g in (dW_aa, dW_ax))",
            "every number is cut by itself, and the direction is lost.",
            "is your result a multiple of the gradient?"),
        Mistake("per tensor", _BOTH,
            "(g[s] * min(1, limit / np.sqrt((g[s]**2).sum())) for g in (dW_aa, dW_ax))",
            "each tensor is clipped by its own norm, and the direction of the whole is lost.",
            "how many factors does one update have?"),
        Mistake("second array forgotten", _BOTH, "factor * dW_aa[s], dW_ax[s]",
            "`dW_ax` is not scaled.", "do both arrays meet the factor?"),
        Mistake("norm after clipping", _BOTH + "\n", _BOTH + "\n        norms[s] *= factor\n",
            "the norm to report is the one before clipping.",
            "when do you want to hear of a norm of 1000?"),
        Mistake("one norm for all updates", "norms[s] > limit", "norms.max() > limit",
            "one long gradient makes you rescale the ones that follow, however short.",
            "whose norm decides about update s?",
            more=(("limit / norms[s]", "limit / norms.max()"),)),
    ],
)  # fmt: skip
