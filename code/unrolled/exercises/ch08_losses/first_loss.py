"""Exercise `first_loss` of chapter 8: what five first losses say of their programs."""

import numpy as np

from coursekit import Choices

__all__ = ["first_losses"]


def first_losses() -> dict[str, float]:
    """Return the first loss of five programs on one padded batch; all logits are still zero.

    Returns
    -------
    dict of str to float
        Name of the program -> loss; 39 classes, 50 sequences of 1 to 50 steps.

    Examples
    --------
    >>> print({name: round(loss, 2) for name, loss in first_losses().items()})
    {'A': 5.29, 'B': 1.87, 'C': 3.91, 'D': 3.66, 'E': 93.42}
    """
    V, N = 39, 50
    z, mask = np.zeros((N, V, N)), np.arange(N)[:, None] < np.arange(1, N + 1)
    step = np.log(np.exp(z).sum(axis=1)) - z[:, 0]
    over_examples = np.log(np.exp(z).sum(axis=2))[:, 0]  # the same for every example
    return {
        "A": float((step * mask).sum() / mask.sum() / np.log(2)),
        "B": float((step * mask).mean()),
        "C": float(over_examples.mean()),
        "D": float((step * mask).sum() / mask.sum()),
        "E": float((step * mask).sum(axis=0).mean()),
    }


_CAUSES = {
    "base 2": "log 39 is 3.66 to the base e; to the base 2 it is 5.29.",
    "T N": "dividing by T N makes the loss smaller than log 39, by the share of real steps.",
    "axis": "a softmax over the 50 examples starts at log 50.",
    "right": "a right program starts at log 39, the natural logarithm.",
    "sum": "a sum over the steps of a sequence is the mean step times the mean length.",
}


def answer():
    #: causes = {"A": ..., "B": ..., "C": ..., "D": ..., "E": ...}
    #: # each "right", "T N", "sum", "base 2" or "axis"
    causes = {"A": "base 2", "B": "T N", "C": "axis", "D": "right",
              "E": "sum"}  # fmt: skip
    return causes


exercise = Choices(
    answer(),
    {
        program: {wrong: says for wrong, says in _CAUSES.items() if wrong != right}
        for program, right in answer().items()
    },
    answer=answer,
    title="Read the first loss", stars=2, minutes=10, trains=(4,),
    checked="the cause of each of five numbers",
)  # fmt: skip
