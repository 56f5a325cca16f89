"""Exercises of chapter 19: units, drawing, counting, reading in chunks, and a budget."""

from functools import lru_cache

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from rnnlab.data.characters import name_vocabulary, split_names

from ._ch19_counts import BIGRAM_MISTAKES, CHUNK_MISTAKES, _bigram, _chunked_bits
from ._ch19_counts import bigram_case as _bigram_case
from ._ch19_counts import chunk_case as _chunk_case
from ._ch19_sampling import DRAW_MISTAKES, TOP_K_MISTAKES, _draw_symbols, _top_k
from ._ch19_sampling import draw_case as _draw_case
from ._ch19_sampling import top_k_case as _top_k_case

_UNITS = np.array([np.log(39), 1.1 / np.log(2), np.exp(1.1), 20 * 1.1 / np.log(2), 6 * 1.1,
                   (300 * 1.2 + 100 * 2.0) / 400])  # fmt: skip


def _but(place: int, number: float) -> np.ndarray:
    wrong = _UNITS.copy()
    wrong[place] = number
    return wrong


#: nats, bits, perplexity
units = Numbers(
    _UNITS,
    {
        "log2 of V": (_but(0, np.log2(39)), "that is the first loss in bits; asked is nats."),
        "1/V": (_but(0, 1 / 39), "that is the probability; the loss is its negative logarithm."),
        "nats times ln 2": (_but(1, 1.1 * np.log(2)), "a bit is the smaller unit (0.69 nats), so "
                                                      "there are more of them."),
        "nats for bits": (_but(1, 1.1), "1.1 is the number of nats."),
        "2 to the nats": (_but(2, 2**1.1), "2 belongs to bits, e to nats."),
        "e to the bits": (_but(2, np.exp(1.1 / np.log(2))), "e belongs to nats, 2 to bits."),
        "one symbol": (_but(3, 1.1 / np.log(2)), "the costs of the 20 symbols add up."),
        "whole name in nats": (_but(3, 22.0), "that is in nats; asked is bits."),
        "per word like per symbol": (_but(4, 1.1), "a word has six symbols, and their costs add."),
        "divided by the length": (_but(4, 1.1 / 6), "a longer unit costs more, not less."),
        "mean of the means": (_but(5, 1.6), "the longer text counts three times."),
        "sum of the means": (_but(5, 3.2), "it is a mean over all 400 symbols."),
    },
    tolerance=0.006,
    hints=(
        "nats / ln 2 = bits; perplexity = e to the nats = 2 to the bits.",
        "logarithms of probabilities add up along a text; means are weighted by the lengths.",
    ),
    title="Nats, bits, perplexity",
    stars=1,
    minutes=10,
    checked="six numbers",
)  # fmt: skip

#: the sampler
draw_symbols = Code(
    _draw_symbols,
    _draw_case,
    "p ids",
    DRAW_MISTAKES,
    title="A sampler",
    stars=2,
    minutes=15,
    checked="the probabilities, and the ids from given numbers",
)

#: top-k with temperature
top_k = Code(
    _top_k,
    _top_k_case,
    "p",
    TOP_K_MISTAKES,
    title="Only the k best",
    stars=2,
    minutes=15,
    checked="the probabilities of all symbols",
)

_LIMITS = {
    "tau to 0, one largest logit": "greedy",
    "tau to 0, two equal largest logits": "half and half",
    "tau to infinity": "uniform",
    "tau to infinity with top-k of 3": "uniform over 3",
    "a constant added to all logits": "no change",
    "top_k = V": "no change",
}
_SAID = {
    "greedy": "one symbol would get everything; is there exactly one that can?",
    "half and half": "two would share; are there two that can?",
    "uniform": "all V symbols would be equally likely; are all still in play?",
    "uniform over 3": "three would be equally likely; which three, and why only they?",
    "no change": "does the softmax of z / tau really stay as it was?",
}

