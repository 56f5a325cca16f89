"""Chapter 3: keys that the package and an exhaustive search decide."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.baselines import convolution
from unrolled.exercises import ch03_why_not_fully_connected as ch03


def test_counts_are_those_of_the_arrays():
    full, conv, recurrent, twice = ch03.count.solution
    assert recurrent == RNN(50, 20, rng=np.random.default_rng(0)).params.flat.size
    assert full == np.zeros((30, 20, 50)).size + 20 and twice == np.zeros((60, 20, 50)).size + 20
    assert conv == np.zeros((5, 20, 50)).size + 20


def test_sweep_is_the_package():
    x, W, b_a = ch03.sweep.draw(3)
    want = convolution(x, W, b_a).max(axis=0)
    np.testing.assert_allclose(ch03.sweep.solution(x, W, b_a), want, rtol=1e-12)


@pytest.mark.parametrize("T", [3, 4, 9])
def test_one_matrix_is_the_convolution(T):
    """Times the columns on top of each other it gives all windows on top of each other."""
    W, _ = ch03.as_one_matrix.draw(T)
    wide = ch03.as_one_matrix.solution(W, T)
    x, none = np.random.default_rng(T).normal(size=(T, 2, 5)), np.zeros((4, 1))
    want = convolution(x, W, none)
    np.testing.assert_allclose(np.tanh(wide @ x.reshape(T * 2, 5)), want.reshape(-1, 5), rtol=1e-12)
    assert len(np.unique(wide[wide != 0])) == W.size  # few different numbers, repeated


def test_two_motifs_that_one_unit_cannot_join():
    """The teaching note to exercise 4: the sums of abc + ddd equal those of abd + ddc."""
    W = np.random.default_rng(0).normal(size=(3, 4))
    z = {
        s: sum(W[k, "abcd".index(c)] for k, c in enumerate(s)) for s in ("abc", "ddd", "abd", "ddc")
    }
    np.testing.assert_allclose(z["abc"] + z["ddd"], z["abd"] + z["ddc"], rtol=1e-12)
    assert ch03.by_hand.judge(([[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0]], -5))


def test_two_dots_are_enough_and_needed():
    def pair(dots):
        d = "." * dots
        return f"{d}+{d}-{d}+{d}", f"{d}-{d}+{d}-{d}"

    assert ch03.fooled.judge(pair(2)) and not ch03.fooled.judge(pair(1))
