"""Exercises of chapter 8, losses for sequences."""

from collections.abc import Mapping

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.lines import Line, Lines

from ._ch08_functions import log_sum_exp, masked_cross_entropy, one_logit

# -- the derivation -------------------------------------------------------------------------------


def _symbols(seed: int) -> dict[str, np.ndarray | float]:
    """Draw the symbols of the derivation, each for itself: four classes, three examples."""
    rng = np.random.default_rng(seed)
    z, e, y, y_hat = rng.normal(size=(4, 4, 3))
    return {
        "z": z[:, :1],
        "e": np.exp(e[:, :1]),
        "S": float(rng.uniform(2, 5)),
        "y": y,
        "y_1": y[:, :1],
        "y_hat": rng.uniform(0.1, 0.9, size=y_hat.shape),
        "m": np.array([[1.0, 0.0, 1.0]]),
        "M": float(rng.integers(7, 20)),
    }


#: From the loss of one step to the slopes of a masked batch.
derivation = Lines(
    {
        "loss": Line(
            "log(sum(exp(z))) - sum(y_1 * z)",
            "z y_1",
            {
                "sign": (
                    "sum(y_1 * z) - log(sum(exp(z)))",
                    "this is the logarithm of the probability; the loss is minus that.",
                ),
                "logarithm of each": (
                    "sum(log(exp(z))) - sum(y_1 * z)",
                    "the logarithm of a sum is not the sum of the logarithms.",
                ),
                "exponential kept": (
                    "log(sum(exp(z))) - sum(y_1 * exp(z))",
                    "the logarithm takes the exponential of the right class away.",
                ),
            },
            hint="write the logarithm of the fraction as a difference.",
        ),
        "dlog": Line(
            "e / S",
            "e S",
            {
                "inner slope": (
                    "1 / S",
                    "that is the slope with respect to S; S itself moves with z.",
                ),
                "product": ("e * S", "the slope of log S is one over S, not S."),
                "outer slope": ("e", "that is the slope of S; the logarithm has one too."),
            },
            hint="the chain rule has two factors: log S with respect to S, S with respect to z.",
        ),
        "dz": Line(
            "y_hat - y",
            "y_hat y",
            {
                "sign": ("y - y_hat", "target minus prediction leads uphill."),
                "target forgotten": ("y_hat", "the second term of the loss has a slope too."),
                "minus one everywhere": (
                    "y_hat - 1",
                    "only the right class is reduced by 1; y is one-hot.",
                ),
                "slope of the softmax": (
                    "y_hat * (1 - y_hat)",
                    "so a probability moves with its own logit; the loss is its logarithm.",
                ),
                "slope of the logarithm": (
                    "-y / y_hat",
                    "that is the slope with respect to the probabilities, not the logits.",
                ),
            },
            hint="put the slopes of the two terms together.",
        ),
        "dz_masked": Line(
            "m * (y_hat - y) / M",
            "y_hat y m M",
            {
                "mask forgotten": ("(y_hat - y) / M", "padding has no loss, so it has no slope."),
                "mean forgotten": ("m * (y_hat - y)", "the loss is a mean over M steps."),
                "mask on one term": (
                    "(m * y_hat - y) / M",
                    "the mask belongs to both terms: at padding nothing may be left.",
                ),
            },
            hint="multiply the slope of one step by its weight in the mean.",
        ),
        "dz_mixed": Line(
            "(y_hat - y) * y_hat * (1 - y_hat)",
            "y_hat y",
            {
                "matched pair": (
                    "y_hat - y",
                    "that is the cross-entropy; the squared error keeps the sigmoid's slope.",
                ),
                "factor 2": (
                    "2 * (y_hat - y) * y_hat * (1 - y_hat)",
                    "the half in front of the square cancels the 2.",
                ),
                "sigmoid only": ("y_hat * (1 - y_hat)", "the outer slope, of the square, is gone."),
            },
            hint="first the slope of the square, then that of the sigmoid.",
        ),
    },
    _symbols,
    title="The slope, line by line",
    stars=1,
    minutes=10,
    checked="five lines, each on symbols of its own",
)

# -- perplexity by hand ---------------------------------------------------------------------------

