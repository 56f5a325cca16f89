"""Which outputs feel which inputs: the test for a layer that looks ahead."""

import copy

import numpy as np

from ..checks import check_shape
from ..layers.layer import Layer, State


def influence(
    layer: Layer, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
) -> np.ndarray:
    r"""Measure how strongly each output depends on each input, :eq:`eq-input-jacobian`.

    Entry (t, s) is the Frobenius norm of ∂out<t>/∂x<s>. One forward on copies of the columns, one
    backward in which every copy asks for another output.

    Parameters
    ----------
    layer : Layer
        Any recurrent layer, also of two directions or several layers; it is not touched.
    x : ndarray, shape (T, n_x, N)
        Inputs; ids have no Jacobian.
    state : as the layer's, optional
        The initial state; only for ``N = 1`` or zeros.
    mask : ndarray, shape (T, N), optional
        False where a step is padding.

    Returns
    -------
    ndarray, shape (T, T, N)
        ``[t-1, s-1, n]``: zero above the diagonal, s > t, if the layer is causal.

    Raises
    ------
    ValueError
        If x has another shape, or a state is given for several columns.

    Notes
    -----
    T · n_a copies of each column: for short sequences and small layers.

    Examples
    --------
    >>> from rnnlab import RNN, Bidirectional
    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(3, 2, 1))
    >>> one = RNN(2, 4, rng=rng)
    >>> bool((np.triu(influence(one, x)[:, :, 0], 1) == 0).all())
    True
    >>> both = Bidirectional(one, RNN(2, 4, rng=rng))
    >>> bool(influence(both, x).min() > 0)
    True
    """
    T, _, N = check_shape("x", x, "T n_x N", n_x=layer.n_x)
    if state is not None and N > 1:
        raise ValueError(f"state must be None for several columns, got one for N={N}")
    layer, rows = copy.deepcopy(layer), T * layer.n_a
    copies = np.repeat(x, rows, axis=2)
    copied_mask = None if mask is None else np.repeat(mask, rows, axis=1)
    out, _ = layer.forward(copies, _repeated(state, rows), copied_mask)
    dout = np.zeros_like(out).reshape(T, layer.n_a, N, T, layer.n_a)
    for t in range(T):
        for k in range(layer.n_a):
            dout[t, k, :, t, k] = 1
    dx, _ = layer.backward(dout.reshape(out.shape))
    squares = (dx**2).sum(1).reshape(T, N, T, layer.n_a).sum(3)  # s, n, t
    return np.sqrt(squares.transpose(2, 0, 1))


def _repeated(state: State, rows: int) -> State:
    if state is None:
        return None
    if isinstance(state, tuple):
        return tuple(_repeated(part, rows) for part in state)
    return np.repeat(state, rows, axis=1)
