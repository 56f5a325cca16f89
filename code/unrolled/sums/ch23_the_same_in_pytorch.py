"""The equations of chapter 23 as explicit sums: the slow oracle behind the fast arrays."""

import math

import numpy as np


def eq_torch_rnn(X: np.ndarray, H0: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    r"""Run a layer as ``torch.nn.RNN`` does, in its rows, :eq:`eq-torch-rnn`.

    Parameters
    ----------
    X : ndarray, shape (T, N, n_x)
        The inputs, examples as rows.
    H0 : ndarray, shape (N, n_a)
        The initial state.
    weights : dict of ndarray
        ``weight_ih_l0`` (n_a, n_x), ``weight_hh_l0`` (n_a, n_a), ``bias_ih_l0``, ``bias_hh_l0``
        (n_a,).

    Returns
    -------
    ndarray, shape (T, N, n_a)
        The states.

    Examples
    --------
    >>> weights = {"weight_ih_l0": np.ones((1, 1)), "weight_hh_l0": np.zeros((1, 1)),
    ...            "bias_ih_l0": np.ones(1), "bias_hh_l0": -np.ones(1)}
    >>> eq_torch_rnn(np.zeros((2, 1, 1)), np.ones((1, 1)), weights).ravel().tolist()
    [0.0, 0.0]
    """
    W_ih, W_hh, b_ih, b_hh = weights.values()
    T, N, n_x = X.shape
    n_a = len(b_ih)
    H = np.zeros((T, N, n_a))
    for t, n, i in np.ndindex(T, N, n_a):
        before = H0[n] if t == 0 else H[t - 1, n]
        z = b_ih[i] + b_hh[i]
        for j in range(n_x):
            z += X[t, n, j] * W_ih[i, j]
        for j in range(n_a):
            z += before[j] * W_hh[i, j]
        H[t, n, i] = math.tanh(z)
    return H


def eq_torch_bias(
    b_ih: np.ndarray, b_hh: np.ndarray, db_a: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    r"""Descend one step with both biases, :eq:`eq-torch-bias`.

    Parameters
    ----------
    b_ih, b_hh, db_a : ndarray, shape (n_a,)
        Both biases and the gradient of their sum.
    rate : float
        The learning rate.

    Returns
    -------
    ndarray, ndarray, shape (n_a,)
        The one bias b_a that acts, before the step and after it.

    Examples
    --------
    >>> before, after = eq_torch_bias(np.ones(1), np.ones(1), np.ones(1), 0.25)
    >>> before.tolist(), after.tolist()
    ([2.0], [1.5])
    """
    before, after = np.zeros_like(b_ih), np.zeros_like(b_ih)
    for i in range(len(b_ih)):
        before[i] = b_ih[i] + b_hh[i]
        after[i] = (b_ih[i] - rate * db_a[i]) + (b_hh[i] - rate * db_a[i])
    return before, after


def eq_torch_gru(
    x: np.ndarray, h: np.ndarray, r: np.ndarray, weights: dict[str, np.ndarray]
) -> np.ndarray:
    r"""Compute the candidate of ``torch.nn.GRU`` for one example, :eq:`eq-torch-gru`.

    Parameters
    ----------
    x, h, r : ndarray, shape (n_x,), (n_a,), (n_a,)
        The input, the state before the step, and the reset gate.
    weights : dict of ndarray
        ``weight_ih_l0`` (3 n_a, n_x), ``weight_hh_l0`` (3 n_a, n_a), ``bias_ih_l0``,
        ``bias_hh_l0`` (3 n_a,); the candidate owns the last n_a rows.

    Returns
    -------
    ndarray, shape (n_a,)
        n<t>.

    Examples
    --------
    >>> weights = {"weight_ih_l0": np.zeros((3, 1)), "weight_hh_l0": np.zeros((3, 1)),
    ...            "bias_ih_l0": np.zeros(3), "bias_hh_l0": np.ones(3)}
    >>> eq_torch_gru(np.ones(1), np.ones(1), np.zeros(1), weights).tolist()
    [0.0]
    """
    W_ih, W_hh, b_ih, b_hh = weights.values()
    n_a = len(h)
    n = np.zeros(n_a)
    for i in range(n_a):
        row = 2 * n_a + i
        outer, inner = b_ih[row], b_hh[row]
        for j in range(len(x)):
            outer += W_ih[row, j] * x[j]
        for j in range(n_a):
            inner += W_hh[row, j] * h[j]
        n[i] = math.tanh(outer + r[i] * inner)
    return n
