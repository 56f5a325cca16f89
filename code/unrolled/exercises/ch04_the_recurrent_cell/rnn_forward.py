"""Exercise `rnn_forward` of chapter 4: all states of a sequence."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import sequence_case


def rnn_forward(x, a0, W_ax, W_aa, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        a[t] = np.tanh(z)
    return a


exercise = Code(
    rnn_forward, sequence_case, "a",
    title="A whole sequence", stars=2, minutes=8, trains=(1, 2), checked="all T + 1 states",
    mistakes=[
        Mistake("start ignored", "    a[0] = a0\n", "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?"),
        Mistake("start not used", "W_aa @ a[t - 1]", "W_aa @ (a[t - 1] if t > 1 else 0 * a0)",
            "the given state stands in `a[0]`, but the first step does not start from it.",
            "which state does step 1 get?"),
        Mistake("index -1", "range(1, len(x) + 1)", "range(len(x))",
            "at t = 0 the index t - 1 is -1, the last entry, still zero; and the start is lost.",
            "at which t does the loop begin, and which entry does it write first?",
            more=(("x[t - 1]", "x[t]"),)),
        Mistake("last step missing", "len(x) + 1):", "len(x)):",
            "the last state is still zero: the loop ends one step early.",
            "what is the last t that range gives?"),
        Mistake("first step skipped", "range(1, len(x) + 1)", "range(2, len(x) + 1)",
            "the loop begins with the second step, so the first state is zero.",
            "what is the first t that range gives?"),
        Mistake("always from the start", "a[t - 1]", "a[0]",
            "every step starts from the initial state again: nothing is carried on.",
            "which state does step t get?"),
        Mistake("input one step late", "x[t - 1]", "x[t - 2]",
            "each step reads the input of the step before, and the first one reads the last input.",
            "where does the input of step t stand in x?"),
        Mistake("read from the end", "x[t - 1]", "x[-t]",
            "the inputs are read from the last to the first.",
            "where does the input of step 1 stand in x?"),
        Mistake("one array reused", "return a", "return np.array([a[-1]] * len(a))",
            "all states are equal to the last: the same array has been overwritten at every step.",
            "how many arrays did you create?"),
        Mistake("start left out", "return a", "return a[1:]",
            "the initial state is missing in what you return.",
            "how many entries must the path have?"),
        Mistake("only the last state", "return a", "return a[-1]",
            "only the last state is returned.", "how many entries must the path have?"),
        Mistake("added to the old state", "a[t] = np", "a[t] = a[t - 1] + np",
            "each step adds to the old state instead of replacing it.",
            "does the old state stand outside of tanh in the equation?"),
        Mistake("no tanh", "np.tanh(z)", "z",
            "these are the sums z, not the states: what the next step gets is wrong too.",
            "what is done with the sum in the end?"),
        Mistake("bias forgotten", " + b_a", "",
            "`b_a` is missing.", "how many terms has the sum?"),
        Mistake("bias after the tanh", " + b_a\n        a[t] = np.tanh(z)",
            "\n        a[t] = np.tanh(z) + b_a",
            "`b_a` is added after the tanh.", "what stands inside of the brackets of g0?"),
        Mistake("one tanh per term",
            "W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a\n        a[t] = np.tanh(z)",
            "W_ax @ x[t - 1] + b_a\n        a[t] = np.tanh(W_aa @ a[t - 1]) + np.tanh(z)",
            "the terms are squashed one by one.", "how often does tanh stand in the equation?"),
        Mistake("tanh twice", "np.tanh(z)", "np.tanh(np.tanh(z))",
            "the sum is squashed twice.", "how often does tanh stand in the equation?"),
        Mistake("W_aa transposed", "W_aa @", "W_aa.T @",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "which row of W_aa holds the weights of the first unit?"),
    ],
)  # fmt: skip
