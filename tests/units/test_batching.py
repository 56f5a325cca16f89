"""Sequences of different lengths to columns and back."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlab.data import (
    Batch,
    buckets,
    next_symbol_batches,
    pad_sequences,
    stream_chunks,
    to_batch_major,
    to_time_major,
    unpad,
)

ids = st.lists(st.integers(0, 9), min_size=1, max_size=8).map(np.array)


def test_batch_defaults():
    batch = Batch(np.zeros(1), np.ones(2))
    assert batch.mask is None and batch.y_mask is None
    assert batch._fields == ("x", "y", "mask", "y_mask")


def test_pad_puts_sequences_into_columns_and_zeros_below():
    x, mask = pad_sequences([np.array([5, 6, 7]), np.array([8])])
    np.testing.assert_array_equal(x, [[5, 8], [6, 0], [7, 0]])
    np.testing.assert_array_equal(mask, [[True, True], [True, False], [True, False]])
    assert x.dtype == np.int64 and mask.dtype == bool


def test_pad_vectors():
    a, b = np.arange(12.0).reshape(4, 3), -np.ones((2, 3))
    x, mask = pad_sequences([a, b])
    assert x.shape == (4, 3, 2) and mask.shape == (4, 2)
    np.testing.assert_array_equal(x[:, :, 0], a)
    np.testing.assert_array_equal(x[:2, :, 1], b)
    assert not x[2:, :, 1].any()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_pad_keeps_the_number_type(dtype):
    assert pad_sequences([np.ones((2, 3), dtype), np.ones((1, 3), dtype)])[0].dtype == dtype


@given(st.lists(ids, min_size=1, max_size=5))
def test_unpad_undoes_pad(sequences):
    x, mask = pad_sequences(sequences)
    assert x.shape == mask.shape == (max(map(len, sequences)), len(sequences))
    np.testing.assert_array_equal(mask.sum(0), [len(s) for s in sequences])
    for got, s in zip(unpad(x, mask), sequences, strict=True):
        np.testing.assert_array_equal(got, s)


def test_unpad_vectors_and_any_mask():
    x = np.arange(24.0).reshape(4, 3, 2)
    mask = np.array([[1, 0], [0, 1], [1, 1], [0, 1]])
    first, second = unpad(x, mask)
    np.testing.assert_array_equal(first, x[[0, 2], :, 0])
    np.testing.assert_array_equal(second, x[[1, 2, 3], :, 1])


def test_pad_errors():
    with pytest.raises(ValueError, match="at least one sequence"):
        pad_sequences([])
    with pytest.raises(ValueError, match=r"empty, got shape \(0,\) at 1"):
        pad_sequences([np.array([1]), np.array([], int)])
    with pytest.raises(ValueError, match=r"got \(2, 3\) first and \(2, 4\) of float64 at 1"):
        pad_sequences([np.ones((2, 3)), np.ones((2, 4))])
    with pytest.raises(ValueError, match=r"Vocabulary\.encode"):
        pad_sequences([np.array(["teddy", "was"])])
    with pytest.raises(ValueError, match="mask must have shape"):
        unpad(np.zeros((3, 2)), np.ones((2, 3)))


def test_time_major_and_back():
    rows = np.arange(2 * 5 * 3).reshape(2, 5, 3)  # N, T, n_x
    columns = to_time_major(rows)
    assert columns.shape == (5, 3, 2) and columns.flags.c_contiguous
    assert columns[4, 1, 0] == rows[0, 4, 1]
    np.testing.assert_array_equal(to_batch_major(columns), rows)
    np.testing.assert_array_equal(to_time_major(rows[:, :, 0]), rows[:, :, 0].T)
    np.testing.assert_array_equal(to_batch_major(columns[:, 0]), rows[:, :, 0])


def test_time_major_copies_and_checks():
    rows = np.zeros((2, 5))
    to_time_major(rows)[0, 0] = 1
    assert not rows.any()
    for f in (to_time_major, to_batch_major):
        with pytest.raises(ValueError, match="x must have shape"):
            f(np.zeros(4))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=25), st.integers(1, 6))
def test_buckets_hold_every_index_once(lengths, size):
    got = buckets(lengths, size, rng=np.random.default_rng(0))
    assert sorted(np.concatenate(got).tolist()) == list(range(len(lengths)))
    assert sorted(map(len, got))[1:] == [size] * (len(got) - 1)  # at most one smaller batch


def test_buckets_group_similar_lengths():
    lengths = np.random.default_rng(1).integers(1, 100, 60)
    got = buckets(lengths, 7, rng=np.random.default_rng(2))
    spans = sorted((lengths[b].min(), lengths[b].max()) for b in got)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_buckets_shuffle_batches_and_ties():
    rng = np.random.default_rng(0)
    lengths = [3] * 20 + [9] * 20
    one, other = (buckets(lengths, 10, rng=rng) for _ in range(2))
    assert {frozenset(b.tolist()) for b in one} != {frozenset(b.tolist()) for b in other}
    orders = {tuple(lengths[b[0]] for b in buckets(lengths, 10, rng=rng)) for _ in range(20)}
    assert len(orders) > 1


def test_buckets_errors():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="batch_size must be at least 1, got 0"):
        buckets([1, 2], 0, rng=rng)
    with pytest.raises(ValueError, match="lengths must have shape"):
        buckets([], 2, rng=rng)
    with pytest.raises(TypeError, match="rng"):
        buckets([1, 2], 1, rng=0)


@given(st.integers(1, 60), st.integers(1, 7), st.integers(1, 5))
def test_streams_go_on_from_chunk_to_chunk(M, T, N):
    text = np.arange(M)
    if M <= N:
        with pytest.raises(ValueError, match=f"at least N \\+ 1 = {N + 1} symbols, got {M}"):
            stream_chunks(text, T, N)
        return
    chunks = stream_chunks(text, T, N)
    x = np.concatenate([c[0] for c in chunks])
    y = np.concatenate([c[1] for c in chunks])
    assert x.shape == y.shape == ((M - 1) // N, N)
    assert all(c[0].shape == c[1].shape == (T, N) for c in chunks[:-1])
    np.testing.assert_array_equal(y, x + 1)  # the text counts up, so the next symbol is one more
    np.testing.assert_array_equal(x[1:], y[:-1])  # a column goes on where it was, across chunks
    np.testing.assert_array_equal(x.T.ravel(), text[: x.size])  # nothing twice, nothing left out


def test_stream_chunks_are_copies_and_checked():
    text = np.arange(9)
    for part in stream_chunks(text, 2, 2)[0][:2]:
        part[...] = -5
    np.testing.assert_array_equal(text, np.arange(9))
    with pytest.raises(ValueError, match="one long text"):
        stream_chunks(np.zeros((3, 2), int), 2, 2)
    with pytest.raises(TypeError, match="whole numbers"):
        stream_chunks(np.zeros(9), 2, 2)
    for T, N in [(0, 2), (2, 0)]:
        with pytest.raises(ValueError, match="at least 1, got 0"):
            stream_chunks(text, T, N)


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=7), min_size=1, max_size=9))
def test_next_symbol_batches_shift_by_one_and_keep_order(sequences):
    batches = next_symbol_batches([np.array(s) for s in sequences], 4)
    x = [s.tolist() for b in batches for s in unpad(b.x, b.mask)]
    y = [s.tolist() for b in batches for s in unpad(b.y, b.mask)]
    assert x == [s[:-1] for s in sequences] and y == [s[1:] for s in sequences]
    assert all(b.y_mask is None and b.x.shape == b.y.shape == b.mask.shape for b in batches)
    assert [b.x.shape[1] for b in batches[:-1]] == [4] * (len(batches) - 1)


def test_next_symbol_batches_with_rng_hold_every_sequence_once():
    rng = np.random.default_rng(0)
    sequences = [np.full(n, i) for i, n in enumerate(rng.integers(2, 20, 31))]
    batches = next_symbol_batches(sequences, 5, rng=rng)
    first = [int(k) for b in batches for k in b.x[0]]
    assert sorted(first) == list(range(31)) and first != sorted(first)
    padded = sum((~b.mask).sum() for b in batches)
    assert padded < sum((~b.mask).sum() for b in next_symbol_batches(sequences, 5)) / 2


def test_next_symbol_batches_errors():
    with pytest.raises(ValueError, match=r"at least 2 symbols, got 1 at 1\. Add <bos> and <eos>"):
        next_symbol_batches([np.array([1, 2]), np.array([1])], 2)
    with pytest.raises(TypeError, match=r"sequences\[0\] must be .* whole numbers"):
        next_symbol_batches([np.array([1.0, 2.0])], 2)
    with pytest.raises(ValueError, match="at least one sequence"):
        next_symbol_batches([], 2)
    with pytest.raises(ValueError, match="batch_size"):
        next_symbol_batches([np.array([1, 2])], 0)
    with pytest.raises(ValueError, match=r"0\.\."):
        next_symbol_batches([np.array([-1, 2])], 1)
