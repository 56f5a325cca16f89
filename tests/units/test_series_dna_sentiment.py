"""Data of chapter 22: what is drawn is what is said, and the bounds are bounds."""

import numpy as np
import pytest

from rnnlab.data import dna, sentiment
from rnnlab.data.series import mackey_glass, sunspots


def test_sunspots():
    years, numbers = sunspots()
    np.testing.assert_array_equal(years, np.arange(1700, 2009))
    assert numbers.shape == (309,) and numbers.min() == 0 and numbers.max() == 190.2
    assert years[numbers.argmax()] == 1957


def test_mackey_glass():
    x = mackey_glass(400, rng=np.random.default_rng(0))
    assert x.shape == (400,) and 0.1 < x.min() < x.max() < 1.5
    np.testing.assert_array_equal(x, mackey_glass(400, rng=np.random.default_rng(0)))
    assert abs(x - mackey_glass(400, rng=np.random.default_rng(1))).max() > 0.1
    every = mackey_glass(20, rng=np.random.default_rng(0), every=30)
    np.testing.assert_array_equal(every[::2], x[:10])
    for wrong in ({"n": 0}, {"n": 3, "every": 0}, {"n": 3, "dt": 0.0}, {"n": 3, "tau": 0.05}):
        with pytest.raises(ValueError, match="n and every must be at least 1"):
            mackey_glass(**wrong, rng=np.random.default_rng(0))


def test_hidden_states_and_bases_follow_their_tables():
    x, y, *_ = dna.cpg_islands(200, 400, rng=np.random.default_rng(0))
    for i in (0, 1):
        stays = np.mean(y[1:][y[:-1] == i] == i)
        assert abs(stays - dna.SWITCH[i, i]) < 0.004
        for a in range(4):
            here = (y[1:] == i) & (x[:-1] == a)
            seen = np.bincount(x[1:][here], minlength=4) / here.sum()
            assert abs(seen - dna.TRANSITIONS[i, a]).max() < 0.02
    np.testing.assert_allclose(dna.START @ dna.SWITCH, dna.START)  # stationary


def test_printed_tables():
    """Durbin et al. print three digits; their rows add up to 1 within rounding."""
    assert abs(np.round(dna.TRANSITIONS, 3).sum(axis=2) - 1).max() < 0.0021
    assert dna.TRANSITIONS[1, 1, 2] > 3 * dna.TRANSITIONS[0, 1, 2]  # CG


def test_bounds_are_calibrated_and_ordered():
    x, y, *_ = dna.cpg_islands(200, 300, rng=np.random.default_rng(5))
    bits = []
    for p in (dna.island_filter(x), dna.island_smoother(x)):
        for low in np.arange(0.1, 0.9, 0.2):
            chosen = (p >= low) & (p < low + 0.2)
            assert abs(p[chosen].mean() - y[chosen].mean()) < 0.04
        bits.append(-np.log2(np.where(y == 1, p, 1 - p)).mean())
    assert bits[1] < bits[0] - 0.1


def test_reverse_complement():
    x = np.random.default_rng(0).integers(0, 4, (9, 3))
    other = dna.reverse_complement(x)
    np.testing.assert_array_equal(dna.reverse_complement(other), x)
    both = zip(x.ravel(), other[::-1].ravel(), strict=True)
    pairs = {(dna.BASES[a], dna.BASES[b]) for a, b in both}
    assert pairs == {("A", "T"), ("T", "A"), ("C", "G"), ("G", "C")}


def test_wrong_bases_and_sizes():
    with pytest.raises(ValueError, match="places in BASES"):
        dna.island_filter(np.array([[4]]))
    with pytest.raises(ValueError, match=r"x must have shape \(T, N\)"):
        dna.island_smoother(np.array([1, 2]))
    with pytest.raises(ValueError, match="at least 1, got T=0"):
        dna.cpg_islands(0, 2, rng=np.random.default_rng(0))


def test_every_word_is_as_frequent_in_both_classes():
    sentences, labels, truth = sentiment.reviews(20_000, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(labels, truth)
    assert abs(labels.mean() - 0.5) < 0.015
    counts, known = sentiment.count_ngrams(sentences, 1)
    assert sorted(word for (word,) in known) == sorted(sentiment.WORDS)
    error = counts.std(axis=1) / np.sqrt(10_000 / 2)
    gap = counts[:, labels == 1].mean(axis=1) - counts[:, labels == 0].mean(axis=1)
    assert (abs(gap) < 4.5 * error).all()


def test_words_are_unique():
    assert len(set(sentiment.WORDS)) == len(sentiment.WORDS) == 41


@pytest.mark.parametrize(
    ("words", "praise"),
    [
        ("the film is good", 1),
        ("the film is not good", 0),
        ("the film is not really all that bad today", 1),
        ("the film is not good and the plot is dull", 0),
        ("the film is not good but the plot is clever", 1),
        ("honestly the film is good but the plot is not clever", 0),
    ],
)
def test_polarity(words, praise):
    assert sentiment.polarity(words.split()) == praise


def test_joined_clauses():
    sentences = sentiment.reviews(2000, rng=np.random.default_rng(0)).sentences
    joined = {"and": set(), "but": set()}
    for words in sentences:
        for word, seen in joined.items():
            if word in words:
                cut = words.index(word)
                parts = words[:cut], words[cut + 1 :]
                seen.add(sentiment.polarity(parts[0]) == sentiment.polarity(parts[1]))
    assert joined == {"and": {True}, "but": {False}}
    plain = sentiment.reviews(200, rng=np.random.default_rng(0), max_adverbs=0).sentences
    assert not {w for words in plain for w in words} & set(sentiment.ADVERBS)


def test_refused():
    rng = np.random.default_rng(0)
    for wrong in ({"N": 0}, {"N": 3, "flip": 1.5}, {"N": 3, "max_adverbs": -1}):
        with pytest.raises(ValueError, match="N must be at least 1"):
            sentiment.reviews(**wrong, rng=rng)
    with pytest.raises(ValueError, match="adjective"):
        sentiment.polarity(["the", "film"])
    with pytest.raises(ValueError, match="n must be at least 1"):
        sentiment.count_ngrams([["the"]], 0)
    with pytest.raises(KeyError, match="zebra"):
        sentiment.encode([["zebra"]], np.array([1]))


def test_unknown_runs_are_left_out():
    counts, known = sentiment.count_ngrams([["good", "plot"]], 2, known=[("good",), ("bad",)])
    assert known == [("good",), ("bad",)]
    np.testing.assert_array_equal(counts, [[1], [0]])
