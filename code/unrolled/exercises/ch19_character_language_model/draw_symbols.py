"""Exercise `draw_symbols` of chapter 19: the sampler."""

import numpy as np

from coursekit import Code, Mistake


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


def draw_symbols(z, tau, u):
    z = z / tau
    e = np.exp(z - z.max(axis=0))
    p = e / e.sum(axis=0)
    ends = np.cumsum(p, axis=0)
    return p, (ends <= u).sum(axis=0)


exercise = Code(
    draw_symbols, draw_case, "p ids",
    title="A sampler", stars=2, minutes=15, trains=(3,),
    checked="the probabilities, and the ids from given numbers",
    mistakes=[
        Mistake("temperature multiplied", "z / tau", "z * tau",
            "a low temperature must pull the logits apart; yours pushes them together.",
            "what does 0.6 do to a difference of 1 between two logits?"),
        Mistake("temperature forgotten", "z / tau", "z / 1.0",
            "`tau` changes nothing.", "where does tau enter?"),
        Mistake("temperature squared", "z / tau", "z / tau**2",
            "the logits are divided twice.", "how often does tau enter?"),
        Mistake("divided after the softmax", "p = e / e.sum(axis=0)", "p = e / e.sum(axis=0) / tau",
            "the probabilities no longer add up to 1.", "does every column of p add up to 1?"),
        Mistake("softmax over the examples", "e.sum(axis=0)", "e.sum(axis=1, keepdims=True)",
            "the rows add up to 1, but an example is a column.", "which axis holds the symbols?"),
        Mistake("softmax over everything", "e.sum(axis=0)", "e.sum()",
            "all columns together add up to 1; each one should.",
            "what does each column of p add up to?"),
        Mistake("not normalized", "p = e / e.sum(axis=0)", "p = e",
            "the exponentials are no probabilities yet.", "what does each column of p add up to?"),
        Mistake("largest instead of drawn", "(ends <= u).sum(axis=0)", "p.argmax(axis=0)",
            "that is greedy: `u` decides nothing.", "where does u enter?"),
        Mistake("piece before", "(ends <= u).sum(axis=0)", "(ends <= u).sum(axis=0) - 1",
            "each id is one too small, and -1 is no symbol.",
            "which symbol owns the first piece, from 0 to p[0]?"),
        Mistake("piece after", "(ends <= u).sum(axis=0)", "(ends <= u).sum(axis=0) + 1",
            "each id is one too large.", "which symbol owns the first piece, from 0 to p[0]?"),
        Mistake("not accumulated", "np.cumsum(p, axis=0)", "p",
            "`u` is compared with single probabilities; a piece ends where all up to it end.",
            "where does the piece of symbol 2 end?"),
        Mistake("accumulated over the examples", "np.cumsum(p, axis=0)", "np.cumsum(p, axis=1)",
            "the pieces of one symbol are put together across examples.",
            "along which axis do the pieces of one example lie?"),
        Mistake("comparison turned", "ends <= u", "ends >= u",
            "you count the pieces that end after `u`.", "which id comes out for u near 0?"),
        Mistake("one number for all", "ends <= u", "ends <= u[0]",
            "all examples use the first number; each has its own.", "how many numbers are in u?"),
    ],
)  # fmt: skip