#: p(second | first) of the bigram table of the exercise; "." begins and ends a word.
TABLE = {".A": 1 / 2, "AB": 1 / 4, "BB": 1 / 2, "BA": 1 / 4, "A.": 1 / 2}


def word_bits(word: str) -> list[float]:
    """Return the bits of each symbol of a word by the table of the exercise.

    Parameters
    ----------
    word : str
        Without the points that begin and end it.

    Returns
    -------
    list of float
        One number per symbol, the end included.

    Examples
    --------
    >>> word_bits("A")
    [1.0, 1.0]
    """
    path = f".{word}."
    return [float(-np.log2(TABLE[path[t - 1 : t + 1]])) for t in range(1, len(path))]


def _four_numbers(per_symbol: float, nats: float, ppl: float) -> list[float]:
    return [sum(word_bits("ABBA")), per_symbol, nats, ppl]


_LONG, _SHORT = word_bits("ABBA"), word_bits("A")
_BITS = np.mean(_LONG + _SHORT)
_OF_MEANS = (np.mean(_LONG) + np.mean(_SHORT)) / 2
_NO_END = (sum(_LONG) + sum(_SHORT)) / 5
_MEAN_PPL = (2 ** np.mean(_LONG) + 2 ** np.mean(_SHORT)) / 2

#: Bits, nats and perplexity of two words.
on_paper = Numbers(
    _four_numbers(_BITS, _BITS * np.log(2), 2**_BITS),
    {
        "mean of means": (
            _four_numbers(_OF_MEANS, _OF_MEANS * np.log(2), 2**_OF_MEANS),
            "you averaged the words' means: a symbol of the short word counts 2.5 times as much.",
        ),
        "mean of perplexities": (
            _four_numbers(_BITS, _BITS * np.log(2), _MEAN_PPL),
            "you averaged the words' perplexities: the exponential comes last.",
        ),
        "e to the bits": (
            _four_numbers(_BITS, _BITS * np.log(2), np.exp(_BITS)),
            "bits go with 2, nats with e: these are e to the *bits*.",
        ),
        "2 to the nats": (
            _four_numbers(_BITS, _BITS * np.log(2), 2 ** (_BITS * np.log(2))),
            "bits go with 2, nats with e: this is 2 to the *nats*.",
        ),
        "divided by ln 2": (
            _four_numbers(_BITS, _BITS / np.log(2), 2**_BITS),
            "a nat is more than a bit, so there are fewer nats: multiply by ln 2.",
        ),
        "ends not counted": (
            _four_numbers(_NO_END, _NO_END * np.log(2), 2**_NO_END),
            "the ends were paid for, so they count as symbols: 5 + 2 of them.",
        ),
    },
    tolerance=2e-3,
    hints=(
        "write down the surprise of each of the seven symbols in bits; all are whole numbers.",
        "add all seven, divide once.",
        "one bit is ln 2 nats; the perplexity is 2 to the bits per symbol.",
    ),
    title="Perplexity by hand",
    stars=1,
    minutes=10,
    checked="four numbers to three digits; known mistakes are named",
)

# -- what the first loss tells --------------------------------------------------------------------


def first_losses() -> dict[str, float]:
    """Return the first loss of five programs on one padded batch; all logits are still zero.

    Returns
    -------
    dict of str to float
        Name of the program -> loss; 39 classes, 50 sequences of 1 to 50 steps.

    Examples
    --------
    >>> print({name: round(loss, 2) for name, loss in first_losses().items()})
    {'A': 5.29, 'B': 1.87, 'C': 3.91, 'D': 3.66, 'E': 93.42}
    """
    V, N = 39, 50
    z, mask = np.zeros((N, V, N)), np.arange(N)[:, None] < np.arange(1, N + 1)
    step = np.log(np.exp(z).sum(axis=1)) - z[:, 0]
    over_examples = np.log(np.exp(z).sum(axis=2))[:, 0]  # the same for every example
    return {
        "A": float((step * mask).sum() / mask.sum() / np.log(2)),
        "B": float((step * mask).mean()),
        "C": float(over_examples.mean()),
        "D": float((step * mask).sum() / mask.sum()),
        "E": float((step * mask).sum(axis=0).mean()),
    }


