"""Exercise `sweep` of chapter 3: one small layer for every window."""

import numpy as np

from coursekit import Code, Mistake


def sweep_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, W and b_a; all sizes differ."""
    rng = np.random.default_rng(seed)
    T, K, n_x, n_a, N = 7, 3, 2, 5, 6
    return (
        rng.normal(size=(T, n_x, N)),
        0.4 * rng.normal(size=(K, n_a, n_x)),
        0.4 * rng.normal(size=(n_a, 1)),
    )


def sweep(x, W, b_a):
    #: # return m
    K = len(W)
    n = len(x) - K + 1
    z = []
    for t in range(n):
        z.append(sum(W[k] @ x[t + k] for k in range(K)) + b_a)
    a = np.tanh(np.array(z))
    m = a.max(axis=0)
    return m


exercise = Code(
    sweep, sweep_case, "m",
    title="Sweep a window along", stars=2, minutes=12, trains=(3,),
    checked="the largest value of every unit",
    mistakes=[
        Mistake("last window missing", "len(x) - K + 1", "len(x) - K",
            "the last window is never read.",
            "how many windows of three steps are there in three steps?"),
        Mistake("first window missing", "range(n)", "range(1, n)",
            "the first window is never read.", "at which step does the first window begin?"),
        Mistake("every second window", "range(n)", "range(0, n, 2)",
            "the window jumps by two steps.", "how far does the window move each time?"),
        Mistake("window reversed", "W[k] @ x[t + k]", "W[K - 1 - k] @ x[t + k]",
            "the matrices meet the steps of the window in reverse order.",
            "which matrix belongs to the first step of a window?"),
        Mistake("one matrix for all places", "W[k] @", "W[0] @",
            "all steps of a window go through the first matrix.",
            "how does the layer tell the places in the window apart?"),
        Mistake("window does not move", "x[t + k]", "x[k]",
            "every window is the first one.", "where does t occur?"),
        Mistake("window of one step", "x[t + k]", "x[t]",
            "all matrices meet the same step.", "which steps belong to window t?"),
        Mistake("bias forgotten", " + b_a", "",
            "the bias is missing.", "compare with the equation of the convolution."),
        Mistake("bias at every place", "sum(W[k] @ x[t + k] for k in range(K)) + b_a",
            "sum(W[k] @ x[t + k] + b_a for k in range(K))",
            "the bias is added once per step of the window.", "is the bias inside the sum?"),
        Mistake("tanh forgotten", "np.tanh(np.array(z))", "np.array(z)",
            "these are the sums before the tanh.", "where does g0 act?"),
        Mistake("mean instead of largest", "a.max(axis=0)", "a.mean(axis=0)",
            "this is the mean over the windows, not the largest value.",
            "should one good match count less in a longer sequence?"),
        Mistake("last window only", "a.max(axis=0)", "a[-1]",
            "only the last window is returned.", "what happens to a match at the beginning?"),
    ],
)  # fmt: skip
