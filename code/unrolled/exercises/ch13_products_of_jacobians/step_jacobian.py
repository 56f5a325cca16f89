"""Exercise `step_jacobian` of chapter 13: the Jacobians of one step, one per example."""

import numpy as np

from coursekit import Code, Mistake


def state_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw the states of a batch and the recurrent weights.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple of ndarray
        ``a_t`` with shape (5, 3), ``W_aa`` (5, 5).

    Examples
    --------
    >>> [v.shape for v in state_case(0)]
    [(5, 3), (5, 5)]
    """
    rng = np.random.default_rng(seed)
    return np.tanh(rng.normal(size=(5, 3))), rng.normal(size=(5, 5))


def step_jacobian(a_t, W_aa):
    slopes = 1 - a_t.T**2  # (N, n_a)
    return slopes[:, :, None] * W_aa  # slope i on row i


exercise = Code(
    step_jacobian, state_case, "J_t",
    title="A step Jacobian", stars=2, minutes=8, trains=(1,), checked="the Jacobians of a batch",
    mistakes=[
        Mistake("wrong side", "[:, :, None]", "[:, None, :]",
            "the slopes stand on the wrong side of `W_aa`: its columns are scaled.",
            "which unit's slope belongs to row i of the Jacobian?"),
        Mistake("1 - a", "a_t.T**2", "a_t.T",
            "this is not the slope of tanh: a square is missing.",
            "what is the slope of tanh, written with a?"),
        Mistake("slope of the sigmoid", "1 - a_t.T**2", "a_t.T * (1 - a_t.T)",
            "this is the slope of the sigmoid, and g0 is tanh.", "which function made a_t?"),
        Mistake("tanh twice", "a_t.T**2", "np.tanh(a_t.T) ** 2",
            "`a_t` is a tanh already, and it is squashed once more.",
            "is a_t before or after the tanh?"),
        Mistake("no slope", "slopes[:, :, None] * W_aa", "np.tile(W_aa, (len(slopes), 1, 1))",
            "this is the Jacobian of a linear network: the slopes of tanh are missing.",
            "which two functions lie between the old state and the new one?"),
        Mistake("divided by the slope", "slopes[:, :, None] * W_aa", "W_aa / slopes[:, :, None]",
            "a Jacobian multiplies by the slope; dividing would undo the step.",
            "a saturated unit hardly moves: is its row of the Jacobian small or large?"),
        Mistake("W_aa transposed", "* W_aa", "* W_aa.T",
            "`W_aa` is transposed, which its square shape allows.",
            "which index of W_aa belongs to the unit that comes out?"),
        Mistake("Jacobian transposed", "slopes[:, :, None] * W_aa", "slopes[:, None, :] * W_aa.T",
            "these are the transposes: they carry gradients, not changes of the state.",
            "are the rows of a Jacobian its outputs or its inputs?"),
        Mistake("W_aa missing", "* W_aa", "* np.eye(len(W_aa))",
            "this is the Jacobian of the tanh alone.",
            "which two functions lie between the old state and the new one?"),
        Mistake("mean over examples", "slopes[:, :, None]", "slopes.mean(axis=0)[:, None]",
            "this is one matrix of mean slopes; every example has its own Jacobian.",
            "is the state the same for all examples?"),
        Mistake("examples last", "slopes[:, :, None] * W_aa",
            "slopes.T[:, None, :] * W_aa[:, :, None]",
            "the examples are on the last axis; they belong on the first.",
            "what does J_t[0] hold?"),
    ],
)  # fmt: skip
