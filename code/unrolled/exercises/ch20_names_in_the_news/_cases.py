"""What exercises of chapter 20 share: names of one kind, and their scores."""

import numpy as np

__all__ = ["names"]


def names(tags: np.ndarray) -> set[tuple[int, int]]:
    """Read names of one kind off tags: 0 outside, 1 begins, 2 goes on (or begins, behind a 0).

    Parameters
    ----------
    tags : ndarray of int, shape (T,)
        The tags of one sentence.

    Returns
    -------
    set of (int, int)
        Start and stop (exclusive) of each name.

    Examples
    --------
    >>> sorted(names(np.array([1, 2, 0, 2, 1])))
    [(0, 2), (3, 4), (4, 5)]
    """
    found, start = set(), None
    for t, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and tag != 2:
            found.add((start, t))
            start = None
        if tag and start is None:
            start = t
    return found


TRUE = "O B I O B O O B I I O O".split()


def ids(tags: list[str]) -> np.ndarray:
    """Return the tags of :func:`names`, shape (T,), for letters."""
    return np.array(["OBI".index(tag) for tag in tags])


def scores(true: list[str], guess: list[str]) -> tuple[float, float, float, float]:
    """Return the share of right tags, precision, recall and F1 of one sentence of one kind of name.

    Parameters
    ----------
    true, guess : list of str
        ``"O"``, ``"B"``, ``"I"``.

    Returns
    -------
    tuple of float
        The four numbers; 0 where there is nothing to divide by.

    Examples
    --------
    >>> scores(["B", "O"], ["B", "O"])
    (1.0, 1.0, 1.0, 1.0)
    """
    want, got = names(ids(true)), names(ids(guess))
    hits = len(want & got)
    right = sum(a == b for a, b in zip(true, guess, strict=True)) / len(true)
    P, R = hits / len(got) if got else 0.0, hits / len(want) if want else 0.0
    return right, P, R, 2 * hits / (len(want) + len(got)) if want or got else 0.0
