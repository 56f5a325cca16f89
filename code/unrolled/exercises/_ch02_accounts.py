"""The accounts of chapter 2's exercises: what is unknown and what it costs, with catalogues."""

from collections import Counter

import numpy as np

from coursekit.mistakes import Mistake

from ._ch02_vocabulary import WORDS


def _tokens(rng: np.random.Generator, n: int, words: list[str]) -> list[str]:
    p = 1 / np.arange(1, len(words) + 1)
    return [str(w) for w in rng.choice(words, n, p=p / p.sum())]


# -- the share of <unk> ---------------------------------------------------------------------------


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


def _unk_curve(train, test, sizes):
    counts = Counter(train)
    ranked = sorted(counts, key=lambda w: (-counts[w], w))
    rates = []
    for n in sizes:
        known = set(ranked[:n])
        rates.append(np.mean([w not in known for w in test]))
    return np.array(rates)


CURVE_MISTAKES = [
    Mistake("coverage instead", "w not in known", "w in known",
            "this is the share that is *known*.",
            "which of the two shares is asked for?"),
    Mistake("different words counted", "for w in test]", "for w in set(test)]",
            "you count different words; a frequent word must count as often as it comes.",
            "is a word that comes ten times one hole in the text, or ten?"),
    Mistake("judged on the training text", "for w in test]", "for w in train]",
            "the share is that of the training text, which made the vocabulary.",
            "on which text is a model judged?"),
    Mistake("built from the test", "Counter(train)", "Counter(test)",
            "the vocabulary is made from the test text.",
            "which text may decide what is known?"),
    Mistake("built from both", "Counter(train)", "Counter(train + test)",
            "the test text had a say in the vocabulary.",
            "which text may decide what is known?"),
    Mistake("order of reading", "sorted(counts, key=lambda w: (-counts[w], w))", "list(counts)",
            "the words are kept in the order of reading, not the most frequent ones.",
            "which words belong into a small vocabulary?"),
    Mistake("rarest first", "-counts[w]", "counts[w]",
            "the rarest words are kept.",
            "which way does sort run?"),
    Mistake("alphabetical", "sorted(counts, key=lambda w: (-counts[w], w))", "sorted(counts)",
            "the alphabet decides what is kept.",
            "by what do you rank?"),
    Mistake("one word too few", "ranked[:n]", "ranked[: n - 1]",
            "the vocabularies have a word too few.",
            "how many entries does a slice to n have?"),
    Mistake("one word too many", "ranked[:n]", "ranked[: n + 1]",
            "the vocabularies have a word too many.",
            "how many entries does a slice to n have?"),
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
]  # fmt: skip

# -- bits of the text -----------------------------------------------------------------------------


def bits_case(seed: int) -> tuple:
    """Draw bits per token, spelling costs, which tokens are unknown, and a ragged mask.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``bits``, ``spelling``, ``unknown`` and ``mask``, all (6, 4); some padding is "unknown".

    Examples
    --------
    >>> [v.shape for v in bits_case(0)]
    [(6, 4), (6, 4), (6, 4), (6, 4)]
    """
    rng = np.random.default_rng(seed)
    T, N = 6, 4
    bits, spelling = rng.uniform(0.5, 9, size=(T, N)), rng.uniform(10, 30, size=(T, N))
    mask = np.arange(T)[:, None] < np.array([6, 3, 4, 5])
    mask[1, 3] = False
    unknown = rng.random((T, N)) < 0.4
    unknown[0], unknown[2], unknown[-1] = True, False, True
    return bits, spelling, unknown, mask


def _text_bits(bits, spelling, unknown, mask):
    M = mask.sum()
    said = (bits * mask).sum() / M
    spelled = (spelling * (unknown & mask)).sum() / M
    return said, said + spelled


TEXT_MISTAKES = [
    Mistake("padding in the count", "mask.sum()", "mask.size",
            "padding counts as tokens.",
            "what is M?"),
    Mistake("padding in the bits", "(bits * mask).sum()", "bits.sum()",
            "the bits at padding are added up too.",
            "which steps are real?"),
    Mistake("padding spelled", "(unknown & mask)", "unknown",
            "unknown tokens at padding are spelled too.",
            "which steps are real?"),
    Mistake("all words spelled", "(unknown & mask)", "mask",
            "known words are spelled as well; the model has named them already.",
            "which words must be spelled?"),
    Mistake("known words spelled", "(unknown & mask)", "(~unknown & mask)",
            "the known words are spelled and the unknown ones are not.",
            "which words must be spelled?"),
    Mistake("mean over the unknown", "(spelling * (unknown & mask)).sum() / M",
            "(spelling * (unknown & mask)).sum() / (unknown & mask).sum()",
            "the spelling is averaged over unknown words only: a rare `<unk>` would cost as much "
            "as a frequent one.",
            "per what are the bits of the whole text?"),
    Mistake("<unk> is free", "said + spelled",
            "(bits * (mask & ~unknown)).sum() / M + spelled",
            "the bits for saying `<unk>` are left out: first the model says it, then it spells.",
            "how many times does an unknown word cost?"),
    Mistake("spelling not added", "return said, said + spelled", "return said, spelled",
            "the second number is the spelling alone.",
            "what does the model pay before it spells?"),
    Mistake("mean of means", "(bits * mask).sum() / M",
            "((bits * mask).sum(axis=0) / mask.sum(axis=0)).mean()",
            "this is the mean of the sequences' means: tokens of short sequences count more.",
            "does each token count once?"),
    Mistake("not divided", "(bits * mask).sum() / M", "(bits * mask).sum()",
            "these are the bits of the whole batch.",
            "per what?",
            more=(("(spelling * (unknown & mask)).sum() / M",
                   "(spelling * (unknown & mask)).sum()"),)),
    Mistake("divided by sequences", "mask.sum()", "mask.shape[1]",
            "these are bits per sequence, not per token.",
            "what is M?"),
    Mistake("in nats", "return said, said + spelled",
            "return said * np.log(2), (said + spelled) * np.log(2)",
            "these are nats; the arguments are in bits already.",
            "which unit goes in?"),
    Mistake("spelling subtracted", "said + spelled", "said - spelled",
            "spelling costs bits, it does not save any.",
            "does a text get cheaper by spelling?"),
]  # fmt: skip
