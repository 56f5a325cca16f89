"""The equations of chapter 3 as explicit sums: the slow oracle behind the fast arrays."""

import math

import numpy as np


def eq_fully_connected(x: np.ndarray, W: np.ndarray, b_a: np.ndarray) -> np.ndarray:
    r"""Add the contributions of all steps, number by number, :eq:`eq-fully-connected`.

    Parameters
    ----------
    x, W, b_a : ndarray, shapes (T, n_x, N), (T, n_a, n_x), (n_a, 1)
        Inputs, one matrix per step, bias; g0 = tanh.

    Returns
    -------
    ndarray, shape (n_a, N)
        The hidden layer.

    Examples
    --------
    >>> one = np.ones((2, 1, 1))
    >>> bool(eq_fully_connected(one, one, np.ones((1, 1)))[0, 0] == math.tanh(3))
    True
    """
    T, n_x, N = x.shape
    a = np.zeros((len(b_a), N))
    for i in range(len(b_a)):
        for n in range(N):
            z = b_a[i, 0]
            for t in range(T):
                for j in range(n_x):
                    z += W[t, i, j] * x[t, j, n]
            a[i, n] = math.tanh(z)
    return a


def eq_convolution(x: np.ndarray, W: np.ndarray, b_a: np.ndarray) -> np.ndarray:
    r"""Apply the same small network to every window of K steps, :eq:`eq-convolution`.

    Parameters
    ----------
    x, W, b_a : ndarray, shapes (T, n_x, N), (K, n_a, n_x), (n_a, 1)
        Inputs, one matrix per place in the window, bias; g0 = tanh.

    Returns
    -------
    ndarray, shape (T - K + 1, n_a, N)
        One column per window.

    Examples
    --------
    >>> eq_convolution(np.zeros((5, 1, 1)), np.ones((3, 1, 1)), np.zeros((1, 1))).ravel().tolist()
    [0.0, 0.0, 0.0]
    """
    K = len(W)
    windows = [x[first : first + K] for first in range(len(x) - K + 1)]
    return np.array([eq_fully_connected(window, W, b_a) for window in windows])


def eq_max_over_time(a: np.ndarray) -> np.ndarray:
    r"""Keep the largest value of each unit, :eq:`eq-max-over-time`.

    Parameters
    ----------
    a : ndarray, shape (T, n_a, N)
        One column per window.

    Returns
    -------
    ndarray, shape (n_a, N)
        The largest over time.

    Examples
    --------
    >>> eq_max_over_time(np.array([[[1.0]], [[3.0]], [[2.0]]])).item()
    3.0
    """
    largest = a[0].copy()
    for column in a[1:]:
        for place in np.ndindex(*column.shape):
            largest[place] = max(largest[place], column[place])
    return largest


def eq_count_fully_connected(n_x: int, n_a: int, T: int) -> int:
    r"""Count the weights and biases one by one, :eq:`eq-count-fully-connected`.

    Parameters
    ----------
    n_x, n_a, T : int
        Sizes.

    Returns
    -------
    int
        How many.

    Examples
    --------
    >>> eq_count_fully_connected(2, 3, 4)
    27
    """
    count = 0
    for _ in range(n_a):
        count += 1
        for _ in range(T):
            for _ in range(n_x):
                count += 1
    return count


def eq_count_recurrent(n_x: int, n_a: int) -> int:
    r"""Count the weights and biases one by one, :eq:`eq-count-recurrent`.

    Parameters
    ----------
    n_x, n_a : int
        Sizes.

    Returns
    -------
    int
        How many.

    Examples
    --------
    >>> eq_count_recurrent(2, 3)
    18
    """
    count = 0
    for _ in range(n_a):
        count += 1
        for _ in range(n_a):
            count += 1
        for _ in range(n_x):
            count += 1
    return count
