"""Input checks: one grammar for the shapes in docstrings, in checks and in error messages."""

import math
from typing import Any

import numpy as np

# What most often stands behind a wrong size; callers add their own cure where they know better.
COLUMNS = "Examples are columns, time is the first axis: to_time_major(x) turns (N, T, n) into it"


def check_shape(
    name: str, array: Any, spec: str, *, cure: str = "", **sizes: int
) -> tuple[int, ...]:
    """Check the shape of an array against a specification such as ``"T n_x N"``.

    Parameters
    ----------
    name : str
        What the caller calls the array; it opens the error message.
    array : ndarray, shape as in `spec`
        The array to check.
    spec : str
        One word per axis. A word found in `sizes`, or a plain number, is a demand; any other
        word is free and only names its axis.
    cure : str
        A sentence that tells the user what to do; it closes the error message.
    **sizes : int
        Demanded sizes by word.

    Returns
    -------
    tuple of int
        The sizes in the order of `spec`.

    Raises
    ------
    TypeError
        If `array` is no NumPy array.
    ValueError
        If the shape does not fit, or an axis is empty.

    Examples
    --------
    >>> T, n_x, N = check_shape("x", np.zeros((7, 27, 4)), "T n_x N", n_x=27)
    >>> T, N
    (7, 4)
    >>> check_shape("x", np.zeros((7, 26, 4)), "T n_x N", n_x=27)
    Traceback (most recent call last):
        ...
    ValueError: x must have shape (T, n_x=27, N), got (7, 26, 4)
    """
    words = spec.split()
    if not isinstance(array, np.ndarray):
        raise TypeError(
            f"{name} must be a NumPy array of shape {_written(words, sizes)}, "
            f"got {type(array).__name__}. np.asarray({name}) makes one"
        )
    got = array.shape
    fits = len(got) == len(words) and all(
        [g == (int(w) if w.isdigit() else sizes.get(w, g)) for w, g in zip(words, got, strict=True)]
    )
    if not fits or 0 in got:
        why = "" if not fits else ": every size must be at least 1"
        raise ValueError(
            f"{name} must have shape {_written(words, sizes)}, got {got}{why}"
            + (f". {cure}" if cure else "")
        )
    return got


def _written(words: list[str], sizes: dict[str, int]) -> str:
    parts = [f"{w}={sizes[w]}" if w in sizes else w for w in words]
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def check_finite(name: str, array: np.ndarray) -> None:
    """Refuse NaN and Inf.

    Parameters
    ----------
    name : str
        What the caller calls the array.
    array : ndarray, any shape
        Numbers of any floating or complex type.

    Raises
    ------
    ValueError
        If a number is NaN or Inf; the message names the first one.

    Examples
    --------
    >>> check_finite("x", np.array([1.0, np.nan]))
    Traceback (most recent call last):
        ...
    ValueError: x holds nan at index (1,): replace or mask it (padding must be finite too)
    """
    # The sum of squares is NaN or Inf whenever an entry is, and costs a third of the full test.
    suspect = not math.isfinite(np.vdot(array, array).real)
    if suspect and not (finite := np.isfinite(array)).all():
        where = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise ValueError(
            f"{name} holds {array[where]} at index {where}: "
            "replace or mask it (padding must be finite too)"
        )


def check_dtype(name: str, array: np.ndarray, dtype: np.dtype) -> None:
    """Refuse a number type that would silently change the type of everything after it.

    Parameters
    ----------
    name : str
        What the caller calls the array.
    array : ndarray, any shape
        The array to check. Complex numbers pass beside a complex `dtype`: that is how
        :func:`rnnlab.diagnostics.complex_step` runs.
    dtype : numpy.dtype
        The type of the parameters.

    Raises
    ------
    TypeError
        If the types differ; the message shows the conversion.

    Examples
    --------
    >>> check_dtype("x", np.zeros(2, np.float32), np.dtype(np.float64))
    Traceback (most recent call last):
        ...
    TypeError: x is float32 but the parameters are float64: use x.astype(np.float64)
    """
    if array.dtype != dtype and dtype.kind != "c":
        raise TypeError(
            f"{name} is {array.dtype} but the parameters are {dtype}: use {name}.astype(np.{dtype})"
        )


def check_mask(mask: Any, T: int, N: int, name: str = "mask") -> np.ndarray:
    """Check a mask of valid steps and return it as booleans.

    Parameters
    ----------
    mask : ndarray, shape (T, N)
        True (or 1) where a step is real, False (or 0) where it is padding.
    T, N : int
        Number of steps and of examples.
    name : str
        What the caller calls it.

    Returns
    -------
    ndarray of bool, shape (T, N)
        The mask.

    Raises
    ------
    ValueError
        If the shape differs or an entry is neither 0 nor 1.

    Examples
    --------
    >>> check_mask(np.array([[1, 1], [1, 0]]), 2, 2).sum()
    np.int64(3)
    """
    check_shape(name, mask, "T N", T=T, N=N)
    as_bool = mask.astype(bool)
    if mask.dtype != bool and not np.array_equal(mask, as_bool):
        raise ValueError(
            f"{name} must hold only 0 and 1 (padding and real steps), got other numbers, e.g. "
            f"{mask[mask != as_bool].flat[0]}. Weights do not belong into a mask"
        )
    return as_bool


def check_ids(name: str, ids: np.ndarray, n: int, *, cure: str = "") -> None:
    """Check that whole numbers are valid rows of a table with `n` entries.

    Parameters
    ----------
    name : str
        What the caller calls the array.
    ids : ndarray of int, any shape
        The ids.
    n : int
        Number of entries: ids must be in 0..n-1.
    cure : str
        A sentence that tells the user what to do.

    Raises
    ------
    TypeError
        If `ids` does not hold whole numbers.
    ValueError
        If an id is out of range.

    Examples
    --------
    >>> check_ids("y", np.array([0, 9]), 9)
    Traceback (most recent call last):
        ...
    ValueError: y must hold ids in 0..8, got 0..9
    """
    if not isinstance(ids, np.ndarray) or ids.dtype.kind not in "iu":
        kind = getattr(ids, "dtype", type(ids).__name__)
        raise TypeError(f"{name} must be a NumPy array of whole numbers (ids), got {kind}")
    if ids.size and (ids.min() < 0 or ids.max() >= n):
        raise ValueError(
            f"{name} must hold ids in 0..{n - 1}, got {ids.min()}..{ids.max()}"
            + (f". {cure}" if cure else "")
        )


def check_rng(rng: Any) -> None:
    """Demand an explicit random generator: nothing in this package draws from hidden state.

    Parameters
    ----------
    rng : numpy.random.Generator
        The generator.

    Raises
    ------
    TypeError
        If it is anything else, such as a seed.

    Examples
    --------
    >>> check_rng(0)
    Traceback (most recent call last):
        ...
    TypeError: rng must be a numpy.random.Generator, got int: use np.random.default_rng(0)
    """
    if not isinstance(rng, np.random.Generator):
        seed = rng if isinstance(rng, int) else "seed"
        raise TypeError(
            f"rng must be a numpy.random.Generator, got {type(rng).__name__}: "
            f"use np.random.default_rng({seed})"
        )
