"""Exercise `shapes` of chapter 6: shapes of eight expressions, found by evaluating them."""

import numpy as np

from coursekit import Choices

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
    """Evaluate one of the expressions.

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


def answer():
    #: shapes = {
    #:     "A": ...,  # np.hstack([W_aa, W_ax])
    #:     "B": ...,  # np.vstack([a, x])
    #:     "C": ...,  # np.hstack([a, x])
    #:     "D": ...,  # W_a @ np.vstack([x, a])
    #:     "E": ...,  # np.vstack([a, x]).T @ W_a.T
    #:     "F": ...,  # x_all.T
    #:     "G": ...,  # x_all.swapaxes(1, 2) @ W_ax.T
    #:     "H": ...,  # W_ax @ x_all
    #: }
    shapes = {
        "A": (100, 127),
        "B": (127, 8),
        "C": "undefined",
        "D": (100, 8),
        "E": (8, 100),
        "F": (8, 27, 50),
        "G": (50, 8, 100),
        "H": (50, 100, 8),
    }
    return shapes


exercise = Choices(
    {name: shape_of(expression) for name, (expression, _) in EXPRESSIONS.items()},
    {
        name: {**said, ...: "print the shapes of its parts, one after the other."}
        for name, (_, said) in EXPRESSIONS.items()
    },
    answer=answer,
    title="Which are defined?", stars=1, minutes=6, trains=(1, 4),
    checked="eight shapes, found by evaluating the expressions",
)  # fmt: skip
