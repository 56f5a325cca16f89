"""Exercise `unk_curve` of chapter 2: the share of unknown tokens for several sizes."""

from collections import Counter

import numpy as np

from coursekit import Code, Mistake

from ._cases import WORDS


def _tokens(rng: np.random.Generator, n: int, words: list[str]) -> list[str]:
    p = 1 / np.arange(1, len(words) + 1)
    return [str(w) for w in rng.choice(words, n, p=p / p.sum())]


def texts_case(seed: int) -> tuple:
    """Draw a training text, a test text with words of its own, and three sizes.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        120 and 80 tokens, and the sizes 2, 4 and 7.

    Examples
    --------
    >>> train, test, sizes = texts_case(0)
    >>> len(train), len(test), sizes
    (120, 80, (2, 4, 7))
    """
    rng = np.random.default_rng(seed)
    # The rarest word of the training text comes first in it, and alphabetically too.
    train = ["aardvark", *_tokens(rng, 119, WORDS[:12])]
    test = [*_tokens(rng, 78, [*WORDS[2:][::-1], "zebra"]), "zebra", "aardvark"]
    return train, test, (2, 4, 7)


def unk_curve(train, test, sizes):
    counts = Counter(train)
    ranked = sorted(counts, key=lambda w: (-counts[w], w))
    rates = []
    for n in sizes:
        known = set(ranked[:n])
        rates.append(np.mean([w not in known for w in test]))
    return np.array(rates)


exercise = Code(
    unk_curve, texts_case, "rates",
    title="The share of the unknown", stars=2, minutes=10, trains=(2,),
    checked="three rates on a text with words of its own",
    mistakes=[
        Mistake("coverage instead", "w not in known", "w in known",
            "this is the share that is *known*.", "which of the two shares is asked for?"),
        Mistake("different words counted", "for w in test]", "for w in set(test)]",
            "you count different words; a frequent word must count as often as it comes.",
            "is a word that comes ten times one hole in the text, or ten?"),
        Mistake("judged on the training text", "for w in test]", "for w in train]",
            "the share is that of the training text, which made the vocabulary.",
            "on which text is a model judged?"),
        Mistake("built from the test", "Counter(train)", "Counter(test)",
            "the vocabulary is made from the test text.", "which text may decide what is known?"),
        Mistake("built from both", "Counter(train)", "Counter(train + test)",
            "the test text had a say in the vocabulary.", "which text may decide what is known?"),
        Mistake("order of reading", "sorted(counts, key=lambda w: (-counts[w], w))", "list(counts)",
            "the words are kept in the order of reading, not the most frequent ones.",
            "which words belong into a small vocabulary?"),
        Mistake("rarest first", "-counts[w]", "counts[w]",
            "the rarest words are kept.", "which way does sort run?"),
        Mistake("alphabetical", "sorted(counts, key=lambda w: (-counts[w], w))", "sorted(counts)",
            "the alphabet decides what is kept.", "by what do you rank?"),
        Mistake("one word too few", "ranked[:n]", "ranked[: n - 1]",
            "the vocabularies have a word too few.", "how many entries does a slice to n have?"),
        Mistake("one word too many", "ranked[:n]", "ranked[: n + 1]",
            "the vocabularies have a word too many.", "how many entries does a slice to n have?"),
        Mistake("the rest is known", "ranked[:n]", "ranked[n:]",
            "the frequent words are left out and the rest is known.",
            "which side of the cut is the vocabulary?"),
        Mistake("never seen only", "w not in known", "w not in counts",
            "you count words that the training text does not have at all; the size plays no part.",
            "is a word that was seen but cut known?"),
        Mistake("seen words only", "for w in test]", "for w in test if w in counts]",
            "words that never came in training are left out of the account.",
            "out of how many tokens?"),
        Mistake("divided by the training text", "np.mean([w not in known for w in test])",
            "sum([w not in known for w in test]) / len(train)",
            "the number of unknown tokens is divided by the length of the other text.",
            "out of how many tokens?"),
    ],
)  # fmt: skip
