"""Exercise `which_loop` of chapter 12: which of five loops computes what."""

from coursekit import Choices

_SAID = {
    "truncated": "truncation carries the state and cuts the gradient; follow `state` and `d`.",
    "full": "does the gradient of a later piece reach the earlier one? Follow `d`.",
    "reset": "the state is passed on here; forward is that of the whole sequence.",
    "nonsense": "every `d` here meets the piece it belongs to, or none at all.",
}


def answer():
    loops = {"A": "truncated", "B": "reset", "C": "nonsense",
             "D": "full", "E": "truncated"}  # fmt: skip
    return loops


exercise = Choices(
    answer(),
    {
        loop: {said: text for said, text in _SAID.items() if said != right}
        | {...: 'answer with one of "full", "truncated", "reset", "nonsense".'}
        for loop, right in answer().items()
    },
    answer=answer,
    title="Which loop is which?", stars=1, minutes=7, trains=(2, 3), checked="five answers",
)  # fmt: skip
