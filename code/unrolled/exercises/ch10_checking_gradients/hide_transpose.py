"""Exercise `hide_transpose` of chapter 10: a matrix at which a missing transpose hides."""

import numpy as np

from coursekit import Construction
from coursekit.mistakes import wrong_version

from ..ch09_bptt.rnn_backward import exercise as rnn_backward
from ._cases import draw, errors

_NOT_TRANSPOSED = wrong_version(rnn_backward.solution, (("W_aa.T @ dz", "W_aa @ dz"),))


def _hides_transpose(W_aa) -> tuple[bool, str]:
    """Decide whether a missing transpose hides at this matrix."""
    W = np.asarray(W_aa, float)
    if W.shape != (3, 3):
        return False, f"`W_aa` must have shape (3, 3), got {W.shape}."
    off = abs(W[~np.eye(3, dtype=bool)])
    if off.min() < 0.1 or abs(W).max() > 2:
        return False, "every entry off the diagonal must be at least 0.1 in size, none above 2."
    given, mask, dout = draw(0)
    worst = max(errors(_NOT_TRANSPOSED, (given | {"W_aa": W}, mask, dout)).values())
    return worst < 1e-10, f"the largest error of the wrong pass is {worst:.2g}; it must vanish."


def answer():
    W_aa = [[0.5, 0.3, -0.2], [0.3, -0.4, 0.6], [-0.2, 0.6, 0.1]]
    return W_aa


exercise = Construction(
    _hides_transpose,
    answer(),
    {
        "any matrix": ([[0.5, 0.3, -0.2], [0.4, -0.4, 0.6], [-0.1, 0.7, 0.1]], "largest error"),
        "antisymmetric": ([[0.0, 0.3, -0.2], [-0.3, 0.0, 0.6], [0.2, -0.6, 0.0]], "largest error"),
        "diagonal": ([[0.5, 0, 0], [0, 0.5, 0], [0, 0, 0.5]], "off the diagonal"),
        "of ones, too large": (np.full((3, 3), 3.0).tolist(), "none above 2"),
    },
    answer=answer, stub=[[...] * 3] * 3,
    hints=("for which matrices does the transpose change nothing?",),
    title="Hide the missing transpose", stars=1, minutes=8, trains=(3,),
    checked="the wrong pass must agree with the judge to 1e-10",
)  # fmt: skip
