"""What every layer promises, asked of every layer and of layers made of layers.

What concerns neither state nor mask is asked of the readout and of the table of vectors, too.
"""

import copy
import pickle
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnlab import (
    GRU,
    LSTM,
    RNN,
    SGD,
    Bidirectional,
    Dense,
    Embedding,
    SequenceModel,
    Stacked,
)
from rnnlab.diagnostics import check_layer
from rnnlab.functions import ACTIVATIONS, one_hot
from rnnlab.layers import MinGRU

T, N, n_x, n_a = 5, 2, 3, 4
BELOW = {"central": 1e-7, "complex": 1e-12}
before = partial(GRU, reset="before")


def bidirectional(n_x, n_a, **how):
    return Bidirectional(LSTM(n_x, 1, **how), GRU(n_x, n_a - 1 or 1, **how))


def stacked(n_x, n_a, **how):
    return Stacked(before(n_x, 2, **how), LSTM(2, 3, **how), RNN(3, n_a, **how))


def stack_of_both(n_x, n_a, **how):
    below = Bidirectional(RNN(n_x, 1, **how), LSTM(n_x, 2, **how))
    return Stacked(below, Bidirectional(before(3, n_a - 1 or 1, **how), GRU(3, 1, **how)))


def both_of_stacks(n_x, n_a, **how):
    up = Stacked(LSTM(n_x, 2, **how), GRU(2, 1, **how))
    return Bidirectional(up, Stacked(RNN(n_x, 2, **how), LSTM(2, n_a - 1 or 1, **how)))


CELLS = {f"RNN {g0}": partial(RNN, g0=g0) for g0 in ACTIVATIONS}
CELLS |= {"LSTM": LSTM, "LSTM forget_bias": partial(LSTM, forget_bias=1.5)}
CELLS |= {"GRU after": GRU, "GRU before": before, "MinGRU": MinGRU}
ONE_WAY = CELLS | {"Stacked": stacked}
TWO_WAY = {"Bidirectional": bidirectional, "Stacked Bidirectional": stack_of_both,
           "Bidirectional Stacked": both_of_stacks}  # fmt: skip
LAYERS = ONE_WAY | TWO_WAY
EVERYTHING = LAYERS | {"Dense": Dense, "Embedding": Embedding}

MASKS = {
    "no mask": None,
    "padded tail": np.arange(T)[:, None] < [5, 2],
    "gaps": np.array([[0, 1], [1, 0], [0, 0], [1, 1], [1, 0]]),
}


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture(params=LAYERS)
def layer(request, rng):
    return make(request.param, rng)


@pytest.fixture(params=EVERYTHING)
def part(request, rng):
    return make(request.param, rng)


@pytest.fixture(params=ONE_WAY)
def one_way(request, rng):
    return make(request.param, rng)


def make(kind, rng, n_x=n_x, n_a=n_a, dtype=np.float64):
    """Make a layer with weights of order 1, so that no term of a gradient is small."""
    layer = EVERYTHING[kind](n_x, n_a, rng=rng, dtype=dtype)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    return layer


def mapped(f, state):
    return tuple(mapped(f, s) for s in state) if isinstance(state, tuple) else f(state)


def leaves(state):
    return [v for s in state for v in leaves(s)] if isinstance(state, tuple) else [state]


def forward(part, *arguments):
    """The outputs and the last state; a part without one has the empty tuple."""
    if isinstance(part, Dense | Embedding):
        return part.forward(arguments[0]), ()
    return part.forward(*arguments)


def backward(part, dout, dstate):
    if isinstance(part, Dense | Embedding):
        return part.backward(dout), ()
    return part.backward(dout, dstate)


def draw(layer, rng, T=T, N=N):
    """Return x, state, dout, dstate for a layer, in its number type."""
    dtype = layer.params.dtype

    def normal(*shape):
        return rng.normal(size=shape).astype(dtype)

    if isinstance(layer, Embedding):
        x = rng.integers(0, layer.n_v, size=(T, N))
    else:
        x = normal(T, layer.n_a if isinstance(layer, Dense) else layer.n_x, N)
    out, last = forward(copy.deepcopy(layer), x)
    state, dstate = (mapped(lambda s: normal(*s.shape), last) for _ in range(2))
    return x, state, normal(*out.shape), dstate


