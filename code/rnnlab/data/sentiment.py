"""Generated film reviews: a grammar in which the meaning hangs on the order of words."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..checks import check_rng
from .batching import Batch, pad_sequences

GOOD = "good great lovely superb funny moving clever warm".split()
BAD = "bad awful dull boring weak clumsy cold silly".split()
NOUNS = "film plot acting music cast script ending story".split()
ADVERBS = "really so very all that quite".split()
FILLERS = "honestly overall today somehow indeed frankly".split()
#: All words; the id of a word is its place.
WORDS = ["the", "is", "not", "and", "but", *NOUNS, *ADVERBS, *FILLERS, *GOOD, *BAD]
_ID = {word: i for i, word in enumerate(WORDS)}


class Reviews(NamedTuple):
    """Sentences and whether they praise.

    Attributes
    ----------
    sentences : list of list of str
        The words of each sentence.
    labels : ndarray of int, shape (N,)
        1 for praise, 0 for blame; some of them wrong if asked for.
    truth : ndarray of int, shape (N,)
        The labels before any of them was made wrong.
    """

    sentences: list[list[str]]
    labels: np.ndarray
    truth: np.ndarray


def reviews(
    N: int, *, rng: np.random.Generator, flip: float = 0.0, max_adverbs: int = 3
) -> Reviews:
    """Draw reviews such as "honestly the plot is not really all that good but the cast is funny".

    A clause says that something is, or is not, good or bad; "not" turns it around, however many
    adverbs stand between. Two clauses joined by "and" agree; after "but" the second one counts.

    Parameters
    ----------
    N : int
        Number of sentences, at least 1.
    rng : numpy.random.Generator
        Source of the sentences.
    flip : float
        Share of labels that are turned around: then nobody can be right more often than
        1 - flip, :eq:`eq-label-noise`.
    max_adverbs : int
        Largest number of adverbs before an adjective; 0 to this many, equally likely.

    Returns
    -------
    Reviews
        Sentences with labels of shape (N,).

    Raises
    ------
    ValueError
        If a number is out of range.

    See Also
    --------
    polarity : the best possible answer.

    Examples
    --------
    >>> sentences, labels, _ = reviews(3, rng=np.random.default_rng(5))
    >>> for words, label in zip(sentences, labels):
    ...     print(label, *words)
    1 honestly the music is not lovely but the music is not cold honestly
    0 today the film is so quite that cold and the ending is not moving
    1 the acting is not cold and the story is all quite so lovely
    """
    check_rng(rng)
    if N < 1 or not 0 <= flip <= 1 or max_adverbs < 0:
        raise ValueError(
            "N must be at least 1, flip in [0, 1] and max_adverbs at least 0, "
            f"got N={N}, flip={flip}, max_adverbs={max_adverbs}"
        )
    sentences = [_sentence(rng, max_adverbs) for _ in range(N)]
    truth = np.array([polarity(words) for words in sentences])
    return Reviews(sentences, truth ^ (rng.random(N) < flip), truth)


def _sentence(rng: np.random.Generator, max_adverbs: int) -> list[str]:
    praise = bool(rng.integers(2))
    words = _clause(rng, praise, max_adverbs)
    if rng.random() < 0.6:
        joint = ("and", "but")[rng.integers(2)]
        first = _clause(rng, praise == (joint == "and"), max_adverbs)
        words = [*first, joint, *words]
    if rng.random() < 0.5:
        words = [_one(rng, FILLERS), *words]
    if rng.random() < 0.5:
        words = [*words, _one(rng, FILLERS)]
    return words


def _clause(rng: np.random.Generator, praise: bool, max_adverbs: int) -> list[str]:
    negated = bool(rng.integers(2))
    adverbs = [_one(rng, ADVERBS) for _ in range(rng.integers(max_adverbs + 1))]
    adjective = _one(rng, GOOD if praise != negated else BAD)
    return ["the", _one(rng, NOUNS), "is", *["not"] * negated, *adverbs, adjective]


def _one(rng: np.random.Generator, words: Sequence[str]) -> str:
    return words[rng.integers(len(words))]


def polarity(words: Sequence[str]) -> int:
    """Read a review as the grammar means it: the best possible answer.

    Parameters
    ----------
    words : sequence of str
        A sentence of the grammar.

    Returns
    -------
    int
        1 for praise, 0 for blame: the last clause decides, and "not" turns it around.

    Raises
    ------
    ValueError
        If there is no adjective.

    Examples
    --------
    >>> polarity("the plot is funny but the film is not so very good today".split())
    0
    """
    praise, negated = None, False
    for word in words:
        if word == "is":
            negated = False
        elif word == "not":
            negated = True
        elif word in GOOD or word in BAD:
            praise = (word in GOOD) != negated
    if praise is None:
        raise ValueError(f"words must hold an adjective of the grammar, got {' '.join(words)!r}")
    return int(praise)


def encode(sentences: Sequence[Sequence[str]], labels: np.ndarray) -> Batch:
    """Put sentences side by side as ids, for a model with ``read="last"``.

    Parameters
    ----------
    sentences : sequence of N sequences of str
        Sentences of words in :data:`WORDS`.
    labels : ndarray of int, shape (N,)
        Their labels.

    Returns
    -------
    Batch
        x and mask (T, N), y (1, N).

    Raises
    ------
    KeyError
        If a word is not in :data:`WORDS`.

    Examples
    --------
    >>> batch = encode([["the", "plot", "is", "warm"], ["not", "cold"]], np.array([1, 1]))
    >>> batch.mask.sum(axis=0)
    array([4, 2])
    """
    x, mask = pad_sequences([np.array([_ID[word] for word in words]) for words in sentences])
    return Batch(x, np.asarray(labels)[None], mask)


def count_ngrams(
    sentences: Sequence[Sequence[str]], n: int, *, known: Sequence[tuple[str, ...]] | None = None
) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Count runs of 1 to n words in each sentence: a bag of n-grams, :eq:`eq-bag-of-ngrams`.

    Parameters
    ----------
    sentences : sequence of N sequences of str
        Sentences.
    n : int
        Length of the longest run, at least 1.
    known : sequence of tuple of str, optional
        Runs to count; others are left out. By default all that occur: pass those of the training
        sentences for test sentences.

    Returns
    -------
    counts : ndarray, shape (n_f, N)
        One row per run, one column per sentence.
    known : list of tuple of str
        The runs, sorted.

    Raises
    ------
    ValueError
        If n is below 1.

    Examples
    --------
    >>> counts, known = count_ngrams([["not", "good"], ["good", "good"]], 2)
    >>> for run, row in zip(known, counts):
    ...     print(run, row)
    ('good',) [1. 2.]
    ('good', 'good') [0. 1.]
    ('not',) [1. 0.]
    ('not', 'good') [1. 0.]
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    bags = [
        [tuple(words[i : i + m]) for m in range(1, n + 1) for i in range(len(words) - m + 1)]
        for words in sentences
    ]
    known = sorted({run for bag in bags for run in bag}) if known is None else list(known)
    row = {run: k for k, run in enumerate(known)}
    counts = np.zeros((len(known), len(sentences)))
    for j, bag in enumerate(bags):
        for run in bag:
            if run in row:
                counts[row[run], j] += 1
    return counts, known


def noisy_accuracy(accuracy: float, flip: float) -> float:
    """Share of wrongly labeled sentences answered as labeled, :eq:`eq-label-noise`.

    Parameters
    ----------
    accuracy : float
        Share of sentences answered as the truth is.
    flip : float
        Share of labels that were turned around, whatever the sentence.

    Returns
    -------
    float
        What a test set with such labels shows on average.

    Examples
    --------
    >>> print(noisy_accuracy(1.0, 0.1), noisy_accuracy(0.5, 0.1))
    0.9 0.5
    """
    return accuracy * (1 - flip) + (1 - accuracy) * flip
