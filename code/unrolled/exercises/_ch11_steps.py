"""Exercises of chapter 11, training: the optimizers."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake


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


def _momentum(theta, grads, lr, beta):
    v = np.zeros_like(theta)
    for g in grads:
        v = beta * v + g
        theta = theta - lr * v
    return theta, v


#: Gradient descent with a velocity.
momentum = Code(
    _momentum,
    momentum_case,
    "theta v",
    [
        Mistake(
            "uphill",
            "theta - lr",
            "theta + lr",
            "the weights follow the velocity uphill.",
            "which sign has the step?",
        ),
        Mistake(
            "velocity not kept",
            "v = beta * v + g",
            "v = g",
            "the velocity holds the newest gradient only: this is plain gradient descent.",
            "what is left of the old velocity?",
        ),
        Mistake(
            "gradient as step",
            "lr * v",
            "lr * g",
            "the velocity is computed and never used: the step takes the bare gradient.",
            "along what do the weights move?",
        ),
        Mistake(
            "running mean",
            "beta * v + g",
            "beta * v + (1 - beta) * g",
            "the velocity is a mean of the gradients, so all steps are shorter; ours is a sum.",
            "which factor has the new gradient?",
        ),
        Mistake(
            "velocity one step late",
            "        v = beta * v + g\n        theta = theta - lr * v\n",
            "        theta = theta - lr * v\n        v = beta * v + g\n",
            "the weights move before the new gradient has entered the velocity.",
            "in which order are the two lines?",
        ),
        Mistake(
            "share on the gradient",
            "beta * v + g",
            "v + beta * g",
            "the old velocity is kept whole and the gradient is shortened: nothing is forgotten.",
            "which of the two terms is multiplied by `beta`?",
        ),
        Mistake(
            "rate twice",
            "beta * v + g",
            "beta * v + lr * g",
            "the learning rate stands in the velocity and in the step.",
            "how often does `lr` multiply a gradient?",
        ),
        Mistake(
            "starts with a gradient",
            "np.zeros_like(theta)",
            "grads[0]",
            "the velocity starts with the first gradient, which then counts twice.",
            "what is the velocity before the first update?",
        ),
        Mistake(
            "nothing forgotten",
            "beta * v + g",
            "v + g",
            "the velocity adds up all gradients with the same weight.",
            "how much of the old velocity is kept?",
        ),
        Mistake(
            "look ahead",
            "lr * v",
            "lr * (beta * v + g)",
            "the step uses the velocity of one update later: that is Nesterov's variant.",
            "what exactly is multiplied by `lr`?",
        ),
    ],
    title="Momentum",
    stars=1,
    minutes=10,
    checked="weights and velocity after six updates",
)


def adam_case(seed: int) -> tuple:
    """Draw a start and gradients whose sizes differ much between the weights.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple
        theta, shape (P=4,); grads, shape (K=6, 4); lr; beta1; beta2; a large eps.
    """
    rng = np.random.default_rng(seed)
    grads = rng.normal(size=(6, 4)) * np.array([0.1, 1.0, 3.0, 10.0])
    return rng.normal(size=4), grads, 0.3, 0.8, 0.95, 0.05


def _adam(theta, grads, lr, beta1, beta2, eps):
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for k in range(1, len(grads) + 1):
        g = grads[k - 1]
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**k)
        v_hat = v / (1 - beta2**k)
        theta = theta - lr * m_hat / (np.sqrt(v_hat) + eps)
    return theta, m, v


_ONE_HAT = (
    "only one of the two means is corrected for its start at zero.",
    "which of the two means is used without its hat?",
)
_M_HAT, _V_HAT = "m_hat = m / (1 - beta1**k)", "v_hat = v / (1 - beta2**k)"

#: Adam, with its two means and their corrections.
adam = Code(
    _adam,
    adam_case,
    "theta m v",
    [
        Mistake(
            "no correction",
            _M_HAT,
            "m_hat = m",
            "both means start at zero and are used as they are: the first steps are wrong.",
            "what do the hats do?",
            more=((_V_HAT, "v_hat = v"),),
        ),
        Mistake("m not corrected", _M_HAT, "m_hat = m", *_ONE_HAT),
        Mistake("v not corrected", _V_HAT, "v_hat = v", *_ONE_HAT),
        Mistake(
            "corrected after the root",
            _V_HAT,
            "v_hat = v / (1 - beta2**k) ** 2",
            "the correction of v stands outside the root; it is v that is too small.",
            "what is under the root, v or v with its hat?",
        ),
        Mistake(
            "eps inside the root",
            "np.sqrt(v_hat) + eps",
            "np.sqrt(v_hat + eps)",
            "`eps` stands under the root, where it is as large as its own root.",
            "where does `eps` stand in the formula?",
        ),
        Mistake(
            "k from 0",
            "range(1, len(grads) + 1)",
            "range(len(grads))",
            "the first update has number 0, and its corrections divide by zero.",
            "what is $1 - \\beta^0$?",
            more=(("grads[k - 1]", "grads[k]"),),
        ),
        Mistake(
            "uphill",
            "theta - lr",
            "theta + lr",
            "the weights move uphill.",
            "which sign has the step?",
        ),
        Mistake(
            "means not kept",
            "m = beta1 * m + (1 - beta1) * g",
            "m = (1 - beta1) * g",
            "the two means hold the newest gradient only.",
            "what is left of the old means?",
            more=(("v = beta2 * v + (1 - beta2) * g**2", "v = (1 - beta2) * g**2"),),
        ),
        Mistake(
            "power forgotten",
            "(1 - beta1**k)",
            "(1 - beta1)",
            "the corrections divide by the same number at every update; they must fade.",
            "how do the corrections depend on the number of the update?",
            more=(("(1 - beta2**k)", "(1 - beta2)"),),
        ),
        Mistake(
            "corrected means kept",
            _M_HAT,
            "m_hat = m = m / (1 - beta1**k)",
            "the corrected means are carried on, so the next update corrects them again.",
            "which means enter the next update?",
            more=((_V_HAT, "v_hat = v = v / (1 - beta2**k)"),),
        ),
        Mistake(
            "memories swapped",
            "m = beta1 * m + (1 - beta1) * g",
            "m = beta2 * m + (1 - beta2) * g",
            "the two means use each other's memory.",
            "which beta belongs to which mean?",
            more=(
                ("v = beta2 * v + (1 - beta2)", "v = beta1 * v + (1 - beta1)"),
                ("beta1**k", "beta2**k"),
                ("beta2**k", "beta1**k"),
            ),
        ),
        Mistake(
            "root forgotten",
            "np.sqrt(v_hat)",
            "v_hat",
            "the step is divided by the square of the gradient's size.",
            "which unit has the denominator?",
        ),
        Mistake(
            "square of the mean",
            "* g**2",
            "* m**2",
            "the second mean is one of the squared *mean*; it wants the squared gradient.",
            "what is averaged in `v`?",
        ),
        Mistake(
            "shares swapped",
            "beta1 * m + (1 - beta1) * g",
            "(1 - beta1) * m + beta1 * g",
            "the new gradient has the large share and the memory the small one.",
            "how much of the old mean is kept?",
        ),
    ],
    title="Adam",
    stars=2,
    minutes=20,
    checked="weights and both means after six updates",
)
