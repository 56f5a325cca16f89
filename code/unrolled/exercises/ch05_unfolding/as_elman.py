"""Exercise `as_elman` of chapter 5: the Elman net that is a given Jordan net."""

import numpy as np

from coursekit import Code, Mistake


def jordan_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw W_ay, b_a, W_ya, b_y of a Jordan net."""
    rng = np.random.default_rng(seed)
    n_a, n_y = 4, 3
    shapes = (n_a, n_y), (n_a, 1), (n_y, n_a), (n_y, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def as_elman(W_ay, b_a, W_ya, b_y):
    #: # return W_aa, bias
    W_aa = W_ay @ W_ya
    bias = b_a + W_ay @ b_y
    return W_aa, bias


exercise = Code(
    as_elman, jordan_case, "W_aa bias",
    title="Jordan in Elman's clothes", stars=2, minutes=8, trains=(4,), checked="matrix and bias",
    few="two lines of algebra without a loop leave no more to get wrong",
    mistakes=[
        Mistake("factors turned round", "W_ay @ W_ya", "W_ya @ W_ay",
            "the product makes y-like columns from y-like ones.",
            "W_aa takes in a state; which matrix meets it first?"),
        Mistake("product transposed", "W_ay @ W_ya", "W_ya.T @ W_ay.T",
            "this is the transpose of the product.", "which matrix meets the state first?"),
        Mistake("readout's bias forgotten", "b_a + W_ay @ b_y", "b_a",
            "the prediction that is fed back contains a bias, and it is missing.",
            "put the formula of the prediction into that of the state."),
        Mistake("only the new bias", "b_a + W_ay @ b_y", "W_ay @ b_y",
            "the state's own bias has gone.",
            "put the formula of the prediction into that of the state."),
        Mistake("bias subtracted", "b_a + W_ay", "b_a - W_ay",
            "the bias of the readout enters with the wrong sign.",
            "put the formula of the prediction into that of the state."),
        Mistake("bias through both", "b_a + W_ay @ b_y", "b_a + W_aa @ W_ay @ b_y",
            "the bias of the readout goes through the readout a second time.",
            "which matrix meets b_y?"),
    ],
)  # fmt: skip
