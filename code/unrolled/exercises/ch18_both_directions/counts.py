"""Exercise `counts` of chapter 18: parameters of layers made of layers."""

import numpy as np

from coursekit import Numbers, but


def _counts() -> np.ndarray:
    def cell(n_x: int, n_a: int) -> int:
        return n_a * (n_a + n_x + 1)

    both, deep = 2 * cell(20, 10), 2 * cell(20, 10) + 2 * cell(20, 10)
    return np.array([cell(20, 10), both, deep, cell(20, 10) + cell(10, 10), 2 * 10 * 3 + 3])


_COUNT = _counts()


def answer():
    numbers = [310, 620, 1240, 520, 63]
    return numbers


exercise = Numbers(
    _COUNT,
    {
        "no bias": (but(_COUNT, 0, 300), "each unit has a bias, too."),
        "not squared": (but(_COUNT, 0, 220), "every unit hears from every unit: n_a times n_a."),
        "directions share": (but(_COUNT, 1, 310), "each direction has weights of its own."),
        "half the units each": (but(_COUNT, 1, 260), "each direction has ten units here."),
        "second layer sees one": (but(_COUNT, 2, 1040),
            "the second layer reads both directions: 20 rows, not 10."),
        "sum of directions": (but(_COUNT, 2, 930), "the second layer has two directions, too."),
        "layers share": (but(_COUNT, 2, 620), "each layer has weights of its own."),
        "second layer reads x": (but(_COUNT, 3, 620),
            "the second layer reads the ten states of the first, not x."),
        "one bias": (but(_COUNT, 3, 510), "each layer has ten biases."),
        "readout of one": (but(_COUNT, 4, 33), "the readout sees both directions."),
        "readout without bias": (but(_COUNT, 4, 60), "each of the three tags has a bias."),
    },
    answer=answer, tolerance=0.5,
    hints=("a tanh layer has n_a (n_a + n_x + 1) parameters.", "what is n_x of the second layer?"),
    title="Count the parameters", stars=1, minutes=8, trains=(4,), checked="five counts",
)  # fmt: skip
