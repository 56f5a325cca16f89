"""Exercise `two_classes` of chapter 4: softmax, sigmoid and tanh are one family."""

import numpy as np

from coursekit import Line, Lines


def _two_classes(seed: int) -> dict[str, np.ndarray]:
    """Draw every symbol for itself; r, e and s are positive, as exponentials are."""
    rng = np.random.default_rng(seed)
    free = {name: rng.normal(size=4) for name in ("z_1", "z_2", "d")}
    return free | {name: rng.uniform(0.1, 0.9, size=4) for name in ("r", "e", "s")}


exercise = Lines(
    {
        "y_1": Line("exp(z_1) / (exp(z_1) + exp(z_2))", "z_1 z_2",
            {
                "no exponentials": ("z_1 / (z_1 + z_2)", "the exponentials are missing."),
                "other class": ("exp(z_2) / (exp(z_1) + exp(z_2))",
                    "this is the probability of the second class."),
            },
            hint="the equation of the softmax with two classes.", note="z_1 z_2"),
        "y_1 with r": Line("1 / (1 + r)", "r",
            {"other class": ("r / (1 + r)", "this is the probability of the second class.")},
            hint="divide numerator and denominator by exp(z_1).", note="r"),
        "r": Line("exp(-d)", "d",
            {"sign": ("exp(d)", "r is exp(z_2) / exp(z_1), and d is z_1 - z_2: watch the sign.")},
            hint="a quotient of exponentials is the exponential of a difference.", note="d"),
        "y_1 with d": Line("1 / (1 + exp(-d))", "d",
            {"sign": ("1 / (1 + exp(d))", "this falls when d grows.")},
            hint="put the two lines before together; what is this function called?", note="d"),
        "y_2": Line("1 - s", "s",
            {
                "slope": ("s * (1 - s)", "this is the slope of the sigmoid."),
                "sign": ("-s", "a probability is not negative."),
            },
            hint="what do the two probabilities add up to?", note="s"),
        "tanh with e": Line("(e - 1) / (e + 1)", "e",
            {
                "sign": ("(1 - e) / (1 + e)",
                    "tanh(u) is positive where u is, that is where e > 1."),
                "sigmoid": ("e / (e + 1)", "this is the sigmoid of 2u."),
            },
            hint="tanh(u) is (exp(u) - exp(-u)) / (exp(u) + exp(-u)): multiply both by exp(u).",
            note="e"),
        "tanh with s": Line("2 * s - 1", "s",
            {
                "not stretched": ("s - 1 / 2", "tanh reaches from -1 to 1, not from -1/2 to 1/2."),
                "not shifted": ("2 * s", "at u = 0 the sigmoid is 1/2 and tanh is 0."),
                "turned round": ("1 - 2 * s", "tanh grows with s."),
            },
            hint="stretch and shift: the sigmoid reaches from 0 to 1, tanh from -1 to 1.",
            note="s"),
    },
    _two_classes,
    title="Two classes need one logit", stars=2, minutes=10, trains=(3,),
    checked="seven lines, each on numbers of its own",
)  # fmt: skip
