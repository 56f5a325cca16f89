"""Chapter 24: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab.attention import causal_attention
from rnnlab.layers import MinGRU
from rnnlab.scan import linear_scan, linear_scan_backward, scan_cost
from unrolled.sums import ch24_after_rnns as sums

LENGTHS = [1, 2, 3, 8, 13]
T, N, n_x, n_a = 7, 4, 2, 3
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


def drawn(length, seed=0):
    """Draw f, u, dout and the initial state."""
    rng = np.random.default_rng(seed)
    f = rng.uniform(-1, 1, size=(length, 5))
    return f, rng.normal(size=(length, 5)), rng.normal(size=(length, 5)), rng.normal(size=5)


@pytest.mark.parametrize("length", LENGTHS)
def test_eq_linear_recurrence(length):
    f, u, _, h0 = drawn(length)
    close(linear_scan(f, u, h0), sums.eq_linear_recurrence(f, u, h0))
    close(linear_scan(f, u), sums.eq_linear_recurrence(f, u, 0 * h0))


@pytest.mark.parametrize("length", LENGTHS)
def test_eq_scan_combine(length):
    """Any grouping gives the same pair, and its second part is the scan's last state."""
    f, u, _, _ = drawn(length)
    pairs = list(zip(f[:, 0], u[:, 0], strict=True))
    whole = sums.eq_scan_combine(pairs)
    for cut in range(length + 1):
        parts = [sums.eq_scan_combine(pairs[:cut]), sums.eq_scan_combine(pairs[cut:])]
        close(sums.eq_scan_combine(parts), whole)
    close(linear_scan(f, u)[-1, 0], whole[1])


@pytest.mark.parametrize("length", LENGTHS)
def test_eq_scan_level(length):
    """All levels one after the other are the scan, and no level is left."""
    f, u, _, _ = drawn(length)
    kept, h = f[:, 0], u[:, 0]
    for k in range(scan_cost(length)[0]):
        kept, h = sums.eq_scan_level(kept, h, k)
    close(linear_scan(f, u)[:, 0], h)
    close(kept, np.cumprod(f[:, 0]))


@pytest.mark.parametrize("length", [*LENGTHS, 64, 65, 1000])
def test_eq_scan_cost(length):
    levels, combinations = scan_cost(length)
    assert (levels, combinations) == sums.eq_scan_cost(length)
    assert levels == int(np.ceil(np.log2(length)))
    assert combinations == sum(length - 2**k for k in range(levels))


@pytest.mark.parametrize("length", LENGTHS)
def test_eq_scan_backward(length):
    f, u, dout, h0 = drawn(length)
    h = linear_scan(f, u, h0)
    for got, want in zip(
        linear_scan_backward(f, h, dout, h0), sums.eq_scan_backward(f, h, h0, dout), strict=True
    ):
        close(got, want)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_diagonal_recurrence(seed):
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(n_a, n_a)) / 2, rng.normal(size=(n_a, n_x))
    x = rng.normal(size=(T, n_x))
    eigenvalues, V = np.linalg.eig(A)
    s = linear_scan(eigenvalues, x @ (np.linalg.inv(V) @ B).T)
    want = sums.eq_diagonal_recurrence(A, B, x)
    np.testing.assert_allclose((s @ V.T).real, want, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_min_gru(seed):
    rng = np.random.default_rng(seed)
    layer = MinGRU(n_x, n_a, rng=rng)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size)
    x, a0 = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
    out, _ = layer.forward(x, a0)
    W_ax, b_a = layer.params.values()
    for n in range(N):
        close(out[:, :, n], sums.eq_min_gru(x[:, :, n], a0[:, n], W_ax, b_a[:, 0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_causal_attention(seed):
    rng = np.random.default_rng(seed)
    q, k = rng.normal(size=(2, T, n_x, N))
    v = rng.normal(size=(T, n_a, N))
    y, weights = causal_attention(q, k, v)
    for n in range(N):
        close(y[:, :, n], sums.eq_causal_attention(q[:, :, n], k[:, :, n], v[:, :, n]))
    close(weights.sum(axis=1), np.ones((T, N)))
