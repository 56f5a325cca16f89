"""Exercise `costs` of chapter 24: levels, work, parameters, memory."""

import numpy as np

from coursekit import Numbers, but
from rnnlab.scan import scan_cost

_LEVELS, _COMBINATIONS = scan_cost(100)

_BILL = np.array([_LEVELS, _COMBINATIONS, 99, 2 * 5 * (3 + 1), 100 * 101 / 2, 2 * 8 * 100, 2 * 8],
                 float)  # fmt: skip


def answer():
    numbers = [7, 573, 99, 40, 5050, 1600, 16]
    return numbers


exercise = Numbers(
    _BILL,
    {
        "halves, not doubles": (but(_BILL, 0, 50), "the distance doubles: 1, 2, 4, ..., 64."),
        "rounded down": (but(_BILL, 0, 6), "after six levels a step has seen 64 steps."),
        "T at each level": (but(_BILL, 1, 700), "at distance s the first s have no partner."),
        "last level left out": (but(_BILL, 1, 537), "add T - 2^k for k = 0 to 6."),
        "loop of T": (but(_BILL, 2, 100), "the first step from zero combines nothing."),
        "with W_aa": (but(_BILL, 3, 90), "a minimal GRU has no matrix from state to state."),
        "no biases": (but(_BILL, 3, 30), "each of the two rows has a bias."),
        "full matrix": (but(_BILL, 4, 10_000), "only s <= t counts."),
        "without the diagonal": (but(_BILL, 4, 4950), "each step also reads itself."),
        "keys only": (but(_BILL, 5, 800), "keys and values are kept."),
        "queries kept": (but(_BILL, 5, 2400), "old queries are never needed again."),
        "a only": (but(_BILL, 6, 8), "an LSTM hands on a and c."),
    },
    answer=answer, tolerance=0.1,
    hints=(
        "levels: 1, 2, 4, ... until the distance reaches T.",
        "combinations: 99 + 98 + 96 + 92 + 84 + 68 + 36.",
    ),
    title="The bill", stars=1, minutes=8, trains=(1, 5), checked="seven numbers",
)  # fmt: skip
