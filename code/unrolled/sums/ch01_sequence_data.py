"""The equations of chapter 1 as explicit sums and counts: slow, and nothing to misread."""

import math
from collections.abc import Sequence

# Stands before the first symbol of a sequence in a context; it is never predicted.
START = -1


def eq_bits(p: Sequence[Sequence[float]]) -> float:
    r"""Mean bits per symbol, :eq:`eq-bits`.

    Parameters
    ----------
    p : sequence of N sequences of float, shape (T_i,) each
        Probability that the model gave to the symbol that came, at every step of every sequence.

    Returns
    -------
    float
        Minus the mean of :math:`\log_2 p` over all M symbols of all sequences.

    Examples
    --------
    >>> eq_bits([[1 / 2, 1 / 4, 1 / 4], [1 / 8]])
    2.0
    """
    total, M = 0.0, 0
    for i in range(len(p)):
        for t in range(len(p[i])):
            total += math.log2(p[i][t])
            M += 1
    return -total / M


def eq_ngram(s: int, h: Sequence[int], sequences: Sequence[Sequence[int]], n_v: int) -> float:
    r"""Probability of one symbol after a context, :eq:`eq-ngram`.

    Parameters
    ----------
    s : int
        The symbol, an id in 0..n_v-1.
    h : sequence of int, shape (n - 1,)
        The context, oldest symbol first; -1 stands for a place before the start.
    sequences : sequence of sequences of int, shape (T_i,) each
        The text to count in.
    n_v : int
        Number of different symbols.

    Returns
    -------
    float
        (c(h, s) + D(h) p(s | h')) / (c(h) + D(h)), or p(s | h') if h was never seen; below the
        empty context stands 1 / n_v.

    Examples
    --------
    >>> round(eq_ngram(1, [0], [[0, 1, 0, 1, 2]], 3), 3)
    0.792
    """
    k = len(h)
    c_hs, c_h, followers = 0, 0, []
    for i in range(len(sequences)):
        for t in range(len(sequences[i])):
            matches = True
            for j in range(1, k + 1):  # j symbols back
                before = sequences[i][t - j] if t - j >= 0 else START
                if before != h[k - j]:
                    matches = False
            if matches:
                c_h += 1
                if sequences[i][t] == s:
                    c_hs += 1
                if sequences[i][t] not in followers:
                    followers.append(sequences[i][t])
    shorter = 1 / n_v if k == 0 else eq_ngram(s, h[1:], sequences, n_v)
    D = len(followers)
    return shorter if c_h == 0 else (c_hs + D * shorter) / (c_h + D)
