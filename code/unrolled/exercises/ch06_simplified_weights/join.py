"""Exercise `join` of chapter 6: one matrix from two."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import weights_case


def join(W_aa, W_ax):
    return np.hstack([W_aa, W_ax])


exercise = Code(
    join, weights_case, "W_a",
    title="Join", stars=1, minutes=3, trains=(1,), checked="the joined matrix",
    few="one line without numbers of its own leaves no more that runs and differs",
    mistakes=[
        Mistake("input first", "[W_aa, W_ax]", "[W_ax, W_aa]",
            "`W_ax` stands first, but the state is on top of the column.",
            "which columns of W_a meet the first n_a entries of the column?"),
        Mistake("W_aa transposed", "[W_aa,", "[W_aa.T,",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "does anything have to be transposed?"),
        Mistake("result transposed", "np.hstack([W_aa, W_ax])", "np.hstack([W_aa, W_ax]).T",
            "this is the transpose, which libraries with examples in rows store.",
            "how many rows has W_a?"),
        Mistake("on top of each other", "np.hstack([W_aa, W_ax])", "np.vstack([W_aa, W_ax.T])",
            "the matrices stand on top of each other, which only a transpose made possible.",
            "what do both matrices have in common, their rows or their columns?"),
    ],
)  # fmt: skip
