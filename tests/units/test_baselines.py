"""The n-gram baseline against counting by hand, and its numbers on the character names."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlab.baselines import NGram
from rnnlab.data import Vocabulary, character_names

N_V = 4
texts = st.lists(
    st.lists(st.integers(0, N_V - 1), min_size=1, max_size=9).map(np.array), min_size=1, max_size=5
)


def witten_bell(sequences, order, context, symbol):
    """The equation once more, by recursion over plain strings; "^" stands before the start."""
    padded = ["^" * (order - 1) + "".join(map(str, s)) for s in sequences]
    context = ("^" * (order - 1) + "".join(map(str, context)))[-(order - 1) :] * (order > 1)

    def p(h):
        if h is None:
            return 1 / N_V
        after = Counter(
            s[t] for s in padded for t in range(order - 1, len(s)) if s[t - len(h) : t] == h
        )
        shorter = p(h[1:] if h else None)
        c, D = sum(after.values()), len(after)
        return shorter if c == 0 else (after[str(symbol)] + D * shorter) / (c + D)

    return p(context)


@given(texts, st.integers(1, 4), st.lists(st.integers(0, N_V - 1), max_size=5))
def test_probabilities_are_the_equation(sequences, order, context):
    got = NGram(order, N_V).fit(sequences).probabilities(context)
    want = [witten_bell(sequences, order, context, s) for s in range(N_V)]
    np.testing.assert_allclose(got, want, rtol=1e-12)
    np.testing.assert_allclose(got.sum(), 1, rtol=1e-12)
    assert (got > 0).all()


@given(texts, texts, st.integers(1, 4))
def test_bits_are_the_mean_over_all_symbols(train, test, order):
    model = NGram(order, N_V).fit(train)
    p = [model.probabilities(ids[:t])[ids[t]] for ids in test for t in range(len(ids))]
    np.testing.assert_allclose(model.bits(test), -np.log2(p).mean(), rtol=1e-12)


@given(texts, texts)
def test_lower_orders_from_one_fit(train, test):
    model = NGram(4, N_V).fit(train)
    for order in range(1, 5):
        alone = NGram(order, N_V).fit(train)
        assert model.bits(test, order=order) == alone.bits(test)
    assert model.bits(test) == model.bits(test, order=4)


def test_a_worked_example():
    model = NGram(2, 3).fit([np.array([0, 1, 0, 1, 2])])
    # Single symbols: 2, 2 and 1 of 5, three kinds: (2 + 3/3)/8, (2 + 3/3)/8, (1 + 3/3)/8
    single = NGram(1, 3).fit([np.array([0, 1, 0, 1, 2])])
    np.testing.assert_allclose(single.probabilities(), [3 / 8, 3 / 8, 2 / 8])
    # After 0: 1 twice, one kind: (0 + 3/8)/3, (2 + 3/8)/3, (0 + 2/8)/3
    np.testing.assert_allclose(model.probabilities([0]), [3 / 24, 19 / 24, 2 / 24])
    # The start has its own count: 0 once.
    np.testing.assert_allclose(model.probabilities(), [11 / 16, 3 / 16, 2 / 16])


def test_equally_frequent_symbols_cost_log2_of_their_number():
    ids = np.tile(np.arange(8), 3)
    np.testing.assert_allclose(NGram(1, 8).fit([ids]).bits([ids]), 3, rtol=1e-14)


def test_a_symbol_never_seen_still_has_a_probability():
    model = NGram(3, 5).fit([np.array([0, 1, 0, 1])])
    assert 0 < model.probabilities([0, 1])[4] < model.probabilities([0, 1])[0]
    assert math.isfinite(model.bits([np.array([4, 4, 4])]))


def test_only_the_last_symbols_of_the_context_count():
    model = NGram(3, N_V).fit([np.array([0, 1, 2, 3, 0, 1, 2])])
    a, b = model.probabilities([3, 3, 0, 1]), model.probabilities(np.array([2, 0, 1]))
    np.testing.assert_array_equal(a, b)
    assert a[2] > 0.8


def test_fit_forgets_what_it_counted_before():
    one, other = [np.array([0, 0, 0])], [np.array([1, 2])]
    again = NGram(2, 3).fit(one).fit(other)
    np.testing.assert_array_equal(
        again.probabilities([1]), NGram(2, 3).fit(other).probabilities([1])
    )


def test_errors():
    for order, n_v in [(0, 3), (2, 0)]:
        with pytest.raises(ValueError, match="order and n_v must be at least 1"):
            NGram(order, n_v)
    model = NGram(2, 3)
    with pytest.raises(RuntimeError, match=r"call fit\(sequences\) first"):
        model.bits([np.array([0])])
    with pytest.raises(RuntimeError, match="call fit"):
        model.probabilities([0])
    with pytest.raises(ValueError, match="at least one sequence"):
        model.fit([])
    with pytest.raises(ValueError, match=r"sequences\[1\] must hold ids in 0\.\.2"):
        model.fit([np.array([0]), np.array([3])])
    with pytest.raises(ValueError, match="Wrap a single sequence in a list"):
        model.fit(np.array([0, 1]))
    model.fit([np.array([0, 1])])
    with pytest.raises(ValueError, match=r"context must hold ids in 0\.\.2"):
        model.probabilities([-1])
    with pytest.raises(ValueError, match=r"order must be in 1\.\.2"):
        model.bits([np.array([0])], order=3)
    with pytest.raises(ValueError, match=r"sequences\[0\] must have shape"):
        model.bits([np.array([], int)])


def test_a_failed_fit_changes_nothing():
    model = NGram(2, 3).fit([np.array([0, 1])])
    before = model.probabilities([0])
    with pytest.raises(ValueError, match=r"sequences\[1\] must hold ids in 0\.\.2, got 3\.\.3"):
        model.fit([np.array([0, 2]), np.array([3])])
    np.testing.assert_array_equal(model.probabilities([0]), before)


def test_the_ladder_on_held_out_character_names():
    names = sorted(character_names())
    vocabulary = Vocabulary(sorted(set("".join(names))), specials=["<eos>"])
    order = np.random.default_rng(0).permutation(len(names))
    ids = [vocabulary.encode([*names[i], "<eos>"]) for i in order]
    held_out, train = ids[: len(names) // 10], ids[len(names) // 10 :]
    model = NGram(6, len(vocabulary)).fit(train)
    got = [model.bits(held_out, order=n) for n in range(1, 7)]
    np.testing.assert_allclose(got, [4.324, 3.442, 2.337, 1.387, 1.052, 0.965], atol=6e-4)
