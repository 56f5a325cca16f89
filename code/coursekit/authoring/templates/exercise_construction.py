"""Exercise `NAME` of chapter CHAPTER: say in a line what it is about."""

from coursekit import Construction


def decide(n):
    """Return whether the answer is right, and a sentence about it."""
    return n % 7 == 0 and n > 7, f"{n} leaves {n % 7} when it is divided by 7."


def answer():
    NAME = 14
    return NAME


exercise = Construction(
    decide,
    answer(),
    {"one more": (15, "leaves 1"), "one less": (13, "leaves 6")},
    answer=answer,
    title="TITLE", stars=1, minutes=5, trains=(1,), checked="divided by seven",
)  # fmt: skip
