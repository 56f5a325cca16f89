"""The character names as a text for language models: split, encoded, chained to a stream."""

import unicodedata
from collections.abc import Sequence

import numpy as np

from .text import character_names
from .vocabulary import Vocabulary

#: ends every name, and so stands before the next one
END = "\n"


def split_names(by: str = "name") -> tuple[list[str], list[str]]:
    """Split the character names into nine tenths for training and a tenth for testing.

    Parameters
    ----------
    by : {"name", "row"}
        What is drawn at random: single names, or rows of 256 neighboring characters. Neighbors
        have similar names, so the first test set holds many near-copies of training names.

    Returns
    -------
    train, test : list of str
        Both in a random order, always the same one.

    Raises
    ------
    ValueError
        If `by` is neither.

    Examples
    --------
    >>> train, test = split_names()
    >>> len(train), len(test), test[0]
    (10549, 1172, 'TELUGU VOWEL SIGN UU')
    """
    if by not in ("name", "row"):
        raise ValueError(f"by must be 'name' or 'row', got {by!r}")
    names, rng = character_names(), np.random.default_rng(0)
    names = [names[i] for i in rng.permutation(len(names))]
    if by == "name":
        held_out = len(names) // 10
        return names[held_out:], names[:held_out]
    table = unicodedata.ucd_3_2_0
    rows = np.array([ord(table.lookup(name)) // 256 for name in names])
    chosen: list = []
    for row in rng.permutation(np.unique(rows)):
        if np.isin(rows, [*chosen, row]).sum() <= len(names) // 10:
            chosen.append(row)
    held = np.isin(rows, chosen)
    train = [name for name, out in zip(names, held, strict=True) if not out]
    return train, [name for name, out in zip(names, held, strict=True) if out]


def name_vocabulary() -> Vocabulary:
    r"""Return the 39 symbols of the names: ``"\n"``, space, hyphen, digits, capital letters.

    Returns
    -------
    Vocabulary
        Without special tokens; ``"\n"``, the end of a name, has id 0.

    Examples
    --------
    >>> len(name_vocabulary()), name_vocabulary().encode("\nA")
    (39, array([ 0, 13]))
    """
    return Vocabulary("\n -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", specials=())


def name_stream(names: Sequence[str]) -> np.ndarray:
    """Chain names to one long text for :func:`rnnlab.data.batching.stream_chunks`.

    Parameters
    ----------
    names : sequence of str
        The names.

    Returns
    -------
    ndarray of int, shape (M,)
        An end mark, then every name with its end mark.

    Examples
    --------
    >>> name_stream(["AB", "C"])
    array([ 0, 13, 14,  0, 15,  0])
    """
    return name_vocabulary().encode(END + "".join(name + END for name in names))
