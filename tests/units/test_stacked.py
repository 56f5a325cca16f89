"""Layers on top of each other."""

import copy

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Bidirectional, Stacked

T, N, n_x = 6, 4, 3


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture
def layer(rng):
    return Stacked(GRU(n_x, 5, rng=rng), LSTM(5, 2, rng=rng), RNN(2, 7, rng=rng))


def draw(rng):
    x = rng.normal(size=(T, n_x, N))
    a, c, b, d = (rng.normal(size=(n, N)) for n in (2, 2, 5, 7))
    return x, (b, (a, c), d)


@pytest.mark.parametrize("masked", [False, True])
def test_it_is_its_layers_one_after_the_other(layer, rng, masked):
    x, state = draw(rng)
    mask = rng.random((T, N)) < 0.7 if masked else None
    dout = rng.normal(size=(T, 7, N))
    apart = [copy.deepcopy(part) for part in layer.layers]
    out, last = layer.forward(x, state, mask)
    dx, dstate = layer.backward(dout, last)
    v, ends = x, []
    for part, s in zip(apart, state, strict=True):
        v, end = part.forward(v, s, mask)
        ends.append(end)
    np.testing.assert_array_equal(out, v)
    d, dstarts = dout, []
    for part, end in zip(reversed(apart), reversed(ends), strict=True):
        d, dstart = part.backward(d, end)
        dstarts.insert(0, dstart)
    np.testing.assert_array_equal(dx, d)
    flat = [last[0], *last[1], last[2]], [ends[0], *ends[1], ends[2]]
    flat_d = [dstate[0], *dstate[1], dstate[2]], [dstarts[0], *dstarts[1], dstarts[2]]
    for got, want in (*zip(*flat, strict=True), *zip(*flat_d, strict=True)):
        np.testing.assert_array_equal(got, want)
    together = np.concatenate([part.grads.flat for part in apart])
    np.testing.assert_array_equal(layer.grads.flat, together)


def test_split_weights_are_joined_weights(rng):
    """A layer that reads two things at once has W_ax = [one, other], as two products would."""
    below = Bidirectional(RNN(n_x, 5, rng=rng), RNN(n_x, 2, rng=rng))
    layer = Stacked(below, RNN(7, 3, rng=rng))
    x = rng.normal(size=(T, n_x, N))
    out, _ = layer.forward(x)
    both, _ = copy.deepcopy(below).forward(x)
    W_ax, W_aa, b_a = layer.layers[1].params.values()
    a = np.zeros((3, N))
    for t in range(T):
        a = np.tanh(W_aa @ a + W_ax[:, :5] @ both[t, :5] + W_ax[:, 5:] @ both[t, 5:] + b_a)
        assert np.linalg.norm(out[t] - a) / np.linalg.norm(a) < 1e-14


def test_names_and_sizes(layer):
    assert (layer.n_x, layer.n_a) == (n_x, 7)
    assert [name.split(".")[0] for name in layer.params] == ["l0"] * 4 + ["l1"] * 3 + ["l2"] * 3
    layer.layers[1].gate("b_a", "f")[...] = 9
    assert (layer.params["l1.b_a"] == 9).sum() == 2
    assert layer.one_directional
    assert repr(layer) == f"Stacked({', '.join(map(repr, layer.layers))})"


def test_direction_of_a_stack(rng):
    up = Stacked(RNN(n_x, 2, rng=rng), RNN(2, 4, rng=rng))
    assert up.one_directional
    assert not Stacked(up, Bidirectional(RNN(4, 2, rng=rng), RNN(4, 2, rng=rng))).one_directional


def test_a_stack_of_one_is_its_layer(rng):
    alone = LSTM(n_x, 5, rng=rng)
    layer, x = Stacked(copy.deepcopy(alone)), rng.normal(size=(T, n_x, N))
    out, (end,) = layer.forward(x)
    want, want_end = alone.forward(x)
    np.testing.assert_array_equal(out, want)
    np.testing.assert_array_equal(end, want_end)


def test_a_stack_of_stacks_is_one_stack(rng, layer):
    one, two, three = (copy.deepcopy(part) for part in layer.layers)
    nested = Stacked(Stacked(one, two), three)
    x, (b, ac, d) = draw(rng)
    got, ((end, _), _) = nested.forward(x, ((b, ac), d))
    want, (want_end, *_) = layer.forward(x, (b, ac, d))
    np.testing.assert_array_equal(got, want)
    np.testing.assert_array_equal(end, want_end)
    np.testing.assert_array_equal(nested.params.flat, layer.params.flat)
    assert next(iter(nested.params)) == "l0.l0.W_ax"


def test_ids_enter_at_the_bottom(layer, rng):
    out, _ = layer.forward(rng.integers(0, n_x, size=(T, N)))
    assert layer.backward(np.ones_like(out))[0] is None
    assert all(layer.grads[name].any() for name in layer.grads)


def test_what_does_not_fit_together(rng):
    with pytest.raises(ValueError, match="at least one layer, got none"):
        Stacked()
    message = "layer 2 must take n_x=5 rows, what layer 1 gives, got n_x=4"
    with pytest.raises(ValueError, match=message):
        Stacked(RNN(3, 2, rng=rng), RNN(2, 5, rng=rng), RNN(4, 2, rng=rng))
    one, other = RNN(3, 5, rng=rng), RNN(5, 2, rng=rng, dtype=np.float32)
    with pytest.raises(ValueError, match="all parts must have one dtype"):
        Stacked(one, other)
    Stacked(one, RNN(5, 2, rng=rng))  # the refused call has not taken it