def run(layer, x, state, dout, dstate, mask=None):
    """Everything a layer can give, as a flat list of arrays."""
    layer.zero_grads()
    out, last = forward(layer, x, state, mask)
    dx, dstart = backward(layer, dout, dstate)
    dx = [] if dx is None else [dx]
    return [out, *leaves(last), *dx, *leaves(dstart), layer.grads.flat.copy()]


def column(i, v):
    return v[..., i : i + 1]


def equal(got, want, **tolerance):
    for g, w in zip(got, want, strict=True):
        if tolerance:
            np.testing.assert_allclose(g, w, **tolerance)
        else:
            np.testing.assert_array_equal(g, w)


# -- gradients -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("mask", MASKS)
def test_gradients(layer, rng, mask, method):
    x, state, *_ = draw(layer, rng)
    errors = check_layer(layer, x, rng=rng, state=state, mask=MASKS[mask], method=method)
    starts = len(leaves(state))
    names = ["state"] if starts == 1 else [f"state[{k}]" for k in range(starts)]
    assert list(errors) == [*layer.params, "x", *names]
    assert max(errors.values()) < BELOW[method], errors


def test_gradients_with_ids(layer, rng):
    _, state, *_ = draw(layer, rng)
    ids = rng.integers(0, n_x, size=(T, N))
    errors = check_layer(
        layer, ids, rng=rng, state=state, mask=MASKS["padded tail"], method="complex"
    )
    assert "x" not in errors
    assert max(errors.values()) < BELOW["complex"], errors


def test_gradients_from_zeros(layer, rng):
    """No state given: the gradients of the zeros that stand in for it."""
    x, *_ = draw(layer, rng)
    assert max(check_layer(layer, x, rng=rng, method="complex").values()) < BELOW["complex"]


@settings(derandomize=True, deadline=None, max_examples=40, database=None)
@given(
    kind=st.sampled_from(sorted(set(LAYERS) - {"RNN relu"})),
    sizes=st.tuples(*[st.integers(1, 4)] * 4),
    masked=st.booleans(),
    seed=st.integers(0, 2**16),
)
def test_gradients_at_all_sizes(kind, sizes, masked, seed):
    """T = 1, N = 1, n_x = 1 and n_a = 1 too, with any mask."""
    rng, (T, N, n_x, n_a) = np.random.default_rng(seed), sizes
    layer = make(kind, rng, n_x, n_a)
    x, state, *_ = draw(layer, rng, T, N)
    mask = rng.integers(0, 2, size=(T, N)) if masked else None
    errors = check_layer(layer, x, rng=rng, state=state, mask=mask, method="complex")
    assert max(errors.values()) < BELOW["complex"], errors


def test_backward_twice_gives_the_same_and_gradients_add_up(part, rng):
    x, state, dout, dstate = draw(part, rng)
    forward(part, x, state, MASKS["gaps"])
    first = backward(part, dout, dstate)
    once = part.grads.flat.copy()
    second = backward(part, dout, dstate)
    equal(leaves(second), leaves(first))
    np.testing.assert_allclose(part.grads.flat, 2 * once, rtol=1e-13)
    assert once.any()


def test_backward_after_an_update(part, rng):
    """A new forward with the new weights is all it takes: nothing of the old ones is kept."""
    x, state, dout, dstate = draw(part, rng)
    before = run(part, x, state, dout, dstate)
    SGD(part.params, lr=0.1).step(part.grads)
    got = run(part, x, state, dout, dstate)
    fresh = copy.deepcopy(part)
    fresh.params.flat[...] = part.params.flat
    equal(got, run(fresh, x, state, dout, dstate))
    assert (got[0] != before[0]).any()


def test_dstate_is_a_gradient_of_its_own(layer, rng):
    """backward is linear: dout and dstate together are dout alone plus dstate alone."""
    x, state, dout, dstate = draw(layer, rng)
    zeros = mapped(np.zeros_like, dstate)
    together = run(layer, x, state, dout, dstate)
    alone = run(layer, x, state, dout, None), run(layer, x, state, 0 * dout, dstate)
    after = 1 + len(leaves(state))  # behind out and the last states
    for got, one, two in zip(together[after:], *(a[after:] for a in alone), strict=True):
        np.testing.assert_allclose(got, one + two, rtol=1e-11, atol=1e-12)
    equal(run(layer, x, state, dout, zeros), alone[0])


