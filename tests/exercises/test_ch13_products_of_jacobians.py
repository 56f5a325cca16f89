"""Chapter 13: the numbers are the package's, and every key has a computed reason."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import (
    gradient_norm_by_lag,
    growth_per_step,
    singular_values,
    spectral_radius,
    step_jacobians,
)
from rnnlab.initializers import gaussian, orthogonal
from unrolled.exercises import ch13_products_of_jacobians as ch13

KEYS = ch13.statements.solution

# -- functions and numbers -----------------------------------------------------------------------


def test_scalar_net_is_what_the_package_computes():
    layer = RNN(1, 1, rng=np.random.default_rng(0))
    layer.params["W_aa"], layer.params["W_ax"] = np.array([[1.5]]), np.ones((1, 1))
    layer.params["b_a"] = np.zeros((1, 1))
    a = ch13.STATES
    x = (np.arctanh(a[1:]) - 1.5 * a[:-1]).reshape(3, 1, 1)  # inputs that give these states
    layer.forward(x)
    np.testing.assert_allclose(layer.a[:, 0, 0], a)
    lengths = gradient_norm_by_lag(layer, np.array([[2.0]]))[1:, 0]
    np.testing.assert_allclose(ch13.scalar_net.solution, lengths)


@pytest.mark.parametrize("seed", range(5))
def test_functions_are_the_packages(seed):
    layer, rng = net(seed, n_a=8)
    x = rng.normal(size=(60, 10, 1))
    layer.forward(x)
    J = step_jacobians(layer)
    got = ch13.step_jacobian.solution(layer.a[3], layer.params["W_aa"])
    np.testing.assert_allclose(got, J[2], rtol=1e-12)
    v = np.random.default_rng(1).normal(size=8)  # the first v that growth_per_step draws
    want = growth_per_step(layer, x, rng=np.random.default_rng(1), warmup=5)
    np.testing.assert_allclose(ch13.growth.solution(J[:, 0], v, 5), want[0], rtol=1e-10)


def test_a_fit_of_an_exact_curve_gives_its_factor():
    norms = np.append([9.0, 7.0], 3 * 0.8 ** np.arange(20))
    assert abs(ch13.factor_per_lag.solution(norms, 2) - 0.8) < 1e-12


# -- diagnose and build --------------------------------------------------------------------------


def test_evidence_says_what_the_feedback_says():
    found = ch13.evidence()
    right = found.pop("right")
    spoiled = {k: [n for n in v if abs(v[n] / right[n] - 1) > 1e-9] for k, v in found.items()}
    assert spoiled["B"] == ["8, 1/2 in turn"]
    assert spoiled["C"] == ["rough start"] and spoiled["D"] == ["shear"]
    assert abs(found["A"]["doubling"] - np.exp(2)) < 1e-9
    assert found["E"]["doubling"] > 200 * right["doubling"]
    assert ch13.diagnose.solution == {"A": 5, "B": 7, "C": 7, "D": 4, "E": 6}


@pytest.mark.parametrize("W", [[[0.95, 2], [0, 0.95]], [[0.8, 2, 2], [0, 0.8, 2], [0, 0, 0.8]]])
def test_transient_accepts_more_than_one(W):
    assert ch13.transient.judge(np.array(W))


def test_the_ridge_is_far_above_radius_one():
    """Other networks agree with the nine of the check."""
    middle = np.median(ch13.driven_growth(3.45, scale=4.0, seeds=range(400, 415)))
    assert abs(middle - 1) < 0.06
    assert ch13.ridge.judge(3.3) and ch13.ridge.judge(3.6)
    assert not ch13.ridge.judge(3.0) and not ch13.ridge.judge(4.0)


def last_state(layer, held, c):
    """Run the latch from a cell state over steps without a pulse."""
    state = np.zeros((1, 1)), np.full((1, 1), c)
    return float(layer.forward(np.zeros((held, 2, 1)), state)[0][-1, 0, 0])


def test_the_latch_keeps_its_gradient():
    layer = ch13.latch_layer(ch13.latch.solution)
    near, far = ((last_state(layer, held, 1 + 1e-5) - last_state(layer, held, 1 - 1e-5)) / 2e-5
                 for held in (1, 51))  # fmt: skip
    assert 0.99 < far / near < 1.01


# -- statements: each key has a computed reason --------------------------------------------------


def net(seed, g0="tanh", n_a=60):
    """Return a layer with Gaussian inputs weights and the generator."""
    rng = np.random.default_rng(seed)
    layer = RNN(10, n_a, rng=rng, g0=g0)
    layer.params["W_ax"] = gaussian((n_a, 10), rng=rng)
    layer.params["b_a"] = np.zeros((n_a, 1))
    return layer, rng


def set_radius(layer, rng, radius):
    W = gaussian(layer.params["W_aa"].shape, rng=rng)
    layer.params["W_aa"] = radius * W / spectral_radius(W)


@pytest.mark.parametrize("seed", range(10))
def test_A_radius_above_one_and_yet_vanishing(seed):
    layer, rng = net(seed)
    set_radius(layer, rng, 1.5)
    assert growth_per_step(layer, rng.normal(size=(200, 10, 1)), rng=rng)[0] < 0.95
    assert KEYS["A"] is False


@pytest.mark.parametrize("seed", range(10))
def test_B_and_C_small_singular_value_always_shrinks(seed):
    layer, rng = net(seed)
    layer.params["W_aa"] *= 0.97 / singular_values(layer.params["W_aa"])[0]
    layer.forward(rng.normal(size=(20, 10, 1)))
    assert (singular_values(step_jacobians(layer))[..., 0] <= 0.97 + 1e-12).all()
    assert KEYS["B"] is KEYS["C"] is True


def test_D_powers_can_rise_first():
    W = np.array([[0.9, 5.0], [0.0, 0.9]])
    norms = [singular_values(np.linalg.matrix_power(W, k))[0] for k in range(1, 11)]
    assert spectral_radius(W) < 1
    assert int(np.argmax(norms)) + 1 == 9
    assert 19.3 < max(norms) < 19.4
    assert KEYS["D"] is False


def test_E_radius_one_can_grow():
    W = np.array([[1.0, 1.0], [0.0, 1.0]])
    assert spectral_radius(W) == 1
    assert singular_values(np.linalg.matrix_power(W, 100))[0] > 100
    assert KEYS["E"] is False


@pytest.mark.parametrize("seed", range(10))
def test_F_orthogonal_tanh_shrinks_with_input(seed):
    layer, rng = net(seed)
    layer.params["W_aa"] = orthogonal((60, 60), rng=rng)
    assert growth_per_step(layer, 0.5 * rng.normal(size=(200, 10, 1)), rng=rng)[0] < 0.9
    assert KEYS["F"] is False


@pytest.mark.parametrize("seed", range(10))
def test_G_sigmoid_with_sigma_3(seed):
    layer, rng = net(seed, "sigmoid")
    layer.params["W_aa"] = orthogonal((60, 60), rng=rng, gain=3.0)
    layer.forward(rng.normal(size=(20, 10, 1)))
    assert (singular_values(step_jacobians(layer))[..., 0] <= 0.75).all()
    assert KEYS["G"] is True


def test_H_vanished_gradient_but_a_large_dW_aa():
    layer, rng = net(0)
    layer.params["W_aa"] *= 0.5
    out, _ = layer.forward(rng.normal(size=(60, 10, 1)))
    dout = np.zeros_like(out)
    dout[-1] = rng.normal(size=dout[-1].shape)
    assert gradient_norm_by_lag(layer, dout[-1])[50, 0] < 1e-20
    layer.backward(dout)
    assert np.linalg.norm(layer.grads["W_aa"]) > 1
    assert KEYS["H"] is False
