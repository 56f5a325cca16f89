"""The judges judge rightly: true gradients pass, every spoiled one is found and named."""

import copy

import numpy as np
import pytest

from rnnlab import RNN, Batch, Dense, Embedding, Parameters, SequenceModel
from rnnlab.diagnostics import (
    central_difference,
    check_layer,
    check_model,
    complex_step,
    directional,
    relative_error,
)

T, N, n_x, n_a, n_y = 6, 4, 3, 5, 2
BELOW = {"central": 1e-7, "complex": 1e-12}


@pytest.fixture
def rng():
    return np.random.default_rng(8)


# --- the two differences ---------------------------------------------------------------------


def cubic(v):
    """Return v -> sum of k v_k^3 / 3, whose slopes are k v_k^2."""
    return (np.arange(1, v.size + 1).reshape(v.shape) * v * v * v).sum() / 3


def test_central_difference_of_a_polynomial(rng):
    v = rng.normal(size=(2, 3))
    before = v.copy()
    slopes = central_difference(lambda: cubic(v), v)
    np.testing.assert_allclose(slopes, np.arange(1, 7).reshape(2, 3) * v * v, rtol=1e-8, atol=1e-8)
    np.testing.assert_array_equal(v, before)
    assert slopes.shape == v.shape


def test_central_difference_has_an_error_of_second_order():
    v = np.array([1.0])
    errors = [central_difference(lambda: v[0] ** 3, v, eps)[0] - 3 for eps in (1e-2, 1e-3)]
    np.testing.assert_allclose(errors, [1e-4, 1e-6], rtol=1e-3)


def test_complex_step_is_exact(rng):
    v = rng.normal(size=(2, 3)) + 0j
    before = v.copy()
    slopes = complex_step(lambda: cubic(np.tanh(v)), v)
    a = np.tanh(before.real)
    want = np.arange(1, 7).reshape(2, 3) * a * a * (1 - a * a)
    np.testing.assert_allclose(slopes, want, rtol=1e-15 * 8)
    np.testing.assert_array_equal(v, before)
    assert slopes.dtype == np.float64


def test_views_of_parameters_are_moved(rng):
    p = Parameters({"W_aa": (2, 2), "b_a": (2, 1)})
    p.flat[...] = rng.normal(size=6)
    got = central_difference(lambda: cubic(p.flat), p["b_a"])
    np.testing.assert_allclose(got[:, 0], [5 * p.flat[4] ** 2, 6 * p.flat[5] ** 2], rtol=1e-8)


@pytest.mark.parametrize(("judge", "dtype"), [(central_difference, float), (complex_step, complex)])
def test_everything_is_put_back_when_f_raises(judge, dtype):
    v = np.ones(3, dtype)

    def f():
        if v[1] != 1:
            raise ZeroDivisionError
        return v.sum()

    with pytest.raises(ZeroDivisionError):
        judge(f, v)
    np.testing.assert_array_equal(v, np.ones(3))


@pytest.mark.parametrize(("judge", "dtype"), [(central_difference, float), (complex_step, complex)])
def test_places_that_cannot_be_moved(judge, dtype):
    frozen = np.ones(2, dtype)
    frozen.flags.writeable = False
    other = complex if dtype is float else float
    for v, got in [
        (frozen, "read-only"),
        (np.ones(2, other), f"got a {np.dtype(other)} array"),
        (np.ones(2, np.float32), "got a float32 array"),
        ([1.0], "got a list"),
    ]:
        with pytest.raises(TypeError, match=f"v must be a writable {np.dtype(dtype)}.*{got}"):
            judge(lambda: 0.0, v)
    with pytest.raises(TypeError, match=r"one number, got an array of shape \(2,\)"):
        judge(lambda: np.ones(2), np.ones(2, dtype))


def test_complex_step_notices_a_lost_imaginary_part():
    v = np.array([-2.0 + 0j])
    with pytest.raises(TypeError, match="drops the imaginary part"):
        complex_step(lambda: abs(v[0]), v)


# --- relative error and random directions ----------------------------------------------------


def test_relative_error():
    v = np.array([3.0, -4.0])
    assert relative_error(v, v) == 0
    assert relative_error(v, -v) == 2
    assert relative_error(v, 2 * v) == relative_error(2 * v, v) == 0.5
    assert relative_error(v * 1e-12, 0 * v) == pytest.approx(5e-4)  # the floor, 1e-8
    assert relative_error(v * 1e-12, 0 * v, floor=1e-30) == 1
    assert np.isnan(relative_error(v, np.array([np.nan, 0])))
    with pytest.raises(ValueError, match=r"same shape, got \(2,\) and \(2, 1\)"):
        relative_error(v, v[:, None])  # would broadcast


