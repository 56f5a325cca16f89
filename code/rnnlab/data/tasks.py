"""Generated tasks whose best and whose trivial results are known exactly.

Each function draws one batch; draw a new one for every update and nothing can be learned by heart.
"""

import numpy as np

from ..checks import check_rng
from .batching import Batch
from .reber import REBER_SYMBOLS, embedded_reber, reber_legal_next

__all__ = [
    "REBER_SYMBOLS",
    "adding",
    "adding_baseline",
    "copy",
    "embedded_reber",
    "reber_legal_next",
    "recall",
    "temporal_order",
]


def adding(T: int, N: int, *, rng: np.random.Generator) -> Batch:
    """Add the two marked numbers of a long list.

    Row 0 of x holds numbers drawn evenly from [0, 1), row 1 a 1 at two steps, one in each half
    of the sequence, and 0 elsewhere. The target, at the end, is the sum of the marked numbers.

    Parameters
    ----------
    T : int
        Steps, at least 2.
    N : int
        Examples.
    rng : numpy.random.Generator
        Source of the numbers.

    Returns
    -------
    Batch
        x (T, 2, N) and y (1, 1, N), for ``loss="squared_error", read="last"``.

    See Also
    --------
    adding_baseline : 1/6, the mean squared error of always answering 1.

    References
    ----------
    :cite:`hochreiter1997` section 5.4 (there with numbers in [-1, 1] and both markers in the
    first half), in the form of :cite:`le2015`.

    Examples
    --------
    >>> batch = adding(6, 2, rng=np.random.default_rng(0))
    >>> batch.x[:, 1].T.astype(int).tolist()
    [[0, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 0]]
    """
    _check_sizes(rng, N, T, 2, "the two marked numbers need two steps")
    x = np.zeros((T, 2, N))
    x[:, 0] = rng.random((T, N))
    columns = np.arange(N)
    first, second = rng.integers(0, T // 2, N), rng.integers(T // 2, T, N)
    x[first, 1, columns] = x[second, 1, columns] = 1
    return Batch(x, (x[first, 0, columns] + x[second, 0, columns]).reshape(1, 1, N))


def adding_baseline() -> float:
    """Mean squared error of always answering 1: the variance of two even draws, 2 · 1/12 = 1/6.

    Returns
    -------
    float
        1/6. A network that does not remember cannot get below the error of guessing, and this
        is the best guess.

    Examples
    --------
    >>> round(adding_baseline(), 4)
    0.1667
    """
    return 1 / 6


def copy(
    T: int, N: int, *, rng: np.random.Generator, n_symbols: int = 8, length: int = 10
) -> Batch:
    """Repeat a short message after a long pause.

    The input is `length` symbols, T - 1 blanks, one signal, and `length` blanks; the target is
    blank all the time until the signal, and after it the message.

    Parameters
    ----------
    T : int
        Length of the pause, at least 1: the first symbol is asked for T + length steps after
        it was shown.
    N : int
        Examples.
    rng : numpy.random.Generator
        Source of the messages.
    n_symbols : int
        Different symbols a message is made of.
    length : int
        Symbols in a message.

    Returns
    -------
    Batch
        x and y of ids (T + 2 length, N). Id 0 is the blank, 1..n_symbols are the symbols and
        n_symbols + 1 is the signal, so n_x = n_symbols + 2 and n_y = n_symbols + 1.

    Notes
    -----
    A model that cannot remember knows the blanks and guesses the message: its cross-entropy is
    length · ln n_symbols / (T + 2 length).

    References
    ----------
    :cite:`hochreiter1997`; in this form Arjovsky, Shah and Bengio (2016), "Unitary Evolution
    Recurrent Neural Networks", arXiv:1511.06464 (there the blank is numbered after the symbols).

    Examples
    --------
    >>> batch = copy(3, 1, rng=np.random.default_rng(0), length=2)
    >>> batch.x[:, 0].tolist(), batch.y[:, 0].tolist()
    ([7, 6, 0, 0, 9, 0, 0], [0, 0, 0, 0, 0, 7, 6])
    """
    _check_sizes(rng, N, T, 1, "the signal needs a step")
    _check_at_least("n_symbols", n_symbols, 2)
    _check_at_least("length", length, 1)
    message = rng.integers(1, n_symbols + 1, (length, N))
    x, y = np.zeros((2, T + 2 * length, N), np.int64)
    x[:length] = message
    x[length + T - 1] = n_symbols + 1
    y[-length:] = message
    return Batch(x, y)


def recall(T: int, N: int, *, rng: np.random.Generator, n_symbols: int = 4) -> Batch:
    """Name the first symbol after T - 1 steps of noise.

    Parameters
    ----------
    T : int
        Steps, at least 2.
    N : int
        Examples.
    rng : numpy.random.Generator
        Source of the symbols.
    n_symbols : int
        Symbols to tell apart. There are as many noise symbols.

    Returns
    -------
    Batch
        x (T, N) of ids, first one of 0..n_symbols-1 and then noise from
        n_symbols..2 n_symbols - 1, so n_x = 2 n_symbols; y (1, N) with n_y = n_symbols, for
        ``read="last"``.

    Notes
    -----
    The cross-entropy of guessing is ln n_symbols.

    References
    ----------
    The smallest form of the tasks of :cite:`bengio1994` and :cite:`hochreiter1997`.

    Examples
    --------
    >>> batch = recall(5, 2, rng=np.random.default_rng(0))
    >>> batch.x.T.tolist(), batch.y.tolist()
    ([[3, 6, 5, 4, 4], [2, 5, 4, 4, 7]], [[3, 2]])
    """
    _check_sizes(rng, N, T, 2, "with one step there is nothing to remember")
    _check_at_least("n_symbols", n_symbols, 2)
    first = rng.integers(0, n_symbols, (1, N))
    noise = rng.integers(n_symbols, 2 * n_symbols, (T - 1, N))
    return Batch(np.concatenate([first, noise]), first)


def temporal_order(T: int, N: int, *, rng: np.random.Generator) -> Batch:
    """Tell in which order two symbols came, far apart and in the middle of noise.

    One of A and B stands somewhere in [T/10, 2T/10), another one, drawn on its own, somewhere
    in [T/2, 6T/10); all other steps are noise. The classes, at the end, are AA, AB, BA and BB.

    Parameters
    ----------
    T : int
        Steps, at least 10.
    N : int
        Examples.
    rng : numpy.random.Generator
        Source of the symbols.

    Returns
    -------
    Batch
        x (T, N) of ids: 0 is A, 1 is B, 2 to 5 are noise, so n_x = 6; y (1, N) with the class
        2 · first + second, so n_y = 4, for ``read="last"``.

    Notes
    -----
    The cross-entropy of guessing is ln 4, and ln 2 for a model that remembers the second symbol
    only.

    References
    ----------
    :cite:`hochreiter1997` section 5.6, with the positions of :cite:`pascanu2013`.

    Examples
    --------
    >>> batch = temporal_order(10, 2, rng=np.random.default_rng(0))
    >>> batch.x.T.tolist(), batch.y.tolist()
    ([[3, 1, 2, 4, 4, 1, 4, 4, 3, 4], [2, 1, 5, 5, 4, 0, 4, 5, 5, 2]], [[3, 2]])
    """
    _check_sizes(rng, N, T, 10, "the two places are tenths of the sequence")
    tenth, half, columns = T // 10, T // 2, np.arange(N)
    first, second = rng.integers(0, 2, (2, N))
    x = rng.integers(2, 6, (T, N))
    x[rng.integers(tenth, 2 * tenth, N), columns] = first
    x[rng.integers(half, half + tenth, N), columns] = second
    return Batch(x, (2 * first + second)[None])


def _check_sizes(rng: np.random.Generator, N: int, T: int, least: int, why: str) -> None:
    check_rng(rng)
    _check_at_least("N", N, 1)
    _check_at_least("T", T, least, why)


def _check_at_least(name: str, value: int, least: int, why: str = "") -> None:
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}{why and ': '}{why}")