#: limits of temperature and top-k
limits = Choices(
    _LIMITS,
    {q: {said: text for said, text in _SAID.items() if said != right} | {
        ...: "answer with one of " + ", ".join(f'"{s}"' for s in _SAID) + "."}
     for q, right in _LIMITS.items()},
    title="Limits",
    stars=1,
    minutes=8,
    checked="six answers",
)  # fmt: skip

#: a bigram with the smoothing of Witten and Bell
bigram = Code(
    _bigram,
    _bigram_case,
    "counts p",
    BIGRAM_MISTAKES,
    title="Count pairs",
    stars=2,
    minutes=20,
    checked="the counts and the probabilities",
)

#: bits per symbol of a text read in chunks
chunked_bits = Code(
    _chunked_bits,
    _chunk_case,
    "bits state",
    CHUNK_MISTAKES,
    title="Read in chunks, carry the state",
    stars=2,
    minutes=20,
    checked="bits per symbol and the last state, with a short last chunk",
)

#: what the mixture must stay below
BUDGET = 1.65


@lru_cache(maxsize=1)
def shares() -> np.ndarray:
    """Probabilities that five unsmoothed models give to each symbol of 200 test names.

    Returns
    -------
    ndarray, shape (5, M)
        Uniform, then 1-, 2-, 3- and 4-gram frequencies counted on 3,000 training names; 0 where
        a model has never seen this symbol after this context.

    Examples
    --------
    >>> shares().shape[0], (shares()[4] == 0).any()
    (5, np.True_)
    """
    train, test = split_names()
    encode = name_vocabulary().encode
    counts: dict = {}
    for path in ((-1, -1, -1, *encode(name + "\n").tolist()) for name in train[:3000]):
        for t in range(3, len(path)):
            for k in range(4):
                seen = counts.setdefault(path[t - k : t], {})
                seen[path[t]] = seen.get(path[t], 0) + 1
    totals = {context: sum(seen.values()) for context, seen in counts.items()}
    columns = []
    for path in ((-1, -1, -1, *encode(name + "\n").tolist()) for name in test[:200]):
        for t in range(3, len(path)):
            contexts = [path[t - k : t] for k in range(4)]
            columns.append([1 / 39] + [counts.get(h, {}).get(path[t], 0) / totals.get(h, 1)
                                       for h in contexts])  # fmt: skip
    return np.array(columns).T


def _mixes(answer: object) -> tuple[bool, str]:
    """Decide whether a mixture of the five models stays below the budget."""
    weights = np.asarray(answer, float)
    if weights.shape != (5,):
        return False, f"there must be five weights, got shape {weights.shape}."
    if weights.min() < 0 or abs(weights.sum() - 1) > 1e-9:
        return False, f"weights must not be negative and add up to 1, got {weights.sum():.4g}."
    with np.errstate(divide="ignore"):
        bits = -np.log2(weights @ shares()).mean()
    return bool(bits < BUDGET), f"{bits:.4g} bits per symbol; the budget is {BUDGET}."


#: a mixture of n-grams within a budget of bits
mixture = Construction(
    _mixes,
    [0.01, 0.02, 0.07, 0.2, 0.7],
    {
        "4-gram alone": ([0, 0, 0, 0, 1], "inf bits per symbol"),
        "all alike": ([0.2, 0.2, 0.2, 0.2, 0.2], "bits per symbol; the budget"),
        "uniform alone": ([1, 0, 0, 0, 0], "5.285 bits per symbol"),
        "add up to more than 1": ([0.1, 0.2, 0.3, 0.4, 0.5], "add up to 1"),
        "four weights": ([0.1, 0.2, 0.3, 0.4], "five weights"),
    },
    hints=(
        "every weight must be positive: some symbols were seen by the uniform model only.",
        "give most to the longest context, and each shorter one about a third of the next longer.",
    ),
    title="Within a budget of bits",
    stars=2,
    minutes=12,
    checked="bits per symbol of your mixture on test names",
)

EXERCISES = (units, draw_symbols, top_k, limits, bigram, chunked_bits, mixture)
