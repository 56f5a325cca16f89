"""Exercise `softmax` of chapter 4: probabilities from logits of any size."""

import numpy as np

from coursekit import Code, Mistake


def logits_case(seed: int) -> tuple[np.ndarray]:
    """Draw logits (T, n_y, N): columns near 0, near 1e4 and near -1e4, and one of large range."""
    z = np.random.default_rng(seed).normal(size=(5, 4, 3))
    z[:, :, 1] += 1e4
    z[:, :, 2] -= 1e4
    z[0, seed % 4, 0] = 1e4
    return (z,)


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


_BODY = """z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)"""

exercise = Code(
    softmax, logits_case, "y_hat",
    title="A softmax for all logits", stars=2, minutes=8, trains=(3,),
    checked="values, the axis, and logits of 10,000",
    mistakes=[
        Mistake("no maximum subtracted", "z = z - z.max(axis=1, keepdims=True)\n    e", "e",
            "right for small logits, but the exponential of 10,000 overflows.",
            "what may be added to all logits of a column without a change?"),
        Mistake("one maximum for all", "z.max(axis=1, keepdims=True)", "z.max()",
            "one maximum is subtracted from all columns: one that lies far below becomes 0/0.",
            "how many maxima do T times N columns need?"),
        Mistake("maximum over examples", "z.max(axis=1", "z.max(axis=2",
            "the maximum is taken over the examples, so the classes of a column are shifted apart.",
            "which axis holds the classes?"),
        Mistake("minimum subtracted", "z.max(", "z.min(",
            "the smallest logit is subtracted, so a large one still overflows.",
            "which logit may be the exponent 0?"),
        Mistake("logits clipped", "z - z.max(axis=1, keepdims=True)", "np.clip(z, -500, 500)",
            "the logits are clipped: where all of a column are cut off, all classes look alike.",
            "what may be added to all logits of a column without a change?"),
        Mistake("sum over examples", "e.sum(axis=1", "e.sum(axis=2",
            "the sum runs over the examples.", "what must add up to 1?"),
        Mistake("sum over time", "e.sum(axis=1", "e.sum(axis=0",
            "the sum runs over the steps.", "what must add up to 1?"),
        Mistake("sum over everything", "e.sum(axis=1, keepdims=True)", "e.sum()",
            "the whole array adds up to 1, instead of each column.", "what must add up to 1?"),
        Mistake("not divided", "return e / e.sum(axis=1, keepdims=True)", "return e",
            "these are exponentials, not probabilities: nothing makes them add up to 1.",
            "what must add up to 1?"),
        Mistake("logarithms", "return e / e.sum(axis=1, keepdims=True)",
            "return z - np.log(e.sum(axis=1, keepdims=True))",
            "these are the logarithms of the probabilities.", "can a probability be negative?"),
        Mistake("sigmoid", _BODY, "return 1 / (1 + np.exp(-z))",
            "this is the sigmoid of each logit: the classes of a column do not share anything.",
            "what must add up to 1?"),
        Mistake("no exponential", "np.exp(z)", "z",
            "the logits themselves are divided by their sum.", "how does a logit become positive?"),
    ],
)  # fmt: skip
