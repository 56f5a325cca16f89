"""Step Jacobians against differences, products against backward, growth against eigenvalues."""

import copy
from functools import partial

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Stacked
from rnnlab.diagnostics import (
    growth_per_step,
    jacobian_product,
    linear_steps,
    singular_values,
    spectral_radius,
    step_jacobians,
)
from rnnlab.functions import ACTIVATIONS
from rnnlab.initializers import orthogonal
from rnnlab.layers import MinGRU

T, N, n_x, n_a = 6, 4, 3, 5
MASK = np.array([[1, 0, 1, 1], [0, 1, 0, 1], [1, 1, 1, 1], [0, 0, 1, 1], [1, 0, 1, 0], [0] * 4])


CELLS = {f"RNN {g0}": partial(RNN, g0=g0) for g0 in ACTIVATIONS} | {"LSTM": LSTM, "GRU": GRU}
CELLS |= {"GRU before": partial(GRU, reset="before"), "MinGRU": MinGRU}
cells = pytest.mark.parametrize("cell", CELLS)
masks = pytest.mark.parametrize("mask", [None, MASK], ids=["full", "masked"])


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def state_of(v):
    """Rows of a on top of rows of c are the state (a, c) of an LSTM."""
    return v if len(v) == n_a else (v[:n_a], v[n_a:])


def rows_of(state):
    return np.concatenate(state) if isinstance(state, tuple) else state


def run(rng, cell="RNN tanh", mask=None, ids=False):
    layer = CELLS[cell](n_x, n_a, rng=rng)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    x = rng.integers(0, n_x, size=(T, N)) if ids else rng.normal(size=(T, n_x, N))
    layer.forward(x, state_of(rng.normal(size=(size(cell), N))), mask)
    return layer, x


def size(cell):
    return 2 * n_a if cell == "LSTM" else n_a


def in_complex_numbers(layer):
    """A copy that takes complex states, too."""
    layer = copy.deepcopy(layer)
    layer.params.cast(complex)
    return layer


def by_complex_step(layer, x, mask):
    """Column j of J<t>: the state moved by a tiny imaginary number in row j."""
    path = np.concatenate([layer.a, layer.c], 1) if isinstance(layer, LSTM) else layer.a.copy()
    n, layer = path.shape[1], in_complex_numbers(layer)
    J = np.zeros((T, N, n, n))
    for t in range(T):
        for j in range(n):
            moved = path[t] + 0j
            moved[j] += 1e-30j
            mask_t = None if mask is None else mask[t : t + 1]
            _, state = layer.forward(x[t : t + 1], state_of(moved), mask_t)
            J[t, :, :, j] = rows_of(state).imag.T / 1e-30
    return J


@pytest.mark.parametrize("ids", [False, True], ids=["x", "ids"])
@masks
@cells
def test_step_jacobians(rng, cell, mask, ids):
    layer, x = run(rng, cell, mask, ids)
    J = step_jacobians(layer)
    assert J.shape == (T, N, size(cell), size(cell))
    np.testing.assert_allclose(J, by_complex_step(layer, x, mask), rtol=1e-12, atol=1e-15)
    if mask is not None:
        np.testing.assert_array_equal(J[1, 0], np.eye(size(cell)))


@masks
@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell not in ("GRU before", "MinGRU")])
def test_gain_and_carry_are_the_jacobian(rng, cell, mask):
    """The sum in the docstring, written out for one step and one example."""
    layer, x = run(rng, cell, mask)
    (gain, carry), J = linear_steps(layer), by_complex_step(layer, x, mask)
    P, K = size(cell) // n_a, len(layer.gates)
    assert gain.shape == (T, P, K, n_a, N) and carry.shape == (T, P, P, n_a, N)
    for t, i in ((0, 0), (2, 1), (4, 3)):
        want = np.zeros((P * n_a, P * n_a))
        for p in range(P):
            rows = slice(p * n_a, (p + 1) * n_a)
            for k, gate in enumerate(layer.gates):
                want[rows, :n_a] += np.diag(gain[t, p, k, :, i]) @ layer.gate("W_aa", gate)
            for q in range(P):
                want[rows, q * n_a : (q + 1) * n_a] += np.diag(carry[t, p, q, :, i])
        np.testing.assert_allclose(J[t, i], want, rtol=1e-12, atol=1e-15)


