"""Causal attention, the mixing of time steps that is no recurrence."""

import math

import numpy as np

from .checks import check_shape


def causal_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Let every step read a weighted mean of the steps up to it, :eq:`eq-causal-attention`.

    Parameters
    ----------
    q, k : ndarray, shape (T, n_k, N)
        Queries and keys.
    v : ndarray, shape (T, n_v, N)
        Values.

    Returns
    -------
    y : ndarray, shape (T, n_v, N)
        The means.
    weights : ndarray, shape (T, T, N)
        ``weights[t-1, s-1]`` is the weight of step s at step t: zero for s > t, and they sum to 1.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    :cite:t:`vaswani2017`

    Examples
    --------
    >>> q = k = np.zeros((3, 2, 1))                                  # all alike: running means
    >>> causal_attention(q, k, np.array([3.0, 5, 1]).reshape(3, 1, 1))[0].ravel().tolist()
    [3.0, 4.0, 3.0]
    """
    T, n_k, N = check_shape("q", q, "T n_k N")
    check_shape("k", k, "T n_k N", T=T, n_k=n_k, N=N)
    check_shape("v", v, "T n_v N", T=T, N=N)
    scores = np.einsum("tin,sin->tsn", q, k) / math.sqrt(n_k)
    scores[np.triu_indices(T, 1)] = -np.inf  # the future has no weight
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("tsn,sin->tin", weights, v), weights
