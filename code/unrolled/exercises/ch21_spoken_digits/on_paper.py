"""Exercise `on_paper` of chapter 21: errors of shares, sizes, and what a gate keeps."""

import math

import numpy as np

from coursekit import Numbers, but


def _on_paper() -> np.ndarray:
    """Compute what the questions on paper ask for."""
    keep = 1 / (1 + math.exp(-2))
    half = 0.5 ** (1 / 40)
    return np.array(
        [
            100 * math.sqrt(0.95 * 0.05 / 600),
            100 * math.sqrt(0.1 * 0.9 / 600),
            64 * 13 + 64 * 64 + 64 + 10 * 64 + 10,
            100 * keep,
            100 * keep**40,
            math.log(half / (1 - half)),
        ]
    )


_RIGHT = _on_paper()


def answer():
    numbers = [0.89, 1.22, 5642, 88.08, 0.62, 4.05]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "no root": (but(_RIGHT, 0, 100 * 0.95 * 0.05 / 600),
            "that is p(1-p)/N, the *variance* of the share."),
        "the spread of one clip": (but(_RIGHT, 0, 100 * math.sqrt(0.95 * 0.05)),
            "that is one clip's spread; divide by the root of N."),
        "p of the first line": (but(_RIGHT, 1, _RIGHT[0]), "at chance p is 0.1, not 0.95."),
        "biases forgotten": (but(_RIGHT, 2, _RIGHT[2] - 74),
            "each unit and each class has a bias, too."),
        "readout forgotten": (but(_RIGHT, 2, _RIGHT[2] - 650), "the readout has weights, too."),
        "GRU counted": (but(_RIGHT, 2, 3 * 64 * 78 + 64 + 650),
            "an Elman layer has one block of rows, not three."),
        "half kept": (but(_RIGHT, 3, 50.0), "that is the gate with bias 0."),
        "forgotten, not kept": (but(_RIGHT, 3, 100 - _RIGHT[3]), "z is the share that is *kept*."),
        "forty times": (but(_RIGHT, 4, 100 - 40 * (100 - _RIGHT[3])),
            "what is kept is multiplied at each step: a power."),
        "tanh of the bias": (but(_RIGHT, 3, 100 * math.tanh(2)), "gates are sigmoids."),
        "the gate itself": (but(_RIGHT, 5, 0.5 ** (1 / 40)), "that is z; which bias makes it?"),
        "the sign": (but(_RIGHT, 5, -_RIGHT[5]), "a gate near 1 needs a positive bias."),
    },
    answer=answer, tolerance=0.02,
    hints=(
        "a share p of N clips is uncertain by the root of p(1-p)/N.",
        "z = sigmoid(b), and 40 steps keep z to the 40th; sigmoid is undone by ln(z/(1-z)).",
    ),
    title="On paper", stars=1, minutes=12, trains=(3,),
    checked="six numbers, to two digits behind the point",
)  # fmt: skip
