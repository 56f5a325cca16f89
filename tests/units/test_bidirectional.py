"""Reading from both ends: two layers, one of them on the reversed sequence."""

import copy

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, SGD, Batch, Bidirectional, Dense, SequenceModel, fit

T, N, n_x, n_fwd, n_bwd = 6, 4, 3, 5, 2


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture
def layer(rng):
    return Bidirectional(LSTM(n_x, n_fwd, rng=rng), GRU(n_x, n_bwd, rng=rng))


def draw(rng):
    """Return x and the states: of the LSTM (a, c), of the GRU a."""
    x = rng.normal(size=(T, n_x, N))
    return x, ((rng.normal(size=(n_fwd, N)), rng.normal(size=(n_fwd, N))),
               rng.normal(size=(n_bwd, N)))  # fmt: skip


def parts(layer):
    """Copies of both directions that belong to nobody."""
    return copy.deepcopy(layer.fwd), copy.deepcopy(layer.bwd)


@pytest.mark.parametrize("masked", [False, True])
def test_it_is_two_layers(layer, rng, masked):
    x, state = draw(rng)
    mask = rng.random((T, N)) < 0.7 if masked else None
    turned = None if mask is None else mask[::-1]
    dout = rng.normal(size=(T, n_fwd + n_bwd, N))
    fwd, bwd = parts(layer)
    out, last = layer.forward(x, state, mask)
    dx, dstate = layer.backward(dout, last)
    up, s_up = fwd.forward(x, state[0], mask)
    down, s_down = bwd.forward(x[::-1].copy(), state[1], turned)
    dx_up, ds_up = fwd.backward(dout[:, :n_fwd].copy(), last[0])
    dx_down, ds_down = bwd.backward(dout[::-1, n_fwd:].copy(), last[1])
    np.testing.assert_array_equal(out[:, :n_fwd], up)
    np.testing.assert_array_equal(out[:, n_fwd:], down[::-1])
    pairs = (last, (s_up, s_down)), (dstate, (ds_up, ds_down))
    for ((got_a, got_c), got_b), ((a, c), b) in pairs:
        for got, want in ((got_a, a), (got_c, c), (got_b, b)):
            np.testing.assert_array_equal(got, want)
    np.testing.assert_allclose(dx, dx_up + dx_down[::-1], rtol=1e-13, atol=1e-15)
    both = np.concatenate([fwd.grads.flat, bwd.grads.flat])
    np.testing.assert_array_equal(layer.grads.flat, both)


def test_where_the_states_stand(layer, rng):
    """The way forward ends at the last step, the way back at the first."""
    x, state = draw(rng)
    out, ((a_fwd, _), a_bwd) = layer.forward(x, state)
    np.testing.assert_array_equal(a_fwd, out[-1, :n_fwd])
    np.testing.assert_array_equal(a_bwd, out[0, n_fwd:])


def test_padding_is_crossed_with_the_initial_state(layer, rng):
    """The way back of a short sequence meets its last real step with the state it was given."""
    x, state = draw(rng)
    lengths = np.array([4, 6, 1, 3])
    out, _ = layer.forward(x, state, np.arange(T)[:, None] < lengths)
    for n, length in enumerate(lengths):
        start = np.broadcast_to(state[1][:, n], (T - length, n_bwd))
        np.testing.assert_array_equal(out[length:, n_fwd:, n], start)


def test_names_and_sizes(layer):
    assert (layer.n_x, layer.n_a) == (n_x, n_fwd + n_bwd)
    assert list(layer.params) == [f"fwd.{k}" for k in ("W_ax", "W_aa", "b_a")] + [
        f"bwd.{k}" for k in ("W_ax", "W_aa", "b_a", "b_g")
    ]
    layer.params["bwd.W_aa"] += 1
    np.testing.assert_array_equal(layer.params["bwd.W_aa"], layer.bwd.params["W_aa"])
    assert not layer.one_directional and layer.fwd.one_directional
    assert repr(layer) == f"Bidirectional({layer.fwd!r}, {layer.bwd!r})"


def test_ids_have_no_gradient(layer, rng):
    out, _ = layer.forward(rng.integers(0, n_x, size=(T, N)))
    assert layer.backward(np.ones_like(out))[0] is None
    assert layer.grads["fwd.W_ax"].any() and layer.grads["bwd.W_ax"].any()


def test_what_does_not_fit_together(rng):
    with pytest.raises(ValueError, match=r"bwd\.n_x must be fwd\.n_x=3, got 2"):
        Bidirectional(RNN(3, 5, rng=rng), RNN(2, 5, rng=rng))
    one, other = RNN(3, 5, rng=rng), RNN(3, 5, rng=rng, dtype=np.float32)
    with pytest.raises(ValueError, match="all parts must have one dtype"):
        Bidirectional(one, other)
    Bidirectional(one, RNN(3, 2, rng=rng))  # the refused call has not taken it


def test_no_carried_state_in_training(layer, rng):
    model = SequenceModel(layer, Dense(layer.n_a, 3, rng=rng))
    x, y = draw(rng)[0], rng.integers(0, 3, size=(T, N))
    before = model.params.flat.copy()
    optimizer = SGD(model.params, lr=0.1)
    with pytest.raises(ValueError, match=r"carry_state=True needs a layer of one direction"):
        fit(model, [Batch(x, y)], optimizer, epochs=1, carry_state=True)
    np.testing.assert_array_equal(model.params.flat, before)
    history = fit(model, [Batch(x, y)], optimizer, epochs=20, progress=False)
    assert history.loss[-1] < history.loss[0]
