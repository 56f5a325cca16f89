"""Products in blocks of rows: the same numbers, in memory that starts where it should."""

from functools import partial

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN
from rnnlab.layers.blocks import aligned, in_blocks, row_blocks

CELLS = {
    "RNN": (RNN, 128),
    "LSTM": (LSTM, 64),
    "GRU": (GRU, 96),
    "GRU before": (partial(GRU, reset="before"), 96),
}
N = 72  # n_a rows times N columns: large enough for blocks in every cell


@pytest.mark.parametrize("shape", [(7,), (2, 0, 4), (8200,), (25, 70, 5)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_memory_starts_at_a_cache_line(shape, dtype):
    kept = [aligned(shape, dtype) for _ in range(20)]  # each at another place
    for v in kept:
        assert v.shape == shape and v.dtype == dtype and v.flags.c_contiguous
        assert v.size < 8192 or v.ctypes.data % 64 == 0
    for number, v in enumerate(kept):
        v[...] = number
    assert all((v == number).all() for number, v in enumerate(kept))


@pytest.mark.parametrize(
    ("k", "n", "columns", "rows"),
    [
        (128, 128, 32, 128),  # small as a whole
        (256, 256, 64, 32),
        (1024, 256, 64, 32),
        (384, 128, 32, 192),
        (509, 256, 64, 509),  # a prime number of rows is left alone
        (16, 4096, 4096, 16),  # too large even for 8 rows
        (3, 2, 1, 3),
    ],
)
def test_blocks_are_small_and_equal(k, n, columns, rows):
    W = np.arange(k * n, dtype=float).reshape(k, n)
    blocks = row_blocks(W, columns)
    assert blocks.shape == (k // rows, rows, n)
    assert rows == k or rows * n * columns <= 10**6
    assert np.shares_memory(blocks, W) and (blocks.reshape(k, n) == W).all()


@pytest.mark.parametrize("columns", [1, 8, 72])
@pytest.mark.parametrize("turned", [False, True])
def test_a_product_in_blocks_is_the_product(columns, turned):
    rng = np.random.default_rng(0)
    W, a = rng.normal(size=(256, 160)), rng.normal(size=(160, columns))
    W = W.T.copy().T if turned else W
    got = in_blocks(W, columns).dot(a)
    assert got.shape == (256, columns)
    np.testing.assert_allclose(got, W @ a, rtol=1e-12, atol=1e-12)
    assert (in_blocks(W, columns) is W) == (columns < 72)


def run(layer, x, dout, mask):
    """Everything a layer computes: out, dx, the gradient of the initial state, and of all weights.

    The examples come first, so that batches can be joined; gradients of weights are added up.
    """
    layer.zero_grads()
    out, _ = layer.forward(x, mask=mask)
    dx, dstate = layer.backward(dout)
    states = dstate if isinstance(dstate, tuple) else (dstate,)
    return [out, dx, *states], layer.grads.flat.copy()


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("cell", CELLS)
def test_a_wide_batch_equals_its_narrow_parts(cell, masked):
    make, n_a = CELLS[cell]
    rng = np.random.default_rng(1)
    layer = make(160, n_a, rng=rng)
    T = 5
    assert len(row_blocks(layer.params["W_aa"], N)) > 1
    assert len(row_blocks(layer.params["W_ax"], N)) > 1
    assert len(row_blocks(layer.params["W_ax"].T, N)) > 1 or cell == "LSTM"
    x, dout = rng.normal(size=(T, 160, N)), rng.normal(size=(T, n_a, N))
    lengths = rng.integers(1, T + 1, N) if masked else np.full(N, T)
    mask = np.arange(T)[:, None] < lengths
    wide, wide_grads = run(layer, x, dout, mask)
    parts = [slice(k, k + 8) for k in range(0, N, 8)]
    narrow = [run(layer, x[..., p], dout[..., p], mask[:, p]) for p in parts]
    for k, got in enumerate(wide):
        want = np.concatenate([arrays[k] for arrays, _ in narrow], axis=-1)
        np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(wide_grads, sum(g for _, g in narrow), rtol=1e-11, atol=1e-11)
