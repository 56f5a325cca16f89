"""Chapter 4: the package gives what the explicit sums give."""

import math

import numpy as np
import pytest

from rnnlab import RNN, Dense, SequenceModel
from rnnlab.functions import sigmoid, softmax
from unrolled.sums import ch04_the_recurrent_cell as sums

T, N, n_x, n_a, n_y = 4, 3, 2, 5, 6
G0 = {
    "tanh": math.tanh,
    "relu": lambda z: max(0.0, z),
    "sigmoid": sums.eq_sigmoid,
    "identity": lambda z: z,
}


def random_layer(seed, g0="tanh"):
    rng = np.random.default_rng(seed)
    layer = RNN(n_x, n_a, rng=rng, g0=g0)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size)
    return layer, rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))


@pytest.mark.parametrize("seed", range(3))
def test_eq_sigmoid(seed):
    z = np.random.default_rng(seed).normal(scale=3, size=(T, n_y, N))
    want = np.vectorize(sums.eq_sigmoid)(z)
    np.testing.assert_allclose(sigmoid(z), want, rtol=1e-13)


@pytest.mark.parametrize("seed", range(3))
def test_eq_softmax(seed):
    z = np.random.default_rng(seed).normal(scale=3, size=(T, n_y, N))
    got = softmax(z)
    for t in range(T):
        for n in range(N):
            np.testing.assert_allclose(got[t, :, n], sums.eq_softmax(z[t, :, n]), rtol=1e-13)


@pytest.mark.parametrize("g0", G0)
@pytest.mark.parametrize("seed", range(3))
def test_eq_rnn_state(seed, g0):
    layer, x, a0 = random_layer(seed, g0)
    layer.forward(x, a0)
    weights = [layer.params[name] for name in ("W_aa", "W_ax", "b_a")]
    a_prev = a0
    for t in range(1, T + 1):
        a_t = sums.eq_rnn_state(a_prev, x[t - 1], *weights, G0[g0])
        assert np.linalg.norm(layer.a[t] - a_t) <= 1e-13 * np.linalg.norm(a_t)
        a_prev = a_t


@pytest.mark.parametrize(
    ("loss", "g1"),
    [
        ("softmax_cross_entropy", sums.eq_softmax),
        ("binary_cross_entropy", np.vectorize(sums.eq_sigmoid)),
        ("squared_error", lambda z: z),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_eq_rnn_output(seed, loss, g1):
    layer, x, a0 = random_layer(seed)
    rng = np.random.default_rng(seed + 100)
    head = Dense(n_a, n_y, rng=rng)
    head.params.flat[...] = rng.normal(size=head.params.flat.size)
    y_hat, _ = SequenceModel(layer, head, loss=loss).predict(x, a0)
    for t in range(1, T + 1):
        want = sums.eq_rnn_output(layer.a[t], head.params["W_ya"], head.params["b_y"], g1)
        np.testing.assert_allclose(y_hat[t - 1], want, rtol=1e-12)
