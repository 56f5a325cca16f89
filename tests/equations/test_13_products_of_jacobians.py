"""The package against the explicit sums of "Products of Jacobians"."""

import math

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import (
    gradient_norm_by_lag,
    growth_per_step,
    jacobian_product,
    singular_values,
    spectral_radius,
    step_jacobians,
)
from rnnlab.initializers import orthogonal
from unrolled.sums import ch13_products_of_jacobians as sums

T, N_X, N_A, N = 6, 2, 4, 3
SEEDS = range(5)

# Slopes as functions of z, written otherwise than in the package (functions of a).
SLOPES = {
    "tanh": lambda z: 1 / math.cosh(z) ** 2,
    "sigmoid": lambda z: 1 / (2 + 2 * math.cosh(z)),
    "relu": lambda z: float(z > 0),
    "identity": lambda z: 1.0,
}
GAMMA = {"tanh": 1.0, "sigmoid": 0.25, "relu": 1.0, "identity": 1.0}


def forward(seed, g0="tanh", steps=T):
    """Return a layer after forward, its inputs and the generator."""
    rng = np.random.default_rng(seed)
    layer = RNN(N_X, N_A, rng=rng, g0=g0)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size)
    x = rng.normal(size=(steps, N_X, N))
    layer.forward(x, rng.normal(size=(N_A, N)))
    return layer, x, rng


@pytest.mark.parametrize("g0", SLOPES)
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_jacobian_step(seed, g0):
    layer, x, _ = forward(seed, g0)
    W_ax, W_aa, b_a = layer.params.values()
    J = step_jacobians(layer)
    assert J.shape == (T, N, N_A, N_A)
    for t in range(1, T + 1):
        z = W_aa @ layer.a[t - 1] + W_ax @ x[t - 1] + b_a
        for i in range(N):
            want = sums.eq_jacobian_step(z[:, i], W_aa, SLOPES[g0])
            np.testing.assert_allclose(J[t - 1, i], want, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_jacobian_product(seed):
    J = step_jacobians(forward(seed)[0])
    for stop in range(T + 1):
        for k in range(stop + 1):
            P = jacobian_product(J, stop - k, stop)
            for i in range(N):
                want = sums.eq_jacobian_product(J[:, i], stop, k)
                np.testing.assert_allclose(P[i], want, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("g0", SLOPES)
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gradient_by_lag(seed, g0):
    layer, _, rng = forward(seed, g0)
    da_T = rng.normal(size=(N_A, N))
    got, J = gradient_norm_by_lag(layer, da_T), step_jacobians(layer)
    for i in range(N):
        want = sums.eq_gradient_by_lag(J[:, i], da_T[:, i])
        np.testing.assert_allclose(got[:, i], want, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_by_lag_is_what_backward_gives(seed):
    layer, x, rng = forward(seed)
    da_T = rng.normal(size=(N_A, N))
    for k in range(1, T + 1):  # start the layer k steps before the end
        layer.forward(x)
        start, want = layer.a[T - k].copy(), gradient_norm_by_lag(layer, da_T)[k]
        out, _ = layer.forward(x[T - k :], start)
        dout = np.zeros_like(out)
        dout[-1] = da_T
        _, da = layer.backward(dout)
        np.testing.assert_allclose(np.linalg.norm(da, axis=0), want, rtol=1e-12)


@pytest.mark.parametrize("n", [2, 3, 5])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_spectral_radius(seed, n):
    """Eigenvalues on one side, norms of powers on the other: both sides of the equation."""
    W = np.random.default_rng(seed).normal(size=(n, n))
    assert math.isclose(spectral_radius(W), sums.eq_spectral_radius(W), rel_tol=1e-9)


def test_eq_spectral_radius_of_matrices_with_a_surprise():
    for W, want in [([[0.9, 5], [0, 0.9]], 0.9), ([[1, 1], [0, 1]], 1), ([[0, -2], [2, 0]], 2)]:
        W = np.array(W, float)
        assert math.isclose(spectral_radius(W), want, rel_tol=1e-12)
        assert math.isclose(sums.eq_spectral_radius(W), want, rel_tol=1e-9)
    assert sums.eq_spectral_radius(np.array([[0.0, 7.0], [0.0, 0.0]])) == 0


@pytest.mark.parametrize("g0", SLOPES)
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gradient_bound(seed, g0):
    layer, _, rng = forward(seed, g0)
    W_aa, da_T = layer.params["W_aa"], rng.normal(size=(N_A, N))
    lengths = gradient_norm_by_lag(layer, da_T)
    for k in range(T + 1):
        for i in range(N):
            bound = sums.eq_gradient_bound(W_aa, GAMMA[g0], da_T[:, i], k)
            sigma_1 = singular_values(W_aa)[0]
            direct = (GAMMA[g0] * sigma_1) ** k * np.linalg.norm(da_T[:, i])
            assert math.isclose(bound, direct, rel_tol=1e-9)
            assert lengths[k, i] <= bound * (1 + 1e-9)


def test_the_bound_is_reached_by_an_orthogonal_linear_net():
    layer, x, rng = forward(0, "identity")
    layer.params["W_aa"] = orthogonal((N_A, N_A), rng=rng, gain=1.3)
    layer.forward(x)
    da_T = rng.normal(size=(N_A, N))
    lengths = gradient_norm_by_lag(layer, da_T)
    for i in range(N):
        bound = sums.eq_gradient_bound(layer.params["W_aa"], 1.0, da_T[:, i], T)
        assert math.isclose(lengths[T, i], bound, rel_tol=1e-9)


@pytest.mark.parametrize("warmup", [0, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_growth_per_step(seed, warmup):
    layer, x, _ = forward(seed, steps=17)
    start = layer.a[0].copy()
    got = growth_per_step(
        layer, x, rng=np.random.default_rng(seed + 100), warmup=warmup, state=start
    )
    v = np.random.default_rng(seed + 100).normal(size=(N_A, N))  # the same first vector
    J = step_jacobians(layer)
    for i in range(N):
        want = sums.eq_growth_per_step(J[:, i], v[:, i], warmup)
        assert math.isclose(got[i], want, rel_tol=1e-10)