def test_arguments_stay_as_they_are(part, rng):
    x, state, dout, dstate = draw(part, rng)
    mask = MASKS["padded tail"].copy()
    given = [x, *leaves(state), dout, *leaves(dstate), mask]
    copies = [v.copy() for v in given]
    run(part, x, state, dout, dstate, mask)
    equal(given, copies)


# -- chunks, steps, padding ------------------------------------------------------------------------


@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize("columns", [1, N])
def test_chunks_with_carried_state_are_one_pass(one_way, rng, mask, columns):
    """Bit by bit; a single column, or a scan, adds up in another order: equal to rounding."""
    x, state, *_ = draw(one_way, rng, N=columns)
    mask = None if MASKS[mask] is None else MASKS[mask][:, :columns]
    out, last = one_way.forward(x, state, mask)
    found, start = [], 0
    for stop in (1, 3, T):
        part = slice(start, stop)
        got, state = one_way.forward(x[part], state, None if mask is None else mask[part])
        found, start = [*found, got], stop
    grouped = columns == 1 or isinstance(one_way, MinGRU)
    tolerance = {"rtol": 1e-13, "atol": 1e-15} if grouped else {}
    equal([np.concatenate(found), *leaves(state)], [out, *leaves(last)], **tolerance)


def test_chunks_pass_the_gradient_back_through_the_state(one_way, rng):
    x, state, dout, dstate = draw(one_way, rng)
    *_, whole = want = run(one_way, x, state, dout, dstate)
    one_way.zero_grads()
    _, middle = one_way.forward(x[:3], state)
    one_way.forward(x[3:], middle)
    late, d = one_way.backward(dout[3:], dstate)
    one_way.forward(x[:3], state)
    early, d = one_way.backward(dout[:3], d)
    starts = len(leaves(state))
    got = [np.concatenate([early, late]), *leaves(d), one_way.grads.flat]
    equal(got, [*want[1 + starts : -1], whole], rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("as_ids", [False, True])
def test_steps_are_one_pass(one_way, rng, as_ids):
    x, state, dout, _ = draw(one_way, rng)
    x = rng.integers(0, n_x, size=(T, N)) if as_ids else x
    out, last = one_way.forward(x, state)
    tolerance = {"rtol": 1e-13, "atol": 1e-15} if isinstance(one_way, MinGRU) else {}
    for x_t, out_t in zip(x, out, strict=True):
        got, state = one_way.step(x_t, state)
        equal([got], [out_t], **tolerance)
    equal(leaves(state), leaves(last), **tolerance)
    with pytest.raises(RuntimeError, match="call forward"):
        one_way.backward(dout[:1])


@pytest.mark.parametrize("kind", TWO_WAY)
def test_two_directions_take_no_steps(kind, rng):
    layer = make(kind, rng)
    x, *_ = draw(layer, rng)
    with pytest.raises(RuntimeError, match=r"cannot take single steps.*the end of the sequence"):
        layer.step(x[0])


def test_which_layers_have_one_direction(layer, rng):
    """Whether the first output depends on the last input."""
    x, state, *_ = draw(layer, rng)
    out, _ = layer.forward(x, state)
    x[-1] += 1
    changed, _ = layer.forward(x, state)
    assert layer.one_directional == (out[0] == changed[0]).all()
    assert (out[-1] != changed[-1]).any()


@pytest.mark.parametrize("extra", [1, 3])
def test_more_padding_changes_nothing(layer, rng, extra):
    x, state, dout, dstate = draw(layer, rng)
    mask = MASKS["padded tail"]
    want = run(layer, x, state, dout, dstate, mask)
    longer = [np.concatenate([v, np.ones((extra, *v.shape[1:]), v.dtype)]) for v in (x, dout)]
    longer[1][T:] = 0
    more = np.concatenate([mask, np.zeros((extra, N), bool)])
    got = run(layer, longer[0], state, longer[1], dstate, more)
    got = [g[:T] if g.ndim == 3 else g for g in got]
    equal(got, want, rtol=1e-12, atol=1e-13)


def test_padded_numbers_do_not_matter(layer, rng):
    x, state, dout, dstate = draw(layer, rng)
    mask = MASKS["padded tail"]
    want = run(layer, x, state, dout, dstate, mask)
    other = np.where(mask[:, None], x, 1e6)
    got = run(layer, other, state, dout, dstate, mask)
    # Zeros times 1e6 are still zeros, but no rounding error may creep in either.
    equal(got, want)


def test_a_padded_batch_equals_its_sequences(layer, rng):
    x, state, dout, dstate = draw(layer, rng)
    mask = MASKS["padded tail"]
    dout *= mask[:, None]  # a loss with the same mask: nothing comes from padding
    *want, total = run(layer, x, state, dout, dstate, mask)
    grads = 0
    for i, length in enumerate(mask.sum(0)):
        one = partial(column, i)
        states = mapped(one, state), mapped(one, dstate)
        *got, single = run(layer, one(x[:length]), states[0], one(dout[:length]), states[1])
        grads = grads + single
        alone = [one(v[:length] if v.ndim == 3 else v) for v in want]
        equal(got, alone, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(grads, total, rtol=1e-11, atol=1e-12)


def test_a_column_without_a_valid_step(layer, rng):
    x, state, *_ = draw(layer, rng)
    _, last = layer.forward(x, state, np.stack([np.ones(T), np.zeros(T)], axis=1))
    for end, start in zip(leaves(last), leaves(state), strict=True):
        np.testing.assert_array_equal(end[:, 1], start[:, 1])
        assert (end[:, 0] != start[:, 0]).any()


def test_a_chunk_without_a_valid_step(layer, rng):
    """Everything passes by: the states stay, and what is wanted of them arrives at the start."""
    x, state, dout, dstate = draw(layer, rng)
    nothing = np.zeros((T, N), int)
    out, *_, grads = run(layer, x, state, dout, dstate, nothing)
    _, last = layer.forward(x, state, nothing)
    equal(leaves(last), leaves(state))
    assert (out == out[0]).all() and not grads.any()
    dx, dstart = layer.backward(np.zeros_like(dout), dstate)
    assert not dx.any()
    equal(leaves(dstart), leaves(dstate))


def test_all_true_is_no_mask(layer, rng):
    arrays = draw(layer, rng)
    equal(run(layer, *arrays, np.ones((T, N), bool)), run(layer, *arrays))


def test_shortest_sequence_and_single_example(part, rng):
    x, state, dout, dstate = draw(part, rng)
    whole = run(part, x[:1], state, dout[:1], dstate)
    for i in range(N):
        one = partial(column, i)
        got = run(part, one(x[:1]), mapped(one, state), one(dout[:1]), mapped(one, dstate))
        equal(got[:-1], [one(v) for v in whole[:-1]], rtol=1e-12, atol=1e-13)


# -- inputs and number types -----------------------------------------------------------------------


@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize("kind", EVERYTHING)
def test_float32_stays_float32(kind, mask, rng):
    part = make(kind, rng, dtype=np.float32)
    x, *others = arrays = draw(part, rng)
    results = run(part, *arrays, MASKS[mask])
    assert {v.dtype for v in results} == {np.dtype(np.float32)}
    exact = copy.deepcopy(part)
    exact.params.cast(np.float64)
    exact.grads.cast(np.float64)
    wide = [mapped(lambda v: v.astype(float), v) for v in others]
    want = run(exact, x if x.dtype.kind == "i" else x.astype(float), *wide, MASKS[mask])
    assert {v.dtype for v in want} == {np.dtype(np.float64)}
    equal(results, want, rtol=1e-3, atol=2e-5)


@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize("kind", LAYERS)
def test_float32_stays_float32_with_ids_without_states_and_in_steps(kind, mask, rng):
    layer = make(kind, rng, dtype=np.float32)
    x, state, dout, dstate = draw(layer, rng)
    ids = rng.integers(0, n_x, size=(T, N))
    results = run(layer, ids, state, dout, dstate, MASKS[mask])
    results += run(layer, x, None, dout, None, MASKS[mask])
    if layer.one_directional:
        out_t, state = layer.step(x[0])
        results += [out_t, *leaves(state)]
    assert {v.dtype for v in results} == {np.dtype(np.float32)}


@pytest.mark.parametrize("kind", [np.int64, np.uint8])
def test_ids_are_one_hot_columns(layer, rng, kind):
    _, state, dout, dstate = draw(layer, rng)
    ids = rng.integers(0, n_x, size=(T, N)).astype(kind)
    got = run(layer, ids, state, dout, dstate, MASKS["gaps"])
    want = run(layer, one_hot(ids, n_x, np.float64), state, dout, dstate, MASKS["gaps"])
    del want[1 + len(leaves(state))]  # dx
    equal(got, want, rtol=1e-12, atol=1e-13)


def test_what_forward_returns_is_safe_to_change(part, rng):
    """Either it cannot be changed, or backward does not depend on it."""
    x, state, dout, dstate = arrays = draw(part, rng)
    want = run(part, *arrays)
    part.zero_grads()
    out, last = forward(part, x, state)
    top = getattr(part, "layers", [part])[-1]
    assert out.flags.writeable == isinstance(top, Bidirectional | Dense | Embedding)
    if out.flags.writeable:
        out += 7
    else:
        with pytest.raises(ValueError, match="read-only"):
            out += 7
    for end in leaves(last):
        end += 7
    dx, dstart = backward(part, dout, dstate)
    dx = [] if dx is None else [dx]
    equal([*dx, *leaves(dstart), part.grads.flat], want[1 + len(leaves(last)) :])


# -- copies, files, containers ---------------------------------------------------------------------


def clones(layer):
    return [copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))]


