"""Exercise `statements` of chapter 16: true or false."""

from coursekit import Choices

_WHY = {
    "A": "with forget bias 0 the gradient at lag 60 was about 1e-13.",
    "B": "along the cells nothing but forget gates multiplies it, and these are below 1.",
    "C": "detours through a and W_aa come in addition; with bias 5 the full gradient grew.",
    "D": "four blocks of rows, each like the one of an Elman network.",
    "E": "the cell state is not squashed; with i = f = 1 it counts.",
    "F": "2 units or 2,000: sigmoid(3)**60 is about 0.05.",
}


def answer():
    #: answers = {"A": ..., "B": ..., "C": ..., "D": ..., "E": ...,
    #:            "F": ...}
    answers = {"A": False, "B": True, "C": False, "D": True,
               "E": False, "F": True}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {key: {not right: _WHY[key]} for key, right in answer().items()},
    answer=answer,
    title="Popular statements", stars=1, minutes=8, trains=(1, 3),
    checked="six times true or false; each wrong answer gets a reason",
)  # fmt: skip
