"""Exercise `brnn_forward` of chapter 18: both directions, with a mask and states at both ends."""

import numpy as np

from coursekit import Code, Mistake


def forward_case(seed: int) -> tuple:
    """Draw x, mask, a<0>, b<T+1>, and the weights of both directions.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (6, 3, 5), ``mask`` (6, 5), ``a0`` (4, 5), ``b_end`` (2, 5), ``W_aa`` (4, 4), ``W_ax``
        (4, 3), ``V_aa`` (2, 2), ``V_ax`` (2, 3).

    Examples
    --------
    >>> forward_case(0)[1].sum(0)
    array([6, 4, 2, 5, 3])
    """
    rng = np.random.default_rng(seed)
    T, n_x, n_a, n_b, N = 6, 3, 4, 2, 5
    mask = np.arange(T)[:, None] < np.array([6, 4, 2, 5, 3])
    weights = (rng.normal(size=size) for size in ((n_a, n_a), (n_a, n_x), (n_b, n_b), (n_b, n_x)))
    starts = rng.uniform(-0.9, 0.9, size=(n_a, N)), rng.uniform(-0.9, 0.9, size=(n_b, N))
    return rng.normal(size=(T, n_x, N)), mask, *starts, *weights


def brnn_forward(x, mask, a0, b_end, W_aa, W_ax, V_aa, V_ax):
    T, N = mask.shape
    out = np.zeros((T, len(a0) + len(b_end), N))
    a, b = a0, b_end
    for t in range(1, T + 1):
        new = np.tanh(W_aa @ a + W_ax @ x[t - 1])
        a = np.where(mask[t - 1], new, a)
        out[t - 1, : len(a0)] = a
    for t in range(T, 0, -1):
        fresh = np.tanh(V_aa @ b + V_ax @ x[t - 1])
        b = np.where(mask[t - 1], fresh, b)
        out[t - 1, len(a0) :] = b
    return out, a, b


exercise = Code(
    brnn_forward, forward_case, "out a_last b_first",
    title="Both directions, forward", stars=2, minutes=15, trains=(2,),
    checked="the outputs and both last states, on a padded batch",
    mistakes=[
        Mistake("outputs not turned back", "out[t - 1, len(a0) :] = b", "out[T - t, len(a0) :] = b",
            "the backward states stand in the order of reading: step T beside step 1.",
            "beside which forward state must the last one that was read stand?"),
        Mistake("reads forward twice", "for t in range(T, 0, -1):", "for t in range(1, T + 1):",
            "both layers read from left to right.", "with which step does the second layer begin?"),
        Mistake("inputs not reversed", "fresh = np.tanh(V_aa @ b + V_ax @ x[t - 1])",
            "fresh = np.tanh(V_aa @ b + V_ax @ x[T - t])",
            "the second loop goes back, but its inputs come from the front.",
            "which input belongs to step T?"),
        Mistake("padding read by backward", "b = np.where(mask[t - 1], fresh, b)", "b = fresh",
            "the way back reads the padding before it meets the last real step.",
            "which steps does the second loop visit first in a short sequence?"),
        Mistake("padding read by forward", "a = np.where(mask[t - 1], new, a)", "a = new",
            "padded steps overwrite the forward state.",
            "what is the last state of a short sequence?"),
        Mistake("padding erases the state", "b = np.where(mask[t - 1], fresh, b)",
            "b = np.where(mask[t - 1], fresh, 0)",
            "a padded step must keep the state, not erase it: `b_end` is lost.",
            "with which state does the way back reach the last real step?"),
        Mistake("mask not reversed", "b = np.where(mask[t - 1], fresh, b)",
            "b = np.where(mask[T - t], fresh, b)",
            "inputs are read from the end, their mask from the front.",
            "which row of the mask belongs to step T?"),
        Mistake("b_end forgotten", "a, b = a0, b_end", "a, b = a0, np.zeros_like(b_end)",
            "the way back begins at zero instead of `b_end`.", "where does each direction begin?"),
        Mistake("starts at the turning point", "for t in range(T, 0, -1):",
            "b = a[: len(b)]\n    for t in range(T, 0, -1):",
            "the way back begins with the last forward state; the two directions share nothing.",
            "does any arrow lead from one direction to the other?"),
        Mistake("backward on top", "out[t - 1, : len(a0)] = a", "out[t - 1, len(b_end) :] = a",
            "the halves stand in the other order.", "which rows of `out` are the forward state's?",
            more=(("out[t - 1, len(a0) :] = b", "out[t - 1, : len(b_end)] = b"),)),
        Mistake("first step not read back", "for t in range(T, 0, -1):",
            "for t in range(T, 1, -1):",
            "the way back stops one step early.", "how many steps does the second loop make?"),
        Mistake("state before the step", "out[t - 1, len(a0) :] = b\n",
            "out[t - 1, len(a0) :] = before\n",
            "the backward output lags: it is the state before the step was read.",
            "has the output of step t seen x<t> from the right side?",
            more=(("fresh = np.tanh(V_aa @ b", "before = b\n        fresh = np.tanh(V_aa @ b"),)),
        Mistake("last states at wrong ends", "return out, a, b",
            "return out, out[0, : len(a0)], out[-1, len(a0) :]",
            "forward ends at the last step, backward at the first.",
            "where has each direction read everything?"),
    ],
)  # fmt: skip
