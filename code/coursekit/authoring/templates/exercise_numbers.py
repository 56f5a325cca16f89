"""Exercise `NAME` of chapter CHAPTER: say in a line what it is about."""

from coursekit import Numbers


def answer():
    NAME = [2 + 3, 2 * 3]
    return NAME


exercise = Numbers(
    answer(),
    {
        "swapped": ([6, 5], "the sum comes first."),
        "difference": ([-1, 6], "the first is a sum."),
    },
    tolerance=0.5,
    answer=answer,
    title="TITLE", stars=1, minutes=5, trains=(1,), checked="two numbers",
)  # fmt: skip
