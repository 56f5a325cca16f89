"""Losses of sequences: the mean over real steps, and its gradient with respect to the logits.

Each returns ``(loss, dz)``; the activation g1 that belongs to the loss is part of it, because the
two together have the simplest gradient: prediction minus target, :eq:`eq-loss-slope`.
"""

import math

import numpy as np

from .checks import check_ids, check_mask, check_shape
from .functions import sigmoid


def _weights(mask: np.ndarray | None, T: int, N: int, dtype: np.dtype) -> np.ndarray:
    """Return 1/M for each of the M valid steps and 0 for padding, shape (T, N)."""
    if mask is None:
        return np.full((T, N), 1 / (T * N), dtype)
    valid = check_mask(mask, T, N)
    if not valid.any():
        raise ValueError("mask has no valid step: a mean over nothing is no loss. Drop the batch")
    return valid.astype(dtype) / float(valid.sum())


def softmax_cross_entropy(
    z: np.ndarray, y: np.ndarray, mask: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    r"""Mean of -log softmax(z)[y], :eq:`eq-cross-entropy`, in nats; slope :eq:`eq-loss-slope`.

    Parameters
    ----------
    z : ndarray, shape (T, n_y, N)
        Logits.
    y : ndarray of int, shape (T, N)
        The right class of each step; any valid id where the mask is False.
    mask : ndarray, shape (T, N), optional
        True where a step counts, :eq:`eq-loss-sequence`.

    Returns
    -------
    loss : float
        Mean over the valid steps (a complex number for complex logits).
    dz : ndarray, shape (T, n_y, N)
        Gradient of the loss, :eq:`eq-bptt-dz-y`.

    Raises
    ------
    ValueError, TypeError
        If shapes differ, a class is unknown, or no step is valid.

    Notes
    -----
    Works with the differences to the largest logit of each column, :eq:`eq-log-sum-exp`, so logits
    of ±10,000 are safe.

    Examples
    --------
    >>> loss, dz = softmax_cross_entropy(np.zeros((3, 4, 1)), np.zeros((3, 1), int))
    >>> print(f"{loss:.4f} is log 4")
    1.3863 is log 4
    """
    T, n_y, N = check_shape("z", z, "T n_y N")
    check_shape("y", y, "T N", T=T, N=N)
    check_ids("y", y, n_y)
    w = _weights(mask, T, N, z.real.dtype)
    right = np.arange(T)[:, None], y, np.arange(N)
    z = z - z.real.max(1, keepdims=True)
    z_right = z[right]
    dz = np.exp(z)
    total = dz.sum(1)
    loss = ((np.log(total) - z_right) * w).sum()
    dz *= (w / total)[:, None]  # w softmax(z) ...
    dz[right] -= w  # ... minus w at the right class
    return _number(loss), dz


def binary_cross_entropy(
    z: np.ndarray, y: np.ndarray, mask: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    r"""Mean over steps of the sum over rows of the binary cross-entropy of sigmoid(z).

    Implements :eq:`eq-binary-cross-entropy`.

    Parameters
    ----------
    z : ndarray, shape (T, n_y, N)
        Logits.
    y : ndarray, shape (T, n_y, N)
        Targets in [0, 1].
    mask : ndarray, shape (T, N), optional
        True where a step counts, :eq:`eq-loss-sequence`.

    Returns
    -------
    loss : float
        Mean over the valid steps, in nats.
    dz : ndarray, shape (T, n_y, N)
        Gradient of the loss, :eq:`eq-bptt-dz-y`.

    Raises
    ------
    ValueError
        If shapes differ, a target is outside [0, 1], or no step is valid.

    Examples
    --------
    >>> loss, dz = binary_cross_entropy(np.array([[[0.0]]]), np.array([[[1.0]]]))
    >>> print(f"{loss:.4f} {dz[0, 0, 0]:.1f}")
    0.6931 -0.5
    """
    T, n_y, N = check_shape("z", z, "T n_y N")
    check_shape("y", y, "T n_y N", T=T, n_y=n_y, N=N)
    if not ((y >= 0) & (y <= 1)).all():
        raise ValueError(f"y must hold targets in [0, 1], got {y.min()}..{y.max()}")
    w = _weights(mask, T, N, z.real.dtype)[:, None]
    # log(1 + e^z) without overflow: the larger of 0 and z taken out
    top, y = np.maximum(z, 0), y.astype(w.dtype, copy=False)
    log_1_plus_e_z = top + np.log(np.exp(-top) + np.exp(z - top))
    loss = ((log_1_plus_e_z - y * z) * w).sum()
    return _number(loss), (sigmoid(z) - y) * w


def squared_error(
    y_hat: np.ndarray, y: np.ndarray, mask: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    r"""Mean over steps of the sum over rows of (ŷ - y)²/2, :eq:`eq-squared-error`.

    Parameters
    ----------
    y_hat : ndarray, shape (T, n_y, N)
        Predictions (g1 is the identity).
    y : ndarray, shape (T, n_y, N)
        Targets.
    mask : ndarray, shape (T, N), optional
        True where a step counts, :eq:`eq-loss-sequence`.

    Returns
    -------
    loss : float
        Mean over the valid steps. With the half, the gradient is the plain difference.
    dz : ndarray, shape (T, n_y, N)
        Gradient of the loss, :eq:`eq-bptt-dz-y`.

    Raises
    ------
    ValueError
        If shapes differ or no step is valid.

    Examples
    --------
    >>> loss, dz = squared_error(np.array([[[3.0]]]), np.array([[[1.0]]]))
    >>> loss, float(dz[0, 0, 0])
    (2.0, 2.0)
    """
    T, n_y, N = check_shape("y_hat", y_hat, "T n_y N")
    check_shape("y", y, "T n_y N", T=T, n_y=n_y, N=N)
    w = _weights(mask, T, N, y_hat.real.dtype)[:, None]
    difference = y_hat - y.astype(w.dtype, copy=False)
    return _number((difference * difference * w).sum() / 2), difference * w


def perplexity(loss: float) -> float:
    r"""Turn a mean cross-entropy into a number of equally likely choices, :eq:`eq-perplexity`.

    Parameters
    ----------
    loss : float
        Mean over *all* steps, in nats: what :func:`rnnlab.evaluate` returns. The exponential comes
        last; a mean of perplexities is another, larger number.

    Returns
    -------
    float
        e to the loss: 1 for a perfect model, the number of classes for the uniform one.

    Raises
    ------
    ValueError
        If the loss is negative or no number; a cross-entropy never is.

    Examples
    --------
    >>> loss, _ = softmax_cross_entropy(np.zeros((3, 4, 1)), np.zeros((3, 1), int))
    >>> print(f"{perplexity(loss):.4f}")
    4.0000
    """
    if not loss >= 0:
        raise ValueError(f"loss must be a mean cross-entropy in nats, at least 0, got {loss}")
    return math.exp(loss)


def _number(loss: np.generic) -> float | complex:
    """Return a Python number; complex only in a complex-step check."""
    return loss.item()
