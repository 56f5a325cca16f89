"""Exercise `text_bits` of chapter 2: bits per token, with unknown words spelled out."""

import numpy as np

from coursekit import Code, Mistake


def bits_case(seed: int) -> tuple:
    """Draw bits per token, spelling costs, which tokens are unknown, and a ragged mask.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``bits``, ``spelling``, ``unknown`` and ``mask``, all (6, 4); some padding is "unknown".

    Examples
    --------
    >>> [v.shape for v in bits_case(0)]
    [(6, 4), (6, 4), (6, 4), (6, 4)]
    """
    rng = np.random.default_rng(seed)
    T, N = 6, 4
    bits, spelling = rng.uniform(0.5, 9, size=(T, N)), rng.uniform(10, 30, size=(T, N))
    mask = np.arange(T)[:, None] < np.array([6, 3, 4, 5])
    mask[1, 3] = False
    unknown = rng.random((T, N)) < 0.4
    unknown[0], unknown[2], unknown[-1] = True, False, True
    return bits, spelling, unknown, mask


def text_bits(bits, spelling, unknown, mask):
    M = mask.sum()
    said = (bits * mask).sum() / M
    spelled = (spelling * (unknown & mask)).sum() / M
    return said, said + spelled


exercise = Code(
    text_bits, bits_case, "said of_text",
    title="Spell it out", stars=2, minutes=10, trains=(4,), checked="two numbers on a ragged batch",
    mistakes=[
        Mistake("padding in the count", "mask.sum()", "mask.size",
            "padding counts as tokens.", "what is M?"),
        Mistake("padding in the bits", "(bits * mask).sum()", "bits.sum()",
            "the bits at padding are added up too.", "which steps are real?"),
        Mistake("padding spelled", "(unknown & mask)", "unknown",
            "unknown tokens at padding are spelled too.", "which steps are real?"),
        Mistake("all words spelled", "(unknown & mask)", "mask",
            "known words are spelled as well; the model has named them already.",
            "which words must be spelled?"),
        Mistake("known words spelled", "(unknown & mask)", "(~unknown & mask)",
            "the known words are spelled and the unknown ones are not.",
            "which words must be spelled?"),
        Mistake("mean over the unknown", "(spelling * (unknown & mask)).sum() / M",
            "(spelling * (unknown & mask)).sum() / (unknown & mask).sum()",
            "the spelling is averaged over unknown words only: a rare `<unk>` would cost as much "
            "as a frequent one.",
            "per what are the bits of the whole text?"),
        Mistake("<unk> is free", "said + spelled", "(bits * (mask & ~unknown)).sum() / M + spelled",
            "the bits for saying `<unk>` are left out: first the model says it, then it spells.",
            "how many times does an unknown word cost?"),
        Mistake("spelling not added", "return said, said + spelled", "return said, spelled",
            "the second number is the spelling alone.",
            "what does the model pay before it spells?"),
        Mistake("mean of means", "(bits * mask).sum() / M",
            "((bits * mask).sum(axis=0) / mask.sum(axis=0)).mean()",
            "this is the mean of the sequences' means: tokens of short sequences count more.",
            "does each token count once?"),
        Mistake("not divided", "(bits * mask).sum() / M", "(bits * mask).sum()",
            "these are the bits of the whole batch.", "per what?",
            more=(("(spelling * (unknown & mask)).sum() / M",
                   "(spelling * (unknown & mask)).sum()"),)),
        Mistake("divided by sequences", "mask.sum()", "mask.shape[1]",
            "these are bits per sequence, not per token.", "what is M?"),
        Mistake("in nats", "return said, said + spelled",
            "return said * np.log(2), (said + spelled) * np.log(2)",
            "these are nats; the arguments are in bits already.", "which unit goes in?"),
        Mistake("spelling subtracted", "said + spelled", "said - spelled",
            "spelling costs bits, it does not save any.", "does a text get cheaper by spelling?"),
    ],
)  # fmt: skip
