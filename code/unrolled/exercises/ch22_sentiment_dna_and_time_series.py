"""Exercises of chapter 22: bounds, opponents and honest comparisons."""

import math

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from rnnlab.data.dna import START, SWITCH, TRANSITIONS
from rnnlab.data.sentiment import BAD, GOOD, WORDS, count_ngrams, polarity
from rnnlab.regression import autoregression, forecast

from ._ch22_opponents import (
    CHOOSE_ORDER_MISTAKES,
    COUNT_PAIRS_MISTAKES,
    _choose_order,
    _count_pairs,
    order_case,
    pairs_case,
)
from ._ch22_passes import (
    FILTER_MISTAKES,
    NEXT_YEAR_MISTAKES,
    PAIRED_MISTAKES,
    SMOOTHER_MISTAKES,
    _island_filter,
    _next_year,
    _paired,
    _smoother,
    hmm_case,
    scores_case,
    series_case,
    smoother_case,
)

__all__ = ["EXERCISES", "autoregression", "forecast"]

#: a bag of pairs
count_pairs = Code(
    _count_pairs,
    pairs_case,
    "counts",
    COUNT_PAIRS_MISTAKES,
    title="A bag of pairs",
    stars=1,
    minutes=12,
    checked="the counts of padded sentences",
)

#: what a causal reader can know
island_filter = Code(
    _island_filter,
    hmm_case,
    "alpha",
    FILTER_MISTAKES,
    title="The best causal reader",
    stars=2,
    minutes=15,
    checked="the chances of both states at every base",
)

#: what a reader of everything can know
smoother = Code(
    _smoother,
    smoother_case,
    "p",
    SMOOTHER_MISTAKES,
    title="And the best reader of all",
    stars=3,
    minutes=18,
    checked="the chance of an island at every base",
)

#: mean difference and its error
paired = Code(
    _paired,
    scores_case,
    "difference error",
    PAIRED_MISTAKES,
    title="Compared on the same sequences",
    stars=1,
    minutes=10,
    checked="the difference and its standard error",
)

#: fit on the training years, score on the others
next_year = Code(
    _next_year,
    series_case,
    "phi error",
    NEXT_YEAR_MISTAKES,
    title="The linear opponent",
    stars=2,
    minutes=18,
    checked="the coefficients, and the error on the test part",
)

#: which order, by the training years alone
choose_order = Code(
    _choose_order,
    order_case,
    "errors order",
    CHOOSE_ORDER_MISTAKES,
    title="How far to look back",
    stars=2,
    minutes=18,
    checked="the error of each order, and the order chosen",
)


def _on_paper() -> np.ndarray:
    """Compute what the questions on paper ask for."""
    e = TRANSITIONS[:, 1, 2]
    a = e * (START @ SWITCH)
    return np.array(
        [
            0.95 * 0.9 + 0.05 * 0.1,
            (0.82 - 0.1) / 0.8,
            a[1] / a.sum(),
            0.1 / math.sqrt(400),
            (2 * 0.1 / 0.002) ** 2,
            math.sqrt((4 + 1 + 9) / 3),
        ]
    )


_RIGHT = _on_paper()


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: label noise, one step of the filter, errors
on_paper = Numbers(
    _RIGHT,
    {
        "wrong answers to wrong labels": (
            _but(0, 0.95 * 0.9), "where both answer and label are wrong, they agree."),
        "the difference": (_but(0, 0.85), "chances multiply; they are not subtracted."),
        "divided by 1-p": (_but(1, 0.82 / 0.9), "the share also holds agreements of two wrongs."),
        "added": (_but(1, 0.92), "solve a' = a (1-p) + (1-a) p for a."),
        "even start": (_but(2, TRANSITIONS[1, 1, 2] / TRANSITIONS[:, 1, 2].sum()),
                       "before the G an island has the chance 1/3, not 1/2."),
        "table without division": (_but(2, TRANSITIONS[1, 1, 2]),
                                   "that is the chance of G in an island, not the reverse."),
        "the chance of none": (_but(2, 1 - _RIGHT[2]), "that is the other state."),
        "divided by N": (_but(3, 0.1 / 400), "the error falls with the *root* of N."),
        "one error": (_but(4, 2500), "two errors must fit into the difference."),
        "root forgotten": (_but(4, 100), "to halve an error takes four times as many."),
        "squares": (_but(5, 14 / 3), "that is the mean of squares; take the root."),
        "divided by four": (_but(5, math.sqrt(14 / 4)), "four values have three changes."),
    },
    tolerance=0.002,
    hints=(
        "a' = a (1-p) + (1-a) p; and backward, a = (a' - p)/(1 - 2p).",
        "3: old chances, switched (they stay 2/3 and 1/3), times the two chances of G after C.",
    ),
    title="On paper",
    stars=1,
    minutes=12,
    checked="six numbers",
)  # fmt: skip


def _decide_pairs(answer: tuple) -> tuple[bool, str]:
    one, two = (str(a).split() for a in answer)
    if unknown := [w for w in one + two if w not in WORDS]:
        return False, f"the word {unknown[0]!r} is not in the grammar."
    if not all({*GOOD, *BAD} & {*words} for words in (one, two)):
        return False, "each sentence needs an adjective of the grammar, such as good."
    if polarity(one) == polarity(two):
        return False, "both mean the same."
    for n, name in ((1, "words"), (2, "pairs")):
        counts, known = count_ngrams([one, two], n)
        if other := [run for run, (a, b) in zip(known, counts, strict=True) if a != b]:
            return False, f"the {name} differ: {' '.join(other[0])!r}."
    return True, "the same pairs of words, the opposite meaning."


#: what no bag of pairs can tell
same_pairs = Construction(
    _decide_pairs,
    (
        "the film is not really good but the plot is really bad",
        "the film is really good but the plot is not really bad",
    ),
    {
        "same meaning": (("the film is good", "the film is good"), "both mean the same"),
        "other words": (("the film is good", "the film is bad"), "the words differ"),
        "clauses exchanged": (
            ("the film is good but the plot is bad", "the plot is bad but the film is good"),
            "the pairs differ",
        ),
        "unknown word": (("the weather is good", "the film is bad"), "not in the grammar"),
        "no adjective": (("the film is", "the film is not"), "needs an adjective"),
    },
    stub=(..., ...),
    hints=(
        "an adverb can hide the adjective from the word 'not'.",
        "put 'not' into the first clause of one sentence and into the second of the other.",
    ),
    title="Defeat the pairs",
    stars=2,
    minutes=10,
    checked="pairs of words agree, meanings do not",
)

_SPLITS = {
    "A": "leak", "B": "leak", "C": "fine", "D": "leak", "E": "fine", "F": "fine", "G": "leak",
}  # fmt: skip
_SAID = {
    "A": "which years stand next to a test year?",
    "B": "does the mean know the test years?",
    "C": "every number used here is a training year.",
    "D": "where may the two strands of one sequence end up?",
    "E": "the test sequences are not touched.",
    "F": "the list of features comes from the training sentences alone.",
    "G": "who decides when to stop?",
}

#: which procedures let the test data in
splits = Choices(
    _SPLITS,
    {
        q: {("fine" if right == "leak" else "leak"): _SAID[q], ...: 'answer with "leak" or "fine".'}
        for q, right in _SPLITS.items()
    },
    title="Fine, or a leak?",
    stars=1,
    minutes=8,
    checked="seven procedures",
)

EXERCISES = (
    same_pairs,
    count_pairs,
    island_filter,
    smoother,
    paired,
    next_year,
    choose_order,
    on_paper,
    splits,
)
