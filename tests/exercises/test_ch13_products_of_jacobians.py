"""The checks of chapter 13 accept the solutions and name the mistakes; the keys are computed."""

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
from rnnlab.exercises import ch13_products_of_jacobians as ch13
from rnnlab.exercises import wrong_jacobians as known
from rnnlab.initializers import gaussian, orthogonal

# -- the solutions of the page -------------------------------------------------------------------


def step_jacobian(a_t, W_aa):
    slopes = 1 - a_t.T**2
    return slopes[:, :, None] * W_aa


def growth(J, v, warmup):
    v, logs = v / np.linalg.norm(v), []
    for J_t in J:
        v = J_t @ v
        logs.append(np.log(np.linalg.norm(v)))
        v = v / np.linalg.norm(v)
    return np.exp(np.mean(logs[warmup:]))


def factor_per_lag(norms, first):
    k = np.arange(first, len(norms))
    slope, _ = np.polyfit(k, np.log(norms[first:]), 1)
    return np.exp(slope)


CHECKS = {
    "step_jacobian": (ch13.check_step_jacobian, step_jacobian, known.STEP),
    "growth": (ch13.check_growth, growth, known.GROWTH),
    "factor_per_lag": (ch13.check_factor_per_lag, factor_per_lag, known.FACTOR),
}


def stub(*arguments):
    raise NotImplementedError


@pytest.mark.parametrize("name", CHECKS)
def test_solution_is_accepted(name, capsys):
    check, solution, _ = CHECKS[name]
    assert check(solution)
    assert capsys.readouterr().out.startswith("Right")


@pytest.mark.parametrize("name", CHECKS)
def test_stub_is_not_written_yet(name, capsys):
    assert not CHECKS[name][0](stub)
    assert "Not written yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "mistake"), [(name, m) for name, (_, _, hints) in CHECKS.items() for m in hints]
)
def test_mistake_is_rejected_and_named(name, mistake, capsys):
    check, _, hints = CHECKS[name]
    wrong, text = hints[mistake]
    assert not check(wrong)
    assert text in capsys.readouterr().out


@pytest.mark.parametrize("name", CHECKS)
def test_unlisted_mistake_is_rejected(name, capsys):
    check, solution, hints = CHECKS[name]
    assert not check(lambda *arguments: 1.01 * solution(*arguments))
    said = capsys.readouterr().out
    assert "differs from the right numbers" in said
    assert not any(text in said for _, text in hints.values())


@pytest.mark.parametrize("name", CHECKS)
def test_mistakes_are_all_different(name):
    """Each sentence is said of one mistake only."""
    texts = [text for _, text in CHECKS[name][2].values()]
    assert len(set(texts)) == len(texts)


def test_growth_without_renormalization_is_named(capsys):
    def cumulative(J, v, warmup):
        lengths = known.lengths(J, v, renormalize=False)
        return (lengths[-1] / lengths[warmup - 1]) ** (1 / (len(J) - warmup))

    rng = np.random.default_rng(5)
    J, v = rng.normal(size=(30, 4, 4)) / 2, rng.normal(size=4)
    assert np.isclose(cumulative(J, v, 7), growth(J, v, 7))  # right, as long as floats last
    assert not ch13.check_growth(cumulative)
    assert "range of floats" in capsys.readouterr().out


def test_growth_that_stops_is_reported(capsys):
    assert not ch13.check_growth(lambda J, v: 1.0)
    assert "must take 3 argument(s)" in capsys.readouterr().out
    assert not ch13.check_growth(lambda J, v, warmup: None)
    assert "returned nothing" in capsys.readouterr().out


# -- exercise 1: numbers -------------------------------------------------------------------------


def test_scalar_net_is_what_the_package_computes(capsys):
    layer = RNN(1, 1, rng=np.random.default_rng(0))
    layer.params["W_aa"], layer.params["W_ax"] = np.array([[1.5]]), np.ones((1, 1))
    layer.params["b_a"] = np.zeros((1, 1))
    a = known.STATES
    x = (np.arctanh(a[1:]) - 1.5 * a[:-1]).reshape(3, 1, 1)  # inputs that give these states
    layer.forward(x)
    np.testing.assert_allclose(layer.a[:, 0, 0], a)
    lengths = gradient_norm_by_lag(layer, np.array([[2.0]]))[1:, 0]
    assert ch13.check_scalar_net(list(lengths))
    assert ch13.check_scalar_net([1.92, 1.037, 1.166])
    assert "Right" in capsys.readouterr().out


@pytest.mark.parametrize("mistake", known.SCALAR)
def test_scalar_mistake_is_named(mistake, capsys):
    numbers, text = known.SCALAR[mistake]
    assert not ch13.check_scalar_net(list(np.round(numbers, 3)))
    assert text in capsys.readouterr().out