_CAUSES = {
    "base 2": "log 39 is 3.66 to the base e; to the base 2 it is 5.29.",
    "T N": "dividing by T N makes the loss smaller than log 39, by the share of real steps.",
    "axis": "a softmax over the 50 examples starts at log 50.",
    "right": "a right program starts at log 39, the natural logarithm.",
    "sum": "a sum over the steps of a sequence is the mean step times the mean length.",
}

#: Five programs, five first losses: what does each do?
first_loss = Choices(
    {"A": "base 2", "B": "T N", "C": "axis", "D": "right", "E": "sum"},
    {
        program: {wrong: says for wrong, says in _CAUSES.items() if wrong != right}
        for program, right in zip("ABCDE", ("base 2", "T N", "axis", "right", "sum"), strict=True)
    },
    title="Read the first loss",
    stars=2,
    minutes=10,
    checked="the cause of each of five numbers",
)

# -- two means, two winners -----------------------------------------------------------------------


def winners(answer: Mapping[str, list[float]]) -> tuple[bool, str]:
    """Decide whether the two means name different winners.

    Parameters
    ----------
    answer : dict of str to list of float
        "lengths" of two sequences, and the mean loss per step that the models "A" and "B" have on
        each of them.

    Returns
    -------
    bool, str
        Whether the answer is right, and a sentence.
    """
    if any(answer[k] is ... for k in ("lengths", "A", "B")):
        raise NotImplementedError
    lengths, A, B = (np.asarray(answer[k], float) for k in ("lengths", "A", "B"))
    if not (lengths.shape == A.shape == B.shape == (2,)):
        return False, "give two numbers each for lengths, A and B."
    if (lengths < 1).any() or (lengths % 1).any() or (lengths > 100).any():
        return False, "lengths must be whole numbers from 1 to 100."
    if (A < 0).any() or (B < 0).any() or max(A.max(), B.max()) > 10:
        return False, "a mean cross-entropy is not negative; stay below 10."
    over_steps = [float(lengths @ v / lengths.sum()) for v in (A, B)]
    of_means = [float(v.mean()) for v in (A, B)]
    numbers = (
        f"over all steps A has {over_steps[0]:.3g} and B {over_steps[1]:.3g}; "
        f"the means of means are {of_means[0]:.3g} and {of_means[1]:.3g}"
    )
    if over_steps[1] - over_steps[0] < 0.1:
        return False, f"A must win over all steps by at least 0.1: {numbers}."
    if of_means[0] - of_means[1] < 0.1:
        return False, f"B must win by the mean of means by at least 0.1: {numbers}."
    return True, f"{numbers}."


#: Losses on which the choice of the mean decides who is better.
two_winners = Construction(
    winners,
    {"lengths": [1, 9], "A": [5.0, 1.0], "B": [1.0, 2.0]},
    {
        "equal lengths": (
            {"lengths": [5, 5], "A": [4.0, 1.0], "B": [1.0, 2.0]},
            "A must win over all steps",
        ),
        "no trade": (
            {"lengths": [1, 9], "A": [1.0, 1.0], "B": [2.0, 2.0]},
            "B must win by the mean of means",
        ),
        "wrong side": (
            {"lengths": [9, 1], "A": [5.0, 1.0], "B": [1.0, 2.0]},
            "A must win over all steps",
        ),
        "negative": (
            {"lengths": [1, 9], "A": [-1.0, 1.0], "B": [1.0, 2.0]},
            "is not negative",
        ),
        "half a step": (
            {"lengths": [0.5, 9], "A": [5.0, 1.0], "B": [1.0, 2.0]},
            "whole numbers",
        ),
    },
    stub={"lengths": ..., "A": ..., "B": ...},
    hints=(
        "with equal lengths the two means agree, so make one sequence short.",
        "let A be bad on the short sequence only.",
    ),
    title="Two means, two winners",
    stars=2,
    minutes=10,
    checked="the ranks of two models under both means",
)

EXERCISES = (
    derivation,
    log_sum_exp,
    masked_cross_entropy,
    one_logit,
    on_paper,
    first_loss,
    two_winners,
)

#: exercises with fewer than ten mistakes, and why
FEW = {
    "log_sum_exp": "three lines without a loop leave no more that runs and differs",
    "one_logit": "one line leaves no more to get wrong",
}
