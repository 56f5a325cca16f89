"""Where the weights start: bounds, moments, exact properties."""

import numpy as np
import pytest

from rnnlab import initializers as init


def rng():
    return np.random.default_rng(3)


def test_gaussian_spectral_radius_is_near_one():
    W = init.gaussian((400, 400), rng=rng())
    assert abs(W.std() * 20 - 1) < 0.01
    assert 0.9 < np.abs(np.linalg.eigvals(W)).max() < 1.1
    assert abs(init.gaussian((400, 100), rng=rng(), std=0.3).std() / 0.3 - 1) < 0.02


def test_glorot_variance():
    W = init.glorot((300, 100), rng=rng())
    assert abs(W.var() / (2 / 400) - 1) < 0.02


def test_he_variance():
    W = init.he((300, 100), rng=rng())
    assert abs(W.var() / (2 / 100) - 1) < 0.02


@pytest.mark.parametrize("shape", [(5, 5), (7, 3), (3, 7)])
def test_orthogonal(shape):
    Q = init.orthogonal(shape, rng=rng(), gain=2.0)
    assert Q.shape == shape
    np.testing.assert_allclose(np.linalg.svd(Q, compute_uv=False), 2, rtol=1e-14)


def test_orthogonal_is_uniform_thanks_to_the_signs():
    # The trace of a uniform (Haar) orthogonal matrix has mean 0; plain QR gives about -1.1 here.
    g = rng()
    traces = [np.trace(init.orthogonal((5, 5), rng=g)) for _ in range(2000)]
    assert abs(np.mean(traces)) < 0.1


def test_scaled_identity():
    np.testing.assert_array_equal(
        init.scaled_identity((3, 3), rng=rng(), scale=0.5), 0.5 * np.eye(3)
    )
    with pytest.raises(ValueError, match=r"shape must be square, \(n, n\), got \(3, 2\)"):
        init.scaled_identity((3, 2), rng=rng())


@pytest.mark.parametrize(
    "make",
    [
        init.gaussian,
        init.glorot,
        init.he,
        init.orthogonal,
        init.scaled_identity,
    ],
)
def test_explicit_randomness(make):
    np.testing.assert_array_equal(make((4, 4), rng=rng()), make((4, 4), rng=rng()))
    with pytest.raises(TypeError, match=r"use np\.random\.default_rng\(7\)"):
        make((4, 4), rng=7)
