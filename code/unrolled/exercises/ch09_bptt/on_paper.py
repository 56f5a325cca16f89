"""Exercise `on_paper` of chapter 9: dw, du, db and da<0> of three steps."""

import numpy as np

from coursekit import Numbers

from ._cases import paper_case, slopes
from .rnn_backward import exercise as rnn_backward

_TOLERANCE = 2e-3


def _paper_mistakes() -> dict[str, tuple[np.ndarray, str]]:
    """Make the mistakes of `rnn_backward` on paper; leave out what changes no number there.

    With one unit nothing is transposed, with one example nothing is averaged, nothing is padded.
    """
    case, found = paper_case(), {}
    taken = [slopes(rnn_backward.solution, case)]
    for mistake in rnn_backward.mistakes:
        numbers = slopes(rnn_backward.wrong_version(mistake), case)
        if all(np.abs(numbers - other).max() > 2 * _TOLERANCE for other in taken):
            found[mistake.name] = numbers, mistake.says
            taken.append(numbers)
    return found


def answer():
    #: slopes = [..., ..., ..., ...]  # dw, du, db, da<0>
    slopes = [1.692, -0.220, 2.302, 0.326]
    return slopes


exercise = Numbers(
    slopes(rnn_backward.solution, paper_case()),
    _paper_mistakes(),
    answer=answer, tolerance=_TOLERANCE,
    hints=(
        "write down the three states first, then the slopes 1 - a².",
        "from the right: da of step 3 is 1; da of step 2 is 1 plus what step 3 sends back.",
        "dw adds dz times the state before, du adds dz times the input, db adds dz.",
    ),
    title="On paper", stars=1, minutes=15, trains=(1,), checked="four slopes, to three digits",
)  # fmt: skip
