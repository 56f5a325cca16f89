"""Exercise `fixed_lag` of chapter 18: the exact chances d symbols later."""

import numpy as np

from coursekit import Code, Mistake


def lag_case(seed: int) -> tuple:
    """Draw a hidden chain, a sequence of symbols and a lag.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``pi`` (3,), ``A`` (3, 3), ``B`` (3, 4), ``x`` (7,), 2.

    Examples
    --------
    >>> lag_case(0)[3].shape
    (7,)
    """
    rng = np.random.default_rng(seed)
    A, B = rng.dirichlet(np.ones(3), size=3), rng.dirichlet(np.ones(4), size=3)
    return rng.dirichlet(np.ones(3)), A, B, rng.integers(0, 4, size=7), 2


def fixed_lag(pi, A, B, x, d):
    T = len(x)
    alpha, chances = np.zeros((T, len(pi))), np.zeros((T, len(pi)))
    for t in range(T):
        before = pi if t == 0 else A.T @ alpha[t - 1]
        alpha[t] = B[:, x[t]] * before
        alpha[t] /= alpha[t].sum()
    for t in range(T):
        beta = np.ones(len(pi))
        for u in range(min(T - 1, t + d), t, -1):
            beta = A @ (B[:, x[u]] * beta)
        chances[t] = alpha[t] * beta
        chances[t] /= chances[t].sum()
    return alpha, chances


exercise = Code(
    fixed_lag, lag_case, "alpha chances",
    title="The best answer, d words later", stars=3, minutes=20, trains=(1, 3),
    checked="the chances given the past, and given d symbols more",
    mistakes=[
        Mistake("A not transposed", "A.T @ alpha[t - 1]", "A @ alpha[t - 1]",
            "going forward, the chance to be in j adds up what comes from all i.",
            "A[i, j] goes from i to j: over which index does the sum run?"),
        Mistake("A transposed on the way back", "beta = A @ (", "beta = A.T @ (",
            "going back, each state i looks at the states j that it may go to.",
            "A[i, j] goes from i to j: over which index does the sum run here?"),
        Mistake("start at every step", "pi if t == 0 else A.T @ alpha[t - 1]", "pi",
            "every step begins anew: the past is forgotten.", "where does the old alpha enter?"),
        Mistake("start moved first", "pi if t == 0 else", "A.T @ pi if t == 0 else",
            "`pi` are the chances of the first state; no step has been made yet.",
            "how many transitions lie before the first symbol?"),
        Mistake("symbol not weighed", "alpha[t] = B[:, x[t]] * before", "alpha[t] = before",
            "the chances never look at the symbols.", "what does x<t> say about the state?"),
        Mistake("symbol of the step twice", "range(min(T - 1, t + d), t, -1)",
            "range(min(T - 1, t + d), t - 1, -1)",
            "the way back weighs x<t>, which alpha has weighed already.",
            "with which symbol does beta end?"),
        Mistake("one word too few", "range(min(T - 1, t + d), t, -1)",
            "range(min(T - 1, t + d - 1), t, -1)",
            "the lag is one step too short.", "which symbol is the last that may be used?"),
        Mistake("whole sequence used", "min(T - 1, t + d)", "T - 1",
            "symbols behind the lag are used: that is cheating here.",
            "which symbol is the last that may be used?"),
        Mistake("beta forward in time", "for u in range(min(T - 1, t + d), t, -1):",
            "for u in range(t + 1, min(T - 1, t + d) + 1):",
            "the way back must begin at the far end.",
            "which symbol is weighed first on the way back?"),
        Mistake("symbol after the step", "A @ (B[:, x[u]] * beta)", "B[:, x[u]] * (A @ beta)",
            "x<u> belongs to the state that was entered, before going back through A.",
            "which state shows x<u>: the one before or the one after the transition?"),
        Mistake("beta alone", "chances[t] = alpha[t] * beta", "chances[t] = beta",
            "the past is left out of the answer.", "how do both halves meet?"),
        Mistake("alpha plus beta", "chances[t] = alpha[t] * beta", "chances[t] = alpha[t] + beta",
            "evidence of both sides multiplies.", "what if one side rules a state out?"),
        Mistake("sum not made 1", "chances[t] /= chances[t].sum()", "chances[t] *= 1",
            "these are no chances: they do not add up to 1.", "what is the sum of a row?"),
    ],
)  # fmt: skip
