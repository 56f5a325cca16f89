"""Chapter 22: the package against explicit sums over plain indices and over all hidden paths."""

import numpy as np
import pytest

from rnnlab.data import dna, sentiment
from rnnlab.data.series import mackey_glass
from rnnlab.diagnostics import paired_difference
from rnnlab.regression import autoregression, forecast, lagged
from unrolled.sums import ch22_sentiment_dna_and_time_series as sums

SEEDS = range(3)


def close(got, want, rtol=1e-11):
    np.testing.assert_allclose(got, want, rtol=rtol, atol=1e-12)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_eq_bag_of_ngrams(n):
    sentences = sentiment.reviews(7, rng=np.random.default_rng(n)).sentences
    counts, known = sentiment.count_ngrams(sentences, n)
    want = [[sums.eq_bag_of_ngrams(words, run) for words in sentences] for run in known]
    np.testing.assert_array_equal(counts, want)
    everything = {w for s in sentences for w in zip(*(s[i:] for i in range(n)), strict=False)}
    assert everything <= set(known) and max(map(len, known)) == n


@pytest.mark.parametrize("flip", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("right", [[1, 1, 1], [0, 0], [1, 0, 1, 1]])
def test_eq_label_noise(flip, right):
    close(sentiment.noisy_accuracy(np.mean(right), flip), sums.eq_label_noise(right, flip))


def test_label_noise_in_the_data():
    drawn = sentiment.reviews(4000, rng=np.random.default_rng(0), flip=0.2)
    assert abs(np.mean(drawn.labels == drawn.truth) - 0.8) < 0.02  # 3 standard errors


HMM = dna.START, dna.SWITCH, dna.TRANSITIONS


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_island_filter(seed):
    x = dna.cpg_islands(8, 3, rng=np.random.default_rng(seed)).x
    want = np.stack([sums.eq_island_filter(column.tolist(), *HMM) for column in x.T], axis=1)
    close(dna.island_filter(x), want)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_island_smoother(seed):
    x = dna.cpg_islands(8, 3, rng=np.random.default_rng(seed)).x
    want = np.stack([sums.eq_island_smoother(column.tolist(), *HMM) for column in x.T], axis=1)
    close(dna.island_smoother(x), want)


def test_both_agree_at_the_end():
    x = dna.cpg_islands(50, 3, rng=np.random.default_rng(0)).x
    close(dna.island_smoother(x)[-1], dna.island_filter(x)[-1])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_paired_error(seed):
    rng = np.random.default_rng(seed)
    one, other = rng.normal(size=(2, 9))
    close(paired_difference(one, other), sums.eq_paired_error(one.tolist(), other.tolist()))


@pytest.mark.parametrize("p", [1, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_autoregression(seed, p):
    series = np.random.default_rng(seed).normal(size=20).cumsum()
    phi = autoregression(series, p)
    said = sums.eq_autoregression(series.tolist(), phi.tolist())
    close(forecast(series, phi), said)
    past, now = lagged(series, p)
    errors = now - said  # least squares: the errors are at right angles to all that was used
    assert abs(past @ errors).max() < 1e-8 and abs(errors.sum()) < 1e-9


@pytest.mark.parametrize("tau", [0.5, 1.7])
def test_eq_mackey_glass(tau):
    """Short: the series is chaotic and forgets its start."""
    rng = np.random.default_rng(0)
    lag, n = round(tau / 0.1), 3000
    past = (1.2 + np.random.default_rng(0).uniform(-0.2, 0.2, lag + 1)).tolist()
    want = [*past, *sums.eq_mackey_glass(past, n + 5, 0.1)]
    got = mackey_glass(5, rng=rng, tau=tau, every=1)
    close(got, want[3000:3005], rtol=1e-8)
