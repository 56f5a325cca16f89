"""Chapter 6: the package, which keeps W_aa and W_ax apart, gives what the joined form gives."""

import numpy as np
import pytest

from rnnlab import RNN
from unrolled.sums import ch06_simplified_weights as sums

T, N, n_x, n_a = 4, 3, 2, 5


def random_layer(seed, g0):
    rng = np.random.default_rng(seed)
    layer = RNN(n_x, n_a, rng=rng, g0=g0)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size)
    x, a0 = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
    layer.forward(x, a0)
    return layer, x


@pytest.mark.parametrize("seed", range(3))
def test_eq_joined_weights(seed):
    layer, x = random_layer(seed, "identity")
    W_a = sums.eq_joined_weights(layer.params["W_aa"], layer.params["W_ax"])
    assert W_a.shape == (n_a, n_a + n_x)
    for t in range(1, T + 1):
        column = np.vstack([layer.a[t - 1], x[t - 1]])
        a_t = W_a @ column + layer.params["b_a"]
        assert np.linalg.norm(layer.a[t] - a_t) <= 1e-14 * np.linalg.norm(a_t)


@pytest.mark.parametrize("seed", range(3))
def test_eq_joined_state(seed):
    layer, x = random_layer(seed, "tanh")
    W_a = sums.eq_joined_weights(layer.params["W_aa"], layer.params["W_ax"])
    for t in range(1, T + 1):
        a_t = sums.eq_joined_state(layer.a[t - 1], x[t - 1], W_a, layer.params["b_a"])
        assert np.linalg.norm(layer.a[t] - a_t) <= 1e-14 * np.linalg.norm(a_t)


@pytest.mark.parametrize("seed", range(3))
def test_eq_joined_bias(seed):
    layer, x = random_layer(seed, "identity")
    weights = [layer.params[name] for name in ("W_aa", "W_ax", "b_a")]
    for t in range(1, T + 1):
        z = sums.eq_joined_bias(layer.a[t - 1], x[t - 1], *weights)
        assert np.linalg.norm(layer.a[t] - z) <= 1e-14 * np.linalg.norm(z)
