r"""The equations of chapter 20 over plain lists and indices."""

import itertools
from collections.abc import Sequence

import numpy as np


def eq_bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    r"""Read the names off the tags, each found by trying all pairs of ends, :eq:`eq-bio-spans`.

    Parameters
    ----------
    tags : sequence of str
        ``"O"``, ``"B-kind"`` or ``"I-kind"``.

    Returns
    -------
    list of (int, int, str)
        Start, stop (exclusive) and kind, in the order of the starts.

    Examples
    --------
    >>> eq_bio_spans(["B-PER", "I-PER", "O", "I-LOC"])
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """

    def continues(t: int) -> bool:
        """Tell whether the tag at place t goes on with the name before it."""
        return t > 0 and tags[t][0] == "I" and tags[t - 1] != "O" and tags[t - 1][2:] == tags[t][2:]

    found = []
    for start in range(len(tags)):
        for stop in range(start + 1, len(tags) + 1):
            begins = tags[start] != "O" and not continues(start)
            goes_on = all(continues(t) for t in range(start + 1, stop))
            ends = stop == len(tags) or not continues(stop)
            if begins and goes_on and ends:
                found.append((start, stop, tags[start][2:]))
    return found


def eq_span_f1(n_right: int, n_true: int, n_predicted: int) -> tuple[float, float, float]:
    r"""Precision, recall and F1 as harmonic mean of both, :eq:`eq-span-f1`.

    Parameters
    ----------
    n_right, n_true, n_predicted : int
        Names found rightly, in the text, and claimed.

    Returns
    -------
    tuple of float
        Precision, recall, F1.

    Examples
    --------
    >>> eq_span_f1(1, 2, 4)
    (0.25, 0.5, 0.3333333333333333)
    """
    precision, recall = n_right / n_predicted, n_right / n_true
    if n_right == 0:
        return precision, recall, 0.0
    return precision, recall, 2 / (1 / precision + 1 / recall)


def eq_merged(B: np.ndarray, new_ids: Sequence[int], V: int) -> np.ndarray:
    r"""The chances of symbols of which several look the same, :eq:`eq-merged`.

    Parameters
    ----------
    B : ndarray, shape (S, V_old)
        Chances of each symbol in each state.
    new_ids : sequence of int
        The new id of each symbol.
    V : int
        Number of new ids.

    Returns
    -------
    ndarray, shape (S, V)
        Sums over all symbols that share an id.

    Examples
    --------
    >>> eq_merged(np.array([[0.5, 0.3, 0.2]]), [1, 0, 1], 2)
    array([[0.3, 0.7]])
    """
    merged = np.zeros((len(B), V))
    for i, k in np.ndindex(len(B), V):
        for old, new in enumerate(new_ids):
            if new == k:
                merged[i, k] += B[i, old]
    return merged


def eq_viterbi(chances: Sequence[Sequence[float]], tags: Sequence[str]) -> tuple[list[int], float]:
    r"""The likeliest well-formed tags of one sentence, by trying all, :eq:`eq-viterbi`.

    Parameters
    ----------
    chances : sequence of T sequences of n_y floats
        Chances of the tags at each step.
    tags : sequence of str
        What the ids mean.

    Returns
    -------
    list of int, float
        The ids, and the product of their chances.

    Examples
    --------
    >>> eq_viterbi([[0.5, 0.5, 0.0], [0.25, 0.25, 0.5]], ["O", "B-PER", "I-PER"])
    ([1, 2], 0.25)
    """
    winner, largest = [], -1.0
    for ids in itertools.product(range(len(tags)), repeat=len(chances)):
        well_formed, product, before = True, 1.0, "O"
        for t, k in enumerate(ids):
            if tags[k][0] == "I" and (before == "O" or before[2:] != tags[k][2:]):
                well_formed = False
            product *= chances[t][k]
            before = tags[k]
        if well_formed and product > largest:
            winner, largest = list(ids), product
    return winner, largest
