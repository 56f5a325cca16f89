"""Exercise `statements` of chapter 13: true or false."""

from coursekit import Choices

_WHY = {
    "A": "the slopes count too. With input scale 1 and g = 1.5 the gradients of all 20 networks "
    "vanish.",
    "B": "the bound with gamma = 1: each step back multiplies by at most sigma_1 < 1.",
    "C": "if sigma_1 were at most 1, no step could lengthen a gradient.",
    "D": "in the long run it must fall, but not at each step: see [[0.9, 5], [0, 0.9]].",
    "E": "see the Jordan block [[1, 1], [0, 1]]: the norm of its powers grows like k.",
    "F": "orthogonal keeps lengths only where all slopes are 1; input makes them smaller.",
    "G": "the slope of the sigmoid is at most 1/4, so each step multiplies by at most 3/4.",
    "H": "dW_aa is a sum over all lags, and the short ones are large.",
}


def answer():
    #: answers = {"A": ..., "B": ..., "C": ..., "D": ...,
    #:            "E": ..., "F": ..., "G": ..., "H": ...}
    answers = {"A": False, "B": True, "C": True, "D": False,
               "E": False, "F": False, "G": True, "H": False}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {key: {not right: _WHY[key]} for key, right in answer().items()},
    answer=answer,
    title="Popular statements", stars=2, minutes=8, trains=(2, 4),
    checked="eight times true or false; each wrong answer gets a reason or a counterexample",
)  # fmt: skip
