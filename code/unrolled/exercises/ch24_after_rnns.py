"""Exercises of chapter 24: scans, gates without state, attention, and what each costs."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from rnnlab.scan import scan_cost

from ._ch24_scans import (
    ATTENTION_MISTAKES,
    BACK_MISTAKES,
    MIN_GRU_MISTAKES,
    SCAN_MISTAKES,
    _attention,
    _min_gru,
    _scan,
    _scan_backward,
    attention_case,
    back_case,
    min_gru_case,
    scan_case,
)

#: the parallel scan
scan = Code(
    _scan,
    scan_case,
    "h",
    SCAN_MISTAKES,
    title="All steps in four levels",
    stars=2,
    minutes=15,
    checked="all states, with a number of steps that is no power of two",
)

#: its gradient
scan_backward = Code(
    _scan_backward,
    back_case,
    "du df dh0",
    BACK_MISTAKES,
    title="Back through a linear recurrence",
    stars=2,
    minutes=15,
    checked="three gradients",
)


def _steps_to_zero(dtype: type) -> int:
    """Count the halvings of 1 until nothing is left."""
    p, steps = dtype(1), 0
    while p > 0:
        p, steps = dtype(p * dtype(0.5)), steps + 1
    return steps


_ZEROS = np.array([_steps_to_zero(np.float64), _steps_to_zero(np.float32), 1023, 2.0])


def _changed(right: np.ndarray, place: int, number: float) -> np.ndarray:
    wrong = right.copy()
    wrong[place] = number
    return wrong


#: why nobody divides by cumulative products
division = Numbers(
    _ZEROS,
    {
        "one step early": (_changed(_ZEROS, 0, 1074), "2 to the power -1074 is still a number."),
        "end of the normal range": (_changed(_ZEROS, 0, 1023), "below 2^-1022 numbers lose digits "
                                                               "one by one before they are zero."),
        "digits for exponent": (_changed(_ZEROS, 0, 53), "53 is the number of binary digits, not "
                                                          "the range."),
        "float32 one step early": (_changed(_ZEROS, 1, 149), "2^-149 is still a number."),
        "float32's normal range": (_changed(_ZEROS, 1, 127), "below 2^-126 numbers lose digits "
                                                              "before they are zero."),
        "loses digits too early": (_changed(_ZEROS, 2, 1022), "2^-1022 itself has all its digits."),
        "sum of ones": (_changed(_ZEROS, 3, 1100), "the scan multiplies what it keeps by f."),
        "scan gives zero": (_changed(_ZEROS, 3, 0), "what is kept of the last steps is not small."),
        "scan gives one": (_changed(_ZEROS, 3, 1), "1 + 1/2 + 1/4 + ... is more than its first "
                                                   "term."),
    },
    tolerance=0.1,
    hints=(
        "the smallest positive numbers: 2^-1074 in float64, 2^-149 in float32.",
        "the smallest one with all its digits: 2^-1022.",
    ),
    title="Why not divide?",
    stars=1,
    minutes=8,
    checked="four numbers",
)  # fmt: skip

_LEVELS, _COMBINATIONS = scan_cost(100)
_BILL = np.array([_LEVELS, _COMBINATIONS, 99, 2 * 5 * (3 + 1), 100 * 101 / 2, 2 * 8 * 100, 2 * 8],
                 float)  # fmt: skip

#: levels, work, parameters, memory
costs = Numbers(
    _BILL,
    {
        "halves, not doubles": (_changed(_BILL, 0, 50), "the distance doubles: 1, 2, 4, ..., 64."),
        "rounded down": (_changed(_BILL, 0, 6), "after six levels a step has seen 64 steps."),
        "T at each level": (_changed(_BILL, 1, 700), "at distance s the first s have no partner."),
        "last level left out": (_changed(_BILL, 1, 537), "add T - 2^k for k = 0 to 6."),
        "loop of T": (_changed(_BILL, 2, 100), "the first step from zero combines nothing."),
        "with W_aa": (_changed(_BILL, 3, 90), "a minimal GRU has no matrix from state to state."),
        "no biases": (_changed(_BILL, 3, 30), "each of the two rows has a bias."),
        "full matrix": (_changed(_BILL, 4, 10_000), "only s <= t counts."),
        "without the diagonal": (_changed(_BILL, 4, 4950), "each step also reads itself."),
        "keys only": (_changed(_BILL, 5, 800), "keys and values are kept."),
        "queries kept": (_changed(_BILL, 5, 2400), "old queries are never needed again."),
        "a only": (_changed(_BILL, 6, 8), "an LSTM hands on a and c."),
    },
    tolerance=0.1,
    hints=(
        "levels: 1, 2, 4, ... until the distance reaches T.",
        "combinations: 99 + 98 + 96 + 92 + 84 + 68 + 36.",
    ),
    title="The bill",
    stars=1,
    minutes=8,
    checked="seven numbers",
)

#: the minimal GRU
min_gru = Code(
    _min_gru,
    min_gru_case,
    "a",
    MIN_GRU_MISTAKES,
    title="A minimal GRU",
    stars=1,
    minutes=12,
    checked="all states from a nonzero start",
)


def _first_kept(answer: tuple) -> tuple[bool, str]:
    """Run a clock and a memory behind it, and see whether it holds the first symbol at the end."""
    p, theta, beta = (float(v) for v in answer)
    if not 0 <= p <= 1:
        return False, f"`p` is a gate: between 0 and 1, got {p:.4g}."
    if abs(beta) > 1000:
        return False, f"`beta` may be at most 1000 in size, got {beta:.4g}."
    rng = np.random.default_rng(24)
    symbols, clock, memory = rng.choice([-1.0, 1.0], size=(50, 200)), 0.0, np.zeros(200)
    gates = []
    for x_t in symbols:
        clock = p * clock + (1 - p)
        z = 1 / (1 + np.exp(-np.clip(beta * (clock - theta), -700, 700)))
        memory = z * memory + (1 - z) * x_t
        gates.append(z)
    worst = np.abs(memory - symbols[0]).max()
    said = (f"the gate z is {gates[0]:.3g}, {gates[1]:.3g}, {gates[-1]:.3g} at steps 1, 2 and 50; "
            f"the memory is off by {worst:.2g}")  # fmt: skip
    return bool(worst < 0.01), f"{said} (wanted: below 0.01)."


#: two minimal layers that name the first of equals
clock = Construction(
    _first_kept,
    (0.5, 0.625, 400.0),
    {
        "threshold too low": ((0.5, 0.4, 400.0), "the gate z is 1, 1, 1"),
        "threshold too high": ((0.5, 0.8, 400.0), "at steps 1, 2 and 50"),
        "threshold at the limit": ((0.5, 1.2, 400.0), "the gate z is 2.5e-122"),
        "too soft": ((0.5, 0.625, 20.0), "the gate z is 0.0759, 0.924"),
        "wrong sign": ((0.5, 0.625, -400.0), "the gate z is 1,"),
        "clock at once": ((0.0, 0.625, 400.0), "the gate z is 1, 1, 1"),
        "clock stands still": ((1.0, 0.625, 400.0), "the memory is off by"),
        "no gate": ((1.5, 0.625, 400.0), "is a gate"),
    },
    hints=(
        "the clock runs through 1 - p, 1 - p², 1 - p³, ...",
        "the gate must be 0 at step 1 and 1 from step 2 on: put `theta` between the first two.",
    ),
    title="A clock for the gate",
    stars=2,
    minutes=10,
    checked="fifty steps, 200 sequences: the memory must hold the first symbol",
)

#: causal attention
attention = Code(
    _attention,
    attention_case,
    "weights y",
    ATTENTION_MISTAKES,
    title="Attention without a leak",
    stars=2,
    minutes=15,
    checked="the weights and what is read",
)

MASKS = {
    "A": np.tri(6, dtype=bool),
    "B": np.tri(6, k=1, dtype=bool),
    "C": np.tri(6, k=-1, dtype=bool),
    "D": ~np.tri(6, k=-1, dtype=bool),
    "E": np.tri(6, dtype=bool) & ~np.tri(6, k=-3, dtype=bool),
}


def judged(mask: np.ndarray) -> str:
    """Say what a mask lets through.

    Parameters
    ----------
    mask : ndarray of bool, shape (T, T)
        Row t, column s: whether step t reads step s.

    Returns
    -------
    str
        "leaks", "breaks" (a step reads nothing) or "causal".

    Examples
    --------
    >>> judged(np.ones((2, 2), bool)), judged(np.eye(2, dtype=bool))
    ('leaks', 'causal')
    """
    if np.triu(mask, 1).any():
        return "leaks"
    return "causal" if mask.any(axis=1).all() else "breaks"


_SAID = {
    "causal": "look at a single row: which columns are true, and what can go wrong there?",
    "leaks": "a leak is a true entry right of the diagonal; find one, if there is any.",
    "breaks": "a mask breaks the softmax where a whole row is false; find one, if there is any.",
}

#: five masks
masks = Choices(
    {name: judged(mask) for name, mask in MASKS.items()},
    {name: {kind: says for kind, says in _SAID.items() if kind != judged(mask)} | {
        ...: 'answer with "causal", "leaks" or "breaks".'} for name, mask in MASKS.items()},
    title="Five masks",
    stars=1,
    minutes=6,
    checked="five answers",
)  # fmt: skip

EXERCISES = (scan, scan_backward, division, costs, min_gru, clock, attention, masks)
