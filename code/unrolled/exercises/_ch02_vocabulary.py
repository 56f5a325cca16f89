"""The vocabulary and the batch of chapter 2's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake

SPECIALS = ("<pad>", "<unk>", "<bos>", "<eos>")
WORDS = "bear teddy was a president the rose may sale is on not of war tulip bank".split()

# -- the vocabulary -------------------------------------------------------------------------------


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


def _build_vocab(counts, size, min_count, specials):
    words = [w for w in counts if w not in specials]
    words.sort(key=lambda w: (-counts[w], w))
    of_size = [*specials, *words[:size]]
    frequent = [w for w in words if counts[w] >= min_count]
    return of_size, [*specials, *frequent]


VOCAB_MISTAKES = [
    Mistake("order of reading", "(-counts[w], w)", "-counts[w]",
            "among equally frequent words the one that was read first wins: the ids depend on the "
            "order of the file.",
            "what decides between two words with the same count?"),
    Mistake("ties from the end", "words.sort(key=lambda w: (-counts[w], w))",
            "words.sort(key=lambda w: (counts[w], w), reverse=True)",
            "equally frequent words stand in reverse alphabetical order.",
            "reverse=True turns both parts of the key around."),
    Mistake("rarest first", "-counts[w], w", "counts[w], w",
            "the rarest words come first.",
            "which way does sort run?"),
    Mistake("alphabetical", "(-counts[w], w)", "w",
            "the words are in alphabetical order; the most frequent ones must come first.",
            "by what do you rank?"),
    Mistake("never sorted", "words.sort(key=lambda w: (-counts[w], w))", "pass",
            "the words are in the order of reading.",
            "by what do you rank?"),
    Mistake("specials twice", "[w for w in counts if w not in specials]", "list(counts)",
            "`<unk>` stands in the text, and now twice in the vocabulary: its second id would "
            "never be used, or the first.",
            "what if the text holds a special token?"),
    Mistake("size with specials", "words[:size]", "words[:size - len(specials)]",
            "the specials are counted in `size`; they are extra.",
            "how many ordinary words are asked for?"),
    Mistake("one too many", "words[:size]", "words[:size + 1]",
            "there is one ordinary word too many.",
            "how many entries does a slice to n have?"),
    Mistake("one too few", "words[:size]", "words[:size - 1]",
            "there is one ordinary word too few.",
            "how many entries does a slice to n have?"),
    Mistake("size ignored", "words[:size]", "words",
            "`size` is ignored.",
            "how long may the first vocabulary be?"),
    Mistake("more than min_count", "counts[w] >= min_count", "counts[w] > min_count",
            "words seen exactly `min_count` times are missing: the count is the least that is "
            "enough.",
            "is min_count itself enough?"),
    Mistake("min_count ignored", "counts[w] >= min_count", "counts[w]",
            "`min_count` is ignored.",
            "which words are too rare?"),
    Mistake("rare words kept", "counts[w] >= min_count", "counts[w] <= min_count",
            "the rare words are kept, the frequent ones dropped.",
            "which words are too rare?"),
    Mistake("both limits at once", "for w in words if", "for w in words[:size] if",
            "the second vocabulary has no limit of size.",
            "which limit belongs to which vocabulary?"),
    Mistake("specials last", "of_size = [*specials, *words[:size]]",
            "of_size = [*words[:size], *specials]",
            "the specials stand at the end: with another size they would get other ids.",
            "which ids do the specials have?",
            more=(("[*specials, *frequent]", "[*frequent, *specials]"),)),
    Mistake("specials forgotten", "of_size = [*specials, *words[:size]]", "of_size = words[:size]",
            "the special tokens are missing.",
            "what stands in front of the words?",
            more=(("[*specials, *frequent]", "frequent"),)),
]  # fmt: skip

# -- a batch --------------------------------------------------------------------------------------


def sentences_case(seed: int) -> tuple:
    """Draw three sentences of different lengths, the first the longest, each with unknown words.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        The sentences, lists of 6, 3 and 4 tokens; the ids, a dictionary in which ``<pad>`` is
        not 0.

    Examples
    --------
    >>> sentences, id_of = sentences_case(0)
    >>> [len(s) for s in sentences], id_of["<pad>"]
    ([6, 3, 4], 3)
    """
    rng = np.random.default_rng(seed)
    known = [WORDS[0], "<unk>", "<bos>", "<pad>", "<eos>", *WORDS[1:6]]
    pick = [str(w) for w in rng.permutation(WORDS[:6])]
    sentences = [
        [*pick[:4], "sale", pick[4]],
        [pick[5], "tulip", pick[0]],
        ["war", *pick[1:4]],
    ]
    return sentences, {w: k for k, w in enumerate(known)}


def _encode_batch(sentences, id_of):
    pad, unk = id_of["<pad>"], id_of["<unk>"]
    bos, eos = id_of["<bos>"], id_of["<eos>"]
    T = 2 + max(len(s) for s in sentences)
    ids = np.full((T, len(sentences)), pad)
    mask = np.zeros((T, len(sentences)), bool)
    for n, s in enumerate(sentences):
        column = [bos, *(id_of.get(w, unk) for w in s), eos]
        ids[: len(column), n] = column
        mask[: len(column), n] = True
    return ids, mask


_COLUMN = "column = [bos, *(id_of.get(w, unk) for w in s), eos]"
BATCH_MISTAKES = [
    Mistake("unknown as padding", "id_of.get(w, unk)", "id_of.get(w, pad)",
            "unknown words became `<pad>`: a word was there, and the network should hear of it.",
            "which id has a word that is not in the dictionary?"),
    Mistake("unknown words dropped", "(id_of.get(w, unk) for w in s)",
            "(id_of[w] for w in s if w in id_of)",
            "unknown words are left out: the sentence gets shorter and its words move.",
            "what stands in the place of an unknown word?"),
    Mistake("unknown words one too high", "id_of.get(w, unk)", "id_of.get(w, len(id_of))",
            "unknown words get an id of their own that no column of the matrix has.",
            "how many ids are there?"),
    Mistake("no <bos>", "[bos, *", "[*",
            "`<bos>` is missing at the beginning.",
            "what is the first token of a sequence?"),
    Mistake("no <eos>", "for w in s), eos]", "for w in s)]",
            "`<eos>` is missing at the end.",
            "what is the last token of a sequence?"),
    Mistake("neither <bos> nor <eos>", _COLUMN, "column = [id_of.get(w, unk) for w in s]",
            "`<bos>` and `<eos>` are missing: words alone do not say where a text begins and ends.",
            "which two tokens surround the words?",
            more=(("2 + max", "max"),)),
    Mistake("<eos> below the padding", "ids[: len(column), n] = column",
            "ids[: len(column) - 1, n] = column[:-1]\n        ids[-1, n] = eos",
            "`<eos>` stands in the last row of every column; it belongs right after the last word.",
            "where does a short sentence end?",
            more=(("mask[: len(column), n] = True", "mask[:, n] = ids[:, n] != pad"),)),
    Mistake("begin and end exchanged", _COLUMN,
            "column = [eos, *(id_of.get(w, unk) for w in s), bos]",
            "`<bos>` and `<eos>` are exchanged.",
            "which of the two is the end?"),
    Mistake("sentences backward", "for w in s), eos", "for w in s[::-1]), eos",
            "the words run from the last to the first.",
            "which word is step 2?"),
    Mistake("padded with zeros", ", pad)\n    mask", ", 0)\n    mask",
            "the rest is filled with id 0, which here is another token.",
            "what is the id of `<pad>` in this vocabulary?"),
    Mistake("padded with <unk>", ", pad)\n    mask", ", unk)\n    mask",
            "the rest is filled with `<unk>`: that would be words.",
            "what fills a short sequence up?"),
    Mistake("padded with <eos>", ", pad)\n    mask", ", eos)\n    mask",
            "the rest is filled with `<eos>`: a sequence ends once.",
            "what fills a short sequence up?"),
    Mistake("padding in front", "ids[: len(column), n]", "ids[T - len(column) :, n]",
            "the padding stands in front; here sequences begin at step 1.",
            "in which row does a short column begin?",
            more=(("mask[: len(column), n]", "mask[T - len(column) :, n]"),)),
    Mistake("mask inverted", "bool)", "bool) == 0",
            "the mask is True at padding; True means a real step.",
            "what does True mean in a mask?",
            more=(("n] = True", "n] = False"),)),
    Mistake("mask without the ends", "mask[: len(column), n]", "mask[: len(s), n]",
            "the mask counts the words only; `<bos>` and `<eos>` are real steps too.",
            "how many real steps has a column?"),
    Mistake("<eos> masked", "mask[: len(column), n]", "mask[: len(column) - 1, n]",
            "the mask leaves `<eos>` out; the model must learn where a text ends.",
            "how many real steps has a column?"),
    Mistake("unknown words masked", "mask[: len(column), n] = True",
            "mask[: len(column), n] = np.array(column) != unk",
            "the mask leaves unknown words out: they are real steps.",
            "is `<unk>` padding?"),
    Mistake("examples as rows", "return ids, mask", "return ids.T, mask.T",
            "sentences are rows; with us time is the first axis and examples are columns.",
            "which axis is time?"),
]  # fmt: skip
