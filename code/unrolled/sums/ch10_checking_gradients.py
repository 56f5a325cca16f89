"""The equations of chapter 10 as explicit sums: the slow oracle behind the fast arrays."""

import math
from collections.abc import Callable

import numpy as np


def eq_best_step(u: float, L: float, third: float) -> float:
    r"""Find the step at which rounding and curvature together cost least, :eq:`eq-best-step`.

    Parameters
    ----------
    u : float
        Relative rounding error of the loss.
    L, third : float
        The loss and its third derivative.

    Returns
    -------
    float
        The step.

    Examples
    --------
    >>> round(eq_best_step(9.0, 1.0, 1.0), 12)
    3.0
    """
    return (3 * u * abs(L) / abs(third)) ** (1 / 3)


def eq_relative_error(got: np.ndarray, want: np.ndarray) -> float:
    r"""Distance of two gradients relative to the longer one, :eq:`eq-relative-error`.

    Parameters
    ----------
    got, want : ndarray, any shape (the same)
        The gradients.

    Returns
    -------
    float
        The relative error.

    Examples
    --------
    >>> eq_relative_error(np.array([[3.0, 4.0]]), np.array([[0.0, 0.0]]))
    1.0
    """
    apart = of_got = of_want = 0.0
    for k in np.ndindex(*got.shape):
        apart += (got[k] - want[k]) ** 2
        of_got += got[k] ** 2
        of_want += want[k] ** 2
    return math.sqrt(apart) / max(math.sqrt(of_got), math.sqrt(of_want), 1e-8)


def eq_directional_slope(f: Callable, theta: np.ndarray, u: np.ndarray, eps: float = 1e-5) -> float:
    r"""Slope of f(theta) along u, :eq:`eq-directional-slope`; theta and u of shape (n,).

    >>> bool(abs(eq_directional_slope(lambda v: v[0] * v[1], np.ones(2), np.ones(2)) - 2) < 1e-9)
    True
    """
    up, down = theta.copy(), theta.copy()
    for k in range(len(theta)):
        up[k] = theta[k] + eps * u[k]
        down[k] = theta[k] - eps * u[k]
    return float((f(up) - f(down)) / (2 * eps))


def eq_scatter_add(dx: np.ndarray, ids: np.ndarray, n_v: int) -> np.ndarray:
    r"""Add each gradient to the column of its symbol, :eq:`eq-scatter-add`.

    Parameters
    ----------
    dx : ndarray, shape (T, n_x, N)
        Gradient of the vectors.
    ids : ndarray of int, shape (T, N)
        The symbols.
    n_v : int
        Number of symbols.

    Returns
    -------
    ndarray, shape (n_x, n_v)
        dE.

    Examples
    --------
    >>> eq_scatter_add(np.ones((3, 1, 1)), np.array([[0], [2], [0]]), 3)
    array([[2., 0., 1.]])
    """
    T, n_x, N = dx.shape
    dE = np.zeros((n_x, n_v))
    for k in range(n_v):
        for t in range(T):
            for n in range(N):
                if ids[t, n] == k:
                    for i in range(n_x):
                        dE[i, k] += dx[t, i, n]
    return dE
