"""Exercise `lstm_forward` of chapter 16: the forward pass."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import forward_case


def lstm_forward(x, a0, c0, W_aa, W_ax, b_a):
    a, c = [a0], [c0]
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        z_i, z_f, z_g, z_o = np.split(z, 4)
        i = 1 / (1 + np.exp(-z_i))
        f = 1 / (1 + np.exp(-z_f))
        o = 1 / (1 + np.exp(-z_o))
        g = np.tanh(z_g)
        c.append(f * c[t - 1] + i * g)
        a.append(o * np.tanh(c[t]))
    return np.array(c), np.array(a)


exercise = Code(
    lstm_forward, forward_case, "c a",
    title="The LSTM forward", stars=1, minutes=12, trains=(1,), checked="both paths",
    mistakes=[
        Mistake("rows i f o g", "z_i, z_f, z_g, z_o", "z_i, z_f, z_o, z_g",
            "the last two blocks of rows are swapped: the order is i, f, g, o.",
            "which block of rows belongs to which gate?"),
        Mistake("rows f i g o", "z_i, z_f, z_g, z_o", "z_f, z_i, z_g, z_o",
            "the first two blocks of rows are swapped: the order is i, f, g, o.",
            "which block of rows belongs to which gate?"),
        Mistake("no bias", " + b_a", "",
            "the bias is missing.", "how many terms has z?"),
        Mistake("candidate through a sigmoid", "np.tanh(z_g)", "1 / (1 + np.exp(-z_g))",
            "the candidate is no gate: it may be negative.", "what goes into the cell?"),
        Mistake("candidate not squashed", "np.tanh(z_g)", "z_g",
            "the candidate has no activation.", "what goes into the cell?"),
        Mistake("input gate missing", "i * g", "g",
            "everything new enters the cell, whatever the input gate says.",
            "which gate guards the new?"),
        Mistake("forget gate missing", "f * c[t - 1]", "c[t - 1]",
            "the old cell state is kept whole: this is the LSTM of 1997.",
            "which gate guards the old?"),
        Mistake("forget gate inverted", "f * c[t - 1]", "(1 - f) * c[t - 1]",
            "f = 1 has to keep, not to forget.", "what does f = 1 mean?"),
        Mistake("input gate is 1 - f", "i * g", "(1 - f) * g",
            "the gates are coupled; the input gate has weights of its own.",
            "which gate guards the new?"),
        Mistake("old state for old cell", "f * c[t - 1]", "f * a[t - 1]",
            "the forget gate meets the hidden state; it has to meet the cell state.",
            "what does the forget gate keep?"),
        Mistake("cell shown unsquashed", "np.tanh(c[t])", "c[t]",
            "the cell state is shown without tanh.", "what stands between c and a?"),
        Mistake("old cell shown", "np.tanh(c[t])", "np.tanh(c[t - 1])",
            "the state shows the cell of the step before.", "which cell state is new?"),
        Mistake("output gate missing", "o * np.tanh(c[t])", "np.tanh(c[t])",
            "the output gate is not used.", "what decides how much is shown?"),
    ],
)  # fmt: skip
