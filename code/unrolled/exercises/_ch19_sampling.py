"""Drawing symbols: two functions of chapter 19's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


def draw_case(seed: int) -> tuple:
    """Draw logits, a temperature and one uniform number per example.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``z`` (6, 40), ``tau``, ``u`` (40,).

    Examples
    --------
    >>> draw_case(0)[1]
    0.6
    """
    rng = np.random.default_rng(seed)
    return rng.normal(size=(6, 40)), 0.6, rng.random(40)


def _draw_symbols(z, tau, u):
    z = z / tau
    e = np.exp(z - z.max(axis=0))
    p = e / e.sum(axis=0)
    ends = np.cumsum(p, axis=0)
    return p, (ends <= u).sum(axis=0)


DRAW_MISTAKES = [
    Mistake("temperature multiplied", "z / tau", "z * tau",
            "a low temperature must pull the logits apart; yours pushes them together.",
            "what does 0.6 do to a difference of 1 between two logits?"),
    Mistake("temperature forgotten", "z / tau", "z / 1.0",
            "`tau` changes nothing.",
            "where does tau enter?"),
    Mistake("temperature squared", "z / tau", "z / tau**2",
            "the logits are divided twice.",
            "how often does tau enter?"),
    Mistake("divided after the softmax", "p = e / e.sum(axis=0)", "p = e / e.sum(axis=0) / tau",
            "the probabilities no longer add up to 1.",
            "does every column of p add up to 1?"),
    Mistake("softmax over the examples", "e.sum(axis=0)", "e.sum(axis=1, keepdims=True)",
            "the rows add up to 1, but an example is a column.",
            "which axis holds the symbols?"),
    Mistake("softmax over everything", "e.sum(axis=0)", "e.sum()",
            "all columns together add up to 1; each one should.",
            "what does each column of p add up to?"),
    Mistake("not normalized", "p = e / e.sum(axis=0)", "p = e",
            "the exponentials are no probabilities yet.",
            "what does each column of p add up to?"),
    Mistake("largest instead of drawn", "(ends <= u).sum(axis=0)", "p.argmax(axis=0)",
            "that is greedy: `u` decides nothing.",
            "where does u enter?"),
    Mistake("piece before", "(ends <= u).sum(axis=0)", "(ends <= u).sum(axis=0) - 1",
            "each id is one too small, and -1 is no symbol.",
            "which symbol owns the first piece, from 0 to p[0]?"),
    Mistake("piece after", "(ends <= u).sum(axis=0)", "(ends <= u).sum(axis=0) + 1",
            "each id is one too large.",
            "which symbol owns the first piece, from 0 to p[0]?"),
    Mistake("not accumulated", "np.cumsum(p, axis=0)", "p",
            "`u` is compared with single probabilities; a piece ends where all up to it end.",
            "where does the piece of symbol 2 end?"),
    Mistake("accumulated over the examples", "np.cumsum(p, axis=0)", "np.cumsum(p, axis=1)",
            "the pieces of one symbol are put together across examples.",
            "along which axis do the pieces of one example lie?"),
    Mistake("comparison turned", "ends <= u", "ends >= u",
            "you count the pieces that end after `u`.",
            "which id comes out for u near 0?"),
    Mistake("one number for all", "ends <= u", "ends <= u[0]",
            "all examples use the first number; each has its own.",
            "how many numbers are in u?"),
]  # fmt: skip


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


def _top_k(z, k, tau):
    p = np.zeros_like(z)
    for n in range(z.shape[1]):
        kept = np.argsort(-z[:, n])[:k]
        e = np.exp((z[kept, n] - z[kept, n].max()) / tau)
        p[kept, n] = e / e.sum()
    return p


TOP_K_MISTAKES = [
    Mistake("smallest kept", "-z[:, n]", "z[:, n]",
            "the k *least* likely symbols are kept.",
            "in which direction does argsort sort?"),
    Mistake("one too many", "[:k]", "[:k + 1]",
            "k + 1 symbols are kept.",
            "how many entries of a column are not zero?"),
    Mistake("one too few", "[:k]", "[:k - 1]",
            "k - 1 symbols are kept.",
            "how many entries of a column are not zero?"),
    Mistake("all kept", "[:k]", "[:]",
            "every symbol can still be drawn.",
            "how many entries of a column are not zero?"),
    Mistake("only the largest", "[:k]", "[:1]",
            "that is greedy: one symbol is left.",
            "how many entries of a column are not zero?"),
    Mistake("first example decides", "-z[:, n]", "-z[:, 0]",
            "all examples keep the symbols of the first one.",
            "whose logits decide what example n keeps?"),
    Mistake("not shared out again", "e / e.sum()",
            "e / np.exp((z[:, n] - z[kept, n].max()) / tau).sum()",
            "the kept ones have their old probabilities; those of the others are lost.",
            "what does each column of p add up to?"),
    Mistake("not normalized", "e / e.sum()", "e",
            "the exponentials are no probabilities yet.",
            "what does each column of p add up to?"),
    Mistake("equal shares", "e / e.sum()", "1 / k",
            "the kept symbols are not equally likely: their logits still count.",
            "which of the kept ones has the largest logit?"),
    Mistake("temperature forgotten", " / tau", " / 1.0",
            "`tau` changes nothing.",
            "where does tau enter?"),
    Mistake("temperature multiplied", " / tau", " * tau",
            "a low temperature must pull the logits apart; yours pushes them together.",
            "multiply or divide?"),
    Mistake("the others get a share", "np.zeros_like(z)", "np.full_like(z, 1 / len(z))",
            "what is not kept must have probability 0.",
            "with what does p begin?"),
]  # fmt: skip
