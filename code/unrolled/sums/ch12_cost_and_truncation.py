"""The equations of chapter 12 as explicit sums: the slow oracle behind the fast arrays."""

import numpy as np


def eq_checkpoint_cost(T: int, k: int) -> tuple[int, int]:
    r"""Count states in memory and forward steps of checkpointing, :eq:`eq-checkpoint-cost`.

    Parameters
    ----------
    T, k : int
        Steps of the sequence and of a segment.

    Returns
    -------
    int, int
        S(k) and F(k), counted one by one.

    Examples
    --------
    >>> eq_checkpoint_cost(9, 3)
    (6, 15)
    """
    starts = forward = 0
    for t in range(0, T, k):
        starts += 1
        forward += k if t + k < T else 0  # the first pass leaves out the last segment
    return starts + k, forward + T


def _blame(a: np.ndarray, slope: np.ndarray, dout: np.ndarray, W_aa: np.ndarray) -> dict:
    """Return each term of :eq:`eq-blame-triangle`: {(s, t): (n_a, n_a)}, s and t from 1."""
    T, n_a, N = dout.shape
    terms = {}
    for s in range(1, T + 1):
        da = dout[s - 1].copy()
        for t in range(s, 0, -1):
            dz = np.zeros((n_a, N))
            term = np.zeros((n_a, n_a))
            back = np.zeros((n_a, N))
            for i, n in np.ndindex(n_a, N):
                dz[i, n] = slope[t - 1, i, n] * da[i, n]
                for j in range(n_a):
                    term[i, j] += dz[i, n] * a[t - 1, j, n]
                    back[j, n] += W_aa[i, j] * dz[i, n]
            terms[s, t], da = term, back
    return terms


def eq_blame_triangle(
    a: np.ndarray, slope: np.ndarray, dout: np.ndarray, W_aa: np.ndarray
) -> np.ndarray:
    r"""Add up the blame of every loss at every step, :eq:`eq-blame-triangle`.

    Parameters
    ----------
    a : ndarray, shape (T+1, n_a, N)
        The path of the state.
    slope, dout : ndarray, shape (T, n_a, N)
        g0'(z<t>), and what the loss of each step wants of its state.
    W_aa : ndarray, shape (n_a, n_a)
        The recurrent weights.

    Returns
    -------
    ndarray, shape (n_a, n_a)
        dW_aa.

    Examples
    --------
    >>> one = np.ones((3, 1, 1))
    >>> eq_blame_triangle(np.array([0, 1, 0.5, 0.25]).reshape(4, 1, 1), one, one, one[0] / 2)
    array([[2.]])
    """
    dW = np.zeros_like(W_aa)
    for term in _blame(a, slope, dout, W_aa).values():
        dW += term
    return dW


def eq_truncated_window(
    a: np.ndarray, slope: np.ndarray, dout: np.ndarray, W_aa: np.ndarray, K: int
) -> np.ndarray:
    r"""Let each loss blame its last K steps only, :eq:`eq-truncated-window`.

    Shapes as in :func:`eq_blame_triangle`; the result has shape (n_a, n_a).

    >>> one = np.ones((3, 1, 1))
    >>> eq_truncated_window(np.array([0, 1, 0.5, 0.25]).reshape(4, 1, 1), one, one, one[0] / 2, 1)
    array([[1.5]])
    """
    dW = np.zeros_like(W_aa)
    for (s, t), term in _blame(a, slope, dout, W_aa).items():
        if t >= max(1, s - K + 1):
            dW += term
    return dW


def eq_truncated_chunks(
    a: np.ndarray, slope: np.ndarray, dout: np.ndarray, W_aa: np.ndarray, K: int
) -> np.ndarray:
    r"""Let each loss blame the steps of its own chunk only, :eq:`eq-truncated-chunks`.

    Shapes as in :func:`eq_blame_triangle`; the result has shape (n_a, n_a).

    >>> one = np.ones((3, 1, 1))
    >>> eq_truncated_chunks(np.array([0, 1, 0.5, 0.25]).reshape(4, 1, 1), one, one, one[0] / 2, 2)
    array([[1.5]])
    """
    dW = np.zeros_like(W_aa)
    for (s, t), term in _blame(a, slope, dout, W_aa).items():
        if t >= K * ((s - 1) // K) + 1:
            dW += term
    return dW


def eq_truncated_influence(A: np.ndarray, v: np.ndarray, K: int) -> float:
    r"""How a_1 grows with θ when one looks back K steps, :eq:`eq-truncated-influence`.

    Parameters
    ----------
    A : ndarray, shape (n_a, n_a)
        The linear network.
    v : ndarray, shape (n_a,)
        How θ enters each unit.
    K : int
        Steps back.

    Returns
    -------
    float
        c_K.

    Examples
    --------
    >>> eq_truncated_influence(np.array([[0.5]]), np.array([1.0]), 3)
    1.75
    """
    total, power = 0.0, list(v)
    for _ in range(K):
        total += power[0]
        power = [sum(A[i, j] * power[j] for j in range(len(v))) for i in range(len(v))]
    return float(total)


def eq_rtrl(a: np.ndarray, slope: np.ndarray, dout: np.ndarray, W_aa: np.ndarray) -> np.ndarray:
    r"""Carry the influence of W_aa forward in time, :eq:`eq-rtrl`.

    Shapes as in :func:`eq_blame_triangle`; the result, dW_aa, has shape (n_a, n_a).

    >>> one = np.ones((3, 1, 1))
    >>> eq_rtrl(np.array([0, 1, 0.5, 0.25]).reshape(4, 1, 1), one, one, one[0] / 2)
    array([[2.]])
    """
    T, n_a, N = dout.shape
    dW = np.zeros((n_a, n_a))
    for n in range(N):
        P = np.zeros((n_a, n_a, n_a))  # P[k, i, j] is the slope of a_k in W_aa[i, j]
        for t in range(T):
            new = np.zeros_like(P)
            for k, i, j in np.ndindex(n_a, n_a, n_a):
                for m in range(n_a):
                    new[k, i, j] += slope[t, k, n] * W_aa[k, m] * P[m, i, j]
                if k == i:
                    new[k, i, j] += slope[t, k, n] * a[t, j, n]
                dW[i, j] += dout[t, k, n] * new[k, i, j]
            P = new
    return dW
