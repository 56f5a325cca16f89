"""The equations of chapter 21 as explicit sums: the slow oracle behind the fast arrays."""

import math

import numpy as np


def eq_standardize(clips: list[np.ndarray]) -> list[np.ndarray]:
    r"""Shift and scale by mean and deviation over all frames, :eq:`eq-standardize`.

    Parameters
    ----------
    clips : list of ndarray, shape (T_i, n_x)
        Recordings.

    Returns
    -------
    list of ndarray, shape (T_i, n_x)
        Standardized recordings.

    Examples
    --------
    >>> eq_standardize([np.array([[1.0]]), np.array([[3.0]])])
    [array([[-1.]]), array([[1.]])]
    """
    n_x = clips[0].shape[1]
    M = sum(len(clip) for clip in clips)
    new = [np.empty_like(clip) for clip in clips]
    for j in range(n_x):
        mean = sum(clip[t, j] for clip in clips for t in range(len(clip))) / M
        square = sum((clip[t, j] - mean) ** 2 for clip in clips for t in range(len(clip))) / M
        for old, clip in zip(clips, new, strict=True):
            for t in range(len(old)):
                clip[t, j] = (old[t, j] - mean) / math.sqrt(square)
    return new


def eq_bag_of_frames(clip: np.ndarray) -> np.ndarray:
    r"""Mean and deviation of each coefficient over the frames of one clip, :eq:`eq-bag-of-frames`.

    Parameters
    ----------
    clip : ndarray, shape (T, n_x)
        A recording.

    Returns
    -------
    ndarray, shape (2 n_x,)
        The means, then the deviations.

    Examples
    --------
    >>> eq_bag_of_frames(np.array([[1.0], [5.0]]))
    array([3., 2.])
    """
    T, n_x = clip.shape
    mean = [sum(clip[t, j] for t in range(T)) / T for j in range(n_x)]
    square = [sum((clip[t, j] - mean[j]) ** 2 for t in range(T)) / T for j in range(n_x)]
    return np.array(mean + [math.sqrt(s) for s in square])


def eq_softmax_regression(W: np.ndarray, b: np.ndarray, phi: np.ndarray) -> np.ndarray:
    r"""Turn the features of one example into class probabilities, :eq:`eq-softmax-regression`.

    Parameters
    ----------
    W : ndarray, shape (n_y, n_f)
        Weights.
    b : ndarray, shape (n_y,)
        Biases.
    phi : ndarray, shape (n_f,)
        Features.

    Returns
    -------
    ndarray, shape (n_y,)
        Probabilities.

    Examples
    --------
    >>> eq_softmax_regression(np.zeros((2, 1)), np.zeros(2), np.ones(1))
    array([0.5, 0.5])
    """
    n_y, n_f = W.shape
    e = [math.exp(sum(W[i, j] * phi[j] for j in range(n_f)) + b[i]) for i in range(n_y)]
    return np.array([e_i / sum(e) for e_i in e])
