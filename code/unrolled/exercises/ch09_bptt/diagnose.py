"""Exercise `diagnose` of chapter 9: four broken passes, and which line is wrong in each."""

import numpy as np

from coursekit import Choices
from coursekit.mistakes import line_of
from rnnlab.diagnostics import relative_error

from .rnn_backward import exercise as rnn_backward
from .rnn_backward import sequence_case

__all__ = ["ARRAYS", "evidence", "listing"]

#: what the backward pass returns
ARRAYS = rnn_backward.outputs

_CASES = {"A": "a_t in dW_aa", "B": "future not added", "C": "W_aa not transposed", "D": "no slope"}
_FIRST = line_of(rnn_backward.source, "da = dout")[0]
_EDITED = {m.name: line_of(rnn_backward.source, m.old)[0] for m in rnn_backward.mistakes}
_LINE = {letter: _EDITED[name] - _FIRST + 1 for letter, name in _CASES.items()}

_SPOILS = {
    1: "needs a second step to show: with T = 1 there is nothing to add.",
    2: "spoils everything, already with T = 1.",
    3: "spoils dW_aa and nothing else.",
    4: "spoils dW_ax and nothing else.",
    5: "spoils db_a and nothing else.",
    6: "spoils dx and nothing else.",
    7: "spoils da0 already with T = 1, and everything once there are more steps.",
}


def listing() -> str:
    """Return the lines of the loop, numbered from 1.

    Returns
    -------
    str
        One line of text per line of code.

    Examples
    --------
    >>> print(listing().splitlines()[0])
    1  da = dout[t - 1] + d
    """
    lines = rnn_backward.source.splitlines()[_FIRST - 1 :]
    loop = [line.strip() for line in lines if line.startswith("        ")]
    return "\n".join(f"{n}  {line}" for n, line in enumerate(loop, 1))


def evidence() -> dict[str, dict[int, dict[str, float]]]:
    """Run the four wrong passes of the diagnosis on one step and on four, without padding.

    Returns
    -------
    dict
        Case -> T -> array -> relative error.

    Examples
    --------
    >>> evidence()["A"][1]["dx"]
    0.0
    """
    found: dict = {}
    for letter, name in _CASES.items():
        for T in (1, 4):
            case = list(sequence_case(7, T))
            case[3] = np.ones_like(case[3])
            wrong, right = rnn_backward.wrong[name][0](*case), rnn_backward.solution(*case)
            pairs = zip(ARRAYS, wrong, right, strict=True)
            found.setdefault(letter, {})[T] = {k: relative_error(u, v) for k, u, v in pairs}
    return found


def answer():
    answer = {"A": 3, "B": 1, "C": 7, "D": 2}
    return answer


exercise = Choices(
    _LINE,
    {
        letter: {n: f"a wrong line {n} {spoils}" for n, spoils in _SPOILS.items() if n != right}
        | {...: "answer with the number of a line, 1 to 7."}
        for letter, right in _LINE.items()
    },
    answer=answer,
    title="Four broken passes", stars=2, minutes=10, trains=(4,),
    checked="the numbers of four lines",
)  # fmt: skip
