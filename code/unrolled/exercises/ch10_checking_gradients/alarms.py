"""Exercise `alarms` of chapter 10: what a symptom says."""

from coursekit import Choices

_CLUES = {
    "step too small": "that would spoil all arrays, in float64, at a tiny step.",
    "precision": "that would be float32: errors of about a thousandth everywhere.",
    "bug": "a bug spoils an array whatever the step, and leaves unrelated arrays exact.",
    "kink": "a kink needs relu and spoils single entries.",
    "not emptied": "then a second call would give a larger error than the first.",
}


def answer():
    causes = {"1": "step too small", "2": "precision", "3": "bug",
              "4": "kink", "5": "not emptied"}  # fmt: skip
    return causes


exercise = Choices(
    answer(),
    {
        symptom: {cause: clue for cause, clue in _CLUES.items() if cause != right}
        | {...: 'answer with one of "step too small", "precision", "bug", "kink", "not emptied".'}
        for symptom, right in answer().items()
    },
    answer=answer,
    title="Alarm, or false alarm?", stars=1, minutes=10, trains=(2,), checked="five causes",
)  # fmt: skip