@cells
def test_the_layer_is_not_touched(rng, cell):
    layer, _ = run(rng, cell)
    before = layer.a.copy(), layer.params.flat.copy()
    step_jacobians(layer)
    growth_per_step(layer, np.ones((2, n_x, 1)), rng=rng, warmup=0)
    np.testing.assert_array_equal(layer.a, before[0])
    np.testing.assert_array_equal(layer.params.flat, before[1])
    assert not layer.grads.flat.any()


@cells
def test_float32_stays(rng, cell):
    layer = CELLS[cell](n_x, n_a, rng=rng, dtype=np.float32)
    x = rng.normal(size=(T, n_x, N)).astype(np.float32)
    layer.forward(x, mask=MASK)
    J = step_jacobians(layer)
    assert J.dtype == jacobian_product(J, 0, 3).dtype == np.float32
    growth = growth_per_step(layer, x, rng=np.random.default_rng(3), warmup=0)
    double = CELLS[cell](n_x, n_a, rng=rng)
    double.params.flat[...] = layer.params.flat
    want = growth_per_step(double, x.astype(float), rng=np.random.default_rng(3), warmup=0)
    np.testing.assert_allclose(growth, want, rtol=1e-5)


@masks
@cells
def test_products_are_what_backward_multiplies_by(rng, cell, mask):
    layer, _ = run(rng, cell, mask)
    d = rng.normal(size=(size(cell), N))
    _, d0 = layer.backward(np.zeros((T, n_a, N)), state_of(d))
    product = jacobian_product(step_jacobians(layer), 0, T)
    want = np.einsum("nij,in->jn", product, d)
    np.testing.assert_allclose(rows_of(d0), want, rtol=1e-12, atol=1e-14)


def test_products_have_later_steps_on_the_left(rng):
    J = rng.normal(size=(T, N, n_a, n_a))
    got = jacobian_product(J, 1, 4)
    for i in range(N):
        np.testing.assert_allclose(got[i], J[3, i] @ J[2, i] @ J[1, i], rtol=1e-12, atol=1e-13)
    np.testing.assert_array_equal(jacobian_product(J, 2, 3), J[2])
    nothing = jacobian_product(J, T, T)
    np.testing.assert_array_equal(nothing, np.stack([np.eye(n_a)] * N))
    nothing += 1  # an array of its own, not a view of one identity


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (3, 2), (0, T + 1)])
def test_times_out_of_order(rng, start, stop):
    with pytest.raises(ValueError, match=f"0 <= start <= stop <= T=6, got {start}, {stop}"):
        jacobian_product(np.ones((T, N, n_a, n_a)), start, stop)


@pytest.mark.parametrize("call", [step_jacobians, linear_steps])
def test_refused(rng, call):
    with pytest.raises(RuntimeError, match="call forward"):
        call(LSTM(n_x, n_a, rng=rng))
    with pytest.raises(TypeError, match=r"layer must be one cell .* got Stacked"):
        call(Stacked(LSTM(n_x, n_a, rng=rng)))


def test_two_products_in_a_row_are_no_linear_step(rng):
    layer, _ = run(rng, "GRU before")
    with pytest.raises(TypeError, match=r"reset='before'.* has two products in a row"):
        linear_steps(layer)


def test_spectral_radius_and_singular_values(rng):
    c, s = np.cos(1.0), np.sin(1.0)
    turn = 0.7 * np.array([[c, -s], [s, c]])  # complex eigenvalues
    jordan = np.array([[-1.0, 5.0], [0.0, -1.0]])
    assert spectral_radius(turn) == pytest.approx(0.7)
    assert spectral_radius(jordan) == pytest.approx(1)
    assert type(spectral_radius(turn)) is float
    np.testing.assert_allclose(spectral_radius(np.stack([turn, jordan, turn])), [0.7, 1, 0.7])
    assert singular_values(jordan)[0] == pytest.approx(np.linalg.norm(jordan, 2))
    assert singular_values(jordan)[0] > 5 > 1
    many = singular_values(rng.normal(size=(T, N, n_a, n_a)))
    assert many.shape == (T, N, n_a) and (np.diff(many) <= 0).all()
    np.testing.assert_allclose(singular_values(orthogonal((n_a, n_a), rng=rng)), 1)


