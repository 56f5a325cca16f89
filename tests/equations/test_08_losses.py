"""Chapter 8: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab.functions import log_softmax, one_hot, sigmoid, softmax
from rnnlab.losses import (
    binary_cross_entropy,
    perplexity,
    softmax_cross_entropy,
    squared_error,
)
from unrolled.sums import ch08_losses as sums

T, N, n_y = 6, 4, 5
SEEDS = range(5)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-15)


def ragged(rng):
    """A mask with padding and gaps; every column has a valid step, not every step has all."""
    mask = rng.random((T, N)) < 0.6
    mask[0], mask[2, 1] = True, False
    return mask


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_cross_entropy(seed):
    rng = np.random.default_rng(seed)
    z, k = rng.normal(size=(1, n_y, 1)), int(rng.integers(0, n_y))
    loss, _ = softmax_cross_entropy(z, np.array([[k]]))
    close(loss, sums.eq_cross_entropy(softmax(z)[0, :, 0], k))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_loss_slope(seed):
    """One step of one example: M is 1, so dz is the slope of that step's loss."""
    rng = np.random.default_rng(seed)
    z, k, y = rng.normal(size=(1, n_y, 1)), rng.integers(0, n_y, (1, 1)), rng.random((1, n_y, 1))
    _, dz = softmax_cross_entropy(z, k)
    close(dz[0, :, 0], sums.eq_loss_slope(softmax(z)[0, :, 0], one_hot(k, n_y)[0, :, 0]))
    close(dz.sum(), 0)
    _, dz = binary_cross_entropy(z, y)
    close(dz[0, :, 0], sums.eq_loss_slope(sigmoid(z)[0, :, 0], y[0, :, 0]))
    _, dz = squared_error(z, y)
    close(dz[0, :, 0], sums.eq_loss_slope(z[0, :, 0], y[0, :, 0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_loss_slope_is_the_slope(seed):
    """The derivation, judged by a complex step through a formula that knows nothing of it."""
    rng = np.random.default_rng(seed)
    z, k = rng.normal(size=n_y), int(rng.integers(0, n_y))
    moved = z + 1e-30j * np.eye(n_y)
    by_step = [(np.log(np.exp(row).sum()) - row[k]).imag / 1e-30 for row in moved]
    close(by_step, sums.eq_loss_slope(np.exp(z) / np.exp(z).sum(), np.eye(n_y)[k]))


@pytest.mark.parametrize("scale", [1, 1e4])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_log_sum_exp(seed, scale):
    rng = np.random.default_rng(seed)
    z, k = scale * rng.normal(size=(1, n_y, 1)), int(rng.integers(0, n_y))
    want = sums.eq_log_sum_exp(z[0, :, 0]) - z[0, k, 0]
    loss, _ = softmax_cross_entropy(z, np.array([[k]]))
    close(loss, want)
    close(-log_softmax(z)[0, k, 0], want)
    if scale == 1:
        close(sums.eq_log_sum_exp(z[0, :, 0]), np.log(np.exp(z).sum()))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_binary_cross_entropy(seed):
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=(1, n_y, 1)), rng.random((1, n_y, 1))
    loss, _ = binary_cross_entropy(z, y)
    close(loss, sums.eq_binary_cross_entropy(sigmoid(z)[0, :, 0], y[0, :, 0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_squared_error(seed):
    rng = np.random.default_rng(seed)
    y_hat, y = rng.normal(size=(1, n_y, 1)), rng.normal(size=(1, n_y, 1))
    loss, _ = squared_error(y_hat, y)
    close(loss, sums.eq_squared_error(y_hat[0, :, 0], y[0, :, 0]))


@pytest.mark.parametrize("loss", [softmax_cross_entropy, binary_cross_entropy, squared_error])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_loss_sequence(seed, loss):
    rng = np.random.default_rng(seed)
    z, y, mask = rng.normal(size=(T, n_y, N)), rng.random((T, n_y, N)), ragged(rng)
    y = y.argmax(axis=1) if loss is softmax_cross_entropy else y
    single = [[loss(z[t : t + 1, ..., [n]], y[t : t + 1, ..., [n]])[0] for n in range(N)]
              for t in range(T)]  # fmt: skip
    close(loss(z, y, mask)[0], sums.eq_loss_sequence(np.array(single), mask))
    assert len({*mask.sum(axis=0)}) > 1  # ragged: a mean of means would be another number


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_perplexity(seed):
    losses = np.random.default_rng(seed).exponential(size=7)
    close(perplexity(losses.mean()), sums.eq_perplexity(losses))


def test_perplexity_of_the_uniform_model_is_the_number_of_classes():
    loss, _ = softmax_cross_entropy(np.zeros((T, n_y, N)), np.zeros((T, N), int))
    close(perplexity(loss), n_y)


def test_perplexity_of_a_perfect_model_is_one():
    assert perplexity(0.0) == 1


@pytest.mark.parametrize("wrong", [-0.1, float("nan")])
def test_perplexity_refuses_what_is_no_cross_entropy(wrong):
    with pytest.raises(ValueError, match="loss must be a mean cross-entropy in nats"):
        perplexity(wrong)
