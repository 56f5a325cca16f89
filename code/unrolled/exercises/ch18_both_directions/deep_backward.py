"""Exercise `deep_backward` of chapter 18: back through two stacked layers."""

import numpy as np

from coursekit import Code, Mistake


def deep_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw the states of two stacked layers, what the losses want, and the weights.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple
        ``x`` (5, 3, 6), ``a`` (6, 4, 6), ``b`` (6, 2, 6), step t at ``[t]`` in both, ``dout``
        (5, 2, 6), ``W_aa``, ``W_ax`` of the lower layer, ``V_bb``, ``V_ba`` of the upper one.

    Examples
    --------
    >>> [v.shape for v in deep_case(0)]
    [(5, 3, 6), (6, 4, 6), (6, 2, 6), (5, 2, 6), (4, 4), (4, 3), (2, 2), (2, 4)]
    """
    rng = np.random.default_rng(seed)
    n_x, n_b, N = 3, max(2, n_a - 9), 6
    W_aa, W_ax = rng.normal(size=(n_a, n_a)) * np.sqrt(4 / n_a), rng.normal(size=(n_a, n_x))
    V_bb = rng.normal(size=(n_b, n_b)) * np.sqrt(2 / n_b)
    V_ba = rng.normal(size=(n_b, n_a)) * np.sqrt(4 / n_a)
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_b, N))
    a = np.concatenate([rng.uniform(-0.9, 0.9, size=(1, n_a, N)), np.zeros((T, n_a, N))])
    b = np.concatenate([rng.uniform(-0.9, 0.9, size=(1, n_b, N)), np.zeros((T, n_b, N))])
    for t in range(1, T + 1):
        a[t] = np.tanh(W_aa @ a[t - 1] + W_ax @ x[t - 1])
        b[t] = np.tanh(V_bb @ b[t - 1] + V_ba @ a[t])
    return x, a, b, dout, W_aa, W_ax, V_bb, V_ba


def deep_backward(x, a, b, dout, W_aa, W_ax, V_bb, V_ba):
    dV_ba, dW_aa, dx = map(np.zeros_like, (V_ba, W_aa, x))
    da_later, db_later = np.zeros_like(a[0]), np.zeros_like(b[0])
    for t in range(len(x), 0, -1):
        dv = (1 - b[t] ** 2) * (dout[t - 1] + db_later)
        dV_ba += dv @ a[t].T
        db_later = V_bb.T @ dv
        dz = (1 - a[t] ** 2) * (V_ba.T @ dv + da_later)
        dW_aa += dz @ a[t - 1].T
        da_later = W_aa.T @ dz
        dx[t - 1] = W_ax.T @ dz
    return dV_ba, dW_aa, dx


exercise = Code(
    deep_backward, deep_case, "dV_ba dW_aa dx",
    title="Down and back: two layers", stars=2, minutes=15, trains=(4,),
    checked="the link between the layers, the lower recurrent matrix, the inputs",
    mistakes=[
        Mistake("old lower state", "dV_ba += dv @ a[t].T", "dV_ba += dv @ a[t - 1].T",
            "the upper layer reads the lower state of the *same* step.",
            "which a was V_ba multiplied with at step t?"),
        Mistake("lower layer not told", "(V_ba.T @ dv + da_later)", "da_later",
            "the lower layer never hears what the upper one wants.",
            "two arrows leave a<t>: to the right and ... ?"),
        Mistake("no time in the lower layer", "(V_ba.T @ dv + da_later)", "(V_ba.T @ dv)",
            "the lower state also feeds the next lower state.",
            "two arrows leave a<t>: up and ... ?"),
        Mistake("no time in the upper layer", "(dout[t - 1] + db_later)", "dout[t - 1]",
            "the upper state also feeds the next upper state.",
            "two arrows leave b<t>: into the output and ... ?"),
        Mistake("state wishes passed down", "(V_ba.T @ dv + da_later)",
            "(V_ba.T @ (dout[t - 1] + db_later) + da_later)",
            "what goes down must first pass the slope of the upper tanh.",
            "is it db or dv that meets V_ba transposed?"),
        Mistake("old wish passed down", "dz = (1 - a[t] ** 2)",
            "dv = (1 - b[t] ** 2) * dout[t - 1]\n        dz = (1 - a[t] ** 2)",
            "only this step's loss goes down; what later upper steps want is left out.",
            "which gradient of the upper layer is passed down: with or without the later steps?"),
        Mistake("slope of the lower layer lost", "(1 - a[t] ** 2) * (V_ba", "(V_ba",
            "the slope of the lower tanh is missing.", "what stands between z and a?"),
        Mistake("slopes swapped in time", "(1 - b[t] ** 2)", "(1 - b[t - 1] ** 2)",
            "the slope is that of the state which step t made.",
            "which state came out of this step's tanh?"),
        Mistake("W_aa meets the new state", "dW_aa += dz @ a[t - 1].T", "dW_aa += dz @ a[t].T",
            "`dW_aa` meets the state before the step.", "what was W_aa multiplied with?"),
        Mistake("overwritten", "dV_ba += dv", "dV_ba = dv",
            "every step has used `V_ba`: its terms add up.", "how many terms has dV_ba?"),
        Mistake("x through W_aa first", "dx[t - 1] = W_ax.T @ dz", "dx[t - 1] = W_ax.T @ da_later",
            "`dx` is made of this step's dz, not of what was handed to the step before.",
            "which gradient belongs to the sum that W_ax is part of?"),
    ],
)  # fmt: skip
