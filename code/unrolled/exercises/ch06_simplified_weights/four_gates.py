"""Exercise `four_gates` of chapter 6: one product for the four vectors of an LSTM."""

import numpy as np

from coursekit import Code, Mistake


def gates_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw v (n_v, N), the tall W (4 n_a, n_v) and b (4 n_a, 1); N is divisible by 4."""
    rng = np.random.default_rng(seed)
    n_v, n_a, N = 7, 5, 8
    return tuple(rng.normal(size=shape) for shape in ((n_v, N), (4 * n_a, n_v), (4 * n_a, 1)))


def four_gates(v, W, b):
    #: # return i, f, g, o
    z = W @ v + b
    z_i, z_f, z_g, z_o = np.split(z, 4)
    i = 1 / (1 + np.exp(-z_i))
    f = 1 / (1 + np.exp(-z_f))
    g = np.tanh(z_g)
    o = 1 / (1 + np.exp(-z_o))
    return i, f, g, o


exercise = Code(
    four_gates, gates_case, "i f g o",
    title="Four gates, one product", stars=2, minutes=8, trains=(1, 3),
    checked="four arrays from one tall matrix",
    mistakes=[
        Mistake("order i f o g", "z_i, z_f, z_g, z_o =", "z_i, z_f, z_o, z_g =",
            "the third and the fourth block are exchanged: this is another library's order.",
            "which rows of W belong to the candidate g?"),
        Mistake("order i g f o", "z_i, z_f, z_g, z_o =", "z_i, z_g, z_f, z_o =",
            "the second and the third block are exchanged: this is another library's order.",
            "which rows of W belong to the forget gate f?"),
        Mistake("order f i g o", "z_i, z_f, z_g, z_o =", "z_f, z_i, z_g, z_o =",
            "the first and the second block are exchanged.",
            "which rows of W belong to the input gate i?"),
        Mistake("every fourth row", "np.split(z, 4)", "(z[k::4] for k in range(4))",
            "every fourth row is taken, but the rows of one gate stand together.",
            "which rows of W belong to the input gate i?"),
        Mistake("cut along the examples", "np.split(z, 4)", "np.split(z, 4, axis=1)",
            "the examples are cut into four groups, instead of the rows.",
            "what shape must each gate have?"),
        Mistake("candidate through a sigmoid", "np.tanh(z_g)", "1 / (1 + np.exp(-z_g))",
            "the candidate g goes through a sigmoid, so it is never negative.",
            "which of the four may be negative?"),
        Mistake("output gate through tanh", "1 / (1 + np.exp(-z_o))", "np.tanh(z_o)",
            "the output gate o goes through tanh: a gate lies between 0 and 1.",
            "which of the four may be negative?"),
        Mistake("bias forgotten", " + b", "",
            "the biases are missing.", "what is added to the product?"),
        Mistake("forget gate turned round", "np.exp(-z_f)", "np.exp(z_f)",
            "the forget gate closes where it should open: watch the sign.",
            "what is the sigmoid of a large positive number?"),
        Mistake("candidate not squashed", "np.tanh(z_g)", "z_g",
            "the candidate g is the bare sum.", "between which numbers must g lie?"),
        Mistake("squashed before the cut", "z = W @ v + b", "z = np.tanh(W @ v + b)",
            "all four are squashed by tanh before they get their own function.",
            "how many functions does each sum go through?"),
    ],
)  # fmt: skip
