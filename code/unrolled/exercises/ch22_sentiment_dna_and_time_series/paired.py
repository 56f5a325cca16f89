"""Exercise `paired` of chapter 22: mean difference and its error."""

import numpy as np

from coursekit import Code, Mistake


def scores_case(seed: int) -> tuple:
    """Draw the bits of each base for two models: hard sequences are hard for both.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``one``, ``other`` (6, 9).

    Examples
    --------
    >>> [v.shape for v in scores_case(0)]
    [(6, 9), (6, 9)]
    """
    rng = np.random.default_rng(seed)
    hard = 1 + rng.random(9)
    one, other = (hard + 0.3 * rng.normal(size=9) + 0.3 * rng.normal(size=(6, 9)) for _ in range(2))
    return one + 0.5, other


def paired(one, other):
    d = (one - other).mean(axis=0)
    return d.mean(), d.std(ddof=1) / np.sqrt(len(d))


exercise = Code(
    paired, scores_case, "difference error",
    title="Compared on the same sequences", stars=1, minutes=10, trains=(3,),
    checked="the difference and its standard error",
    mistakes=[
        Mistake("every base a trial", "(one - other).mean(axis=0)", "(one - other).ravel()",
            "bases of one sequence are not independent: average over each sequence first.",
            "how many independent trials are there?"),
        Mistake("averaged over sequences", ".mean(axis=0)", ".mean(axis=1)",
            "you average over sequences and count places; it is the other way round.",
            "which axis counts the sequences?"),
        Mistake("summed over bases", ".mean(axis=0)", ".sum(axis=0)",
            "these are bits per sequence, not per base.", "per what is the difference?"),
        Mistake("N instead of N-1", "ddof=1", "ddof=0",
            "the mean was taken from the same numbers: N - 1 in the denominator.",
            "by what is the sum of squares divided?"),
        Mistake("spread, not error", " / np.sqrt(len(d))", "",
            "that is the spread of one sequence; the mean of N is surer.",
            "what does the number of sequences do to the error?"),
        Mistake("divided by N", "np.sqrt(len(d))", "len(d)",
            "the error falls with the root of N.", "N or its root?"),
        Mistake("variance", "d.std(ddof=1)", "d.var(ddof=1)",
            "this is a variance; the error has the unit of the difference.",
            "what is the unit of the error?"),
        Mistake("the other sign", "(one - other)", "(other - one)",
            "the difference is `one` minus `other`.", "which is taken from which?"),
        Mistake("not paired", "d.std(ddof=1) / np.sqrt(len(d))",
            "np.sqrt((one.mean(axis=0).var(ddof=1) + other.mean(axis=0).var(ddof=1)) / len(d))",
            "this is the error of two separate test sets; here hard sequences are hard for both.",
            "whose spread counts, the scores' or the differences'?"),
        Mistake("absolute differences", "(one - other)", "abs(one - other)",
            "differences of either sign must be able to cancel.", "may a difference be negative?"),
        Mistake("two errors", "d.std(ddof=1)", "2 * d.std(ddof=1)",
            "this is two standard errors.", "is there a factor too much?"),
    ],
)  # fmt: skip
