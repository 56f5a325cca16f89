"""bptt_in_segments: the gradients of one pass, in the memory of a part of it."""

import tracemalloc

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Bidirectional, Stacked, bptt_in_segments
from rnnlab.diagnostics import relative_error

T, N, n_x, n_a = 23, 4, 3, 5

LAYERS = {
    "RNN": lambda rng: RNN(n_x, n_a, rng=rng),
    "LSTM": lambda rng: LSTM(n_x, n_a, rng=rng),
    "GRU after": lambda rng: GRU(n_x, n_a, rng=rng),
    "GRU before": lambda rng: GRU(n_x, n_a, rng=rng, reset="before"),
    "Stacked": lambda rng: Stacked(LSTM(n_x, 2, rng=rng), GRU(2, n_a, rng=rng)),
}


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def leaves(state):
    return [v for s in state for v in leaves(s)] if isinstance(state, tuple) else [state]


def randomly(state, rng):
    """A state of the same parts, of order 1."""
    if isinstance(state, tuple):
        return tuple(randomly(s, rng) for s in state)
    return rng.normal(size=state.shape)


def head_of(weights):
    """A loss that wants something of every output: the sum of its squares, weighted."""

    def head(out, part):
        return float((weights[part] * out**2).sum()), 2 * weights[part] * out

    return head


def plain(layer, x, head, state, mask):
    out, last = layer.forward(x, state, mask)
    loss, dout = head(out, slice(0, T))
    _, dstate = layer.backward(dout)
    grads = layer.grads.flat.copy()
    layer.zero_grads()
    return loss, last, dstate, grads


@pytest.mark.parametrize("every", [1, 3, None, T, T + 5])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("kind", LAYERS)
def test_the_gradients_of_one_pass(kind, masked, every, rng):
    layer, x = LAYERS[kind](rng), rng.normal(size=(T, n_x, N))
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    state = randomly(layer.forward(x)[1], rng)
    mask = np.arange(T)[:, None] < [23, 7, 20, 0] if masked else None
    head = head_of(rng.normal(size=(T, n_a, N)))
    loss, last, dstate, grads = plain(layer, x, head, state, mask)
    got = bptt_in_segments(layer, x, head, state, mask, every=every)
    assert got[0] == pytest.approx(loss, rel=1e-13)
    for g, w in zip(leaves(got[1]), leaves(last), strict=True):
        np.testing.assert_array_equal(g, w)
    for g, w in zip(leaves(got[2]), leaves(dstate), strict=True):
        assert relative_error(g, w) < 1e-14
    assert relative_error(layer.grads.flat, grads) < 1e-14
    assert grads.any()


@pytest.mark.parametrize("kind", LAYERS)
def test_ids_and_no_state(kind, rng):
    layer, ids = LAYERS[kind](rng), rng.integers(0, n_x, size=(T, N))
    head = head_of(rng.normal(size=(T, n_a, N)))
    loss, _, dstate, grads = plain(layer, ids, head, None, None)
    got = bptt_in_segments(layer, ids, head, every=4)
    assert got[0] == pytest.approx(loss, rel=1e-13)
    assert relative_error(layer.grads.flat, grads) < 1e-14
    for g, w in zip(leaves(got[2]), leaves(dstate), strict=True):
        assert relative_error(g, w) < 1e-14


def test_gradients_are_added(rng):
    layer, x = LAYERS["LSTM"](rng), rng.normal(size=(T, n_x, N))
    head = head_of(np.ones((T, n_a, N)))
    bptt_in_segments(layer, x, head)
    once = layer.grads.flat.copy()
    bptt_in_segments(layer, x, head)
    np.testing.assert_allclose(layer.grads.flat, 2 * once, rtol=1e-13)


@pytest.mark.parametrize("every", [1, 4, 10, 23])
def test_the_head_sees_each_segment_once(rng, every):
    """From the last to the first, without gap or overlap."""
    layer, x, seen = LAYERS["RNN"](rng), rng.normal(size=(T, n_x, N)), []

    def head(out, part):
        seen.append(part)
        assert out.shape == (len(range(T)[part]), n_a, N)
        return 0.0, np.zeros_like(out)

    bptt_in_segments(layer, x, head, every=every)
    steps = [t for part in reversed(seen) for t in range(T)[part]]
    assert steps == list(range(T))
    assert max(len(range(T)[part]) for part in seen) == every


def test_float32_stays_float32(rng):
    layer = LSTM(n_x, n_a, rng=rng, dtype=np.float32)
    x = rng.normal(size=(T, n_x, N)).astype(np.float32)
    head = head_of(np.ones((T, n_a, N), np.float32))
    _, last, dstate = bptt_in_segments(layer, x, head)
    assert {v.dtype for v in leaves((last, dstate))} == {np.dtype(np.float32)}


def peak(call):
    """Most memory in use during a call, beyond what there was before."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory(rng):
    """T = 600: the states, gates and gradients of about 25 steps instead of 600."""
    steps, n = 600, 32
    layer, ids = LSTM(n_x, n, rng=rng), rng.integers(0, n_x, size=(steps, N))

    def head(out, part):
        return float(out.sum()), np.ones_like(out)

    def whole():
        out, _ = layer.forward(ids)
        layer.backward(head(out, slice(None))[1])

    whole()
    all_at_once = layer.grads.flat.copy()
    layer._cache = None
    needed = peak(whole)
    layer._cache = None
    layer.zero_grads()
    in_segments = peak(lambda: bptt_in_segments(layer, ids, head))
    assert relative_error(layer.grads.flat, all_at_once) < 1e-13
    assert needed > 8 * steps * n * N * 8  # a, c, four gates, tanh c, dout at least
    assert in_segments * 6 <= needed, (needed, in_segments)


def test_one_direction_only(rng):
    both = Bidirectional(RNN(n_x, 2, rng=rng), RNN(n_x, 3, rng=rng))
    x, head = rng.normal(size=(T, n_x, N)), head_of(np.ones((T, n_a, N)))
    for layer in (both, Stacked(both)):
        with pytest.raises(ValueError, match="bptt_in_segments needs a layer of one direction"):
            bptt_in_segments(layer, x, head)
        assert not layer.grads.flat.any()


@pytest.mark.parametrize("every", [0, -3])
def test_segments_without_steps(rng, every):
    layer, x = LAYERS["RNN"](rng), rng.normal(size=(T, n_x, N))
    with pytest.raises(ValueError, match=f"every must be at least 1, got {every}"):
        bptt_in_segments(layer, x, head_of(np.ones((T, n_a, N))), every=every)


def test_wrong_inputs_leave_no_half_gradient(rng):
    layer, x = LAYERS["LSTM"](rng), rng.normal(size=(T, n_x, N))
    head = head_of(np.ones((T, n_a, N)))
    holes = x.copy()
    holes[1, 0, 0] = np.nan
    late = x.copy()
    late[-1, 0, 0] = np.nan
    for wrong, mask, message in [
        (holes, None, "x holds nan"),
        (late, None, "x holds nan"),
        (x[:, :2], None, "x must have shape"),
        (x, np.ones((T - 1, N)), "mask must have shape"),
        (x, np.ones((T + 1, N)), r"mask must have shape \(T=23, N=4\), got \(24, 4\)"),
        (x, np.full((T, N), 2), "mask must hold only 0 and 1"),
    ]:
        with pytest.raises(ValueError, match=message):
            bptt_in_segments(layer, wrong, head, mask=mask, every=4)
        assert not layer.grads.flat.any()