def test_deep_copies_are_whole_and_separate(part, rng):
    x, state, dout, dstate = draw(part, rng)
    want, _ = forward(part, x, state)
    for twin in clones(part):
        assert repr(twin) == repr(part) and list(twin.params) == list(part.params)
        backward(twin, dout, dstate)  # also what forward kept was copied
        assert twin.grads.flat.any() and not part.grads.flat.any()
        np.testing.assert_array_equal(forward(twin, x, state)[0], want)
        for array in twin.params.values():
            array[...] = 0  # the arrays still are windows of the vector
        assert not twin.params.flat.any() and part.params.flat.all()
        assert not np.array_equal(forward(twin, x, state)[0], want)
        np.testing.assert_array_equal(forward(part, x, state)[0], want)


def test_a_copy_shares_the_parameters(part, rng):
    x, state, *_ = draw(part, rng)
    twin = copy.copy(part)
    assert twin.params is part.params and twin.grads is part.grads
    np.testing.assert_array_equal(forward(twin, x, state)[0], forward(part, x, state)[0])


@pytest.mark.parametrize("table", [False, True])
def test_save_and_load_of_a_model(layer, rng, table, tmp_path):
    embedding = Embedding(7, n_x, rng=rng) if table else None
    model = SequenceModel(layer, Dense(layer.n_a, 6, rng=rng), embedding=embedding)
    x, y = rng.normal(size=(T, n_x, N)), rng.integers(0, 6, size=(T, N))
    x = rng.integers(0, 7, size=(T, N)) if table else x
    want, _ = model.loss_and_grads(x, y, None, MASKS["padded tail"])
    model.save(tmp_path / "model.npz")
    again = SequenceModel.load(tmp_path / "model.npz")
    assert repr(again) == repr(model) and list(again.params) == list(model.params)
    assert again.loss_and_grads(x, y, None, MASKS["padded tail"])[0] == want
    np.testing.assert_array_equal(again.grads.flat, model.grads.flat)


