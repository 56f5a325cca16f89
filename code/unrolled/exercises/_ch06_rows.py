"""Exercises 4 and 5 of chapter 6: the bias folded in, and examples in rows."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake

from ._ch06_joined import N, n_a, n_x

# -- 4. the bias folded in ----------------------------------------------------------------------


def folded_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw a_prev, x_t, W_aa, W_ax, b_a."""
    rng = np.random.default_rng(seed)
    shapes = (n_a, N), (n_x, N), (n_a, n_a), (n_a, n_x), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _folded(a_prev, x_t, W_aa, W_ax, b_a):
    ones = np.ones((1, a_prev.shape[1]))
    W = np.hstack([W_aa, W_ax, b_a])
    v = np.vstack([a_prev, x_t, ones])
    return W, v


_MEET = "which column of W does the last row of v meet?"

#: exercise 4, the bias as one more column
folded = Code(
    _folded,
    folded_case,
    "W v",
    [
        Mistake(
            "ones on top",
            "[a_prev, x_t, ones]",
            "[ones, a_prev, x_t]",
            "the row of ones is on top, but the bias is the last column.",
            _MEET,
        ),
        Mistake(
            "bias first",
            "[W_aa, W_ax, b_a]",
            "[b_a, W_aa, W_ax]",
            "the bias is the first column, but the ones are the last row.",
            _MEET,
        ),
        Mistake(
            "both first",
            "[W_aa, W_ax, b_a]",
            "[b_a, W_aa, W_ax]",
            "the product is right, as bias and ones are both first; the equation has both last.",
            "in which order does the equation stack?",
            more=(("[a_prev, x_t, ones]", "[ones, a_prev, x_t]"),),
        ),
        Mistake(
            "row of zeros",
            "np.ones(",
            "np.zeros(",
            "the last row is zero, which switches the bias off.",
            "by which number must the bias be multiplied?",
        ),
        Mistake(
            "no row of ones",
            "[a_prev, x_t, ones]",
            "[a_prev, x_t]",
            "`v` has no row of ones: the bias column finds nothing to multiply.",
            "how many columns has W, and how many rows v?",
        ),
        Mistake(
            "no bias column",
            "[W_aa, W_ax, b_a]",
            "[W_aa, W_ax]",
            "`W` has no bias column: the row of ones finds nothing to multiply.",
            "how many columns has W, and how many rows v?",
        ),
        Mistake(
            "input on top",
            "[a_prev, x_t, ones]",
            "[x_t, a_prev, ones]",
            "the input is on top of `v`, but `W_aa` is first in `W`.",
            "what do the first n_a columns of W wait for?",
        ),
        Mistake(
            "W_ax first",
            "[W_aa, W_ax, b_a]",
            "[W_ax, W_aa, b_a]",
            "`W_ax` is first in `W`, but the state is on top of `v`.",
            "what do the first n_a columns of W wait for?",
        ),
        Mistake(
            "both exchanged",
            "[W_aa, W_ax, b_a]",
            "[W_ax, W_aa, b_a]",
            "the product is right, as both orders are turned; the equation has the state first.",
            "in which order does the equation stack?",
            more=(("[a_prev, x_t, ones]", "[x_t, a_prev, ones]"),),
        ),
        Mistake(
            "one only once",
            "np.ones((1, a_prev.shape[1]))",
            "np.eye(1, a_prev.shape[1])",
            "only the first example has a one: the others get no bias.",
            "how many examples are there?",
        ),
        Mistake(
            "ones divided",
            "np.ones((1, a_prev.shape[1]))",
            "np.ones((1, a_prev.shape[1])) / a_prev.shape[1]",
            "the ones are divided by the number of examples, as if the bias were shared out.",
            "by which number must the bias be multiplied?",
        ),
    ],
    title="Fold the bias in",
    stars=2,
    minutes=5,
    checked="the matrix and the column",
)

# -- 5. rows ------------------------------------------------------------------------------------


def rows_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw A_prev, X_t with examples in rows, and our weights."""
    a_prev, x_t, *weights = folded_case(seed)
    return a_prev.T.copy(), x_t.T.copy(), *weights


def _rows_step(A_prev, X_t, W_aa, W_ax, b_a):
    W_a = np.hstack([W_aa, W_ax])
    V = np.hstack([A_prev, X_t])
    return np.tanh(V @ W_a.T + b_a.T)


#: exercise 5, one step with examples in rows
rows_step = Code(
    _rows_step,
    rows_case,
    "A_t",
    [
        Mistake(
            "W_aa not transposed",
            "[W_aa, W_ax]",
            "[W_aa.T, W_ax]",
            "`W_aa` is not transposed; it is square, so no shape complains.",
            "which index of a weight is the unit that comes out, and where does it stand in rows?",
        ),
        Mistake(
            "columns returned",
            "np.tanh(V @ W_a.T + b_a.T)",
            "np.tanh(V @ W_a.T + b_a.T).T",
            "the result has examples in columns.",
            "what shape must A_t have?",
        ),
        Mistake(
            "input first",
            "[A_prev, X_t]",
            "[X_t, A_prev]",
            "the input stands left of the state, but `W_aa` is the left part of `W_a`.",
            "which columns of V meet the state's weights?",
        ),
        Mistake(
            "W_ax first",
            "[W_aa, W_ax]",
            "[W_ax, W_aa]",
            "`W_ax` is the left part of the matrix, but the state stands left.",
            "which columns of V meet the state's weights?",
        ),
        Mistake(
            "bias forgotten",
            " + b_a.T",
            "",
            "`b_a` is missing.",
            "how many terms has the sum?",
        ),
        Mistake(
            "bias after the tanh",
            "W_a.T + b_a.T)",
            "W_a.T) + b_a.T",
            "`b_a` is added after the tanh.",
            "what stands inside of the brackets of g0?",
        ),
        Mistake(
            "no tanh",
            "np.tanh(V @ W_a.T + b_a.T)",
            "V @ W_a.T + b_a.T",
            "these are the sums z, not the states.",
            "what is done with the sum in the end?",
        ),
        Mistake(
            "tanh twice",
            "np.tanh(V @ W_a.T + b_a.T)",
            "np.tanh(np.tanh(V @ W_a.T + b_a.T))",
            "the sum is squashed twice.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "one tanh per term",
            "np.tanh(V @ W_a.T + b_a.T)",
            "np.tanh(A_prev @ W_aa.T) + np.tanh(X_t @ W_ax.T + b_a.T)",
            "the terms are squashed one by one.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "no memory",
            "[A_prev, X_t]",
            "[0 * A_prev, X_t]",
            "the previous state is not used: such a cell has no memory.",
            "on which two things does the new state depend?",
        ),
    ],
    title="Rows",
    stars=2,
    minutes=6,
    checked="one step with examples in rows",
)