def quadratic(rng):
    p = Parameters({"W_aa": (n_a, n_a), "b_a": (n_a, 1)})
    p.flat[...] = rng.normal(size=p.flat.size)
    g = p.zeros_like()
    g.flat[...] = np.cos(p.flat)
    return p, g, lambda: np.sin(p.flat).sum()


def test_directional(rng):
    p, g, f = quadratic(rng)
    before = p.flat.copy()
    assert directional(f, p, g, rng=rng) < 1e-7
    np.testing.assert_array_equal(p.flat, before)
    g["b_a"][3] *= 1.1
    assert directional(f, p, g, rng=rng) > 1e-4


def test_directional_reports_the_worst(rng):
    p, g, f = quadratic(rng)
    g.flat[7] += 0.5
    stream = np.random.default_rng(4)
    singly = [directional(f, p, g, rng=stream, n=1) for _ in range(5)]
    assert max(singly) not in (singly[0], singly[-1])
    assert directional(f, p, g, rng=np.random.default_rng(4), n=5) == max(singly)
    g.flat[7] = np.nan
    assert np.isnan(directional(f, p, g, rng=rng))


def test_directional_refuses(rng):
    p, g, f = quadratic(rng)
    with pytest.raises(TypeError, match="rng must be"):
        directional(f, p, g, rng=0)
    with pytest.raises(ValueError, match="n must be at least 1"):
        directional(f, p, g, rng=rng, n=0)
    with pytest.raises(ValueError, match="grads must have the arrays of params"):
        directional(f, p, Parameters({"W_aa": (n_a, n_a)}), rng=rng)
    p.cast(np.float32)
    with pytest.raises(TypeError, match=r"float64.*got a float32 array"):
        directional(f, p, g, rng=rng)


# --- whole layers ----------------------------------------------------------------------------


class Spoiled(RNN):
    """An RNN whose backward gives one gradient wrong by one part in 10,000."""

    def backward(self, dout, dstate=None):
        dx, da0 = super().backward(dout, dstate)
        if self.wrong in self.grads:
            place = self.grads[self.wrong]
            place[...] += 1e-4 * place
        spoil = {"x": dx, "state": da0}.get(self.wrong)
        if spoil is not None:
            spoil *= 1 + 1e-4
        return dx, da0


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("wrong", ["W_ax", "W_aa", "b_a", "x", "state"])
def test_the_wrong_gradient_is_named(rng, wrong, method):
    layer = Spoiled(n_x, n_a, rng=rng)
    layer.wrong = wrong
    errors = check_layer(layer, rng.normal(size=(T, n_x, N)), rng=rng, method=method)
    assert errors.pop(wrong) == pytest.approx(1e-4, rel=0.01)
    assert max(errors.values()) < BELOW[method]


class TwoStates(RNN):
    """A toy with two states: c<t> = c<t-1>/2 + W_aa a<t-1> + W_ax x<t> + b_a, a<t> = tanh c<t>."""

    factor = 0.5

    def forward(self, x, state=None, mask=None):
        zero = np.zeros((self.n_a, x.shape[2]))
        a, c = (zero, zero) if state is None else state
        W_ax, W_aa, b_a = self.params.values()
        path = []
        for x_t in x:
            path.append((x_t, a))
            c = c / 2 + W_aa @ a + W_ax @ x_t + b_a
            a = np.tanh(c)
            path[-1] += (a,)
        self._path = path
        return np.array([a for *_, a in path]), (a, c)

    def backward(self, dout, dstate):
        (da, dc), dx = dstate, []
        for (x_t, a_prev, a), dout_t in zip(self._path[::-1], dout[::-1], strict=True):
            dz = dc + (da + dout_t) * (1 - a * a)
            self.grads["W_ax"] += dz @ x_t.T
            self.grads["W_aa"] += dz @ a_prev.T
            self.grads["b_a"] += dz.sum(1, keepdims=True)
            dx.insert(0, self.params["W_ax"].T @ dz)
            da, dc = self.params["W_aa"].T @ dz, dz * self.factor
        return np.array(dx), (da, dc)


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("given", [False, True])
def test_states_may_be_tuples(rng, method, given):
    layer, x = TwoStates(n_x, n_a, rng=rng), rng.normal(size=(T, n_x, N))
    state = tuple(rng.normal(size=(2, n_a, N))) if given else None
    errors = check_layer(layer, x, rng=rng, state=state, method=method)
    assert list(errors) == ["W_ax", "W_aa", "b_a", "x", "state[0]", "state[1]"]
    assert max(errors.values()) < BELOW[method]
    layer.factor = 0.51
    errors = check_layer(layer, x, rng=rng, state=state, method=method)
    assert errors["state[1]"] > 1e-3


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_layer_is_not_touched(rng, dtype, method):
    layer = RNN(n_x, n_a, rng=rng, dtype=dtype)
    x, a0 = (rng.normal(size=s).astype(dtype) for s in ((T, n_x, N), (n_a, N)))
    layer.forward(x[:2], a0)
    layer.backward(np.ones((2, n_a, N), dtype))
    arrays = layer.params.flat, layer.grads.flat, layer.a, x, a0
    before = [v.copy() for v in arrays]
    errors = check_layer(layer, x, rng=rng, state=a0, method=method)
    assert max(errors.values()) < BELOW[method]  # float32 is checked in a float64 copy
    now = layer.params.flat, layer.grads.flat, layer.a, x, a0
    for v, then in zip(now, before, strict=True):
        assert v.dtype == then.dtype == dtype
        np.testing.assert_array_equal(v, then)


