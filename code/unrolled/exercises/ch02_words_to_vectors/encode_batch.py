"""Exercise `encode_batch` of chapter 2: sentences to a padded batch of ids with its mask."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import WORDS


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


def encode_batch(sentences, id_of):
    #: # id_of: {token: id}, specials included; return ids, mask
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

exercise = Code(
    encode_batch, sentences_case, "ids mask",
    title="Sentences to a batch", stars=2, minutes=15, trains=(1,),
    checked="ids and mask, in a vocabulary whose padding is not 0",
    mistakes=[
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
            "`<bos>` is missing at the beginning.", "what is the first token of a sequence?"),
        Mistake("no <eos>", "for w in s), eos]", "for w in s)]",
            "`<eos>` is missing at the end.", "what is the last token of a sequence?"),
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
            "`<bos>` and `<eos>` are exchanged.", "which of the two is the end?"),
        Mistake("sentences backward", "for w in s), eos", "for w in s[::-1]), eos",
            "the words run from the last to the first.", "which word is step 2?"),
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
            "the mask leaves unknown words out: they are real steps.", "is `<unk>` padding?"),
        Mistake("examples as rows", "return ids, mask", "return ids.T, mask.T",
            "sentences are rows; with us time is the first axis and examples are columns.",
            "which axis is time?"),
    ],
)  # fmt: skip
