"""Exercise `training_loop` of chapter 11: epochs, batches, updates."""

import numpy as np

from coursekit import Code, Mistake


def loop_case(seed: int) -> tuple:
    """Draw a start and three batches, each with its own valley.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple
        theta, shape (P=4,); A, shape (K=3, 4, 4); b, shape (3, 4); the rate and the epochs.
    """
    rng = np.random.default_rng(seed)
    A = 0.3 * rng.normal(size=(3, 4, 4)) + np.eye(4)
    return rng.normal(size=4), A, rng.normal(size=(3, 4)), 0.2, 5


def training_loop(theta, A, b, lr, epochs):
    for _ in range(epochs):
        for k in range(len(b)):
            g = A[k] @ theta - b[k]
            theta = theta - lr * g
    return theta


_LOOP = "    for _ in range(epochs):\n"

exercise = Code(
    training_loop, loop_case, "theta",
    title="The loop", stars=1, minutes=10, trains=(1,),
    checked="the weights after five epochs of three batches",
    mistakes=[
        Mistake("uphill", "theta - lr", "theta + lr",
            "the weights follow the gradient uphill; it points to where the loss grows.",
            "which sign has the step?"),
        Mistake("gradient at the start", "@ theta -", "@ start -",
            "all gradients are those of the first weights: nothing is computed anew.",
            "at which weights is the gradient taken?",
            more=((_LOOP, "    start = theta\n" + _LOOP),)),
        Mistake("gradient of the epoch", "@ theta -", "@ before -",
            "the weights that enter the gradient change only once per epoch, not at each update.",
            "at which weights is the gradient of the second batch taken?",
            more=((_LOOP, _LOOP + "        before = theta\n"),)),
        Mistake("one epoch", "range(epochs)", "range(1)",
            "the batches were gone through once only.", "how often is each batch used?"),
        Mistake("last batch lost", "range(len(b))", "range(len(b) - 1)",
            "the last batch of every epoch is never used.", "how many updates has one epoch?"),
        Mistake("one update per epoch", "            theta = theta", "        theta = theta",
            "the step stands outside the loop over the batches: only the last one counts.",
            "how many updates has one epoch?"),
        Mistake("gradients pile up", "g = A[k]", "g = g + A[k]",
            "the gradients of earlier updates are never emptied; each step takes them again.",
            "what is in `g` before a new batch?",
            more=((_LOOP, "    g = 0\n" + _LOOP),)),
        Mistake("wrong gradient", "@ theta - b", "@ theta + b",
            "the gradient has the wrong sign before `b`.",
            "is this the gradient that the statement gives?"),
        Mistake("batches backward", "range(len(b))", "reversed(range(len(b)))",
            "the batches are taken from the last to the first; the order matters.",
            "in which order do the batches come?"),
        Mistake("rate divided", "lr * g", "lr * g / len(b)",
            "each step is divided by the number of batches; the loss of a batch is a mean already.",
            "what multiplies the gradient in the update?"),
    ],
)  # fmt: skip
