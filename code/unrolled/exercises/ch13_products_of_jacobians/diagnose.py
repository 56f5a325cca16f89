"""Exercise `diagnose` of chapter 13: five wrong measurements."""

import numpy as np

from coursekit import Choices
from coursekit.mistakes import line_of

from .growth import exercise as growth

__all__ = ["evidence", "listing"]

_BROKEN = {"A": "no log", "B": "mean of lengths", "C": "warm-up counted", "D": "transposed",
           "E": "length never reset"}  # fmt: skip

_EDITED = {m.name: line_of(growth.source, m.old)[0] for m in growth.mistakes}
_LINE = {label: _EDITED[name] for label, name in _BROKEN.items()}

_ASK = {
    "A": "even a steady doubling is measured wrong, by a number that exp makes of 2: what is "
    "noted of each length?",
    "B": "only factors that differ are measured wrong: how are they averaged?",
    "C": "only the rough start is measured wrong: which steps are counted?",
    "D": "only the shear is measured wrong, and it alone differs from its transpose.",
    "E": "even a steady doubling is measured hundreds of times too large: what has become of the "
    "vector by then?",
}


def listing() -> str:
    """Return the right measurement with line numbers.

    Returns
    -------
    str
        One line of text per line of code.

    Examples
    --------
    >>> print(listing().splitlines()[0])
    1  def growth(J, v, warmup):
    """
    rows = growth.source.rstrip().splitlines()
    return "\n".join(f"{n}  {row}" for n, row in enumerate(rows, 1))


def _inputs() -> dict[str, np.ndarray]:
    """Return step Jacobians whose growth is known."""
    eye, steps = np.eye(2), np.ones((14, 1, 1))
    start = np.where(np.arange(14) < 4, 100.0, 2.0)[:, None, None]
    in_turn = np.where(np.arange(14) % 2, 8.0, 0.5)[:, None, None]
    shear = np.array([[1.0, 0.0], [1.0, 2.0]]).T
    return {"doubling": 2 * steps * eye, "8, 1/2 in turn": in_turn * eye,
            "rough start": start * eye, "shear": steps * shear}  # fmt: skip


def evidence() -> dict[str, dict[str, float]]:
    """Run the broken measurements and the right one where the growth is known.

    Returns
    -------
    dict
        Label, "right" first -> name of the input -> growth per step, with a warm-up of 4 steps.

    Examples
    --------
    >>> {k: round(float(v), 3) for k, v in evidence()["right"].items()}
    {'doubling': 2.0, '8, 1/2 in turn': 2.0, 'rough start': 2.0, 'shear': 1.0}
    """
    v = np.array([1.0, 0.0])
    passes = {"right": growth.solution}
    passes |= {label: growth.wrong[name][0] for label, name in _BROKEN.items()}
    return {
        label: {name: measure(J, v, 4) for name, J in _inputs().items()}
        for label, measure in passes.items()
    }


def answer():
    answer = {"A": 5, "B": 7, "C": 7, "D": 4, "E": 6}
    return answer


exercise = Choices(
    _LINE,
    {
        label: {n: _ASK[label] for n in range(2, 8) if n != right} | {...: _ASK[label]}
        for label, right in _LINE.items()
    },
    answer=answer,
    title="Five broken measurements", stars=2, minutes=10, trains=(1, 3),
    checked="the numbers of five lines",
)  # fmt: skip
