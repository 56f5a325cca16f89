"""Chapter 22: solutions are the package's, and the numbers on paper come from simulation."""

import numpy as np
import pytest

from rnnlab.data import dna, sentiment
from rnnlab.diagnostics import paired_difference
from rnnlab.regression import autoregression, forecast
from unrolled.exercises import ch22_sentiment_dna_and_time_series as ch22

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
    one, other = ch22.paired.draw(seed)
    want = paired_difference(one.mean(axis=0), other.mean(axis=0))
    np.testing.assert_allclose(ch22.paired.solution(one, other), want, rtol=1e-11)


@pytest.mark.parametrize("seed", range(3))
def test_next_year_is_the_packages(seed):
    series, p, n_train = ch22.next_year.draw(seed)
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


@pytest.mark.parametrize("seed", range(3))
def test_pairs_are_counted_as_the_package_does(seed):
    x, mask, pairs = ch22.count_pairs.draw(seed)
    sentences = [[str(k) for k in x[real, n]] for n, real in enumerate(mask.T)]
    known = [(str(one), str(two)) for one, two in pairs]
    counts, _ = sentiment.count_ngrams(sentences, 2, known=known)
    got = ch22.count_pairs.solution(x, mask, pairs)
    np.testing.assert_array_equal(got, counts)
    assert got.max() >= 2 and got.sum() < 11 * 9


def test_order_is_chosen_behind_each_cut():
    """A value behind the last scored one changes nothing; one between two cuts does."""
    series, orders, cuts, ahead = ch22.choose_order.draw(0)
    errors, order = ch22.choose_order.solution(series, orders, cuts, ahead)
    assert order == orders[errors.argmin()]
    changed = series.copy()
    changed[cuts[-1] + ahead :] += 5
    np.testing.assert_array_equal(
        ch22.choose_order.solution(changed, orders, cuts, ahead)[0], errors
    )
    phi = autoregression(series[: cuts[0]], orders[0])
    one, _ = ch22.choose_order.solution(series, orders[:1], cuts[:1], 1)
    said = phi[:-1] @ series[cuts[0] - 1 : cuts[0] - 1 - orders[0] : -1] + phi[-1]
    np.testing.assert_allclose(one, [abs(said - series[cuts[0]])], rtol=1e-9)
