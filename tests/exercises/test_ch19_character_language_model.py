"""Chapter 19: keys that are not computed where they stand, solutions against the package."""

from itertools import pairwise

import numpy as np
import pytest

from rnnlab import RNN, Dense, SequenceModel
from unrolled.exercises import ch19_character_language_model as ch19
from unrolled.exercises.ch19_character_language_model.mixture import BUDGET
from unrolled.sums import ch19_character_language_model as sums


@pytest.mark.parametrize("seed", range(3))
def test_samplers_are_the_equations(seed):
    z, tau, u = ch19.draw_symbols.draw(seed)
    p, ids = ch19.draw_symbols.solution(z, tau, u)
    for n in range(z.shape[1]):
        np.testing.assert_allclose(p[:, n], sums.eq_temperature(z[:, n], tau), rtol=1e-12)
        assert ids[n] == sums.eq_inverse_draw(p[:, n], u[n])
    z, k, tau = ch19.top_k.draw(seed)
    p = ch19.top_k.solution(z, k, tau)
    for n in range(z.shape[1]):
        np.testing.assert_allclose(p[:, n], sums.eq_top_k(z[:, n], tau, k), rtol=1e-12)


def test_limits_are_what_the_key_says():
    z, tie = np.array([0.3, 2.0, -1.0, 0.5]), np.array([0.3, 2.0, -1.0, 2.0])
    found = {
        "tau to 0, one largest logit": sums.eq_temperature(z, 1e-2),
        "tau to 0, two equal largest logits": sums.eq_temperature(tie, 1e-2),
        "tau to infinity": sums.eq_temperature(z, 1e9),
        "tau to infinity with top-k of 3": sums.eq_top_k(z, 1e9, 3),
        "a constant added to all logits": sums.eq_temperature(z + 5, 1),
        "top_k = V": sums.eq_top_k(z, 1, 4),
    }
    known = {
        "greedy": [0, 1, 0, 0],
        "half and half": [0, 0.5, 0, 0.5],
        "uniform": [0.25] * 4,
        "uniform over 3": [1 / 3, 1 / 3, 0, 1 / 3],
        "no change": sums.eq_temperature(z, 1),
    }
    assert found.keys() == ch19.limits.solution.keys()
    for question, p in found.items():
        for said, want in known.items():
            right = ch19.limits.solution[question] == said
            assert np.allclose(p, want, atol=1e-6) == right, (question, said)


@pytest.mark.parametrize("seed", range(3))
def test_bigram_is_the_sum_of_its_words(seed):
    ids, n_v = ch19.bigram.draw(seed)
    counts, p = ch19.bigram.solution(ids, n_v)
    assert counts.sum() == len(ids) - 1
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-14)
    text = ids.tolist()
    for b, s in np.ndindex(n_v, n_v):
        follow = [after for before, after in pairwise(text) if before == b]
        share = text.count(s) / len(text)
        D = len(set(follow))
        want = (follow.count(s) + D * share) / (len(follow) + D)
        np.testing.assert_allclose(p[b, s], want, rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_chunks_do_not_change_the_bits(seed):
    x, y, W_aa, W_ax, W_ya, K = ch19.chunked_bits.draw(seed)
    rng = np.random.default_rng(0)
    model = SequenceModel(RNN(6, 4, rng=rng), Dense(4, 6, rng=rng))
    model.params.flat[...] = 0
    model.params["layer.W_aa"], model.params["layer.W_ax"] = W_aa, W_ax
    model.params["head.W_ya"] = W_ya
    loss, last = model.loss(x, y)
    for k in (1, K, len(x)):
        bits, state = ch19.chunked_bits.solution(x, y, W_aa, W_ax, W_ya, k)
        np.testing.assert_allclose(bits, loss / np.log(2), rtol=1e-12)
        np.testing.assert_allclose(state, last, rtol=1e-10)


def test_budget_can_be_met_and_is_no_gift():
    P = ch19.shares()
    w = np.full(5, 0.2)
    for _ in range(60):
        w = (w[:, None] * P / (w @ P)).mean(axis=1)
    best = -np.log2(w @ P).mean()
    assert 1.50 < best < 1.52 and w[4] > 0.9  # as the solution says
    assert best < BUDGET < -np.log2(np.full(5, 0.2) @ P).mean()
