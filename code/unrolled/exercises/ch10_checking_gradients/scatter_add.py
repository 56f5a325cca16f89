"""Exercise `scatter_add` of chapter 10: the gradient of an embedding."""

import numpy as np

from coursekit import Code, Mistake


def _ids_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    ids = rng.integers(0, 6, size=(4, 5))
    ids[0, :2], ids[1, 0], ids[:, 4] = 3, 3, [0, 1, 2, 5]  # repeated in a step and over steps
    return rng.normal(size=(4, 3, 5)), ids, 7


def scatter_add(dx, ids, n_v):
    T, n_x, N = dx.shape
    dE = np.zeros((n_x, n_v))
    for t in range(T):
        for n in range(N):
            dE[:, ids[t, n]] += dx[t, :, n]
    return dE


exercise = Code(
    scatter_add, _ids_case, "dE",
    title="Gather forward, scatter backward", stars=1, minutes=10, trains=(3,),
    checked="all columns of dE, with repeated ids",
    mistakes=[
        Mistake("last use wins", "+= dx[t, :, n]", "= dx[t, :, n]",
            "a symbol used twice has two terms, and they add up.",
            "what happens at the second use of a symbol?"),
        Mistake("repeats within a step dropped",
            "for n in range(N):\n            dE[:, ids[t, n]] += dx[t, :, n]",
            "if N:\n            dE[:, ids[t]] += dx[t]",
            "`dE[:, ids[t]] += ...` writes once per symbol: equal ids in one step are lost.",
            "what does NumPy do if an index occurs twice?"),
        Mistake("mean over uses", "return dE",
            "return dE / np.maximum(1, np.bincount(ids.ravel(), minlength=n_v))",
            "the terms add up; they are not averaged.", "where is the division?"),
        Mistake("reshaped instead of transposed", "dx[t, :, n]",
            "dx.reshape(T * N, n_x)[t * N + n]",
            "reshape does not move an axis: numbers of several examples get mixed.",
            "how do you get from (T, n_x, N) to rows of n_x numbers?"),
        Mistake("ids from one", "ids[t, n]]", "ids[t, n] - 1]",
            "ids count from 0; your columns are shifted by one.", "which column belongs to id 0?"),
        Mistake("first step skipped", "range(T)", "range(1, T)",
            "the first step is missing.", "does the first input have a gradient?"),
        Mistake("last step skipped", "range(T)", "range(T - 1)",
            "the last step is missing.", "how many steps does dx have?"),
        Mistake("first example only", "range(N)", "range(1)",
            "only the first example adds anything.", "which columns of dx are used?"),
        Mistake("steps in reverse", "ids[t, n]]", "ids[T - 1 - t, n]]",
            "the ids run backward against dx.", "do ids and dx belong to the same step?"),
        Mistake("ids of one example", "ids[t, n]]", "ids[t, 0]]",
            "every example uses the ids of the first one.", "which ids belong to example n?"),
        Mistake("divided by N", "+= dx[t, :, n]", "+= dx[t, :, n] / N",
            "the 1/M of a mean is in `dx` already.", "where is the division?"),
    ],
)  # fmt: skip
