"""The gradient's length at every lag, and gates that are nearly shut."""

from functools import partial

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Stacked
from rnnlab.diagnostics import (
    gate_saturation,
    gradient_norm_by_lag,
    jacobian_product,
    step_jacobians,
)
from rnnlab.functions import ACTIVATIONS
from rnnlab.initializers import orthogonal
from rnnlab.layers import MinGRU
from rnnlab.layers.layer import split_rows

T, N, n_x, n_a = 6, 4, 3, 5
MASK = np.arange(T)[:, None] < [6, 4, 5, 1]
CELLS = {f"RNN {g0}": partial(RNN, g0=g0) for g0 in ACTIVATIONS} | {"LSTM": LSTM, "GRU": GRU}
CELLS |= {"GRU before": partial(GRU, reset="before"), "MinGRU": MinGRU}
masks = pytest.mark.parametrize("mask", [None, MASK], ids=["full", "masked"])
cells = pytest.mark.parametrize("cell", CELLS)


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def run(rng, cell="RNN tanh", mask=None, dtype=np.float64, ids=False):
    layer = CELLS[cell](n_x, n_a, rng=rng, dtype=dtype)
    x = rng.integers(0, n_x, size=(T, N)) if ids else rng.normal(size=(T, n_x, N)).astype(dtype)
    a, c, d = rng.normal(size=(3, n_a, N)).astype(dtype)
    layer.forward(x, (a, c) if cell == "LSTM" else a, mask)
    return layer, x, d


@masks
@cells
@pytest.mark.parametrize("ids", [False, True], ids=["x", "ids"])
def test_products_of_jacobians(rng, cell, mask, ids):
    layer, _, d = run(rng, cell, mask, ids=ids)
    lengths, J = gradient_norm_by_lag(layer, d), step_jacobians(layer)
    assert lengths.shape == (T + 1, N)
    whole = np.concatenate([d, np.zeros_like(d)]) if cell == "LSTM" else d
    for k in range(T + 1):
        at_lag = np.einsum("nij,in->jn", jacobian_product(J, T - k, T), whole)
        np.testing.assert_allclose(lengths[k], np.linalg.norm(at_lag, axis=0), rtol=1e-12)


@masks
@cells
def test_backward_from_every_time(rng, cell, mask):
    """The gradient at time t is the initial state's gradient of the steps after t."""
    layer, x, d = run(rng, cell, mask)
    lengths = {part: gradient_norm_by_lag(layer, d, part=part) for part in (None, "a")}
    a = layer.a.copy()
    if cell == "LSTM":
        lengths["c"], c = gradient_norm_by_lag(layer, d, part="c"), layer.c.copy()
    for t in range(T):
        start = (a[t], c[t]) if cell == "LSTM" else a[t]
        layer.forward(x[t:], start, None if mask is None else mask[t:])
        _, d_t = layer.backward(np.zeros((T - t, n_a, N)), (d, 0 * d) if cell == "LSTM" else d)
        parts = dict(zip("ac", d_t if cell == "LSTM" else (d_t,), strict=False))
        parts[None] = np.concatenate(list(parts.values()))
        for part, gradient in parts.items():
            want = np.linalg.norm(gradient, axis=0)
            np.testing.assert_allclose(lengths[part][T - t], want, rtol=1e-12)


def test_the_parts_of_an_lstm(rng):
    layer, _, d = run(rng, "LSTM")
    whole, a, c = (gradient_norm_by_lag(layer, d, part=part) for part in (None, "a", "c"))
    np.testing.assert_allclose(whole**2, a**2 + c**2, rtol=1e-12)
    np.testing.assert_array_equal(c[0], 0)
    assert (c[1:] > 0).all()


def test_padding_keeps_the_length(rng):
    layer, _, d = run(rng, mask=MASK)
    lengths = gradient_norm_by_lag(layer, d)
    np.testing.assert_array_equal(lengths[:6, 3], lengths[0, 3])  # one real step, then padding
    assert lengths[6, 3] != lengths[5, 3]
    np.testing.assert_array_equal(lengths[:3, 1], lengths[0, 1])
    assert lengths[3, 1] != lengths[2, 1]


def test_an_orthogonal_linear_layer_keeps_the_length(rng):
    layer = RNN(n_x, n_a, rng=rng, g0="identity")
    layer.params["W_aa"] = 0.9 * orthogonal((n_a, n_a), rng=rng)
    layer.forward(rng.normal(size=(40, n_x, N)))
    d = rng.normal(size=(n_a, N))
    lengths = gradient_norm_by_lag(layer, d)
    want = np.linalg.norm(d, axis=0) * 0.9 ** np.arange(41)[:, None]
    np.testing.assert_allclose(lengths, want, rtol=1e-12)