def test_a_layer_that_belongs_to_a_model(rng):
    model = SequenceModel(RNN(n_x, n_a, rng=rng), Dense(n_a, n_y, rng=rng))
    x = rng.normal(size=(T, n_x, N))
    assert max(check_layer(model.layer, x, rng=rng, method="complex").values()) < 1e-12
    model.params.flat[...] = 0
    assert not model.layer.params["W_aa"].any()


@pytest.mark.parametrize("call", ["layer", "model"])
def test_unknown_method(rng, call):
    layer, x = RNN(n_x, n_a, rng=rng), np.ones((T, n_x, N))
    with pytest.raises(ValueError, match="method must be 'central' or 'complex', got 'forward'"):
        if call == "layer":
            check_layer(layer, x, rng=rng, method="forward")
        else:
            model = SequenceModel(layer, Dense(n_a, n_y, rng=rng))
            check_model(model, Batch(x, np.zeros((T, N), int)), method="forward")


# --- whole models ----------------------------------------------------------------------------


def targets(rng, loss, steps):
    if loss == "softmax_cross_entropy":
        return rng.integers(0, n_y, size=(steps, N))
    return rng.random((steps, n_y, N))


@pytest.mark.parametrize("method", BELOW)
@pytest.mark.parametrize("read", ["every", "last"])
@pytest.mark.parametrize("embedded", [False, True])
@pytest.mark.parametrize("loss", ["softmax_cross_entropy", "binary_cross_entropy", "squared_error"])
def test_models(rng, loss, embedded, read, method):
    table = Embedding(7, n_x, rng=rng) if embedded else None
    layer, head = RNN(n_x, n_a, rng=rng), Dense(n_a, n_y, rng=rng)
    model = SequenceModel(layer, head, loss=loss, read=read, embedding=table)
    x = rng.integers(0, 7, size=(T, N)) if embedded else rng.normal(size=(T, n_x, N))
    mask = np.arange(T)[:, None] < [6, 4, 5, 1]
    batch = Batch(x, targets(rng, loss, T if read == "every" else 1), mask)
    before = copy.deepcopy(model)
    errors = check_model(model, batch, method=method)
    assert list(errors) == list(model.params)
    assert max(errors.values()) < BELOW[method], errors
    np.testing.assert_array_equal(model.params.flat, before.params.flat)
    assert not model.grads.flat.any()


def test_a_wrong_model_is_found(rng):
    layer = Spoiled(n_x, n_a, rng=rng)
    layer.wrong = "W_aa"
    model = SequenceModel(layer, Dense(n_a, n_y, rng=rng))
    batch = Batch(rng.normal(size=(T, n_x, N)), rng.integers(0, n_y, size=(T, N)))
    errors = check_model(model, batch)
    assert errors.pop("layer.W_aa") == pytest.approx(1e-4, rel=0.01)
    assert max(errors.values()) < 1e-7


def test_the_mask_of_the_targets_counts(rng):
    model = SequenceModel(RNN(n_x, n_a, rng=rng), Dense(n_a, n_y, rng=rng))
    x, y = rng.normal(size=(T, n_x, N)), rng.integers(0, n_y, size=(T, N))
    only_last = np.arange(T)[:, None] == np.full(N, T - 1)
    assert max(check_model(model, Batch(x, y, None, only_last)).values()) < 1e-7
    with pytest.raises(ValueError, match="mask has no valid step"):
        check_model(model, Batch(x, y, None, only_last & False))
