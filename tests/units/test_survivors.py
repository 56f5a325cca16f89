"""Tests that the mutation trial asked for: each was written because a planted bug survived."""

import math

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Bidirectional, Dense, Parameters, Stacked
from rnnlab.data import pad_sequences
from rnnlab.data.series import mackey_glass
from rnnlab.diagnostics import check_layer
from rnnlab.losses import binary_cross_entropy
from rnnlab.training import bptt_in_segments

T, N, N_X, N_A = 5, 3, 2, 4


def cells(rng):
    return {
        "RNN": RNN(N_X, N_A, rng=rng),
        "LSTM": LSTM(N_X, N_A, rng=rng),
        "GRU after": GRU(N_X, N_A, rng=rng),
        "GRU before": GRU(N_X, N_A, rng=rng, reset="before"),
    }


def arrays(state):
    return state if isinstance(state, tuple) else (state,)


@pytest.mark.parametrize("name", cells(np.random.default_rng(0)))
def test_who_writes_into_the_returned_state_harms_nobody(name):
    rng = np.random.default_rng(1)
    layer = cells(rng)[name]
    x, dout = rng.normal(size=(T, N_X, N)), rng.normal(size=(T, N_A, N))
    out, state = layer.forward(x)
    path, last = layer.a.copy(), out[-1].copy()
    dx, _ = layer.backward(dout)
    for array in arrays(state):
        array[...] = 7
    np.testing.assert_array_equal(layer.a, path)
    np.testing.assert_array_equal(out[-1], last)
    np.testing.assert_array_equal(layer.backward(dout)[0], dx)


@pytest.mark.parametrize("sizes", [(20, 100), (100, 20)])
@pytest.mark.parametrize("make", [RNN, LSTM, GRU, Dense])
def test_weights_fill_the_range_that_the_state_gives(make, sizes):
    """±1/√n_a, whatever comes in or goes out; Dense has the state as its input."""
    if make is Dense:
        n_y, n_a = sizes
        layer = Dense(n_a, n_y, rng=np.random.default_rng(2))
    else:
        _, n_a = sizes
        layer = make(*sizes, rng=np.random.default_rng(2))
    bound = 1 / math.sqrt(n_a)
    drawn = layer.params.flat
    assert -bound <= drawn.min() < -0.98 * bound
    assert 0.98 * bound < drawn.max() <= bound


@pytest.mark.parametrize("where", [0, 1])
def test_a_stack_is_one_directional_only_if_all_its_layers_are(where):
    rng = np.random.default_rng(3)
    both = [Bidirectional(RNN(N_X, 2, rng=rng), RNN(N_X, 2, rng=rng)), RNN(4, 4, rng=rng)]
    layers = both if where == 0 else [RNN(N_X, N_X, rng=rng), both[0]]
    layer = Stacked(*layers)
    assert not layer.one_directional
    with pytest.raises(ValueError, match="one direction"):
        bptt_in_segments(layer, np.zeros((T, N_X, N)), lambda out, part: (0.0, out))
    assert Stacked(RNN(N_X, N_A, rng=rng), RNN(N_A, 3, rng=rng)).one_directional


def test_the_mask_follows_a_long_sequence_through_its_pieces():
    """N and n_a are large enough for backward to cut the time axis; short chunks stay whole."""
    rng = np.random.default_rng(4)
    n_a, many, steps, chunk = 64, 32, 77, 7
    layer = RNN(N_X, n_a, rng=rng)
    x, dout = rng.normal(size=(steps, N_X, many)), rng.normal(size=(steps, n_a, many))
    mask = rng.random((steps, many)) < 0.7
    layer.forward(x, mask=mask)
    dx, dstate = layer.backward(dout)
    whole = layer.grads.flat.copy()
    layer.zero_grads()
    parts = [slice(t, t + chunk) for t in range(0, steps, chunk)]
    starts = [None]
    for part in parts:
        starts.append(layer.forward(x[part], starts[-1], mask[part])[1])
    want, ds = [], None
    for part, start in zip(parts[::-1], starts[-2::-1], strict=True):
        layer.forward(x[part], start, mask[part])
        dx_part, ds = layer.backward(dout[part], ds)
        want.append(dx_part)
    np.testing.assert_allclose(dx, np.concatenate(want[::-1]), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(dstate, ds, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(whole, layer.grads.flat, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("wrong", [-1.0, -1e-9, 1 + 1e-9])
def test_binary_targets_lie_between_zero_and_one(wrong):
    y = np.zeros((T, 2, N))
    assert binary_cross_entropy(np.zeros_like(y), y)[0] == pytest.approx(2 * math.log(2))
    y[3, 1, 2] = wrong
    with pytest.raises(ValueError, match=r"y must hold targets in \[0, 1\]"):
        binary_cross_entropy(np.zeros_like(y), y)


@pytest.mark.parametrize("name", ["W_aa", "b_a"])
@pytest.mark.parametrize("value", [np.ones((1, 7)), None, np.array(["a"])])
def test_loading_changes_nothing_when_one_array_is_wrong(name, value):
    params = Parameters({"W_aa": (3, 3), "b_a": (3, 1)})
    arrays = {"W_aa": np.ones((3, 3)), "b_a": np.ones((3, 1))} | {name: value}
    if value is None:
        del arrays[name]
    with pytest.raises(ValueError, match=name):
        params.load(arrays)
    assert not params.flat.any()


def test_padding_keeps_decimals_of_any_sequence():
    """pad_sequences took the number type of the first sequence: 0.5 became 0."""
    x, _ = pad_sequences([np.array([1, 2]), np.array([0.5])])
    np.testing.assert_array_equal(x, [[1, 0.5], [2, 0]])


def test_a_check_of_a_layer_with_a_mask_looks_at_that_mask():
    """check_layer compared the masked gradient with an unmasked loss."""
    rng = np.random.default_rng(0)
    layer, x = RNN(3, 4, rng=rng), rng.normal(size=(5, 3, 2))
    mask = np.arange(5)[:, None] < [5, 2]
    assert max(check_layer(layer, x, rng=rng, mask=mask, method="complex").values()) < 1e-12


def test_mackey_glass_takes_the_tenth_power():
    """The ninth passed: nothing compared the series with its equation."""
    x = mackey_glass(400, rng=np.random.default_rng(0), every=1)
    lag = 170  # tau / dt
    old, now = x[: -lag - 1], x[lag:-1]
    want = now + 0.1 * (0.2 * old / (1 + old**10) - 0.1 * now)
    np.testing.assert_allclose(x[lag + 1 :], want, rtol=1e-12)