def test_repr_makes_the_layer(part):
    kinds = (RNN, LSTM, GRU, MinGRU, Bidirectional, Stacked, Dense, Embedding)
    names = {kind.__name__: kind for kind in kinds} | {"float64": np.float64, "np": np}
    text = repr(part).replace("dtype=", "rng=np.random.default_rng(0), dtype=")
    twin = eval(text, names)
    assert type(twin) is type(part) and repr(twin) == repr(part)
    assert [v.shape for v in twin.params.values()] == [v.shape for v in part.params.values()]


def test_parts_live_in_one_vector(part):
    total = 0
    for params in (part.params, part.grads):
        assert all(np.shares_memory(view, params.flat) for view in params.values())
        total += sum(view.size for view in params.values())
    assert total == 2 * part.params.flat.size
    assert list(part.params) == list(part.grads)


def test_a_layer_belongs_to_one_container(layer, rng):
    other = RNN(layer.n_a, 3, rng=rng)
    Stacked(layer, other)
    for call in (
        lambda: Stacked(layer, RNN(layer.n_a, 3, rng=rng)),
        lambda: Bidirectional(RNN(n_x, 3, rng=rng), layer),
        lambda: SequenceModel(layer, Dense(layer.n_a, 2, rng=rng)),
    ):
        with pytest.raises(ValueError, match=r"already belongs to a model.*copy\.deepcopy"):
            call()
    twin = copy.deepcopy(layer)
    Bidirectional(layer if layer is twin else twin, copy.deepcopy(layer))  # copies are free
    with pytest.raises(ValueError, match="already belongs"):
        Bidirectional(fresh := copy.deepcopy(layer), fresh)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_same_seed_same_layer(kind):
    one, two, other = (EVERYTHING[kind](n_x, n_a, rng=np.random.default_rng(k)) for k in (3, 3, 4))
    np.testing.assert_array_equal(one.params.flat, two.params.flat)
    assert not np.array_equal(one.params.flat, other.params.flat)
    assert not one.grads.flat.any()


