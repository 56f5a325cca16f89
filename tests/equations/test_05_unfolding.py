"""Chapter 5: the package, unfolded by explicit sums, in pieces and with untied copies."""

import math

import numpy as np
import pytest

from rnnlab import RNN, Dense, SequenceModel
from unrolled.sums import ch05_unfolding as sums

T, N, n_x, n_a, n_y = 5, 3, 2, 4, 3
SEEDS = range(3)


def random_model(seed, inputs, outputs, loss="squared_error"):
    rng = np.random.default_rng(seed)
    layer, head = RNN(inputs, n_a, rng=rng), Dense(n_a, outputs, rng=rng)
    model = SequenceModel(layer, head, loss=loss)
    model.params.flat[...] = rng.normal(size=model.params.flat.size)
    return model, rng


def weights(model):
    names = "layer.W_aa layer.W_ax layer.b_a head.W_ya head.b_y"
    return tuple(model.params[name] for name in names.split())


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_unfolded(seed):
    model, rng = random_model(seed, n_x, n_y)
    x, a0 = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
    want = sums.eq_unfolded(x, a0, *weights(model)[:3])
    _, state = model.layer.forward(x, a0)
    np.testing.assert_allclose(state, want, rtol=1e-12)
    for cut in range(1, T):  # read in two pieces: the inner brackets are a value
        _, first = model.layer.forward(x[:cut], a0)
        _, second = model.layer.forward(x[cut:], first)
        np.testing.assert_allclose(second, want, rtol=1e-12)


def own_predictions(model, x_t, state, steps):
    """Feed each prediction back, as on the page."""
    y_hat = []
    for _ in range(steps):
        x_t, state = model.predict(x_t, state)
        y_hat.append(x_t[0])
    return np.array(y_hat)


@pytest.mark.parametrize(
    ("loss", "g1"),
    [("squared_error", lambda z: z), ("binary_cross_entropy", lambda z: 1 / (1 + math.exp(-z)))],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_fed_back(seed, loss, g1):
    model, rng = random_model(seed, n_y, n_y, loss)
    x_1, a0 = rng.normal(size=(n_y, N)), rng.normal(size=(n_a, N))
    want = sums.eq_fed_back(x_1, a0, T, weights(model), g1)
    np.testing.assert_allclose(own_predictions(model, x_1[None], a0, T), want, rtol=1e-11)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_encoder_decoder(seed):
    encoder, rng = random_model(seed, n_x, n_y)
    decoder, _ = random_model(seed + 100, n_y, n_y)
    x, go = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_y, N))
    want = sums.eq_encoder_decoder(x, go, 4, weights(encoder), weights(decoder))
    _, handed_over = encoder.predict(x)
    got = own_predictions(decoder, go[None], handed_over, 4)
    np.testing.assert_allclose(got, want, rtol=1e-11)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_jordan(seed):
    """With a readout without activation, Jordan's net is the package's RNN of lower rank."""
    rng = np.random.default_rng(seed)
    W_ay, W_ax, b_a, W_ya, b_y = (
        rng.normal(size=s) for s in ((n_a, n_y), (n_a, n_x), (n_a, 1), (n_y, n_a), (n_y, 1))
    )
    x, a = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
    layer = RNN(n_x, n_a, rng=rng)
    layer.params["W_ax"] = W_ax
    layer.params["W_aa"] = W_ay @ W_ya
    layer.params["b_a"] = b_a + W_ay @ b_y
    layer.forward(x, a)
    assert np.linalg.matrix_rank(layer.params["W_aa"]) == n_y < n_a
    for t in range(1, T + 1):
        a = sums.eq_jordan(W_ya @ a + b_y, x[t - 1], W_ay, W_ax, b_a)
        np.testing.assert_allclose(layer.a[t], a, rtol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_shared_slope(seed):
    model, rng = random_model(seed, n_x, n_y)
    x, y = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_y, N))
    W_aa, W_ax, b_a, W_ya, b_y = weights(model)

    def loss(copies):
        a, total = np.zeros((n_a, N)), 0.0
        for t in range(T):
            a = np.tanh(copies[t] @ a + W_ax @ x[t] + b_a)
            total += ((W_ya @ a + b_y - y[t]) ** 2).sum() / 2
        return total / (T * N)

    value, _ = model.loss_and_grads(x, y)
    assert loss([W_aa] * T) == pytest.approx(value, rel=1e-12)
    want = sums.eq_shared_slope(loss, W_aa, T)
    np.testing.assert_allclose(model.grads["layer.W_aa"], want, rtol=1e-7, atol=1e-9)
