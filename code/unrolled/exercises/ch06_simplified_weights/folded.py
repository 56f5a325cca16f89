"""Exercise `folded` of chapter 6: the bias as one more column."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import folded_case


def folded(a_prev, x_t, W_aa, W_ax, b_a):
    #: # return W, v
    ones = np.ones((1, a_prev.shape[1]))
    W = np.hstack([W_aa, W_ax, b_a])
    v = np.vstack([a_prev, x_t, ones])
    return W, v


_MEET = "which column of W does the last row of v meet?"

exercise = Code(
    folded, folded_case, "W v",
    title="Fold the bias in", stars=2, minutes=5, trains=(1,), checked="the matrix and the column",
    mistakes=[
        Mistake("ones on top", "[a_prev, x_t, ones]", "[ones, a_prev, x_t]",
            "the row of ones is on top, but the bias is the last column.", _MEET),
        Mistake("bias first", "[W_aa, W_ax, b_a]", "[b_a, W_aa, W_ax]",
            "the bias is the first column, but the ones are the last row.", _MEET),
        Mistake("both first", "[W_aa, W_ax, b_a]", "[b_a, W_aa, W_ax]",
            "the product is right, as bias and ones are both first; the equation has both last.",
            "in which order does the equation stack?",
            more=(("[a_prev, x_t, ones]", "[ones, a_prev, x_t]"),)),
        Mistake("row of zeros", "np.ones(", "np.zeros(",
            "the last row is zero, which switches the bias off.",
            "by which number must the bias be multiplied?"),
        Mistake("no row of ones", "[a_prev, x_t, ones]", "[a_prev, x_t]",
            "`v` has no row of ones: the bias column finds nothing to multiply.",
            "how many columns has W, and how many rows v?"),
        Mistake("no bias column", "[W_aa, W_ax, b_a]", "[W_aa, W_ax]",
            "`W` has no bias column: the row of ones finds nothing to multiply.",
            "how many columns has W, and how many rows v?"),
        Mistake("input on top", "[a_prev, x_t, ones]", "[x_t, a_prev, ones]",
            "the input is on top of `v`, but `W_aa` is first in `W`.",
            "what do the first n_a columns of W wait for?"),
        Mistake("W_ax first", "[W_aa, W_ax, b_a]", "[W_ax, W_aa, b_a]",
            "`W_ax` is first in `W`, but the state is on top of `v`.",
            "what do the first n_a columns of W wait for?"),
        Mistake("both exchanged", "[W_aa, W_ax, b_a]", "[W_ax, W_aa, b_a]",
            "the product is right, as both orders are turned; the equation has the state first.",
            "in which order does the equation stack?",
            more=(("[a_prev, x_t, ones]", "[x_t, a_prev, ones]"),)),
        Mistake("one only once", "np.ones((1, a_prev.shape[1]))", "np.eye(1, a_prev.shape[1])",
            "only the first example has a one: the others get no bias.",
            "how many examples are there?"),
        Mistake("ones divided", "np.ones((1, a_prev.shape[1]))",
            "np.ones((1, a_prev.shape[1])) / a_prev.shape[1]",
            "the ones are divided by the number of examples, as if the bias were shared out.",
            "by which number must the bias be multiplied?"),
    ],
)  # fmt: skip
