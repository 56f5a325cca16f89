"""Exercise `min_gru` of chapter 24: the minimal GRU."""

import numpy as np

from coursekit import Code, Mistake


def min_gru_case(seed: int) -> tuple:
    """Draw inputs, an initial state and the weights of a minimal GRU.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (5, 2, 4), ``a0`` (3, 4), ``W_z`` (3, 2), ``b_z`` (3, 1), ``W_n`` (3, 2), ``b_n``.

    Examples
    --------
    >>> min_gru_case(0)[1].shape
    (3, 4)
    """
    rng = np.random.default_rng(seed)
    shapes = (5, 2, 4), (3, 4), (3, 2), (3, 1), (3, 2), (3, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def min_gru(x, a0, W_z, b_z, W_n, b_n):
    out, a = [], a0
    for x_t in x:
        z = 1 / (1 + np.exp(-(W_z @ x_t + b_z)))
        n = W_n @ x_t + b_n
        a = z * a + (1 - z) * n
        out.append(a)
    return np.array(out)


exercise = Code(
    min_gru, min_gru_case, "a",
    title="A minimal GRU", stars=1, minutes=12, trains=(3,),
    checked="all states from a nonzero start",
    mistakes=[
        Mistake("z exchanged with 1 - z", "z * a + (1 - z) * n", "(1 - z) * a + z * n",
            "here z says what is kept; in the paper it says what is new.", "what does z multiply?"),
        Mistake("both with z", "(1 - z) * n", "z * n",
            "what is kept and what is new share the whole: z and 1 - z.",
            "do your two factors sum to 1?"),
        Mistake("new value ungated", "(1 - z) * n", "n",
            "the new value enters whole; only 1 - z of it should.",
            "do your two factors sum to 1?"),
        Mistake("nothing forgotten", "z * a + (1 - z) * n", "a + (1 - z) * n",
            "the old state stays whole; only z of it should.", "do your two factors sum to 1?"),
        Mistake("tanh on the candidate", "n = W_n @ x_t + b_n", "n = np.tanh(W_n @ x_t + b_n)",
            "the minimal form has no tanh.", "is the candidate linear in x?"),
        Mistake("tanh on the state", "out.append(a)", "out.append(np.tanh(a))",
            "the output is the state itself.", "what is the output of a GRU?"),
        Mistake("no sigmoid", "1 / (1 + np.exp(-(W_z @ x_t + b_z)))", "W_z @ x_t + b_z",
            "the gate is not between 0 and 1.", "what makes a gate out of a sum?"),
        Mistake("gate bias inside the sign", "-(W_z @ x_t + b_z)", "-(W_z @ x_t) + b_z",
            "the bias of the gate has the wrong sign.", "what does the minus act on?"),
        Mistake("no bias in the gate", "W_z @ x_t + b_z", "W_z @ x_t",
            "the bias of the gate is missing.", "which argument do you not use?"),
        Mistake("no bias in the candidate", "n = W_n @ x_t + b_n", "n = W_n @ x_t",
            "the bias of the candidate is missing.", "which argument do you not use?"),
        Mistake("candidate with W_z", "n = W_n @ x_t", "n = W_z @ x_t",
            "the candidate has weights of its own.", "which argument do you not use?"),
        Mistake("starts at zero", "out, a = [], a0", "out, a = [], 0 * a0",
            "the first step keeps a part of a0.", "where does a0 enter?"),
        Mistake("state not carried", "a = z * a + (1 - z) * n", "a = z * a0 + (1 - z) * n",
            "every step starts from a0.", "which state does step 2 keep?"),
    ],
)  # fmt: skip
