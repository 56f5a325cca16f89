"""Exercises 4 and 5 of chapter 4: softmax for all logits, and for two classes."""

import numpy as np

from coursekit.code import Code
from coursekit.lines import Line, Lines
from coursekit.mistakes import Mistake

# -- 4. a softmax for all logits ----------------------------------------------------------------


def logits_case(seed: int) -> tuple[np.ndarray]:
    """Draw logits (T, n_y, N): columns near 0, near 1e4 and near -1e4, and one of large range."""
    z = np.random.default_rng(seed).normal(size=(5, 4, 3))
    z[:, :, 1] += 1e4
    z[:, :, 2] -= 1e4
    z[0, seed % 4, 0] = 1e4
    return (z,)


def _softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


_BODY = """z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)"""

#: exercise 4, probabilities from logits of any size
softmax = Code(
    _softmax,
    logits_case,
    "y_hat",
    [
        Mistake(
            "no maximum subtracted",
            "z = z - z.max(axis=1, keepdims=True)\n    e",
            "e",
            "right for small logits, but the exponential of 10,000 overflows.",
            "what may be added to all logits of a column without a change?",
        ),
        Mistake(
            "one maximum for all",
            "z.max(axis=1, keepdims=True)",
            "z.max()",
            "one maximum is subtracted from all columns: one that lies far below becomes 0/0.",
            "how many maxima do T times N columns need?",
        ),
        Mistake(
            "maximum over examples",
            "z.max(axis=1",
            "z.max(axis=2",
            "the maximum is taken over the examples, so the classes of a column are shifted apart.",
            "which axis holds the classes?",
        ),
        Mistake(
            "minimum subtracted",
            "z.max(",
            "z.min(",
            "the smallest logit is subtracted, so a large one still overflows.",
            "which logit may be the exponent 0?",
        ),
        Mistake(
            "logits clipped",
            "z - z.max(axis=1, keepdims=True)",
            "np.clip(z, -500, 500)",
            "the logits are clipped: where all of a column are cut off, all classes look alike.",
            "what may be added to all logits of a column without a change?",
        ),
        Mistake(
            "sum over examples",
            "e.sum(axis=1",
            "e.sum(axis=2",
            "the sum runs over the examples.",
            "what must add up to 1?",
        ),
        Mistake(
            "sum over time",
            "e.sum(axis=1",
            "e.sum(axis=0",
            "the sum runs over the steps.",
            "what must add up to 1?",
        ),
        Mistake(
            "sum over everything",
            "e.sum(axis=1, keepdims=True)",
            "e.sum()",
            "the whole array adds up to 1, instead of each column.",
            "what must add up to 1?",
        ),
        Mistake(
            "not divided",
            "return e / e.sum(axis=1, keepdims=True)",
            "return e",
            "these are exponentials, not probabilities: nothing makes them add up to 1.",
            "what must add up to 1?",
        ),
        Mistake(
            "logarithms",
            "return e / e.sum(axis=1, keepdims=True)",
            "return z - np.log(e.sum(axis=1, keepdims=True))",
            "these are the logarithms of the probabilities.",
            "can a probability be negative?",
        ),
        Mistake(
            "sigmoid",
            _BODY,
            "return 1 / (1 + np.exp(-z))",
            "this is the sigmoid of each logit: the classes of a column do not share anything.",
            "what must add up to 1?",
        ),
        Mistake(
            "no exponential",
            "np.exp(z)",
            "z",
            "the logits themselves are divided by their sum.",
            "how does a logit become positive?",
        ),
    ],
    title="A softmax for all logits",
    stars=2,
    minutes=8,
    checked="values, the axis, and logits of 10,000",
)

# -- 5. two classes need one logit --------------------------------------------------------------


def _two_classes(seed: int) -> dict[str, np.ndarray]:
    """Draw every symbol for itself; r, e and s are positive, as exponentials are."""
    rng = np.random.default_rng(seed)
    free = {name: rng.normal(size=4) for name in ("z_1", "z_2", "d")}
    return free | {name: rng.uniform(0.1, 0.9, size=4) for name in ("r", "e", "s")}


#: exercise 5, a derivation: softmax, sigmoid and tanh are one family
two_classes = Lines(
    {
        "y_1": Line(
            "exp(z_1) / (exp(z_1) + exp(z_2))",
            "z_1 z_2",
            {
                "no exponentials": ("z_1 / (z_1 + z_2)", "the exponentials are missing."),
                "other class": (
                    "exp(z_2) / (exp(z_1) + exp(z_2))",
                    "this is the probability of the second class.",
                ),
            },
            hint="the equation of the softmax with two classes.",
        ),
        "y_1 with r": Line(
            "1 / (1 + r)",
            "r",
            {
                "other class": ("r / (1 + r)", "this is the probability of the second class."),
            },
            hint="divide numerator and denominator by exp(z_1).",
        ),
        "r": Line(
            "exp(-d)",
            "d",
            {"sign": ("exp(d)", "r is exp(z_2) / exp(z_1), and d is z_1 - z_2: watch the sign.")},
            hint="a quotient of exponentials is the exponential of a difference.",
        ),
        "y_1 with d": Line(
            "1 / (1 + exp(-d))",
            "d",
            {"sign": ("1 / (1 + exp(d))", "this falls when d grows.")},
            hint="put the two lines before together; what is this function called?",
        ),
        "y_2": Line(
            "1 - s",
            "s",
            {
                "slope": ("s * (1 - s)", "this is the slope of the sigmoid."),
                "sign": ("-s", "a probability is not negative."),
            },
            hint="what do the two probabilities add up to?",
        ),
        "tanh with e": Line(
            "(e - 1) / (e + 1)",
            "e",
            {
                "sign": (
                    "(1 - e) / (1 + e)",
                    "tanh(u) is positive where u is, that is where e > 1.",
                ),
                "sigmoid": ("e / (e + 1)", "this is the sigmoid of 2u."),
            },
            hint="tanh(u) is (exp(u) - exp(-u)) / (exp(u) + exp(-u)): multiply both by exp(u).",
        ),
        "tanh with s": Line(
            "2 * s - 1",
            "s",
            {
                "not stretched": ("s - 1 / 2", "tanh reaches from -1 to 1, not from -1/2 to 1/2."),
                "not shifted": ("2 * s", "at u = 0 the sigmoid is 1/2 and tanh is 0."),
                "turned round": ("1 - 2 * s", "tanh grows with s."),
            },
            hint="stretch and shift: the sigmoid reaches from 0 to 1, tanh from -1 to 1.",
        ),
    },
    _two_classes,
    title="Two classes need one logit",
    stars=2,
    minutes=10,
    checked="seven lines, each on numbers of its own",
)
