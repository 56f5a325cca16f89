"""Exercise `ceilings` of chapter 18: the best scores with and without the second word."""

import math

import numpy as np

from coursekit import Numbers, but

_NAME, _HILL = 0.6, (0.3, 0.5)  # chance of a name; of "hill" after a name, after a thing


def _ceilings() -> np.ndarray:
    name, thing = _NAME * _HILL[0], (1 - _NAME) * _HILL[1]
    after_hill = name / (name + thing)
    nats = -_NAME * math.log(_NAME) - (1 - _NAME) * math.log(1 - _NAME)
    nats_later = -name * math.log(after_hill) - thing * math.log(1 - after_hill)
    return np.array([_NAME, after_hill, 1 - min(name, thing), nats, nats_later])


_BEST = _ceilings()


def answer():
    numbers = [0.6, 0.4737, 0.82, 0.6730, 0.2629]
    return numbers


exercise = Numbers(
    _BEST,
    {
        "a coin": (but(_BEST, 0, 0.5), "the likelier answer is right more often than a coin."),
        "guesses in proportion": (but(_BEST, 0, 0.52),
            "always giving the likelier answer beats guessing in proportion to the chances."),
        "prior forgotten": (but(_BEST, 1, 0.375),
            "weigh 0.3 and 0.5 by how frequent names and things are."),
        "chances not made 1": (but(_BEST, 1, 0.18),
            "0.18 is the chance of name *and* hill; divide by the chance of hill."),
        "the other one": (but(_BEST, 1, 1 - _BEST[1]), "that is the chance of a thing."),
        "all settled": (but(_BEST, 2, 1.0), "after hill both are possible still."),
        "only hill": (but(_BEST, 2, 1 - _BEST[1]),
            "that is the score after hill; the other sentences count, too, and there one is "
            "always right."),
        "doubt counted the wrong way": (but(_BEST, 2, 0.8),
            "0.2 is the chance of thing and hill; wrong are those that the better answer misses."),
        "bits": (but(_BEST, 3, _BEST[3] / math.log(2)), "these are bits; asked are nats."),
        "nats of the likelier": (but(_BEST, 3, -math.log(0.6)), "the mean is over both outcomes."),
        "nats after hill": (but(_BEST, 4, _BEST[4] / 0.38),
            "that is the mean after hill alone; 0.62 of the sentences go on otherwise and cost "
            "nothing."),
        "nothing gained": (but(_BEST, 4, _BEST[3]), "the second word has said something."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "write the four chances: name and hill, name and spoke, thing and hill, thing and bear.",
        "spoke and bear settle it; only hill leaves a doubt.",
    ),
    title="What one more word is worth", stars=1, minutes=10, trains=(1, 3),
    checked="five numbers, to 0.002",
)  # fmt: skip
