"""Exercise `counts` of chapter 23: numbers of parameters and axes."""

import numpy as np

from coursekit import Numbers, but


def _parameters(blocks: int, n_x: int, n_a: int, biases: int) -> int:
    """Count the weights of one cell."""
    return blocks * n_a * (n_x + n_a + biases)


def _counts() -> np.ndarray:
    """Count what the questions of the exercise ask for: n_x = 3, n_a = 5, N = 7."""
    first, second = _parameters(4, 3, 5, 2), _parameters(4, 10, 5, 2)
    ours = _parameters(3, 3, 5, 1) + 5  # b_g
    return np.array([_parameters(1, 3, 5, 2), _parameters(3, 3, 5, 2), ours,
                     2 * (first + second), 4, 10])  # fmt: skip


_RIGHT = _counts()


def answer():
    numbers = [50, 150, 140, 1080, 4, 10]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "one bias in the RNN": (but(_RIGHT, 0, 45), "PyTorch has two biases per cell."),
        "weights without biases": (but(_RIGHT, 0, 40), "the biases are parameters, too."),
        "one bias in the GRU": (but(_RIGHT, 1, 135),
            "PyTorch has two biases of 3 n_a numbers each."),
        "one block": (but(_RIGHT, 1, 50), "a GRU has three blocks of rows: r, z, n."),
        "four blocks": (but(_RIGHT, 1, 200), "a GRU has three blocks of rows; the LSTM has four."),
        "no b_g": (but(_RIGHT, 2, 135),
            "the candidate's inner bias cannot be merged: n_a more numbers."),
        "b_g for all gates": (but(_RIGHT, 2, 150),
            "only the candidate needs a second bias; in the gates the two are added."),
        "second layer reads n_x": (but(_RIGHT, 3, 800),
            "the second layer reads both directions' states."),
        "second layer reads n_a": (but(_RIGHT, 3, 880), "the second layer reads 2 n_a = 10 rows."),
        "one direction": (but(_RIGHT, 3, 540), "both directions have weights of their own."),
        "layers only": (but(_RIGHT, 4, 2), "each direction of each layer has a state."),
        "batch first": (but(_RIGHT, 4, 7), "the states keep layers and directions in front."),
        "one direction read": (but(_RIGHT, 5, 5),
            "the outputs of both directions stand side by side."),
        "all states read": (but(_RIGHT, 5, 20), "only the top layer's states are the output."),
    },
    answer=answer, tolerance=0.1,
    hints=(
        "one cell: k n_a (n_x + n_a + number of biases), k = 1, 3, 4.",
        "the upper layer's n_x is what the lower one puts out.",
    ),
    title="Count", stars=1, minutes=8, trains=(1,), checked="six numbers",
)  # fmt: skip
