"""Exercises of chapter 6, the simplified weights."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers

from ._ch06_gates import four_gates, notations
from ._ch06_joined import join, joined_forward, split
from ._ch06_rows import folded, rows_step

# -- 8. which are defined? ----------------------------------------------------------------------

# Expressions with n_a = 100, n_x = 27, N = 8, T = 50: a and x hold one step, x_all all steps.
EXPRESSIONS = {
    "A": (
        "np.hstack([W_aa, W_ax])",
        {
            (200, 27): "side by side their columns add up, not their rows.",
            "undefined": "both have n_a rows, so they fit side by side.",
        },
    ),
    "B": (
        "np.vstack([a, x])",
        {
            (100, 35): "on top of each other their rows add up.",
            "undefined": "both have N columns, so they fit on top of each other.",
        },
    ),
    "C": (
        "np.hstack([a, x])",
        {(127, 8): "that is vstack; side by side needs equal heights, but a has 100 rows, x 27."},
    ),
    "D": (
        "W_a @ np.vstack([x, a])",
        {
            "undefined": "NumPy sees (100, 127) times (127, 8), whatever is on top: defined, and "
            "wrong.",
        },
    ),
    "E": (
        "np.vstack([a, x]).T @ W_a.T",
        {
            (100, 8): "this is the form with rows: the examples come first.",
            "undefined": "(8, 127) times (127, 100) is defined.",
        },
    ),
    "F": (
        "x_all.T",
        {
            (50, 8, 27): "`.T` reverses all axes; that would be `swapaxes(1, 2)`.",
            (27, 50, 8): "`.T` reverses all axes, it does not exchange the first two.",
        },
    ),
    "G": (
        "x_all.swapaxes(1, 2) @ W_ax.T",
        {"undefined": "`@` multiplies the last two axes, for every step: (8, 27) times (27, 100)."},
    ),
    "H": (
        "W_ax @ x_all",
        {"undefined": "`@` multiplies the last two axes, for every step: (100, 27) times (27, 8)."},
    ),
}


def shape_of(expression: str) -> tuple[int, ...] | str:
    """Evaluate an expression of exercise 8.

    Parameters
    ----------
    expression : str
        One of EXPRESSIONS.

    Returns
    -------
    tuple of int or str
        Its shape, or "undefined".

    Examples
    --------
    >>> shape_of("np.hstack([a, x])"), shape_of("np.vstack([a, x])")
    ('undefined', (127, 8))
    """
    sizes = {"W_aa": (100, 100), "W_ax": (100, 27), "W_a": (100, 127), "a": (100, 8),
             "x": (27, 8), "x_all": (50, 27, 8)}  # fmt: skip
    names = {name: np.zeros(size) for name, size in sizes.items()}
    try:
        return eval(expression, {"np": np, **names}).shape
    except ValueError:
        return "undefined"


#: exercise 8; the keys are found by evaluating the expressions
shapes = Choices(
    {name: shape_of(expression) for name, (expression, _) in EXPRESSIONS.items()},
    {
        name: {**said, ...: "print the shapes of its parts, one after the other."}
        for name, (_, said) in EXPRESSIONS.items()
    },
    title="Which are defined?",
    stars=1,
    minutes=6,
    checked="eight shapes, found by evaluating the expressions",
)

# -- 9. what it costs ---------------------------------------------------------------------------


def counts(n_a: int, n_x: int, N: int) -> np.ndarray:
    """Return what exercise 9 asks for.

    Parameters
    ----------
    n_a, n_x, N : int
        Sizes.

    Returns
    -------
    ndarray, shape (5,)
        Parameters of the joined form; products of numbers per step in the joined form, in the split
        form, in the split form with ids; numbers that stacking copies per step.

    Examples
    --------
    >>> print(counts(2, 1, 1))
    [8 6 6 4 3]
    """
    parameters = n_a * (n_a + n_x) + n_a
    joined = n_a * (n_a + n_x) * N
    split_up = n_a * n_a * N + n_a * n_x * N
    return np.array([parameters, joined, split_up, n_a * n_a * N, (n_a + n_x) * N])


_WORDS = counts(256, 10_000, 32)

#: exercise 9, counting for a dictionary of 10,000 words
costs = Numbers(
    _WORDS,
    {
        "biases forgotten": (
            _WORDS - np.array([256, 0, 0, 0, 0]),
            "the first number lacks the biases.",
        ),
        "one example": (
            _WORDS // [1, 32, 32, 32, 32],
            "these are the counts for one example; there are 32.",
        ),
        "ids cost a product": (
            [*_WORDS[:3], _WORDS[2], _WORDS[4]],
            "with an id there is no product with `W_ax`: its column is read.",
        ),
        "the joined form saves": (
            [_WORDS[0], _WORDS[3], *_WORDS[2:]],
            "the joined form multiplies the input as well: it is part of the column.",
        ),
        "bias column twice": (
            _WORDS + np.array([256, 0, 0, 0, 0]),
            "the biases are counted twice.",
        ),
    },
    tolerance=0.5,
    hints=(
        "a product of an (m, k) matrix with a (k, N) one takes m times k times N multiplications.",
        "only one of the four counts per step is small: which product disappears with ids?",
    ),
    title="What the joined form costs",
    stars=1,
    minutes=6,
    checked="five counts",
)

# -- 10. a mistake that hides -------------------------------------------------------------------


def _decide_hidden(answer):
    W_a, a, x = (np.asarray(array, float) for array in answer)
    if (W_a.shape, a.shape, x.shape) != ((2, 4), (2, 1), (2, 1)):
        return (
            False,
            f"the shapes are (2, 4), (2, 1), (2, 1), not {W_a.shape}, {a.shape}, {x.shape}.",
        )
    if not (W_a.all() and a.all() and x.all()):
        return False, "no number may be zero."
    if np.allclose(a, x) or np.allclose(W_a[:, :2], W_a[:, 2:]):
        return False, "`W_aa` and `W_ax` must differ, and so must `a` and `x`."
    right, wrong = W_a @ np.vstack([a, x]), W_a @ np.vstack([x, a])
    difference = np.abs(right - wrong).max()
    if difference > 1e-9:
        return False, f"with the input on top, the sums differ by {difference:.2g}."
    return True, "the order of the column makes no difference on your numbers."


#: exercise 10, numbers on which the commonest mistake does not show
hidden_order = Construction(
    _decide_hidden,
    ([[1.0, 2.0, 2.0, 1.0], [3.0, 1.0, 1.0, 3.0]], [[1.0], [2.0]], [[2.0], [3.0]]),
    {
        "equal columns": (
            ([[1.0, 2.0, 2.0, 1.0], [3.0, 1.0, 1.0, 3.0]], [[1.0], [2.0]], [[1.0], [2.0]]),
            "and so must `a` and `x`",
        ),
        "equal matrices": (
            ([[1.0, 2.0, 1.0, 2.0], [3.0, 1.0, 3.0, 1.0]], [[1.0], [2.0]], [[2.0], [3.0]]),
            "`W_aa` and `W_ax` must differ",
        ),
        "zeros": (
            ([[0.0, 0.0, 1.0, 2.0], [3.0, 1.0, 3.0, 1.0]], [[1.0], [2.0]], [[2.0], [3.0]]),
            "no number may be zero",
        ),
        "any numbers": (
            ([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 9.0]], [[1.0], [2.0]], [[2.0], [4.0]]),
            "with the input on top, the sums differ by",
        ),
        "flat columns": (
            ([[1.0, 2.0, 2.0, 1.0], [3.0, 1.0, 1.0, 3.0]], [1.0, 2.0], [2.0, 3.0]),
            "the shapes are (2, 4), (2, 1), (2, 1)",
        ),
    },
    stub=(..., ..., ...),
    hints=(
        "subtract one sum from the other: of which two factors is the difference the product?",
        "the difference is (W_aa - W_ax)(a - x): choose a matrix that maps some column to zero.",
    ),
    title="A mistake that hides",
    stars=3,
    minutes=10,
    checked="both orders of the column on your numbers",
)

FEW = {
    "join": "one line without numbers of its own leaves no more that runs and differs",
    "split": "two slices leave no more that run and differ",
}

EXERCISES = (
    join,
    split,
    joined_forward,
    folded,
    rows_step,
    four_gates,
    notations,
    shapes,
    costs,
    hidden_order,
)
