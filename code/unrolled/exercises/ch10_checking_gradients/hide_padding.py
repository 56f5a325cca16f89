"""Exercise `hide_padding` of chapter 10: a mask and losses at which dropping d at padding hides."""

import numpy as np

from coursekit import Construction
from coursekit.mistakes import wrong_version

from ..ch09_bptt.rnn_backward import exercise as rnn_backward
from ._cases import draw, errors

_DROPS = wrong_version(
    rnn_backward.solution, (("np.where(mask[t - 1], W_aa.T @ dz, da)", "W_aa.T @ dz"),)
)


def _hides_drop(answer) -> tuple[bool, str]:
    """Decide whether dropping d at padding hides at this mask and these losses."""
    mask, dout = np.asarray(answer[0], bool), np.asarray(answer[1], float)
    if mask.shape != (5, 2) or dout.shape != (5, 2):
        return False, f"both must have shape (5, 2), got {mask.shape} and {dout.shape}."
    if (~mask).sum() < 3 or not mask.any(axis=0).all():
        return False, "at least three steps must be padding, and each example needs a real one."
    if (abs(dout) > 0).sum() < 4:
        return False, "at least four of the losses must count: dout not zero there."
    given, _, _ = draw(0)
    given = given | {"x": given["x"][:, :, :2], "a0": given["a0"][:, :2]}
    case = given, mask, np.repeat(dout[:, None], 3, axis=1)
    worst = max(errors(_DROPS, case).values())
    return worst < 1e-10, f"the largest error of the wrong pass is {worst:.2g}; it must vanish."


def answer():
    mask = [[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]
    dout = [[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]
    return mask, dout


_PADDED_END, _ = answer()
_PADDED_START = [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1]]

exercise = Construction(
    _hides_drop,
    answer(),
    {
        "a loss at padding": ((_PADDED_END, np.ones((5, 2)).tolist()), "largest error"),
        "padding at the start": ((_PADDED_START, _PADDED_START), "largest error"),
        "no padding": ((np.ones((5, 2)).tolist(), np.ones((5, 2)).tolist()), "at least three"),
        "no losses": ((_PADDED_END, np.zeros((5, 2)).tolist()), "at least four"),
    },
    answer=answer,
    hints=(
        "d is dropped at padding: when is there nothing to drop?",
        "nothing may come from later steps, and nothing from the padded step itself.",
    ),
    title="Hide what padding drops", stars=2, minutes=10, trains=(3,),
    checked="the wrong pass must agree with the judge to 1e-10",
)  # fmt: skip
