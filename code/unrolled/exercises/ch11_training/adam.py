"""Exercise `adam` of chapter 11: Adam, with its two means and their corrections."""

import numpy as np

from coursekit import Code, Mistake


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


def adam(theta, grads, lr, beta1, beta2, eps):
    #: # return theta, m, v
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

exercise = Code(
    adam, adam_case, "theta m v",
    title="Adam", stars=2, minutes=20, trains=(1,),
    checked="weights and both means after six updates",
    mistakes=[
        Mistake("no correction", _M_HAT, "m_hat = m",
            "both means start at zero and are used as they are: the first steps are wrong.",
            "what do the hats do?",
            more=((_V_HAT, "v_hat = v"),)),
        Mistake("m not corrected", _M_HAT, "m_hat = m",
            *_ONE_HAT),
        Mistake("v not corrected", _V_HAT, "v_hat = v",
            *_ONE_HAT),
        Mistake("corrected after the root", _V_HAT, "v_hat = v / (1 - beta2**k) ** 2",
            "the correction of v stands outside the root; it is v that is too small.",
            "what is under the root, v or v with its hat?"),
        Mistake("eps inside the root", "np.sqrt(v_hat) + eps", "np.sqrt(v_hat + eps)",
            "`eps` stands under the root, where it is as large as its own root.",
            "where does `eps` stand in the formula?"),
        Mistake("k from 0", "range(1, len(grads) + 1)", "range(len(grads))",
            "the first update has number 0, and its corrections divide by zero.",
            "what is $1 - \\beta^0$?",
            more=(("grads[k - 1]", "grads[k]"),)),
        Mistake("uphill", "theta - lr", "theta + lr",
            "the weights move uphill.", "which sign has the step?"),
        Mistake("means not kept", "m = beta1 * m + (1 - beta1) * g", "m = (1 - beta1) * g",
            "the two means hold the newest gradient only.", "what is left of the old means?",
            more=(("v = beta2 * v + (1 - beta2) * g**2", "v = (1 - beta2) * g**2"),)),
        Mistake("power forgotten", "(1 - beta1**k)", "(1 - beta1)",
            "the corrections divide by the same number at every update; they must fade.",
            "how do the corrections depend on the number of the update?",
            more=(("(1 - beta2**k)", "(1 - beta2)"),)),
        Mistake("corrected means kept", _M_HAT, "m_hat = m = m / (1 - beta1**k)",
            "the corrected means are carried on, so the next update corrects them again.",
            "which means enter the next update?",
            more=((_V_HAT, "v_hat = v = v / (1 - beta2**k)"),)),
        Mistake("memories swapped", "m = beta1 * m + (1 - beta1) * g",
            "m = beta2 * m + (1 - beta2) * g",
            "the two means use each other's memory.", "which beta belongs to which mean?",
            more=(("v = beta2 * v + (1 - beta2)", "v = beta1 * v + (1 - beta1)"),
                  ("beta1**k", "beta2**k"),
                  ("beta2**k", "beta1**k"))),
        Mistake("root forgotten", "np.sqrt(v_hat)", "v_hat",
            "the step is divided by the square of the gradient's size.",
            "which unit has the denominator?"),
        Mistake("square of the mean", "* g**2", "* m**2",
            "the second mean is one of the squared *mean*; it wants the squared gradient.",
            "what is averaged in `v`?"),
        Mistake("shares swapped", "beta1 * m + (1 - beta1) * g", "(1 - beta1) * m + beta1 * g",
            "the new gradient has the large share and the memory the small one.",
            "how much of the old mean is kept?"),
    ],
)  # fmt: skip
