"""Exercise `build_vocab` of chapter 2: the most frequent words, and all frequent enough."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import WORDS

SPECIALS = ("<pad>", "<unk>", "<bos>", "<eos>")


def counts_case(seed: int) -> tuple:
    """Draw counts with ties at the cut, out of order, and an ``<unk>`` that the text contains.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        Counts, a dictionary of 14 words and ``<unk>``; the size 5; the least count 3; the specials.

    Examples
    --------
    >>> counts, size, min_count, specials = counts_case(0)
    >>> len(counts), size, min_count, len(specials)
    (15, 5, 3, 4)
    """
    rng = np.random.default_rng(seed)
    words = [str(w) for w in rng.permutation(WORDS)[:14]]
    numbers = [9, 8, 6, 6, 6, 6, 6, 5, 3, 3, 2, 2, 1, 1]
    counts = dict(zip(words, numbers, strict=True))
    # The tied words are read neither in alphabetical order nor backward.
    tied = sorted(words[2:7])
    read = [*words[:6:-1], *(tied[k] for k in (2, 0, 4, 1, 3)), "<unk>", *words[1::-1]]
    return {w: counts.get(w, 7) for w in read}, 5, 3, SPECIALS


def build_vocab(counts, size, min_count, specials):
    #: # counts: {word: how often}; specials: tokens to put first
    words = [w for w in counts if w not in specials]
    words.sort(key=lambda w: (-counts[w], w))
    of_size = [*specials, *words[:size]]
    frequent = [w for w in words if counts[w] >= min_count]
    return of_size, [*specials, *frequent]


exercise = Code(
    build_vocab, counts_case, "of_size frequent",
    title="The dictionary", stars=2, minutes=15, trains=(1,),
    checked="two lists, with ties and a special token in the text",
    mistakes=[
        Mistake("order of reading", "(-counts[w], w)", "-counts[w]",
            "among equally frequent words the one that was read first wins: the ids depend on the "
            "order of the file.",
            "what decides between two words with the same count?"),
        Mistake("ties from the end", "words.sort(key=lambda w: (-counts[w], w))",
            "words.sort(key=lambda w: (counts[w], w), reverse=True)",
            "equally frequent words stand in reverse alphabetical order.",
            "reverse=True turns both parts of the key around."),
        Mistake("rarest first", "-counts[w], w", "counts[w], w",
            "the rarest words come first.", "which way does sort run?"),
        Mistake("alphabetical", "(-counts[w], w)", "w",
            "the words are in alphabetical order; the most frequent ones must come first.",
            "by what do you rank?"),
        Mistake("never sorted", "words.sort(key=lambda w: (-counts[w], w))", "pass",
            "the words are in the order of reading.", "by what do you rank?"),
        Mistake("specials twice", "[w for w in counts if w not in specials]", "list(counts)",
            "`<unk>` stands in the text, and now twice in the vocabulary: its second id would "
            "never be used, or the first.",
            "what if the text holds a special token?"),
        Mistake("size with specials", "words[:size]", "words[:size - len(specials)]",
            "the specials are counted in `size`; they are extra.",
            "how many ordinary words are asked for?"),
        Mistake("one too many", "words[:size]", "words[:size + 1]",
            "there is one ordinary word too many.", "how many entries does a slice to n have?"),
        Mistake("one too few", "words[:size]", "words[:size - 1]",
            "there is one ordinary word too few.", "how many entries does a slice to n have?"),
        Mistake("size ignored", "words[:size]", "words",
            "`size` is ignored.", "how long may the first vocabulary be?"),
        Mistake("more than min_count", "counts[w] >= min_count", "counts[w] > min_count",
            "words seen exactly `min_count` times are missing: the count is the least that is "
            "enough.",
            "is min_count itself enough?"),
        Mistake("min_count ignored", "counts[w] >= min_count", "counts[w]",
            "`min_count` is ignored.", "which words are too rare?"),
        Mistake("rare words kept", "counts[w] >= min_count", "counts[w] <= min_count",
            "the rare words are kept, the frequent ones dropped.", "which words are too rare?"),
        Mistake("both limits at once", "for w in words if", "for w in words[:size] if",
            "the second vocabulary has no limit of size.",
            "which limit belongs to which vocabulary?"),
        Mistake("specials last", "of_size = [*specials, *words[:size]]",
            "of_size = [*words[:size], *specials]",
            "the specials stand at the end: with another size they would get other ids.",
            "which ids do the specials have?",
            more=(("[*specials, *frequent]", "[*frequent, *specials]"),)),
        Mistake("specials forgotten", "of_size = [*specials, *words[:size]]",
            "of_size = words[:size]",
            "the special tokens are missing.", "what stands in front of the words?",
            more=(("[*specials, *frequent]", "frequent"),)),
    ],
)  # fmt: skip
