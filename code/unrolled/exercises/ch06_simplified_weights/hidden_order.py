"""Exercise `hidden_order` of chapter 6: numbers on which the commonest mistake does not show."""

import numpy as np

from coursekit import Construction


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


def answer():
    #: W_a = ...
    #: a, x = ..., ...
    W_a = [[1.0, 2.0, 2.0, 1.0],
           [3.0, 1.0, 1.0, 3.0]]  # fmt: skip
    a, x = [[1.0], [2.0]], [[2.0], [3.0]]
    return W_a, a, x


exercise = Construction(
    _decide_hidden,
    answer(),
    {
        "equal columns": (
            ([[1.0, 2.0, 2.0, 1.0], [3.0, 1.0, 1.0, 3.0]], [[1.0], [2.0]], [[1.0], [2.0]]),
            "and so must `a` and `x`"),
        "equal matrices": (
            ([[1.0, 2.0, 1.0, 2.0], [3.0, 1.0, 3.0, 1.0]], [[1.0], [2.0]], [[2.0], [3.0]]),
            "`W_aa` and `W_ax` must differ"),
        "zeros": (([[0.0, 0.0, 1.0, 2.0], [3.0, 1.0, 3.0, 1.0]], [[1.0], [2.0]], [[2.0], [3.0]]),
            "no number may be zero"),
        "any numbers": (
            ([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 9.0]], [[1.0], [2.0]], [[2.0], [4.0]]),
            "with the input on top, the sums differ by"),
        "flat columns": (([[1.0, 2.0, 2.0, 1.0], [3.0, 1.0, 1.0, 3.0]], [1.0, 2.0], [2.0, 3.0]),
            "the shapes are (2, 4), (2, 1), (2, 1)"),
    },
    answer=answer, stub=(..., ..., ...),
    hints=(
        "subtract one sum from the other: of which two factors is the difference the product?",
        "the difference is (W_aa - W_ax)(a - x): choose a matrix that maps some column to zero.",
    ),
    title="A mistake that hides", stars=3, minutes=10, trains=(2,),
    checked="both orders of the column on your numbers",
)  # fmt: skip
