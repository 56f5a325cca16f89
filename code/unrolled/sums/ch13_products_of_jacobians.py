"""The equations of "Products of Jacobians" as explicit sums."""

import math
from collections.abc import Callable, Sequence

import numpy as np


def eq_jacobian_step(
    z: Sequence[float], W_aa: np.ndarray, dg0: Callable[[float], float]
) -> np.ndarray:
    r"""Compute J<t>_ij = g0'(z_i) (W_aa)_ij, :eq:`eq-jacobian-step`.

    Parameters
    ----------
    z : sequence of float, shape (n_a,)
        W_aa a<t-1> + W_ax x<t> + b_a of one example.
    W_aa : ndarray, shape (n_a, n_a)
        The recurrent weights.
    dg0 : callable
        The slope of g0 at a number.

    Returns
    -------
    ndarray, shape (n_a, n_a)
        ∂a<t>/∂a<t-1>.

    Examples
    --------
    >>> eq_jacobian_step([0.0, 9.0], np.array([[1.0, 2.0], [3.0, 4.0]]), lambda z: float(z == 0))
    array([[1., 2.],
           [0., 0.]])
    """
    n_a = len(z)
    J = np.zeros((n_a, n_a))
    for i in range(n_a):
        for j in range(n_a):
            J[i, j] = dg0(z[i]) * W_aa[i, j]
    return J


def eq_jacobian_product(J: np.ndarray, T: int, k: int) -> np.ndarray:
    r"""Multiply J<T> J<T-1> ... J<T-k+1>, :eq:`eq-jacobian-product`.

    Parameters
    ----------
    J : ndarray, shape (T, n_a, n_a)
        ``J[t-1]`` is J<t>.
    T, k : int
        The last time, and how many steps to go back.

    Returns
    -------
    ndarray, shape (n_a, n_a)
        ∂a<T>/∂a<T-k>.

    Examples
    --------
    >>> eq_jacobian_product(np.array([[[2.0]], [[3.0]], [[5.0]]]), 3, 2)
    array([[15.]])
    """
    n_a = J.shape[1]
    P = np.zeros((n_a, n_a))
    for i in range(n_a):
        P[i, i] = 1.0
    for t in range(T, T - k, -1):
        new = np.zeros((n_a, n_a))
        for i in range(n_a):
            for j in range(n_a):
                for m in range(n_a):
                    new[i, j] += P[i, m] * J[t - 1, m, j]
        P = new
    return P


def eq_gradient_by_lag(J: np.ndarray, da_T: Sequence[float]) -> list[float]:
    r"""Compute the lengths of ∂L/∂a<T-k>, k = 0 .. T, :eq:`eq-gradient-by-lag`.

    Parameters
    ----------
    J : ndarray, shape (T, n_a, n_a)
        ``J[t-1]`` is J<t>.
    da_T : sequence of float, shape (n_a,)
        ∂L/∂a<T>, the loss being taken at the last step only.

    Returns
    -------
    list of T+1 floats
        Entry k belongs to lag k.

    Examples
    --------
    >>> eq_gradient_by_lag(np.array([[[2.0]], [[3.0]], [[5.0]]]), [-1.0])
    [1.0, 5.0, 15.0, 30.0]
    """
    T, n_a, _ = J.shape
    lengths = []
    for k in range(T + 1):
        P = eq_jacobian_product(J, T, k)
        total = 0.0
        for j in range(n_a):
            d_j = sum(P[i, j] * da_T[i] for i in range(n_a))
            total += d_j * d_j
        lengths.append(math.sqrt(total))
    return lengths


def eq_spectral_radius(W: np.ndarray, doublings: int = 50) -> float:
    r"""Compute the limit of norm(W^k)^(1/k), the right-hand side of :eq:`eq-spectral-radius`.

    W is squared again and again, k = 2^doublings; its size is taken out each time and counted in
    a logarithm, so nothing overflows. No eigenvalue is computed.

    Parameters
    ----------
    W : ndarray, shape (n, n)
        A square matrix.
    doublings : int
        How often to square.

    Returns
    -------
    float
        The spectral radius.

    Examples
    --------
    >>> print(f"{eq_spectral_radius(np.array([[0.9, 5.0], [0.0, 0.9]])):.6f}")
    0.900000
    """
    n = len(W)
    P, log_size, k = [[float(W[i, j]) for j in range(n)] for i in range(n)], 0.0, 1
    for _ in range(doublings):
        P = [[sum(P[i][m] * P[m][j] for m in range(n)) for j in range(n)] for i in range(n)]
        log_size, k = 2 * log_size, 2 * k
        size = math.sqrt(sum(P[i][j] ** 2 for i in range(n) for j in range(n)))
        if size == 0:
            return 0.0
        P = [[P[i][j] / size for j in range(n)] for i in range(n)]
        log_size += math.log(size)
    return math.exp(log_size / k)


def eq_gradient_bound(W_aa: np.ndarray, gamma: float, da_T: Sequence[float], k: int) -> float:
    r"""Compute (gamma sigma_1)^k times the length of ∂L/∂a<T>, see :eq:`eq-gradient-bound`.

    The largest singular value is the root of the spectral radius of W_aaᵀ W_aa.

    Parameters
    ----------
    W_aa : ndarray, shape (n_a, n_a)
        The recurrent weights.
    gamma : float
        The largest slope of g0.
    da_T : sequence of float, shape (n_a,)
        ∂L/∂a<T>.
    k : int
        The lag.

    Returns
    -------
    float
        What the length of ∂L/∂a<T-k> cannot exceed.

    Examples
    --------
    >>> print(f"{eq_gradient_bound(np.array([[0.0, 4.0], [1.0, 0.0]]), 0.25, [3.0, 4.0], 7):.6f}")
    5.000000
    """
    n_a = len(W_aa)
    WtW = np.zeros((n_a, n_a))
    for i in range(n_a):
        for j in range(n_a):
            WtW[i, j] = sum(W_aa[m, i] * W_aa[m, j] for m in range(n_a))
    sigma_1 = math.sqrt(eq_spectral_radius(WtW))
    return (gamma * sigma_1) ** k * math.sqrt(sum(d * d for d in da_T))


def eq_growth_per_step(J: np.ndarray, v: Sequence[float], warmup: int) -> float:
    r"""Compute exp of the mean log growth of a tangent vector, :eq:`eq-growth-per-step`.

    Parameters
    ----------
    J : ndarray, shape (T, n_a, n_a)
        ``J[t-1]`` is J<t>.
    v : sequence of float, shape (n_a,)
        The vector at time 0.
    warmup : int
        Steps that are not counted.

    Returns
    -------
    float
        The factor per step.

    Examples
    --------
    >>> print(f"{eq_growth_per_step(np.array([[[2.0]], [[8.0]]]), [3.0], 0):.6f}")
    4.000000
    """
    T, n_a, _ = J.shape
    v, total = list(v), 0.0
    for t in range(1, T + 1):
        before = math.sqrt(sum(c * c for c in v))
        v = [sum(J[t - 1, i, j] * v[j] for j in range(n_a)) for i in range(n_a)]
        after = math.sqrt(sum(c * c for c in v))
        if t > warmup:
            total += math.log(after / before)
        v = [c / after for c in v]
    return math.exp(total / (T - warmup))
