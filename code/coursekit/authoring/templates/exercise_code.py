"""Exercise `NAME` of chapter CHAPTER: say in a line what it is about."""

import numpy as np

from coursekit import Code, Mistake


def NAME_case(seed):
    """Draw W (n, m) and x (m,): all sizes differ, and everything follows from the seed."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, 4)), rng.normal(size=4)


def NAME(W, x):
    #: # return z
    z = W @ x
    return z


exercise = Code(
    NAME, NAME_case, "z",
    title="TITLE", stars=1, minutes=5, trains=(1,), checked="the sums",
    mistakes=[
        Mistake("opposite sign", "W @ x", "-(W @ x)",
            "all sums have the opposite sign.", "which sign has the first product?"),
        Mistake("first column missing", "W @ x", "W[:, 1:] @ x[1:]",
            "the first product is missing in each sum.", "how many products has each sum?"),
    ],
)  # fmt: skip
