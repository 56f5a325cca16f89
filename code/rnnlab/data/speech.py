"""Spoken digits: real recordings as frames of 13 numbers, and the task of the memory dial."""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..checks import check_rng
from .text import data_bytes

MAX_FRAMES = 40  # 20 of the 3,000 recordings are longer, some of them mostly silence


class Digits(NamedTuple):
    """Recordings with what was said in them.

    Attributes
    ----------
    clips : list of ndarray, shape (T_i, 13)
        Each recording as frames, time first.
    digits : ndarray of int, shape (N,)
        What was said, 0 to 9.
    """

    clips: list[np.ndarray]
    digits: np.ndarray


def spoken_digits() -> Digits:
    """Load the 3,000 recordings of the Free Spoken Digit Dataset as MFCC frames.

    Six speakers, 300 recordings of each digit; a frame holds 13 mel-frequency cepstral
    coefficients, a summary of the sound's spectrum within a few hundredths of a second. The
    speakers are not named in this copy, so no split by speaker is possible.

    Returns
    -------
    Digits
        Clips of shape (T_i, 13), float64, with T_i from 6 to 92, and their digits, shape (3000,).

    Raises
    ------
    RuntimeError
        If the data file is missing or damaged.

    References
    ----------
    :cite:`jackson2018`; licence and changes: README.md beside the data file.

    Examples
    --------
    >>> clips, digits = spoken_digits()
    >>> len(clips), clips[0].shape, int(digits[0])
    (3000, (14, 13), 5)
    """
    frames, lengths, digits = _arrays()
    clips = np.split(frames.astype(np.float64), np.cumsum(lengths.astype(int))[:-1])
    return Digits(clips, digits.astype(np.int64))


@lru_cache(maxsize=1)
def _arrays() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with np.load(io.BytesIO(data_bytes("spoken_digits.npz")), allow_pickle=False) as z:
        return z["frames"], z["lengths"], z["digits"]


def split_digits(n_test: int = 600, *, rng: np.random.Generator) -> tuple[Digits, Digits]:
    """Draw training and test recordings, cut to 40 frames and standardized, :eq:`eq-standardize`.

    Mean and deviation are those of the *training* frames; the test data do not take part.

    Parameters
    ----------
    n_test : int
        How many of the 3,000 recordings are set aside.
    rng : numpy.random.Generator
        Draws which ones.

    Returns
    -------
    train, test : Digits
        Clips of shape (T_i, 13), T_i <= 40, and their digits, shape (3000 - n_test,) and (n_test,).

    Raises
    ------
    ValueError
        If one of the two parts would be empty.

    Examples
    --------
    >>> train, test = split_digits(rng=np.random.default_rng(0))
    >>> len(train.clips), len(test.clips)
    (2400, 600)
    """
    check_rng(rng)
    clips, digits = spoken_digits()
    if not 0 < n_test < len(clips):
        raise ValueError(f"n_test must be in 1..{len(clips) - 1}, got {n_test}")
    order = rng.permutation(len(clips))
    train, test = order[n_test:], order[:n_test]
    frames = np.concatenate([clips[i] for i in train])
    clips = standardize([clip[:MAX_FRAMES] for clip in clips], frames.mean(axis=0), frames.std(0))
    return (
        Digits([clips[i] for i in train], digits[train]),
        Digits([clips[i] for i in test], digits[test]),
    )


def standardize(
    clips: Sequence[np.ndarray], mean: np.ndarray, deviation: np.ndarray
) -> list[np.ndarray]:
    """Shift and scale each coefficient, :eq:`eq-standardize`.

    Parameters
    ----------
    clips : sequence of ndarray, shape (T_i, n_x)
        Recordings.
    mean, deviation : ndarray, shape (n_x,)
        Of each coefficient over all frames of the training data.

    Returns
    -------
    list of ndarray, shape (T_i, n_x)
        Frames in units of deviations from the mean.

    Examples
    --------
    >>> standardize([np.array([[5.0], [9.0]])], np.array([7.0]), np.array([2.0]))
    [array([[-1.],
           [ 1.]])]
    """
    return [(clip - mean) / deviation for clip in clips]


def append_distractors(
    clips: Sequence[np.ndarray], k: int, *, rng: np.random.Generator
) -> list[np.ndarray]:
    """Append k frames of other speech to each clip: the memory dial.

    The frames are cut at a random place from all clips, put one behind the other in random
    order. The question stays which digit was spoken first.

    Parameters
    ----------
    clips : sequence of ndarray, shape (T_i, n_x)
        Recordings of one part of the data; distractors come from the same part.
    k : int
        Distractor frames, 0 or more, fewer than there are frames.
    rng : numpy.random.Generator
        Draws order and places.

    Returns
    -------
    list of ndarray, shape (T_i + k, n_x)
        New clips.

    Raises
    ------
    ValueError
        If k is negative or too large.

    Examples
    --------
    >>> clips = [np.zeros((2, 1)), np.ones((3, 1))]
    >>> [len(clip) for clip in append_distractors(clips, 3, rng=np.random.default_rng(0))]
    [5, 6]
    """
    check_rng(rng)
    frames = sum(len(clip) for clip in clips)
    if not 0 <= k < frames:
        raise ValueError(f"k must be in 0..{frames - 1}, got {k}")
    stream = np.concatenate([clips[i] for i in rng.permutation(len(clips))])
    starts = rng.integers(0, frames - k + 1, len(clips))
    return [
        np.concatenate([clip, stream[start : start + k]])
        for clip, start in zip(clips, starts, strict=True)
    ]


def bag_of_frames(clips: Sequence[np.ndarray], *, deviation: bool = True) -> np.ndarray:
    r"""Summarize each clip without regard to order, :eq:`eq-bag-of-frames`.

    Parameters
    ----------
    clips : sequence of ndarray, shape (T_i, n_x)
        Recordings.
    deviation : bool
        Also the standard deviation of each coefficient, not only its mean.

    Returns
    -------
    ndarray, shape (2 n_x, N), or (n_x, N) without deviations
        One column per clip.

    Examples
    --------
    >>> bag_of_frames([np.array([[1.0], [3.0]]), np.array([[3.0], [1.0]])])
    array([[2., 2.],
           [1., 1.]])
    """
    rows = [np.stack([clip.mean(axis=0) for clip in clips], axis=1)]
    if deviation:
        rows.append(np.stack([clip.std(axis=0) for clip in clips], axis=1))
    return np.concatenate(rows)
