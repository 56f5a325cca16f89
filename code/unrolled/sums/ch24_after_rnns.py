"""The equations of chapter 24 as explicit sums: the slow oracle behind the fast arrays."""

import math

import numpy as np


def eq_linear_recurrence(f: np.ndarray, u: np.ndarray, h0: np.ndarray) -> np.ndarray:
    r"""Run a linear recurrence step by step, :eq:`eq-linear-recurrence`.

    Parameters
    ----------
    f, u : ndarray, shape (T, n)
        What each step keeps and adds.
    h0 : ndarray, shape (n,)
        The initial state.

    Returns
    -------
    ndarray, shape (T, n)
        h<1> .. h<T>.

    Examples
    --------
    >>> eq_linear_recurrence(np.full((2, 1), 0.5), np.ones((2, 1)), np.full(1, 4.0)).ravel()
    array([3. , 2.5])
    """
    T, n = u.shape
    h = np.zeros((T, n), np.result_type(f, u, h0))
    for t, i in np.ndindex(T, n):
        h[t, i] = f[t, i] * (h0[i] if t == 0 else h[t - 1, i]) + u[t, i]
    return h


def eq_scan_combine(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    r"""Put steps together, from the first to the last, :eq:`eq-scan-combine`.

    Parameters
    ----------
    pairs : list of (float, float)
        (f, u) of each step.

    Returns
    -------
    float, float
        The pair of all of them.

    Examples
    --------
    >>> eq_scan_combine([(0.5, 1.0), (2.0, 3.0)])
    (1.0, 5.0)
    """
    F, U = 1.0, 0.0
    for f, u in pairs:
        F, U = F * f, f * U + u
    return F, U


def eq_scan_level(f: np.ndarray, h: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    r"""Do one level of the scan, step by step, :eq:`eq-scan-level`.

    Parameters
    ----------
    f, h : ndarray, shape (T,)
        Before the level.
    k : int
        Its number, from 0.

    Returns
    -------
    f, h : ndarray, shape (T,)
        After the level.

    Examples
    --------
    >>> eq_scan_level(np.full(3, 0.5), np.ones(3), 1)
    (array([0.5 , 0.5 , 0.25]), array([1. , 1. , 1.5]))
    """
    new_f, new_h = f.copy(), h.copy()
    for t in range(2**k, len(h)):
        new_h[t] = h[t] + f[t] * h[t - 2**k]
        new_f[t] = f[t] * f[t - 2**k]
    return new_f, new_h


def eq_scan_cost(T: int) -> tuple[int, int]:
    r"""Count levels and combinations one by one, :eq:`eq-scan-cost`.

    Parameters
    ----------
    T : int
        Steps.

    Returns
    -------
    int, int
        Levels and combinations.

    Examples
    --------
    >>> eq_scan_cost(5)
    (3, 8)
    """
    levels = combinations = 0
    while 2**levels < T:
        for t in range(T):
            combinations += t >= 2**levels
        levels += 1
    return levels, int(combinations)


def eq_scan_backward(
    f: np.ndarray, h: np.ndarray, h0: np.ndarray, dout: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Go back step by step, :eq:`eq-scan-backward`.

    Parameters
    ----------
    f, h, dout : ndarray, shape (T, n)
        What each step keeps, its state, and the immediate derivative of the loss.
    h0 : ndarray, shape (n,)
        The initial state.

    Returns
    -------
    df, du : ndarray, shape (T, n)
        The gradients of f and u.
    dh0 : ndarray, shape (n,)
        The gradient of the initial state.

    Examples
    --------
    >>> one = np.ones((2, 1))
    >>> eq_scan_backward(one / 2, one, one[0], one)[1].ravel()
    array([1.5, 1. ])
    """
    T, n = h.shape
    df, du, dh0 = np.zeros_like(h), np.zeros_like(h), np.zeros(n)
    for i in range(n):
        later = 0.0
        for t in range(T - 1, -1, -1):
            du[t, i] = dout[t, i] + later
            df[t, i] = du[t, i] * (h0[i] if t == 0 else h[t - 1, i])
            later = f[t, i] * du[t, i]
        dh0[i] = later
    return df, du, dh0


def eq_diagonal_recurrence(A: np.ndarray, B: np.ndarray, x: np.ndarray) -> np.ndarray:
    r"""Run the dense linear network whose diagonal form is :eq:`eq-diagonal-recurrence`.

    Parameters
    ----------
    A : ndarray, shape (n_a, n_a)
        From state to state.
    B : ndarray, shape (n_a, n_x)
        From input to state.
    x : ndarray, shape (T, n_x)
        The inputs.

    Returns
    -------
    ndarray, shape (T, n_a)
        The states, from zero.

    Examples
    --------
    >>> eq_diagonal_recurrence(np.full((1, 1), 0.5), np.ones((1, 1)), np.ones((2, 1))).ravel()
    array([1. , 1.5])
    """
    T, n_a = len(x), len(A)
    h = np.zeros((T, n_a))
    for t, i in np.ndindex(T, n_a):
        for j in range(x.shape[1]):
            h[t, i] += B[i, j] * x[t, j]
        for j in range(n_a):
            h[t, i] += A[i, j] * (h[t - 1, j] if t else 0.0)
    return h


def eq_min_gru(x: np.ndarray, a0: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray) -> np.ndarray:
    r"""Run a minimal GRU on one example, :eq:`eq-min-gru`.

    Parameters
    ----------
    x : ndarray, shape (T, n_x)
        The inputs.
    a0 : ndarray, shape (n_a,)
        The initial state.
    W_ax, b_a : ndarray, shape (2 n_a, n_x), (2 n_a,)
        The rows of z, then those of n.

    Returns
    -------
    ndarray, shape (T, n_a)
        The states.

    Examples
    --------
    >>> eq_min_gru(np.ones((1, 1)), np.zeros(1), np.array([[0.0], [3.0]]), np.zeros(2)).ravel()
    array([1.5])
    """
    T, n_a = len(x), len(a0)
    a = np.zeros((T, n_a))
    for t, i in np.ndindex(T, n_a):
        z, n = b_a[i], b_a[n_a + i]
        for j in range(x.shape[1]):
            z += W_ax[i, j] * x[t, j]
            n += W_ax[n_a + i, j] * x[t, j]
        z = 1 / (1 + math.exp(-z))
        a[t, i] = z * (a[t - 1, i] if t else a0[i]) + (1 - z) * n
    return a


def eq_causal_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    r"""Read the past of one example, step by step, :eq:`eq-causal-attention`.

    Parameters
    ----------
    q, k : ndarray, shape (T, n_k)
        Queries and keys.
    v : ndarray, shape (T, n_v)
        Values.

    Returns
    -------
    ndarray, shape (T, n_v)
        The weighted means.

    Examples
    --------
    >>> zero = np.zeros((2, 1))
    >>> eq_causal_attention(zero, zero, np.array([[1.0], [3.0]])).ravel()
    array([1., 2.])
    """
    T, n_k = q.shape
    y = np.zeros((T, v.shape[1]))
    for t in range(T):
        weights = []
        for s in range(t + 1):
            score = sum(q[t, i] * k[s, i] for i in range(n_k)) / math.sqrt(n_k)
            weights.append(math.exp(score))
        for s, i in np.ndindex(t + 1, v.shape[1]):
            y[t, i] += weights[s] / sum(weights) * v[s, i]
    return y
