"""The RNN layer: gradients, chunks, steps, number types, copies."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnlab import RNN, Dense, SequenceModel
from rnnlab.diagnostics import check_layer
from rnnlab.functions import ACTIVATIONS, one_hot

T, N, n_x, n_a = 6, 4, 3, 5
BELOW = {"central": 1e-7, "complex": 1e-12}


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def make(rng, g0="tanh", dtype=np.float64, n_x=n_x, n_a=n_a):
    """Make a layer whose weights are of order 1, so that no term of a gradient is small."""
    layer = RNN(n_x, n_a, rng=rng, g0=g0, dtype=dtype)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    return layer


def draw(rng, dtype=np.float64):
    x = rng.normal(size=(T, n_x, N)).astype(dtype)
    return x, rng.normal(size=(n_a, N)).astype(dtype)


def by_hand(layer, x, a0):
    """(eq-rnn-state), one step and one example after the other."""
    W_ax, W_aa, b_a = layer.params.values()
    g0 = {
        "tanh": np.tanh,
        "relu": lambda z: z * (z > 0),
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "identity": lambda z: z,
    }[layer.g0]
    a = np.zeros((len(x) + 1, layer.n_a, x.shape[2]))
    a[0] = a0
    for i in range(x.shape[2]):
        for t in range(1, len(x) + 1):
            a[t, :, i] = g0(W_aa @ a[t - 1, :, i] + W_ax @ x[t - 1, :, i] + b_a[:, 0])
    return a


@pytest.mark.parametrize("g0", ACTIVATIONS)
def test_forward_is_the_equation(rng, g0):
    layer, (x, a0) = make(rng, g0), draw(rng)
    out, state = layer.forward(x, a0)
    a = by_hand(layer, x, a0)
    np.testing.assert_allclose(layer.a, a, rtol=1e-13, atol=1e-15)
    np.testing.assert_array_equal(out, layer.a[1:])
    np.testing.assert_array_equal(state, out[-1])


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("g0", ACTIVATIONS)
@pytest.mark.parametrize("start", [True, False])
def test_gradients(rng, g0, start, method):
    layer, (x, a0) = make(rng, g0), draw(rng)
    layer.forward(x, a0 if start else None)
    if g0 == "relu":
        # Away from the kink, or the central difference would judge a slope that is not there; and
        # both sides of it must occur.
        W_ax, W_aa, b_a = layer.params.values()
        z = W_aa @ layer.a[:-1] + W_ax @ x + b_a
        assert abs(z).min() > 1e-4 and (z > 0).any() and (z < 0).any()
    errors = check_layer(layer, x, rng=rng, state=a0 if start else None, method=method)
    assert list(errors) == ["W_ax", "W_aa", "b_a", "x", "state"]
    assert max(errors.values()) < BELOW[method], errors


@pytest.mark.parametrize("method", BELOW)
def test_gradients_with_ids(rng, method):
    layer, (_, a0) = make(rng), draw(rng)
    ids = rng.integers(0, n_x, size=(T, N))
    errors = check_layer(layer, ids, rng=rng, state=a0, method=method)
    assert "x" not in errors
    assert max(errors.values()) < BELOW[method], errors


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("kind", [np.int64, np.uint8])
def test_ids_are_one_hot_columns(rng, dtype, kind):
    layer, (_, a0) = make(rng, dtype=dtype), draw(rng, dtype)
    ids = rng.integers(0, n_x, size=(T, N)).astype(kind)
    dout = rng.normal(size=(T, n_a, N)).astype(dtype)
    results = []
    for x in (ids, one_hot(ids, n_x, dtype)):
        layer.zero_grads()
        out, state = layer.forward(x, a0)
        dx, da0 = layer.backward(dout)
        results.append([out, state, da0, layer.grads.flat.copy()])
        assert (dx is None) == (x is ids)
    for got, want in zip(*results, strict=True):
        assert got.dtype == want.dtype == dtype
        np.testing.assert_allclose(
            got, want, rtol=20 * np.finfo(dtype).eps, atol=1e-6 if dtype is np.float32 else 1e-14
        )


def test_dstate_adds_to_the_last_step(rng):
    layer, (x, a0) = make(rng), draw(rng)
    dout, dstate = rng.normal(size=(T, n_a, N)), rng.normal(size=(n_a, N))
    layer.forward(x, a0)
    dx, da0 = layer.backward(dout, dstate)
    separate = layer.grads.flat.copy()
    layer.zero_grads()
    dout[-1] += dstate
    dx_2, da0_2 = layer.backward(dout)
    for got, want in [(dx, dx_2), (da0, da0_2), (separate, layer.grads.flat)]:
        np.testing.assert_allclose(got, want, rtol=1e-13, atol=1e-14)


def test_backward_leaves_its_arguments_alone(rng):
    layer, (x, a0) = make(rng), draw(rng)
    dout, dstate = rng.normal(size=(T, n_a, N)), rng.normal(size=(n_a, N))
    before = [v.copy() for v in (x, a0, dout, dstate)]
    layer.forward(x, a0, np.arange(T)[:, None] < [6, 4, 5, 0])
    layer.backward(dout, dstate)
    for now, then in zip((x, a0, dout, dstate), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_gradients_accumulate_until_zeroed(rng):
    layer, (x, a0) = make(rng), draw(rng)
    dout = rng.normal(size=(T, n_a, N))
    layer.forward(x, a0)
    first = layer.backward(dout)
    once = layer.grads.flat.copy()
    second = layer.backward(dout)  # backward does not spoil what forward kept
    for got, want in zip(second, first, strict=True):
        np.testing.assert_array_equal(got, want)
    np.testing.assert_allclose(layer.grads.flat, 2 * once, rtol=1e-14)
    layer.zero_grads()
    assert not layer.grads.flat.any()
    layer.backward(dout)
    np.testing.assert_array_equal(layer.grads.flat, once)


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_chunks_with_carried_state_are_one_pass(rng, cut):
    layer, (x, a0) = make(rng), draw(rng)
    out, last = layer.forward(x, a0)
    first, state = layer.forward(x[:cut], a0)
    second, state = layer.forward(x[cut:], state)
    np.testing.assert_array_equal(np.concatenate([first, second]), out)
    np.testing.assert_array_equal(state, last)


def test_chunks_pass_the_gradient_back_through_the_state(rng):
    layer, (x, a0) = make(rng), draw(rng)
    dout, dstate = rng.normal(size=(T, n_a, N)), rng.normal(size=(n_a, N))
    layer.forward(x, a0)
    dx, da0 = layer.backward(dout, dstate)
    whole = layer.grads.flat.copy()
    layer.zero_grads()
    _, state = layer.forward(x[:4], a0)
    layer.forward(x[4:], state)
    late, d = layer.backward(dout[4:], dstate)
    layer.forward(x[:4], a0)
    early, d = layer.backward(dout[:4], d)
    for got, want in [(np.concatenate([early, late]), dx), (d, da0), (layer.grads.flat, whole)]:
        np.testing.assert_allclose(got, want, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("as_ids", [False, True])
def test_steps_are_one_pass(rng, as_ids):
    layer, (x, state) = make(rng), draw(rng)
    x = rng.integers(0, n_x, size=(T, N)) if as_ids else x
    out, last = layer.forward(x, state)
    for x_t, out_t in zip(x, out, strict=True):
        got, state = layer.step(x_t, state)
        np.testing.assert_array_equal(got, out_t)
        np.testing.assert_array_equal(state, got)
    np.testing.assert_array_equal(state, last)
    with pytest.raises(RuntimeError, match="call forward"):
        layer.backward(np.zeros((1, n_a, N)))


def test_steps_with_one_column(rng):
    """A step of one example is a gemv, a whole sequence of it a gemm: equal to rounding."""
    layer, (x, a0) = make(rng), draw(rng)
    x, state = x[:, :, :1], a0[:, :1]
    out, _ = layer.forward(x, state)
    for x_t, out_t in zip(x, out, strict=True):
        got, state = layer.step(x_t, state)
        np.testing.assert_allclose(got, out_t, rtol=1e-13, atol=1e-15)


def test_single_column_equals_its_column_in_the_batch(rng):
    """One example takes other products (gemv); they must agree with those of a batch."""
    layer, (x, a0) = make(rng), draw(rng)
    dout = rng.normal(size=(T, n_a, N))
    out, state = layer.forward(x, a0)
    dx, da0 = layer.backward(dout)
    whole = layer.grads.flat.copy()
    layer.zero_grads()
    for i in range(N):
        one = slice(i, i + 1)
        out_i, state_i = layer.forward(x[:, :, one], a0[:, one])
        dx_i, da0_i = layer.backward(dout[:, :, one])
        for got, want in [(out_i, out), (state_i, state), (dx_i, dx), (da0_i, da0)]:
            np.testing.assert_allclose(got, want[..., one], rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(layer.grads.flat, whole, rtol=1e-12, atol=1e-13)


@settings(derandomize=True, deadline=None, max_examples=20, database=None)
@given(
    sizes=st.tuples(*[st.integers(1, 4)] * 4),
    g0=st.sampled_from(["tanh", "sigmoid", "identity"]),
    masked=st.booleans(),
    seed=st.integers(0, 2**16),
)
def test_gradients_at_all_sizes(sizes, g0, masked, seed):
    """T = 1, N = 1, n_x = 1 and n_a = 1 too, with any mask."""
    rng, (T, N, n_x, n_a) = np.random.default_rng(seed), sizes
    layer = make(rng, g0, n_x=n_x, n_a=n_a)
    x, a0 = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
    mask = rng.integers(0, 2, size=(T, N)) if masked else None
    errors = check_layer(layer, x, rng=rng, state=a0, mask=mask, method="complex")
    assert max(errors.values()) < 1e-12, errors


@pytest.mark.parametrize("T", [400, 401, 403])
def test_long_sequences_are_cut_without_a_seam(rng, T):
    """backward works in pieces of the time axis; a long sequence must have several of them."""
    from rnnlab.layers.layer import pieces

    layer, n = make(rng, n_a=50), 8
    assert len(pieces(T, 50 * n, 8)) > 2
    x, dout = rng.normal(size=(T, n_x, n)), np.zeros((T, 50, n))
    layer.params["W_aa"] *= 0.5 / np.linalg.norm(layer.params["W_aa"], 2)
    dout[:] = rng.normal(size=dout.shape)
    layer.forward(x)
    dx, _ = layer.backward(dout)
    whole = layer.grads.flat.copy()
    layer.zero_grads()
    d, state, starts = None, None, []
    for t in range(T):
        starts.append(state)
        _, state = layer.forward(x[t : t + 1], state)
    for t in reversed(range(T)):
        layer.forward(x[t : t + 1], starts[t])
        dx_t, d = layer.backward(dout[t : t + 1], d)
        np.testing.assert_allclose(dx_t[0], dx[t], rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(layer.grads.flat, whole, rtol=1e-10, atol=1e-11)


@pytest.mark.parametrize("g0", ACTIVATIONS)
@pytest.mark.parametrize("masked", [False, True])
def test_float32_stays_float32(rng, g0, masked):
    layer, (x, a0) = make(rng, g0, np.float32), draw(rng, np.float32)
    mask = np.arange(T)[:, None] < [6, 4, 5, 0] if masked else None
    dout = rng.normal(size=(T, n_a, N)).astype(np.float32)
    out, state = layer.forward(x, a0, mask)
    dx, da0 = layer.backward(dout, a0)
    assert {v.dtype for v in (out, state, dx, da0, layer.grads.flat)} == {np.dtype(np.float32)}
    exact = copy.deepcopy(layer)
    exact.params.cast(np.float64)
    want, _ = exact.forward(x.astype(float), a0.astype(float), mask)
    np.testing.assert_allclose(out, want, rtol=1e-4, atol=1e-5)


def test_out_is_read_only_and_state_a_copy(rng):
    layer, (x, _) = make(rng), draw(rng)
    out, state = layer.forward(x)
    with pytest.raises(ValueError, match="read-only"):
        out *= 2
    with pytest.raises(ValueError, match="read-only"):
        layer.a[0] = 1
    state += 1
    np.testing.assert_array_equal(layer.a[-1], out[-1])
    assert not np.shares_memory(state, out)


def clones(layer):
    return [copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))]


def test_deep_copies_are_whole_and_separate(rng):
    layer, (x, a0) = make(rng, "sigmoid"), draw(rng)
    want, _ = layer.forward(x, a0)
    for twin in clones(layer):
        np.testing.assert_array_equal(twin.forward(x, a0)[0], want)
        twin.params.flat[...] = 0  # the vector still is the arrays
        assert not twin.params["W_aa"].any() and layer.params["W_aa"].all()
        twin.backward(np.ones((T, n_a, N)))
        assert twin.grads.flat.any() and not layer.grads.flat.any()


def test_a_copy_shares_parameters_but_not_the_last_forward(rng):
    layer, (x, a0) = make(rng), draw(rng)
    layer.forward(x, a0)
    twin = copy.copy(layer)
    twin.forward(x[:2])
    assert twin.params is layer.params
    assert len(layer.a) == T + 1 and len(twin.a) == 3


def test_copies_of_a_layer_in_a_model(rng):
    model = SequenceModel(make(rng), Dense(n_a, 2, rng=rng))
    for twin in clones(model.layer):
        twin.params.flat[...] = 0
        assert model.params["layer.W_aa"].all()


def test_repr_makes_the_layer(rng):
    assert repr(make(rng, "relu", np.float32)) == "RNN(n_x=3, n_a=5, g0='relu', dtype=float32)"
