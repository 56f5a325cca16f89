"""The LSTM: its gates, its forget bias, the way its cell state remembers."""

import copy

import numpy as np
import pytest

from rnnlab import LSTM
from rnnlab.layers.layer import pieces

T, N, n_x, n_a = 6, 4, 3, 5


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture
def layer(rng):
    return LSTM(n_x, n_a, rng=rng)


def draw(rng):
    """Return x and the states a<0>, c<0>."""
    return rng.normal(size=(T, n_x, N)), (rng.normal(size=(n_a, N)), rng.normal(size=(n_a, N)))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def by_hand(layer, x, state):
    """(eq-lstm-gates) to (eq-lstm-state), a step at a time, each gate with its own product."""
    (a, c), path = state, []
    for x_t in x:
        z = {
            gate: layer.gate("W_aa", gate) @ a + layer.gate("W_ax", gate) @ x_t
            + layer.gate("b_a", gate)
            for gate in "ifgo"
        }  # fmt: skip
        c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["g"])
        a = sigmoid(z["o"]) * np.tanh(c)
        path.append((a, c))
    return [np.stack(v) for v in zip(*path, strict=True)]


def test_forward_is_the_equations(layer, rng):
    x, state = draw(rng)
    a, c = by_hand(layer, x, state)
    out, last = layer.forward(x, state)
    np.testing.assert_allclose(out, a, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(layer.c[1:], c, rtol=1e-13, atol=1e-15)
    np.testing.assert_array_equal(last[0], layer.a[T])
    np.testing.assert_array_equal(last[1], layer.c[T])
    np.testing.assert_array_equal(layer.c[0], state[1])


def test_gates_are_blocks_of_rows_in_pytorch_order(layer):
    for k, gate in enumerate("ifgo"):
        for name in ("W_ax", "W_aa", "b_a"):
            rows = layer.params[name][k * n_a : (k + 1) * n_a]
            np.testing.assert_array_equal(layer.gate(name, gate), rows)
            assert np.shares_memory(layer.gate(name, gate), layer.params.flat)


@pytest.mark.parametrize("gate", ["z", "c", "", "forget", None])
def test_unknown_gate(layer, gate):
    with pytest.raises(ValueError, match=f"gate must be one of i, f, g, o, got {gate!r}"):
        layer.gate("W_aa", gate)


def test_unknown_parameter(layer):
    with pytest.raises(ValueError, match="name must be one of W_ax, W_aa, b_a, got 'W_ya'"):
        layer.gate("W_ya", "i")


def test_an_open_forget_gate_and_a_closed_input_gate_keep_the_cell_state(layer, rng):
    """Through the views: what is written there is what forward reads."""
    layer.gate("b_a", "f")[...] = 50
    layer.gate("b_a", "i")[...] = -50
    x, state = draw(rng)
    _, (a, c) = layer.forward(x, state)
    np.testing.assert_allclose(c, state[1], rtol=1e-14)
    assert (a != state[0]).all()
    dout, only_c = np.zeros((T, n_a, N)), (np.zeros((n_a, N)), rng.normal(size=(n_a, N)))
    dx, (_, dc0) = layer.backward(dout, only_c)
    np.testing.assert_allclose(dc0, only_c[1], rtol=1e-14)  # its gradient arrives unshrunk
    assert np.abs(dx).max() < 1e-15


def test_a_closed_forget_gate_forgets(layer, rng):
    layer.gate("b_a", "f")[...] = -50
    x, (a0, c0) = draw(rng)
    out, _ = layer.forward(x, (a0, c0))
    other, _ = layer.forward(x, (a0, c0 + 3))
    np.testing.assert_allclose(out, other, rtol=1e-13)


def test_a_closed_output_gate_shows_nothing(layer, rng):
    layer.gate("b_a", "o")[...] = -50
    x, state = draw(rng)
    out, (_, c) = layer.forward(x, state)
    assert np.abs(out).max() < 1e-15 < np.abs(c).min()


@pytest.mark.parametrize("forget_bias", [0.0, 1.0, -2.5])
def test_forget_bias_sets_the_rows_of_the_forget_gate_only(forget_bias):
    drawn = LSTM(n_x, n_a, rng=np.random.default_rng(8))
    biased = LSTM(n_x, n_a, rng=np.random.default_rng(8), forget_bias=forget_bias)
    np.testing.assert_array_equal(biased.gate("b_a", "f"), np.full((n_a, 1), forget_bias))
    biased.gate("b_a", "f")[...] = drawn.gate("b_a", "f")
    np.testing.assert_array_equal(biased.params.flat, drawn.params.flat)


def test_forget_bias_is_only_a_start(rng):
    layer = LSTM(n_x, n_a, rng=rng, forget_bias=1, dtype=np.float32)
    assert layer.params.dtype == np.float32
    layer.gate("b_a", "f")[...] = 7
    assert (copy.deepcopy(layer).gate("b_a", "f") == 7).all()
    assert "forget_bias=1" in repr(layer)
    assert repr(LSTM(2, 3, rng=rng)) == "LSTM(n_x=2, n_a=3, dtype=float64)"


def test_a_missing_half_of_the_state_is_zero(layer, rng):
    x, (a0, c0) = draw(rng)
    zeros = np.zeros((n_a, N))
    for given, meant in [((None, c0), (zeros, c0)), ((a0, None), (a0, zeros)),
                         (None, (zeros, zeros))]:  # fmt: skip
        got, want = layer.forward(x, given)[0], layer.forward(x, meant)[0]
        np.testing.assert_array_equal(got, want)
    dout = np.zeros((T, n_a, N))
    layer.forward(x)
    for given, meant in [((None, c0), (zeros, c0)), ((a0, None), (a0, zeros))]:
        got, want = layer.backward(dout, given)[0], layer.backward(dout, meant)[0]
        np.testing.assert_array_equal(got, want)


def test_the_paths_are_read_only_and_kept_by_forward(layer, rng):
    for name in ("a", "c"):
        with pytest.raises(RuntimeError, match=rf"layer\.{name} is kept by forward"):
            getattr(layer, name)
    layer.forward(*draw(rng))
    for path in (layer.a, layer.c):
        assert path.shape == (T + 1, n_a, N)
        with pytest.raises(ValueError, match="read-only"):
            path[0] = 1


def test_a_masked_step_keeps_both_states(layer, rng):
    mask = rng.random((T, N)) < 0.5
    layer.forward(*draw(rng), mask)
    for path in (layer.a, layer.c):
        for t in range(T):
            np.testing.assert_array_equal((path[t + 1] == path[t]).all(0), ~mask[t])


def test_saturated_gates_give_finite_numbers(layer, rng):
    """No overflow for huge inputs; warnings are errors here."""
    x, state = draw(rng)
    out, last = layer.forward(1e6 * x, state)
    dx, dstate = layer.backward(np.ones_like(out))
    for v in (out, *last, dx, *dstate, layer.grads.flat):
        assert np.isfinite(v).all()


@pytest.mark.parametrize("T", [103, 104, 153])
@pytest.mark.parametrize("masked", [False, True])
def test_long_sequences_are_cut_without_a_seam(rng, T, masked):
    """backward works in pieces of the time axis; a long sequence must have several of them."""
    layer, N = LSTM(n_x, 40, rng=rng), 8
    assert len(pieces(T, 4 * 40 * N, 8)) > 2
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, 40, N))
    mask = rng.random((T, N)) < 0.7 if masked else np.ones((T, N), bool)
    layer.forward(x, None, mask if masked else None)
    dx, dstate = layer.backward(dout)
    whole = layer.grads.flat.copy()
    layer.zero_grads()
    starts = [None]
    for t in range(T):
        starts.append(layer.forward(x[t : t + 1], starts[t], mask[t : t + 1])[1])
    d = None
    for t in reversed(range(T)):
        layer.forward(x[t : t + 1], starts[t], mask[t : t + 1])
        dx_t, d = layer.backward(dout[t : t + 1], d)
        np.testing.assert_allclose(dx_t[0], dx[t], rtol=1e-10, atol=1e-13)
    for got, want in [(d[0], dstate[0]), (d[1], dstate[1]), (layer.grads.flat, whole)]:
        np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-11)
