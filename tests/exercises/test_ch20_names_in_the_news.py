"""Chapter 20: the worksheet follows from its sentences; solutions agree with the package."""

import numpy as np
import pytest

from rnnlab.data.news import News
from rnnlab.data.spans import best_tags, span_scores, spans
from unrolled.exercises import ch20_names_in_the_news as ch20
from unrolled.exercises.ch20_names_in_the_news._cases import TRUE, scores
from unrolled.exercises.ch20_names_in_the_news.errors import WORKSHEET
from unrolled.sums.ch20_names_in_the_news import eq_viterbi

KINDS = "ABC"
TAGS = ("O", "B-PER", "I-PER")


def long_tags(short):
    return [{"O": "O", "B": "B-PER", "I": "I-PER"}[tag] for tag in short.split()]


@pytest.mark.parametrize("letter", WORKSHEET)
def test_kinds_of_the_errors(letter):
    _, true, guess = WORKSHEET[letter]
    want, got = spans(long_tags(true)), spans(long_tags(guess))
    assert want != got
    if not got - want:
        kind = "missed"
    else:
        touching = any(a.start < b.stop and b.start < a.stop for a in got - want for b in want)
        kind = "end" if touching else "invented"
    assert ch20.errors.solution[f"{letter} kind"] == kind


@pytest.mark.parametrize("letter", "BDF")
def test_what_the_best_tagger_says(letter):
    news = News(12)
    words, true, _ = WORKSHEET[letter]
    x = news.vocabulary.encode(words.split())[:, None]
    best = [TAGS[k] for k in news.tag_chances(x)[:, :, 0].argmax(1)]
    assert ch20.errors.solution[f"{letter} avoidable"] == (best == long_tags(true))


def test_three_words_decide_about_teddy():
    news = News(12)
    x = news.vocabulary.encode(WORKSHEET["F"][0].split())[:, None]
    sure = [news.tag_chances(x, lag=lag)[0, 0, 0] > 1 - 1e-12 for lag in range(5)]
    assert sure.index(True) == ch20.errors.solution["F needs"]


@pytest.mark.parametrize("seed", range(5))
def test_solutions_agree_with_the_package(seed):
    tags = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
    found, T = ch20.to_tags.draw(seed)
    written = [tags[k] for k in ch20.to_tags.solution(found, T)]
    assert spans(written) == {(i, j, KINDS[k]) for i, j, k in found.tolist()}
    (ids,) = ch20.to_spans.draw(seed)
    read = ch20.to_spans.solution(ids).tolist()
    assert {(i, j, KINDS[k]) for i, j, k in read} == spans([tags[k] for k in ids])
    true, guess, mask = ch20.span_f1.draw(seed)
    lists = [[[TAGS[k] for k in column[real]] for column, real in zip(ids.T, mask.T, strict=True)]
             for ids in (true, guess)]  # fmt: skip
    np.testing.assert_allclose(ch20.span_f1.solution(true, guess, mask), span_scores(*lists))


def test_misleading_is_scored_by_names():
    assert scores(TRUE, TRUE) == (1, 1, 1, 1)
    assert scores(TRUE, ["O"] * 12) == (0.5, 0, 0, 0)


FIVE = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@pytest.mark.parametrize("seed", range(5))
def test_decoding_is_the_packages(seed):
    p, may = ch20.viterbi.draw(seed)
    v, ids = ch20.viterbi.solution(p, may)
    assert ids.tolist() == best_tags(p[:, :, None], FIVE)[:, 0].tolist()
    assert ids.tolist() != p.argmax(axis=1).tolist()
    np.testing.assert_allclose(v.max(), np.log(p[np.arange(len(p)), ids]).sum())


@pytest.mark.parametrize("seed", range(5))
def test_decoding_finds_the_best_of_all_sequences(seed):
    """All sequences of the last five words, also with rules that nobody named."""
    p, may = ch20.viterbi.draw(seed)
    want, product = eq_viterbi(p[-5:].tolist(), FIVE)
    v, ids = ch20.viterbi.solution(p[-5:], may)
    assert ids.tolist() == want
    np.testing.assert_allclose(np.exp(v.max()), product)
    only = np.eye(5, k=1, dtype=bool)  # each tag leads to the next one only
    only[0, 0] = True
    v, _ = ch20.viterbi.solution(p[-2:], only)
    np.testing.assert_allclose(np.exp(v[:3]), p[-2, [0, 0, 1]] * p[-1, :3])
    assert (v[3:] == -np.inf).all()
