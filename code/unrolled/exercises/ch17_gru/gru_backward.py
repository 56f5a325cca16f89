"""Exercise `gru_backward` of chapter 17: the backward pass."""

import numpy as np

from coursekit import Code, Mistake


def backward_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw what a forward pass leaves, and the gradients that enter.

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
        ``x`` (5, 2, 3), ``a`` (6, 4, 3), ``r``, ``u``, ``n``, ``m`` and ``dout`` (5, 4, 3),
        ``W_aa`` (12, 4), ``W_ax`` (12, 2).

    Examples
    --------
    >>> len(backward_case(0))
    9
    """
    rng, n_x, N = np.random.default_rng(seed), 2, 3
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a, N))
    W_aa, W_ax = rng.normal(size=(3 * n_a, n_a)) / np.sqrt(n_a), rng.normal(size=(3 * n_a, n_x))
    b_a, b_g = rng.normal(size=(3 * n_a, 1)), rng.normal(size=(n_a, 1))
    a, steps = [rng.uniform(-0.9, 0.9, size=(n_a, N))], []
    for x_t in x:
        x_r, x_u, x_n = np.split(W_ax @ x_t + b_a, 3)
        a_r, a_u, m = np.split(W_aa @ a[-1], 3)
        m = m + b_g
        r, u = 1 / (1 + np.exp(-x_r - a_r)), 1 / (1 + np.exp(-x_u - a_u))
        n = np.tanh(x_n + r * m)
        a.append(n + u * (a[-1] - n))
        steps.append((r, u, n, m))
    r, u, n, m = (np.array(v) for v in zip(*steps, strict=True))
    return x, np.array(a), r, u, n, m, dout, W_aa, W_ax


def gru_backward(x, a, r, u, n, m, dout, W_aa, W_ax):
    dW_aa, dx = np.zeros_like(W_aa), np.zeros_like(x)
    d = np.zeros_like(a[0])
    for k in range(len(x) - 1, -1, -1):
        a_prev = a[k]
        da = dout[k] + d
        dz_n = da * (1 - u[k]) * (1 - n[k] ** 2)
        dz_u = da * (a_prev - n[k]) * u[k] * (1 - u[k])
        dz_r = dz_n * m[k] * r[k] * (1 - r[k])
        dm = dz_n * r[k]
        dz = np.concatenate([dz_r, dz_u, dz_n])
        dz_a = np.concatenate([dz_r, dz_u, dm])
        dW_aa += dz_a @ a_prev.T
        dx[k] = W_ax.T @ dz
        d = W_aa.T @ dz_a + u[k] * da
    return dW_aa, dx, d


exercise = Code(
    gru_backward, backward_case, "dW_aa dx da0",
    title="The GRU backward", stars=3, minutes=25, trains=(1,),
    checked="the gradients of recurrent weights, inputs and initial state",
    mistakes=[
        Mistake("later state dropped", "dout[k] + d", "dout[k]",
            "what the later steps want of the state is not added.", "who reads a<t>?"),
        Mistake("candidate's share inverted", "(1 - u[k]) * (1 - n[k] ** 2)",
            "u[k] * (1 - n[k] ** 2)",
            "the candidate has the share 1 - u here; yours is Ng's convention.",
            "which share has n?"),
        Mistake("no slope at n", "(1 - u[k]) * (1 - n[k] ** 2)", "(1 - u[k])",
            "this is the gradient of n; the slope of tanh is missing.", "is it dn or dz_n?"),
        Mistake("sigmoid slope at n", "(1 - n[k] ** 2)", "n[k] * (1 - n[k])",
            "the candidate goes through tanh, not through a sigmoid.", "which activation has n?"),
        Mistake("sign at u", "(a_prev - n[k])", "(n[k] - a_prev)",
            "u = 1 keeps the old state: its partner is the old minus the new.",
            "what does the state change by if u grows a little?"),
        Mistake("only the old at u", "(a_prev - n[k])", "a_prev",
            "u also takes from the candidate what it gives to the old state.",
            "u stands in the mixture twice: where?"),
        Mistake("no slope at u", "(a_prev - n[k]) * u[k] * (1 - u[k])", "(a_prev - n[k])",
            "the slope of the update gate's sigmoid is missing.", "is it du or dz_u?"),
        Mistake("old state at r", "dz_n * m[k] * r[k]", "dz_n * a_prev * r[k]",
            "with the reset after the product, the partner of r is m.", "what does r multiply?"),
        Mistake("no slope at r", "m[k] * r[k] * (1 - r[k])", "m[k]",
            "the slope of the reset gate's sigmoid is missing.", "is it dr or dz_r?"),
        Mistake("reset forgotten in dm", "dm = dz_n * r[k]", "dm = 1 * dz_n",
            "m entered the candidate times r.", "what did r multiply?"),
        Mistake("dz_n in the rows of W_na", "dW_aa += dz_a @", "dW_aa += dz @",
            "the candidate's rows of `W_aa` made m, so they see dm.", "what did W_na make?"),
        Mistake("dm for the input", "W_ax.T @ dz", "W_ax.T @ dz_a",
            "the input enters the candidate without the reset gate.",
            "does r multiply what comes from x?"),
        Mistake("direct path forgotten", "+ u[k] * da", "+ 0 * da",
            "the old state also enters the mixture, times u.", "how many readers has a<t-1>?"),
        Mistake("direct path whole", "+ u[k] * da", "+ da",
            "the old state entered the mixture times u.", "which share has a<t-1>?"),
        Mistake("direct path with 1 - u", "+ u[k] * da", "+ (1 - u[k]) * da",
            "1 - u is the share of the candidate.", "which share has a<t-1>?"),
        Mistake("new state in dW_aa", "dz_a @ a_prev.T", "dz_a @ a[k + 1].T",
            "`W_aa` was multiplied with the state before the step.", "which state did W_aa meet?"),
    ],
)  # fmt: skip