def test_growth_of_a_linear_layer_is_the_spectral_radius(rng):
    layer = RNN(n_x, n_a, rng=rng, g0="identity")
    layer.params["W_aa"] = np.diag([1.3, -0.9, 0.5, 0.2, 0.1])
    x = rng.normal(size=(120, n_x, N))
    growth = growth_per_step(layer, x, rng=rng)
    assert growth.shape == (N,)
    np.testing.assert_allclose(growth, 1.3, rtol=1e-6)
    early = growth_per_step(layer, x[:5], rng=rng, warmup=0)
    assert (abs(early - 1.3) > 1e-3).all()  # so the warm-up matters


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell != "RNN relu"])
def test_growth_is_that_of_a_small_change(rng, cell):
    """Two runs that start a little apart: their distance grows as the tangent vector says."""
    layer = CELLS[cell](n_x, n_a, rng=rng)
    if cell not in ("RNN identity", "MinGRU"):
        layer.params["W_aa"] *= 4
    x, start = rng.normal(size=(30, n_x, N)) / 2, rng.normal(size=(size(cell), N)) / 2
    first = np.random.default_rng(3)
    growth = growth_per_step(layer, x, rng=first, warmup=0, state=state_of(start))
    v = np.random.default_rng(3).normal(size=start.shape)
    v *= 1e-30 / np.linalg.norm(v, axis=0)
    _, state = in_complex_numbers(layer).forward(x, state_of(start + 1j * v))
    distance = np.linalg.norm(rows_of(state).imag, axis=0) / 1e-30
    np.testing.assert_allclose(growth, distance ** (1 / 30), rtol=1e-10)


@cells
def test_growth_and_products_of_jacobians(rng, cell):
    """The product of all steps makes v longer by the product of all factors."""
    layer, x = CELLS[cell](n_x, n_a, rng=rng), rng.normal(size=(20, n_x, N))
    growth = growth_per_step(layer, x, rng=np.random.default_rng(3), warmup=0)
    v = np.random.default_rng(3).normal(size=(size(cell), N))
    layer.forward(x)
    product = jacobian_product(step_jacobians(layer), 0, 20)
    moved = np.einsum("nij,jn->in", product, v)
    want = np.linalg.norm(moved, axis=0) / np.linalg.norm(v, axis=0)
    np.testing.assert_allclose(growth**20, want, rtol=1e-10)


def test_growth_of_the_last_steps_only(rng):
    layer = RNN(n_x, n_a, rng=rng)
    x = rng.normal(size=(30, n_x, N))
    whole, late = (
        growth_per_step(layer, x, rng=np.random.default_rng(3), warmup=k) for k in (0, 20)
    )
    first = growth_per_step(layer, x[:20], rng=np.random.default_rng(3), warmup=0)
    np.testing.assert_allclose(whole**30, first**20 * late**10, rtol=1e-10)


def test_growth_of_dead_units_is_zero(rng):
    layer = RNN(n_x, n_a, rng=rng, g0="relu")
    layer.params["b_a"] -= 100
    growth = growth_per_step(layer, np.zeros((9, n_x, N)), rng=rng, warmup=2)
    np.testing.assert_array_equal(growth, np.zeros(N))


@pytest.mark.parametrize("warmup", [-1, 6, 7])
def test_growth_needs_steps_after_the_warmup(rng, warmup):
    layer = RNN(n_x, n_a, rng=rng)
    with pytest.raises(ValueError, match=f"warmup must be at least 0 and below T=6, got {warmup}"):
        growth_per_step(layer, np.ones((T, n_x, N)), rng=rng, warmup=warmup)
    with pytest.raises(TypeError, match="rng must be"):
        growth_per_step(layer, np.ones((T, n_x, N)), rng=1, warmup=0)
    with pytest.raises(TypeError, match="layer must be one cell"):
        growth_per_step(Stacked(layer), np.ones((T, n_x, N)), rng=rng, warmup=0)
