"""Exercises 1 to 3 of chapter 6: join, split, a sequence in the joined form."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake

T, N, n_x, n_a = 6, 3, 2, 5


def weights_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw W_aa (n_a, n_a) and W_ax (n_a, n_x)."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n_a, n_a)), rng.normal(size=(n_a, n_x))


# -- 1. and 2. join and split -------------------------------------------------------------------


def _join(W_aa, W_ax):
    return np.hstack([W_aa, W_ax])


#: exercise 1, one matrix from two
join = Code(
    _join,
    weights_case,
    "W_a",
    [
        Mistake(
            "input first",
            "[W_aa, W_ax]",
            "[W_ax, W_aa]",
            "`W_ax` stands first, but the state is on top of the column.",
            "which columns of W_a meet the first n_a entries of the column?",
        ),
        Mistake(
            "W_aa transposed",
            "[W_aa,",
            "[W_aa.T,",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "does anything have to be transposed?",
        ),
        Mistake(
            "result transposed",
            "np.hstack([W_aa, W_ax])",
            "np.hstack([W_aa, W_ax]).T",
            "this is the transpose, which libraries with examples in rows store.",
            "how many rows has W_a?",
        ),
        Mistake(
            "on top of each other",
            "np.hstack([W_aa, W_ax])",
            "np.vstack([W_aa, W_ax.T])",
            "the matrices stand on top of each other, which only a transpose made possible.",
            "what do both matrices have in common, their rows or their columns?",
        ),
    ],
    title="Join",
    stars=1,
    minutes=3,
    checked="the joined matrix",
)


def _split(W_a):
    n_a = len(W_a)
    W_aa = W_a[:, :n_a]
    W_ax = W_a[:, n_a:]
    return W_aa, W_ax


#: exercise 2, and back again
split = Code(
    _split,
    lambda seed: (_join(*weights_case(seed)),),
    "W_aa W_ax",
    [
        Mistake(
            "cut from the wrong end",
            "W_aa = W_a[:, :n_a]",
            "W_aa = W_a[:, -n_a:]",
            "the last n_a columns are taken for `W_aa`.",
            "which columns of W_a meet the state?",
            more=(("W_ax = W_a[:, n_a:]", "W_ax = W_a[:, :-n_a]"),),
        ),
        Mistake(
            "cut after n_x columns",
            "len(W_a)",
            "W_a.shape[1] - len(W_a)",
            "the first n_x columns are taken for `W_aa`.",
            "how many columns has W_aa?",
        ),
        Mistake(
            "one column too few",
            "n_a = len(W_a)",
            "n_a = len(W_a) - 1",
            "the cut lies one column too far to the left.",
            "how many columns has W_aa?",
        ),
        Mistake(
            "one column twice",
            "W_a[:, n_a:]",
            "W_a[:, n_a - 1 :]",
            "one column is in both parts.",
            "with which column does W_ax begin?",
        ),
        Mistake(
            "rows cut",
            "W_a[:, :n_a]",
            "W_a[:n_a]",
            "the rows are cut, not the columns: one part gets all of `W_a`, the other nothing.",
            "along which axis were the two matrices joined?",
            more=(("W_a[:, n_a:]", "W_a[n_a:]"),),
        ),
        Mistake(
            "parts exchanged",
            "return W_aa, W_ax",
            "return W_ax, W_aa",
            "the two parts are returned in the wrong order.",
            "which part comes first?",
        ),
        Mistake(
            "W_aa transposed",
            "W_a[:, :n_a]",
            "W_a[:, :n_a].T",
            "`W_aa` is transposed; it is square, so no shape complains.",
            "does anything have to be transposed?",
        ),
    ],
    title="Split",
    stars=1,
    minutes=3,
    checked="both parts",
)

# -- 3. a sequence in the joined form -----------------------------------------------------------


def joined_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, W_a, b_a: all sizes different, a<0> not zero, weights of order 1."""
    rng = np.random.default_rng(seed)
    shapes = (T, n_x, N), (n_a, N), (n_a, n_a + n_x), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _joined_forward(x, a0, W_a, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        v = np.vstack([a[t - 1], x[t - 1]])
        a[t] = np.tanh(W_a @ v + b_a)
    return a


#: exercise 3, all states with one matrix
joined_forward = Code(
    _joined_forward,
    joined_case,
    "a",
    [
        Mistake(
            "input on top",
            "[a[t - 1], x[t - 1]]",
            "[x[t - 1], a[t - 1]]",
            "the input is on top of the column: every shape fits and every number is wrong.",
            "what do the first n_a columns of W_a wait for?",
        ),
        Mistake(
            "start ignored",
            "    a[0] = a0\n",
            "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?",
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
            "always from the start",
            "[a[t - 1],",
            "[a[0],",
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
            "bias forgotten",
            " + b_a",
            "",
            "`b_a` is missing: it is no part of `W_a` here.",
            "what is added to the product?",
        ),
        Mistake(
            "bias after the tanh",
            "W_a @ v + b_a)",
            "W_a @ v) + b_a",
            "`b_a` is added after the tanh.",
            "what stands inside of the brackets of g0?",
        ),
        Mistake(
            "no tanh",
            "np.tanh(W_a @ v + b_a)",
            "W_a @ v + b_a",
            "these are the sums z, not the states: what the next step gets is wrong too.",
            "what is done with the sum in the end?",
        ),
        Mistake(
            "tanh twice",
            "np.tanh(W_a @ v + b_a)",
            "np.tanh(np.tanh(W_a @ v + b_a))",
            "the sum is squashed twice.",
            "how often does tanh stand in the equation?",
        ),
        Mistake(
            "column squashed",
            "W_a @ v",
            "W_a @ np.tanh(v)",
            "the stacked column is squashed before the product as well.",
            "how often does tanh stand in the equation?",
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
    ],
    title="A sequence in the joined form",
    stars=2,
    minutes=6,
    checked="all T + 1 states",
)
