"""Chapter 7: keys that a run decides, and what the exercises claim."""

import numpy as np

from rnnlab.data.batching import buckets
from unrolled.exercises import ch07_padding_and_masks as ch07


def test_keys_of_harmed_are_those_of_the_runs():
    want = {"A": "right", "B": "spoiled", "C": "spoiled", "D": "right"}
    assert ch07.harmed.solution == want | {"E": "spoiled", "F": "right", "G": "spoiled"}


def test_more_padding_changes_nothing():
    x, a0, mask, *weights = ch07.masked_forward.draw(0)
    longer = np.concatenate([x, np.ones((7, *x.shape[1:]))])
    more = np.concatenate([mask, np.zeros((7, mask.shape[1]), bool)])
    a = ch07.masked_forward.solution(x, a0, mask, *weights)
    b = ch07.masked_forward.solution(longer, a0, more, *weights)
    np.testing.assert_array_equal(b[: len(a)], a)
    np.testing.assert_array_equal(b[-1], a[-1])


def test_the_package_and_a_longest_first_order_pass_as_buckets():
    def of_package(lengths, batch_size):
        return buckets(lengths, batch_size, rng=np.random.default_rng(0))

    def longest_first(lengths, batch_size):
        order = np.argsort(-lengths)
        return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]

    for right in (of_package, longest_first):
        assert ch07.make_buckets.judge(right)


def test_the_weights_are_the_slopes_of_the_loss():
    ell, mask = ch07.masked_loss.draw(0)
    _, weights = ch07.masked_loss.solution(ell, mask)
    for k in np.ndindex(*ell.shape):
        moved = ell.copy()
        moved[k] += 1
        slope = ch07.masked_loss.solution(moved, mask)[0] - ch07.masked_loss.solution(ell, mask)[0]
        np.testing.assert_allclose(slope, weights[k], atol=1e-12)
