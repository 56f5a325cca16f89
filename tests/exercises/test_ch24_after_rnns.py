"""Chapter 24: solutions are the package's functions, keys are counted."""

import numpy as np
import pytest

from rnnlab import LSTM
from rnnlab.attention import causal_attention
from rnnlab.layers import MinGRU
from rnnlab.scan import linear_scan, linear_scan_backward
from unrolled.exercises import ch24_after_rnns as ch24
from unrolled.exercises.ch24_after_rnns.masks import MASKS

SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
def test_scans_are_the_package(seed):
    f, u = ch24.scan.draw(seed)
    np.testing.assert_allclose(ch24.scan.solution(f, u), linear_scan(f, u), rtol=1e-12)
    f, h, dout, h0 = ch24.scan_backward.draw(seed)
    du, df, dh0 = ch24.scan_backward.solution(f, h, dout, h0)
    want = linear_scan_backward(f, h, dout, h0)
    for got, array in zip((df, du, dh0), want, strict=True):
        np.testing.assert_allclose(got, array, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_minimal_gru_is_the_layer(seed):
    x, a0, W_z, b_z, W_n, b_n = ch24.min_gru.draw(seed)
    layer = MinGRU(2, 3, rng=np.random.default_rng(0))
    layer.params["W_ax"], layer.params["b_a"] = np.vstack([W_z, W_n]), np.vstack([b_z, b_n])
    got = ch24.min_gru.solution(x, a0, W_z, b_z, W_n, b_n)
    np.testing.assert_allclose(got, layer.forward(x, a0)[0], rtol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_attention_is_the_package(seed):
    q, k, v = ch24.attention.draw(seed)
    weights, y = ch24.attention.solution(q, k, v)
    want, alpha = causal_attention(q[..., None], k[..., None], v[..., None])
    np.testing.assert_allclose(y, want[..., 0], rtol=1e-12)
    np.testing.assert_allclose(weights, alpha[..., 0], rtol=1e-12, atol=1e-15)


def test_counts():
    levels, combinations, loop, size, pairs, kept, state = ch24.costs.solution
    distances = [2**k for k in range(int(levels))]
    assert distances[-1] < 100 <= 2 * distances[-1]
    assert combinations == sum(100 - s for s in distances) and loop == len(range(1, 100))
    rng = np.random.default_rng(0)
    assert size == MinGRU(3, 5, rng=rng).params.flat.size
    assert pairs == np.tri(100).sum() and kept == np.zeros((2, 100, 8)).size
    _, last = LSTM(3, 8, rng=rng).forward(np.zeros((2, 3, 1)))
    assert state == sum(v.size for v in last)


def test_where_division_fails():
    zero, single, digits, settled = ch24.division.solution.astype(int)
    for steps, dtype in ((zero, np.float64), (single, np.float32)):
        p = np.cumprod(np.full(steps, 0.5, dtype))
        assert p[-1] == 0 < p[-2]
    p = np.cumprod(np.full(digits, 0.5))
    assert p[-1] < np.finfo(float).tiny == p[-2]
    np.testing.assert_allclose(linear_scan(np.full(1200, 0.5), np.ones(1200))[-1], settled)


def test_masks_are_those_of_the_text():
    scores = np.zeros((6, 6))
    for name, mask in MASKS.items():
        with np.errstate(invalid="ignore"):
            hidden = np.where(mask, scores, -np.inf)
            weights = np.exp(hidden - hidden.max(axis=1, keepdims=True))
            weights /= weights.sum(axis=1, keepdims=True)
        kind = ch24.masks.solution[name]
        assert np.isnan(weights).any() == (kind == "breaks")
        assert (np.triu(weights, 1) > 0).any() == (kind == "leaks")
