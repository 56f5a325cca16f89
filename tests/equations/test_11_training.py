"""Chapter 11: the optimizers of the package against sums written out."""

import numpy as np
import pytest

from rnnlab import SGD, Adam, Momentum, Parameters
from unrolled.sums import ch11_training as sums

SEEDS, UPDATES = range(5), 7


class Case:
    """Some parameters, and one gradient per update, of very different sizes."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.params = Parameters({"W_aa": (3, 3), "b_a": (3, 1)})
        self.start = rng.normal(size=12)
        self.params.flat[...] = self.start
        self.grads = rng.normal(size=(UPDATES, 12)) * 10.0 ** rng.integers(-4, 4, size=12)

    def after(self, optimizer):
        g = self.params.zeros_like()
        for one in self.grads:
            g.flat[...] = one
            optimizer.step(g)
            np.testing.assert_array_equal(g.flat, one)  # gradients are not changed
        return self.params.flat


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_sgd(seed):
    case = Case(seed)
    got = case.after(SGD(case.params, lr=0.3))
    np.testing.assert_allclose(got, sums.eq_sgd(case.start, case.grads, 0.3), rtol=1e-12)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_momentum(seed, beta):
    case = Case(seed)
    got = case.after(Momentum(case.params, lr=0.3, beta=beta))
    want = sums.eq_momentum(case.start, case.grads, 0.3, beta)
    np.testing.assert_allclose(got, want, rtol=1e-11)
    if beta == 0:
        np.testing.assert_allclose(want, sums.eq_sgd(case.start, case.grads, 0.3), rtol=1e-12)


@pytest.mark.parametrize("numbers", [{}, {"beta1": 0.5, "beta2": 0.7, "eps": 0.1}])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_adam(seed, numbers):
    case = Case(seed)
    got = case.after(Adam(case.params, lr=0.3, **numbers))
    want = sums.eq_adam(case.start, case.grads, 0.3, **numbers)
    np.testing.assert_allclose(got, want, rtol=1e-11)


def test_eq_adam_does_not_see_the_scale_of_the_loss():
    case = Case(0)
    small, large = (sums.eq_adam(case.start, c * case.grads, 0.3, eps=1e-30) for c in (1, 100))
    np.testing.assert_allclose(small, large, rtol=1e-12)
