"""Counting pairs, and choosing an order, for chapter 22's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake
from rnnlab.regression import autoregression, forecast


def pairs_case(seed: int) -> tuple:
    """Draw sentences as ids, padded with 0, which is also the id of a word.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (12, 9), ``mask`` (12, 9), ``pairs`` (7, 2).

    Examples
    --------
    >>> [v.shape for v in pairs_case(0)]
    [(12, 9), (12, 9), (7, 2)]
    """
    rng = np.random.default_rng(seed)
    lengths = rng.permutation([12, 11, 10, 9, 8, 7, 6, 5, 4])
    mask = np.arange(12)[:, None] < lengths
    x = np.where(mask, rng.integers(0, 3, mask.shape), 0)
    x[:3, lengths > 8] = [[1], [2], [1]]  # one pair twice in a sentence
    x[3:5, lengths > 8] = [[2], [1]]
    pairs = np.array([[0, 0], [0, 1], [1, 2], [2, 1], [2, 0], [1, 1], [0, 2]])
    return x, mask, rng.permutation(pairs)


def _count_pairs(x, mask, pairs):
    real = mask[:-1] & mask[1:]
    counts = np.zeros((len(pairs), x.shape[1]), int)
    for k, (one, two) in enumerate(pairs):
        found = (x[:-1] == one) & (x[1:] == two) & real
        counts[k] = found.sum(axis=0)
    return counts


COUNT_PAIRS_MISTAKES = [
    Mistake("padding counted", " & real", "",
            "pairs of padded steps are counted: 0 is the id of a word, too.",
            "how many pairs has a sentence of four words?"),
    Mistake("pair into the padding", "mask[:-1] & mask[1:]", "mask[:-1]",
            "the last word and the padding behind it make no pair.",
            "how many pairs has a sentence of four words?"),
    Mistake("words exchanged", "(x[:-1] == one) & (x[1:] == two)",
            "(x[1:] == one) & (x[:-1] == two)",
            "the pairs are read backward: *not good* is another pair than *good not*.",
            "which of the two words comes first?"),
    Mistake("first word only", " & (x[1:] == two)", "",
            "only the first word of the pair is compared.",
            "what must the next word be?"),
    Mistake("second word only", "(x[:-1] == one) & ", "",
            "only the second word of the pair is compared.",
            "what must the word before be?"),
    Mistake("either word", "(x[:-1] == one) & (x[1:] == two)",
            "((x[:-1] == one) | (x[1:] == two))",
            "one word of the pair is enough in yours; both must agree.",
            "and, or or?"),
    Mistake("there or not", "found.sum(axis=0)", "found.any(axis=0)",
            "a pair that stands there twice counts twice.",
            "what is counted, sentences or places?"),
    Mistake("all sentences together", "found.sum(axis=0)", "found.sum()",
            "each sentence has its own counts.",
            "over which axis does the sum run?"),
    Mistake("shares, not counts", "found.sum(axis=0)", "found.sum(axis=0) / real.sum(axis=0)",
            "these are shares of all pairs of the sentence; asked for are counts.",
            "are the entries whole numbers?",
            more=(("x.shape[1]), int)", "x.shape[1]))"),)),
    Mistake("one word between", "(x[:-1] == one) & (x[1:] == two) & real",
            "(x[:-2] == one) & (x[2:] == two) & real[1:]",
            "the two words stand next to each other, with none between.",
            "how far apart are the words of a pair?"),
    Mistake("anywhere in the sentence", "(x[:-1] == one) & (x[1:] == two) & real",
            "(x == one).any(axis=0) & ((x == two) & mask)",
            "the words must be neighbors, not only both be there.",
            "what would a bag of single words say?"),
    Mistake("last pair forgotten", "mask[:-1] & mask[1:]",
            "mask[:-1] & np.vstack([mask[2:], mask[:1] & False])",
            "the last pair of each sentence is missing.",
            "how many pairs has a sentence of four words?"),
]  # fmt: skip


def order_case(seed: int) -> tuple:
    """Draw a noisy oscillation, orders to choose from, and places to cut it.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``series`` (90,), ``orders`` (5,), ``cuts`` (4,), 8.

    Examples
    --------
    >>> [np.shape(v) for v in order_case(0)]
    [(90,), (5,), (4,), ()]
    """
    rng = np.random.default_rng(seed)
    x = [0.0, 1.0, 0.5]
    while len(x) < 90:
        x.append(1.1 * x[-1] - 0.3 * x[-2] - 0.3 * x[-3] + rng.normal())
    return 3 + np.array(x), np.array([9, 5, 7, 6, 8]), np.array([40, 50, 57, 70]), 8


def _choose_order(series, orders, cuts, ahead):
    errors = np.zeros(len(orders))
    for k, p in enumerate(orders):
        squares = []
        for cut in cuts:
            phi = autoregression(series[:cut], p)
            said = forecast(series, phi)[cut - p : cut - p + ahead]
            squares.append((said - series[cut : cut + ahead]) ** 2)
        errors[k] = np.sqrt(np.mean(squares))
    return errors, orders[errors.argmin()]


CHOOSE_ORDER_MISTAKES = [
    Mistake("fitted on the scored values", "series[:cut], p", "series[: cut + ahead], p",
            "the values that are scored take part in the fit.",
            "where does the fit end, and where does the score begin?"),
    Mistake("fitted on all", "series[:cut], p", "series, p",
            "the whole series takes part in every fit.",
            "what is known at the cut?"),
    Mistake("one fit for all cuts", "series[:cut], p", "series[: cuts[0]], p",
            "the fit ends at the first cut every time; it may use all values up to its own.",
            "what is known at the second cut?"),
    Mistake("fitted on the last piece", "series[:cut], p", "series[cut - 30 : cut], p",
            "only the last values before the cut are used; asked for are all of them.",
            "where does the fit begin?"),
    Mistake("scored before the cut", "[cut - p : cut - p + ahead]",
            "[cut - p - ahead : cut - p]",
            "the values before the cut are scored, and they were fitted.",
            "which side of the cut was not seen?",
            more=(("series[cut : cut + ahead]", "series[cut - ahead : cut]"),)),
    Mistake("scored on all before", "[cut - p : cut - p + ahead]", "[: cut - p]",
            "this is the error of the fit itself: a larger order always has a smaller one.",
            "which side of the cut was not seen?",
            more=(("squares.append((said - series[cut : cut + ahead]) ** 2)",
                   "squares.append(np.mean((said - series[p:cut]) ** 2))"),)),
    Mistake("forecast p places late", "[cut - p : cut - p + ahead]", "[cut : cut + ahead]",
            "the first p values have no forecast, so the list begins at value p.",
            "to which value does the first entry of the forecast belong?"),
    Mistake("last cut only", "squares.append((said", "squares = [(said",
            "only the last cut counts: the list begins anew each time.",
            "how many pieces are scored?",
            more=(("series[cut : cut + ahead]) ** 2)", "series[cut : cut + ahead]) ** 2]"),)),
    Mistake("mean of roots", "(said - series[cut : cut + ahead]) ** 2",
            "np.sqrt(np.mean((said - series[cut : cut + ahead]) ** 2))",
            "the roots of the pieces are averaged; average the squares, then take one root.",
            "what comes first, the mean or the root?",
            more=(("np.sqrt(np.mean(squares))", "np.mean(squares)"),)),
    Mistake("no root", "np.sqrt(np.mean(squares))", "np.mean(squares)",
            "these are means of squares.",
            "what is the unit of the error?"),
    Mistake("absolute error", "(said - series[cut : cut + ahead]) ** 2",
            "abs(said - series[cut : cut + ahead])",
            "these are absolute errors.",
            "squares or absolute values?",
            more=(("np.sqrt(np.mean(squares))", "np.mean(squares)"),)),
    Mistake("place, not order", "orders[errors.argmin()]", "errors.argmin()",
            "that is the place of the best order in the list.",
            "which order stands at that place?"),
    Mistake("largest error", "errors.argmin()", "errors.argmax()",
            "that is the worst order.",
            "small or large?"),
]  # fmt: skip
