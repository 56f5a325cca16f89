"""The equations of chapter 5 as explicit sums: the slow oracle behind the fast arrays."""

import math
from collections.abc import Callable

import numpy as np

#: W_aa (n_a, n_a), W_ax (n_a, n_x), b_a (n_a, 1), W_ya (n_y, n_a), b_y (n_y, 1)
Weights = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _affine(parts: list[tuple[np.ndarray, np.ndarray]], bias: np.ndarray) -> np.ndarray:
    """Add bias and products of matrices with columns, number by number."""
    rows, N = len(bias), parts[0][1].shape[1]
    z = np.zeros((rows, N))
    for n in range(N):
        for i in range(rows):
            z[i, n] = bias[i, 0]
            for W, v in parts:
                for j in range(len(v)):
                    z[i, n] += W[i, j] * v[j, n]
    return z


def _each(g: Callable[[float], float], z: np.ndarray) -> np.ndarray:
    """Apply a function number by number."""
    return np.array([[g(number) for number in row] for row in z])


def eq_unfolded(
    x: np.ndarray, a0: np.ndarray, W_aa: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray
) -> np.ndarray:
    r"""Compute the last state as nested calls, from the outside in, :eq:`eq-unfolded`.

    Parameters
    ----------
    x, a0 : ndarray, shapes (T, n_x, N), (n_a, N)
        Inputs and initial state.
    W_aa, W_ax, b_a : ndarray, shapes (n_a, n_a), (n_a, n_x), (n_a, 1)
        Weights and bias of the cell, g0 = tanh.

    Returns
    -------
    ndarray, shape (n_a, N)
        a<T>.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> eq_unfolded(np.zeros((0, 1, 1)), 3 * one, one, one, one)      # T = 0: nothing happens
    array([[3.]])
    >>> bool(eq_unfolded(np.ones((1, 1, 1)), 0 * one, one, one, one) == math.tanh(2))
    True
    """
    if len(x) == 0:
        return a0
    a_prev = eq_unfolded(x[:-1], a0, W_aa, W_ax, b_a)
    return _each(math.tanh, _affine([(W_aa, a_prev), (W_ax, x[-1])], b_a))


def eq_fed_back(
    x_1: np.ndarray,
    a0: np.ndarray,
    steps: int,
    weights: Weights,
    g1: Callable[[float], float] = lambda z: z,
) -> np.ndarray:
    r"""Let a network read its own predictions, :eq:`eq-fed-back`.

    Parameters
    ----------
    x_1, a0 : ndarray, shapes (n_y, N), (n_a, N)
        First input and initial state.
    steps : int
        Predictions to make.
    weights : tuple of ndarray
        W_aa, W_ax, b_a, W_ya, b_y with n_x = n_y; g0 = tanh.
    g1 : callable
        The activation of the readout, number by number.

    Returns
    -------
    ndarray, shape (steps, n_y, N)
        The predictions.

    Examples
    --------
    >>> zero, one = np.zeros((1, 1)), np.ones((1, 1))
    >>> eq_fed_back(one, zero, 2, (zero, zero, zero, one, 5 * one)).ravel().tolist()
    [5.0, 5.0]
    """
    W_aa, W_ax, b_a, W_ya, b_y = weights
    a, x_t, y_hat = a0, x_1, []
    for _ in range(steps):
        a = _each(math.tanh, _affine([(W_aa, a), (W_ax, x_t)], b_a))
        x_t = _each(g1, _affine([(W_ya, a)], b_y))
        y_hat.append(x_t)
    return np.array(y_hat)


def eq_encoder_decoder(
    x: np.ndarray,
    go: np.ndarray,
    steps: int,
    encoder: Weights,
    decoder: Weights,
    g1: Callable[[float], float] = lambda z: z,
) -> np.ndarray:
    r"""Read with one network, answer with another, :eq:`eq-encoder-decoder`.

    Parameters
    ----------
    x, go : ndarray, shapes (T_x, n_x, N), (n_y, N)
        What the encoder reads, and the decoder's first input.
    steps : int
        T_y, predictions to make.
    encoder, decoder : tuple of ndarray
        W_aa, W_ax, b_a, W_ya, b_y of each; the encoder starts from zeros.
    g1 : callable
        The activation of the decoder's readout, number by number.

    Returns
    -------
    ndarray, shape (steps, n_y, N)
        The predictions.

    Examples
    --------
    >>> zero, one = np.zeros((1, 1)), np.ones((1, 1))
    >>> reads, says = (zero, one, zero, one, zero), (one, zero, zero, one, zero)
    >>> y_hat = eq_encoder_decoder(np.ones((1, 1, 1)), zero, 1, reads, says)
    >>> bool(y_hat[0, 0, 0] == math.tanh(math.tanh(1)))
    True
    """
    zeros = np.zeros((len(encoder[2]), x.shape[2]))
    s0 = eq_unfolded(x, zeros, *encoder[:3])
    return eq_fed_back(go, s0, steps, decoder, g1)


def eq_jordan(
    y_prev: np.ndarray, x_t: np.ndarray, W_ay: np.ndarray, W_ax: np.ndarray, b_a: np.ndarray
) -> np.ndarray:
    r"""Compute the next state of a Jordan net, g0 = tanh, :eq:`eq-jordan`.

    Parameters
    ----------
    y_prev, x_t : ndarray, shapes (n_y, N), (n_x, N)
        The prediction before and the input.
    W_ay, W_ax, b_a : ndarray, shapes (n_a, n_y), (n_a, n_x), (n_a, 1)
        Weights and bias.

    Returns
    -------
    ndarray, shape (n_a, N)
        The state.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> bool(eq_jordan(one, 2 * one, one, one, -3 * one) == math.tanh(0))
    True
    """
    return _each(math.tanh, _affine([(W_ay, y_prev), (W_ax, x_t)], b_a))


def eq_shared_slope(
    loss: Callable[[np.ndarray], float], w: np.ndarray, T: int, eps: float = 1e-5
) -> np.ndarray:
    r"""Add the slopes of T copies of a weight, :eq:`eq-shared-slope`, by central differences.

    Parameters
    ----------
    loss : callable
        Takes the copies, an array of shape (T, ...), one for each step.
    w : ndarray, shape (...)
        The shared weight, any shape.
    T : int
        Number of copies.
    eps : float
        How far a number is moved.

    Returns
    -------
    ndarray, shape (...)
        dL/dw.

    Examples
    --------
    >>> slope = eq_shared_slope(lambda w: w[0] * w[1] * w[2], np.array(2.0), 3)   # of w³
    >>> print(f"{float(slope):.4f}")
    12.0000
    """
    total = np.zeros(np.shape(w))
    for t in range(T):
        for entry in np.ndindex(*np.shape(w)):
            up, down = np.array([w] * T), np.array([w] * T)
            up[(t, *entry)] += eps
            down[(t, *entry)] -= eps
            total[entry] += (loss(up) - loss(down)) / (2 * eps)
    return total
