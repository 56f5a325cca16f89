"""The equations of the chapter on losses, as explicit sums over plain indices."""

import math

import numpy as np


def eq_cross_entropy(y_hat: np.ndarray, y: int) -> float:
    r"""Surprise at the right class, :eq:`eq-cross-entropy`; y_hat has shape (n_y,).

    >>> round(eq_cross_entropy(np.array([0.5, 0.25, 0.25]), 2), 4)
    1.3863
    """
    return -math.log(y_hat[y])


def eq_loss_slope(y_hat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Prediction minus target, :eq:`eq-loss-slope`; y (one-hot for classes) and y_hat (n_y,).

    Both have shape (n_y,), as has the slope of one step's loss with respect to its logits.

    >>> eq_loss_slope(np.array([0.5, 0.25, 0.25]), np.array([0, 0, 1]))
    array([ 0.5 ,  0.25, -0.75])
    """
    slope = np.zeros(len(y))
    for k in range(len(y)):
        slope[k] = y_hat[k] - y[k]
    return slope


def eq_log_sum_exp(z: np.ndarray) -> float:
    r"""Logarithm of a sum of exponentials, largest taken out, :eq:`eq-log-sum-exp`; shape (n_y,).

    >>> round(eq_log_sum_exp(np.array([1000.0, 1000.0])) - 1000, 4)
    0.6931
    """
    top = z[0]
    for k in range(1, len(z)):
        if z[k] > top:
            top = z[k]
    total = 0.0
    for k in range(len(z)):
        total += math.exp(z[k] - top)
    return float(top) + math.log(total)


def eq_binary_cross_entropy(y_hat: np.ndarray, y: np.ndarray) -> float:
    r"""Sum over yes-no questions, :eq:`eq-binary-cross-entropy`; both have shape (n_y,).

    >>> round(eq_binary_cross_entropy(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 4)
    0.9808
    """
    total = 0.0
    for k in range(len(y)):
        total -= y[k] * math.log(y_hat[k]) + (1 - y[k]) * math.log(1 - y_hat[k])
    return float(total)


def eq_squared_error(y_hat: np.ndarray, y: np.ndarray) -> float:
    r"""Half the squared distance, :eq:`eq-squared-error`; both have shape (n_y,).

    >>> eq_squared_error(np.array([3.0, 1.0]), np.array([1.0, 0.0]))
    2.5
    """
    total = 0.0
    for k in range(len(y)):
        total += (y_hat[k] - y[k]) ** 2 / 2
    return float(total)


def eq_loss_sequence(losses: np.ndarray, mask: np.ndarray) -> float:
    r"""Mean over the valid steps, :eq:`eq-loss-sequence`; both have shape (T, N).

    >>> eq_loss_sequence(np.array([[1.0, 2.0], [6.0, 50.0]]), np.array([[1, 1], [1, 0]]))
    3.0
    """
    total, M = 0.0, 0
    for t in range(losses.shape[0]):
        for n in range(losses.shape[1]):
            if mask[t, n]:
                total, M = total + float(losses[t, n]), M + 1
    return total / M


def eq_perplexity(losses: np.ndarray) -> float:
    r"""Exponential of the mean loss in nats, :eq:`eq-perplexity`; losses have shape (M,).

    >>> round(eq_perplexity(np.log([2.0, 8.0])), 4)
    4.0
    """
    product = 1.0
    for i in range(len(losses)):
        product *= math.exp(losses[i] / len(losses))  # a geometric mean
    return product
