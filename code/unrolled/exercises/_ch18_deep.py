"""A stack of two layers, and predictions with a lag, for chapter 18's exercises."""

import numpy as np

from coursekit.mistakes import Mistake


def deep_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw the states of two stacked layers, what the losses want, and the weights.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple
        ``x`` (5, 3, 6), ``a`` (6, 4, 6), ``b`` (6, 2, 6), step t at ``[t]`` in both, ``dout``
        (5, 2, 6), ``W_aa``, ``W_ax`` of the lower layer, ``V_bb``, ``V_ba`` of the upper one.

    Examples
    --------
    >>> [v.shape for v in deep_case(0)]
    [(5, 3, 6), (6, 4, 6), (6, 2, 6), (5, 2, 6), (4, 4), (4, 3), (2, 2), (2, 4)]
    """
    rng = np.random.default_rng(seed)
    n_x, n_b, N = 3, max(2, n_a - 9), 6
    W_aa, W_ax = rng.normal(size=(n_a, n_a)) * np.sqrt(4 / n_a), rng.normal(size=(n_a, n_x))
    V_bb = rng.normal(size=(n_b, n_b)) * np.sqrt(2 / n_b)
    V_ba = rng.normal(size=(n_b, n_a)) * np.sqrt(4 / n_a)
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_b, N))
    a = np.concatenate([rng.uniform(-0.9, 0.9, size=(1, n_a, N)), np.zeros((T, n_a, N))])
    b = np.concatenate([rng.uniform(-0.9, 0.9, size=(1, n_b, N)), np.zeros((T, n_b, N))])
    for t in range(1, T + 1):
        a[t] = np.tanh(W_aa @ a[t - 1] + W_ax @ x[t - 1])
        b[t] = np.tanh(V_bb @ b[t - 1] + V_ba @ a[t])
    return x, a, b, dout, W_aa, W_ax, V_bb, V_ba


def _deep_backward(x, a, b, dout, W_aa, W_ax, V_bb, V_ba):
    dV_ba, dW_aa, dx = np.zeros_like(V_ba), np.zeros_like(W_aa), np.zeros_like(x)
    da_later, db_later = np.zeros_like(a[0]), np.zeros_like(b[0])
    for t in range(len(x), 0, -1):
        dv = (1 - b[t] ** 2) * (dout[t - 1] + db_later)
        dV_ba += dv @ a[t].T
        db_later = V_bb.T @ dv
        dz = (1 - a[t] ** 2) * (V_ba.T @ dv + da_later)
        dW_aa += dz @ a[t - 1].T
        da_later = W_aa.T @ dz
        dx[t - 1] = W_ax.T @ dz
    return dV_ba, dW_aa, dx


DEEP_MISTAKES = [
    Mistake("old lower state", "dV_ba += dv @ a[t].T", "dV_ba += dv @ a[t - 1].T",
            "the upper layer reads the lower state of the *same* step.",
            "which a was V_ba multiplied with at step t?"),
    Mistake("lower layer not told", "(V_ba.T @ dv + da_later)", "da_later",
            "the lower layer never hears what the upper one wants.",
            "two arrows leave a<t>: to the right and ... ?"),
    Mistake("no time in the lower layer", "(V_ba.T @ dv + da_later)", "(V_ba.T @ dv)",
            "the lower state also feeds the next lower state.",
            "two arrows leave a<t>: up and ... ?"),
    Mistake("no time in the upper layer", "(dout[t - 1] + db_later)", "dout[t - 1]",
            "the upper state also feeds the next upper state.",
            "two arrows leave b<t>: into the output and ... ?"),
    Mistake("state wishes passed down", "(V_ba.T @ dv + da_later)",
            "(V_ba.T @ (dout[t - 1] + db_later) + da_later)",
            "what goes down must first pass the slope of the upper tanh.",
            "is it db or dv that meets V_ba transposed?"),
    Mistake("old wish passed down", "dz = (1 - a[t] ** 2)",
            "dv = (1 - b[t] ** 2) * dout[t - 1]\n        dz = (1 - a[t] ** 2)",
            "only this step's loss goes down; what later upper steps want is left out.",
            "which gradient of the upper layer is passed down: with or without the later steps?"),
    Mistake("slope of the lower layer lost", "(1 - a[t] ** 2) * (V_ba", "(V_ba",
            "the slope of the lower tanh is missing.",
            "what stands between z and a?"),
    Mistake("slopes swapped in time", "(1 - b[t] ** 2)", "(1 - b[t - 1] ** 2)",
            "the slope is that of the state which step t made.",
            "which state came out of this step's tanh?"),
    Mistake("W_aa meets the new state", "dW_aa += dz @ a[t - 1].T", "dW_aa += dz @ a[t].T",
            "`dW_aa` meets the state before the step.",
            "what was W_aa multiplied with?"),
    Mistake("overwritten", "dV_ba += dv", "dV_ba = dv",
            "every step has used `V_ba`: its terms add up.",
            "how many terms has dV_ba?"),
    Mistake("x through W_aa first", "dx[t - 1] = W_ax.T @ dz", "dx[t - 1] = W_ax.T @ da_later",
            "`dx` is made of this step's dz, not of what was handed to the step before.",
            "which gradient belongs to the sum that W_ax is part of?"),
]  # fmt: skip


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


def _fixed_lag(pi, A, B, x, d):
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


LAG_MISTAKES = [
    Mistake("A not transposed", "A.T @ alpha[t - 1]", "A @ alpha[t - 1]",
            "going forward, the chance to be in j adds up what comes from all i.",
            "A[i, j] goes from i to j: over which index does the sum run?"),
    Mistake("A transposed on the way back", "beta = A @ (", "beta = A.T @ (",
            "going back, each state i looks at the states j that it may go to.",
            "A[i, j] goes from i to j: over which index does the sum run here?"),
    Mistake("start at every step", "pi if t == 0 else A.T @ alpha[t - 1]", "pi",
            "every step begins anew: the past is forgotten.",
            "where does the old alpha enter?"),
    Mistake("start moved first", "pi if t == 0 else", "A.T @ pi if t == 0 else",
            "`pi` are the chances of the first state; no step has been made yet.",
            "how many transitions lie before the first symbol?"),
    Mistake("symbol not weighed", "alpha[t] = B[:, x[t]] * before", "alpha[t] = before",
            "the chances never look at the symbols.",
            "what does x<t> say about the state?"),
    Mistake("symbol of the step twice", "range(min(T - 1, t + d), t, -1)",
            "range(min(T - 1, t + d), t - 1, -1)",
            "the way back weighs x<t>, which alpha has weighed already.",
            "with which symbol does beta end?"),
    Mistake("one word too few", "range(min(T - 1, t + d), t, -1)",
            "range(min(T - 1, t + d - 1), t, -1)",
            "the lag is one step too short.",
            "which symbol is the last that may be used?"),
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
            "the past is left out of the answer.",
            "how do both halves meet?"),
    Mistake("alpha plus beta", "chances[t] = alpha[t] * beta", "chances[t] = alpha[t] + beta",
            "evidence of both sides multiplies.",
            "what if one side rules a state out?"),
    Mistake("sum not made 1", "chances[t] /= chances[t].sum()", "chances[t] *= 1",
            "these are no chances: they do not add up to 1.",
            "what is the sum of a row?"),
]  # fmt: skip
