"""Exercise `torch_rnn` of chapter 23: PyTorch's layer, written in its own axes."""

import numpy as np

from coursekit import Code, Mistake


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


def torch_rnn(X, H0, W_ih, W_hh, b_ih, b_hh):
    out, H = [], H0
    for X_t in X:
        H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)
        out.append(H)
    return np.array(out), H[None]


exercise = Code(
    torch_rnn, rows_case, "out h_n",
    title="In rows", stars=1, minutes=10, trains=(1, 2),
    checked="outputs and last state, in PyTorch's shapes",
    mistakes=[
        Mistake("W_hh not transposed", "W_hh.T", "W_hh",
            "rows of `W_hh` belong to the new units, so a row H is multiplied by its transpose.",
            "(W a) transposed is what?"),
        Mistake("second bias dropped", " + b_hh", "",
            "both biases are added in PyTorch.", "which of the six arguments do you not use?"),
        Mistake("first bias dropped", " + b_ih", "",
            "both biases are added in PyTorch.", "which of the six arguments do you not use?"),
        Mistake("first bias twice", "W_hh.T + b_hh", "W_hh.T + b_ih",
            "the two biases are different arrays.", "which bias belongs to the state?"),
        Mistake("second bias twice", "W_ih.T + b_ih", "W_ih.T + b_hh",
            "the two biases are different arrays.", "which bias belongs to the input?"),
        Mistake("no tanh", "H = np.tanh(", "H = (",
            "these are the sums before tanh.", "what is the nonlinearity of torch.nn.RNN?"),
        Mistake("bias after tanh", " + b_hh)", ") + b_hh",
            "a bias stands outside tanh.", "can your states be larger than 1?"),
        Mistake("state not carried", "H @ W_hh.T", "H0 @ W_hh.T",
            "every step starts from H0.", "which state does step 2 read?"),
        Mistake("starts at zero", "H = [], H0", "H = [], 0 * H0",
            "the first step must start from H0.", "where does H0 enter?"),
        Mistake("no memory", "H @ W_hh.T + b_hh", "b_hh",
            "the state before the step does not enter.", "is this recurrent?"),
        Mistake("states before the steps",
            "H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)\n        out.append(H)",
            "out.append(H)\n        H = np.tanh(X_t @ W_ih.T + b_ih + H @ W_hh.T + b_hh)",
            "`out` begins with H0; PyTorch's begins with the state after the first step.",
            "how many states does out hold, and which is the first?"),
        Mistake("read backward", "in X:", "in X[::-1]:",
            "the sequence is read from its end.", "which X_t comes first?"),
        Mistake("tanh twice", "out.append(H)", "out.append(np.tanh(H))",
            "the output is the state itself; you apply tanh once more.",
            "what is the difference between out[-1] and h_n?"),
        Mistake("first state returned", "H[None]", "out[0][None]",
            "the second result is the state after the last step.",
            "which step does h_n belong to?"),
        Mistake("axis of layers missing", "H[None]", "H",
            "the state has an axis of layers and directions in front, of size 1 here.",
            "what shape has h_n?"),
    ],
)  # fmt: skip
