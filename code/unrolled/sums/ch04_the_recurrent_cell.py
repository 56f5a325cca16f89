"""The equations of chapter 4 as explicit sums: the slow oracle behind the fast arrays."""

import math
from collections.abc import Callable

import numpy as np


def eq_sigmoid(z: float) -> float:
    r"""Squash one number into (0, 1), :eq:`eq-sigmoid`.

    Parameters
    ----------
    z : float
        A logit.

    Returns
    -------
    float
        1 / (1 + exp(-z)).

    Examples
    --------
    >>> eq_sigmoid(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-z))


def eq_softmax(z: np.ndarray) -> np.ndarray:
    r"""Turn one column of logits into probabilities, :eq:`eq-softmax`.

    Parameters
    ----------
    z : ndarray, shape (n_y,)
        The logits of one example at one step.

    Returns
    -------
    ndarray, shape (n_y,)
        Positive numbers that add up to 1.

    Examples
    --------
    >>> eq_softmax(np.array([0.0, math.log(3.0)]))
    array([0.25, 0.75])
    """
    total = 0.0
    for j in range(len(z)):
        total += math.exp(z[j])
    return np.array([math.exp(z[k]) / total for k in range(len(z))])


def eq_rnn_state(
    a_prev: np.ndarray,
    x_t: np.ndarray,
    W_aa: np.ndarray,
    W_ax: np.ndarray,
    b_a: np.ndarray,
    g0: Callable[[float], float] = math.tanh,
) -> np.ndarray:
    r"""Compute the next hidden state, :eq:`eq-rnn-state`, unit by unit.

    Parameters
    ----------
    a_prev : ndarray, shape (n_a, N)
        The state before.
    x_t : ndarray, shape (n_x, N)
        The input of this step.
    W_aa, W_ax, b_a : ndarray, shapes (n_a, n_a), (n_a, n_x), (n_a, 1)
        Weights and bias.
    g0 : callable
        The activation, number by number.

    Returns
    -------
    ndarray, shape (n_a, N)
        The state after this step.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> eq_rnn_state(one, 2 * one, 3 * one, 4 * one, 5 * one, g0=lambda z: z)
    array([[16.]])
    """
    (n_a, N), n_x = a_prev.shape, len(x_t)
    a_t = np.zeros((n_a, N))
    for n in range(N):
        for i in range(n_a):
            z = b_a[i, 0]
            for j in range(n_a):
                z += W_aa[i, j] * a_prev[j, n]
            for j in range(n_x):
                z += W_ax[i, j] * x_t[j, n]
            a_t[i, n] = g0(z)
    return a_t


def eq_rnn_output(
    a_t: np.ndarray,
    W_ya: np.ndarray,
    b_y: np.ndarray,
    g1: Callable[[np.ndarray], np.ndarray] = eq_softmax,
) -> np.ndarray:
    r"""Read a prediction from the hidden state, :eq:`eq-rnn-output`.

    Parameters
    ----------
    a_t : ndarray, shape (n_a, N)
        The state of this step.
    W_ya, b_y : ndarray, shapes (n_y, n_a), (n_y, 1)
        Weights and bias of the readout.
    g1 : callable
        Takes the logits of one example, shape (n_y,), and returns as many numbers.

    Returns
    -------
    ndarray, shape (n_y, N)
        The prediction.

    Examples
    --------
    >>> eq_rnn_output(np.ones((2, 1)), np.array([[3.0, 4.0]]), np.ones((1, 1)), g1=lambda z: z)
    array([[8.]])
    """
    (n_a, N), n_y = a_t.shape, len(W_ya)
    y_hat = np.zeros((n_y, N))
    for n in range(N):
        z = np.zeros(n_y)
        for k in range(n_y):
            z[k] = b_y[k, 0]
            for i in range(n_a):
                z[k] += W_ya[k, i] * a_t[i, n]
        y_hat[:, n] = g1(z)
    return y_hat
