"""The functions of chapter 23's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


def rows_case(seed: int) -> tuple:
    """Draw a batch, a state and the weights of a ``torch.nn.RNN``, in PyTorch's axes.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``X`` (5, 4, 2), ``H0`` (4, 3), ``W_ih`` (3, 2), ``W_hh`` (3, 3), ``b_ih``, ``b_hh`` (3,).

    Examples
    --------
    >>> rows_case(0)[0].shape
    (5, 4, 2)
    """
    rng = np.random.default_rng(seed)
    T, N, n_x, n_a = 5, 4, 2, 3
    shapes = (T, N, n_x), (N, n_a), (n_a, n_x), (n_a, n_a), (n_a,), (n_a,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _torch_rnn(X, H0, W_ih, W_hh, b_ih, b_hh):
    out, H = [], H0
    for X_t in X:
        H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)
        out.append(H)
    return np.array(out), H[None]


RNN_MISTAKES = [
    Mistake("W_hh not transposed", "W_hh.T", "W_hh",
            "rows of `W_hh` belong to the new units, so a row H is multiplied by its transpose.",
            "(W a) transposed is what?"),
    Mistake("second bias dropped", " + b_hh", "",
            "both biases are added in PyTorch.",
            "which of the six arguments do you not use?"),
    Mistake("first bias dropped", " + b_ih", "",
            "both biases are added in PyTorch.",
            "which of the six arguments do you not use?"),
    Mistake("first bias twice", "W_hh.T + b_hh", "W_hh.T + b_ih",
            "the two biases are different arrays.",
            "which bias belongs to the state?"),
    Mistake("second bias twice", "W_ih.T + b_ih", "W_ih.T + b_hh",
            "the two biases are different arrays.",
            "which bias belongs to the input?"),
    Mistake("no tanh", "H = np.tanh(", "H = (",
            "these are the sums before tanh.",
            "what is the nonlinearity of torch.nn.RNN?"),
    Mistake("bias after tanh", " + b_hh)", ") + b_hh",
            "a bias stands outside tanh.",
            "can your states be larger than 1?"),
    Mistake("state not carried", "H @ W_hh.T", "H0 @ W_hh.T",
            "every step starts from H0.",
            "which state does step 2 read?"),
    Mistake("starts at zero", "H = [], H0", "H = [], 0 * H0",
            "the first step must start from H0.",
            "where does H0 enter?"),
    Mistake("no memory", "H @ W_hh.T + b_hh", "b_hh",
            "the state before the step does not enter.",
            "is this recurrent?"),
    Mistake("states before the steps",
            "H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)\n        out.append(H)",
            "out.append(H)\n        H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)",
            "`out` begins with H0; PyTorch's begins with the state after the first step.",
            "how many states does out hold, and which is the first?"),
    Mistake("read backward", "in X:", "in X[::-1]:",
            "the sequence is read from its end.",
            "which X_t comes first?"),
    Mistake("tanh twice", "out.append(H)", "out.append(np.tanh(H))",
            "the output is the state itself; you apply tanh once more.",
            "what is the difference between out[-1] and h_n?"),
    Mistake("first state returned", "H[None]", "out[0][None]",
            "the second result is the state after the last step.",
            "which step does h_n belong to?"),
    Mistake("axis of layers missing", "H[None]", "H",
            "the state has an axis of layers and directions in front, of size 1 here.",
            "what shape has h_n?"),
]  # fmt: skip


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


def _ng_to_torch(Wf, Wi, Wc, Wo, bf, bi, bc, bo):
    n_a = len(Wf)
    W = np.vstack([Wi, Wf, Wc, Wo])
    b = np.vstack([bi, bf, bc, bo])
    weight_ih, weight_hh = W[:, n_a:], W[:, :n_a]
    bias_ih, bias_hh = b[:, 0], np.zeros(4 * n_a)
    return weight_ih, weight_hh, bias_ih, bias_hh


_W, _B = "[Wi, Wf, Wc, Wo]", "[bi, bf, bc, bo]"
GATE_MISTAKES = [
    Mistake("Ng's own order", _W, "[Wf, Wi, Wc, Wo]",
            "the blocks stand in the order of the arguments; PyTorch's is i, f, g, o.",
            "which gate owns the first n_a rows?", more=((_B, "[bf, bi, bc, bo]"),)),
    Mistake("ONNX's order", _W, "[Wi, Wo, Wf, Wc]",
            "i, o, f, c is the order of ONNX; PyTorch's is i, f, g, o.",
            "which gate owns the second block?", more=((_B, "[bi, bo, bf, bc]"),)),
    Mistake("candidate last", _W, "[Wi, Wf, Wo, Wc]",
            "the candidate stands third: PyTorch calls it g, Ng c.",
            "what is g?", more=((_B, "[bi, bf, bo, bc]"),)),
    Mistake("candidate first", _W, "[Wc, Wi, Wf, Wo]",
            "the candidate stands third: PyTorch calls it g, Ng c.",
            "what is g?", more=((_B, "[bc, bi, bf, bo]"),)),
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
    Mistake("bias in the second place", "b[:, 0], np.zeros(4 * n_a)", "np.zeros(4 * n_a), b[:, 0]",
            "the network would be the same, but the bias was asked for in the first place.",
            "which of the two shall be zero?"),
    Mistake("bias halved", "b[:, 0], np", "b[:, 0] / 2, np",
            "half of each bias is lost: the other one is zero.",
            "what is the sum of your biases?"),
    Mistake("bias as a column", "b[:, 0], np", "b, np",
            "biases there have one axis.",
            "what shape has bias_ih_l0?"),
    Mistake("rows interleaved", "np.vstack([Wi, Wf, Wc, Wo])",
            "np.stack([Wi, Wf, Wc, Wo], axis=1).reshape(4 * n_a, -1)",
            "the gates of one unit stand together; PyTorch keeps whole gates together.",
            "which rows belong to gate i?"),
    Mistake("matrices transposed", "return weight_ih, weight_hh,",
            "return weight_ih.T, weight_hh.T,",
            "outputs are rows in PyTorch, as they are in Ng's course.",
            "which shape has weight_ih_l0?"),
]  # fmt: skip


def lengths_case(seed: int) -> tuple:
    """Draw a padded batch in the course's axes, and different lengths that are not sorted.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 2, 5) and ``lengths`` (5,).

    Examples
    --------
    >>> int(lengths_case(0)[1].max())
    7
    """
    rng = np.random.default_rng(seed)
    T, n_x = 7, 2
    orders = [[3, 7, 1, 4, 6], [4, 2, 7, 6, 3], [2, 6, 3, 7, 5], [5, 7, 2, 6, 4]]
    lengths = np.array(orders[rng.integers(len(orders))])
    return rng.normal(size=(T, n_x, len(lengths))), lengths


def _pack(x, lengths):
    order = np.argsort(-lengths)
    data, alive = [], []
    for t in range(len(x)):
        now = [n for n in order if lengths[n] > t]
        for n in now:
            data.append(x[t, :, n])
        alive.append(len(now))
    return order, np.array(alive), np.array(data)


PACK_MISTAKES = [
    Mistake("shortest first", "np.argsort(-lengths)", "np.argsort(lengths)",
            "the longest sequence stands first.",
            "which example is alive at every step?"),
    Mistake("not sorted", "np.argsort(-lengths)", "np.arange(len(lengths))",
            "the examples keep their order; they are sorted by length, longest first.",
            "which example is alive at every step?"),
    Mistake("places instead of examples", "np.argsort(-lengths)",
            "np.argsort(np.argsort(-lengths))",
            "that is the place of each example; wanted is the example at each place.",
            "argsort of argsort is the inverse: which of the two do you need?"),
    Mistake("one step too many", "lengths[n] > t", "lengths[n] >= t",
            "a sequence of length 3 has no step t = 3 when t begins at 0.",
            "which t is the last one of a sequence of length 1?"),
    Mistake("last step dropped", "lengths[n] > t", "lengths[n] > t + 1",
            "the last step of every sequence is missing.",
            "which t is the last one of a sequence of length 1?"),
    Mistake("padding kept", "if lengths[n] > t]", "if n >= 0]",
            "padded places do not appear in a packed batch.",
            "how many rows should there be?"),
    Mistake("rows in the old order", "for n in order if", "for n in range(len(lengths)) if",
            "within a step the rows stand in the order of the batch, not in the sorted one.",
            "in which order does n run within a step?"),
    Mistake("time backward", "data.append(x[t, :, n])",
            "data.append(x[lengths[n] - 1 - t, :, n])",
            "each sequence stands from its end to its beginning.",
            "which row of example n comes first?"),
    Mistake("last steps first", "data.append(x[t, :, n])", "data.append(x[-1 - t, :, n])",
            "you count from the end of the array, where padding is.",
            "which entry of x is step 1?"),
    Mistake("lengths for batch sizes", "np.array(alive)", "lengths[order]",
            "wanted is how many sequences are alive at each step, not how long each is.",
            "one number per step or per sequence?"),
    Mistake("running total", "np.array(alive)", "np.cumsum(alive)",
            "wanted is the number at each step, not the number so far.",
            "what is alive at the last step?"),
    Mistake("rows turned", "np.array(data)", "np.array(data)[::-1]",
            "the last row stands first.",
            "which step comes first?"),
    Mistake("every example from its place", "x[t, :, n]", "x[t, :, list(order).index(n)]",
            "you take the column at the example's place, not the example.",
            "is n an example or a place?"),
]  # fmt: skip
