"""Exercise `statements` of chapter 3: statements about the three networks."""

from coursekit import Choices


def answer():
    truth = {"A": True, "B": False, "C": False,
             "D": True, "E": False, "F": True}  # fmt: skip
    return truth


exercise = Choices(
    answer(),
    {
        "A": {False: "each step brings a matrix of its own."},
        "B": {True: "the weights of those steps have only met zeros in training."},
        "C": {True: "the largest value does not say where it was found."},
        "D": {False: "the count has no T in it."},
        "E": {True: "in the chapter a convolution did better on the motif."},
        "F": {False: "each step then has examples to learn from, only many more are needed."},
    },
    answer=answer,
    title="True or false", stars=1, minutes=8, trains=(1, 2, 3),
    checked="six statements; each wrong answer is told why",
)  # fmt: skip
