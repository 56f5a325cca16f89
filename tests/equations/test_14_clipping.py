"""Chapter 14: the package against explicit sums over plain numbers."""

import numpy as np
import pytest

from rnnlab import RNN, Parameters, clip_by_global_norm, clip_by_value
from rnnlab.diagnostics.cliff import cliff, cliff_edge
from rnnlab.reference import ch14_clipping as ref

SEEDS = range(5)


def draw(seed):
    rng = np.random.default_rng(seed)
    return rng.uniform(-6, 6, 7), rng.uniform(-3, 3, 7), float(rng.uniform(-1, 1)), 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_cliff(seed):
    w, b, z0, target = draw(seed)
    loss, _, _ = cliff(w, b, T=6, z0=z0, target=target)
    want = [ref.eq_cliff(*pair, 6, z0, target) for pair in zip(w, b, strict=True)]
    np.testing.assert_allclose(loss, want, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_cliff_slope(seed):
    w, b, z0, target = draw(seed)
    _, dw, db = cliff(w, b, T=6, z0=z0, target=target)
    for k, pair in enumerate(zip(w, b, strict=True)):
        z = z0
        for _ in range(6):
            z = pair[0] / (1 + np.exp(-z)) + pair[1]
        s = 1 / (1 + np.exp(-z))
        outer = 2 * (s - target) * s * (1 - s)
        slope_w, slope_b = ref.eq_cliff_slope(*pair, 6, z0)
        np.testing.assert_allclose([dw[k], db[k]], [outer * slope_w, outer * slope_b], rtol=1e-9)


def test_cliff_is_a_recurrent_network():
    w, b, T = 5.0, -2.55, 50
    loss, dw, db = cliff(w, b)
    net = RNN(1, 1, rng=np.random.default_rng(0), g0="sigmoid")
    net.params["W_aa"], net.params["W_ax"] = np.array([[w]]), np.zeros((1, 1))
    net.params["b_a"] = np.array([[b]])
    out, _ = net.forward(np.zeros((T, 1, 1)), np.array([[1 / (1 + np.exp(-0.5))]]))
    dout = np.zeros_like(out)
    dout[-1] = 2 * (out[-1] - 0.7)
    net.backward(dout)
    got = [(out[-1, 0, 0] - 0.7) ** 2, net.grads["W_aa"][0, 0], net.grads["b_a"][0, 0]]
    np.testing.assert_allclose(got, [loss, dw, db], rtol=1e-9)


def test_cliff_needs_a_step():
    with pytest.raises(ValueError, match="T must be at least 1, got 0"):
        cliff(1.0, 0.0, T=0)


@pytest.mark.parametrize("w", [-3.0, 0.0, 4.5, 5.5])
@pytest.mark.parametrize("z0", [-0.7, 0.5])
def test_eq_cliff_edge(w, z0):
    edge = float(cliff_edge(w, z0=z0))
    np.testing.assert_allclose(edge, ref.eq_cliff_edge(w, z0), rtol=1e-12, atol=1e-12)


def gradient(seed):
    grads = Parameters({"W_aa": (3, 3), "b_a": (3, 1)})
    grads.flat[...] = np.random.default_rng(seed).standard_t(2, size=12)
    return grads


@pytest.mark.parametrize("limit", [0.3, 1.0, 100.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_clip_norm(seed, limit):
    grads = gradient(seed)
    before = grads.flat.copy()
    norm = clip_by_global_norm(grads, limit)
    want = ref.eq_clip_norm(before.tolist(), limit)
    np.testing.assert_allclose(grads.flat, want, rtol=1e-12)
    np.testing.assert_allclose(norm, np.linalg.norm(before), rtol=1e-12)


@pytest.mark.parametrize("limit", [0.3, 1.0, 100.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_clip_value(seed, limit):
    grads = gradient(seed)
    want = ref.eq_clip_value(grads.flat.tolist(), limit)
    clip_by_value(grads, limit)
    np.testing.assert_array_equal(grads.flat, want)
