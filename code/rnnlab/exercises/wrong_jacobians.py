"""Right and wrong answers to the exercises of chapter 13; each mistake comes with its sentence."""

from collections.abc import Sequence

import numpy as np

STATES, W, DA_T = np.array([0.0, 0.5, 0.8, 0.6]), 1.5, 2.0


def by_hand(factors: Sequence[float]) -> np.ndarray:
    """Multiply out what a network with one unit does to a gradient.

    Parameters
    ----------
    factors : sequence of 3 floats
        What the steps 3, 2, 1 multiply by.

    Returns
    -------
    ndarray, shape (3,)
        The gradients at lags 1, 2, 3.

    Examples
    --------
    >>> by_hand([0.5, 1.0, 3.0])
    array([1., 1., 3.])
    """
    return DA_T * np.cumprod(factors)


#: The gradients of exercise 1: the right ones ...
RIGHT_SCALAR = by_hand(W * (1 - STATES[:0:-1] ** 2))
#: ... and wrong ones: name -> (the numbers, what to say).
SCALAR = {
    "the other end": (
        by_hand(W * (1 - STATES[1:] ** 2)),
        "you went forward in time: lag 1 is one step before the end, so J<3> comes first.",
    ),
    "1 - a": (
        by_hand(W * (1 - STATES[:0:-1])),
        "the slope of tanh is 1 - a², not 1 - a.",
    ),
    "state before": (
        by_hand(W * (1 - STATES[2::-1] ** 2)),
        "J<t> takes the slope at the state that comes out, a<t>, not at a<t-1>.",
    ),
    "linear": (by_hand([W] * 3), "these are powers of w: each step also has its slope 1 - a²."),
    "no w": (by_hand(1 - STATES[:0:-1] ** 2), "the weight w is missing in each factor."),
    "no da": (
        RIGHT_SCALAR / DA_T,
        "these are the products alone: multiply them by dL/da<3> = 2.",
    ),
}


def step_jacobian(a_t: np.ndarray, W_aa: np.ndarray) -> np.ndarray:
    r"""Compute J<t> of all examples, :eq:`eq-jacobian-step`, with g0 = tanh.

    Parameters
    ----------
    a_t : ndarray, shape (n_a, N)
        The states after step t.
    W_aa : ndarray, shape (n_a, n_a)
        The recurrent weights.

    Returns
    -------
    ndarray, shape (N, n_a, n_a)
        One Jacobian per example.

    Examples
    --------
    >>> step_jacobian(np.zeros((1, 2)), np.array([[3.0]])).tolist()
    [[[3.0]], [[3.0]]]
    """
    return (1 - a_t**2).T[:, :, None] * W_aa


#: Wrong Jacobians: name -> (function with the arguments of `step_jacobian`, what to say).
STEP = {
    "wrong side": (
        lambda a_t, W_aa: (1 - a_t**2).T[:, None, :] * W_aa,
        "this is W_aa diag(slopes), its columns are scaled: the slope of unit i belongs to row i.",
    ),
    "1 - a": (
        lambda a_t, W_aa: (1 - a_t).T[:, :, None] * W_aa,
        "the slope is 1 - a: that of tanh is 1 - a².",
    ),
    "transposed W": (
        lambda a_t, W_aa: (1 - a_t**2).T[:, :, None] * W_aa.T,
        "W_aa is transposed: row i of J<t> is row i of W_aa times a slope.",
    ),
    "transposed J": (
        lambda a_t, W_aa: step_jacobian(a_t, W_aa).swapaxes(1, 2),
        "this is the transpose of J<t>: outputs are rows, inputs are columns.",
    ),
    "no slope": (
        lambda a_t, W_aa: np.broadcast_to(W_aa, (a_t.shape[1], *W_aa.shape)),
        "this is W_aa, the Jacobian of a linear network: the slopes of tanh are missing.",
    ),
    "sigmoid": (
        lambda a_t, W_aa: (a_t * (1 - a_t)).T[:, :, None] * W_aa,
        "a (1 - a) is the slope of the sigmoid; here g0 is tanh.",
    ),
    "squashed twice": (
        lambda a_t, W_aa: (1 - np.tanh(a_t) ** 2).T[:, :, None] * W_aa,
        "a_t is a tanh already: use 1 - a_t**2 without another tanh.",
    ),
}


