"""The equations of chapter 7 as explicit sums: the slow oracle behind the fast arrays."""

import math
from collections.abc import Callable, Sequence

import numpy as np


def eq_mask_state(
    a_prev: np.ndarray,
    x_t: np.ndarray,
    m_t: np.ndarray,
    W_aa: np.ndarray,
    W_ax: np.ndarray,
    b_a: np.ndarray,
    g0: Callable[[float], float] = math.tanh,
) -> np.ndarray:
    r"""Make one step of a padded batch, :eq:`eq-mask-state`.

    Parameters
    ----------
    a_prev, x_t : ndarray, shapes (n_a, N), (n_x, N)
        The states before and the inputs.
    m_t : ndarray, shape (N,)
        1 where the step is real, 0 where it is padding.
    W_aa, W_ax, b_a : ndarray, shapes (n_a, n_a), (n_a, n_x), (n_a, 1)
        Weights and bias.
    g0 : callable
        The activation, number by number.

    Returns
    -------
    ndarray, shape (n_a, N)
        The states after this step.

    Examples
    --------
    >>> two = np.ones((1, 2))                                # two examples, one of them padded
    >>> one = np.ones((1, 1))
    >>> eq_mask_state(two, 5 * two, np.array([1, 0]), one, one, one, g0=lambda z: z)
    array([[7., 1.]])
    """
    (n_a, N), n_x = a_prev.shape, len(x_t)
    a_t = np.zeros((n_a, N))
    for n in range(N):
        for i in range(n_a):
            z = b_a[i, 0]
            for j in range(n_a):
                z += W_aa[i, j] * a_prev[j, n]
            for j in range(n_x):
                z += W_ax[i, j] * x_t[j, n]
            a_t[i, n] = m_t[n] * g0(z) + (1 - m_t[n]) * a_prev[i, n]
    return a_t


def eq_last_valid(a: np.ndarray, mask: np.ndarray) -> np.ndarray:
    r"""Pick the state after the last real step of each example, :eq:`eq-last-valid`.

    Parameters
    ----------
    a : ndarray, shape (T+1, n_a, N)
        The path of the states.
    mask : ndarray, shape (T, N)
        True at real steps, which stand in front.

    Returns
    -------
    ndarray, shape (n_a, N)
        a<T_n> of each example n.

    Examples
    --------
    >>> path = np.arange(6.0).reshape(3, 1, 2)
    >>> eq_last_valid(path, np.array([[True, True], [True, False]]))
    array([[4., 3.]])
    """
    T, N = mask.shape
    last = np.zeros(a.shape[1:])
    for n in range(N):
        T_n = 0
        for t in range(1, T + 1):
            T_n += int(mask[t - 1, n])
        last[:, n] = a[T_n, :, n]
    return last


def eq_padding_share(batches: Sequence[np.ndarray]) -> float:
    r"""Compute the share of steps that are padding, :eq:`eq-padding-share`.

    Parameters
    ----------
    batches : sequence of ndarray, shape (N_b,)
        The lengths of the sequences of each batch.

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> eq_padding_share([np.array([4, 1]), np.array([3])])
    0.2727272727272727
    """
    real = computed = 0
    for lengths in batches:
        longest = 0
        for T_n in lengths:
            real += int(T_n)
            longest = max(longest, int(T_n))
        computed += longest * len(lengths)
    return 1 - real / computed
