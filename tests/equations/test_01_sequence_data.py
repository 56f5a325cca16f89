"""Chapter 1: the package gives what the explicit sums give."""

import math

import numpy as np
import pytest

from rnnlab import RNN, Dense, SequenceModel, evaluate
from rnnlab.baselines import NGram
from rnnlab.data import next_symbol_batches
from unrolled.sums.ch01_sequence_data import START, eq_bits, eq_ngram

n_v, n_a = 5, 4


def random_sequences(seed, n=7):
    """Sequences of different lengths, in which some contexts are frequent and some are missing."""
    rng = np.random.default_rng(seed)
    share = rng.dirichlet(np.ones(n_v))
    return [rng.choice(n_v, p=share, size=length) for length in rng.integers(2, 12, size=n)]


@pytest.mark.parametrize("order", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(5))
def test_eq_ngram(seed, order):
    text = random_sequences(seed)
    model = NGram(order, n_v).fit(text)
    for ids in random_sequences(seed + 100, n=2):  # held out: with contexts never seen
        for t in range(len(ids)):
            h = [START] * (order - 1 - t) + ids[max(0, t - order + 1) : t].tolist()
            want = [eq_ngram(s, h, text, n_v) for s in range(n_v)]
            np.testing.assert_allclose(model.probabilities(ids[:t]), want, rtol=1e-13)
            assert math.isclose(sum(want), 1, rel_tol=1e-13)


@pytest.mark.parametrize("seed", range(5))
def test_eq_bits(seed):
    model = NGram(3, n_v).fit(random_sequences(seed))
    held_out = random_sequences(seed + 100)
    p = [[model.probabilities(ids[:t])[ids[t]] for t in range(len(ids))] for ids in held_out]
    assert math.isclose(model.bits(held_out), eq_bits(p), rel_tol=1e-13)


@pytest.mark.parametrize("seed", range(5))
def test_eq_bits_of_a_network(seed):
    """The loss that training lowers is eq-bits in nats, over the steps that are no padding."""
    rng = np.random.default_rng(seed)
    model = SequenceModel(RNN(n_v, n_a, rng=rng), Dense(n_a, n_v, rng=rng))
    model.params.flat[...] = rng.normal(size=model.params.flat.size)
    batches = next_symbol_batches(random_sequences(seed), 3)
    p = []
    for batch in batches:
        y_hat, _ = model.predict(batch.x, mask=batch.mask)
        for i in range(batch.y.shape[1]):
            steps = np.flatnonzero(batch.mask[:, i])
            p.append([y_hat[t, batch.y[t, i], i] for t in steps])
    assert len({len(row) for row in p}) > 1  # ragged, so that padding could be counted by mistake
    assert math.isclose(evaluate(model, batches) / math.log(2), eq_bits(p), rel_tol=1e-12)
