"""Exercise `where` of chapter 14: five loops, and what becomes of the gradient."""

from coursekit import Choices

_SAID = {
    "clips the gradient": "follow the gradient from backward to the update: who changes it, when?",
    "no effect": "does the update see the clipped numbers?",
    "too late": "has the update happened when the clipping comes?",
    "another direction": "is one factor used for everything, on the finished sum?",
}


def answer():
    loops = {"A": "clips the gradient", "B": "too late",
             "C": "another direction", "D": "no effect",
             "E": "another direction"}  # fmt: skip
    return loops


exercise = Choices(
    answer(),
    {
        loop: {said: text for said, text in _SAID.items() if said != right}
        for loop, right in answer().items()
    },
    answer=answer,
    title="Where in the loop?", stars=1, minutes=8, trains=(3,), checked="five answers",
)  # fmt: skip
