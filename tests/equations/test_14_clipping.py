"""Chapter 14: the package against explicit sums over plain numbers."""

import numpy as np
import pytest

from rnnlab import LSTM, RNN, Parameters, clip_by_global_norm, clip_by_value
from rnnlab.diagnostics import length_penalty
from rnnlab.diagnostics.cliff import cliff, cliff_edge
from unrolled.sums import ch14_clipping as sums

SEEDS = range(5)


def draw(seed):
    rng = np.random.default_rng(seed)
    return rng.uniform(-6, 6, 7), rng.uniform(-3, 3, 7), float(rng.uniform(-1, 1)), 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_cliff(seed):
    w, b, z0, target = draw(seed)
    loss, _, _ = cliff(w, b, T=6, z0=z0, target=target)
    want = [sums.eq_cliff(*pair, 6, z0, target) for pair in zip(w, b, strict=True)]
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
        slope_w, slope_b = sums.eq_cliff_slope(*pair, 6, z0)
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
    np.testing.assert_allclose(edge, sums.eq_cliff_edge(w, z0), rtol=1e-12, atol=1e-12)


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
    want = sums.eq_clip_norm(before.tolist(), limit)
    np.testing.assert_allclose(grads.flat, want, rtol=1e-12)
    np.testing.assert_allclose(norm, np.linalg.norm(before), rtol=1e-12)


@pytest.mark.parametrize("limit", [0.3, 1.0, 100.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_clip_value(seed, limit):
    grads = gradient(seed)
    want = sums.eq_clip_value(grads.flat.tolist(), limit)
    clip_by_value(grads, limit)
    np.testing.assert_array_equal(grads.flat, want)


def recurrent(seed, g0="tanh", N=1, T=5):
    """A layer after forward, gradients that enter at all its steps, and da<1> .. da<T>."""
    rng = np.random.default_rng(seed)
    layer = RNN(2, 3, rng=rng, g0=g0)
    for value in layer.params.values():
        value[...] = rng.normal(size=value.shape)
    out, _ = layer.forward(rng.normal(size=(T, 2, N)), rng.normal(size=(3, N)))
    dout = rng.normal(size=out.shape)
    slopes = {"tanh": 1 - out**2, "sigmoid": out * (1 - out)}[g0]
    da, d = np.zeros_like(out), 0
    for t in reversed(range(T)):
        da[t] = d + dout[t]
        d = layer.params["W_aa"].T @ (slopes[t] * da[t])
    return layer, dout, slopes, da


def as_lists(seed, g0, N=1):
    layer, dout, slopes, da = recurrent(seed, g0, N)
    W = layer.params["W_aa"].tolist()
    return layer, dout, [(W, slopes[..., k].tolist(), da[..., k].tolist()) for k in range(N)]


@pytest.mark.parametrize("g0", ["tanh", "sigmoid"])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_length_penalty(seed, g0):
    layer, dout, lists = as_lists(seed, g0, N=4)
    omega, _ = length_penalty(layer, dout)
    want = np.mean([sums.eq_length_penalty(*one) for one in lists])
    np.testing.assert_allclose(omega, want, rtol=1e-12)


@pytest.mark.parametrize("g0", ["tanh", "sigmoid"])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_length_penalty_slope(seed, g0):
    layer, dout, lists = as_lists(seed, g0, N=4)
    _, dW_aa = length_penalty(layer, dout)
    want = np.mean([sums.eq_length_penalty_slope(*one) for one in lists], axis=0)
    np.testing.assert_allclose(dW_aa, want, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_length_penalty_slope_is_the_slope_with_da_held_fixed(seed):
    layer, dout, slopes, da = recurrent(seed)
    _, dW_aa = length_penalty(layer, dout)
    for i in range(3):
        for j in range(3):
            sides = []
            for h in (1e-6, -1e-6):
                W = layer.params["W_aa"].copy()
                W[i, j] += h
                sides.append(sums.eq_length_penalty(W, slopes[..., 0], da[..., 0]))
            np.testing.assert_allclose(dW_aa[i, j], (sides[0] - sides[1]) / 2e-6, atol=1e-8)


def test_length_penalty_leaves_padding_out_and_the_layer_alone():
    layer, dout, _, _ = recurrent(7, N=2)
    x, start = layer.kept().x, layer.a[0]
    mask = np.ones((5, 2), bool)
    mask[3:, 1] = False
    layer.forward(x, start, mask)
    layer.zero_grads()
    omega, dW_aa = length_penalty(layer, dout)
    assert not layer.grads.flat.any()
    parts = []  # each example alone and without padding: what enters at padding belongs to step 3
    for k, T in ((0, 5), (1, 3)):
        own = dout[:T, :, k : k + 1].copy()
        own[-1] += dout[T:, :, k : k + 1].sum(axis=0)
        layer.forward(x[:T, :, k : k + 1], start[:, k : k + 1])
        parts.append((T, *length_penalty(layer, own)))
    np.testing.assert_allclose(omega, sum(T * o for T, o, _ in parts) / 8, rtol=1e-12)
    np.testing.assert_allclose(dW_aa, sum(T * dW for T, _, dW in parts) / 8, rtol=1e-10)


def test_length_penalty_without_a_gradient_is_zero():
    layer, dout, _, _ = recurrent(0)
    omega, dW_aa = length_penalty(layer, 0 * dout)
    assert omega == 0 and not dW_aa.any()


def test_length_penalty_refuses_gates_and_wrong_shapes():
    layer, dout, _, _ = recurrent(0)
    with pytest.raises(ValueError, match="dout must have shape"):
        length_penalty(layer, dout[:-1])
    with pytest.raises(TypeError, match="layer must be an RNN, got LSTM"):
        length_penalty(LSTM(2, 3, rng=np.random.default_rng(0)), dout)
    with pytest.raises(RuntimeError, match="call forward"):
        length_penalty(RNN(2, 3, rng=np.random.default_rng(0)), dout)
