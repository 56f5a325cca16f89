"""Chapter 10: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab import Embedding, Parameters
from rnnlab.diagnostics import central_difference, directional, relative_error
from unrolled.exercises import ch10_checking_gradients as ch10
from unrolled.sums import ch10_checking_gradients as sums

SEEDS = range(3)


@pytest.mark.parametrize("size", [1.0, 30.0])
def test_eq_best_step(size):
    """For f = exp(v / size), whose third derivative is f / size³."""
    best = sums.eq_best_step(2.0**-53, np.e, np.e / size**3)
    np.testing.assert_allclose(best, size * 10 ** ch10.best_steps.solution[0], rtol=1e-12)

    def error(eps):
        points = [np.array([size * (1 + 1e-3 * k)]) for k in range(200)]
        exact = [np.exp(p / size) / size for p in points]
        found = [central_difference(lambda p=p: np.exp(p[0] / size), p, eps) for p in points]
        return float(np.mean(np.abs(np.subtract(found, exact))))

    assert error(best) < error(30 * best) / 20 and error(best) < error(best / 30) / 5


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_relative_error(seed):
    rng = np.random.default_rng(seed)
    got, want = rng.normal(size=(2, 3, 4, 5))
    for scale in (1.0, 1e6, 1e-5, 1e-12):
        np.testing.assert_allclose(
            relative_error(scale * got, scale * want),
            sums.eq_relative_error(scale * got, scale * want),
            rtol=1e-12,
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_directional_slope(seed):
    params = Parameters({"W_aa": (2, 2), "b_a": (2, 1)})
    rng = np.random.default_rng(seed)
    start = rng.normal(size=6)
    params.flat[...] = start

    def f(theta=params.flat):
        return float((np.sin(theta) * theta[::-1]).sum())

    # the same direction as the package's first: a gradient that is wrong by the missing part
    u = np.random.default_rng(7).normal(size=6)
    u /= np.linalg.norm(u)
    slope = sums.eq_directional_slope(f, start, u)
    grads = params.zeros_like()
    grads.flat[...] = slope * u  # right along u, and only along u
    rng = np.random.default_rng(7)
    assert directional(f, params, grads, rng=rng, n=1) < 1e-9
    assert directional(f, params, grads, rng=rng, n=3) > 1e-3
    np.testing.assert_array_equal(params.flat, start)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_scatter_add(seed):
    rng = np.random.default_rng(seed)
    T, N, n_x, n_v = 6, 4, 3, 5
    ids, dx = rng.integers(0, n_v, size=(T, N)), rng.normal(size=(T, n_x, N))
    table = Embedding(n_v, n_x, rng=rng)
    table.forward(ids)
    table.backward(dx)
    want = sums.eq_scatter_add(dx, ids, n_v)
    np.testing.assert_allclose(table.grads["E"], want, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        ch10.scatter_add.solution(dx, ids, n_v), want, rtol=1e-12, atol=1e-14
    )
