"""Forward in time or backward: the gradients are the same."""

import numpy as np
import pytest

from rnnlab import LSTM, RNN
from rnnlab.diagnostics import relative_error, rtrl_gradients
from rnnlab.functions import ACTIVATIONS

T, N, n_x, n_a = 6, 4, 3, 5
MASK = np.array([[1, 0, 1, 1], [0, 1, 0, 1], [1, 1, 1, 1], [0, 0, 1, 1], [1, 0, 1, 0], [0] * 4])


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def problem(rng, g0="tanh", ids=False, dtype=np.float64):
    layer = RNN(n_x, n_a, rng=rng, g0=g0, dtype=dtype)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    x = rng.integers(0, n_x, size=(T, N)) if ids else rng.normal(size=(T, n_x, N)).astype(dtype)
    dout, a0 = rng.normal(size=(T, n_a, N)).astype(dtype), rng.normal(size=(n_a, N)).astype(dtype)
    return layer, x, dout, a0


def by_backward(layer, x, dout, a0, mask):
    layer.zero_grads()
    layer.forward(x, a0, mask)
    _, da0 = layer.backward(dout)
    return {**layer.grads, "state": da0}


@pytest.mark.parametrize("ids", [False, True], ids=["x", "ids"])
@pytest.mark.parametrize("mask", [None, MASK], ids=["full", "masked"])
@pytest.mark.parametrize("g0", ACTIVATIONS)
def test_the_gradients_of_backward(rng, g0, mask, ids):
    layer, x, dout, a0 = problem(rng, g0, ids)
    got, want = rtrl_gradients(layer, x, dout, a0, mask), by_backward(layer, x, dout, a0, mask)
    assert got.keys() == want.keys()
    for name in want:
        assert np.linalg.norm(want[name]) > 0.1
        assert got[name].shape == want[name].shape
        assert relative_error(got[name], want[name]) < 1e-12


def test_starts_at_zero(rng):
    layer, x, dout, a0 = problem(rng)
    zero = rtrl_gradients(layer, x, dout, np.zeros_like(a0))
    for name, gradient in rtrl_gradients(layer, x, dout).items():
        np.testing.assert_array_equal(gradient, zero[name])


def test_a_gradient_of_the_last_state_is_one_of_the_last_output(rng):
    layer, x, dout, a0 = problem(rng)
    layer.forward(x, a0)
    _, da0 = layer.backward(np.zeros_like(dout), dout[-1])
    dout[:-1] = 0
    np.testing.assert_allclose(rtrl_gradients(layer, x, dout, a0)["state"], da0, rtol=1e-12)


def test_nothing_is_touched(rng):
    layer, x, dout, a0 = problem(rng)
    before = layer.params.flat.copy(), x.copy(), dout.copy(), a0.copy()
    rtrl_gradients(layer, x, dout, a0, MASK)
    after = layer.params.flat, x, dout, a0
    for then, now in zip(before, after, strict=True):
        np.testing.assert_array_equal(now, then)
    assert not layer.grads.flat.any()
    with pytest.raises(RuntimeError, match="call forward"):
        layer.a  # noqa: B018


def test_float32_stays(rng):
    layer, x, dout, a0 = problem(rng, dtype=np.float32)
    want = by_backward(layer, x, dout, a0, MASK)
    for name, gradient in rtrl_gradients(layer, x, dout, a0, MASK).items():
        assert gradient.dtype == np.float32
        assert relative_error(gradient, want[name]) < 1e-5


def test_refused(rng):
    layer, x, dout, a0 = problem(rng)
    with pytest.raises(TypeError, match="must be an RNN, got LSTM"):
        rtrl_gradients(LSTM(n_x, n_a, rng=rng), x, dout)
    with pytest.raises(ValueError, match=r"x must have shape \(T, n_x=3, N\)"):
        rtrl_gradients(layer, x[:, :2], dout)
    with pytest.raises(ValueError, match=r"dout must have shape \(T=6, n_a=5, N=4\)"):
        rtrl_gradients(layer, x, dout[1:])
    with pytest.raises(ValueError, match=r"state must have shape \(n_a=5, N=4\)"):
        rtrl_gradients(layer, x, dout, a0[:2])
    with pytest.raises(ValueError, match="mask must have shape"):
        rtrl_gradients(layer, x, dout, mask=MASK[:, :2])
