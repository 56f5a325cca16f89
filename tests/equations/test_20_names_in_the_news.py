"""Chapter 20: spans, their score and merged symbols, against plain loops."""

import itertools

import numpy as np
import pytest

from rnnlab.data.hmm import HiddenMarkov
from rnnlab.data.spans import best_tags, span_counts, span_scores, spans
from unrolled.sums import ch20_names_in_the_news as sums

ALL = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_eq_bio_spans(length):
    """All sequences of that length, well formed or not."""
    for tags in itertools.product(ALL, repeat=length):
        assert sorted(spans(tags)) == sums.eq_bio_spans(tags)


@pytest.mark.parametrize("seed", range(5))
def test_eq_span_f1(seed):
    rng = np.random.default_rng(seed)
    true, guess = rng.integers(0, 5, size=(2, 9, 40))
    guess = np.where(rng.random(guess.shape) < 0.7, true, guess)
    lists = [[[ALL[k] for k in column] for column in ids.T] for ids in (true, guess)]
    right = n_true = n_guess = 0
    for one, two in zip(*lists, strict=True):
        want, got = sums.eq_bio_spans(one), sums.eq_bio_spans(two)
        right += sum(name in want for name in got)
        n_true, n_guess = n_true + len(want), n_guess + len(got)
    assert 0 < right < min(n_true, n_guess)
    np.testing.assert_allclose(span_scores(*lists), sums.eq_span_f1(right, n_true, n_guess))
    counts = span_counts(true, guess, np.ones(true.shape, bool), ALL)
    assert counts.sum(1).tolist() == [right, n_true, n_guess]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sharpness", [0.3, 1, 4])
def test_eq_viterbi(seed, sharpness):
    """All well-formed sequences, with padding at the end and one step that is skipped inside."""
    rng = np.random.default_rng(seed)
    chances = rng.dirichlet(np.full(5, 1 / sharpness), size=(5, 6)).swapaxes(1, 2)
    mask = np.arange(5)[:, None] < [5, 4, 3, 2, 1, 5]
    mask[2, 5] = mask[0, 0] = False
    got = best_tags(chances, ALL, mask)
    for n, real in enumerate(mask.T):
        want, _ = sums.eq_viterbi(chances[real, :, n].tolist(), ALL)
        assert got[real, n].tolist() == want
    assert (chances.argmax(axis=1) != got)[mask].any()


def test_viterbi_refuses_logits():
    with pytest.raises(ValueError, match="are these logits"):
        best_tags(np.full((2, 3, 1), -1.0), ALL[:3])
    with pytest.raises(ValueError, match="chances must have shape"):
        best_tags(np.full((2, 3, 1), 0.5), ALL)


@pytest.mark.parametrize("seed", range(3))
def test_eq_merged(seed):
    rng = np.random.default_rng(seed)
    B, new_ids = rng.dirichlet(np.ones(7), size=4), rng.integers(0, 3, size=7)
    source = HiddenMarkov(np.full(4, 0.25), rng.dirichlet(np.ones(4), size=4), B)
    merged = source.merged(new_ids, 3)
    np.testing.assert_allclose(merged.B, sums.eq_merged(B, new_ids, 3), rtol=1e-12)
    assert merged.A is source.A and merged.end is source.end
