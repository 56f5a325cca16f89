"""Regressions without a state: what a network has to beat on real data."""

import numpy as np

from .checks import check_ids, check_shape
from .layers import Dense
from .losses import softmax_cross_entropy
from .optimizers import Adam


def softmax_regression(
    features: np.ndarray,
    y: np.ndarray,
    n_y: int,
    *,
    updates: int = 300,
    lr: float = 0.05,
    decay: float = 1e-3,
) -> Dense:
    r"""Fit a readout without a recurrent layer below it, :eq:`eq-softmax-regression`.

    Gradient descent (Adam) on all examples at once, from zero: the problem is convex, so nothing
    is drawn. Standardize features of different size first.

    Parameters
    ----------
    features : ndarray, shape (n_f, N)
        One column per example.
    y : ndarray of int, shape (N,)
        Classes 0..n_y-1.
    n_y : int
        Number of classes.
    updates : int
        How often to go through all examples.
    lr : float
        Learning rate at the beginning; it falls to zero in a straight line.
    decay : float
        Weight of :math:`\tfrac12\|W\|^2` in the cost.

    Returns
    -------
    Dense
        The readout: ``forward(features[None])`` gives logits of shape (1, n_y, N).

    Raises
    ------
    ValueError
        If shapes do not go together or a class is out of range.

    Examples
    --------
    >>> head = softmax_regression(np.array([[-1.0, 0.0, 1.0, 2.0]]), np.array([0, 0, 1, 1]), 2)
    >>> head.forward(np.array([[[-5.0, 5.0]]]))[0].argmax(axis=0)
    array([0, 1])
    """
    n_f, N = check_shape("features", features, "n_f N")
    check_shape("y", y, "N", N=N)
    check_ids("y", y, n_y)
    head = Dense(n_f, n_y, rng=np.random.default_rng(0), dtype=features.dtype)
    head.params.flat[...] = 0
    adam = Adam(head.params, lr=lr)
    for k in range(updates):
        z = head.forward(features[None])
        _, dz = softmax_cross_entropy(z, y[None])
        head.grads.flat[...] = decay * head.params.flat
        head.backward(dz)
        adam.lr = lr * (1 - k / updates)
        adam.step(head.grads)
    return head


def classify(head: Dense, features: np.ndarray) -> np.ndarray:
    """Name the class with the largest logit.

    Parameters
    ----------
    head : Dense
        As :func:`softmax_regression` returns it.
    features : ndarray, shape (n_f, N)
        One column per example.

    Returns
    -------
    ndarray of int, shape (N,)
        Classes.

    Examples
    --------
    >>> x = np.array([[-1.0, 1.0]])
    >>> classify(softmax_regression(x, np.array([1, 0]), 2), x)
    array([1, 0])
    """
    return head.forward(features[None])[0].argmax(axis=0)


def lagged(series: np.ndarray, p: int) -> tuple[np.ndarray, np.ndarray]:
    """Put each value beside the p values before it.

    Parameters
    ----------
    series : ndarray, shape (T,)
        The series.
    p : int
        Values to look back, at least 1 and fewer than T.

    Returns
    -------
    past : ndarray, shape (p, T - p)
        Row i - 1 holds the values i steps earlier.
    now : ndarray, shape (T - p,)
        The values from place p on.

    Raises
    ------
    ValueError
        If p is out of range.

    Examples
    --------
    >>> lagged(np.array([1.0, 2.0, 3.0, 4.0]), 2)
    (array([[2., 3.],
           [1., 2.]]), array([3., 4.]))
    """
    (T,) = check_shape("series", series, "T")
    if not 1 <= p < T:
        raise ValueError(f"p must be in 1..{T - 1}, got {p}")
    return np.stack([series[p - i : T - i] for i in range(1, p + 1)]), series[p:]


def autoregression(series: np.ndarray, p: int) -> np.ndarray:
    r"""Fit a linear autoregression by least squares, :eq:`eq-autoregression`.

    Parameters
    ----------
    series : ndarray, shape (T,)
        Training part of a series, T > 2p.
    p : int
        Number of past values used.

    Returns
    -------
    ndarray, shape (p + 1,)
        :math:`\phi_1, \dots, \phi_p` and the constant :math:`\phi_0` at the end.

    Raises
    ------
    ValueError
        If p is out of range.

    Examples
    --------
    >>> autoregression(2.0 ** np.arange(9), 1).round(6) + 0.0
    array([2., 0.])
    """
    past, now = lagged(series, p)
    design = np.vstack([past, np.ones(len(now))])
    return np.linalg.lstsq(design.T, now, rcond=None)[0]


def forecast(series: np.ndarray, phi: np.ndarray) -> np.ndarray:
    r"""Predict each value of a series from the p true values before it, :eq:`eq-autoregression`.

    Parameters
    ----------
    series : ndarray, shape (T,)
        The series.
    phi : ndarray, shape (p + 1,)
        As :func:`autoregression` returns it.

    Returns
    -------
    ndarray, shape (T - p,)
        Predictions of ``series[p:]``.

    Examples
    --------
    >>> forecast(np.array([1.0, 3.0, 5.0]), np.array([2.0, 1.0]))
    array([3., 7.])
    """
    past, _ = lagged(series, len(phi) - 1)
    return phi[:-1] @ past + phi[-1]
