"""Chapter 8: the keys of the questions are true."""

import math

import numpy as np
import pytest

from rnnlab.functions import softmax
from rnnlab.losses import softmax_cross_entropy
from unrolled.exercises import ch08_losses as ch08
from unrolled.exercises.ch08_losses.on_paper import TABLE, word_bits
from unrolled.exercises.ch08_losses.two_winners import winners


def test_first_losses_have_the_causes_of_the_key():
    V, N, lengths = 39, 50, np.arange(1, 51)
    want = {
        "base 2": math.log2(V),
        "T N": math.log(V) * lengths.sum() / (50 * N),
        "axis": math.log(N),
        "right": math.log(V),
        "sum": math.log(V) * lengths.mean(),
    }
    for program, loss in ch08.first_losses().items():
        assert math.isclose(loss, want[ch08.first_loss.solution[program]], rel_tol=1e-12)
    losses = sorted(want.values())
    assert min(np.diff(losses)) > 0.1  # no two causes can be taken for each other


def test_the_right_first_loss_is_the_packages():
    mask = np.arange(50)[:, None] < np.arange(1, 51)
    loss, _ = softmax_cross_entropy(np.zeros((50, 39, 50)), np.zeros((50, 50), int), mask)
    assert math.isclose(loss, ch08.first_losses()["D"], rel_tol=1e-12)


def test_the_solution_of_the_masked_loss_is_the_packages():
    z, y, mask = ch08.masked_cross_entropy.draw(3)
    loss, dz = ch08.masked_cross_entropy.solution(z, y, mask)
    want, dz_want = softmax_cross_entropy(z, y, mask)
    np.testing.assert_allclose(loss, want, rtol=1e-12)
    np.testing.assert_allclose(dz, dz_want, atol=1e-15)
    assert np.abs(dz).max() <= 1 / mask.sum()  # what the statement asks before the check


def test_one_logit_is_the_softmax_of_two():
    (z,) = ch08.one_logit.draw(0)
    yes = 1 / (1 + np.exp(-ch08.one_logit.solution(z)))
    np.testing.assert_allclose(yes, softmax(z)[:, 1:], rtol=1e-12)


def test_table_of_the_paper_exercise_holds_probabilities():
    for first in ".AB":
        assert sum(p for pair, p in TABLE.items() if pair[0] == first) <= 1
    assert word_bits("ABBA") == [1, 2, 1, 2, 1]
    want = [7, 9 / 7, 9 / 7 * math.log(2), 512 ** (1 / 7)]
    np.testing.assert_allclose(ch08.on_paper.solution, want, rtol=1e-12)


@pytest.mark.parametrize("lengths", [[7, 7], [1, 1]])
def test_equal_lengths_cannot_have_two_winners(lengths):
    rng = np.random.default_rng(0)
    for A, B in rng.uniform(0, 10, size=(50, 2, 2)).tolist():
        assert not winners({"lengths": lengths, "A": A, "B": B})[0]
