"""Exercises of chapter 2, from words to vectors."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from rnnlab.data.vocabulary import Vocabulary

from ._ch02_accounts import (
    CURVE_MISTAKES,
    TEXT_MISTAKES,
    _text_bits,
    _unk_curve,
    bits_case,
    texts_case,
)
from ._ch02_paper import rose_numbers, zeros_cost
from ._ch02_vocabulary import (
    BATCH_MISTAKES,
    VOCAB_MISTAKES,
    _build_vocab,
    _encode_batch,
    counts_case,
    sentences_case,
)

#: Two vocabularies from counts: the most frequent words, and all that are frequent enough.
build_vocab = Code(
    _build_vocab,
    counts_case,
    "of_size frequent",
    VOCAB_MISTAKES,
    title="The dictionary",
    stars=2,
    minutes=15,
    checked="two lists, with ties and a special token in the text",
)

#: Sentences to a padded batch of ids with its mask.
encode_batch = Code(
    _encode_batch,
    sentences_case,
    "ids mask",
    BATCH_MISTAKES,
    title="Sentences to a batch",
    stars=2,
    minutes=15,
    checked="ids and mask, in a vocabulary whose padding is not 0",
)

#: The share of unknown tokens for several sizes.
unk_curve = Code(
    _unk_curve,
    texts_case,
    "rates",
    CURVE_MISTAKES,
    title="The share of the unknown",
    stars=2,
    minutes=10,
    checked="three rates on a text with words of its own",
)

#: Bits per token with <unk> as a word, and with unknown words spelled out.
text_bits = Code(
    _text_bits,
    bits_case,
    "said of_text",
    TEXT_MISTAKES,
    title="Spell it out",
    stars=2,
    minutes=10,
    checked="two numbers on a ragged batch",
)

# -- on paper -------------------------------------------------------------------------------------

_ROSE = rose_numbers()

#: A rose, an unknown tulip, and what they cost.
on_paper = Numbers(
    _ROSE,
    {
        "different words": (
            [1 / 3, 0.5, *_ROSE[2:]],
            "you counted different words; a word counts as often as it comes.",
        ),
        "coverage": (
            [1 - _ROSE[0], 1 - _ROSE[1], *_ROSE[2:]],
            "these shares are those of the known tokens.",
        ),
        "never seen only": (
            [_ROSE[0], 1 / 5, *_ROSE[2:]],
            "*is* was seen in training, but it is not among the two words of the dictionary.",
        ),
        "nats": (
            [*_ROSE[:2], _ROSE[2] * np.log(2), _ROSE[3] * np.log(2)],
            "these are nats; take logarithms to the base 2.",
        ),
        "end not spelled": (
            rose_numbers(ends=0),
            "the speller must also say where a word ends: one symbol more per word.",
        ),
        "26 symbols": (
            rose_numbers(letters=26),
            "the end of a word is a symbol too: there are 27 to choose from.",
        ),
        "mean over the unknown": (
            rose_numbers(of_unknown=True),
            "divide the spelling by all five tokens, not by the unknown ones.",
        ),
        "<unk> is free": (
            rose_numbers(said=False),
            "the model says `<unk>` first, and pays for it; then it spells.",
        ),
        "spelling not added": (
            [*_ROSE[:3], _ROSE[3] - _ROSE[2]],
            "this is the spelling alone; the bits of before come on top.",
        ),
    },
    tolerance=2e-3,
    hints=(
        "write both texts with `<unk>` in the place of each word that is neither *a* nor *rose*.",
        "the model gives 3/8, 3/8 and 2/8; the surprise is minus the base-2 logarithm.",
        "*is* takes 3 symbols and *tulip* 6, each at the base-2 logarithm of 27.",
    ),
    title="A rose is a rose",
    stars=2,
    minutes=15,
    checked="four numbers to three digits; known mistakes are named",
)

# -- what the zeros cost --------------------------------------------------------------------------


_COST = zeros_cost()

#: One-hot columns in numbers: what they hold, what the product multiplies, what a lookup reads.
count_zeros = Numbers(
    _COST,
    {
        "one step": (
            [*zeros_cost(T=1)[:3], *_COST[3:]],
            "that is one step; there are 20.",
        ),
        "one sequence": (
            [*zeros_cost(N=1)[:3], *_COST[3:]],
            "that is one sequence; there are 32 side by side.",
        ),
        "all columns read": (
            [*_COST[:2], 100 * 10_000, *_COST[3:]],
            "a lookup reads the columns that are asked for, not the whole matrix.",
        ),
        "one number per id": (
            [*_COST[:2], 20 * 32, *_COST[3:]],
            "a lookup reads a whole *column* per id.",
        ),
        "one per row": (
            [_COST[0], _COST[0], *_COST[2:]],
            "each of the 100 rows of the matrix is multiplied with every column.",
        ),
        "embedding alone": (
            zeros_cost(head=0),
            "behind the embedding stands a matrix that makes a-like vectors from x-like ones.",
        ),
        "embedding on top": (
            [*_COST[:4], _COST[4] - 100 * 50 + 100 * 10_000],
            "with an embedding the matrix of the layer takes in 50 numbers, not 10,000.",
        ),
        "vectors of size n_a": (
            zeros_cost(n_x=100),
            "the vectors of the embedding have 50 entries.",
        ),
    },
    tolerance=0.5,
    hints=(
        "there are 20 times 32 ids.",
        "W_ax has 100 rows and one column per word.",
        "the embedding has 50 rows and one column per word; W_ax then has 100 rows and 50 columns.",
    ),
    title="What the zeros cost",
    stars=1,
    minutes=8,
    checked="five whole numbers; known mistakes are named",
)

# -- twins ----------------------------------------------------------------------------------------

#: The vocabulary of the chapter's first example.
SMALL = Vocabulary(["was", ".", "a", "bear", "president", "teddy"])


def twins_decided(answer: tuple[list[str], list[str]]) -> tuple[bool, str]:
    """Decide whether two sentences differ, and only in what the vocabulary does not know.

    Parameters
    ----------
    answer : tuple of two lists of str
        The tokens of both sentences.

    Returns
    -------
    bool, str
        Whether the answer is right, and a sentence.
    """
    if len(answer) != 2 or any(isinstance(s, str) for s in answer):
        return False, "give two lists of tokens, such as ['teddy', 'was', 'a', 'bear']."
    first, second = (list(s) for s in answer)
    if min(len(first), len(second)) < 4:
        return False, "each sentence must have at least four tokens."
    if first == second:
        return False, "the two sentences are the same."
    ids = [SMALL.encode(s) for s in (first, second)]
    holes = max(int((k == SMALL.unk).sum()) for k in ids)
    if holes > 1:
        return False, f"there are {holes} unknown tokens in a sentence; one is enough."
    if len(first) != len(second):
        return False, f"one has {len(first)} tokens, the other {len(second)}: a network can count."
    if (differ := np.flatnonzero(ids[0] != ids[1])).size:
        t = int(differ[0])
        pair = f"{first[t]!r} and {second[t]!r} have the ids {ids[0][t]} and {ids[1][t]}"
        return False, f"a network can tell them apart: {pair}."
    return True, f"both are {ids[0].tolist()} to every network."


#: Two sentences that no network with this vocabulary can tell apart.
twins = Construction(
    twins_decided,
    (["teddy", "was", "never", "president"], ["teddy", "was", "always", "president"]),
    {
        "the same": ((["teddy", "was", "a", "bear"],) * 2, "are the same"),
        "known words": (
            (["teddy", "was", "a", "bear"], ["teddy", "was", "a", "president"]),
            "can tell them apart",
        ),
        "a word left out": (
            (["teddy", "was", "not", "president"], ["teddy", "was", "a", "not", "president"]),
            "a network can count",
        ),
        "all unknown": (
            (["we", "never", "saw", "it"], ["they", "always", "had", "them"]),
            "unknown tokens",
        ),
        "short": ((["not", "teddy"], ["only", "teddy"]), "at least four"),
        "text": (("teddy was not president", "teddy was president"), "two lists of tokens"),
    },
    stub=(..., ...),
    hints=(
        "what do two words share that are both not in the vocabulary?",
        "put one unknown word where the meaning hangs on it.",
    ),
    title="Twins",
    stars=1,
    minutes=5,
    checked="two sentences against the chapter's first vocabulary",
)

# -- words or letters -----------------------------------------------------------------------------

#: Which cut has which advantage, on the character names.
words_or_letters = Choices(
    {
        "fewer steps": "words",
        "fewer columns": "letters",
        "fewer unknown": "letters",
        "two forms alike": "letters",
        "new word": "letters",
    },
    {
        "fewer steps": {
            "letters": "a word of six letters is six steps, and a seventh for the space.",
            "both": "count the tokens of one name in both ways.",
        },
        "fewer columns": {
            "words": "there are thousands of different words; count the letters.",
            "both": "one column per different token: count those.",
        },
        "fewer unknown": {
            "words": "held-out names have words that never came before; do they have new letters?",
            "both": "held-out names have words that never came before; do they have new letters?",
        },
        "two forms alike": {
            "words": "*letter* and *letters* are two ids, as far apart as any two.",
            "both": "*letter* and *letters* as words are two ids, as far apart as any two.",
        },
        "new word": {
            "words": "it can only draw entries of its vocabulary, and `<unk>`.",
            "both": "a model of words can only draw entries of its vocabulary, and `<unk>`.",
        },
    },
    title="Words or letters?",
    stars=1,
    minutes=5,
    checked="five advantages; each wrong answer gets its own sentence",
)

EXERCISES = (
    build_vocab,
    encode_batch,
    twins,
    count_zeros,
    unk_curve,
    on_paper,
    text_bits,
    words_or_letters,
)
