"""Exercise `on_paper` of chapter 20: share of right tags, precision, recall, F1, all O."""

import numpy as np

from coursekit import Numbers, but

from ._cases import TRUE, scores

GUESS = "O B I O O O O B I O O B".split()
_RIGHT = np.array([*scores(TRUE, GUESS), TRUE.count("O") / len(TRUE)])


def answer():
    numbers = [0.75, 0.333, 0.333, 0.333, 0.5]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "wrong tags counted": (but(_RIGHT, 0, 0.25), "that is the share of the wrong ones."),
        "only words of names": (but(_RIGHT, 0, 4 / 6), "all twelve tags count here."),
        "words in precision": (but(_RIGHT, 1, 5 / 6), "precision counts names, not words."),
        "touching is right": (but(_RIGHT, 1, 2 / 3),
            "the last name ends too early: it is not right."),
        "precision of true names": (but(_RIGHT, 1, 1 / 4), "three names are predicted."),
        "touching is found": (but(_RIGHT, 2, 2 / 3),
            "the last true name is not found: its end differs."),
        "recall of all": (but(_RIGHT, 2, 1 / 2), "three names are true."),
        "mean of tags": (but(_RIGHT, 3, 0.75), "that is the share of right tags."),
        "missed ones forgiven": (but(_RIGHT, 3, 1 / 2),
            "both denominators count: all true and all predicted names."),
        "product": (but(_RIGHT, 3, 1 / 9), "the product of P and R is not their mean."),
        "all words": (but(_RIGHT, 4, 1.0), "words of names are wrong then."),
        "wrong if all O": (but(_RIGHT, 4, 0.5), "count the O again."),
    },
    answer=answer, tolerance=5e-3,
    hints=(
        "write down the names as (start, stop): three true ones, three predicted ones.",
        "which of the predicted ones are among the true ones, both ends the same?",
    ),
    title="One sentence, five numbers", stars=1, minutes=8, trains=(2,),
    checked="five numbers, to 0.005",
)  # fmt: skip
