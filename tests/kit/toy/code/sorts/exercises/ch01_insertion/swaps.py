"""Exercise `swaps` of chapter 1: the work of the worst case."""

from coursekit import Numbers


def answer():
    swaps = [4 + 3 + 2 + 1, 4 * 2]
    return swaps


exercise = Numbers(
    [10, 8],
    {
        "one too many": ([15, 8], "the first number has nobody to pass."),
        "only neighbors": ([4, 8], "each number passes all that stand before it."),
    },
    tolerance=0.1,
    answer=answer,
    title="Swaps", stars=2, minutes=8, trains=(2,), checked="two numbers",
)  # fmt: skip