# -- what is refused -------------------------------------------------------------------------------


def unchanged(layer, dout, call, error, message):
    """Assert that the call raises, and that all is as before: also what forward kept."""
    twin = copy.deepcopy(layer)
    with pytest.raises(error, match=message):
        call()
    results = []
    for one in (layer, twin):
        before = one.params.flat.copy(), one.grads.flat.copy()
        d = one.backward(dout)
        results.append([*before, *([] if d is None else leaves(d)), one.grads.flat])
    equal(*results)


def spoiled(array, value=np.nan):
    array = array.copy()
    array.flat[-1] = value
    return array


def as_float32(v):
    return v.astype(np.float32)


FORWARD = {
    "rows": (lambda x, s: (x[:, :2],), ValueError, r"x must have shape \(T, n_x=3, N\)"),
    "batch first": (lambda x, s: (x.transpose(2, 0, 1),), ValueError, "time is the first axis"),
    "NaN": (lambda x, s: (spoiled(x),), ValueError, "x holds nan"),
    "float32": (lambda x, s: (as_float32(x),), TypeError, "x is float32"),
    "complex": (lambda x, s: (x + 0j,), TypeError, "x is complex128"),
    "id": (lambda x, s: (np.full((T, N), n_x),), ValueError, r"ids in 0\.\.2, got 3\.\.3"),
    "list": (lambda x, s: (x.tolist(),), TypeError, "x must be a NumPy array"),
    "other batch": (lambda x, s: (x[..., :1], s), ValueError, "state must have shape"),
    "state float32": (lambda x, s: (x, mapped(as_float32, s)), TypeError, "state is float32"),
    "state complex": (lambda x, s: (x, mapped(lambda v: v + 0j, s)), TypeError, "is complex128"),
    "state NaN": (lambda x, s: (x, mapped(spoiled, s)), ValueError, "state holds nan"),
    "mask": (lambda x, s: (x, s, np.ones((N, T))), ValueError, r"mask .* \(T=5, N=2\)"),
    "weights": (lambda x, s: (x, s, np.full((T, N), 0.5)), ValueError, "only 0 and 1"),
}


@pytest.mark.parametrize("case", FORWARD)
def test_forward_refuses_and_changes_nothing(layer, rng, case):
    x, state, dout, _ = arrays = draw(layer, rng)
    run(layer, *arrays)
    build, error, message = FORWARD[case]
    unchanged(layer, dout, lambda: layer.forward(*build(x + 1, state)), error, message)


BACKWARD = {
    "too short": (lambda d, s: (d[1:], s), ValueError, r"dout must have shape \(T=5"),
    "other batch": (lambda d, s: (d[..., :1], s), ValueError, "dout must have shape"),
    "one row more": (lambda d, s: (d[:, [0, *range(d.shape[1])]], s), ValueError, "dout must have"),
    "one row less": (lambda d, s: (d[:, 1:], s), ValueError, "dout must have shape"),
    "float32": (lambda d, s: (as_float32(d), s), TypeError, "dout is float32"),
    "complex": (lambda d, s: (d + 0j, s), TypeError, "dout is complex128"),
    "list": (lambda d, s: (d.tolist(), s), TypeError, "dout must be a NumPy array"),
    "dstate": (lambda d, s: (d, mapped(partial(column, 0), s)), ValueError, "dstate must have"),
    "dstate float32": (lambda d, s: (d, mapped(as_float32, s)), TypeError, "dstate is float32"),
}


@pytest.mark.parametrize("case", BACKWARD)
def test_backward_refuses_and_changes_nothing(layer, rng, case):
    *_, dout, dstate = arrays = draw(layer, rng)
    run(layer, *arrays)
    build, error, message = BACKWARD[case]
    unchanged(layer, dout, lambda: layer.backward(*build(dout, dstate)), error, message)


