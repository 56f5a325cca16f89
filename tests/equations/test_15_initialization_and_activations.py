"""Chapter 15: the package against explicit sums over plain numbers."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import rms_slope
from rnnlab.initializers import glorot, he, orthogonal, scaled_identity
from unrolled.sums import ch15_initialization_and_activations as sums

SEEDS = range(5)


def twins(seed):
    return np.random.default_rng(seed), np.random.default_rng(seed)


@pytest.mark.parametrize("shape", [(4, 7), (7, 4), (5, 5)])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_glorot(seed, shape):
    one, other = twins(seed)
    want = sums.eq_glorot(other.random(shape).tolist())
    np.testing.assert_allclose(glorot(shape, rng=one), want, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("shape", [(4, 7), (7, 4), (5, 5)])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_he(seed, shape):
    one, other = twins(seed)
    want = sums.eq_he(other.normal(size=shape).tolist())
    np.testing.assert_allclose(he(shape, rng=one), want, rtol=1e-12)


@pytest.mark.parametrize("shape", [(6, 6), (7, 3), (3, 7)])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_orthogonal_qr(seed, shape):
    one, other = twins(seed)
    G = other.normal(size=(max(shape), min(shape)))
    want = np.array(sums.eq_orthogonal_qr(G.tolist(), 1.3))
    want = want if shape[0] >= shape[1] else want.T
    np.testing.assert_allclose(orthogonal(shape, rng=one, gain=1.3), want, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 0.9])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_identity_start(seed, scale):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=6)
    W_aa = scaled_identity((6, 6), rng=rng, scale=scale)
    np.testing.assert_allclose(W_aa @ a, sums.eq_identity_start(a.tolist(), scale), rtol=1e-14)


@pytest.mark.parametrize("g0", ["tanh", "relu", "sigmoid", "identity"])
@pytest.mark.parametrize("warmup", [0, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_rms_slope(seed, warmup, g0):
    rng = np.random.default_rng(seed)
    layer = RNN(2, 4, rng=rng, g0=g0)
    x, a = rng.normal(size=(7, 2, 3)), rng.normal(size=(4, 3))
    layer.forward(x, a)
    W_ax, W_aa, b_a = (layer.params[name] for name in ("W_ax", "W_aa", "b_a"))
    z = []
    for t in range(7):
        z.append(W_aa @ layer.a[t] + W_ax @ x[t] + b_a)
    want = sums.eq_rms_slope(np.array(z[warmup:]).reshape(7 - warmup, -1).tolist(), g0)
    np.testing.assert_allclose(rms_slope(layer, warmup=warmup), want, rtol=1e-12)


def test_rms_slope_refuses():
    layer = RNN(2, 3, rng=np.random.default_rng(0))
    with pytest.raises(RuntimeError, match="forward"):
        rms_slope(layer)
    layer.forward(np.zeros((4, 2, 1)))
    with pytest.raises(ValueError, match="below T=4, got 4"):
        rms_slope(layer, warmup=4)
    with pytest.raises(TypeError, match="layer must be an RNN, got int"):
        rms_slope(3)
