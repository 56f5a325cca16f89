"""Exercise `one_logit` of chapter 8: the one logit whose sigmoid is the softmax of two."""

import numpy as np

from coursekit import Code, Mistake


def one_logit(z):
    return z[:, 1:] - z[:, :1]


def two_class_case(seed: int) -> tuple[np.ndarray]:
    """Draw the logits of two classes.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple of ndarray
        z, shape (T=4, 2, N=3), with one step of large logits.
    """
    z = np.random.default_rng(seed).normal(size=(4, 2, 3))
    z[2] += 800
    return (z,)


exercise = Code(
    one_logit, two_class_case, "z_yes",
    title="Two classes, one logit", stars=1, minutes=5, trains=(1,),
    checked="one logit per step whose sigmoid is the softmax of class 1",
    few="one line leaves no more to get wrong",
    mistakes=[
        Mistake("classes swapped", "z[:, 1:] - z[:, :1]", "z[:, :1] - z[:, 1:]",
            "its sigmoid is the probability of class 0.",
            "for which class should the logit be large?"),
        Mistake("other class ignored", "z[:, 1:] - z[:, :1]", "z[:, 1:]",
            "adding a number to both logits must change nothing, and here it does.",
            "what happens if both logits grow by 800?"),
        Mistake("half the difference", "z[:, 1:] - z[:, :1]", "(z[:, 1:] - z[:, :1]) / 2",
            "divide above and below by the exponential of the other logit: no factor 1/2 appears.",
            "what is left of the fraction when the numerator is made 1?"),
        Mistake("probability returned", "z[:, 1:] - z[:, :1]",
            "1 / (1 + np.exp(z[:, :1] - z[:, 1:]))",
            "this is the probability itself; the loss wants the logit, before the sigmoid.",
            "may the result be negative?"),
        Mistake("axis lost", "z[:, 1:] - z[:, :1]", "z[:, 1] - z[:, 0]",
            "the axis of the rows is gone; one yes-or-no question is one row.",
            "what shape has an array with n_y = 1?"),
        Mistake("logits added", "z[:, 1:] - z[:, :1]", "z[:, 1:] + z[:, :1]",
            "the classes compete: what helps one must harm the other.",
            "what is the probability when both logits are equal?"),
    ],
)  # fmt: skip
