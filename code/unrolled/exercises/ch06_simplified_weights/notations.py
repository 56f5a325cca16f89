"""Exercise `notations` of chapter 6: the sums z in six notations."""

import numpy as np

from coursekit import Line, Lines


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


exercise = Lines(
    {
        "columns": Line("W_aa @ a + W_ax @ x + b_a", "W_aa W_ax b_a a x",
            {
                "transposed": ("W_aa.T @ a + W_ax @ x + b_a", "W_aa is transposed."),
                "no bias": ("W_aa @ a + W_ax @ x", "the bias is missing."),
            },
            hint="the equation of the cell, without its tanh."),
        "joined": Line("W_a @ v + b_a", "W_a b_a v",
            {"no bias": ("W_a @ v", "the bias is missing: here it is no part of W_a.")},
            hint="one matrix, one column."),
        "bias folded in": Line("W_1 @ v_1", "W_1 b_a v_1",
            {"bias twice": ("W_1 @ v_1 + b_a", "the bias is in W_1 already, as its last column.")},
            hint="is anything left to be added?"),
        "rows": Line("A @ W_aa.T + X @ W_ax.T + b_a.T", "W_aa W_ax b_a A X",
            {
                "W_aa not transposed": ("A @ W_aa + X @ W_ax.T + b_a.T",
                    "W_aa must be transposed too; it is square, so no shape complains."),
                "no bias": ("A @ W_aa.T + X @ W_ax.T", "the bias is missing."),
            },
            hint="transpose the whole equation of the columns."),
        "stored for rows": Line("H @ W_hh + X @ W_xh + b_h", "W_hh W_xh b_h H X",
            {
                "transposed": ("H @ W_hh.T + X @ W_xh + b_h",
                    "these matrices are stored transposed already: from state, to state."),
                "no bias": ("H @ W_hh + X @ W_xh", "the bias is missing."),
            },
            hint="W_xh goes from x to h; read the shapes: (n_x, n_a)."),
        "two biases": Line("X @ W_ih.T + b_ih + H @ W_hh.T + b_hh", "W_ih W_hh b_ih b_hh H X",
            {
                "one bias": ("X @ W_ih.T + b_ih + H @ W_hh.T", "this library adds two biases."),
                "W_hh not transposed": ("X @ W_ih.T + b_ih + H @ W_hh + b_hh",
                    "W_hh must be transposed like W_ih; it is square, so no shape complains."),
            },
            hint="W_ih has the shape (n_a, n_x), and each product has a bias of its own."),
    },
    _notations,
    title="One sum in six notations", stars=2, minutes=8, trains=(4,),
    checked="six lines, each on numbers of its own",
)  # fmt: skip
