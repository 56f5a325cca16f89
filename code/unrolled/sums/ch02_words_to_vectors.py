"""The equations of the chapter on words and vectors, as explicit sums over plain indices."""

import numpy as np


def eq_coverage(f: np.ndarray, n: int) -> float:
    r"""Share of running text in the first n words, :eq:`eq-coverage`; f has shape (V,), by rank.

    >>> eq_coverage(np.array([0.5, 0.25, 0.125]), 2)
    0.75
    """
    total = 0.0
    for r in range(1, n + 1):
        total += f[r - 1]
    return float(total)


def eq_one_hot_product(W_ax: np.ndarray, k: int) -> np.ndarray:
    r"""Matrix (n_a, V) times the one-hot column of id k, :eq:`eq-one-hot-product`; shape (n_a,).

    >>> eq_one_hot_product(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 2)
    array([3., 6.])
    """
    n_a, V = W_ax.shape
    o = [1.0 if j == k else 0.0 for j in range(V)]
    z = np.zeros(n_a)
    for i in range(n_a):
        for j in range(V):
            z[i] += W_ax[i, j] * o[j]
    return z


def eq_spelled_bits(bits: np.ndarray, spelling: np.ndarray, unknown: np.ndarray) -> float:
    r"""Bits per token of the text, :eq:`eq-spelled-bits`; all three arrays have shape (M,).

    `bits` is what each token cost, ``<unk>`` being one of them, `spelling` what spelling it would
    cost, and `unknown` says where that must be paid.

    >>> eq_spelled_bits(np.array([1.0, 2.0]), np.array([9.0, 9.0]), np.array([False, True]))
    6.0
    """
    M, total = len(bits), 0.0
    for i in range(M):
        total += bits[i]
        if unknown[i]:
            total += spelling[i]
    return float(total / M)
