"""How a small change of the state travels: step Jacobians, their products, their sizes.

``J[t-1]`` is the Jacobian of step t, for each example of the batch: J<t> = ∂a<t>/∂a<t-1>. The state
of an LSTM is the pair (a, c); here a stands on top of c, so its Jacobians have 2 n_a rows.
"""

import copy

import numpy as np

from ..checks import check_shape
from ..layers import Layer
from ._states import has_one_product, skipped_steps, state_path
from .linearization import linear_steps


def step_jacobians(layer: Layer) -> np.ndarray:
    r"""Compute J<t> = ∂a<t>/∂a<t-1> of all steps of the last forward, :eq:`eq-jacobian-step`.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; it is not touched.

    Returns
    -------
    ndarray, shape (T, N, n_a, n_a)
        ``J[t-1, i]`` of an RNN is diag(g0'(z<t>)) W_aa of example i; the identity where the mask is
        False. Of an LSTM the shape is (T, N, 2 n_a, 2 n_a): a on top of c.

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    TypeError
        If the layer is no single cell.

    Notes
    -----
    T N n_a² numbers: 0.5 GB for T = n_a = 400.
    :func:`~rnnlab.diagnostics.growth.growth_per_step` and
    :func:`rnnlab.diagnostics.gradient_norm_by_lag` do without them.

    References
    ----------
    :cite:t:`pascanu2013`

    Examples
    --------
    >>> from rnnlab import LSTM, RNN
    >>> layer = RNN(2, 3, rng=np.random.default_rng(0), g0="identity")
    >>> out, _ = layer.forward(np.ones((7, 2, 4)))
    >>> J = step_jacobians(layer)
    >>> J.shape, bool((J == layer.params["W_aa"]).all())
    ((7, 4, 3, 3), True)
    >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
    >>> out, _ = layer.forward(np.ones((7, 2, 4)))
    >>> step_jacobians(layer).shape
    (7, 4, 6, 6)
    """
    state_path(layer)  # refuses what is no cell, and a cell without a forward
    if not has_one_product(layer):
        return _by_backward(layer)
    gain, carry = linear_steps(layer)
    T, P, K, n_a, N = gain.shape
    J = np.zeros((T, N, P, n_a, P, n_a), gain.dtype)
    W_aa = layer.params["W_aa"].reshape(K, n_a, n_a)
    for p in range(P):
        for k in range(K):  # only a<t-1>, part 0, goes through the products
            J[:, :, p, :, 0] += gain[:, p, k].swapaxes(1, 2)[..., None] * W_aa[k]
    diagonals = np.einsum("tnpiqi->tpqin", J)  # a view
    diagonals += carry
    return J.reshape(T, N, P * n_a, P * n_a)


def jacobian_product(J: np.ndarray, start: int, stop: int) -> np.ndarray:
    r"""Multiply J<stop> ... J<start+1> = ∂a<stop>/∂a<start>, :eq:`eq-jacobian-product`.

    Parameters
    ----------
    J : ndarray, shape (T, N, n_a, n_a)
        From :func:`step_jacobians` (2 n_a instead of n_a when it was an LSTM).
    start, stop : int
        Times, 0 <= start <= stop <= T.

    Returns
    -------
    ndarray, shape (N, n_a, n_a)
        The product, later steps on the left; the identity for ``start == stop``.

    Raises
    ------
    ValueError
        If the times are not in order.

    Examples
    --------
    >>> J = np.array([2.0, 3.0, 5.0]).reshape(3, 1, 1, 1)
    >>> jacobian_product(J, 1, 3)                              # J<3> J<2>
    array([[[15.]]])
    """
    T, N, n_a, _ = check_shape("J", J, "T N n_a n_a")
    if not 0 <= start <= stop <= T:
        raise ValueError(f"start and stop must be 0 <= start <= stop <= T={T}, got {start}, {stop}")
    product = np.broadcast_to(np.eye(n_a, dtype=J.dtype), (N, n_a, n_a)).copy()
    for J_t in J[start:stop]:
        product = J_t @ product
    return product


def spectral_radius(W: np.ndarray) -> float | np.ndarray:
    r"""Return the largest absolute value of an eigenvalue, :eq:`eq-spectral-radius`.

    Parameters
    ----------
    W : ndarray, shape (..., n, n)
        A square matrix, or many.

    Returns
    -------
    float, or ndarray of shape (...)
        One number per matrix.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the matrices are not square.

    Examples
    --------
    >>> print(f"{spectral_radius(np.array([[0.0, 4.0], [1.0, 0.0]])):.4f}")
    2.0000
    """
    radius = np.abs(np.linalg.eigvals(W)).max(axis=-1)
    return radius if radius.ndim else float(radius)


def singular_values(W: np.ndarray) -> np.ndarray:
    r"""Return the singular values, largest first: how much W can stretch and shrink a vector.

    Parameters
    ----------
    W : ndarray, shape (..., m, n)
        A matrix, or many.

    Returns
    -------
    ndarray, shape (..., min(m, n))
        The first one is the norm in :eq:`eq-gradient-bound`.

    Examples
    --------
    >>> singular_values(np.array([[0.0, 4.0], [1.0, 0.0]]))
    array([4., 1.])
    """
    return np.linalg.svd(W, compute_uv=False)


def _by_backward(layer: Layer) -> np.ndarray:
    """Compute the Jacobians of any cell whose state is one array, by its forward and backward.

    Row k of J<t> is what ``backward`` makes of a gradient that is 1 in row k. All steps start from
    states that are known already, so they run side by side: one forward with T = 1 and T·N columns,
    then one backward per row.
    """
    T, n_a, N = layer.a[1:].shape
    x, one = layer.kept().x, copy.deepcopy(layer)
    side_by_side = x.reshape(1, -1) if x.ndim == 2 else x.swapaxes(0, 1).reshape(1, x.shape[1], -1)
    starts = layer.a[:-1].swapaxes(0, 1).reshape(n_a, -1)
    mask = ~skipped_steps(layer, N).reshape(1, -1)
    out, _ = one.forward(side_by_side, starts, mask)
    J = np.empty((T, N, n_a, n_a), out.dtype)
    for k in range(n_a):
        unit = np.zeros_like(starts)
        unit[k] = 1
        _, row = one.backward(np.zeros_like(out), unit)
        J[:, :, k] = row.reshape(n_a, T, N).transpose(1, 2, 0)
    return J
