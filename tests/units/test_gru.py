"""The GRU in both forms: its gates, and where the two forms agree and differ."""

import numpy as np
import pytest

from rnnlab import GRU
from rnnlab.layers.layer import pieces

T, N, n_x, n_a = 6, 4, 3, 5
RESETS = ["after", "before"]


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def make(rng, reset="after", **how):
    return GRU(n_x, n_a, rng=rng, reset=reset, **how)


def draw(rng):
    return rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def by_hand(layer, x, a):
    """(eq-gru-gates) to (eq-gru-state), a step at a time, each gate with its own product."""
    path = []
    W = {gate: layer.gate("W_aa", gate) for gate in "rzn"}
    for x_t in x:
        p = {g: layer.gate("W_ax", g) @ x_t + layer.gate("b_a", g) for g in "rzn"}
        r, u = sigmoid(W["r"] @ a + p["r"]), sigmoid(W["z"] @ a + p["z"])
        if layer.reset == "after":
            n = np.tanh(p["n"] + r * (W["n"] @ a + layer.params["b_g"]))
        else:
            n = np.tanh(p["n"] + W["n"] @ (r * a))
        a = (1 - u) * n + u * a
        path.append(a)
    return np.stack(path)


@pytest.mark.parametrize("reset", RESETS)
def test_forward_is_the_equations(rng, reset):
    layer, (x, a0) = make(rng, reset), draw(rng)
    out, last = layer.forward(x, a0)
    np.testing.assert_allclose(out, by_hand(layer, x, a0), rtol=1e-13, atol=1e-15)
    np.testing.assert_array_equal(last, layer.a[T])
    np.testing.assert_array_equal(layer.a[0], a0)


def test_parameters_of_both_forms(rng):
    shapes = {"W_ax": (15, n_x), "W_aa": (15, n_a), "b_a": (15, 1)}
    assert {k: v.shape for k, v in make(rng, "before").params.items()} == shapes
    shapes["b_g"] = (n_a, 1)
    assert {k: v.shape for k, v in make(rng).params.items()} == shapes
    assert make(rng).params["b_g"].all()  # drawn like the others


@pytest.mark.parametrize("reset", RESETS)
def test_gates_are_blocks_of_rows_in_pytorch_order(rng, reset):
    layer = make(rng, reset)
    for k, gate in enumerate("rzn"):
        for name in ("W_ax", "W_aa", "b_a"):
            rows = layer.params[name][k * n_a : (k + 1) * n_a]
            np.testing.assert_array_equal(layer.gate(name, gate), rows)
            assert np.shares_memory(layer.gate(name, gate), layer.params.flat)
    with pytest.raises(ValueError, match="gate must be one of r, z, n, got 'u'"):
        layer.gate("W_aa", "u")


def test_only_the_candidate_has_the_second_bias(rng):
    """b_g has no blocks of gates, so there is nothing for gate() to cut."""
    with pytest.raises(ValueError, match="name must be one of W_ax, W_aa, b_a, got 'b_g'"):
        make(rng).gate("b_g", "n")


@pytest.mark.parametrize("reset", RESETS)
def test_an_open_update_gate_keeps_the_state(rng, reset):
    layer, (x, a0) = make(rng, reset), draw(rng)
    layer.gate("b_a", "z")[...] = 50
    out, last = layer.forward(x, a0)
    np.testing.assert_allclose(last, a0, rtol=1e-14)
    d = rng.normal(size=(n_a, N))
    dx, da0 = layer.backward(np.zeros_like(out), d)
    np.testing.assert_allclose(da0, d, rtol=1e-13)  # its gradient arrives unshrunk
    assert np.abs(dx).max() < 1e-15


@pytest.mark.parametrize("reset", RESETS)
def test_closed_gates_leave_the_input_alone(rng, reset):
    """u = 0 and r = 0: the new state is the candidate, which no longer sees the old state."""
    layer, (x, a0) = make(rng, reset), draw(rng)
    layer.gate("b_a", "z")[...] = layer.gate("b_a", "r")[...] = -50
    out, _ = layer.forward(x, a0)
    want = np.tanh(layer.gate("W_ax", "n") @ x + layer.gate("b_a", "n"))
    np.testing.assert_allclose(out, want, rtol=1e-13, atol=1e-15)


def pair(rng):
    """Both forms with the same weights, and no bias inside the reset."""
    after, before = make(rng), make(rng, "before")
    for name in before.params:
        before.params[name] = after.params[name]
    after.params["b_g"] = 0.0
    return after, before


def test_the_forms_agree_while_nothing_is_reset(rng):
    (after, before), (x, a0) = pair(rng), draw(rng)
    for layer in (after, before):
        layer.gate("b_a", "r")[...] = 50
    got, want = before.forward(x, a0)[0], after.forward(x, a0)[0]
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


def test_the_forms_agree_for_a_single_unit_only(rng):
    """A reset that is the same number for all units commutes with the product."""
    (after, before), (x, a0) = pair(rng), draw(rng)
    assert np.abs(before.forward(x, a0)[0] - after.forward(x, a0)[0]).max() > 1e-3
    one = GRU(n_x, 1, rng=rng), GRU(n_x, 1, rng=rng, reset="before")
    for name in one[1].params:
        one[1].params[name] = one[0].params[name]
    one[0].params["b_g"] = 0.0
    got, want = (layer.forward(x, a0[:1])[0] for layer in one)
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("reset", ["Before", "", None, True])
def test_unknown_form(rng, reset):
    with pytest.raises(ValueError, match=f"reset must be 'after' or 'before', got {reset!r}"):
        make(rng, reset)


def test_repr_names_the_form(rng):
    assert repr(make(rng)) == "GRU(n_x=3, n_a=5, reset='after', dtype=float64)"
    small = make(rng, "before", dtype=np.float32)
    assert repr(small) == "GRU(n_x=3, n_a=5, reset='before', dtype=float32)"


@pytest.mark.parametrize("reset", RESETS)
def test_a_masked_step_keeps_the_state(rng, reset):
    layer, mask = make(rng, reset), rng.random((T, N)) < 0.5
    layer.forward(*draw(rng), mask)
    for t in range(T):
        np.testing.assert_array_equal((layer.a[t + 1] == layer.a[t]).all(0), ~mask[t])


@pytest.mark.parametrize("reset", RESETS)
def test_saturated_gates_give_finite_numbers(rng, reset):
    """No overflow for huge inputs; warnings are errors here."""
    layer, (x, a0) = make(rng, reset), draw(rng)
    out, last = layer.forward(1e6 * x, a0)
    for v in (out, last, *layer.backward(np.ones_like(out)), layer.grads.flat):
        assert np.isfinite(v).all()


@pytest.mark.parametrize("T", [109, 110, 161])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("reset", RESETS)
def test_long_sequences_are_cut_without_a_seam(rng, T, masked, reset):
    """backward works in pieces of the time axis; a long sequence must have several of them."""
    layer, N = GRU(n_x, 50, rng=rng, reset=reset), 8
    assert len(pieces(T, 3 * 50 * N, 8)) > 2
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, 50, N))
    mask = rng.random((T, N)) < 0.7 if masked else np.ones((T, N), bool)
    layer.forward(x, None, mask if masked else None)
    dx, da0 = layer.backward(dout)
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
    np.testing.assert_allclose(d, da0, rtol=1e-10, atol=1e-11)
    np.testing.assert_allclose(layer.grads.flat, whole, rtol=1e-10, atol=1e-11)
