"""The functions of chapter 22's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


def hmm_case(seed: int) -> tuple:
    """Draw bases and a hidden Markov model with two states.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 5) of ids, ``start`` (2,), ``switch`` (2, 2), ``table`` (2, 4, 4).

    Examples
    --------
    >>> hmm_case(0)[2].sum(axis=1).round(6)
    array([1., 1.])
    """
    rng = np.random.default_rng(seed)
    stay = rng.uniform(0.6, 0.9, 2)
    switch = np.array([[stay[0], 1 - stay[0]], [1 - stay[1], stay[1]]])
    table = rng.uniform(0.2, 2.0, (2, 4, 4))
    first = rng.uniform(0.6, 0.8)
    start = np.array([first, 1 - first])
    return rng.integers(0, 4, (7, 5)), start, switch, table / table.sum(axis=2, keepdims=True)


def _island_filter(x, start, switch, table):
    alpha = np.empty((*x.shape, 2))
    alpha[0] = start
    for t in range(1, len(x)):
        e = table[:, x[t - 1], x[t]].T
        a = e * (alpha[t - 1] @ switch)
        alpha[t] = a / a.sum(axis=1, keepdims=True)
    return alpha


FILTER_MISTAKES = [
    Mistake("not normalized", "a / a.sum(axis=1, keepdims=True)", "a",
            "the two chances of a base must add up to 1.",
            "what is the sum over the two states?"),
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
            "the bases never enter: these are chances without data.",
            "where does x enter alpha?"),
    Mistake("begins anew each step", "alpha[t - 1] @ switch", "start @ switch",
            "every step begins with `start`; what was known is forgotten.",
            "what carries the past?"),
    Mistake("states exchanged", "table[:, x", "table[::-1, x",
            "the tables of the two states are exchanged.",
            "which table belongs to state 0?"),
    Mistake("a switch too early", "alpha[0] = start", "alpha[0] = start @ switch",
            "`start` is the chance at the first base; nothing has switched before it.",
            "what is known at the first base?"),
    Mistake("even start", "alpha[0] = start", "alpha[0] = 0.5",
            "the chances at the first base are given.",
            "what is known at the first base?"),
    Mistake("decided at each step", "(alpha[t - 1] @ switch)", "((alpha[t - 1] > 0.5) @ switch)",
            "a chance is carried on, not a decision: doubt must survive.",
            "what does the next step need to know?"),
    Mistake("added, not multiplied", "e * (alpha", "e + (alpha",
            "chances of both, one and the other, are multiplied.",
            "and, or or?"),
]  # fmt: skip


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
    return _island_filter(x, start, switch, table), e, switch


def _smoother(alpha, e, switch):
    beta = np.ones_like(alpha)
    for t in range(len(alpha) - 2, -1, -1):
        b = (e[t + 1] * beta[t + 1]) @ switch.T
        beta[t] = b / b.sum(axis=1, keepdims=True)
    p = alpha * beta
    return p[..., 1] / p.sum(axis=2)


SMOOTHER_MISTAKES = [
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
            "the bases never enter beta; this is the filter again.",
            "what does beta know?"),
    Mistake("past ignored", "p = alpha * beta", "p = beta * 1",
            "the bases up to t are missing.",
            "what does alpha add?"),
    Mistake("not normalized", "p[..., 1] / p.sum(axis=2)", "p[..., 1]",
            "the chances of the two states must add up to 1.",
            "by what is p divided?"),
    Mistake("the other state", "p[..., 1] / p", "p[..., 0] / p",
            "this is the chance of no island.",
            "which state is the island?"),
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
]  # fmt: skip


def scores_case(seed: int) -> tuple:
    """Draw the bits of each base for two models: hard sequences are hard for both.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``one``, ``other`` (6, 9).

    Examples
    --------
    >>> [v.shape for v in scores_case(0)]
    [(6, 9), (6, 9)]
    """
    rng = np.random.default_rng(seed)
    hard = 1 + rng.random(9)
    one, other = (hard + 0.3 * rng.normal(size=9) + 0.3 * rng.normal(size=(6, 9)) for _ in range(2))
    return one + 0.5, other


def _paired(one, other):
    d = (one - other).mean(axis=0)
    return d.mean(), d.std(ddof=1) / np.sqrt(len(d))


PAIRED_MISTAKES = [
    Mistake("every base a trial", "(one - other).mean(axis=0)", "(one - other).ravel()",
            "bases of one sequence are not independent: average over each sequence first.",
            "how many independent trials are there?"),
    Mistake("averaged over sequences", ".mean(axis=0)", ".mean(axis=1)",
            "you average over sequences and count places; it is the other way round.",
            "which axis counts the sequences?"),
    Mistake("summed over bases", ".mean(axis=0)", ".sum(axis=0)",
            "these are bits per sequence, not per base.",
            "per what is the difference?"),
    Mistake("N instead of N-1", "ddof=1", "ddof=0",
            "the mean was taken from the same numbers: N - 1 in the denominator.",
            "by what is the sum of squares divided?"),
    Mistake("spread, not error", " / np.sqrt(len(d))", "",
            "that is the spread of one sequence; the mean of N is surer.",
            "what does the number of sequences do to the error?"),
    Mistake("divided by N", "np.sqrt(len(d))", "len(d)",
            "the error falls with the root of N.",
            "N or its root?"),
    Mistake("variance", "d.std(ddof=1)", "d.var(ddof=1)",
            "this is a variance; the error has the unit of the difference.",
            "what is the unit of the error?"),
    Mistake("the other sign", "(one - other)", "(other - one)",
            "the difference is `one` minus `other`.",
            "which is taken from which?"),
    Mistake("not paired", "d.std(ddof=1) / np.sqrt(len(d))",
            "np.sqrt((one.mean(axis=0).var(ddof=1) + other.mean(axis=0).var(ddof=1)) / len(d))",
            "this is the error of two separate test sets; here hard sequences are hard for both.",
            "whose spread counts, the scores' or the differences'?"),
    Mistake("absolute differences", "(one - other)", "abs(one - other)",
            "differences of either sign must be able to cancel.",
            "may a difference be negative?"),
    Mistake("two errors", "d.std(ddof=1)", "2 * d.std(ddof=1)",
            "this is two standard errors.",
            "is there a factor too much?"),
]  # fmt: skip


def series_case(seed: int) -> tuple:
    """Draw a noisy oscillation around 3.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``series`` (40,), 3, 25.

    Examples
    --------
    >>> series_case(0)[1:]
    (3, 25)
    """
    rng = np.random.default_rng(seed)
    x = [0.0, 1.0]
    while len(x) < 40:
        x.append(1.4 * x[-1] - 0.7 * x[-2] + rng.normal())
    return 3 + np.array(x), 3, 25


def _next_year(series, p, n_train):
    past = [series[p - i : len(series) - i] for i in range(1, p + 1)]
    past = np.stack([*past, np.ones(len(series) - p)])
    now, m = series[p:], n_train - p
    phi = np.linalg.lstsq(past[:, :m].T, now[:m], rcond=None)[0]
    wrong = phi @ past[:, m:] - now[m:]
    return phi, np.sqrt(np.mean(wrong**2))


NEXT_YEAR_MISTAKES = [
    Mistake("fitted on all years", "past[:, :m].T, now[:m]", "past.T, now",
            "the test years take part in the fit.",
            "which years may decide about phi?"),
    Mistake("scored on training years", "past[:, m:] - now[m:]", "past[:, :m] - now[:m]",
            "the error is that of the training years.",
            "which years are scored?"),
    Mistake("scored on all years", "past[:, m:] - now[m:]", "past - now",
            "training years are scored, too.",
            "which years are scored?"),
    Mistake("no constant", "np.ones(len(series) - p)", "np.zeros(len(series) - p)",
            "the constant is missing: the series does not lie around zero.",
            "what does the model say if all the past is 0?"),
    Mistake("today among the past", "range(1, p + 1)", "range(p)",
            "the value to be predicted is among the values it is predicted from.",
            "what is the smallest lag?"),
    Mistake("oldest first", "range(1, p + 1)", "range(p, 0, -1)",
            "the first coefficient belongs to the value one step back.",
            "in which order do the lags stand?"),
    Mistake("split p years late", "n_train - p", "n_train",
            "the first p years have no prediction, so the split lies p places earlier.",
            "which place of `now` is the first test year?"),
    Mistake("forecasts from forecasts", "wrong = phi @ past[:, m:] - now[m:]",
            "x = list(series[:n_train])\n"
            "    while len(x) < len(series):\n"
            "        x.append(phi @ np.array([*x[: -p - 1 : -1], 1.0]))\n"
            "    wrong = np.array(x[n_train:]) - series[n_train:]",
            "each forecast is made from the forecasts before it; the true values are known there.",
            "what is known when the third test year is predicted?"),
    Mistake("no root", "np.sqrt(np.mean(wrong**2))", "np.mean(wrong**2)",
            "this is the mean of squares.",
            "what is the unit of the error?"),
    Mistake("absolute error", "np.sqrt(np.mean(wrong**2))", "np.mean(abs(wrong))",
            "this is the mean absolute error.",
            "squares or absolute values?"),
    Mistake("sum of squares", "np.mean(wrong**2)", "np.sum(wrong**2)",
            "the squares are averaged, not added up.",
            "does a longer test make a larger error?"),
    Mistake("bias taken out", "np.sqrt(np.mean(wrong**2))", "wrong.std()",
            "a constant error counts as well; the deviation takes it out.",
            "what is the error of a model that is always 5 too high?"),
]  # fmt: skip
