"""Exercise `mixture` of chapter 19: a mixture of n-grams within a budget of bits."""

from functools import lru_cache

import numpy as np

from coursekit import Construction
from rnnlab.data.characters import name_vocabulary, split_names

__all__ = ["shares"]

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


def answer():
    weights = [0.01, 0.02, 0.07, 0.2, 0.7]
    return weights


exercise = Construction(
    _mixes,
    answer(),
    {
        "4-gram alone": ([0, 0, 0, 0, 1], "inf bits per symbol"),
        "all alike": ([0.2, 0.2, 0.2, 0.2, 0.2], "bits per symbol; the budget"),
        "uniform alone": ([1, 0, 0, 0, 0], "5.285 bits per symbol"),
        "add up to more than 1": ([0.1, 0.2, 0.3, 0.4, 0.5], "add up to 1"),
        "four weights": ([0.1, 0.2, 0.3, 0.4], "five weights"),
    },
    answer=answer,
    hints=(
        "every weight must be positive: some symbols were seen by the uniform model only.",
        "give most to the longest context, and each shorter one about a third of the next longer.",
    ),
    title="Within a budget of bits", stars=2, minutes=12, trains=(2, 4),
    checked="bits per symbol of your mixture on test names",
)  # fmt: skip
