"""Exercise `scan_backward` of chapter 24: the gradient of a scan."""

import numpy as np

from coursekit import Code, Mistake


def back_case(seed: int, T: int = 6) -> tuple:
    """Draw what the steps keep, the states, what the loss wants of them, and h<0>.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps; graded sets draw many, so that nobody can try each entry in time.

    Returns
    -------
    tuple
        ``f``, ``h``, ``dout``, each (6, 2, 3), and ``h0`` (2, 3).

    Examples
    --------
    >>> back_case(0)[3].shape
    (2, 3)
    """
    rng = np.random.default_rng(seed)
    f, u = rng.uniform(0.5, 1.2, size=(T, 2, 3)), rng.normal(size=(T, 2, 3))
    h0 = rng.normal(size=(2, 3))
    states, h = [], h0
    for f_t, u_t in zip(f, u, strict=True):
        h = f_t * h + u_t
        states.append(h)
    return f, np.array(states), rng.normal(size=(T, 2, 3)), h0


def scan_backward(f, h, dout, h0):
    du, df, d = np.zeros_like(f), np.zeros_like(f), np.zeros_like(h0)
    for t in range(len(f) - 1, -1, -1):
        du[t] = dout[t] + d
        before = h[t - 1] if t > 0 else h0
        df[t] = du[t] * before
        d = f[t] * du[t]
    return du, df, d


exercise = Code(
    scan_backward, back_case, "du df dh0",
    title="Back through a linear recurrence", stars=2, minutes=15, trains=(2,),
    checked="three gradients",
    mistakes=[
        Mistake("f of the step before", "d = f[t] * du[t]", "d = f[max(t - 1, 0)] * du[t]",
            "on the way from t to t-1 the factor is what step t keeps.",
            "which f multiplied h<t-1> forward?"),
        Mistake("immediate passed on", "d = f[t] * du[t]", "d = f[t] * dout[t]",
            "what travels is the total gradient, not only what this step's loss asks for.",
            "does a loss at the end reach the beginning?"),
        Mistake("f left out", "d = f[t] * du[t]", "d = du[t]",
            "the gradient does not shrink on its way; f must multiply it.",
            "how strongly does h<t-1> act on h<t>?"),
        Mistake("f twice", "d = f[t] * du[t]", "d = f[t] ** 2 * du[t]",
            "one step back is one factor f.", "how many factors lie between two steps?"),
        Mistake("nothing passed on", "du[t] = dout[t] + d", "du[t] = dout[t]",
            "the gradient from later steps is not added.",
            "two arrows leave a state: where is the second?"),
        Mistake("immediate dropped", "du[t] = dout[t] + d",
            "du[t] = dout[t] * (t == len(f) - 1) + d",
            "only the last step's loss is used.", "which steps have a loss?"),
        Mistake("h of the same step", "h[t - 1] if t > 0 else h0", "h[t]",
            "f was multiplied with the state *before* the step.", "which state does f meet?"),
        Mistake("initial state forgotten", "else h0", "else 0 * h0",
            "the first step kept a part of h0.", "what stands before step 1?"),
        Mistake("wraps around", "h[t - 1] if t > 0 else h0", "h[t - 1]",
            "at the first step the index -1 is the *last* state.", "what is h[t - 1] for t = 0?"),
        Mistake("df from the immediate", "df[t] = du[t] * before", "df[t] = dout[t] * before",
            "f also acts on all later losses, through its state.", "immediate or total?"),
        Mistake("first step skipped", "range(len(f) - 1, -1, -1)", "range(len(f) - 1, 0, -1)",
            "the first step gets no gradient.", "which t is the first step?"),
        Mistake("forward in time", "range(len(f) - 1, -1, -1)", "range(len(f))",
            "the gradient travels from the last step to the first.",
            "which step can be finished first?"),
        Mistake("du and df exchanged", "return du, df, d", "return df, du, d",
            "the gradients of f and u stand in each other's place.",
            "in which order are the gradients wanted?"),
        Mistake("h0 without f", "return du, df, d", "return du, df, du[0]",
            "the first step keeps only a part of h0.", "how strongly does h0 act on h<1>?"),
    ],
)  # fmt: skip
