"""Exercise `rows_step` of chapter 6: one step with examples in rows."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import folded_case


def rows_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw A_prev, X_t with examples in rows, and our weights."""
    a_prev, x_t, *weights = folded_case(seed)
    return a_prev.T.copy(), x_t.T.copy(), *weights


def rows_step(A_prev, X_t, W_aa, W_ax, b_a):
    W_a = np.hstack([W_aa, W_ax])
    V = np.hstack([A_prev, X_t])
    return np.tanh(V @ W_a.T + b_a.T)


exercise = Code(
    rows_step, rows_case, "A_t",
    title="Rows", stars=2, minutes=6, trains=(4,), checked="one step with examples in rows",
    mistakes=[
        Mistake("W_aa not transposed", "[W_aa, W_ax]", "[W_aa.T, W_ax]",
            "`W_aa` is not transposed; it is square, so no shape complains.",
            "which index of a weight is the unit that comes out, and where does it stand in rows?"),
        Mistake("columns returned", "np.tanh(V @ W_a.T + b_a.T)", "np.tanh(V @ W_a.T + b_a.T).T",
            "the result has examples in columns.", "what shape must A_t have?"),
        Mistake("input first", "[A_prev, X_t]", "[X_t, A_prev]",
            "the input stands left of the state, but `W_aa` is the left part of `W_a`.",
            "which columns of V meet the state's weights?"),
        Mistake("W_ax first", "[W_aa, W_ax]", "[W_ax, W_aa]",
            "`W_ax` is the left part of the matrix, but the state stands left.",
            "which columns of V meet the state's weights?"),
        Mistake("bias forgotten", " + b_a.T", "",
            "`b_a` is missing.", "how many terms has the sum?"),
        Mistake("bias after the tanh", "W_a.T + b_a.T)", "W_a.T) + b_a.T",
            "`b_a` is added after the tanh.", "what stands inside of the brackets of g0?"),
        Mistake("no tanh", "np.tanh(V @ W_a.T + b_a.T)", "V @ W_a.T + b_a.T",
            "these are the sums z, not the states.", "what is done with the sum in the end?"),
        Mistake("tanh twice", "np.tanh(V @ W_a.T + b_a.T)", "np.tanh(np.tanh(V @ W_a.T + b_a.T))",
            "the sum is squashed twice.", "how often does tanh stand in the equation?"),
        Mistake("one tanh per term", "np.tanh(V @ W_a.T + b_a.T)",
            "np.tanh(A_prev @ W_aa.T) + np.tanh(X_t @ W_ax.T + b_a.T)",
            "the terms are squashed one by one.", "how often does tanh stand in the equation?"),
        Mistake("no memory", "[A_prev, X_t]", "[0 * A_prev, X_t]",
            "the previous state is not used: such a cell has no memory.",
            "on which two things does the new state depend?"),
    ],
)  # fmt: skip
