"""The functions g0 and g1 and their slopes, softmax, and one-hot columns.

All of them hold for complex numbers too (no absolute values, no conjugates): that is what makes the
complex-step check of a whole network possible.
"""

from collections.abc import Callable

import numpy as np

from .checks import check_ids


def identity(z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """Return z itself: the function of a linear layer.

    Parameters
    ----------
    z : ndarray, any shape
        Numbers before the activation.
    out : ndarray, same shape, optional
        Where to put the result; may be `z`.

    Returns
    -------
    ndarray, shape of `z`
        The same numbers.

    Examples
    --------
    >>> identity(np.array([-1.0, 2.0]))
    array([-1.,  2.])
    """
    if out is None:
        return z.copy()
    if out is not z:
        out[...] = z
    return out


def relu(z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """Positive part max(0, z); the slope is 1 where a > 0 and, by convention, 0 elsewhere.

    Parameters
    ----------
    z : ndarray, any shape
        Numbers before the activation.
    out : ndarray, same shape, optional
        Where to put the result; may be `z`.

    Returns
    -------
    ndarray, shape of `z`
        Numbers that are not negative.

    Examples
    --------
    >>> relu(np.array([-1.0, 2.0]))
    array([0., 2.])
    """
    # NumPy orders complex numbers by their real part first, so a complex step stays on its side.
    return np.maximum(z, 0, out=out)


def sigmoid(z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    r"""Logistic function, :eq:`eq-sigmoid`, written with one tanh so that nothing overflows.

    Parameters
    ----------
    z : ndarray, any shape
        Numbers before the activation (logits).
    out : ndarray, same shape, optional
        Where to put the result; may be `z`.

    Returns
    -------
    ndarray, shape of `z`
        Numbers in (0, 1); the slope is a (1 - a).

    Examples
    --------
    >>> sigmoid(np.array([0.0, 1e4, -1e4]))
    array([0.5, 1. , 0. ])
    """
    if out is None:
        z = np.asarray(z)  # a plain number or whole numbers will do
        out = np.empty(z.shape, np.result_type(z, np.float32))
    np.multiply(z, 0.5, out=out)
    np.tanh(out, out=out)
    out *= 0.5
    out += 0.5
    return out


def _tanh_slope(a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    out = np.multiply(a, a, out=out)
    return np.subtract(1, out, out=out)


def _relu_slope(a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    out = np.empty_like(a) if out is None else out
    np.copyto(out, a.real > 0)
    return out


def _sigmoid_slope(a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    out = np.subtract(1, a, out=out)
    out *= a
    return out


def _identity_slope(a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    out = np.empty_like(a) if out is None else out
    out[...] = 1
    return out


#: What g0 may be: name -> (function, its slope as a function of its *output* a); both take `out`.
ACTIVATIONS: dict[str, tuple[Callable, Callable]] = {
    "tanh": (np.tanh, _tanh_slope),
    "relu": (relu, _relu_slope),
    "sigmoid": (sigmoid, _sigmoid_slope),
    "identity": (identity, _identity_slope),
}


def softmax(z: np.ndarray, axis: int = -2) -> np.ndarray:
    r"""Turn logits into probabilities, :eq:`eq-softmax`.

    Parameters
    ----------
    z : ndarray, shape (T, n_y, N) or (n_y, N)
        Logits.
    axis : int
        The axis of the classes; by default the rows, as examples are columns.

    Returns
    -------
    ndarray, shape of `z`
        Positive numbers that add up to 1 along `axis`.

    Notes
    -----
    Adding a constant to all logits of one column changes nothing, so the largest is subtracted
    first: then no exponential overflows.

    Examples
    --------
    >>> softmax(np.array([[1e4], [1e4]]))
    array([[0.5],
           [0.5]])
    """
    e = np.exp(z - z.real.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def log_softmax(z: np.ndarray, axis: int = -2) -> np.ndarray:
    r"""Logarithm of :eq:`eq-softmax` by :eq:`eq-log-sum-exp`, exact where the softmax rounds to 0.

    Parameters
    ----------
    z : ndarray, shape (T, n_y, N) or (n_y, N)
        Logits.
    axis : int
        The axis of the classes.

    Returns
    -------
    ndarray, shape of `z`
        Natural logarithms of the probabilities.

    Examples
    --------
    >>> log_softmax(np.array([[1e4], [0.0]]))
    array([[     0.],
           [-10000.]])
    """
    z = z - z.real.max(axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis, keepdims=True))


def one_hot(ids: np.ndarray, n: int, dtype: type = np.float64) -> np.ndarray:
    """Columns with a single 1, one column per id.

    Parameters
    ----------
    ids : ndarray of int, shape (T, N)
        Which entry is 1.
    n : int
        Number of entries of a column.
    dtype : type
        Number type of the result.

    Returns
    -------
    ndarray, shape (T, n, N)
        ``result[t, ids[t, i], i]`` is 1, all else 0.

    Raises
    ------
    ValueError
        If an id is not in 0..n-1.

    Examples
    --------
    >>> one_hot(np.array([[2]]), 3)[0]
    array([[0.],
           [0.],
           [1.]])
    """
    check_ids("ids", ids, n)
    columns = np.zeros((*ids.shape[:-1], n, ids.shape[-1]), dtype)
    np.put_along_axis(columns, np.expand_dims(ids, -2), 1, axis=-2)
    return columns