def test_open_forget_gates_keep_the_gradient_of_c(rng):
    layer = LSTM(n_x, n_a, rng=rng, forget_bias=30.0)
    layer.params["W_aa"][...] = 0  # nothing but the direct way from c to c
    layer.forward(rng.normal(size=(20, n_x, N)))
    lengths = gradient_norm_by_lag(layer, rng.normal(size=(n_a, N)), part="c")
    np.testing.assert_allclose(lengths[1:], lengths[[1] * 20], rtol=1e-10)


@cells
def test_nothing_is_touched(rng, cell):
    layer, _, d = run(rng, cell)
    before = layer.a.copy(), d.copy(), layer.params.flat.copy()
    gradient_norm_by_lag(layer, d)
    for now, then in zip((layer.a, d, layer.params.flat), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert not layer.grads.flat.any()


@cells
def test_float32_stays(rng, cell):
    layer, _, d = run(rng, cell, dtype=np.float32)
    assert gradient_norm_by_lag(layer, d).dtype == np.float32


# -- gates ----------------------------------------------------------------------------------------


@masks
@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("RNN tanh", {"a": (-1, 1)}),
        ("RNN sigmoid", {"a": (0, 1)}),
        ("LSTM", {"i": (0, 1), "f": (0, 1), "g": (-1, 1), "o": (0, 1)}),
        ("GRU", {"r": (0, 1), "z": (0, 1), "n": (-1, 1)}),
        ("GRU before", {"r": (0, 1), "z": (0, 1), "n": (-1, 1)}),
        ("MinGRU", {"z": (0, 1)}),  # its n is not squashed
    ],
)
def test_gates_near_their_ends_are_counted(rng, cell, ends, mask):
    layer = CELLS[cell](n_x, n_a, rng=rng)
    layer.params.flat[...] = 2 * rng.normal(size=layer.params.flat.size)
    layer.forward(rng.normal(size=(T, n_x, N)), mask=mask)
    got = gate_saturation(layer, margin=0.1)
    assert list(got) == list(ends)
    values = [layer.a[1:]] if "RNN" in cell else split_rows(layer.kept().gates, len(layer.gates))
    for (gate, (low, high)), value in zip(ends.items(), values[: len(ends)], strict=True):
        for t in range(T):
            real = value[t] if mask is None else value[t][:, mask[t]]
            want = np.mean(np.minimum(abs(real - low), abs(real - high)) <= 0.1)
            np.testing.assert_allclose(got[gate][t], want, rtol=1e-14)
        assert 0 < got[gate].mean() < 1


def test_gates_of_known_biases(rng):
    layer = GRU(n_x, n_a, rng=rng)
    layer.params.flat[...] = 0
    for gate, bias in {"r": 5.0, "z": -5.0, "n": -1.0}.items():
        layer.gate("b_a", gate)[...] = bias
    layer.forward(np.zeros((2, n_x, N)))
    assert {k: v.tolist() for k, v in gate_saturation(layer).items()} == {
        "r": [1, 1],
        "z": [1, 1],
        "n": [0, 0],
    }
    assert gate_saturation(layer, margin=0.3)["n"].tolist() == [1, 1]  # tanh(1) = 0.76


def test_a_step_of_padding_only_has_no_share(rng):
    layer, *_ = run(rng, "LSTM", np.arange(T)[:, None] < [4, 3, 1, 2])
    shares = gate_saturation(layer)["f"]
    np.testing.assert_array_equal(np.isnan(shares), [False] * 4 + [True] * 2)


# -- refused --------------------------------------------------------------------------------------


def test_refused(rng):
    layer, _, d = run(rng)
    with pytest.raises(ValueError, match=r"dout_last must have shape \(n_a=5, N=4\), got \(4, 5\)"):
        gradient_norm_by_lag(layer, d.T)
    with pytest.raises(TypeError, match="dout_last is float32"):
        gradient_norm_by_lag(layer, d.astype(np.float32))
    with pytest.raises(ValueError, match="part must be one of a or None, got 'c'"):
        gradient_norm_by_lag(layer, d, part="c")
    with pytest.raises(ValueError, match=r"margin must be in \(0, 0.5\), got 0.5"):
        gate_saturation(layer, margin=0.5)
    relu, *_ = run(rng, "RNN relu")
    with pytest.raises(ValueError, match="g0='relu' has no ends"):
        gate_saturation(relu)


@pytest.mark.parametrize(
    "call",
    [
        lambda layer: gradient_norm_by_lag(layer, np.zeros((n_a, N))),
        gate_saturation,
        step_jacobians,
    ],
)
def test_needs_a_cell_and_a_forward(rng, call):
    for cell in CELLS.values():
        with pytest.raises(RuntimeError, match="call forward"):
            call(cell(n_x, n_a, rng=rng))
    with pytest.raises(TypeError, match=r"layer must be one cell .* got Stacked"):
        call(Stacked(RNN(n_x, n_a, rng=rng)))
