"""Chapter 15: the keys that are not computed where they stand."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.data.tasks import adding, adding_baseline
from rnnlab.diagnostics import growth_per_step
from rnnlab.initializers import glorot, he, orthogonal, scaled_identity
from unrolled.exercises import ch15_initialization_and_activations as ch15
from unrolled.sums import ch15_initialization_and_activations as sums


@pytest.mark.parametrize("seed", range(5))
def test_solution_is_the_equation(seed):
    G, gain = ch15.from_gaussian.draw(seed)
    got = ch15.from_gaussian.solution(G, gain)
    np.testing.assert_allclose(got, sums.eq_orthogonal_qr(G.tolist(), gain), rtol=1e-9, atol=1e-12)


def test_numbers_are_those_of_the_package():
    bound, deviation, square, length, growth = ch15.on_paper.solution
    rng = np.random.default_rng(0)
    W = np.array([glorot((20, 30), rng=rng) for _ in range(200)])
    assert 0.99 * bound < abs(W).max() <= bound
    V = np.array([he((80, 50), rng=rng) for _ in range(20)])
    assert abs(V.std() / deviation - 1) < 0.02
    z = (0.1 * rng.normal(size=(20_000, 25)) * rng.normal(0, 2, (20_000, 25))).sum(axis=1)
    assert abs((z**2).mean() / square - 1) < 0.05
    v = np.array([3.0, 0, 0])
    Q = orthogonal((3, 3), rng=rng, gain=0.9)
    for _ in range(10):
        v = Q @ v
    assert abs(np.linalg.norm(v) - length) < 1e-12
    assert abs(growth - 1.2 * sums.eq_rms_slope([[1.0, -1.0]], "relu")) < 1e-12


def driven(g0, scale, seed):
    rng = np.random.default_rng(seed)
    layer = RNN(60, 60, rng=rng, g0=g0)
    layer.params["W_aa"] = orthogonal((60, 60), rng=rng)
    layer.params["W_ax"], layer.params["b_a"] = np.eye(60), np.zeros((60, 1))
    return growth_per_step(layer, scale * rng.normal(size=(150, 60, 1)), rng=rng)[0]


def test_advice_on_growth():
    said = ch15.advice.solution
    for seed in range(3):
        tanh, relu, sigmoid = (driven(g0, 0.5, seed) for g0 in ("tanh", "relu", "sigmoid"))
        assert (said["relu alone"] == "worse than tanh") == (sigmoid < relu < tanh)
        assert (said["orthogonal, sigmoid"] == "at most 1/4") == (sigmoid <= 0.25)
        assert (said["stronger input, tanh"] == "growth falls") == (driven("tanh", 3, seed) < tanh)


def test_advice_on_the_identity_and_on_guessing():
    layer = RNN(1, 3, rng=np.random.default_rng(0), g0="relu")
    layer.params["W_aa"] = scaled_identity((3, 3), rng=np.random.default_rng(0))
    layer.params["b_a"] = np.zeros((3, 1))
    start = np.array([[0.2], [1.0], [3.0]])
    _, end = layer.forward(np.zeros((50, 1, 1)), start)
    assert (ch15.advice.solution["IRNN, no input"] == "nothing changes") == (end == start).all()
    assert abs(adding_baseline() - 0.167) < 1e-3


@pytest.mark.parametrize("T", [2, 17])
def test_the_adder_adds_at_any_length(T):
    *weights, W_ya = (np.array(value, float) for value in ch15.adder.solution)
    layer = RNN(2, 2, rng=np.random.default_rng(0), g0="relu")
    for name, value in zip(("W_aa", "W_ax", "b_a"), weights, strict=True):
        layer.params[name] = value
    batch = adding(T, 50, rng=np.random.default_rng(T))
    _, state = layer.forward(batch.x)
    np.testing.assert_allclose(W_ya @ state, batch.y[0], atol=1e-12)


def test_critical_gain_is_where_growth_is_one():
    low, high = (np.median(ch15.driven_growth(g)) for g in (1.8, 2.1))
    assert low < 0.98 and high > 1.02