WITHOUT_STATE = {name: case for name, case in BACKWARD.items() if "dstate" not in name}


@pytest.mark.parametrize("case", WITHOUT_STATE)
@pytest.mark.parametrize("kind", ["Dense", "Embedding"])
def test_readout_and_table_refuse_and_change_nothing(kind, rng, case):
    part = make(kind, rng)
    *_, dout, _ = arrays = draw(part, rng)
    run(part, *arrays)
    build, error, message = WITHOUT_STATE[case]
    message = message.replace("dout", "dz" if kind == "Dense" else "dx")
    unchanged(part, dout, lambda: part.backward(build(dout, ())[0]), error, message)


PARTS = {
    "LSTM": r"\(a, c\)",
    "Stacked": r"\(l0, l1, l2\)",
    "Bidirectional": r"\(fwd, bwd\)",
    "Stacked Bidirectional": r"\(l0, l1\)",
}


@pytest.mark.parametrize("kind", PARTS)
def test_states_of_several_parts(kind, rng):
    layer = make(kind, rng)
    x, state, dout, _ = arrays = draw(layer, rng)
    run(layer, *arrays)
    expected = f"must be the tuple {PARTS[kind]} or None for zeros, got"
    for wrong, got in (
        (leaves(state)[0], "ndarray"),
        (list(state), "list"),
        (state[:1], "1 parts"),
        ((*state, None), f"{len(state) + 1} parts"),
    ):
        forward, backward = (
            partial(layer.forward, x + 1, wrong),
            partial(layer.backward, dout, wrong),
        )
        unchanged(layer, dout, forward, TypeError, f"^state {expected} {got}")
        unchanged(layer, dout, backward, TypeError, f"^dstate {expected} {got}")


def broken(state, at):
    """A state whose first or last array does not fit; the others do."""
    if not isinstance(state, tuple):
        return state[:, :1]
    parts = list(state)
    parts[at] = broken(parts[at], at)
    return tuple(parts)


@pytest.mark.parametrize("at", [0, -1])
@pytest.mark.parametrize("kind", [*TWO_WAY, "Stacked", "LSTM"])
def test_no_part_moves_when_the_state_of_another_does_not_fit(kind, rng, at):
    layer = make(kind, rng)
    x, state, dout, dstate = arrays = draw(layer, rng)
    run(layer, *arrays)
    forward = partial(layer.forward, x + 1, broken(state, at))
    unchanged(layer, dout, forward, ValueError, "^state must have shape")
    backward = partial(layer.backward, dout, broken(dstate, at))
    unchanged(layer, dout, backward, ValueError, "^dstate must have shape")


def test_a_stack_with_two_directions_inside_takes_no_step(rng):
    layer = Stacked(LSTM(n_x, 2, rng=rng), bidirectional(2, n_a, rng=rng))
    x, _, dout, _ = arrays = draw(layer, rng)
    run(layer, *arrays)
    unchanged(layer, dout, lambda: layer.step(x[0]), RuntimeError, "cannot take single steps")


def test_step_refuses_and_changes_nothing(one_way, rng):
    x, state, dout, _ = arrays = draw(one_way, rng)
    run(one_way, *arrays)
    unchanged(one_way, dout, lambda: one_way.step(x[0, :2]), ValueError, "x must have shape")
    wrong = broken(state, -1)
    unchanged(one_way, dout, lambda: one_way.step(x[0], wrong), ValueError, "state must have shape")


def test_backward_before_forward(part):
    with pytest.raises(RuntimeError, match="backward needs what forward kept: call forward"):
        part.backward(np.ones((T, n_a, N)))
    assert not part.grads.flat.any()


@pytest.mark.parametrize("kind", CELLS)
def test_construction_refuses(kind):
    rng = np.random.default_rng(0)
    for sizes, how, error, message in [
        ((0, 4), {}, ValueError, "n_x and n_a must be at least 1, got n_x=0"),
        ((3, -1), {}, ValueError, "got n_x=3, n_a=-1"),
        ((3, 4), {"rng": 0}, TypeError, r"rng must be a numpy\.random\.Generator"),
        ((3, 4), {"dtype": np.float16}, TypeError, "dtype must be float64 or float32, got float16"),
        ((3, 4), {"dtype": complex}, TypeError, "got complex128"),
    ]:
        with pytest.raises(error, match=message):
            CELLS[kind](*sizes, **({"rng": rng} | how))
