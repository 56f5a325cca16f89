"""Exercise `bits_per_symbol` of chapter 1: the mean surprise."""

import numpy as np

from coursekit import Code, Mistake


def table_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw probabilities (T, n_y, N), symbols (T, N) and a ragged mask (T, N)."""
    rng = np.random.default_rng(seed)
    T, n_y, N = 4 + seed % 3, 9, 3
    p = np.moveaxis(rng.dirichlet(np.ones(n_y), size=(T, N)), -1, 1)
    mask = np.arange(T)[:, None] < np.array([T, 1, 2])
    return p, rng.integers(0, n_y, size=(T, N)) * mask, mask


def bits_per_symbol(p, y, mask):
    came = np.take_along_axis(p, y[:, None], axis=1)[:, 0]
    bits = -np.log2(came) * mask
    return bits.sum() / mask.sum()


exercise = Code(
    bits_per_symbol, table_case, "B",
    title="Bits per symbol", stars=2, minutes=15, trains=(4,), checked="three tables with padding",
    mistakes=[
        Mistake("natural logarithm", "np.log2(came)", "np.log(came)",
            "these are nats: `np.log` is the natural logarithm.",
            "which base has the logarithm of a bit?"),
        Mistake("sign flipped", "-np.log2", "np.log2",
            "the sign is flipped: the logarithm of a probability is negative, bits are not.",
            "what sign has the logarithm of 1/8?"),
        Mistake("mean of the sequences' means", "bits.sum() / mask.sum()",
            "(bits.sum(axis=0) / mask.sum(axis=0)).mean()",
            "a symbol of a short sequence counts more than one of a long sequence.",
            "how often do you divide, and by what?"),
        Mistake("mean of the steps' means", "bits.sum() / mask.sum()",
            "(bits.sum(axis=1) / mask.sum(axis=1)).mean()",
            "a symbol at a late step, which few sequences reach, counts more than an early one.",
            "how often do you divide, and by what?"),
        Mistake("bits per sequence", "mask.sum()", "mask.shape[1]",
            "these are bits per sequence, as the sum is divided by their number.",
            "what does M count?"),
        Mistake("bits per step", "mask.sum()", "mask.shape[0]",
            "these are bits per step, as the sum is divided by the number of steps.",
            "what does M count?"),
        Mistake("padding counts", " * mask\n    return bits.sum() / mask.sum()",
            "\n    return bits.mean()",
            "padded steps count as symbols: the mask is not used.",
            "over which steps does the sum run?"),
        Mistake("padding in the sum", "(came) * mask", "(came)",
            "the sum contains the padding, although it is divided by the number of real steps.",
            "over which steps does the sum run?"),
        Mistake("padding in the count", "mask.sum()", "mask.size",
            "the sum leaves the padding out, but it is divided by the number of all steps.",
            "what does M count?"),
        Mistake("logarithm of the mean", "bits.sum() / mask.sum()",
            "-np.log2((came * mask).sum() / mask.sum())",
            "this is the logarithm of the mean probability, not the mean of the logarithms.",
            "what comes first in the equation, the sum or the logarithm?"),
        Mistake("entropy", "-np.log2(came)", "-(p * np.log2(p)).sum(axis=1)",
            "this is the entropy, what the model expects: the symbols that came play no part.",
            "where does y enter?"),
        Mistake("perplexity", "return bits.sum() / mask.sum()",
            "return 2 ** (bits.sum() / mask.sum())",
            "this is the perplexity, two to the power of the bits.",
            "which power of two is left over?"),
    ],
)  # fmt: skip
