"""Exercise `division` of chapter 24: why nobody divides by cumulative products."""

import numpy as np

from coursekit import Numbers, but


def _steps_to_zero(dtype: type) -> int:
    """Count the halvings of 1 until nothing is left."""
    p, steps = dtype(1), 0
    while p > 0:
        p, steps = dtype(p * dtype(0.5)), steps + 1
    return steps


_ZEROS = np.array([_steps_to_zero(np.float64), _steps_to_zero(np.float32), 1023, 2.0])


def answer():
    numbers = [1075, 150, 1023, 2]
    return numbers


exercise = Numbers(
    _ZEROS,
    {
        "one step early": (but(_ZEROS, 0, 1074), "2 to the power -1074 is still a number."),
        "end of the normal range": (but(_ZEROS, 0, 1023),
            "below 2^-1022 numbers lose digits one by one before they are zero."),
        "digits for exponent": (but(_ZEROS, 0, 53),
            "53 is the number of binary digits, not the range."),
        "float32 one step early": (but(_ZEROS, 1, 149), "2^-149 is still a number."),
        "float32's normal range": (but(_ZEROS, 1, 127),
            "below 2^-126 numbers lose digits before they are zero."),
        "loses digits too early": (but(_ZEROS, 2, 1022), "2^-1022 itself has all its digits."),
        "sum of ones": (but(_ZEROS, 3, 1100), "the scan multiplies what it keeps by f."),
        "scan gives zero": (but(_ZEROS, 3, 0), "what is kept of the last steps is not small."),
        "scan gives one": (but(_ZEROS, 3, 1),
            "1 + 1/2 + 1/4 + ... is more than its first term."),
    },
    answer=answer, tolerance=0.1,
    hints=(
        "the smallest positive numbers: 2^-1074 in float64, 2^-149 in float32.",
        "the smallest one with all its digits: 2^-1022.",
    ),
    title="Why not divide?", stars=1, minutes=8, trains=(1,), checked="four numbers",
)  # fmt: skip
