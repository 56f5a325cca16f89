"""Exercise `count_pairs` of chapter 22: a bag of pairs."""

import numpy as np

from coursekit import Code, Mistake


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


def count_pairs(x, mask, pairs):
    real = mask[:-1] & mask[1:]
    counts = np.zeros((len(pairs), x.shape[1]), int)
    for k, (one, two) in enumerate(pairs):
        found = (x[:-1] == one) & (x[1:] == two) & real
        counts[k] = found.sum(axis=0)
    return counts


exercise = Code(
    count_pairs, pairs_case, "counts",
    title="A bag of pairs", stars=1, minutes=12, trains=(1, 2),
    checked="the counts of padded sentences",
    mistakes=[
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
            "only the first word of the pair is compared.", "what must the next word be?"),
        Mistake("second word only", "(x[:-1] == one) & ", "",
            "only the second word of the pair is compared.", "what must the word before be?"),
        Mistake("either word", "(x[:-1] == one) & (x[1:] == two)",
            "((x[:-1] == one) | (x[1:] == two))",
            "one word of the pair is enough in yours; both must agree.", "and, or or?"),
        Mistake("there or not", "found.sum(axis=0)", "found.any(axis=0)",
            "a pair that stands there twice counts twice.",
            "what is counted, sentences or places?"),
        Mistake("all sentences together", "found.sum(axis=0)", "found.sum()",
            "each sentence has its own counts.", "over which axis does the sum run?"),
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
    ],
)  # fmt: skip
