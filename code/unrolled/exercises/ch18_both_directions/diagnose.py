"""Exercise `diagnose` of chapter 18: which line of the backward pass was changed."""

from coursekit import Choices, Diagnosis

from .brnn_backward import exercise as brnn_backward

__all__ = ["evidence", "listing"]

_CHANGED = Diagnosis(
    brnn_backward,
    {"A": "halves swapped", "B": "no later gradient", "C": "state of the step itself"},
    title="Which line?",
    stars=2,
    minutes=10,
    checked="three line numbers",
)


def listing() -> str:
    """Return the right backward pass with the numbers of its lines."""
    return _CHANGED.listing


def evidence() -> str:
    """Return the table of what each changed pass gets wrong, on five steps and on one."""
    return _CHANGED.evidence()


def answer():
    lines = {"A": 6, "B": 11, "C": 12}
    return lines


exercise = Choices(
    _CHANGED.solution,
    {
        "A": {
            9: "what is handed on cannot spoil a pass of one step, except for da0.",
            7: "that line makes `dW_aa` and nothing else.",
            ...: "which direction is spoiled, and is the line used in a pass of one step?",
        },
        "B": {
            14: "then `db_end` would be wrong after one step, too.",
            ...: "all is right with one step: which line needs an earlier turn of its loop?",
        },
        "C": {
            11: "a wrong `dv` would spoil `dx` and `db_end` as well.",
            ...: "one array is wrong: which line makes it, and nothing else?",
        },
    },
    answer=answer,
    title="Which line?", stars=2, minutes=10, trains=(2,), checked="three line numbers",
)  # fmt: skip
