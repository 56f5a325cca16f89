"""Exercise `bigram` of chapter 19: a bigram with the smoothing of Witten and Bell."""

import numpy as np

from coursekit import Code, Mistake


def bigram_case(seed: int) -> tuple:
    """Draw a text in which every symbol is followed by something.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``ids`` (66,) and the number of symbols, 6.

    Examples
    --------
    >>> bigram_case(0)[0].shape
    (66,)
    """
    rng = np.random.default_rng(seed)
    skewed = rng.choice(6, size=60, p=[0.4, 0.3, 0.15, 0.05, 0.05, 0.05])
    return np.concatenate([np.arange(6), skewed]), 6


def bigram(ids, n_v):
    counts = np.zeros((n_v, n_v))
    for t in range(1, len(ids)):
        counts[ids[t - 1], ids[t]] += 1
    single = np.bincount(ids, minlength=n_v) / len(ids)
    kinds = (counts > 0).sum(axis=1, keepdims=True)
    total = counts.sum(axis=1, keepdims=True)
    return counts, (counts + kinds * single) / (total + kinds)


exercise = Code(
    bigram, bigram_case, "counts p",
    title="Count pairs", stars=2, minutes=20, trains=(2,),
    checked="the counts and the probabilities",
    mistakes=[
        Mistake("rows and columns swapped", "counts[ids[t - 1], ids[t]]",
            "counts[ids[t], ids[t - 1]]",
            "the row must be the symbol before, the column the one that follows.",
            "how often does symbol 1 follow symbol 0 in your counts?"),
        Mistake("seen, not counted", "+= 1", "= 1",
            "every pair is counted once at most.", "what happens when a pair comes again?"),
        Mistake("one symbol skipped", "ids[t - 1]", "ids[t - 2]",
            "these are pairs with a symbol between them.",
            "which symbol stands directly before ids[t]?"),
        Mistake("first pair missing", "range(1, len(ids))", "range(2, len(ids))",
            "the pair of the first two symbols is not counted.",
            "how many pairs has a text of 66 symbols?"),
        Mistake("every other pair", "range(1, len(ids))", "range(1, len(ids), 2)",
            "pairs overlap: the second symbol of one is the first of the next.",
            "how many pairs has a text of 66 symbols?"),
        Mistake("pair with itself", "ids[t - 1]", "ids[t]",
            "each symbol is paired with itself.", "what stands off the diagonal?"),
        Mistake("uniform below", "np.bincount(ids, minlength=n_v) / len(ids)",
            "np.full(n_v, 1 / n_v)",
            "below the pairs stand the single symbols, and these are not equally frequent.",
            "what does the model believe when it has never seen the symbol before?"),
        Mistake("no smoothing", "kinds * single) / (total + kinds)", "0 * single) / total",
            "pairs never seen have probability 0: one of them costs infinitely many bits.",
            "what is the smallest entry of p?"),
        Mistake("add one", "kinds * single) / (total + kinds)", "1) / (total + n_v)",
            "that adds one to every pair, frequent symbol or not.",
            "how much is added to a pair, and does it depend on the symbol?"),
        Mistake("kinds per column", "(counts > 0).sum(axis=1, keepdims=True)",
            "(counts > 0).sum(axis=0)",
            "it counts how many symbols come *before*; wanted is how many different ones follow.",
            "along which axis lie the followers of one symbol?"),
        Mistake("kinds missing below", "/ (total + kinds)", "/ total",
            "the rows of p add up to more than 1.", "what does each row of p add up to?"),
        Mistake("divided by columns", "counts.sum(axis=1, keepdims=True)", "counts.sum(axis=0)",
            "you divide by how often the *following* symbol came.",
            "what does each row of p add up to?"),
        Mistake("not divided", " / (total + kinds)", " / 1",
            "these are counts, not probabilities.", "what does each row of p add up to?"),
    ],
)  # fmt: skip
