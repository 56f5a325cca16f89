"""Exercise `convert` of chapter 17: from one convention of the update gate to the other."""

import numpy as np

from coursekit import Code, Mistake


def convert_case(seed: int) -> tuple:
    """Draw the weights of a GRU, rows r, u, n.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``W_aa`` (12, 4), ``W_ax`` (12, 2), ``b_a`` (12, 1).

    Examples
    --------
    >>> convert_case(0)[2].shape
    (12, 1)
    """
    rng, n_a, n_x = np.random.default_rng(seed), 4, 2
    return (
        rng.normal(size=(3 * n_a, n_a)),
        rng.normal(size=(3 * n_a, n_x)),
        rng.normal(size=(3 * n_a, 1)),
    )


def convert(W_aa, W_ax, b_a):
    k = len(W_aa) // 3
    sign = np.ones((len(W_aa), 1))
    sign[k : 2 * k] = -1
    return sign * W_aa, sign * W_ax, sign * b_a


exercise = Code(
    convert, convert_case, "W_aa W_ax b_a",
    title="The other convention", stars=1, minutes=10, trains=(2,), checked="all three arrays",
    mistakes=[
        Mistake("rows of r", "k : 2 * k", ":k",
            "the sign of the reset gate has changed; it is the same in both conventions.",
            "in which order do the rows stand?"),
        Mistake("rows of n", "k : 2 * k", "2 * k :",
            "the sign of the candidate has changed.", "in which order do the rows stand?"),
        Mistake("both gates", "k : 2 * k", ": 2 * k",
            "the reset gate is the same in both conventions.", "which gate is turned round?"),
        Mistake("all rows", "k : 2 * k", ":",
            "only one gate is turned round.", "which gate is turned round?"),
        Mistake("one row only", "k : 2 * k", "k",
            "every unit has an update gate; you turned one.", "how many rows has a gate?"),
        Mistake("nothing changed", "= -1", "= 1",
            "the weights are as they were.", "1 - sigmoid(z) is the sigmoid of what?"),
        Mistake("recurrent weights kept", "sign * W_aa,", "1 * W_aa,",
            "`W_aa` has rows of the update gate, too.", "from what is z_u made?"),
        Mistake("input weights kept", "sign * W_ax", "1 * W_ax",
            "`W_ax` has rows of the update gate, too.", "from what is z_u made?"),
        Mistake("bias kept", "sign * b_a", "1 * b_a",
            "the bias has rows of the update gate, too.", "from what is z_u made?"),
        Mistake("one minus the bias", "sign * b_a", "np.where(sign < 0, 1 - b_a, b_a)",
            "the gate becomes one minus itself, not its bias.",
            "1 - sigmoid(z) is the sigmoid of what?"),
    ],
)  # fmt: skip
