"""Exercise `consequences` of chapter 14: what clipping does, in five situations."""

from coursekit import Choices


def answer():
    #: answers = {"longest step": ..., "ratio": ..., "NaN": ...,
    #:            "tiny limit": ..., "infinity": ...}
    answers = {"longest step": "lr * limit",
               "ratio": "unchanged",
               "NaN": "no update",
               "tiny limit": "fixed step length",
               "infinity": "looks healthy"}  # fmt: skip
    return answers


exercise = Choices(
    answer(),
    {
        "longest step": {
            "limit": "the learning rate still multiplies the clipped gradient.",
            "no bound": "the clipped norm is at most the limit.",
            "lr * norm": "that is the step without clipping.",
        },
        "ratio": {
            "larger": "nothing is lengthened, and both get the same factor.",
            "smaller": "both get the same factor, so their ratio stays.",
        },
        "NaN": {
            "clip it": "NaN has no length to divide by.",
            "set it to zero": "the accident would go unnoticed and come back.",
        },
        "tiny limit": {
            "no learning": "the direction is still right; only the length is constant.",
            "same as no clipping": "every update is shortened.",
        },
        "infinity": {
            "stays infinite": "the minimum of infinity and the limit is the limit.",
            "becomes NaN": "minimum and maximum of infinity are well defined.",
        },
    },
    answer=answer,
    title="What follows?", stars=2, minutes=7, trains=(3, 4),
    checked="five answers, each wrong one with its reason",
)  # fmt: skip
