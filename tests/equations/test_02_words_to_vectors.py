"""Chapter 2: lookups, coverage and spelled-out bits against explicit sums."""

import numpy as np
import pytest

from rnnlab import RNN, Embedding
from rnnlab.baselines import NGram
from rnnlab.data import Vocabulary, common_words
from rnnlab.functions import one_hot
from unrolled.exercises import ch02_words_to_vectors as ch02
from unrolled.sums import ch02_words_to_vectors as sums

SEEDS = range(5)


@pytest.mark.parametrize("n", [1, 10, 1000, 10_000])
def test_eq_coverage(n):
    _, f = common_words()
    np.testing.assert_allclose(np.cumsum(f)[n - 1], sums.eq_coverage(f, n), rtol=1e-12)


def test_eq_coverage_is_the_share_of_known_tokens():
    """Ranks and counts of a small text instead of frequencies."""
    train, _, sizes = ch02.unk_curve.draw(0)
    counts = sorted((train.count(w) for w in set(train)), reverse=True)
    f = np.array(counts) / len(train)
    rates = ch02.unk_curve.solution(train, train, sizes)
    for n, rate in zip(sizes, rates, strict=True):
        np.testing.assert_allclose(rate, 1 - sums.eq_coverage(f, n), rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_one_hot_product(seed):
    """The product, the gather, the embedding, and a layer that reads ids: bit for bit."""
    rng = np.random.default_rng(seed)
    T, n_a, V, N = 3, 4, 7, 2
    ids = rng.integers(0, V, size=(T, N))
    o = one_hot(ids, V, np.float64)

    table = Embedding(V, n_a, rng=rng)
    E = table.params["E"]
    want = np.array([[sums.eq_one_hot_product(E, k) for k in row] for row in ids]).swapaxes(1, 2)
    np.testing.assert_array_equal(E @ o, want)
    np.testing.assert_array_equal(E[:, ids].swapaxes(0, 1), want)
    np.testing.assert_array_equal(table.forward(ids), want)

    layer = RNN(V, n_a, rng=rng)
    layer.params["W_aa"][...] = 0  # then a state shows its own input only
    W_ax, b_a = layer.params["W_ax"], layer.params["b_a"]
    picked = np.array([[sums.eq_one_hot_product(W_ax, k) for k in row] for row in ids])
    out, _ = layer.forward(ids)
    np.testing.assert_allclose(out, np.tanh(picked.swapaxes(1, 2) + b_a), rtol=1e-14)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_spelled_bits(seed):
    bits, spelling, unknown, mask = ch02.text_bits.draw(seed)
    said, of_text = ch02.text_bits.solution(bits, spelling, unknown, mask)
    want = sums.eq_spelled_bits(bits[mask], spelling[mask], unknown[mask])
    np.testing.assert_allclose(of_text, want, rtol=1e-12)
    np.testing.assert_allclose(
        said, sums.eq_spelled_bits(bits[mask], spelling[mask], 0 * unknown[mask]), rtol=1e-12
    )


def test_eq_spelled_bits_on_the_text_itself():
    """As on the page: the model's mean plus the spelling of what it does not know."""
    train, test, sizes = ch02.unk_curve.draw(1)
    vocabulary = Vocabulary(sorted(set(train))[: sizes[1]], specials=["<unk>"])
    model = NGram(1, len(vocabulary)).fit([vocabulary.encode(train)])
    ids = vocabulary.encode(test)
    bits = -np.log2(model.probabilities()[ids])
    spelling = np.array([len(w) * np.log2(26) for w in test])
    unknown = ids == vocabulary.unk
    on_page = model.bits([ids]) + spelling[unknown].sum() / len(test)
    np.testing.assert_allclose(on_page, sums.eq_spelled_bits(bits, spelling, unknown), rtol=1e-12)
