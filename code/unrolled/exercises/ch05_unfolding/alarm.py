"""Exercise `alarm` of chapter 5: a Jordan net that remembers, built without training."""

from itertools import product

import numpy as np

from coursekit import Construction


def _decide_alarm(answer):
    w, u, b, v, c = (float(number) for number in answer)
    for bits in product((0, 1), repeat=6):
        y, seen = 0.0, False
        for t, x_t in enumerate(bits, 1):
            y = 1 / (1 + np.exp(-(v * np.tanh(w * y + u * x_t + b) + c)))
            seen = seen or x_t == 1
            if (y > 0.5) != seen:
                read, due = "".join(map(str, bits[:t])), "yes" if seen else "no"
                return False, f"after {read} it says {y:.2f}, and {due} is due."
    return True, "all 64 sequences of six bits."


def answer():
    w, u, b, v, c = 4, 4, -2, 4, 0
    return [w, u, b, v, c]


exercise = Construction(
    _decide_alarm,
    answer(),
    {
        "no feedback": ((0, 4, -2, 4, 0), "yes is due"),
        "always on": ((4, 4, 2, 4, 0), "no is due"),
        "feedback too weak": ((0.5, 4, -2, 4, 0), "yes is due"),
    },
    answer=answer, stub=(..., ..., ..., ..., ...),
    hints=(
        "a is positive where w·ŷ + u·x + b is; let ŷ be near 0 or 1.",
        "choose b negative, and u and w each large enough to outweigh it alone.",
    ),
    title="An alarm without training", stars=2, minutes=8, trains=(4,),
    checked="all sequences of six bits",
)  # fmt: skip
