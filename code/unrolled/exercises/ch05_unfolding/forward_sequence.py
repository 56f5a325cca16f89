"""Exercise `forward_sequence` of chapter 5: everything that a backward pass will need."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import weights


def sequence_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0 and the five weights; all sizes differ and nothing is zero."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, n_y, N = 6, 2, 4, 5, 3
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    return x, a0, *weights(rng, n_x, n_a, n_y)


def forward_sequence(x, a0, W_aa, W_ax, b_a, W_ya, b_y):
    #: # return z, a, y_hat
    T, N = len(x), x.shape[2]
    z = np.zeros((T, len(W_aa), N))
    a = np.zeros((T + 1, len(W_aa), N))
    y_hat = np.zeros((T, len(W_ya), N))
    a[0] = a0
    for t in range(1, T + 1):
        z[t - 1] = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        a[t] = np.tanh(z[t - 1])
        y_hat[t - 1] = 1 / (1 + np.exp(-(W_ya @ a[t] + b_y)))
    return z, a, y_hat


exercise = Code(
    forward_sequence, sequence_case, "z a y_hat",
    title="A whole sequence, with everything kept", stars=2, minutes=12, trains=(1, 2),
    checked="z, a and ŷ of every step",
    mistakes=[
        Mistake("start ignored", "    a[0] = a0\n", "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?"),
        Mistake("always from the start", "W_aa @ a[t - 1]", "W_aa @ a[0]",
            "every step begins at the initial state, so nothing is carried on.",
            "which state does step t get?"),
        Mistake("W_aa transposed", "W_aa @ a[t - 1]", "W_aa.T @ a[t - 1]",
            "the recurrent matrix is transposed, which its square shape allows.",
            "which index of W_aa is the state that comes out?"),
        Mistake("bias after the tanh", " + b_a\n        a[t] = np.tanh(z[t - 1])",
            "\n        a[t] = np.tanh(z[t - 1]) + b_a",
            "the bias is added after the tanh.", "what belongs to z?"),
        Mistake("two tanhs", "np.tanh(z[t - 1])", "np.tanh(np.tanh(z[t - 1]))",
            "the state is squashed twice.", "how often does g0 act?"),
        Mistake("z overwritten", "a[t] = np.tanh(z[t - 1])", "a[t] = z[t - 1] = np.tanh(z[t - 1])",
            "`z` holds the states: the sums before the tanh have been written over.",
            "what stands in z when the loop has ended?",
            costs=("z",)),
        Mistake("lost tanh", "W_ya @ a[t]", "W_ya @ z[t - 1]",
            "the output reads z: it has lost the tanh, as in the notes.",
            "what does the readout read?"),
        Mistake("output one step late", "W_ya @ a[t]", "W_ya @ a[t - 1]",
            "each prediction reads the state before its input has come in.",
            "which state is the prediction of step t made of?"),
        Mistake("logits returned", "1 / (1 + np.exp(-(W_ya @ a[t] + b_y)))", "W_ya @ a[t] + b_y",
            "these are the logits, before the sigmoid.",
            "between which numbers must predictions lie?"),
        Mistake("b_y after the sigmoid", "-(W_ya @ a[t] + b_y)))", "-(W_ya @ a[t]))) + b_y",
            "the bias of the readout is added after the sigmoid.", "what belongs to the logits?"),
        Mistake("sign of the sigmoid", "np.exp(-(W_ya", "np.exp((W_ya",
            "the sigmoid falls where it should rise: yes and no have changed places.",
            "what is the sigmoid of a large positive number?"),
        Mistake("first step skipped", "range(1, T + 1)", "range(2, T + 1)",
            "the loop begins with the second step.", "at which t does the first input come in?"),
    ],
)  # fmt: skip
