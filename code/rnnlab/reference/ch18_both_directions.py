r"""The equations of two directions and of several layers, with plain indices."""

from collections.abc import Callable, Sequence

import numpy as np


def eq_bidirectional(a_fwd: np.ndarray, a_bwd: np.ndarray) -> np.ndarray:
    r"""Both states of a step on top of each other, :eq:`eq-bidirectional`.

    Parameters
    ----------
    a_fwd : ndarray, shape (T, n_fwd, N)
        The states of the layer that reads x<1> first, in the order of its reading.
    a_bwd : ndarray, shape (T, n_bwd, N)
        The states of the layer that reads x<T> first, in the order of *its* reading.

    Returns
    -------
    ndarray, shape (T, n_fwd + n_bwd, N)
        out; step t at ``[t-1]``.

    Examples
    --------
    >>> eq_bidirectional(np.array([[[1.0]], [[2.0]]]), np.array([[[30.0]], [[40.0]]]))[:, :, 0]
    array([[ 1., 40.],
           [ 2., 30.]])
    """
    (T, n_fwd, N), n_bwd = a_fwd.shape, a_bwd.shape[1]
    out = np.zeros((T, n_fwd + n_bwd, N))
    for t, n in np.ndindex(T, N):
        for k in range(n_fwd):
            out[t, k, n] = a_fwd[t, k, n]
        for k in range(n_bwd):
            out[t, n_fwd + k, n] = a_bwd[T - 1 - t, k, n]
    return out


def eq_stacked(
    x: np.ndarray, layers: Sequence[Callable[[np.ndarray], np.ndarray]]
) -> list[np.ndarray]:
    r"""The output of each layer is the input of the next, :eq:`eq-stacked`.

    Parameters
    ----------
    x : ndarray, shape (T, n_x, N)
        The input of the lowest layer.
    layers : sequence of function
        From the bottom up; each takes its input (T, rows, N) and returns its output.

    Returns
    -------
    list of ndarray, shape (T, rows, N)
        The inputs of layer 1, 2, ... and, at the end, the output of the highest.

    Examples
    --------
    >>> a, b, c = eq_stacked(np.ones((1, 1, 1)), [lambda x: x + 1, lambda x: 10 * x])
    >>> float(b[0, 0, 0]), float(c[0, 0, 0])
    (2.0, 20.0)
    """
    inputs = [x]
    for layer in layers:
        out = layer(inputs[-1])
        above = np.zeros(out.shape)
        for t, k, n in np.ndindex(*out.shape):
            above[t, k, n] = out[t, k, n]
        inputs.append(above)
    return inputs