def test_scalar_net_open_or_otherwise_wrong(capsys):
    assert not ch13.check_scalar_net([..., ..., ...])
    assert "Not written yet" in capsys.readouterr().out
    assert not ch13.check_scalar_net([1.92, 1.037, 9])
    assert "index (2,)" in capsys.readouterr().out


# -- exercise 3: a construction ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("W", "said"),
    [
        (..., "Not written yet"),
        ([[0.5, 0], [0]], "real numbers"),
        (np.ones((2, 3)), "shape"),
        (np.ones((4, 4)), "shape"),
        ([[0.9, 5], [0, 0.9]], "between -2 and 2"),
        ([[np.nan, 0], [0, 0]], "between -2 and 2"),
        ([[1.0, 2], [0, 1.0]], "must be below 1"),
        ([[0.9, 2], [0, 0.9]], "not above 10"),
        ([[0.9, 0.05], [0.05, 0.9]], "is normal"),
    ],
)
def test_transient_rejects(W, said, capsys):
    assert not ch13.check_transient(W)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("W", [[[0.95, 2], [0, 0.95]], [[0.8, 2, 2], [0, 0.8, 2], [0, 0, 0.8]]])
def test_transient_accepts(W, capsys):
    assert ch13.check_transient(np.array(W))
    assert "Right" in capsys.readouterr().out


# -- exercise 5: each key has a computed reason --------------------------------------------------


def test_statements(capsys):
    assert ch13.check_statements(ch13.RIGHT)
    assert "Right: all 8" in capsys.readouterr().out
    assert not ch13.check_statements(dict.fromkeys("ABCDEFGH", ...))
    assert "Not written yet" in capsys.readouterr().out


@pytest.mark.parametrize("key", "ABCDEFGH")
def test_each_wrong_answer_gets_its_reason(key, capsys):
    assert not ch13.check_statements({**ch13.RIGHT, key: not ch13.RIGHT[key]})
    assert ch13._WHY[key] in capsys.readouterr().out


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
    assert ch13.RIGHT["A"] is False


@pytest.mark.parametrize("seed", range(10))
def test_B_and_C_small_singular_value_always_shrinks(seed):
    layer, rng = net(seed)
    layer.params["W_aa"] *= 0.97 / singular_values(layer.params["W_aa"])[0]
    layer.forward(rng.normal(size=(20, 10, 1)))
    assert (singular_values(step_jacobians(layer))[..., 0] <= 0.97 + 1e-12).all()
    assert ch13.RIGHT["B"] is ch13.RIGHT["C"] is True


def test_D_powers_can_rise_first():
    W = np.array([[0.9, 5.0], [0.0, 0.9]])
    norms = [singular_values(np.linalg.matrix_power(W, k))[0] for k in range(1, 11)]
    assert spectral_radius(W) < 1
    assert int(np.argmax(norms)) + 1 == 9
    assert 19.3 < max(norms) < 19.4
    assert ch13.RIGHT["D"] is False


def test_E_radius_one_can_grow():
    W = np.array([[1.0, 1.0], [0.0, 1.0]])
    assert spectral_radius(W) == 1
    assert singular_values(np.linalg.matrix_power(W, 100))[0] > 100
    assert ch13.RIGHT["E"] is False


@pytest.mark.parametrize("seed", range(10))
def test_F_orthogonal_tanh_shrinks_with_input(seed):
    layer, rng = net(seed)
    layer.params["W_aa"] = orthogonal((60, 60), rng=rng)
    assert growth_per_step(layer, 0.5 * rng.normal(size=(200, 10, 1)), rng=rng)[0] < 0.9
    assert ch13.RIGHT["F"] is False


@pytest.mark.parametrize("seed", range(10))
def test_G_sigmoid_with_sigma_3(seed):
    layer, rng = net(seed, "sigmoid")
    layer.params["W_aa"] = orthogonal((60, 60), rng=rng, gain=3.0)
    layer.forward(rng.normal(size=(20, 10, 1)))
    assert (singular_values(step_jacobians(layer))[..., 0] <= 0.75).all()
    assert ch13.RIGHT["G"] is True


def test_H_vanished_gradient_but_a_large_dW_aa():
    layer, rng = net(0)
    layer.params["W_aa"] *= 0.5
    out, _ = layer.forward(rng.normal(size=(60, 10, 1)))
    dout = np.zeros_like(out)
    dout[-1] = rng.normal(size=dout[-1].shape)
    assert gradient_norm_by_lag(layer, dout[-1])[50, 0] < 1e-20
    layer.backward(dout)
    assert np.linalg.norm(layer.grads["W_aa"]) > 1
    assert ch13.RIGHT["H"] is False
