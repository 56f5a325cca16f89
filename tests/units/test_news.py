"""The news sentences, the hidden chain behind them, their tags as spans."""

import itertools

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, Batch, Bidirectional, Stacked
from rnnlab.data import delayed
from rnnlab.data.hmm import HiddenMarkov
from rnnlab.data.news import AMBIGUOUS, FIRST, NOUN, OBJECT, SURNAME, TAGS, News, word_dropout
from rnnlab.data.spans import f1_of, span_counts, span_scores, spans
from rnnlab.data.vocabulary import Vocabulary
from rnnlab.diagnostics import influence


@pytest.fixture(scope="module")
def news():
    return News(12)


@pytest.fixture(scope="module")
def batch(news):
    return news.sentences(4000, rng=np.random.default_rng(0))


# -- the source -----------------------------------------------------------------------------------


def test_word_lists_do_not_overlap():
    for one, two in itertools.combinations((AMBIGUOUS, FIRST, SURNAME, NOUN, OBJECT), 2):
        assert not set(one) & set(two)
    assert {len(set(words)) for words in (FIRST, SURNAME, NOUN, OBJECT)} == {60}


def test_seventeen_states_and_sentences_end(news, batch):
    assert news.source.A.shape == (17, 17) and len(AMBIGUOUS) == 18
    dot = news.vocabulary["."]
    lengths = batch.mask.sum(0)
    assert (batch.x[lengths - 1, np.arange(4000)] == dot).all()
    assert ((batch.x == dot).sum(0) == 1).all() and lengths.min() >= 4
    assert (batch.x[~batch.mask] == 0).all() and (batch.y[~batch.mask] == 0).all()


