"""The equations of chapter 6 as explicit sums: the slow oracle behind the fast arrays."""

import math
from collections.abc import Callable

import numpy as np


def eq_joined_weights(W_aa: np.ndarray, W_ax: np.ndarray) -> np.ndarray:
    r"""Put two matrices side by side, :eq:`eq-joined-weights`.

    Parameters
    ----------
    W_aa, W_ax : ndarray, shapes (n_a, n_a), (n_a, n_x)
        Weights of the state and of the input.

    Returns
    -------
    ndarray, shape (n_a, n_a + n_x)
        W_a.

    Examples
    --------
    >>> eq_joined_weights(np.array([[1.0]]), np.array([[2.0, 3.0]]))
    array([[1., 2., 3.]])
    """
    n_a, n_x = W_ax.shape
    W_a = np.zeros((n_a, n_a + n_x))
    for i in range(n_a):
        for j in range(n_a):
            W_a[i, j] = W_aa[i, j]
        for j in range(n_x):
            W_a[i, n_a + j] = W_ax[i, j]
    return W_a


def eq_joined_state(
    a_prev: np.ndarray,
    x_t: np.ndarray,
    W_a: np.ndarray,
    b_a: np.ndarray,
    g0: Callable[[float], float] = math.tanh,
) -> np.ndarray:
    r"""Compute the next state with one matrix, :eq:`eq-joined-state`.

    Parameters
    ----------
    a_prev, x_t : ndarray, shapes (n_a, N), (n_x, N)
        The state before and the input.
    W_a, b_a : ndarray, shapes (n_a, n_a + n_x), (n_a, 1)
        Joined weights and bias.
    g0 : callable
        The activation, number by number.

    Returns
    -------
    ndarray, shape (n_a, N)
        The state after this step.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> eq_joined_state(one, 2 * one, np.array([[3.0, 4.0]]), 5 * one, g0=lambda z: z)
    array([[16.]])
    """
    (n_a, N), n_x = a_prev.shape, len(x_t)
    a_t = np.zeros((n_a, N))
    for n in range(N):
        for i in range(n_a):
            z = b_a[i, 0]
            for j in range(n_a + n_x):
                z += W_a[i, j] * (a_prev[j, n] if j < n_a else x_t[j - n_a, n])
            a_t[i, n] = g0(z)
    return a_t


def eq_joined_bias(
    a_prev: np.ndarray, x_t: np.ndarray, W_aa: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray
) -> np.ndarray:
    r"""Compute z with the bias as one more column of weights, :eq:`eq-joined-bias`.

    Parameters
    ----------
    a_prev, x_t : ndarray, shapes (n_a, N), (n_x, N)
        The state before and the input.
    W_aa, W_ax, b_a : ndarray, shapes (n_a, n_a), (n_a, n_x), (n_a, 1)
        Weights and bias.

    Returns
    -------
    ndarray, shape (n_a, N)
        z, before the activation.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> eq_joined_bias(one, 2 * one, 3 * one, 4 * one, 5 * one)
    array([[16.]])
    """
    (n_a, N), n_x = a_prev.shape, len(x_t)
    z = np.zeros((n_a, N))
    for n in range(N):
        column = [*(a_prev[j, n] for j in range(n_a)), *(x_t[j, n] for j in range(n_x)), 1.0]
        for i in range(n_a):
            row = [*(W_aa[i, j] for j in range(n_a)), *(W_ax[i, j] for j in range(n_x)), b_a[i, 0]]
            for j in range(n_a + n_x + 1):
                z[i, n] += row[j] * column[j]
    return z
