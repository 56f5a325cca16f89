"""Exercise `stable` of chapter 1: who keeps equal numbers in order."""

from coursekit import Choices


def answer():
    stable = {"insertion": True, "selection": False}
    return stable


exercise = Choices(
    answer(),
    {
        "insertion": {False: "a number stops behind its equals."},
        "selection": {True: "a swap carries a number past its equals."},
    },
    answer=answer,
    title="Stable?", stars=1, minutes=4, trains=(1, 2), checked="each answer",
)  # fmt: skip
