"""Exercise `torch_lstm` of chapter 16: what PyTorch computes with its own arrays."""

import numpy as np

from coursekit import Code, Mistake
from rnnlab.diagnostics import golden_lstm


def torch_case(seed: int) -> tuple:
    """Give what a ``torch.nn.LSTM`` computes with: for seed 0 the stored arrays, else draw them.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``weight_ih`` (8, 4), ``weight_hh`` (8, 2), ``bias_ih``, ``bias_hh`` (8,), ``x`` (3, 5, 4),
        ``h_0`` and ``c_0`` (1, 3, 2).

    Examples
    --------
    >>> [array.shape for array in torch_case(0)] == [array.shape for array in torch_case(1)]
    True
    """
    stored = golden_lstm()
    names = "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "input", "h_0", "c_0"
    if seed == 0:
        return tuple(stored[name] for name in names)
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=stored[name].shape) for name in names)


def torch_lstm(weight_ih, weight_hh, bias_ih, bias_hh, x, h_0, c_0):
    h, c, output = h_0[0], c_0[0], []
    for t in range(x.shape[1]):
        z = x[:, t] @ weight_ih.T + bias_ih + h @ weight_hh.T + bias_hh
        z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
        i = 1 / (1 + np.exp(-z_i))
        f = 1 / (1 + np.exp(-z_f))
        o = 1 / (1 + np.exp(-z_o))
        c = f * c + i * np.tanh(z_g)
        h = o * np.tanh(c)
        output.append(h)
    return np.stack(output, axis=1), h[None], c[None]


_SPLIT, _BOTH = "z_i, z_f, z_g, z_o", "one of the two biases is missing."

exercise = Code(
    torch_lstm, torch_case, "output h_n c_n",
    title="The numbers of PyTorch", stars=2, minutes=15, trains=(1,),
    checked="output and both last states, on PyTorch's arrays and on random ones",
    mistakes=[
        Mistake("second bias dropped", " + bias_hh", "",
            _BOTH, "which argument do you not use?"),
        Mistake("first bias dropped", " + bias_ih", "",
            _BOTH, "which argument do you not use?"),
        Mistake("first bias twice", "weight_hh.T + bias_hh", "weight_hh.T + bias_ih",
            "the two biases are different arrays.", "which bias belongs to the state?"),
        Mistake("Ng's order of gates", _SPLIT, "z_f, z_i, z_g, z_o",
            "the first block of rows is taken for the forget gate: the order is i, f, g, o.",
            "which gate owns the first n_a rows?"),
        Mistake("ONNX's order of gates", _SPLIT, "z_i, z_o, z_f, z_g",
            "i, o, f, g is the order of ONNX; PyTorch's is i, f, g, o.",
            "which gate owns the second block?"),
        Mistake("candidate last", _SPLIT, "z_i, z_f, z_o, z_g",
            "the candidate stands third, before the output gate.",
            "which block goes through tanh?"),
        Mistake("rows interleaved", "np.split(z, 4, axis=1)", "(z[:, k::4] for k in range(4))",
            "the rows of a whole gate stand together, not the four rows of a unit.",
            "which columns of z belong to gate i?"),
        Mistake("starts at zero", "h_0[0], c_0[0], []", "0 * h_0[0], 0 * c_0[0], []",
            "the first step has to start from both given states.", "where do h_0 and c_0 enter?"),
        Mistake("cell starts at zero", "h_0[0], c_0[0], []", "h_0[0], 0 * c_0[0], []",
            "the cell state starts from c_0.", "the state is a pair: where does c_0 enter?"),
        Mistake("start states swapped", "h_0[0], c_0[0], []", "c_0[0], h_0[0], []",
            "the shown state starts from c_0 and the cell from h_0.",
            "which of the two meets `weight_hh`?"),
        Mistake("cell not carried", "c = f * c +", "c = f * c_0[0] +",
            "every step keeps a part of c_0 instead of the last cell state.",
            "which cell does step 2 read?"),
        Mistake("state not carried", "h @ weight_hh.T", "h_0[0] @ weight_hh.T",
            "every step reads h_0 instead of the last state.", "which state does step 2 read?"),
        Mistake("cell shown unsquashed", "np.tanh(c)", "c",
            "the cell state is shown without tanh.", "what stands between c and h?"),
        Mistake("cells as output", "output.append(h)", "output.append(c)",
            "the output holds the cell states; PyTorch puts out the states shown.",
            "which of h and c goes to the next layer?"),
        Mistake("time in front", "np.stack(output, axis=1)", "np.stack(output, axis=0)",
            "with batch_first the examples come first in the output, too.", "which shape has x?"),
        Mistake("last states swapped", "h[None], c[None]", "c[None], h[None]",
            "h_n is returned before c_n.", "in which order is the state given?"),
        Mistake("axis of layers missing", "h[None], c[None]", "h, c",
            "the states have an axis of layers and directions in front, of size 1 here.",
            "which shape has h_0?"),
    ],
)  # fmt: skip
