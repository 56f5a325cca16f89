"""Exercise `remove_gate` of chapter 17: what is left when a gate stands still."""

from coursekit import Choices

_WHY = {
    "A": "with u = 0 nothing is kept, and with r = 1 the candidate sees the whole old state.",
    "B": "with u = 1 the candidate has no share.",
    "C": "a constant u between 0 and 1 mixes in the same way at every step.",
    "D": "with r = 0 the candidate depends on the input alone; the mixture still remembers.",
}


def answer():
    answers = {"A": "Elman", "B": "constant", "C": "leaky",
               "D": "no recurrence in the candidate"}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {
        key: {other: _WHY[key] for other in answer().values() if other != right}
        for key, right in answer().items()
    },
    answer=answer,
    title="Remove a gate", stars=2, minutes=10, trains=(3,),
    checked="four choices; each wrong one gets a reason",
)  # fmt: skip
