"""From sequences of different lengths to batches with time first and examples as columns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..checks import check_ids, check_mask, check_rng, check_shape


class Batch(NamedTuple):
    """What one training step sees.

    Attributes
    ----------
    x : ndarray of int, shape (T, N), or of float, shape (T, n_x, N)
        Inputs: ids, or columns of numbers.
    y : ndarray of int, shape (T_y, N), or of float, shape (T_y, n_y, N)
        Targets; T_y is T for an answer at every step and 1 for one answer at the end.
    mask : ndarray of bool, shape (T, N), optional
        True where an input step is real; None means everywhere.
    y_mask : ndarray of bool, shape (T_y, N), optional
        True where a target counts in the loss; None means where `mask` is True, or the one
        target of each column for a model with ``read="last"``.
    """

    x: np.ndarray
    y: np.ndarray
    mask: np.ndarray | None = None
    y_mask: np.ndarray | None = None


def pad_sequences(sequences: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Put sequences of different lengths side by side as columns, filled up with zeros below.

    Parameters
    ----------
    sequences : sequence of N ndarrays, shape (T_i,) or (T_i, n_x)
        Ids or numbers of each sequence, time first.

    Returns
    -------
    x : ndarray, shape (T, N) or (T, n_x, N)
        The columns; T is the longest length. With the default specials id 0 is ``<pad>``.
    mask : ndarray of bool, shape (T, N)
        True where a step is real.

    Raises
    ------
    ValueError
        If there is no sequence, one is empty, or their shapes do not go together.

    Examples
    --------
    >>> x, mask = pad_sequences([np.array([5, 6, 7]), np.array([8])])
    >>> x
    array([[5, 8],
           [6, 0],
           [7, 0]])
    >>> mask.sum(0)
    array([3, 1])
    """
    arrays = _as_arrays(sequences)
    lengths = np.array([len(s) for s in arrays])
    T, N = lengths.max(), len(arrays)
    x = np.zeros((T, *arrays[0].shape[1:], N), np.result_type(*arrays))
    for i, s in enumerate(arrays):
        x[: len(s), ..., i] = s
    return x, np.arange(T)[:, None] < lengths


def _as_arrays(sequences: Sequence[np.ndarray]) -> list[np.ndarray]:
    arrays = [np.asarray(s) for s in sequences]
    if not arrays:
        raise ValueError("sequences must hold at least one sequence, got none")
    for i, s in enumerate(arrays):
        if s.ndim not in (1, 2) or s.shape[1:] != arrays[0].shape[1:] or s.dtype.kind not in "biuf":
            raise ValueError(
                "sequences must all hold numbers of shape (T_i,) or all of shape (T_i, n_x), got "
                f"{arrays[0].shape} first and {s.shape} of {s.dtype} at {i}. "
                "Vocabulary.encode turns tokens into ids"
            )
        if 0 in s.shape:
            raise ValueError(
                f"sequences must not be empty, got shape {s.shape} at {i}. Leave it out"
            )
    return arrays


