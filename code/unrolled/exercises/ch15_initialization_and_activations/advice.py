"""Exercise `advice` of chapter 15: what holds of six situations."""

from coursekit import Choices


def answer():
    #: answers = {"relu alone": ...,
    #:            "orthogonal, sigmoid": ...,
    #:            "IRNN, no input": ...,
    #:            "stronger input, tanh": ...,
    #:            "error 0.167 on adding": ...,
    #:            "orthogonal after training": ...}
    answers = {"relu alone": "worse than tanh",
               "orthogonal, sigmoid": "at most 1/4",
               "IRNN, no input": "nothing changes",
               "stronger input, tanh": "growth falls",
               "error 0.167 on adding": "has learned to guess",
               "orthogonal after training": "not guaranteed"}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {
        "relu alone": {
            "cures vanishing": "half of the slopes are 0: growth is 0.7 per step.",
            "same as sigmoid": "the sigmoid is far worse: at most a quarter per step.",
        },
        "orthogonal, sigmoid": {
            "1": "the matrix keeps lengths; the slopes do not.",
            "at most 1/2": "1/2 is the value of the sigmoid at 0, not its slope.",
        },
        "IRNN, no input": {
            "the state vanishes": "the identity and a slope of 1 keep every positive number.",
            "the state explodes": "nothing is added without input.",
        },
        "stronger input, tanh": {
            "growth rises": "stronger input drives units into the flat part.",
            "no effect": "the slopes depend on the states, and the states on the input.",
        },
        "error 0.167 on adding": {
            "nearly solved": "compare with the trivial baseline, 1/6.",
            "worse than guessing": "guessing 1 has exactly 1/6.",
        },
        "orthogonal after training": {
            "yes": "an update adds a gradient, and nothing makes the sum orthogonal.",
            "yes, with clipping": "clipping changes the length of an update, not what it leads to.",
        },
    },
    answer=answer,
    title="Popular advice", stars=1, minutes=8, trains=(3, 4),
    checked="six answers, each wrong one with its reason",
)  # fmt: skip
