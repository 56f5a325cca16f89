"""Exercises of chapter 1, sequences and tasks."""

from collections import Counter
from itertools import pairwise

import numpy as np

from coursekit.answers import Choices, Construction
from coursekit.code import Code
from coursekit.mistakes import Mistake

from ._ch01_concepts import FEATURES, SHAPES, TASKS, peeks, shape_feedback, task_feedback
from ._ch01_series import looks_ahead, window_length, windows

# -- 1. and 2. kinds of tasks, shapes -----------------------------------------------------------

#: exercise 1, type and sight of twelve tasks
tasks = Choices(
    {task: (kind, sight) for task, (kind, sight, *_) in TASKS.items()},
    {task: task_feedback(task) for task in TASKS},
    title="Twelve tasks",
    stars=1,
    minutes=15,
    checked="type and sight of each task; every wrong answer has its own hint",
)

#: exercise 2, the shapes of eight arrays
shapes = Choices(
    {array: shape for array, (_, shape) in SHAPES.items()},
    {array: shape_feedback(array) for array in SHAPES},
    title="Shapes",
    stars=1,
    minutes=10,
    checked="eight shapes; mixed-up axes are named",
)

# -- 4. which feature peeks? --------------------------------------------------------------------

#: exercise 4; the keys are found by the tamper test
leaks = Choices(
    {name: peeks(feature) for name, (feature, _) in FEATURES.items()},
    {name: {not peeks(feature): says} for name, (feature, says) in FEATURES.items()},
    title="Which feature peeks?",
    stars=2,
    minutes=10,
    checked="six answers; the keys are computed by the tamper test",
)

# -- 6. bits per symbol -------------------------------------------------------------------------


def table_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw probabilities (T, n_y, N), symbols (T, N) and a ragged mask (T, N)."""
    rng = np.random.default_rng(seed)
    T, n_y, N = 4 + seed % 3, 9, 3
    p = np.moveaxis(rng.dirichlet(np.ones(n_y), size=(T, N)), -1, 1)
    mask = np.arange(T)[:, None] < np.array([T, 1, 2])
    return p, rng.integers(0, n_y, size=(T, N)) * mask, mask


def _bits_per_symbol(p, y, mask):
    came = np.take_along_axis(p, y[:, None], axis=1)[:, 0]
    bits = -np.log2(came) * mask
    return bits.sum() / mask.sum()


#: exercise 6, the mean surprise
bits_per_symbol = Code(
    _bits_per_symbol,
    table_case,
    "B",
    [
        Mistake(
            "natural logarithm",
            "np.log2(came)",
            "np.log(came)",
            "these are nats: `np.log` is the natural logarithm.",
            "which base has the logarithm of a bit?",
        ),
        Mistake(
            "sign flipped",
            "-np.log2",
            "np.log2",
            "the sign is flipped: the logarithm of a probability is negative, bits are not.",
            "what sign has the logarithm of 1/8?",
        ),
        Mistake(
            "mean of the sequences' means",
            "bits.sum() / mask.sum()",
            "(bits.sum(axis=0) / mask.sum(axis=0)).mean()",
            "a symbol of a short sequence counts more than one of a long sequence.",
            "how often do you divide, and by what?",
        ),
        Mistake(
            "mean of the steps' means",
            "bits.sum() / mask.sum()",
            "(bits.sum(axis=1) / mask.sum(axis=1)).mean()",
            "a symbol at a late step, which few sequences reach, counts more than an early one.",
            "how often do you divide, and by what?",
        ),
        Mistake(
            "bits per sequence",
            "mask.sum()",
            "mask.shape[1]",
            "these are bits per sequence, as the sum is divided by their number.",
            "what does M count?",
        ),
        Mistake(
            "bits per step",
            "mask.sum()",
            "mask.shape[0]",
            "these are bits per step, as the sum is divided by the number of steps.",
            "what does M count?",
        ),
        Mistake(
            "padding counts",
            " * mask\n    return bits.sum() / mask.sum()",
            "\n    return bits.mean()",
            "padded steps count as symbols: the mask is not used.",
            "over which steps does the sum run?",
        ),
        Mistake(
            "padding in the sum",
            "(came) * mask",
            "(came)",
            "the sum contains the padding, although it is divided by the number of real steps.",
            "over which steps does the sum run?",
        ),
        Mistake(
            "padding in the count",
            "mask.sum()",
            "mask.size",
            "the sum leaves the padding out, but it is divided by the number of all steps.",
            "what does M count?",
        ),
        Mistake(
            "logarithm of the mean",
            "bits.sum() / mask.sum()",
            "-np.log2((came * mask).sum() / mask.sum())",
            "this is the logarithm of the mean probability, not the mean of the logarithms.",
            "what comes first in the equation, the sum or the logarithm?",
        ),
        Mistake(
            "entropy",
            "-np.log2(came)",
            "-(p * np.log2(p)).sum(axis=1)",
            "this is the entropy, what the model expects: the symbols that came play no part.",
            "where does y enter?",
        ),
        Mistake(
            "perplexity",
            "return bits.sum() / mask.sum()",
            "return 2 ** (bits.sum() / mask.sum())",
            "this is the perplexity, two to the power of the bits.",
            "which power of two is left over?",
        ),
    ],
    title="Bits per symbol",
    stars=2,
    minutes=15,
    checked="three tables with padding",
)

# -- 7. two words that no bigram can tell apart -------------------------------------------------


def _decide_words(answer):
    one, two = answer
    if not (isinstance(one, str) and isinstance(two, str)) or max(len(one), len(two)) > 12:
        return False, "give two words of at most 12 letters, between quotes."
    if one == two:
        return False, "the two words are the same."
    pairs = [Counter(pairwise(f"^{word}$")) for word in (one, two)]
    ends_last = sorted(pairs[0] | pairs[1], key=lambda pair: ("^" in pair or "$" in pair, pair))
    for pair in ends_last:
        often = [count[pair] for count in pairs]
        if often[0] != often[1]:
            told = "".join(pair).replace("^", "start, ").replace("$", ", end")
            says = f"occurs {often[0]} x in `{one}`, {often[1]} x in `{two}`."
            return False, f"the pair `{told}` {says}"
    return True, f"`{one}` and `{two}` have the same pairs, start and end included."


#: exercise 7, a limit of a model that looks back one symbol
same_pairs = Construction(
    _decide_words,
    ("abaca", "acaba"),
    {
        "same letters only": (("abc", "bac"), "the pair `ab` occurs 1 x in `abc`, 0 x in `bac`"),
        "turned round": (("abca", "acba"), "the pair `ab` occurs 1 x"),
        "other ends": (("aba", "bab"), "the pair `start, a` occurs 1 x in `aba`, 0 x in `bab`"),
        "one word twice": (("abba", "abba"), "the two words are the same"),
    },
    stub=(..., ...),
    hints=(
        "start from a word in which one letter stands at several places.",
        "between two a's there is a round trip: what happens if two round trips change places?",
    ),
    title="Invisible to pairs",
    stars=2,
    minutes=8,
    checked="all pairs of neighbors of both words, start and end included",
)

EXERCISES = (
    tasks,
    shapes,
    windows,
    leaks,
    looks_ahead,
    bits_per_symbol,
    same_pairs,
    window_length,
)