def unpad(x: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
    """Take the columns apart again: the inverse of :func:`pad_sequences`.

    Parameters
    ----------
    x : ndarray, shape (T, N) or (T, n_x, N)
        Columns: inputs, or what a model made of them.
    mask : ndarray of bool, shape (T, N)
        True where a step is real.

    Returns
    -------
    list of N ndarrays, shape (T_i,) or (T_i, n_x)
        The real steps of each column.

    Examples
    --------
    >>> unpad(*pad_sequences([np.array([5, 6, 7]), np.array([8])]))
    [array([5, 6, 7]), array([8])]
    """
    T, *_, N = check_shape("x", x, "T N" if np.ndim(x) == 2 else "T n_x N")
    mask = check_mask(mask, T, N)
    return [x[mask[:, i], ..., i] for i in range(N)]


def to_time_major(x: np.ndarray) -> np.ndarray:
    """Turn rows of examples, as most other libraries have them, into our columns.

    Parameters
    ----------
    x : ndarray, shape (N, T) or (N, T, n_x)
        Examples first.

    Returns
    -------
    ndarray, shape (T, N) or (T, n_x, N)
        A copy with time first and examples as columns.

    Examples
    --------
    >>> to_time_major(np.zeros((4, 7, 27))).shape
    (7, 27, 4)
    """
    check_shape("x", x, "N T" if np.ndim(x) == 2 else "N T n_x")
    return np.moveaxis(x, 0, -1).copy()


def to_batch_major(x: np.ndarray) -> np.ndarray:
    """Turn our columns into rows of examples: the inverse of :func:`to_time_major`.

    Parameters
    ----------
    x : ndarray, shape (T, N) or (T, n_x, N)
        Time first, examples as columns.

    Returns
    -------
    ndarray, shape (N, T) or (N, T, n_x)
        A copy with examples first.

    Examples
    --------
    >>> to_batch_major(np.zeros((7, 27, 4))).shape
    (4, 7, 27)
    """
    check_shape("x", x, "T N" if np.ndim(x) == 2 else "T n_x N")
    return np.moveaxis(x, -1, 0).copy()


def buckets(
    lengths: Sequence[int] | np.ndarray, batch_size: int, *, rng: np.random.Generator
) -> list[np.ndarray]:
    """Group sequences of similar length, so that little time is spent on padding.

    Parameters
    ----------
    lengths : ndarray of int, shape (M,), or sequence of int
        Length of each sequence.
    batch_size : int
        Sequences per batch; one batch may be smaller.
    rng : numpy.random.Generator
        Decides the order of the batches and which sequences of equal length meet.

    Returns
    -------
    list of ndarray of int
        Indices for each batch; every index occurs exactly once.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> sorted(sorted(b.tolist()) for b in buckets([9, 2, 8, 1, 3], 2, rng=rng))
    [[0], [1, 3], [2, 4]]
    """
    check_rng(rng)
    lengths = np.asarray(lengths)
    check_shape("lengths", lengths, "M")
    _check_at_least_one("batch_size", batch_size)
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    return [batches[i] for i in rng.permutation(len(batches))]


def stream_chunks(ids: np.ndarray, T: int, N: int) -> list[Batch]:
    """Cut one long text into N parallel streams, and these into chunks of T steps.

    Column i of a chunk goes on where column i of the chunk before ended, so the state may be
    carried over: that is what truncated backpropagation through time needs.

    Parameters
    ----------
    ids : ndarray of int, shape (M,)
        The text.
    T : int
        Steps per chunk; the last chunk may be shorter.
    N : int
        Number of streams, the columns.

    Returns
    -------
    list of Batch
        Inputs x and the next symbols y, both ndarray of int, shape (T, N): what
        ``fit(..., carry_state=True)`` takes. Each stream has (M - 1) // N steps; a rest of fewer
        than N symbols at the end of the text is left out.

    Raises
    ------
    ValueError
        If the text is too short for N streams.

    Examples
    --------
    >>> for batch in stream_chunks(np.arange(11), 3, 2):
    ...     print(batch.x.T.tolist(), batch.y.T.tolist())
    [[0, 1, 2], [5, 6, 7]] [[1, 2, 3], [6, 7, 8]]
    [[3, 4], [8, 9]] [[4, 5], [9, 10]]
    """
    _check_at_least_one("T", T)
    _check_at_least_one("N", N)
    (M,) = check_shape("ids", ids, "M", cure="stream_chunks takes one long text")
    check_ids("ids", ids, np.iinfo(np.int64).max)
    steps = (M - 1) // N
    if steps == 0:
        raise ValueError(f"ids must hold at least N + 1 = {N + 1} symbols, got {M}. Lower N")
    x = ids[: N * steps].reshape(N, steps).T
    y = ids[1 : N * steps + 1].reshape(N, steps).T
    return [Batch(x[t : t + T].copy(), y[t : t + T].copy()) for t in range(0, steps, T)]


def next_symbol_batches(
    sequences: Sequence[np.ndarray], batch_size: int, *, rng: np.random.Generator | None = None
) -> list[Batch]:
    """Make batches in which the target of every step is the next symbol.

    Parameters
    ----------
    sequences : sequence of ndarray of int, shape (T_i,)
        Encoded sequences of at least two symbols. If the model shall learn where sequences
        begin and end, encode ``["<bos>", *tokens, "<eos>"]``.
    batch_size : int
        Sequences per batch; one batch may be smaller.
    rng : numpy.random.Generator, optional
        If given, batches are drawn by :func:`buckets`; if not, the order is kept.

    Returns
    -------
    list of Batch
        x and y ndarray of int, shape (T, N), and their mask; T differs from batch to batch.

    Raises
    ------
    ValueError
        If a sequence has fewer than two symbols.

    Examples
    --------
    >>> (batch,) = next_symbol_batches([np.array([2, 7, 8, 3]), np.array([2, 9, 3])], 2)
    >>> batch.x.T.tolist(), batch.y.T.tolist(), batch.mask.sum(0).tolist()
    ([[2, 7, 8], [2, 9, 0]], [[7, 8, 3], [9, 3, 0]], [3, 2])
    """
    arrays = _as_arrays(sequences)
    _check_at_least_one("batch_size", batch_size)
    for i, s in enumerate(arrays):
        check_shape(f"sequences[{i}]", s, "T_i")
        check_ids(f"sequences[{i}]", s, np.iinfo(np.int64).max)
        if len(s) < 2:
            raise ValueError(
                f"sequences must have at least 2 symbols, got {len(s)} at {i}. Add <bos> and <eos>"
            )
    if rng is None:
        order = np.arange(len(arrays))
        groups = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    else:
        groups = buckets([len(s) for s in arrays], batch_size, rng=rng)
    batches = []
    for group in groups:
        x, mask = pad_sequences([arrays[i][:-1] for i in group])
        y, _ = pad_sequences([arrays[i][1:] for i in group])
        batches.append(Batch(x, y, mask))
    return batches


def delayed(batch: Batch, d: int) -> Batch:
    r"""Let the answer to step t wait until d more inputs are seen, :eq:`eq-delay`.

    Parameters
    ----------
    batch : Batch
        x of shape (T, N), ids, with an answer y (T, N) at every step.
    d : int
        Steps to wait.

    Returns
    -------
    Batch
        T + d steps: the sequences, then d steps with the id 0 of ``<pad>``, which the network does
        see; targets d steps later, and a `y_mask` that leaves the first d answers out.

    Raises
    ------
    ValueError
        If `d` is negative, or there is no answer at every step.

    Examples
    --------
    >>> batch = delayed(Batch(np.array([[5], [6]]), np.array([[1], [2]])), 1)
    >>> batch.x.ravel().tolist(), batch.y.ravel().tolist(), batch.y_mask.ravel().tolist()
    ([5, 6, 0], [0, 1, 2], [False, True, True])
    """
    if d < 0:
        raise ValueError(f"d must be at least 0, got {d}")
    T, N = check_shape("x", batch.x, "T N", cure="delayed takes ids")
    check_shape("y", batch.y, "T N", T=T, N=N)
    mask = np.ones((T, N), bool) if batch.mask is None else check_mask(batch.mask, T, N)
    counts = mask if batch.y_mask is None else check_mask(batch.y_mask, T, N)
    wait = np.zeros((d, N), int)
    return Batch(
        np.concatenate([batch.x * mask, wait]),
        np.concatenate([wait, batch.y]),
        np.concatenate([wait == 0, mask]),  # d more real steps at each column's end
        np.concatenate([wait > 0, counts]),
    )


def _check_at_least_one(name: str, value: int) -> None:
    if value < 1:
        raise ValueError(f"{name} must be at least 1, got {value}")