def lengths(J: np.ndarray, v: np.ndarray, *, renormalize: bool = True) -> np.ndarray:
    """Measure a vector that travels along.

    Parameters
    ----------
    J : ndarray, shape (T, n_a, n_a)
        What it is multiplied by.
    v : ndarray, shape (n_a,)
        Its direction at time 0.
    renormalize : bool
        Make it as long as 1 again after each step.

    Returns
    -------
    ndarray, shape (T,)
        Its length after each step, before that.

    Examples
    --------
    >>> lengths(np.array([[[2.0]], [[3.0]]]), np.array([5.0]))
    array([2., 3.])
    """
    v, found = v / np.linalg.norm(v), []
    for J_t in J:
        v = J_t @ v
        found.append(np.linalg.norm(v))
        if renormalize:
            v = v / found[-1]
    return np.array(found)


def growth(J: np.ndarray, v: np.ndarray, warmup: int) -> float:
    r"""Compute the growth per step, :eq:`eq-growth-per-step`.

    Parameters
    ----------
    J : ndarray, shape (T, n_a, n_a)
        The step Jacobians.
    v : ndarray, shape (n_a,)
        The first vector.
    warmup : int
        Steps that are not counted.

    Returns
    -------
    float
        The factor per step.

    Examples
    --------
    >>> print(f"{growth(np.array([[[2.0]], [[8.0]]]), np.array([5.0]), 0):.4f}")
    4.0000
    """
    return float(np.exp(np.mean(np.log(lengths(J, v)[warmup:]))))


#: Wrong estimates: name -> (function with the arguments of `growth`, what to say).
GROWTH = {
    "mean of lengths": (
        lambda J, v, warmup: np.mean(lengths(J, v)[warmup:]),
        "this is the mean of the lengths: factors multiply, so average their logarithms.",
    ),
    "no exp": (
        lambda J, v, warmup: np.mean(np.log(lengths(J, v)[warmup:])),
        "this is the mean logarithm: return its exp.",
    ),
    "warm-up counted": (
        lambda J, v, warmup: growth(J, v, 0),
        "the first steps are counted too: leave out `warmup` steps.",
    ),
    "divided by T": (
        lambda J, v, warmup: np.exp(np.log(lengths(J, v)[warmup:]).sum() / len(J)),
        "the sum has T - warmup terms, but it was divided by T.",
    ),
    "transposed": (
        lambda J, v, warmup: growth(J.swapaxes(1, 2), v, warmup),
        "v was multiplied by the transposed matrices: forward in time a change meets J<t> itself.",
    ),
    "backward in time": (
        lambda J, v, warmup: growth(J[::-1], v, warmup),
        "the steps were taken from the last to the first.",
    ),
}


def factor(norms: np.ndarray, first: int) -> float:
    """Fit a straight line to the logarithms of norms.

    Parameters
    ----------
    norms : ndarray, shape (K+1,)
        One per lag, from 0 on.
    first : int
        The first lag to use.

    Returns
    -------
    float
        The factor per lag.

    Examples
    --------
    >>> print(f"{factor(np.array([9.0, 8.0, 4.0, 2.0]), 1):.4f}")
    0.5000
    """
    k = np.arange(len(norms))[first:]
    return float(np.exp(np.polyfit(k, np.log(norms[first:]), 1)[0]))


#: Wrong fits: name -> (function with the arguments of `factor`, what to say).
FACTOR = {
    "all lags": (
        lambda norms, first: factor(norms, 0),
        "the transient is in the fit: leave out the lags before `first`.",
    ),
    "no exp": (
        lambda norms, first: np.log(factor(norms, first)),
        "this is the slope of the logarithm: the factor is its exp.",
    ),
    "two bases": (
        lambda norms, first: np.exp(np.log(factor(norms, first)) / np.log(10)),
        "log10 was undone by exp: use one base for both (np.log with np.exp).",
    ),
    "log10": (
        lambda norms, first: np.log10(factor(norms, first)),
        "this is the slope of log10: the factor is 10 to that power.",
    ),
    "no log": (
        lambda norms, first: np.polyfit(np.arange(len(norms))[first:], norms[first:], 1)[0],
        "the line was fitted to the norms themselves: it must be fitted to their logarithms.",
    ),
    "two points": (
        lambda norms, first: (norms[-1] / norms[first]) ** (1 / (len(norms) - 1 - first)),
        "only the first and the last point were used: fit a line to all of them.",
    ),
    "intercept": (
        lambda norms, first: np.exp(
            np.polyfit(np.arange(len(norms))[first:], np.log(norms[first:]), 1)[1]
        ),
        "this is the height of the line: np.polyfit returns the slope first.",
    ),
}
