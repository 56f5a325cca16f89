"""The equations of chapter 19 as explicit sums: the slow oracle behind the fast arrays."""

import math

import numpy as np


def eq_temperature(z: np.ndarray, tau: float) -> np.ndarray:
    r"""Probabilities of one column of logits at a temperature, :eq:`eq-temperature`.

    Parameters
    ----------
    z : ndarray, shape (n_y,)
        Logits.
    tau : float
        The temperature.

    Returns
    -------
    ndarray, shape (n_y,)
        Positive numbers that add up to 1.

    Examples
    --------
    >>> eq_temperature(np.log([1.0, 2.0]), 0.5)
    array([0.2, 0.8])
    """
    total = 0.0
    for j in range(len(z)):
        total += math.exp(z[j] / tau)
    return np.array([math.exp(z[k] / tau) / total for k in range(len(z))])


def eq_top_k(z: np.ndarray, tau: float, K: int) -> np.ndarray:
    r"""Probabilities with only the K largest logits in play, :eq:`eq-top-k`.

    Parameters
    ----------
    z : ndarray, shape (n_y,)
        Logits.
    tau : float
        The temperature.
    K : int
        How many stay in play; of equal logits the one with the smaller id comes first.

    Returns
    -------
    ndarray, shape (n_y,)
        K of them positive; they add up to 1.

    Examples
    --------
    >>> eq_top_k(np.log([1.0, 2.0, 6.0]), 1.0, 2)
    array([0.  , 0.25, 0.75])
    """
    kept = []
    for k in range(len(z)):
        before = 0
        for j in range(len(z)):
            before += z[j] > z[k] or (z[j] == z[k] and j < k)
        if before < K:
            kept.append(k)
    total = sum(math.exp(z[k] / tau) for k in kept)
    return np.array([math.exp(z[k] / tau) / total if k in kept else 0.0 for k in range(len(z))])


def eq_inverse_draw(p: np.ndarray, u: float) -> int:
    r"""Symbol whose piece of [0, 1) holds a number, :eq:`eq-inverse-draw`.

    Parameters
    ----------
    p : ndarray, shape (n_y,)
        Probabilities.
    u : float
        A number from 0 up to, but not including, 1.

    Returns
    -------
    int
        The id.

    Examples
    --------
    >>> [eq_inverse_draw([0.5, 0.25, 0.25], u) for u in (0.0, 0.5, 0.8)]
    [0, 1, 2]
    """
    end = 0.0
    for k in range(len(p) - 1):
        end += p[k]
        if u < end:
            return k
    return len(p) - 1
