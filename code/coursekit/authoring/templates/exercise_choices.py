"""Exercise `NAME` of chapter CHAPTER: say in a line what it is about."""

from coursekit import Choices


def answer():
    NAME = {"2 + 3": 5, "2 * 3": 6}
    return NAME


exercise = Choices(
    answer(),
    {
        "2 + 3": {6: "this is the product.", ...: "count again."},
        "2 * 3": {5: "this is the sum.", ...: "count again."},
    },
    answer=answer,
    title="TITLE", stars=1, minutes=5, trains=(1,), checked="each answer",
)  # fmt: skip
