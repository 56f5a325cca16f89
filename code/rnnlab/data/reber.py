"""Strings of the embedded Reber grammar, and which symbols may follow."""

import numpy as np

from ..checks import check_ids, check_mask, check_rng, check_shape
from .batching import Batch, pad_sequences

REBER_SYMBOLS = "BTPSXVE"

# Reber's graph: state -> (symbol, next state); None ends the string.
_REBER = {
    0: (("T", 1), ("P", 2)),
    1: (("S", 1), ("X", 3)),
    2: (("T", 2), ("V", 4)),
    3: (("X", 2), ("S", 5)),
    4: (("P", 3), ("V", 5)),
    5: (("E", None),),
}


def embedded_reber(N: int, *, rng: np.random.Generator) -> Batch:
    """Predict the next symbol of strings from the embedded Reber grammar.

    A string is B, then T or P, then a string of Reber's graph (from B to E), then the *same*
    T or P again, and E. Inside, two continuations are equally likely nearly everywhere; only
    the last but one symbol needs a memory that outlives the inner string.

    Parameters
    ----------
    N : int
        Examples.
    rng : numpy.random.Generator
        Source of the strings.

    Returns
    -------
    Batch
        x and y (T, N) of ids in :data:`REBER_SYMBOLS`, y one symbol ahead, and their mask;
        n_x = n_y = 7. Strings have at least 9 symbols, 12 on average.

    See Also
    --------
    reber_legal_next : which symbols may follow; a model is right if its most likely one may.

    References
    ----------
    :cite:`hochreiter1997` section 5.1

    Examples
    --------
    >>> batch = embedded_reber(3, rng=np.random.default_rng(1))
    >>> for i in range(3):
    ...     print("".join(REBER_SYMBOLS[k] for k in batch.x[batch.mask[:, i], i]))
    BTBPVVET
    BTBTXSET
    BTBTXXTVPXVVET
    """
    check_rng(rng)
    if N < 1:
        raise ValueError(f"N must be at least 1, got {N}")
    ids = [np.array([REBER_SYMBOLS.index(s) for s in _reber_string(rng)]) for _ in range(N)]
    x, mask = pad_sequences([s[:-1] for s in ids])
    y, _ = pad_sequences([s[1:] for s in ids])
    return Batch(x, y, mask)


def _reber_string(rng: np.random.Generator) -> str:
    outer = "TP"[rng.integers(2)]
    inner, state = "B", 0
    while state is not None:
        edges = _REBER[state]
        symbol, state = edges[rng.integers(len(edges))]
        inner += symbol
    return f"B{outer}{inner}{outer}E"


def reber_legal_next(x: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
    """Which symbols may follow each step of embedded Reber strings.

    Parameters
    ----------
    x : ndarray of int, shape (T, N)
        Strings, or their beginnings, as ids in :data:`REBER_SYMBOLS`.
    mask : ndarray of bool, shape (T, N), optional
        True where a step is real.

    Returns
    -------
    ndarray of bool, shape (T, 7, N)
        ``legal[t, k, i]``: symbol k may follow x[0..t, i]. False everywhere on masked steps and
        after the final E. Legal symbols are equally likely, so the mean of ln(legal.sum(1))
        over real steps is the smallest possible cross-entropy.

    Raises
    ------
    ValueError
        If a string breaks the grammar; the message names the place.

    Examples
    --------
    >>> x = np.array([[REBER_SYMBOLS.index(s)] for s in "BPBT"])
    >>> legal = reber_legal_next(x)
    >>> ["".join(s for s, ok in zip(REBER_SYMBOLS, row[:, 0]) if ok) for row in legal]
    ['TP', 'B', 'TP', 'SX']
    """
    T, N = check_shape("x", x, "T N")
    check_ids("x", x, len(REBER_SYMBOLS), cure="ids are places in REBER_SYMBOLS")
    mask = np.ones((T, N), bool) if mask is None else check_mask(mask, T, N)
    legal = np.zeros((T, len(REBER_SYMBOLS), N), bool)
    for i in range(N):
        follow = {"B": ("begin", None)}
        for t in np.flatnonzero(mask[:, i]):
            symbol = REBER_SYMBOLS[x[t, i]]
            if symbol not in follow:
                raise ValueError(
                    f"x must be made of embedded Reber strings, got {symbol} at step {t + 1} of "
                    f"column {i} where only {' or '.join(follow) or 'the end'} is legal"
                )
            follow = _embedded_edges(*follow[symbol])
            legal[t, [REBER_SYMBOLS.index(s) for s in follow], i] = True
    return legal


def _embedded_edges(state: int | str | None, outer: str | None) -> dict[str, tuple]:
    """Edges out of a state of the embedded graph; the state includes which T or P it remembers."""
    if state == "begin":
        return {"T": ("enter", "T"), "P": ("enter", "P")}
    if state == "enter":
        return {"B": (0, outer)}
    if state is None:
        return {outer: ("leave", outer)}
    if state == "leave":
        return {"E": ("end", outer)}
    if state == "end":
        return {}
    return {symbol: (target, outer) for symbol, target in _REBER[state]}
