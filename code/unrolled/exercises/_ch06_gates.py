"""Exercises 6 and 7 of chapter 6: four gates at once, and one sum in six notations."""

import numpy as np

from coursekit.code import Code
from coursekit.lines import Line, Lines
from coursekit.mistakes import Mistake

# -- 6. four gates at once ----------------------------------------------------------------------


def gates_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw v (n_v, N), the tall W (4 n_a, n_v) and b (4 n_a, 1); N is divisible by 4."""
    rng = np.random.default_rng(seed)
    n_v, n_a, N = 7, 5, 8
    return tuple(rng.normal(size=shape) for shape in ((n_v, N), (4 * n_a, n_v), (4 * n_a, 1)))


def _four_gates(v, W, b):
    z = W @ v + b
    z_i, z_f, z_g, z_o = np.split(z, 4)
    i = 1 / (1 + np.exp(-z_i))
    f = 1 / (1 + np.exp(-z_f))
    g = np.tanh(z_g)
    o = 1 / (1 + np.exp(-z_o))
    return i, f, g, o


#: exercise 6, one product for the four vectors of an LSTM
four_gates = Code(
    _four_gates,
    gates_case,
    "i f g o",
    [
        Mistake(
            "order i f o g",
            "z_i, z_f, z_g, z_o =",
            "z_i, z_f, z_o, z_g =",
            "the third and the fourth block are exchanged: this is another library's order.",
            "which rows of W belong to the candidate g?",
        ),
        Mistake(
            "order i g f o",
            "z_i, z_f, z_g, z_o =",
            "z_i, z_g, z_f, z_o =",
            "the second and the third block are exchanged: this is another library's order.",
            "which rows of W belong to the forget gate f?",
        ),
        Mistake(
            "order f i g o",
            "z_i, z_f, z_g, z_o =",
            "z_f, z_i, z_g, z_o =",
            "the first and the second block are exchanged.",
            "which rows of W belong to the input gate i?",
        ),
        Mistake(
            "every fourth row",
            "np.split(z, 4)",
            "(z[k::4] for k in range(4))",
            "every fourth row is taken, but the rows of one gate stand together.",
            "which rows of W belong to the input gate i?",
        ),
        Mistake(
            "cut along the examples",
            "np.split(z, 4)",
            "np.split(z, 4, axis=1)",
            "the examples are cut into four groups, instead of the rows.",
            "what shape must each gate have?",
        ),
        Mistake(
            "candidate through a sigmoid",
            "np.tanh(z_g)",
            "1 / (1 + np.exp(-z_g))",
            "the candidate g goes through a sigmoid, so it is never negative.",
            "which of the four may be negative?",
        ),
        Mistake(
            "output gate through tanh",
            "1 / (1 + np.exp(-z_o))",
            "np.tanh(z_o)",
            "the output gate o goes through tanh: a gate lies between 0 and 1.",
            "which of the four may be negative?",
        ),
        Mistake(
            "bias forgotten",
            " + b",
            "",
            "the biases are missing.",
            "what is added to the product?",
        ),
        Mistake(
            "forget gate turned round",
            "np.exp(-z_f)",
            "np.exp(z_f)",
            "the forget gate closes where it should open: watch the sign.",
            "what is the sigmoid of a large positive number?",
        ),
        Mistake(
            "candidate not squashed",
            "np.tanh(z_g)",
            "z_g",
            "the candidate g is the bare sum.",
            "between which numbers must g lie?",
        ),
        Mistake(
            "squashed before the cut",
            "z = W @ v + b",
            "z = np.tanh(W @ v + b)",
            "all four are squashed by tanh before they get their own function.",
            "how many functions does each sum go through?",
        ),
    ],
    title="Four gates, one product",
    stars=2,
    minutes=8,
    checked="four arrays from one tall matrix",
)

# -- 7. one sum in six notations ----------------------------------------------------------------


def _notations(seed: int) -> dict[str, np.ndarray]:
    """Draw the symbols of all notations, each for itself."""
    rng = np.random.default_rng(seed)
    n_a, n_x, N = 4, 3, 5
    shapes = {
        "a": (n_a, N), "x": (n_x, N), "v": (n_a + n_x, N), "v_1": (n_a + n_x + 1, N),
        "A": (N, n_a), "X": (N, n_x), "H": (N, n_a),
        "W_aa": (n_a, n_a), "W_ax": (n_a, n_x), "b_a": (n_a, 1),
        "W_a": (n_a, n_a + n_x), "W_1": (n_a, n_a + n_x + 1),
        "W_hh": (n_a, n_a), "W_xh": (n_x, n_a), "b_h": (1, n_a),
        "W_ih": (n_a, n_x), "b_ih": (n_a,), "b_hh": (n_a,),
    }  # fmt: skip
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


#: exercise 7, the sums z in six notations
notations = Lines(
    {
        "columns": Line(
            "W_aa @ a + W_ax @ x + b_a",
            "W_aa W_ax b_a a x",
            {
                "transposed": ("W_aa.T @ a + W_ax @ x + b_a", "W_aa is transposed."),
                "no bias": ("W_aa @ a + W_ax @ x", "the bias is missing."),
            },
            hint="the equation of the cell, without its tanh.",
        ),
        "joined": Line(
            "W_a @ v + b_a",
            "W_a b_a v",
            {"no bias": ("W_a @ v", "the bias is missing: here it is no part of W_a.")},
            hint="one matrix, one column.",
        ),
        "bias folded in": Line(
            "W_1 @ v_1",
            "W_1 b_a v_1",
            {"bias twice": ("W_1 @ v_1 + b_a", "the bias is in W_1 already, as its last column.")},
            hint="is anything left to be added?",
        ),
        "rows": Line(
            "A @ W_aa.T + X @ W_ax.T + b_a.T",
            "W_aa W_ax b_a A X",
            {
                "W_aa not transposed": (
                    "A @ W_aa + X @ W_ax.T + b_a.T",
                    "W_aa must be transposed too; it is square, so no shape complains.",
                ),
                "no bias": ("A @ W_aa.T + X @ W_ax.T", "the bias is missing."),
            },
            hint="transpose the whole equation of the columns.",
        ),
        "stored for rows": Line(
            "H @ W_hh + X @ W_xh + b_h",
            "W_hh W_xh b_h H X",
            {
                "transposed": (
                    "H @ W_hh.T + X @ W_xh + b_h",
                    "these matrices are stored transposed already: from state, to state.",
                ),
                "no bias": ("H @ W_hh + X @ W_xh", "the bias is missing."),
            },
            hint="W_xh goes from x to h; read the shapes: (n_x, n_a).",
        ),
        "two biases": Line(
            "X @ W_ih.T + b_ih + H @ W_hh.T + b_hh",
            "W_ih W_hh b_ih b_hh H X",
            {
                "one bias": ("X @ W_ih.T + b_ih + H @ W_hh.T", "this library adds two biases."),
                "W_hh not transposed": (
                    "X @ W_ih.T + b_ih + H @ W_hh + b_hh",
                    "W_hh must be transposed like W_ih; it is square, so no shape complains.",
                ),
            },
            hint="W_ih has the shape (n_a, n_x), and each product has a bias of its own.",
        ),
    },
    _notations,
    title="One sum in six notations",
    stars=2,
    minutes=8,
    checked="six lines, each on numbers of its own",
)
