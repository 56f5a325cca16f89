"""Exercise `one_to_many` of chapter 5: a network that reads its own predictions."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import weights


def generation_case(seed: int) -> tuple:
    """Draw x_1, a0, the number of steps and the five weights; n_x is n_y."""
    rng = np.random.default_rng(seed)
    n, n_a, N = 2, 4, 3
    x_1, a0 = rng.normal(size=(n, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    return x_1, a0, 5, *weights(rng, n, n_a, n)


def one_to_many(x_1, a0, steps, W_aa, W_ax, b_a, W_ya, b_y):
    a, x_t, y_hat = a0, x_1, []
    for _ in range(steps):
        a = np.tanh(W_aa @ a + W_ax @ x_t + b_a)
        x_t = W_ya @ a + b_y
        y_hat.append(x_t)
    return np.array(y_hat)


exercise = Code(
    one_to_many, generation_case, "y_hat",
    title="One-to-many", stars=2, minutes=8, trains=(2,),
    checked="all predictions, for numbers (no activation at the output)",
    mistakes=[
        Mistake("input repeated", "x_t = W_ya @ a + b_y\n        y_hat.append(x_t)",
            "y_hat.append(W_ya @ a + b_y)",
            "every step gets the first input again: no prediction is fed back.",
            "what is the input of step 2?"),
        Mistake("zeros fed", "y_hat.append(x_t)", "y_hat.append(x_t)\n        x_t = 0 * x_t",
            "after the first step the network is fed zeros.", "what is the input of step 2?"),
        Mistake("states only from the start", "W_aa @ a +", "W_aa @ a0 +",
            "every step begins at the initial state: only the prediction travels on.",
            "two things reach step t from step t - 1."),
        Mistake("no state at all", "W_aa @ a + ", "",
            "the state is not fed back: this is a Jordan net.",
            "two things reach step t from step t - 1."),
        Mistake("start ignored", "y_hat = a0,", "y_hat = 0 * a0,",
            "it starts from zeros instead of the given state.", "where does a begin?"),
        Mistake("input counted as output", "x_1, []\n    for _ in range(steps)",
            "x_1, [x_1]\n    for _ in range(steps - 1)",
            "the first input is returned as if it had been predicted.",
            "how many predictions does the network make?"),
        Mistake("squashed on the way", "y_hat.append(x_t)",
            "y_hat.append(x_t)\n        x_t = np.tanh(x_t)",
            "the prediction passes through a tanh before it is fed back.",
            "what exactly is the input of step 2?"),
        Mistake("prediction added to the input", "x_t = W_ya", "x_t = x_t + W_ya",
            "the prediction is added to the old input instead of replacing it.",
            "what remains of the first input in step 2?"),
        Mistake("readout from the old state",
            "        a = np.tanh(W_aa @ a + W_ax @ x_t + b_a)\n        x_t = W_ya @ a + b_y\n",
            "        a, x_t = np.tanh(W_aa @ a + W_ax @ x_t + b_a), W_ya @ a + b_y\n",
            "the prediction reads the state before the step, not after it.",
            "which of the two lines must come first?"),
        Mistake("b_y forgotten", "W_ya @ a + b_y", "W_ya @ a",
            "the readout has lost its bias.", "compare with the equation of the output."),
    ],
)  # fmt: skip
