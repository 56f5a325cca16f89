"""The scan, its gradient, the minimal GRU that uses it, and causal attention."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnlab import Bidirectional, Dense, SequenceModel, Stacked
from rnnlab.attention import causal_attention
from rnnlab.diagnostics import check_layer, relative_error
from rnnlab.functions import one_hot
from rnnlab.interop import to_torch
from rnnlab.layers import MinGRU, layer_from, parts_list
from rnnlab.scan import linear_scan, linear_scan_backward, scan_cost

T, N, n_x, n_a = 6, 4, 3, 5
BELOW = {"central": 1e-7, "complex": 1e-12}


def loop(f, u, h):
    out = []
    for f_t, u_t in zip(np.broadcast_to(f, u.shape), u, strict=True):
        h = f_t * h + u_t
        out.append(h)
    return np.array(out)


@given(st.integers(1, 70), st.integers(1, 3), st.booleans(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_scan_is_the_loop(length, n, start, seed):
    rng = np.random.default_rng(seed)
    f, u = rng.uniform(-1, 1, (length, n)), rng.normal(size=(length, n))
    h0 = rng.normal(size=n) if start else None
    want = loop(f, u, h0 if start else np.zeros(n))
    assert relative_error(linear_scan(f, u, h0), want) < 1e-12
    assert scan_cost(length)[0] == int(np.ceil(np.log2(length)))


def test_inputs_are_not_changed_and_types_are_kept():
    for dtype in (np.float32, np.float64, np.complex128):
        f, u = np.full((5, 2), 0.5, dtype), np.ones((5, 2), dtype)
        assert linear_scan(f, u).dtype == dtype
        assert (f == 0.5).all() and (u == 1).all()
    assert linear_scan(np.full(2, 0.5j), np.ones((5, 2))).dtype == complex


def test_what_is_kept_may_be_constant():
    u = np.random.default_rng(0).normal(size=(9, 3, 2))
    f = np.array([0.5, -0.9, 1.0])[:, None]
    assert relative_error(linear_scan(f, u), loop(f, u, 0 * u[0])) < 1e-13
    dout = np.ones_like(u)
    full = np.broadcast_to(f, u.shape)
    for one, two in zip(
        linear_scan_backward(f, u, dout), linear_scan_backward(full, u, dout), strict=True
    ):
        np.testing.assert_array_equal(one, two)


def test_scan_survives_what_division_does_not():
    f, u = np.full(3000, 0.5), np.ones(3000)
    assert np.prod(f) == 0
    np.testing.assert_allclose(linear_scan(f, u)[-1], 2)


def test_cost_refuses_no_steps():
    with pytest.raises(ValueError, match="T must be at least 1, got 0"):
        scan_cost(0)


# -- the layer -------------------------------------------------------------------------------------


@pytest.fixture
def rng():
    return np.random.default_rng(24)


def make(rng, **options):
    layer = MinGRU(n_x, n_a, rng=rng, **options)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size)
    return layer


def test_a_seed_gives_the_layer_that_it_gave_with_a_W_aa():
    """Stored results and notebooks began with these numbers."""
    layer = MinGRU(n_x, n_a, rng=(rng := np.random.default_rng(3)))
    again, bound = np.random.default_rng(3), 1 / np.sqrt(n_a)
    drawn = again.uniform(-bound, bound, 2 * n_a * (n_x + n_a + 1))
    np.testing.assert_array_equal(layer.params["W_ax"].ravel(), drawn[: 2 * n_a * n_x])
    np.testing.assert_array_equal(layer.params["b_a"].ravel(), drawn[-2 * n_a :])
    assert rng.random() == again.random() and "W_aa" not in layer.params


MASK = np.arange(T)[:, None] < np.array([3, 6, 1, 4])


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("mask", [None, MASK])
@pytest.mark.parametrize("wrap", [None, Stacked, Bidirectional])
def test_gradients(rng, wrap, mask, method):
    layer = make(rng)
    if wrap is Stacked:
        layer = Stacked(layer, MinGRU(n_a, 2, rng=rng))
    if wrap is Bidirectional:
        layer = Bidirectional(layer, make(rng))
    x = rng.normal(size=(T, n_x, N))
    state = rng.normal(size=(n_a, N)) if wrap is None else None
    errors = check_layer(layer, x, rng=rng, state=state, mask=mask, method=method)
    assert max(errors.values()) < BELOW[method], errors


def test_padding_keeps_the_state(rng):
    layer, x = make(rng), rng.normal(size=(T, n_x, N))
    out, state = layer.forward(x, mask=MASK)
    for n, length in enumerate(MASK.sum(0)):
        alone, last = layer.forward(x[:length, :, n : n + 1])
        np.testing.assert_allclose(out[:length, :, n], alone[:, :, 0], rtol=1e-12)
        np.testing.assert_allclose(out[length - 1 :, :, n], last.T.repeat(T - length + 1, 0))
        np.testing.assert_allclose(state[:, n], last[:, 0], rtol=1e-12)


def test_ids_are_one_hot_columns(rng):
    layer, ids = make(rng), rng.integers(0, n_x, size=(T, N))
    dout = rng.normal(size=(T, n_a, N))
    results = []
    for x in (ids, one_hot(ids, n_x, np.float64)):
        layer.zero_grads()
        out, _ = layer.forward(x)
        layer.backward(dout)
        results.append((np.array(out), layer.grads.flat.copy()))
    for one, two in zip(*results, strict=True):
        np.testing.assert_allclose(one, two, rtol=1e-12, atol=1e-14)


def test_backward_twice_adds_the_same(rng):
    layer = make(rng)
    layer.forward(rng.normal(size=(T, n_x, N)))
    dout = rng.normal(size=(T, n_a, N))
    kept = dout.copy()
    layer.backward(dout, np.ones((n_a, N)))
    once = layer.grads.flat.copy()
    layer.backward(dout, np.ones((n_a, N)))
    np.testing.assert_allclose(layer.grads.flat, 2 * once, rtol=1e-14)
    np.testing.assert_array_equal(dout, kept)


def test_options_copies_and_types(rng):
    layer = MinGRU(n_x, n_a, rng=rng, keep_bias=3)
    assert (layer.gate("b_a", "z") == 3).all() and "W_aa" not in layer.params
    x = rng.normal(size=(T, n_x, N))
    want, _ = layer.forward(x)
    for twin in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
        np.testing.assert_array_equal(twin.forward(x)[0], want)
    again = layer_from(parts_list(Stacked(layer)), rng=rng)
    assert again.layers[0].keep_bias == 3 and "MinGRU(n_x=3, n_a=5" in repr(again.layers[0])
    single = MinGRU(n_x, n_a, rng=rng, dtype=np.float32)
    out, state = single.forward(x.astype(np.float32))
    dx, da0 = single.backward(np.array(out))
    assert {v.dtype for v in (out, state, dx, da0)} == {np.dtype(np.float32)}
    with pytest.raises(TypeError, match="must be an RNN, LSTM or GRU"):
        to_torch(layer)


def test_it_is_a_layer_of_a_model(rng):
    model = SequenceModel(MinGRU(4, 8, rng=rng), Dense(8, 4, rng=rng))
    ids = rng.integers(0, 4, size=(5, 3))
    loss, _ = model.loss_and_grads(ids, ids)
    assert loss > 0 and np.linalg.norm(model.grads.flat) > 0


# -- attention -------------------------------------------------------------------------------------


def test_the_future_has_no_influence(rng):
    q, k = rng.normal(size=(2, T, n_x, N))
    v = rng.normal(size=(T, n_a, N))
    y, weights = causal_attention(q, k, v)
    for t in range(1, T):
        moved = [array.copy() for array in (q, k, v)]
        for array in moved:
            array[t:] += 1
        np.testing.assert_array_equal(causal_attention(*moved)[0][:t], y[:t])
    assert not weights[np.triu_indices(T, 1)].any()
    np.testing.assert_allclose(weights.sum(axis=1), 1)


def test_large_scores_do_not_overflow(rng):
    q = 1e4 * np.ones((T, n_x, N))
    y, _ = causal_attention(q, q, np.ones((T, n_a, N)))
    np.testing.assert_allclose(y, 1)


def test_wrong_shapes(rng):
    q = np.zeros((T, n_x, N))
    with pytest.raises(ValueError, match="k must have shape"):
        causal_attention(q, q[:, :2], q)
    with pytest.raises(ValueError, match="v must have shape"):
        causal_attention(q, q, q[:3])
