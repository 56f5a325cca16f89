"""Generated tasks: their definitions, and what the trivial answer costs."""

import math
import re

import numpy as np
import pytest

from rnnlab.data import Batch, tasks


def rng(seed=0):
    return np.random.default_rng(seed)


def cross_entropy(p, y):
    """Mean of -ln p[y] for one distribution p per step, p (T, n_y) and y (T, N)."""
    return -np.log(np.take_along_axis(p, y, axis=1)).mean()


def test_adding_follows_its_definition():
    T, N = 7, 2000
    x, y, mask, y_mask = tasks.adding(T, N, rng=rng())
    assert x.shape == (T, 2, N) and y.shape == (1, 1, N) and mask is None and y_mask is None
    values, markers = x[:, 0], x[:, 1]
    assert set(np.unique(markers)) == {0.0, 1.0}
    np.testing.assert_array_equal(markers[: T // 2].sum(0), 1)  # one in the first half,
    np.testing.assert_array_equal(markers[T // 2 :].sum(0), 1)  # one in the second
    assert (markers.sum(1) > 0).all()  # every place is used
    np.testing.assert_allclose((values * markers).sum(0), y[0, 0], rtol=1e-15)
    assert values.min() >= 0 and values.max() < 1 and abs(values.mean() - 0.5) < 0.01


def test_adding_baseline_is_the_error_of_answering_one():
    _, y, *_ = tasks.adding(5, 200_000, rng=rng())
    assert tasks.adding_baseline() == 1 / 6
    # The squared error (y - 1)^2 has mean 1/6 and a standard deviation of about .19.
    assert abs(((y - 1) ** 2).mean() - 1 / 6) < 4 * 0.19 / math.sqrt(200_000)
    assert ((y - 0.98) ** 2).mean() > ((y - 1) ** 2).mean() < ((y - 1.02) ** 2).mean()


def test_copy_follows_its_definition():
    T, N, n_symbols, length = 5, 300, 3, 4
    x, y, mask, _ = tasks.copy(T, N, rng=rng(), n_symbols=n_symbols, length=length)
    assert x.shape == y.shape == (T + 2 * length, N) and mask is None
    message = x[:length]
    assert set(np.unique(message)) == {1, 2, 3}
    assert not x[length : length + T - 1].any() and not x[-length:].any()
    assert (x[length + T - 1] == n_symbols + 1).all()  # the signal, just before the answer
    assert not y[:-length].any()
    np.testing.assert_array_equal(y[-length:], message)


def test_copy_has_the_sizes_of_the_paper_by_default():
    x, y, *_ = tasks.copy(20, 400, rng=rng())
    assert x.shape == (40, 400) and set(np.unique(x)) == set(range(10)) and y.max() == 8


@pytest.mark.parametrize("T, n_symbols, length", [(20, 8, 10), (3, 5, 4)])
def test_copy_without_memory_costs_the_message(T, n_symbols, length):
    _, y, *_ = tasks.copy(T, 4000, rng=rng(), n_symbols=n_symbols, length=length)
    p = np.zeros((T + 2 * length, n_symbols + 1))
    p[:-length, 0] = 1  # blank, surely
    p[-length:, 1:] = 1 / n_symbols  # any symbol
    with np.errstate(divide="ignore"):
        got = cross_entropy(p, y)
    want = length * np.log(n_symbols) / (T + 2 * length)
    np.testing.assert_allclose(got, want, rtol=1e-12)


def test_recall_follows_its_definition():
    T, N, n = 6, 3000, 3
    x, y, mask, _ = tasks.recall(T, N, rng=rng(), n_symbols=n)
    assert x.shape == (T, N) and y.shape == (1, N) and mask is None
    np.testing.assert_array_equal(y[0], x[0])
    assert set(np.unique(x[0])) == {0, 1, 2} and set(np.unique(x[1:])) == {3, 4, 5}
    assert np.bincount(y[0]).min() > N / n - 5 * math.sqrt(N / n)
    y[...] = 0
    assert x[0].any()  # y is no view of x


@pytest.mark.parametrize("T", [10, 30, 37])
def test_temporal_order_follows_its_definition(T):
    N = 2000
    x, y, mask, _ = tasks.temporal_order(T, N, rng=rng())
    assert x.shape == (T, N) and y.shape == (1, N) and mask is None
    assert set(np.unique(x)) == set(range(6))
    signal = x < 2
    np.testing.assert_array_equal(signal.sum(0), 2)
    first = signal.argmax(0)
    second = T - 1 - signal[::-1].argmax(0)
    k = T // 10
    assert set(first) == set(range(k, 2 * k))
    assert set(second) == set(range(T // 2, T // 2 + k))
    columns = np.arange(N)
    np.testing.assert_array_equal(y[0], 2 * x[first, columns] + x[second, columns])
    assert np.bincount(y[0], minlength=4).min() > N / 4 - 5 * math.sqrt(N / 4)


def test_the_second_symbol_leaves_two_orders():
    x, y, *_ = tasks.temporal_order(20, 1000, rng=rng())
    second = x[10:12].min(0)  # noise is 2 and more
    p = np.where(np.arange(4)[:, None] % 2 == second, 0.5, 0.0)  # two classes are left
    loss = -np.log(p[y[0], np.arange(1000)]).mean()
    np.testing.assert_allclose(loss, math.log(2), rtol=1e-12)


def reber_states(inner):
    """Run the graph of the paper, typed anew: accepts exactly Reber strings."""
    graph = {
        ("1", "T"): "2", ("1", "P"): "3", ("2", "S"): "2", ("2", "X"): "4", ("3", "T"): "3",
        ("3", "V"): "5", ("4", "X"): "3", ("4", "S"): "6", ("5", "P"): "4", ("5", "V"): "6",
        ("6", "E"): "end",
    }  # fmt: skip
    if not inner.startswith("B"):
        return None
    state = "1"
    for symbol in inner[1:]:
        state = graph.get((state, symbol))
    return state


def strings(batch):
    """The whole strings of a batch, last symbol included."""
    result = []
    for i in range(batch.x.shape[1]):
        real = batch.mask[:, i]
        x, y = batch.x[real, i], batch.y[real, i]
        np.testing.assert_array_equal(x[1:], y[:-1])
        result.append("".join(tasks.REBER_SYMBOLS[k] for k in [*x, y[-1]]))
    return result


def test_embedded_reber_strings_are_accepted_by_the_automaton():
    words = strings(tasks.embedded_reber(3000, rng=rng()))
    for word in words:
        assert re.fullmatch(r"B([TP])(B.+E)\1E", word), word
        assert reber_states(word[2:-2]) == "end", word
    assert min(map(len, words)) == 9
    assert abs(np.mean([len(w) for w in words]) - 12) < 0.3
    assert {w[1] for w in words} == {"T", "P"}
    assert len({w[2:-2] for w in words}) > 100


def test_legal_symbols_are_exactly_those_that_occur():
    batch = tasks.embedded_reber(3000, rng=rng())
    legal = tasks.reber_legal_next(batch.x, batch.mask)
    T, N = batch.x.shape
    assert legal.shape == (T, 7, N) and legal.dtype == bool
    next_is_legal = np.take_along_axis(legal, batch.y[:, None], 1)[:, 0]
    np.testing.assert_array_equal(next_is_legal, batch.mask)
    # Nothing legal never happens: among strings with the same beginning all choices are seen.
    words = strings(batch)
    for beginning in ("B", "BT", "BTB", "BPBT", "BPBTX", "BTBPV", "BTBPVP", "BPBPVV"):
        seen = {w[len(beginning)] for w in words if w.startswith(beginning)}
        i = next(i for i, w in enumerate(words) if w.startswith(beginning))
        row = legal[len(beginning) - 1, :, i]
        assert seen == {s for s, ok in zip(tasks.REBER_SYMBOLS, row, strict=True) if ok}


def test_one_memory_is_worth_ln_two_per_string():
    batch = tasks.embedded_reber(500, rng=rng())
    legal = tasks.reber_legal_next(batch.x, batch.mask)
    best = np.log(legal.sum(1)[batch.mask]).sum() / 500
    outer = [int(n) - 2 for n in batch.mask.sum(0)]  # the step before the second T or P
    forgetful = legal.copy()
    for i, t in enumerate(outer):
        assert legal[t, :, i].sum() == 1
        forgetful[t, [tasks.REBER_SYMBOLS.index(s) for s in "TP"], i] = True
    worse = np.log(forgetful.sum(1)[batch.mask]).sum() / 500
    np.testing.assert_allclose(worse - best, math.log(2), rtol=1e-12)


def test_legal_next_ends_with_the_string_and_skips_padding():
    ids = np.array([[tasks.REBER_SYMBOLS.index(s)] for s in "BTBTXSETE"])
    legal = tasks.reber_legal_next(ids)
    assert not legal[-1].any() and legal[-2, 6, 0] and legal[-2].sum() == 1
    mask = np.ones((9, 1), bool)
    mask[5:] = False
    assert not tasks.reber_legal_next(ids, mask)[5:].any()


@pytest.mark.parametrize(
    "word, where",
    [
        ("T", "got T at step 1 of column 0 where only B"),
        ("BTBS", "got S at step 4 of column 0 where only T or P"),
        ("BTBTXSEP", "got P at step 8 of column 0 where only T is"),
        ("BTBTXSETEB", "got B at step 10 of column 0 where only the end"),
    ],
)
def test_illegal_strings_are_refused(word, where):
    ids = np.array([[tasks.REBER_SYMBOLS.index(s)] for s in word])
    with pytest.raises(ValueError, match=where):
        tasks.reber_legal_next(ids)


CALLS = {
    "adding": lambda **k: tasks.adding(12, 3, **k),
    "copy": lambda **k: tasks.copy(12, 3, **k),
    "recall": lambda **k: tasks.recall(12, 3, **k),
    "temporal_order": lambda **k: tasks.temporal_order(12, 3, **k),
    "embedded_reber": lambda **k: tasks.embedded_reber(3, **k),
}


@pytest.mark.parametrize("name", CALLS)
def test_the_same_seed_gives_the_same_batch(name):
    one, same, other = (CALLS[name](rng=rng(seed)) for seed in (1, 1, 2))
    assert isinstance(one, Batch)
    np.testing.assert_array_equal(one.x, same.x)
    np.testing.assert_array_equal(one.y, same.y)
    assert one.x.shape != other.x.shape or (one.x != other.x).any()


@pytest.mark.parametrize("name", CALLS)
def test_rng_is_demanded(name):
    with pytest.raises(TypeError, match="default_rng"):
        CALLS[name](rng=0)
    with pytest.raises(TypeError, match="rng"):
        CALLS[name]()


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda r: tasks.adding(1, 3, rng=r), "T must be at least 2, got 1: the two marked"),
        (lambda r: tasks.adding(5, 0, rng=r), "N must be at least 1, got 0"),
        (lambda r: tasks.copy(0, 3, rng=r), "T must be at least 1, got 0: the signal"),
        (lambda r: tasks.copy(5, 3, rng=r, n_symbols=1), "n_symbols must be at least 2, got 1"),
        (lambda r: tasks.copy(5, 3, rng=r, length=0), "length must be at least 1, got 0"),
        (lambda r: tasks.recall(1, 3, rng=r), "T must be at least 2, got 1: with one step"),
        (lambda r: tasks.recall(5, 3, rng=r, n_symbols=1), "n_symbols must be at least 2"),
        (lambda r: tasks.temporal_order(9, 3, rng=r), "T must be at least 10, got 9"),
        (lambda r: tasks.embedded_reber(0, rng=r), "N must be at least 1, got 0"),
    ],
)
def test_sizes_too_small(call, message):
    with pytest.raises(ValueError, match=message):
        call(rng())