def test_same_seed_same_sentences(news):
    one, two = (news.sentences(5, rng=np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(one.x, two.x)


def test_first_words_are_names_in_six_of_ten(news, batch):
    first = news.ambiguous(batch.x)[0]
    names = batch.y[0, first] == 1
    assert abs(names.mean() - 0.6) < 3 * np.sqrt(0.24 / first.sum())
    np.testing.assert_allclose(
        news.tag_chances(batch.x, batch.mask, lag=0)[0, 1, first], 0.6, rtol=1e-12
    )


@pytest.mark.parametrize("lag", [0, 1, None])
def test_chances_are_calibrated(news, batch, lag):
    """Where the chance is p, the tag is there in a share of p."""
    chances = news.tag_chances(batch.x, batch.mask, lag=lag)
    np.testing.assert_allclose(chances.sum(1), 1, rtol=1e-12)
    p, there = chances[:, 1][batch.mask], (batch.y == 1)[batch.mask]
    for low in np.arange(0.05, 0.95, 0.15):
        chosen = (p >= low) & (p < low + 0.15)
        if chosen.sum() > 50:
            gap = there[chosen].mean() - p[chosen].mean()
            assert abs(gap) < 4 * np.sqrt(0.25 / chosen.sum())


def test_more_words_never_hurt(news, batch):
    def nats(lag):
        chances = news.tag_chances(batch.x, batch.mask, lag=lag)
        return -np.log(np.take_along_axis(chances, batch.y[:, None], 1)[:, 0][batch.mask]).mean()

    found = [nats(lag) for lag in (0, 1, 2, 3)]
    assert found == sorted(found, reverse=True) and found[-1] == pytest.approx(nats(None))


def test_smaller_vocabulary_knows_less(batch):
    news = News(60)
    batch = news.sentences(1000, rng=np.random.default_rng(1))
    known = [w for w in news.vocabulary if w not in SURNAME[20:] + NOUN[20:] and "<" not in w]
    small = Vocabulary(known, specials=("<pad>", "<unk>"))
    x = small.encode(news.vocabulary.decode(batch.x.ravel())).reshape(batch.x.shape)
    assert (x == small.unk)[batch.mask].any()

    def right(chances):
        return (chances.argmax(1) == batch.y)[batch.mask].mean()

    rich = news.tag_chances(batch.x, batch.mask)
    poor = news.tag_chances(x, batch.mask, vocabulary=small)
    np.testing.assert_allclose(poor.sum(1), 1, rtol=1e-12)
    assert right(poor) <= right(rich)


@pytest.mark.parametrize("n_open", [0, 61])
def test_news_refuses_sizes(n_open):
    with pytest.raises(ValueError, match="n_open must be between 1 and 60"):
        News(n_open)


# -- the chain ------------------------------------------------------------------------------------


def chain(**changes):
    parts = {"start": np.array([1.0, 0.0]), "A": np.array([[0.5, 0.5], [0.0, 1.0]]),
             "B": np.array([[1.0, 0.0], [0.0, 1.0]]), "end": 1}  # fmt: skip
    return HiddenMarkov(**(parts | changes))


@pytest.mark.parametrize("name", ["start", "A", "B"])
def test_chances_must_add_up(name):
    wrong = {"start": np.array([0.5, 0.4]), "A": np.eye(2) * 0.9, "B": np.eye(2) + 0.1}
    with pytest.raises(ValueError, match=f"{name} must hold chances"):
        chain(**{name: wrong[name]})


def test_too_short_a_limit():
    with pytest.raises(ValueError, match="T=1 steps are too few"):
        chain().sample(50, rng=np.random.default_rng(0), T=1)


def test_impossible_sequence_is_named():
    x = np.array([[0, 0], [0, 1], [1, 0]])  # column 1: back from the end
    with pytest.raises(ValueError, match="x cannot come from this source: column 1 at step 3"):
        chain().posterior(x)
    with pytest.raises(ValueError, match="lag must be at least 0"):
        chain().posterior(x[:, :1], lag=-1)


def test_lengths_are_geometric():
    _, states, mask = chain().sample(4000, rng=np.random.default_rng(0))
    assert abs(mask.sum(0).mean() - 3) < 0.1  # 1 + the mean of a geometric number
    assert (states[mask.sum(0) - 1, np.arange(4000)] == 1).all()


# -- dropout, delay -------------------------------------------------------------------------------


def test_word_dropout():
    x = np.tile(np.arange(4)[:, None], (1, 5000))
    got = word_dropout(x, 0.2, 1, rng=np.random.default_rng(0), keep=(0,))
    assert (got[0] == 0).all() and (x == np.arange(4)[:, None]).all()
    assert abs((got[2:] == 1).mean() - 0.2) < 0.02
    assert set(np.unique(got[3])) == {1, 3}
    with pytest.raises(ValueError, match="p must be between 0 and 1"):
        word_dropout(x, 1.5, 1, rng=np.random.default_rng(0))


def test_delay_refuses():
    batch = Batch(np.ones((3, 2), int), np.ones((3, 2), int))
    with pytest.raises(ValueError, match="d must be at least 0"):
        delayed(batch, -1)
    with pytest.raises(ValueError, match="y must have shape"):
        delayed(Batch(batch.x, batch.y[:1]), 1)


# -- spans ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["B", "X-PER", "O-PER", "b-PER", ""])
def test_unknown_tags_are_refused(tag):
    with pytest.raises(ValueError, match="tags must be O, B-kind or I-kind"):
        spans(["O", tag])


def test_scores_without_names():
    assert span_scores([["O"]], [["O"]]) == (0, 0, 0)
    with pytest.raises(ValueError, match="1 true and 2 predicted"):
        span_scores([["O"]], [["O", "O"]])


def test_padding_does_not_count():
    y, mask = np.array([[1], [1]]), np.array([[True], [False]])
    assert span_counts(y, y, mask, TAGS).ravel().tolist() == [1, 1, 1]
    assert f1_of(span_counts(y, y, mask, TAGS)) == 1


# -- influence ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [RNN, LSTM, GRU])
def test_influence_of_all_cells(cell):
    """Forward layers, also stacked, are causal; one backward layer in a stack leaks."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 3, 2))
    stack = Stacked(cell(3, 2, rng=rng), cell(2, 4, rng=rng))
    later = np.triu(np.ones((5, 5), bool), 1)
    found = influence(stack, x)
    assert (found[later] == 0).all() and (found[~later] > 0).all()
    leaking = Stacked(cell(3, 2, rng=rng),
                      Bidirectional(cell(2, 2, rng=rng), cell(2, 2, rng=rng)))  # fmt: skip
    assert (influence(leaking, x) > 0).all()


def test_influence_by_central_differences():
    rng = np.random.default_rng(1)
    layer, x = Bidirectional(RNN(2, 3, rng=rng), RNN(2, 1, rng=rng)), rng.normal(size=(4, 2, 1))
    state = rng.normal(size=(3, 1)), rng.normal(size=(1, 1))
    mask = np.array([[True], [True], [False], [True]])
    squares = np.zeros((4, 4))
    for s, j in np.ndindex(4, 2):
        step = np.zeros_like(x)
        step[s, j] = 1e-6
        two = [layer.forward(x + sign * step, state, mask)[0] for sign in (1, -1)]
        squares[:, s] += (((two[0] - two[1]) / 2e-6) ** 2).sum((1, 2))
    np.testing.assert_allclose(
        influence(layer, x, state, mask)[:, :, 0], np.sqrt(squares), atol=1e-8
    )
    with pytest.raises(ValueError, match="state must be None for several columns"):
        influence(layer, np.repeat(x, 2, axis=2), state)
