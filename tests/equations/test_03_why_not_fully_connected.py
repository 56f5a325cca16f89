"""Chapter 3: the fully connected layer, the convolution, and how many numbers each holds."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.baselines import convolution, count_parameters, fully_connected
from unrolled.sums import ch03_why_not_fully_connected as sums

T, K, n_x, n_a, N = 6, 3, 2, 4, 5
SEEDS = range(3)


def draw(seed, width):
    rng = np.random.default_rng(seed)
    shapes = (T, n_x, N), (width, n_a, n_x), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_fully_connected(seed):
    x, W, b_a = draw(seed, T)
    want = sums.eq_fully_connected(x, W, b_a)
    np.testing.assert_allclose(fully_connected(x, W, b_a), want, rtol=1e-12)
    layer = RNN(T * n_x, n_a, rng=np.random.default_rng(seed))  # one long step from zero
    layer.params["W_ax"] = np.concatenate(list(W), axis=1)
    layer.params["b_a"] = b_a
    out, _ = layer.forward(x.reshape(1, T * n_x, N))
    np.testing.assert_allclose(out[0], want, rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_convolution(seed):
    x, W, b_a = draw(seed, K)
    want = sums.eq_convolution(x, W, b_a)
    assert want.shape == (T - K + 1, n_a, N)
    np.testing.assert_allclose(convolution(x, W, b_a), want, rtol=1e-12)
    shifted = np.roll(x, 1, axis=0)
    np.testing.assert_allclose(convolution(shifted, W, b_a)[1:], want[:-1], rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_max_over_time(seed):
    x, W, b_a = draw(seed, K)
    want = sums.eq_max_over_time(sums.eq_convolution(x, W, b_a))
    np.testing.assert_allclose(convolution(x, W, b_a).max(axis=0), want, rtol=1e-12)


@pytest.mark.parametrize("steps", [1, 7, 30])
def test_eq_count_fully_connected(steps):
    want = sums.eq_count_fully_connected(n_x, n_a, steps)
    assert count_parameters("fully connected", n_x, n_a, steps) == want
    assert count_parameters("convolution", n_x, n_a, steps) == want


@pytest.mark.parametrize("units", [1, 4, 9])
def test_eq_count_recurrent(units):
    want = sums.eq_count_recurrent(n_x, units)
    assert count_parameters("recurrent", n_x, units) == want
    assert RNN(n_x, units, rng=np.random.default_rng(0)).params.flat.size == want


def test_errors_name_the_cure():
    x, W, b_a = draw(0, T)
    with pytest.raises(ValueError, match=r"x must have shape \(T=5"):
        fully_connected(x, W[:5], b_a)
    with pytest.raises(ValueError, match="at least K=6 steps, got 4"):
        convolution(x[:4], W, b_a)
    with pytest.raises(ValueError, match="kind must be"):
        count_parameters("dense", n_x, n_a, T)
    with pytest.raises(ValueError, match="width must be given"):
        count_parameters("convolution", n_x, n_a)
