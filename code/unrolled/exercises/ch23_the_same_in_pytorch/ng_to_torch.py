"""Exercise `ng_to_torch` of chapter 23: from one matrix per gate to PyTorch's stacks."""

import numpy as np

from coursekit import Code, Mistake


def gates_case(seed: int) -> tuple:
    """Draw the matrices and biases of an LSTM as Ng's course keeps them, one per gate.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``Wf, Wi, Wc, Wo``, each (3, 3 + 2), and ``bf, bi, bc, bo``, each (3, 1).

    Examples
    --------
    >>> gates_case(0)[0].shape, gates_case(0)[4].shape
    ((3, 5), (3, 1))
    """
    rng = np.random.default_rng(seed)
    n_x, n_a = 2, 3
    weights = [rng.normal(size=(n_a, n_a + n_x)) for _ in range(4)]
    return (*weights, *(rng.normal(size=(n_a, 1)) for _ in range(4)))


def ng_to_torch(Wf, Wi, Wc, Wo, bf, bi, bc, bo):
    n_a = len(Wf)
    W = np.vstack([Wi, Wf, Wc, Wo])
    b = np.vstack([bi, bf, bc, bo])
    weight_ih, weight_hh = W[:, n_a:], W[:, :n_a]
    bias_ih, bias_hh = b[:, 0], np.zeros(4 * n_a)
    return weight_ih, weight_hh, bias_ih, bias_hh


_W, _B = "[Wi, Wf, Wc, Wo]", "[bi, bf, bc, bo]"

exercise = Code(
    ng_to_torch, gates_case, "weight_ih weight_hh bias_ih bias_hh",
    title="A weight converter", stars=2, minutes=15, trains=(1, 2),
    checked="two stacked matrices and two biases of an LSTM",
    mistakes=[
        Mistake("Ng's own order", _W, "[Wf, Wi, Wc, Wo]",
            "the blocks stand in the order of the arguments; PyTorch's is i, f, g, o.",
            "which gate owns the first n_a rows?",
            more=((_B, "[bf, bi, bc, bo]"),)),
        Mistake("ONNX's order", _W, "[Wi, Wo, Wf, Wc]",
            "i, o, f, c is the order of ONNX; PyTorch's is i, f, g, o.",
            "which gate owns the second block?",
            more=((_B, "[bi, bo, bf, bc]"),)),
        Mistake("candidate last", _W, "[Wi, Wf, Wo, Wc]",
            "the candidate stands third: PyTorch calls it g, Ng c.", "what is g?",
            more=((_B, "[bi, bf, bo, bc]"),)),
        Mistake("candidate first", _W, "[Wc, Wi, Wf, Wo]",
            "the candidate stands third: PyTorch calls it g, Ng c.", "what is g?",
            more=((_B, "[bc, bi, bf, bo]"),)),
        Mistake("only biases in Ng's order", _B, "[bf, bi, bc, bo]",
            "weights and biases stand in different orders.",
            "does each bias belong to the rows beside it?"),
        Mistake("only weights in Ng's order", _W, "[Wf, Wi, Wc, Wo]",
            "weights and biases stand in different orders.",
            "does each bias belong to the rows beside it?"),
        Mistake("x before a", "W[:, n_a:], W[:, :n_a]", "W[:, :-n_a], W[:, -n_a:]",
            "the state is stacked on the input, so the first n_a columns belong to the state.",
            "what does his matrix act on?"),
        Mistake("names exchanged", "return weight_ih, weight_hh,", "return weight_hh, weight_ih,",
            "ih is from input to hidden, hh from hidden to hidden.",
            "which of the two is square in each block?"),
        Mistake("both biases", "np.zeros(4 * n_a)", "b[:, 0]",
            "the two biases are added, so the sum would be twice Ng's.",
            "what is the sum of your biases?"),
        Mistake("bias in the second place", "b[:, 0], np.zeros(4 * n_a)",
            "np.zeros(4 * n_a), b[:, 0]",
            "the network would be the same, but the bias was asked for in the first place.",
            "which of the two shall be zero?"),
        Mistake("bias halved", "b[:, 0], np", "b[:, 0] / 2, np",
            "half of each bias is lost: the other one is zero.", "what is the sum of your biases?"),
        Mistake("bias as a column", "b[:, 0], np", "b, np",
            "biases there have one axis.", "what shape has bias_ih_l0?"),
        Mistake("rows interleaved", "np.vstack([Wi, Wf, Wc, Wo])",
            "np.stack([Wi, Wf, Wc, Wo], axis=1).reshape(4 * n_a, -1)",
            "the gates of one unit stand together; PyTorch keeps whole gates together.",
            "which rows belong to gate i?"),
        Mistake("matrices transposed", "return weight_ih, weight_hh,",
            "return weight_ih.T, weight_hh.T,",
            "outputs are rows in PyTorch, as they are in Ng's course.",
            "which shape has weight_ih_l0?"),
    ],
)  # fmt: skip
