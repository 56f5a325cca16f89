"""Exercise `rtrl_step` of chapter 12: one step of real-time recurrent learning."""

import numpy as np

from coursekit import Code, Mistake


def _influence_case(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    n_a = 4
    a_prev, a_t = rng.uniform(-0.9, 0.9, size=(2, n_a))
    P, W_aa = rng.normal(size=(n_a, n_a, n_a)), rng.normal(size=(n_a, n_a))
    return P, a_prev, a_t, W_aa, rng.normal(size=n_a)


def rtrl_step(P, a_prev, a_t, W_aa, dout_t):
    slope = 1 - a_t**2
    J = slope[:, None] * W_aa
    P_t = np.einsum("kl,lij->kij", J, P)
    for i in range(len(a_t)):
        P_t[i, i] += slope[i] * a_prev
    return P_t, np.einsum("k,kij->ij", dout_t, P_t)


exercise = Code(
    rtrl_step, _influence_case, "P_t dW_aa",
    title="One step of RTRL", stars=2, minutes=15, trains=(1,),
    checked="the new influence, and what the step adds to dW_aa",
    mistakes=[
        Mistake("slope on columns", "slope[:, None] * W_aa", "slope * W_aa",
            "the slope of unit i belongs to row i of `W_aa`: it multiplies what comes out.",
            "which index of J counts the new state?"),
        Mistake("no slope in J", "J = slope[:, None] * W_aa", "J = W_aa",
            "the old influence comes through `W_aa` and then through tanh.",
            "is J the Jacobian of z or of a?"),
        Mistake("W_aa transposed", "slope[:, None] * W_aa", "slope[:, None] * W_aa.T",
            "forward in time `W_aa` is not transposed; that belongs to the way back.",
            "which way does the influence travel?"),
        Mistake("immediate without slope", "slope[i] * a_prev", "a_prev",
            "a weight of row i moves `z_i` by `a_prev`, and `a_i` by less.",
            "what stands between z and a?"),
        Mistake("immediate with a_t", "slope[i] * a_prev", "slope[i] * a_t",
            "`W_aa` was multiplied with the state before the step.",
            "which state does W_aa meet in this step?"),
        Mistake("every row moves", "P_t[i, i] +=", "P_t[i] +=",
            "row i of `W_aa` moves unit i immediately; you let all rows move it.",
            "which weights does unit i use?"),
        Mistake("row and column swapped", "P_t[i, i] +=", "P_t[i, :, i] +=",
            "unit i is moved by row i of `W_aa`; yours is the column.",
            "P[k, i, j] belongs to a_k and W_aa[i, j]: which of them does z_k contain?"),
        Mistake("past influence dropped", 'np.einsum("kl,lij->kij", J, P)', "np.zeros_like(P)",
            "what the weights did in earlier steps is lost.", "does `P` enter anywhere?"),
        Mistake("immediate part dropped", "P_t[i, i] += slope[i] * a_prev", "P_t[i, i] += 0",
            "this step uses the weights, too, and its own part is missing.",
            "two arrows lead into the new influence; where is the second?"),
        Mistake("gradient from the old P", '"k,kij->ij", dout_t, P_t', '"k,kij->ij", dout_t, P',
            "the loss of this step feels the influence on the state after the step.",
            "which state does dout_t belong to?"),
    ],
)  # fmt: skip
