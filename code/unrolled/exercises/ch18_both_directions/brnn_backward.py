"""Exercise `brnn_backward` of chapter 18: both directions, backward."""

import numpy as np

from coursekit import Code, Mistake


def backward_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw the states of both directions, what the losses want, and the weights.

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
        ``x`` (5, 3, 6), ``a`` (6, 4, 6) with step t at ``[t]``, ``b`` (6, 2, 6) with step t at
        ``[t-1]``, ``dout`` (5, 6, 6), ``W_aa``, ``W_ax``, ``V_aa``, ``V_ax``.

    Examples
    --------
    >>> [v.shape for v in backward_case(0)[:4]]
    [(5, 3, 6), (6, 4, 6), (6, 2, 6), (5, 6, 6)]
    """
    rng = np.random.default_rng(seed)
    n_x, n_b, N = 3, n_a // 2, 6
    W_aa, W_ax = rng.normal(size=(n_a, n_a)), rng.normal(size=(n_a, n_x))
    V_aa, V_ax = rng.normal(size=(n_b, n_b)), rng.normal(size=(n_b, n_x))
    W_aa, V_aa = W_aa * np.sqrt(4 / n_a), V_aa * np.sqrt(2 / n_b)
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a + n_b, N))
    a = np.concatenate([rng.uniform(-0.9, 0.9, size=(1, n_a, N)), np.zeros((T, n_a, N))])
    b = np.concatenate([np.zeros((T, n_b, N)), rng.uniform(-0.9, 0.9, size=(1, n_b, N))])
    for t in range(1, T + 1):
        a[t] = np.tanh(W_aa @ a[t - 1] + W_ax @ x[t - 1])
    for t in range(T, 0, -1):
        b[t - 1] = np.tanh(V_aa @ b[t] + V_ax @ x[t - 1])
    return x, a, b, dout, W_aa, W_ax, V_aa, V_ax


def brnn_backward(x, a, b, dout, W_aa, W_ax, V_aa, V_ax):
    T, n_a = len(x), a.shape[1]
    dW_aa, dV_aa = np.zeros_like(W_aa), np.zeros_like(V_aa)
    dx, da, db = map(np.zeros_like, (x, a[0], b[0]))
    for t in range(T, 0, -1):
        dz = (1 - a[t] ** 2) * (dout[t - 1, :n_a] + da)
        dW_aa += dz @ a[t - 1].T
        dx[t - 1] += W_ax.T @ dz
        da = W_aa.T @ dz
    for t in range(1, T + 1):
        dv = (1 - b[t - 1] ** 2) * (dout[t - 1, n_a:] + db)
        dV_aa += dv @ b[t].T
        dx[t - 1] += V_ax.T @ dv
        db = V_aa.T @ dv
    return dW_aa, dV_aa, dx, da, db


exercise = Code(
    brnn_backward, backward_case, "dW_aa dV_aa dx da0 db_end",
    title="Both directions, backward", stars=3, minutes=20, trains=(2,),
    checked="the gradients of both recurrent matrices, of the inputs and of both starts",
    mistakes=[
        Mistake("backward layer back in time", "for t in range(1, T + 1):",
            "for t in range(T, 0, -1):",
            "the second layer read step T first, so its gradients begin at step 1.",
            "which of its states is the last one that it made?"),
        Mistake("neighbor on the left", "dV_aa += dv @ b[t].T", "dV_aa += dv @ b[t - 2].T",
            "`V_aa` was multiplied with the state on the right.",
            "which state did the backward layer have before it read x<t>?"),
        Mistake("state of the step itself", "dV_aa += dv @ b[t].T", "dV_aa += dv @ b[t - 1].T",
            "`dV_aa` meets the state before the step was read, not the one after.",
            "b holds step t at [t-1]: where is the state that V_aa was multiplied with?"),
        Mistake("slope of the neighbor", "(1 - b[t - 1] ** 2)", "(1 - b[t] ** 2)",
            "the slope of tanh is that of the state which the step made.",
            "where does b hold the state of step t?"),
        Mistake("dx of one direction", "dx[t - 1] += V_ax.T @ dv", "dx[t - 1] = V_ax.T @ dv",
            "the input feeds both directions: its two gradients add up.",
            "how many arrows leave x<t>?"),
        Mistake("dx not reversed", "dx[t - 1] += V_ax.T @ dv", "dx[T - t] += V_ax.T @ dv",
            "the second direction's gradients reach the inputs of other steps.",
            "which input did this step read?"),
        Mistake("dout not reversed", "dout[t - 1, n_a:]", "dout[T - t, n_a:]",
            "the backward layer gets the wishes of other steps.",
            "in which order does `dout` hold the steps?"),
        Mistake("halves swapped", "dout[t - 1, :n_a]", "dout[t - 1, -n_a:]",
            "the forward layer gets rows of `dout` that belong to the backward one.",
            "which rows of `out` were the forward state's?"),
        Mistake("gradient handed across", "for t in range(1, T + 1):",
            "db = da[: len(db)]\n    for t in range(1, T + 1):",
            "the backward layer begins with what the forward layer handed on; they share no state.",
            "with what does the second loop begin?"),
        Mistake("V_aa not transposed", "db = V_aa.T @ dv", "db = V_aa @ dv",
            "on the way back `V_aa` is transposed.", "how does one go back through a matrix?"),
        Mistake("through the wrong matrix", "dx[t - 1] += W_ax.T @ dz",
            "dx[t - 1] += (W_aa @ W_ax).T @ dz",
            "the input reaches z through `W_ax` alone.", "which matrix was multiplied with x<t>?"),
        Mistake("no later gradient", "(dout[t - 1, n_a:] + db)", "dout[t - 1, n_a:]",
            "the backward states also feed the states to their left.",
            "two arrows leave b<t>; where is the second?"),
        Mistake("overwritten", "dV_aa += dv", "dV_aa = dv",
            "every step has used `V_aa`: its terms add up.", "how many terms has dV_aa?"),
    ],
)  # fmt: skip
