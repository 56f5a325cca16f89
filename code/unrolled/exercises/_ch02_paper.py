"""What chapter 2's paper exercises come to, and what their mistakes make of it."""

import numpy as np

TRAIN, TEST = "a rose is a rose is a rose".split(), "a rose is a tulip".split()


def rose_numbers(
    letters: int = 27, ends: int = 1, of_unknown: bool = False, said: bool = True
) -> list[float]:
    """Return the four numbers of the paper exercise, or what a mistake makes of them.

    Parameters
    ----------
    letters : int
        Symbols among which the speller chooses evenly.
    ends : int
        Symbols spelled beyond the letters of a word.
    of_unknown : bool
        Whether the spelling is divided by the unknown words instead of all.
    said : bool
        Whether saying ``<unk>`` is paid for.

    Returns
    -------
    list of float
        Share of ``<unk>`` in training and test, bits per token, bits per token of the text.

    Examples
    --------
    >>> print(np.round(rose_numbers(), 3).tolist())
    [0.25, 0.4, 1.649, 10.208]
    """
    known = ("a", "rose")
    p = {w: TRAIN.count(w) / len(TRAIN) for w in known}
    p_unk = 1 - sum(p.values())
    unknown = [w for w in TEST if w not in known]
    B = float(np.mean([-np.log2(p.get(w, p_unk)) for w in TEST]))
    symbols = sum(len(w) + ends for w in unknown)
    spelled = symbols * np.log2(letters) / (len(unknown) if of_unknown else len(TEST))
    free = 0.0 if said else len(unknown) * np.log2(p_unk) / len(TEST)
    return [p_unk, len(unknown) / len(TEST), B, float(B + free + spelled)]


def zeros_cost(T: int = 20, N: int = 32, n_x: int = 50, head: int = 1) -> list[int]:
    """Return the five numbers of the exercise for V = 10,000 and n_a = 100.

    Parameters
    ----------
    T, N : int
        Steps and sequences.
    n_x : int
        Rows of the embedding.
    head : int
        How many times the matrix behind the embedding is counted.

    Returns
    -------
    list of int
        Entries of the columns, multiplications of the product, entries read by the lookup, weights
        without and with an embedding.

    Examples
    --------
    >>> zeros_cost()
    [6400000, 640000000, 64000, 1000000, 505000]
    """
    V, n_a = 10_000, 100
    ids = T * N
    return [ids * V, n_a * V * ids, n_a * ids, n_a * V, n_x * V + head * n_a * n_x]
