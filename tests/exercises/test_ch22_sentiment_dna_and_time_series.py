"""Chapter 22: solutions are the package's, and the numbers on paper come from simulation."""

import numpy as np
import pytest

from rnnlab.data import dna, sentiment
from rnnlab.diagnostics import paired_difference
from rnnlab.exercises import ch22_sentiment_dna_and_time_series as ch22
from rnnlab.regression import autoregression, forecast

HMM = dna.START, dna.SWITCH, dna.TRANSITIONS


def test_filter_and_smoother_are_the_packages():
    x = dna.cpg_islands(30, 4, rng=np.random.default_rng(0)).x
    alpha = ch22.island_filter.solution(x, *HMM)
    np.testing.assert_allclose(alpha[..., 1], dna.island_filter(x), rtol=1e-11)
    e = np.full((*x.shape, 2), 0.25)
    e[1:] = np.moveaxis(dna.TRANSITIONS[:, x[:-1], x[1:]], 0, 2)
    got = ch22.smoother.solution(alpha, e, dna.SWITCH)
    np.testing.assert_allclose(got, dna.island_smoother(x), rtol=1e-11)


@pytest.mark.parametrize("seed", range(3))
def test_paired_is_the_packages(seed):
    one, other = ch22.scores_case(seed)
    want = paired_difference(one.mean(axis=0), other.mean(axis=0))
    np.testing.assert_allclose(ch22.paired.solution(one, other), want, rtol=1e-11)


@pytest.mark.parametrize("seed", range(3))
def test_next_year_is_the_packages(seed):
    series, p, n_train = ch22.series_case(seed)
    phi, error = ch22.next_year.solution(series, p, n_train)
    np.testing.assert_allclose(phi, autoregression(series[:n_train], p), rtol=1e-9)
    wrong = forecast(series, phi)[n_train - p :] - series[n_train:]
    np.testing.assert_allclose(error, np.sqrt(np.mean(wrong**2)), rtol=1e-9)


def test_numbers_on_paper():
    agree, meant, island, error, enough, stay = ch22.on_paper.solution
    assert agree == pytest.approx(sentiment.noisy_accuracy(0.95, 0.1))
    assert sentiment.noisy_accuracy(meant, 0.1) == pytest.approx(0.82)
    cg = np.array([[1], [2]])
    assert dna.island_filter(cg)[1, 0] == pytest.approx(island)
    rng = np.random.default_rng(0)
    means = rng.normal(scale=0.1, size=(4000, 400)).mean(axis=1)
    assert abs(means.std() - error) < 0.0003
    assert 2 * 0.1 / np.sqrt(enough) == pytest.approx(0.002)
    assert stay == pytest.approx(np.sqrt(np.mean(np.diff([1.0, 3, 2, 5]) ** 2)))


def test_a_third_strand_adverb_defeats_triples():
    """The solution's trick with two adverbs works against triples, too."""
    one = "the film is not so really good but the plot is so really bad".split()
    two = "the film is so really good but the plot is not so really bad".split()
    counts, _ = sentiment.count_ngrams([one, two], 2)
    assert (counts[:, 0] == counts[:, 1]).all()
    assert sentiment.polarity(one) != sentiment.polarity(two)
