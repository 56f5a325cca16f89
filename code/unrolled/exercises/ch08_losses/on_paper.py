"""Exercise `on_paper` of chapter 8: bits, nats and perplexity of two words."""

import numpy as np

from coursekit import Numbers

#: p(second | first) of the bigram table of the exercise; "." begins and ends a word.
TABLE = {".A": 1 / 2, "AB": 1 / 4, "BB": 1 / 2, "BA": 1 / 4, "A.": 1 / 2}


def word_bits(word: str) -> list[float]:
    """Return the bits of each symbol of a word by the table of the exercise.

    Parameters
    ----------
    word : str
        Without the points that begin and end it.

    Returns
    -------
    list of float
        One number per symbol, the end included.

    Examples
    --------
    >>> word_bits("A")
    [1.0, 1.0]
    """
    path = f".{word}."
    return [float(-np.log2(TABLE[path[t - 1 : t + 1]])) for t in range(1, len(path))]


def _four_numbers(per_symbol: float, nats: float, ppl: float) -> list[float]:
    return [sum(word_bits("ABBA")), per_symbol, nats, ppl]


_LONG, _SHORT = word_bits("ABBA"), word_bits("A")
_BITS = np.mean(_LONG + _SHORT)
_OF_MEANS = (np.mean(_LONG) + np.mean(_SHORT)) / 2
_NO_END = (sum(_LONG) + sum(_SHORT)) / 5
_MEAN_PPL = (2 ** np.mean(_LONG) + 2 ** np.mean(_SHORT)) / 2


def answer():
    #: numbers = [..., ..., ..., ...]
    #: # bits of ABBA, bits per symbol, nats per symbol, perplexity
    numbers = [7, 9 / 7, 9 / 7 * np.log(2), 2 ** (9 / 7)]
    return numbers


exercise = Numbers(
    _four_numbers(_BITS, _BITS * np.log(2), 2**_BITS),
    {
        "mean of means": (_four_numbers(_OF_MEANS, _OF_MEANS * np.log(2), 2**_OF_MEANS),
            "you averaged the words' means: a symbol of the short word counts 2.5 times as much."),
        "mean of perplexities": (_four_numbers(_BITS, _BITS * np.log(2), _MEAN_PPL),
            "you averaged the words' perplexities: the exponential comes last."),
        "e to the bits": (_four_numbers(_BITS, _BITS * np.log(2), np.exp(_BITS)),
            "bits go with 2, nats with e: these are e to the *bits*."),
        "2 to the nats": (_four_numbers(_BITS, _BITS * np.log(2), 2 ** (_BITS * np.log(2))),
            "bits go with 2, nats with e: this is 2 to the *nats*."),
        "divided by ln 2": (_four_numbers(_BITS, _BITS / np.log(2), 2**_BITS),
            "a nat is more than a bit, so there are fewer nats: multiply by ln 2."),
        "ends not counted": (_four_numbers(_NO_END, _NO_END * np.log(2), 2**_NO_END),
            "the ends were paid for, so they count as symbols: 5 + 2 of them."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "write down the surprise of each of the seven symbols in bits; all are whole numbers.",
        "add all seven, divide once.",
        "one bit is ln 2 nats; the perplexity is 2 to the bits per symbol.",
    ),
    title="Perplexity by hand", stars=1, minutes=10, trains=(4,),
    checked="four numbers to three digits; known mistakes are named",
)  # fmt: skip
