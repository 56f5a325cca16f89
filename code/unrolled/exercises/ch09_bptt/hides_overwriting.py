"""Exercise `hides_overwriting` of chapter 9: three immediate slopes."""

import numpy as np

from coursekit import Construction

from ._cases import paper_case, slopes
from .rnn_backward import exercise as rnn_backward

_OVERWRITES = rnn_backward.wrong["future overwrites"][0]


def _decide_hiding(dout) -> tuple[bool, str]:
    dout = np.asarray(dout, float)
    if dout.shape != (3,) or not np.isfinite(dout).all() or not dout.any():
        return False, "give three numbers, not all of them zero."
    case = dout.reshape(3, 1, 1), *paper_case()[1:]
    right, wrong = slopes(rnn_backward.solution, case), slopes(_OVERWRITES, case)
    if not np.allclose(right, wrong, rtol=1e-9, atol=1e-12):
        return False, f"here the overwriting pass gives dw = {wrong[0]:.3f}, not {right[0]:.3f}."
    return True, "both passes give the same gradient."


def answer():
    dout = [0, 0, 1]
    return dout


exercise = Construction(
    _decide_hiding,
    answer(),
    {
        "loss at every step": ([1, 1, 1], "here the overwriting pass gives"),
        "loss at the first step": ([1, 0, 0], "here the overwriting pass gives"),
        "loss at the last two": ([0, 1, 1], "here the overwriting pass gives"),
        "no loss": ([0, 0, 0], "not all of them zero"),
        "two numbers": ([0, 1], "give three numbers"),
    },
    answer=answer, stub=[..., ..., ...],
    hints=(
        "at which steps is something there to be overwritten?",
        "the mistake replaces dout[t-1] by d at steps 1 and 2: make both of these dout ...",
    ),
    title="Added, not overwritten", stars=1, minutes=5, trains=(2, 4),
    checked="both passes give the same gradient",
)  # fmt: skip
