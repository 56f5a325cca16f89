"""Exercise `cell_backward` of chapter 9: one step back through tanh."""

import numpy as np

from coursekit import Code, Mistake


def step_case(seed: int, n_a: int = 3) -> tuple[np.ndarray, ...]:
    """Draw the arguments of one step back; a_t is tanh of what led to it, and all sizes differ.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple of ndarray
        ``da``, ``a_t``, ``a_prev`` with shape (3, 4), ``x_t`` (2, 4), ``W_aa`` (3, 3), ``W_ax``
        (3, 2).

    Examples
    --------
    >>> [v.shape for v in step_case(0)]
    [(3, 4), (3, 4), (3, 4), (2, 4), (3, 3), (3, 2)]
    """
    rng = np.random.default_rng(seed)
    n_x, N = 2, 4
    W_aa, W_ax, b_a = (rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1)))
    W_aa *= np.sqrt(3 / n_a)  # the same growth for any number of units
    a_prev, x_t = rng.uniform(-0.9, 0.9, size=(n_a, N)), rng.normal(size=(n_x, N))
    a_t = np.tanh(W_aa @ a_prev + W_ax @ x_t + b_a)
    return rng.normal(size=(n_a, N)), a_t, a_prev, x_t, W_aa, W_ax


def cell_backward(da, a_t, a_prev, x_t, W_aa, W_ax):
    #: # return dz, dW_aa, dW_ax, db_a, dx_t, da_prev
    dz = (1 - a_t**2) * da
    dW_aa = dz @ a_prev.T
    dW_ax = dz @ x_t.T
    db_a = dz.sum(axis=1, keepdims=True)
    dx_t = W_ax.T @ dz
    da_prev = W_aa.T @ dz
    return dz, dW_aa, dW_ax, db_a, dx_t, da_prev


exercise = Code(
    cell_backward, step_case, "dz dW_aa dW_ax db_a dx_t da_prev",
    title="One step back", stars=2, minutes=15, trains=(3,), checked="dz and what follows from it",
    carried={
        "dW_aa": lambda args, own: own["dz"] @ args[2].T,
        "dW_ax": lambda args, own: own["dz"] @ args[3].T,
        "db_a": lambda args, own: own["dz"].sum(axis=1, keepdims=True),
        "dx_t": lambda args, own: args[5].T @ own["dz"],
        "da_prev": lambda args, own: args[4].T @ own["dz"],
    },
    mistakes=[
        Mistake("no slope", "(1 - a_t**2) * da", "da",
            "the slope of tanh is missing between `da` and `dz`.",
            "which line of the forward pass lies between z and a_t?"),
        Mistake("1 - a", "(1 - a_t**2)", "(1 - a_t)",
            "this is not the slope of tanh: a square is missing.",
            "what is the slope of tanh, written with a?"),
        Mistake("slope of the sigmoid", "(1 - a_t**2)", "(a_t * (1 - a_t))",
            "this is the slope of the sigmoid, and g0 is tanh.", "which function made a_t?"),
        Mistake("slope at a_prev", "a_t**2", "a_prev**2",
            "the slope is taken at the state before the step.",
            "which of the two states did the tanh of this step make?"),
        Mistake("tanh twice", "a_t**2", "np.tanh(a_t) ** 2",
            "`a_t` is a tanh already, and it is squashed once more.",
            "is a_t before or after the tanh?"),
        Mistake("divided by the slope", "(1 - a_t**2) * da", "da / (1 - a_t**2)",
            "backward multiplies by the slope; dividing would undo the step.",
            "a small change of z makes a change of a that is how many times as large?"),
        Mistake("brackets lost", "(1 - a_t**2) * da", "1 - a_t**2 * da",
            "only the square meets `da`; the 1 does not.", "what does `*` bind to, what does `-`?"),
        Mistake("a_t in dW_aa", "a_prev.T", "a_t.T",
            "`dW_aa` is built with the state after the step.",
            "what was W_aa multiplied with in the forward pass?"),
        Mistake("dW_aa transposed", "dz @ a_prev.T", "a_prev @ dz.T",
            "`dW_aa` is the transpose of the right one, which its square shape allows.",
            "which index of W_aa belongs to the unit that comes out?"),
        Mistake("dW_aa from da", "dz @ a_prev.T", "da @ a_prev.T",
            "`dW_aa` is made of `da`: the way to the weights leads through the tanh.",
            "on which side of the tanh is W_aa?"),
        Mistake("mean bias", "dz.sum(", "dz.mean(",
            "`db_a` is a mean over the examples, but each of them has used `b_a`.",
            "how many arrows leave b_a, and what happens to their slopes?"),
        Mistake("bias over everything", "(axis=1, keepdims=True)", "(keepdims=True)",
            "`db_a` is one sum over units and examples; each unit has a bias of its own.",
            "over which axis are the examples?"),
        Mistake("bias over the units", "axis=1", "axis=0",
            "`db_a` is summed over the units instead of the examples.",
            "over which axis are the examples?"),
        Mistake("flat bias", "(axis=1, keepdims=True)", "(axis=1)",
            "`db_a` has lost an axis: biases are columns.",
            "what does sum do with the axis it sums over?"),
        Mistake("dx from da", "dx_t = W_ax.T @ dz", "dx_t = W_ax.T @ da",
            "`dx_t` is made of `da`: the way to the input leads through the tanh.",
            "on which side of the tanh is x_t?"),
        Mistake("W_aa not transposed", "W_aa.T @ dz", "W_aa @ dz",
            "`W_aa` acts as on the way forward; on the way back rows and columns swap.",
            "over which index of W_aa does the chain rule add?"),
        Mistake("da_prev from da", "W_aa.T @ dz", "W_aa.T @ da",
            "`da_prev` is made of `da`: the way to the state before leads through the tanh.",
            "on which side of the tanh is a_prev?"),
    ],
)  # fmt: skip
