"""Chapter 10: the keys that are not computed where they stand."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import central_difference, complex_step, relative_error
from unrolled.exercises import ch10_checking_gradients as ch10
from unrolled.exercises.ch09_bptt import rnn_backward

SEEDS = range(5)


def central(eps, dtype=np.float64):
    """A central difference in the number type of v."""

    def judge(loss, v):
        slope, step = np.zeros(v.shape), dtype(eps)
        for k in np.ndindex(v.shape):
            old, v[k] = v[k], v[k] + step
            up, v[k] = loss(), old - step
            slope[k], v[k] = (up - loss()) / (2 * step), old
        return slope

    return judge


def pass_errors(seed, eps, dtype=np.float64):
    given, mask, dout = ch10.draw(seed)
    case = given, mask, dout.astype(dtype)
    return list(ch10.errors(rnn_backward.solution, case, central(eps, dtype), dtype).values())


@pytest.mark.parametrize("seed", SEEDS)
def test_symptom_1_a_step_too_small(seed):
    assert 1e-5 < min(pass_errors(seed, 1e-12)) and max(pass_errors(seed, 1e-12)) < 1e-2
    assert max(pass_errors(seed, 1e-5)) < 1e-8


@pytest.mark.parametrize("seed", SEEDS)
def test_symptom_2_precision(seed):
    found = pass_errors(seed, 1e-2, np.float32)
    assert 1e-5 < min(found) and max(found) < 1e-2


@pytest.mark.parametrize("seed", SEEDS)
def test_symptom_3_one_array_is_a_bug(seed):
    def mean(*case):
        dW_aa, dW_ax, db_a, dx, da0 = rnn_backward.solution(*case)
        return dW_aa, dW_ax, db_a / 4, dx, da0

    found = ch10.errors(mean, ch10.draw(seed), central_difference, float)
    assert 0.7 < found.pop("db_a") < 0.8 and max(found.values()) < 1e-8


def relu_slopes(seed, eps):
    rng = np.random.default_rng(seed)
    layer = RNN(4, 6, rng=rng, g0="relu")
    x = rng.normal(size=(12, 4, 4))
    out, _ = layer.forward(x)
    r = rng.normal(size=out.shape)
    dx, _ = layer.backward(r)
    numeric = central_difference(lambda: float((r * layer.forward(x)[0]).sum()), x, eps)
    return abs(numeric - dx)


def test_symptom_4_a_kink_spoils_few_entries():
    spoiled = [(relu_slopes(seed, 1e-3) > 1e-3).sum() for seed in range(20)]
    assert 0 < np.mean(spoiled) < 5  # of 192
    assert all((relu_slopes(seed, 1e-7) < 1e-5).all() for seed in range(5))


def test_symptom_5_gradients_not_emptied():
    rng = np.random.default_rng(0)
    layer, x = RNN(2, 3, rng=rng), rng.normal(size=(5, 2, 4))
    out, _ = layer.forward(x)
    r, found = rng.normal(size=out.shape), []
    W = layer.params["W_aa"].astype(complex)

    def loss():
        a, total = np.zeros((3, 4)), 0
        for x_t, r_t in zip(x, r, strict=True):
            a = np.tanh(W @ a + layer.params["W_ax"] @ x_t + layer.params["b_a"])
            total = total + (r_t * a).sum()
        return total

    exact = complex_step(loss, W)
    for _ in range(3):
        layer.backward(r)
        found.append(relative_error(layer.grads["W_aa"], exact))
    np.testing.assert_allclose(found, [0, 1 / 2, 2 / 3], atol=1e-12)


def test_evidence_is_as_the_solution_reads_it():
    found = {
        letter: {case: {k for k, e in by.items() if e > 1e-6} for case, by in cases.items()}
        for letter, cases in ch10.evidence().items()
    }
    everything = {"dW_aa", "dW_ax", "db_a", "dx", "da0"}
    assert all(found["A"][case] == {"dW_aa"} for case in found["A"])
    assert found["B"]["one step"] == set() and found["B"]["padded"] == everything
    assert found["C"]["one step"] == {"da0"} and found["C"]["padded"] == everything
    assert all(found["D"][case] == everything for case in found["D"])
    assert found["E"]["no padding"] == set() and {"dW_aa", "dx"} < found["E"]["padded"]


def test_best_steps_are_best_for_a_function_whose_derivatives_are_one():
    for power, judge in zip(ch10.best_steps.solution, ("central", "one", "central32"), strict=True):
        u = 2.0**-53 if judge != "central32" else 2.0**-24
        eps = 10.0 ** np.linspace(-12, 0, 2401)
        error = eps / 2 + 2 * u / eps if judge == "one" else eps**2 / 6 + u / eps
        assert abs(np.log10(eps[error.argmin()]) - power) < 0.01
