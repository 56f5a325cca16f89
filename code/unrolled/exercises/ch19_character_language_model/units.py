"""Exercise `units` of chapter 19: nats, bits, perplexity."""

import numpy as np

from coursekit import Numbers, but

_UNITS = np.array([np.log(39), 1.1 / np.log(2), np.exp(1.1), 20 * 1.1 / np.log(2), 6 * 1.1,
                   (300 * 1.2 + 100 * 2.0) / 400])  # fmt: skip


def answer():
    numbers = [np.log(39), 1.1 / np.log(2), np.exp(1.1),
               20 * 1.1 / np.log(2), 6 * 1.1, 1.4]  # fmt: skip
    return numbers


exercise = Numbers(
    _UNITS,
    {
        "log2 of V": (but(_UNITS, 0, np.log2(39)),
            "that is the first loss in bits; asked is nats."),
        "1/V": (but(_UNITS, 0, 1 / 39),
            "that is the probability; the loss is its negative logarithm."),
        "nats times ln 2": (but(_UNITS, 1, 1.1 * np.log(2)),
            "a bit is the smaller unit (0.69 nats), so there are more of them."),
        "nats for bits": (but(_UNITS, 1, 1.1), "1.1 is the number of nats."),
        "2 to the nats": (but(_UNITS, 2, 2**1.1), "2 belongs to bits, e to nats."),
        "e to the bits": (but(_UNITS, 2, np.exp(1.1 / np.log(2))), "e belongs to nats, 2 to bits."),
        "one symbol": (but(_UNITS, 3, 1.1 / np.log(2)), "the costs of the 20 symbols add up."),
        "whole name in nats": (but(_UNITS, 3, 22.0), "that is in nats; asked is bits."),
        "per word like per symbol": (but(_UNITS, 4, 1.1),
            "a word has six symbols, and their costs add."),
        "divided by the length": (but(_UNITS, 4, 1.1 / 6), "a longer unit costs more, not less."),
        "mean of the means": (but(_UNITS, 5, 1.6), "the longer text counts three times."),
        "sum of the means": (but(_UNITS, 5, 3.2), "it is a mean over all 400 symbols."),
    },
    answer=answer, tolerance=0.006,
    hints=(
        "nats / ln 2 = bits; perplexity = e to the nats = 2 to the bits.",
        "logarithms of probabilities add up along a text; means are weighted by the lengths.",
    ),
    title="Nats, bits, perplexity", stars=1, minutes=10, trains=(2,), checked="six numbers",
)  # fmt: skip
