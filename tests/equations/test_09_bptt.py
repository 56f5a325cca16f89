"""Chapter 9: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab import RNN, Dense
from rnnlab.diagnostics import central_difference, complex_step
from rnnlab.functions import ACTIVATIONS, one_hot, sigmoid, softmax
from rnnlab.losses import binary_cross_entropy, softmax_cross_entropy, squared_error
from unrolled.sums import ch09_bptt as sums

T, N, n_x, n_a, n_y = 6, 4, 7, 3, 5
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


def ragged(rng):
    """A mask with padding and gaps; every column has a valid step, not every step has all."""
    mask = rng.random((T, N)) < 0.6
    mask[0], mask[2, 1] = True, False
    return mask


class Case:
    """One random layer and readout after forward and backward, and what went in."""

    def __init__(self, seed, g0="tanh", mask=None, steps=T):
        rng = np.random.default_rng(seed)
        self.layer = RNN(n_x, n_a, rng=rng, g0=g0)
        self.head = Dense(n_a, n_y, rng=rng)
        self.layer.params.flat[...] = rng.normal(size=self.layer.params.flat.size) / 2
        self.x, self.a0 = rng.normal(size=(steps, n_x, N)), rng.normal(size=(n_a, N))
        self.dz_y = rng.normal(size=(steps, n_y, N))
        self.out, _ = self.layer.forward(self.x, self.a0, mask)
        self.head.forward(self.out)
        self.dout = self.head.backward(self.dz_y)
        self.dx, self.da0 = self.layer.backward(self.dout)
        self.a, self.params, self.grads = self.layer.a, self.layer.params, self.layer.grads
        # n_x > n_a, so dx = W_axᵀ dz can be solved for the package's own dz
        self.dz = np.linalg.pinv(self.params["W_ax"].T) @ self.dx


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dz_y(seed):
    rng = np.random.default_rng(seed)
    z, ids, mask = rng.normal(size=(T, n_y, N)), rng.integers(0, n_y, size=(T, N)), ragged(rng)
    hot, y = one_hot(ids, n_y, np.float64), rng.random((T, n_y, N))
    _, dz_y = softmax_cross_entropy(z, ids, mask)
    close(dz_y, sums.eq_bptt_dz_y(softmax(z), hot, mask))
    _, dz_y = binary_cross_entropy(z, y, mask)
    close(dz_y, sums.eq_bptt_dz_y(sigmoid(z), y, mask))
    _, dz_y = squared_error(z, y, mask)
    close(dz_y, sums.eq_bptt_dz_y(z, y, mask))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dW_ya(seed):
    case = Case(seed)
    close(case.head.grads["W_ya"], sums.eq_bptt_dW_ya(case.dz_y, case.a))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_db_y(seed):
    case = Case(seed)
    close(case.head.grads["b_y"], sums.eq_bptt_db_y(case.dz_y))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_da(seed):
    case = Case(seed, g0="identity")  # slope 1: the package's dz is its da
    da = sums.eq_bptt_da(case.dz_y, case.dz, case.head.params["W_ya"], case.params["W_aa"])
    close(case.dz, da)


@pytest.mark.parametrize("g0", list(ACTIVATIONS))
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dz(seed, g0):
    case = Case(seed, g0=g0, steps=1)  # one step: da is dout
    z = case.params["W_aa"] @ case.a0 + case.params["W_ax"] @ case.x[0] + case.params["b_a"]
    slope = central_difference(lambda: float(ACTIVATIONS[g0][0](z).sum()), z)[None]
    np.testing.assert_allclose(case.dz, sums.eq_bptt_dz(case.dout, slope), atol=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dW_aa(seed):
    case = Case(seed)
    close(case.grads["W_aa"], sums.eq_bptt_dW_aa(case.dz, case.a))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dW_ax(seed):
    case = Case(seed)
    close(case.grads["W_ax"], sums.eq_bptt_dW_ax(case.dz, case.x))


def test_eq_bptt_dW_ax_gathers_ids():
    rng = np.random.default_rng(3)
    layer, ids = RNN(n_x, n_a, rng=rng), rng.integers(0, n_x, size=(T, N))
    out, _ = layer.forward(ids)
    dout = rng.normal(size=out.shape)
    dx, _ = layer.backward(dout)
    assert dx is None
    got = layer.grads["W_ax"].copy()
    layer.zero_grads()
    layer.forward(hot := one_hot(ids, n_x, np.float64))
    dx, _ = layer.backward(dout)
    dz = np.linalg.pinv(layer.params["W_ax"].T) @ dx
    close(got, sums.eq_bptt_dW_ax(dz, hot))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_db_a(seed):
    case = Case(seed)
    close(case.grads["b_a"], sums.eq_bptt_db_a(case.dz))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_dx(seed):
    case = Case(seed, g0="identity")
    # dz from the output down, without dx: W_yaᵀ dz_y plus what comes from the step after
    dz = np.zeros((T, n_a, N))
    for _ in range(T):
        dz = sums.eq_bptt_da(case.dz_y, dz, case.head.params["W_ya"], case.params["W_aa"])
    close(case.dx, sums.eq_bptt_dx(dz, case.params["W_ax"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_da0(seed):
    case = Case(seed)
    close(case.da0, sums.eq_bptt_da0(case.dz, case.params["W_aa"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bptt_mask(seed):
    m = np.array([[True, False, True, False]])
    case = Case(seed, mask=m, steps=1)
    z = case.params["W_aa"] @ case.a0 + case.params["W_ax"] @ case.x[0] + case.params["b_a"]
    g = np.tanh(z)
    a, dz, d_prev = sums.eq_bptt_mask(m[0], g, 1 - g**2, case.a0, case.dout[0], case.params["W_aa"])
    close(case.a[1], a)
    close(case.dz[0], dz)
    close(case.da0, d_prev)
    assert (dz[:, ~m[0]] == 0).all() and (d_prev[:, ~m[0]] == case.dout[0][:, ~m[0]]).all()


def test_eq_bptt_mask_over_many_steps():
    """The same step, applied T times, gives the package's states and its gradients."""
    mask = ragged(np.random.default_rng(4))
    case = Case(4, mask=mask)
    W_aa, W_ax, b_a = (case.params[k] for k in ("W_aa", "W_ax", "b_a"))
    d, dz = np.zeros((n_a, N)), np.zeros((T, n_a, N))
    for t in range(T, 0, -1):
        g, da = np.tanh(W_aa @ case.a[t - 1] + W_ax @ case.x[t - 1] + b_a), case.dout[t - 1] + d
        a, dz[t - 1], d = sums.eq_bptt_mask(mask[t - 1], g, 1 - g**2, case.a[t - 1], da, W_aa)
        close(case.a[t], a)
    close(case.da0, d)
    close(case.grads["W_aa"], sums.eq_bptt_dW_aa(dz, case.a))


def cubes(v):
    return (v**3).sum() + v[0, 0] * v[1, 2]


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_central_difference(seed):
    v = np.random.default_rng(seed).normal(size=(2, 3))
    got = central_difference(lambda: cubes(v), v, eps=1e-3)
    close(got, sums.eq_central_difference(cubes, v, eps=1e-3))
    exact = 3 * v**2
    exact[0, 0] += v[1, 2]
    exact[1, 2] += v[0, 0]
    np.testing.assert_allclose(got - exact, 1e-6, rtol=1e-3)  # eps² f'''/6, as the theory says


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_complex_step(seed):
    v = np.random.default_rng(seed).normal(size=(2, 3))
    moved = v.astype(complex)
    got = complex_step(lambda: cubes(moved), moved)
    close(got, sums.eq_complex_step(cubes, v))
    exact = 3 * v**2
    exact[0, 0] += v[1, 2]
    exact[1, 2] += v[0, 0]
    close(got, exact)
