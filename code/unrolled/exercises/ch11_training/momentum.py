"""Exercise `momentum` of chapter 11: gradient descent with a velocity."""

import numpy as np

from coursekit import Code, Mistake


def momentum_case(seed: int) -> tuple:
    """Draw a start, one gradient per update, a rate and a share.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple
        theta, shape (P=4,); grads, shape (K=6, 4); lr; beta.
    """
    rng = np.random.default_rng(seed)
    return rng.normal(size=4), rng.normal(size=(6, 4)), 0.3, 0.8


def momentum(theta, grads, lr, beta):
    #: # return theta, v
    v = np.zeros_like(theta)
    for g in grads:
        v = beta * v + g
        theta = theta - lr * v
    return theta, v


exercise = Code(
    momentum, momentum_case, "theta v",
    title="Momentum", stars=1, minutes=10, trains=(1,),
    checked="weights and velocity after six updates",
    mistakes=[
        Mistake("uphill", "theta - lr", "theta + lr",
            "the weights follow the velocity uphill.", "which sign has the step?"),
        Mistake("velocity not kept", "v = beta * v + g", "v = g",
            "the velocity holds the newest gradient only: this is plain gradient descent.",
            "what is left of the old velocity?"),
        Mistake("gradient as step", "lr * v", "lr * g",
            "the velocity is computed and never used: the step takes the bare gradient.",
            "along what do the weights move?"),
        Mistake("running mean", "beta * v + g", "beta * v + (1 - beta) * g",
            "the velocity is a mean of the gradients, so all steps are shorter; ours is a sum.",
            "which factor has the new gradient?"),
        Mistake("velocity one step late",
            "        v = beta * v + g\n        theta = theta - lr * v\n",
            "        theta = theta - lr * v\n        v = beta * v + g\n",
            "the weights move before the new gradient has entered the velocity.",
            "in which order are the two lines?"),
        Mistake("share on the gradient", "beta * v + g", "v + beta * g",
            "the old velocity is kept whole and the gradient is shortened: nothing is forgotten.",
            "which of the two terms is multiplied by `beta`?"),
        Mistake("rate twice", "beta * v + g", "beta * v + lr * g",
            "the learning rate stands in the velocity and in the step.",
            "how often does `lr` multiply a gradient?"),
        Mistake("starts with a gradient", "np.zeros_like(theta)", "grads[0]",
            "the velocity starts with the first gradient, which then counts twice.",
            "what is the velocity before the first update?"),
        Mistake("nothing forgotten", "beta * v + g", "v + g",
            "the velocity adds up all gradients with the same weight.",
            "how much of the old velocity is kept?"),
        Mistake("look ahead", "lr * v", "lr * (beta * v + g)",
            "the step uses the velocity of one update later: that is Nesterov's variant.",
            "what exactly is multiplied by `lr`?"),
    ],
)  # fmt: skip
