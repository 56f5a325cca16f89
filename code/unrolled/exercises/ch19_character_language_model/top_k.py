"""Exercise `top_k` of chapter 19: top-k with temperature."""

import numpy as np

from coursekit import Code, Mistake


def top_k_case(seed: int) -> tuple:
    """Draw logits, how many to keep, and a temperature.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``z`` (7, 5), 3, 0.7.

    Examples
    --------
    >>> top_k_case(0)[1:]
    (3, 0.7)
    """
    rng = np.random.default_rng(seed)
    return rng.normal(size=(7, 5)), 3, 0.7


def top_k(z, k, tau):
    p = np.zeros_like(z)
    for n in range(z.shape[1]):
        kept = np.argsort(-z[:, n])[:k]
        e = np.exp((z[kept, n] - z[kept, n].max()) / tau)
        p[kept, n] = e / e.sum()
    return p


exercise = Code(
    top_k, top_k_case, "p",
    title="Only the k best", stars=2, minutes=15, trains=(3,),
    checked="the probabilities of all symbols",
    mistakes=[
        Mistake("smallest kept", "-z[:, n]", "z[:, n]",
            "the k *least* likely symbols are kept.", "in which direction does argsort sort?"),
        Mistake("one too many", "[:k]", "[:k + 1]",
            "k + 1 symbols are kept.", "how many entries of a column are not zero?"),
        Mistake("one too few", "[:k]", "[:k - 1]",
            "k - 1 symbols are kept.", "how many entries of a column are not zero?"),
        Mistake("all kept", "[:k]", "[:]",
            "every symbol can still be drawn.", "how many entries of a column are not zero?"),
        Mistake("only the largest", "[:k]", "[:1]",
            "that is greedy: one symbol is left.", "how many entries of a column are not zero?"),
        Mistake("first example decides", "-z[:, n]", "-z[:, 0]",
            "all examples keep the symbols of the first one.",
            "whose logits decide what example n keeps?"),
        Mistake("not shared out again", "e / e.sum()",
            "e / np.exp((z[:, n] - z[kept, n].max()) / tau).sum()",
            "the kept ones have their old probabilities; those of the others are lost.",
            "what does each column of p add up to?"),
        Mistake("not normalized", "e / e.sum()", "e",
            "the exponentials are no probabilities yet.", "what does each column of p add up to?"),
        Mistake("equal shares", "e / e.sum()", "1 / k",
            "the kept symbols are not equally likely: their logits still count.",
            "which of the kept ones has the largest logit?"),
        Mistake("temperature forgotten", " / tau", " / 1.0",
            "`tau` changes nothing.", "where does tau enter?"),
        Mistake("temperature multiplied", " / tau", " * tau",
            "a low temperature must pull the logits apart; yours pushes them together.",
            "multiply or divide?"),
        Mistake("the others get a share", "np.zeros_like(z)", "np.full_like(z, 1 / len(z))",
            "what is not kept must have probability 0.", "with what does p begin?"),
    ],
)  # fmt: skip
