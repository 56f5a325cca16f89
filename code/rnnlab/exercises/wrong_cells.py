"""The forward pass of a plain cell, and the wrong ones that learners write."""

from collections.abc import Callable
from functools import partial

import numpy as np


def cell(
    x_t: np.ndarray, a_prev: np.ndarray, W_ax: np.ndarray, W_aa: np.ndarray, b_a: np.ndarray
) -> np.ndarray:
    r"""Compute one step, :eq:`eq-rnn-state`, with g0 = tanh.

    Parameters
    ----------
    x_t, a_prev : ndarray, shapes (n_x, N), (n_a, N)
        The input and the state before.
    W_ax, W_aa, b_a : ndarray, shapes (n_a, n_x), (n_a, n_a), (n_a, 1)
        Weights and bias.

    Returns
    -------
    ndarray, shape (n_a, N)
        The state after this step.

    Examples
    --------
    >>> cell(*np.zeros((5, 1, 1)))
    array([[0.]])
    """
    return np.tanh(W_aa @ a_prev + W_ax @ x_t + b_a)


_ONCE = "the terms are squashed one by one: add everything first, then one tanh."
#: Wrong cells: name -> (function with the arguments of `cell`, what to say).
CELLS = {
    "a_prev unused": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_ax @ x + b),
        "the previous state is not used: such a cell has no memory.",
    ),
    "no tanh": (
        lambda x, a, W_ax, W_aa, b: W_aa @ a + W_ax @ x + b,
        "these are the sums z: the state is the tanh of each.",
    ),
    "separate tanh, bias with x": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a) + np.tanh(W_ax @ x + b),
        _ONCE,
    ),
    "separate tanh, bias with a": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a + b) + np.tanh(W_ax @ x),
        _ONCE,
    ),
    "bias outside": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a + W_ax @ x) + b,
        "b_a is added after the tanh; it belongs inside.",
    ),
    "bias forgotten": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a + W_ax @ x),
        "b_a is missing.",
    ),
    "bias twice": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a + b + W_ax @ x + b),
        "b_a is added twice: there is one bias for the sum, not one per product.",
    ),
    "W_aa transposed": (
        lambda x, a, W_ax, W_aa, b: np.tanh(W_aa.T @ a + W_ax @ x + b),
        "W_aa is transposed: its first row holds the weights of the first unit. It is square, so "
        "no shape complains.",
    ),
    "tanh twice": (
        lambda x, a, W_ax, W_aa, b: np.tanh(cell(x, a, W_ax, W_aa, b)),
        "tanh is applied twice.",
    ),
}


def path(
    x: np.ndarray,
    a0: np.ndarray,
    W_ax: np.ndarray,
    W_aa: np.ndarray,
    b_a: np.ndarray,
    step: Callable = cell,
) -> np.ndarray:
    r"""Compute all states of a sequence.

    Parameters
    ----------
    x, a0 : ndarray, shapes (T, n_x, N), (n_a, N)
        The inputs and the initial state.
    W_ax, W_aa, b_a : ndarray, shapes (n_a, n_x), (n_a, n_a), (n_a, 1)
        Weights and bias.
    step : callable
        The cell, right or wrong: takes what :func:`cell` takes.

    Returns
    -------
    ndarray, shape (T+1, n_a, N)
        a<0> .. a<T>.

    Examples
    --------
    >>> path(np.zeros((7, 1, 1)), *np.zeros((4, 1, 1))).shape
    (8, 1, 1)
    """
    a = [a0]
    for x_t in x:
        a.append(step(x_t, a[-1], W_ax, W_aa, b_a))
    return np.array(a)


def _unused_a0(x, a0, *weights):
    a = path(x, 0 * a0, *weights)
    a[0] = a0
    return a


def _index_minus_one(x, a0, W_ax, W_aa, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(len(x)):
        a[t] = cell(x[t], a[t - 1], W_ax, W_aa, b_a)
    return a


def _last_step_missing(x, a0, *weights):
    a = path(x, a0, *weights)
    a[-1] = 0
    return a


def _always_a0(x, a0, *weights):
    return np.array([a0, *(cell(x_t, a0, *weights) for x_t in x)])


#: Wrong sequences, wrong cells among them: name -> (function like `path`, what to say).
PATHS = {
    "a0 ignored": (
        lambda x, a0, *weights: path(x, 0 * a0, *weights),
        "a<0> is ignored: the path must start from a0, not from zeros.",
    ),
    "a0 unused": (
        _unused_a0,
        "a[0] is right, but the first step does not use it: it started from zeros.",
    ),
    "index -1": (
        _index_minus_one,
        "at t = 0 the index t - 1 is -1, the last entry, still zero, and a[0] is overwritten. "
        "Let t run from 1 to T: a[t] from a[t-1] and x[t-1].",
    ),
    "last step missing": (
        _last_step_missing,
        "a[T] is still zero: range(1, T) ends at T - 1.",
    ),
    "no recurrence": (
        _always_a0,
        "each step starts from a<0> again: step t must start from the state of step t - 1.",
    ),
    "one array reused": (
        lambda *case: np.array([path(*case)[-1]] * (len(case[0]) + 1)),
        "all T + 1 states are equal to the last: one array was reused. Write into a[t], or "
        "append a copy.",
    ),
    **{name: (partial(path, step=wrong), text) for name, (wrong, text) in CELLS.items()},
}
