"""Exercise `island_filter` of chapter 22: what a causal reader can know."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import hmm_case


def island_filter(x, start, switch, table):
    alpha = np.empty((*x.shape, 2))
    alpha[0] = start
    for t in range(1, len(x)):
        e = table[:, x[t - 1], x[t]].T
        a = e * (alpha[t - 1] @ switch)
        alpha[t] = a / a.sum(axis=1, keepdims=True)
    return alpha


exercise = Code(
    island_filter, hmm_case, "alpha",
    title="The best causal reader", stars=2, minutes=15, trains=(3,),
    checked="the chances of both states at every base",
    mistakes=[
        Mistake("not normalized", "a / a.sum(axis=1, keepdims=True)", "a",
            "the two chances of a base must add up to 1.", "what is the sum over the two states?"),
        Mistake("normalized over sequences", "a.sum(axis=1, keepdims=True)",
            "a.sum(axis=0, keepdims=True)",
            "you divide by the sum over sequences; it runs over the two states.",
            "which axis counts the states?"),
        Mistake("switch transposed", "alpha[t - 1] @ switch", "alpha[t - 1] @ switch.T",
            "`switch[i, j]` leads from i to j: the sum runs over i, the rows.",
            "over which index of switch does the sum run?"),
        Mistake("no switching", "(alpha[t - 1] @ switch)", "alpha[t - 1]",
            "between two bases the state may switch.",
            "where does the matrix of the states enter?"),
        Mistake("evidence before switching", "e * (alpha[t - 1] @ switch)",
            "(e * alpha[t - 1]) @ switch",
            "the base belongs to the state after the switch.",
            "which comes first, the switch or the new base?"),
        Mistake("bases exchanged", "x[t - 1], x[t]", "x[t], x[t - 1]",
            "rows of a table are the base before, columns the base now.",
            "from which base to which?"),
        Mistake("bases ignored", "a = e * (", "a = 1.0 * (",
            "the bases never enter: these are chances without data.", "where does x enter alpha?"),
        Mistake("begins anew each step", "alpha[t - 1] @ switch", "start @ switch",
            "every step begins with `start`; what was known is forgotten.",
            "what carries the past?"),
        Mistake("states exchanged", "table[:, x", "table[::-1, x",
            "the tables of the two states are exchanged.", "which table belongs to state 0?"),
        Mistake("a switch too early", "alpha[0] = start", "alpha[0] = start @ switch",
            "`start` is the chance at the first base; nothing has switched before it.",
            "what is known at the first base?"),
        Mistake("even start", "alpha[0] = start", "alpha[0] = 0.5",
            "the chances at the first base are given.", "what is known at the first base?"),
        Mistake("decided at each step", "(alpha[t - 1] @ switch)",
            "((alpha[t - 1] > 0.5) @ switch)",
            "a chance is carried on, not a decision: doubt must survive.",
            "what does the next step need to know?"),
        Mistake("added, not multiplied", "e * (alpha", "e + (alpha",
            "chances of both, one and the other, are multiplied.", "and, or or?"),
    ],
)  # fmt: skip
