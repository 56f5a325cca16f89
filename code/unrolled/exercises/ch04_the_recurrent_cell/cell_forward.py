"""Exercise `cell_forward` of chapter 4: the equation of the cell."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import sequence_case


def step_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x_t, a_prev, W_ax, W_aa, b_a."""
    x, *others = sequence_case(seed)
    return x[0], *others


def cell_forward(x_t, a_prev, W_ax, W_aa, b_a):
    z = W_aa @ a_prev + W_ax @ x_t + b_a
    return np.tanh(z)


_SUM = "z = W_aa @ a_prev + W_ax @ x_t + b_a\n    return np.tanh(z)"

exercise = Code(
    cell_forward, step_case, "a_t",
    title="One step", stars=1, minutes=5, trains=(1, 2), checked="a whole batch on random weights",
    mistakes=[
        Mistake("no memory", "W_aa @ a_prev + ", "",
            "the previous state is not used: such a cell has no memory.",
            "on which two things does the new state depend?"),
        Mistake("input unused", " + W_ax @ x_t", "",
            "the input is not used.", "on which two things does the new state depend?"),
        Mistake("no tanh", "np.tanh(z)", "z",
            "these are the sums z, not the states.", "what is done with the sum in the end?"),
        Mistake("bias forgotten", " + b_a", "",
            "`b_a` is missing.", "how many terms has the sum?"),
        Mistake("bias twice", "W_aa @ a_prev", "W_aa @ a_prev + b_a",
            "`b_a` is added twice: there is one bias for the sum, not one for each product.",
            "how many terms has the sum?"),
        Mistake("bias after the tanh", " + b_a\n    return np.tanh(z)",
            "\n    return np.tanh(z) + b_a",
            "`b_a` is added after the tanh, so states can leave the range from -1 to 1.",
            "what stands inside of the brackets of g0?"),
        Mistake("one tanh per term", _SUM,
            "return np.tanh(W_aa @ a_prev) + np.tanh(W_ax @ x_t + b_a)",
            "the terms are squashed one by one, the bias together with the input.",
            "how often does tanh stand in the equation?"),
        Mistake("one tanh each, bias with state", _SUM,
            "return np.tanh(W_aa @ a_prev + b_a) + np.tanh(W_ax @ x_t)",
            "the terms are squashed one by one, the bias together with the state.",
            "how often does tanh stand in the equation?"),
        Mistake("tanh twice", "np.tanh(z)", "np.tanh(np.tanh(z))",
            "the sum is squashed twice.", "how often does tanh stand in the equation?"),
        Mistake("sigmoid for tanh", "np.tanh(z)", "1 / (1 + np.exp(-z))",
            "this is the sigmoid, whose values are never negative.", "which function is g0 here?"),
        Mistake("relu for tanh", "np.tanh(z)", "np.maximum(z, 0)",
            "this is the relu, whose values have no upper limit.", "which function is g0 here?"),
        Mistake("W_aa transposed", "W_aa @", "W_aa.T @",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "which row of W_aa holds the weights of the first unit?"),
        Mistake("state not weighted", "W_aa @ a_prev", "a_prev",
            "the old state is added as it is, without its weights.", "what multiplies a_prev?"),
        Mistake("state kept outside", "W_aa @ a_prev + W_ax @ x_t + b_a\n    return np.tanh(z)",
            "W_ax @ x_t + b_a\n    return W_aa @ a_prev + np.tanh(z)",
            "only the input goes through tanh; the old state is added behind it.",
            "what stands inside of the brackets of g0?"),
    ],
)  # fmt: skip
