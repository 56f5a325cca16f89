"""Exercise `insert` of chapter 1: where a number belongs among sorted ones."""

import numpy as np

from coursekit import Code, Mistake


def insert_case(seed, n=7):
    """Draw sorted numbers a (n,) and x, which equals the third of them."""
    a = np.sort(np.random.default_rng(seed).normal(size=n))
    return a, a[2]


def insert(a, x):
    #: # return k, b
    k = 0
    while k < len(a) and a[k] <= x:
        k = k + 1
    b = np.concatenate([a[:k], [x], a[k:]])
    return k, b


exercise = Code(
    insert, insert_case, "k b",
    title="Insert", stars=1, minutes=5, trains=(1,), checked="the place and the numbers",
    few="a loop and a line leave no more that differ",
    carried={"b": lambda case, got: np.insert(case[0], got["k"], case[1])},
    mistakes=[
        Mistake("before its equals", "a[k] <= x", "a[k] < x",
            "equal numbers change their order.", "where does a number go that is there already?"),
        Mistake("other direction", "a[k] <= x", "a[k] >= x",
            "the search ends at once.", "which of the numbers are to stay on the left?"),
        Mistake("one too far", "a[:k], [x], a[k:]", "a[: k + 1], [x], a[k + 1 :]",
            "the place is right, and the number stands behind it.", "how many stand before it?"),
        Mistake("at the end", "a[:k], [x], a[k:]", "a, [x]",
            "the number stands at the end.", "what is the place for?"),
        Mistake("one lost", "a[k:]", "a[k + 1 :]",
            "a number is lost.", "how many must there be?"),
    ],
)  # fmt: skip
