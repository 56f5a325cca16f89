"""The equations of the chapter on training, number by number; updates are counted by k."""

import math
from collections.abc import Sequence

import numpy as np


def eq_sgd(theta: np.ndarray, grads: Sequence[np.ndarray], lr: float) -> np.ndarray:
    r"""Gradient descent, :eq:`eq-sgd`: one update per gradient; theta and each have shape (P,).

    >>> eq_sgd(np.array([1.0, 2.0]), [np.array([10.0, 0.0])], 0.1)
    array([0., 2.])
    """
    theta = theta.copy()
    for g in grads:
        for i in range(len(theta)):
            theta[i] = theta[i] - lr * g[i]
    return theta


def eq_momentum(
    theta: np.ndarray, grads: Sequence[np.ndarray], lr: float, beta: float
) -> np.ndarray:
    r"""Gradient descent with momentum, :eq:`eq-momentum`; theta and each gradient (P,).

    All have shape (P,); the velocity of a number is the sum of its gradients, the older the less.

    >>> eq_momentum(np.array([1.0]), [np.array([1.0]), np.array([1.0])], 0.1, 0.5)
    array([0.75])
    """
    theta = theta.copy()
    for i in range(len(theta)):
        for k in range(len(grads)):
            v = 0.0
            for j in range(k + 1):
                v += beta ** (k - j) * grads[j][i]
            theta[i] -= lr * v
    return theta


def eq_adam(
    theta: np.ndarray,
    grads: Sequence[np.ndarray],
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> np.ndarray:
    r"""Adam, :eq:`eq-adam`; theta and each gradient have shape (P,).

    The running means are written out as weighted sums, and the weights of the k-th update add up
    to 1 - beta^k: what the hats divide by.

    >>> eq_adam(np.array([0.0, 0.0]), [np.array([3.0, -0.01])], 0.1).round(4)
    array([-0.1,  0.1])
    """
    theta = theta.copy()
    for i in range(len(theta)):
        for k in range(1, len(grads) + 1):
            m = v = m_weights = v_weights = 0.0
            for j in range(1, k + 1):
                m += (1 - beta1) * beta1 ** (k - j) * grads[j - 1][i]
                v += (1 - beta2) * beta2 ** (k - j) * grads[j - 1][i] ** 2
                m_weights += (1 - beta1) * beta1 ** (k - j)
                v_weights += (1 - beta2) * beta2 ** (k - j)
            theta[i] -= lr * (m / m_weights) / (math.sqrt(v / v_weights) + eps)
    return theta
