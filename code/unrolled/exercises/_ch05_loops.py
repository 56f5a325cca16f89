"""Exercises 2 and 3 of chapter 5: the unfolded loop, with given inputs and with its own."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake


def _weights(rng, n_x, n_a, n_y):
    """Draw W_aa, W_ax, b_a, W_ya, b_y."""
    shapes = (n_a, n_a), (n_a, n_x), (n_a, 1), (n_y, n_a), (n_y, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


# -- 2. a whole sequence ------------------------------------------------------------------------


def sequence_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0 and the five weights; all sizes differ and nothing is zero."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, n_y, N = 6, 2, 4, 5, 3
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    return x, a0, *_weights(rng, n_x, n_a, n_y)


def _forward_sequence(x, a0, W_aa, W_ax, b_a, W_ya, b_y):
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


#: exercise 2, everything that a backward pass will need
forward_sequence = Code(
    _forward_sequence,
    sequence_case,
    "z a y_hat",
    [
        Mistake(
            "start ignored",
            "    a[0] = a0\n",
            "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?",
        ),
        Mistake(
            "always from the start",
            "W_aa @ a[t - 1]",
            "W_aa @ a[0]",
            "every step begins at the initial state, so nothing is carried on.",
            "which state does step t get?",
        ),
        Mistake(
            "W_aa transposed",
            "W_aa @ a[t - 1]",
            "W_aa.T @ a[t - 1]",
            "the recurrent matrix is transposed, which its square shape allows.",
            "which index of W_aa is the state that comes out?",
        ),
        Mistake(
            "bias after the tanh",
            " + b_a\n        a[t] = np.tanh(z[t - 1])",
            "\n        a[t] = np.tanh(z[t - 1]) + b_a",
            "the bias is added after the tanh.",
            "what belongs to z?",
        ),
        Mistake(
            "two tanhs",
            "np.tanh(z[t - 1])",
            "np.tanh(np.tanh(z[t - 1]))",
            "the state is squashed twice.",
            "how often does g0 act?",
        ),
        Mistake(
            "z overwritten",
            "a[t] = np.tanh(z[t - 1])",
            "a[t] = z[t - 1] = np.tanh(z[t - 1])",
            "`z` holds the states: the sums before the tanh have been written over.",
            "what stands in z when the loop has ended?",
            costs=("z",),
        ),
        Mistake(
            "lost tanh",
            "W_ya @ a[t]",
            "W_ya @ z[t - 1]",
            "the output reads z: it has lost the tanh, as in the notes.",
            "what does the readout read?",
        ),
        Mistake(
            "output one step late",
            "W_ya @ a[t]",
            "W_ya @ a[t - 1]",
            "each prediction reads the state before its input has come in.",
            "which state is the prediction of step t made of?",
        ),
        Mistake(
            "logits returned",
            "1 / (1 + np.exp(-(W_ya @ a[t] + b_y)))",
            "W_ya @ a[t] + b_y",
            "these are the logits, before the sigmoid.",
            "between which numbers must predictions lie?",
        ),
        Mistake(
            "b_y after the sigmoid",
            "-(W_ya @ a[t] + b_y)))",
            "-(W_ya @ a[t]))) + b_y",
            "the bias of the readout is added after the sigmoid.",
            "what belongs to the logits?",
        ),
        Mistake(
            "sign of the sigmoid",
            "np.exp(-(W_ya",
            "np.exp((W_ya",
            "the sigmoid falls where it should rise: yes and no have changed places.",
            "what is the sigmoid of a large positive number?",
        ),
        Mistake(
            "first step skipped",
            "range(1, T + 1)",
            "range(2, T + 1)",
            "the loop begins with the second step.",
            "at which t does the first input come in?",
        ),
    ],
    title="A whole sequence, with everything kept",
    stars=2,
    minutes=12,
    checked="z, a and ŷ of every step",
)

# -- 3. one-to-many -----------------------------------------------------------------------------


def generation_case(seed: int) -> tuple:
    """Draw x_1, a0, the number of steps and the five weights; n_x is n_y."""
    rng = np.random.default_rng(seed)
    n, n_a, N = 2, 4, 3
    x_1, a0 = rng.normal(size=(n, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    return x_1, a0, 5, *_weights(rng, n, n_a, n)


def _one_to_many(x_1, a0, steps, W_aa, W_ax, b_a, W_ya, b_y):
    a, x_t, y_hat = a0, x_1, []
    for _ in range(steps):
        a = np.tanh(W_aa @ a + W_ax @ x_t + b_a)
        x_t = W_ya @ a + b_y
        y_hat.append(x_t)
    return np.array(y_hat)


#: exercise 3, a network that reads its own predictions
one_to_many = Code(
    _one_to_many,
    generation_case,
    "y_hat",
    [
        Mistake(
            "input repeated",
            "x_t = W_ya @ a + b_y\n        y_hat.append(x_t)",
            "y_hat.append(W_ya @ a + b_y)",
            "every step gets the first input again: no prediction is fed back.",
            "what is the input of step 2?",
        ),
        Mistake(
            "zeros fed",
            "y_hat.append(x_t)",
            "y_hat.append(x_t)\n        x_t = 0 * x_t",
            "after the first step the network is fed zeros.",
            "what is the input of step 2?",
        ),
        Mistake(
            "states only from the start",
            "W_aa @ a +",
            "W_aa @ a0 +",
            "every step begins at the initial state: only the prediction travels on.",
            "two things reach step t from step t - 1.",
        ),
        Mistake(
            "no state at all",
            "W_aa @ a + ",
            "",
            "the state is not fed back: this is a Jordan net.",
            "two things reach step t from step t - 1.",
        ),
        Mistake(
            "start ignored",
            "y_hat = a0,",
            "y_hat = 0 * a0,",
            "it starts from zeros instead of the given state.",
            "where does a begin?",
        ),
        Mistake(
            "input counted as output",
            "x_1, []\n    for _ in range(steps)",
            "x_1, [x_1]\n    for _ in range(steps - 1)",
            "the first input is returned as if it had been predicted.",
            "how many predictions does the network make?",
        ),
        Mistake(
            "squashed on the way",
            "y_hat.append(x_t)",
            "y_hat.append(x_t)\n        x_t = np.tanh(x_t)",
            "the prediction passes through a tanh before it is fed back.",
            "what exactly is the input of step 2?",
        ),
        Mistake(
            "prediction added to the input",
            "x_t = W_ya",
            "x_t = x_t + W_ya",
            "the prediction is added to the old input instead of replacing it.",
            "what remains of the first input in step 2?",
        ),
        Mistake(
            "readout from the old state",
            "        a = np.tanh(W_aa @ a + W_ax @ x_t + b_a)\n        x_t = W_ya @ a + b_y\n",
            "        a, x_t = np.tanh(W_aa @ a + W_ax @ x_t + b_a), W_ya @ a + b_y\n",
            "the prediction reads the state before the step, not after it.",
            "which of the two lines must come first?",
        ),
        Mistake(
            "b_y forgotten",
            "W_ya @ a + b_y",
            "W_ya @ a",
            "the readout has lost its bias.",
            "compare with the equation of the output.",
        ),
    ],
    title="One-to-many",
    stars=2,
    minutes=8,
    checked="all predictions, for numbers (no activation at the output)",
)
