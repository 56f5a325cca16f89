"""Exercise `joined_forward` of chapter 6: all states with one matrix."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import N, T, n_a, n_x


def joined_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, W_a, b_a: all sizes different, a<0> not zero, weights of order 1."""
    rng = np.random.default_rng(seed)
    shapes = (T, n_x, N), (n_a, N), (n_a, n_a + n_x), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def joined_forward(x, a0, W_a, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        v = np.vstack([a[t - 1], x[t - 1]])
        a[t] = np.tanh(W_a @ v + b_a)
    return a


exercise = Code(
    joined_forward, joined_case, "a",
    title="A sequence in the joined form", stars=2, minutes=6, trains=(1, 2),
    checked="all T + 1 states",
    mistakes=[
        Mistake("input on top", "[a[t - 1], x[t - 1]]", "[x[t - 1], a[t - 1]]",
            "the input is on top of the column: every shape fits and every number is wrong.",
            "what do the first n_a columns of W_a wait for?"),
        Mistake("start ignored", "    a[0] = a0\n", "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?"),
        Mistake("index -1", "range(1, len(x) + 1)", "range(len(x))",
            "at t = 0 the index t - 1 is -1, the last entry, still zero; and the start is lost.",
            "at which t does the loop begin, and which entry does it write first?",
            more=(("x[t - 1]", "x[t]"),)),
        Mistake("last step missing", "len(x) + 1):", "len(x)):",
            "the last state is still zero: the loop ends one step early.",
            "what is the last t that range gives?"),
        Mistake("always from the start", "[a[t - 1],", "[a[0],",
            "every step starts from the initial state again: nothing is carried on.",
            "which state does step t get?"),
        Mistake("input one step late", "x[t - 1]", "x[t - 2]",
            "each step reads the input of the step before, and the first one reads the last input.",
            "where does the input of step t stand in x?"),
        Mistake("bias forgotten", " + b_a", "",
            "`b_a` is missing: it is no part of `W_a` here.", "what is added to the product?"),
        Mistake("bias after the tanh", "W_a @ v + b_a)", "W_a @ v) + b_a",
            "`b_a` is added after the tanh.", "what stands inside of the brackets of g0?"),
        Mistake("no tanh", "np.tanh(W_a @ v + b_a)", "W_a @ v + b_a",
            "these are the sums z, not the states: what the next step gets is wrong too.",
            "what is done with the sum in the end?"),
        Mistake("tanh twice", "np.tanh(W_a @ v + b_a)", "np.tanh(np.tanh(W_a @ v + b_a))",
            "the sum is squashed twice.", "how often does tanh stand in the equation?"),
        Mistake("column squashed", "W_a @ v", "W_a @ np.tanh(v)",
            "the stacked column is squashed before the product as well.",
            "how often does tanh stand in the equation?"),
        Mistake("one array reused", "return a", "return np.array([a[-1]] * len(a))",
            "all states are equal to the last: the same array has been overwritten at every step.",
            "how many arrays did you create?"),
        Mistake("start left out", "return a", "return a[1:]",
            "the initial state is missing in what you return.",
            "how many entries must the path have?"),
    ],
)  # fmt: skip
