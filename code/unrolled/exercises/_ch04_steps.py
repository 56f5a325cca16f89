"""Exercises 2 and 3 of chapter 4: one step, and a whole sequence."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake


def sequence_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, W_ax, W_aa, b_a: all sizes different, a<0> not zero, weights of order 1."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 6, 2, 5, 3
    shapes = (T, n_x, N), (n_a, N), (n_a, n_x), (n_a, n_a), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def step_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x_t, a_prev, W_ax, W_aa, b_a."""
    x, *others = sequence_case(seed)
    return x[0], *others


# -- 2. one step --------------------------------------------------------------------------------


def _cell_forward(x_t, a_prev, W_ax, W_aa, b_a):
    z = W_aa @ a_prev + W_ax @ x_t + b_a
    return np.tanh(z)


_SUM = "z = W_aa @ a_prev + W_ax @ x_t + b_a\n    return np.tanh(z)"

#: exercise 2, the equation of the cell
cell_forward = Code(
    _cell_forward,
    step_case,
    "a_t",
    [
        Mistake(
            "no memory",
            "W_aa @ a_prev + ",
            "",
            "the previous state is not used: such a cell has no memory.",
            "on which two things does the new state depend?",
        ),
        Mistake(
            "input unused",
            " + W_ax @ x_t",
            "",
            "the input is not used.",
            "on which two things does the new state depend?",
        ),
        Mistake(
            "no tanh",
            "np.tanh(z)",
            "z",
            "these are the sums z, not the states.",
            "what is done with the sum in the end?",
        ),
        Mistake(
            "bias forgotten",
            " + b_a",
            "",
            "`b_a` is missing.",
            "how many terms has the sum?",
        ),
        Mistake(
            "bias twice",
            "W_aa @ a_prev",
            "W_aa @ a_prev + b_a",
            "`b_a` is added twice: there is one bias for the sum, not one for each product.",
            "how many terms has the sum?",
        ),
        Mistake(
            "bias after the tanh",
            " + b_a\n    return np.tanh(z)",
            "\n    return np.tanh(z) + b_a",
            "`b_a` is added after the tanh, so states can leave the range from -1 to 1.",
            "what stands inside of the brackets of g0?",
        ),
        Mistake(
            "one tanh per term",
            _SUM,
            "return np.tanh(W_aa @ a_prev) + np.tanh(W_ax @ x_t + b_a)",
            "the terms are squashed one by one, the bias together with the input.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "one tanh each, bias with state",
            _SUM,
            "return np.tanh(W_aa @ a_prev + b_a) + np.tanh(W_ax @ x_t)",
            "the terms are squashed one by one, the bias together with the state.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "tanh twice",
            "np.tanh(z)",
            "np.tanh(np.tanh(z))",
            "the sum is squashed twice.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "sigmoid for tanh",
            "np.tanh(z)",
            "1 / (1 + np.exp(-z))",
            "this is the sigmoid, whose values are never negative.",
            "which function is g0 here?",
        ),
        Mistake(
            "relu for tanh",
            "np.tanh(z)",
            "np.maximum(z, 0)",
            "this is the relu, whose values have no upper limit.",
            "which function is g0 here?",
        ),
        Mistake(
            "W_aa transposed",
            "W_aa @",
            "W_aa.T @",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "which row of W_aa holds the weights of the first unit?",
        ),
        Mistake(
            "state not weighted",
            "W_aa @ a_prev",
            "a_prev",
            "the old state is added as it is, without its weights.",
            "what multiplies a_prev?",
        ),
        Mistake(
            "state kept outside",
            "W_aa @ a_prev + W_ax @ x_t + b_a\n    return np.tanh(z)",
            "W_ax @ x_t + b_a\n    return W_aa @ a_prev + np.tanh(z)",
            "only the input goes through tanh; the old state is added behind it.",
            "what stands inside of the brackets of g0?",
        ),
    ],
    title="One step",
    stars=1,
    minutes=5,
    checked="a whole batch on random weights",
)

