"""Chapter 19: the package's sampler against explicit sums, its limits, and a chi-square test."""

import numpy as np
import pytest

from rnnlab.data.characters import name_stream, name_vocabulary, split_names
from rnnlab.sampling import draw, greedy
from unrolled.sums import ch19_character_language_model as sums

SEEDS = range(3)
N_Y, N = 7, 20_000

#: 99.9 % of chi-square with 1 .. 6 degrees of freedom
CHI_SQUARE = 10.83, 13.82, 16.27, 18.47, 20.52, 22.46


def logits(seed):
    return np.random.default_rng(seed).normal(size=N_Y) * 2


def counts(z, seed=0, **options):
    """Draw N symbols from one column and count them."""
    many = np.repeat(z[:, None], N, axis=1)
    drawn = draw(many, rng=np.random.default_rng([seed, 1]), **options)
    return np.bincount(drawn, minlength=len(z))


def fits(observed, p):
    """Pearson's test: whether counts may come from these probabilities."""
    possible = p > 0
    if observed[~possible].any():
        return False
    expected = N * p[possible]
    x2 = ((observed[possible] - expected) ** 2 / expected).sum()
    return possible.sum() == 1 or x2 < CHI_SQUARE[possible.sum() - 2]


@pytest.mark.parametrize("tau", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_temperature(seed, tau):
    z = logits(seed)
    p = sums.eq_temperature(z, tau)
    assert fits(counts(z, seed, temperature=tau), p)
    assert not fits(counts(z, seed, temperature=1.3 * tau), p)  # the test can fail


@pytest.mark.parametrize("K", range(1, N_Y + 1))
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_top_k(seed, K):
    z = logits(seed)
    z[4] = z[2]
    p = sums.eq_top_k(z, 0.8, K)
    assert (p > 0).sum() == K and abs(p.sum() - 1) < 1e-14
    assert fits(counts(z, seed, temperature=0.8, top_k=K), p)


@pytest.mark.parametrize("top_k", [None, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_inverse_draw(seed, top_k):
    """The same numbers give the same symbols, one by one."""
    rng = np.random.default_rng(seed)
    z = 2 * rng.normal(size=(N_Y, 500))
    drawn = draw(z, rng=np.random.default_rng([seed, 1]), temperature=0.7, top_k=top_k)
    u = np.random.default_rng([seed, 1]).random(500)
    for n in range(500):
        p = sums.eq_top_k(z[:, n], 0.7, top_k or N_Y)
        assert drawn[n] == sums.eq_inverse_draw(p, u[n])


@pytest.mark.parametrize("seed", SEEDS)
def test_limits(seed):
    """Cold: the largest logit alone, equal ones share. Hot: all alike. Shifted: no change."""
    z = logits(seed)
    best = int(greedy(z[:, None])[0])
    assert counts(z, temperature=1e-3)[best] == N
    np.testing.assert_allclose(sums.eq_temperature(z, 1e9), 1 / N_Y, rtol=1e-7)
    assert fits(counts(z, temperature=1e9), np.full(N_Y, 1 / N_Y))
    z[(best + 1) % N_Y] = z[best]
    tie = np.zeros(N_Y)
    tie[[best, (best + 1) % N_Y]] = 0.5
    assert fits(counts(z, temperature=1e-3), tie)
    np.testing.assert_array_equal(counts(z + 100.0), counts(z))


@pytest.mark.parametrize("seed", SEEDS)
def test_entropy_rises_with_the_temperature(seed):
    """Its slope in 1/tau is minus 1/tau times the variance of the logits."""
    z = logits(seed)

    def entropy(beta):
        p = sums.eq_temperature(z, 1 / beta)
        return -(p * np.log(p)).sum()

    for beta in (0.3, 1.0, 2.0):
        p = sums.eq_temperature(z, 1 / beta)
        variance = (p * z**2).sum() - (p * z).sum() ** 2
        slope = (entropy(beta + 1e-5) - entropy(beta - 1e-5)) / 2e-5
        np.testing.assert_allclose(slope, -beta * variance, rtol=1e-6)
        assert slope < 0


def test_the_splits_are_what_they_say():
    everything = sorted(split_names()[0] + split_names()[1])
    for by in ("name", "row"):
        train, test = split_names(by)
        assert sorted(train + test) == everything and not set(train) & set(test)
        assert 0.09 < len(test) / len(everything) <= 0.1
    import unicodedata

    row = {ord(unicodedata.ucd_3_2_0.lookup(name)) // 256 for name in test}
    assert not row & {ord(unicodedata.ucd_3_2_0.lookup(name)) // 256 for name in train}
    with pytest.raises(ValueError, match="by must be 'name' or 'row', got 'x'"):
        split_names("x")
    text = "".join(name_vocabulary().decode(name_stream(test)))
    assert text == "\n" + "\n".join(test) + "\n"