# -- 3. a whole sequence ------------------------------------------------------------------------


def _rnn_forward(x, a0, W_ax, W_aa, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        a[t] = np.tanh(z)
    return a


#: exercise 3, all states of a sequence
rnn_forward = Code(
    _rnn_forward,
    sequence_case,
    "a",
    [
        Mistake(
            "start ignored",
            "    a[0] = a0\n",
            "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?",
        ),
        Mistake(
            "start not used",
            "W_aa @ a[t - 1]",
            "W_aa @ (a[t - 1] if t > 1 else 0 * a0)",
            "the given state stands in `a[0]`, but the first step does not start from it.",
            "which state does step 1 get?",
        ),
        Mistake(
            "index -1",
            "range(1, len(x) + 1)",
            "range(len(x))",
            "at t = 0 the index t - 1 is -1, the last entry, still zero; and the start is lost.",
            "at which t does the loop begin, and which entry does it write first?",
            more=(("x[t - 1]", "x[t]"),),
        ),
        Mistake(
            "last step missing",
            "len(x) + 1):",
            "len(x)):",
            "the last state is still zero: the loop ends one step early.",
            "what is the last t that range gives?",
        ),
        Mistake(
            "first step skipped",
            "range(1, len(x) + 1)",
            "range(2, len(x) + 1)",
            "the loop begins with the second step, so the first state is zero.",
            "what is the first t that range gives?",
        ),
        Mistake(
            "always from the start",
            "a[t - 1]",
            "a[0]",
            "every step starts from the initial state again: nothing is carried on.",
            "which state does step t get?",
        ),
        Mistake(
            "input one step late",
            "x[t - 1]",
            "x[t - 2]",
            "each step reads the input of the step before, and the first one reads the last input.",
            "where does the input of step t stand in x?",
        ),
        Mistake(
            "read from the end",
            "x[t - 1]",
            "x[-t]",
            "the inputs are read from the last to the first.",
            "where does the input of step 1 stand in x?",
        ),
        Mistake(
            "one array reused",
            "return a",
            "return np.array([a[-1]] * len(a))",
            "all states are equal to the last: the same array has been overwritten at every step.",
            "how many arrays did you create?",
        ),
        Mistake(
            "start left out",
            "return a",
            "return a[1:]",
            "the initial state is missing in what you return.",
            "how many entries must the path have?",
        ),
        Mistake(
            "only the last state",
            "return a",
            "return a[-1]",
            "only the last state is returned.",
            "how many entries must the path have?",
        ),
        Mistake(
            "added to the old state",
            "a[t] = np",
            "a[t] = a[t - 1] + np",
            "each step adds to the old state instead of replacing it.",
            "does the old state stand outside of tanh in the equation?",
        ),
        Mistake(
            "no tanh",
            "np.tanh(z)",
            "z",
            "these are the sums z, not the states: what the next step gets is wrong too.",
            "what is done with the sum in the end?",
        ),
        Mistake(
            "bias forgotten",
            " + b_a",
            "",
            "`b_a` is missing.",
            "how many terms has the sum?",
        ),
        Mistake(
            "bias after the tanh",
            " + b_a\n        a[t] = np.tanh(z)",
            "\n        a[t] = np.tanh(z) + b_a",
            "`b_a` is added after the tanh.",
            "what stands inside of the brackets of g0?",
        ),
        Mistake(
            "one tanh per term",
            "W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a\n        a[t] = np.tanh(z)",
            "W_ax @ x[t - 1] + b_a\n        a[t] = np.tanh(W_aa @ a[t - 1]) + np.tanh(z)",
            "the terms are squashed one by one.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "tanh twice",
            "np.tanh(z)",
            "np.tanh(np.tanh(z))",
            "the sum is squashed twice.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "W_aa transposed",
            "W_aa @",
            "W_aa.T @",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "which row of W_aa holds the weights of the first unit?",
        ),
    ],
    title="A whole sequence",
    stars=2,
    minutes=8,
    checked="all T + 1 states",
)
