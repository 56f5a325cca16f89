"""CpG islands: DNA from a hidden Markov model, and what can be known of its hidden states."""

import numpy as np

from ..checks import check_ids, check_rng, check_shape
from .batching import Batch
from .hmm import backward_weights, combined, forward_chances

#: The letters of DNA; the id of a base is its place.
BASES = "ACGT"

#: Which base follows which (rows: from, columns: to), outside islands (0) and in islands (1).
TRANSITIONS = np.array(
    [
        [
            [0.300, 0.205, 0.285, 0.210],
            [0.322, 0.298, 0.078, 0.302],
            [0.248, 0.246, 0.298, 0.208],
            [0.177, 0.239, 0.292, 0.292],
        ],
        [
            [0.180, 0.274, 0.426, 0.120],
            [0.171, 0.368, 0.274, 0.188],
            [0.161, 0.339, 0.375, 0.125],
            [0.079, 0.355, 0.384, 0.182],
        ],
    ]
)
TRANSITIONS /= TRANSITIONS.sum(axis=2, keepdims=True)  # the printed tables are rounded

#: How the hidden state goes on: SWITCH[i, j] is the chance of j after i.
SWITCH = np.array([[0.985, 0.015], [0.030, 0.970]])
#: The hidden state at the first base: the share of time that the chain spends in each.
START = np.array([2 / 3, 1 / 3])


def cpg_islands(T: int, N: int, *, rng: np.random.Generator) -> Batch:
    """Draw DNA with CpG islands; the question is for each base whether it lies in one.

    In most of a vertebrate's DNA a C is rarely followed by a G; in CpG islands it is not. The
    hidden state, island or not, is a Markov chain; the bases are another whose table depends on it.

    Parameters
    ----------
    T, N : int
        Bases per sequence, and sequences; at least 1.
    rng : numpy.random.Generator
        Source of both chains.

    Returns
    -------
    Batch
        x of ids in :data:`BASES` and y, 1 in an island, both of shape (T, N).

    Raises
    ------
    ValueError
        If a size is not positive.

    See Also
    --------
    island_filter : the best possible answer from the bases so far.
    island_smoother : the best possible answer from all bases.

    References
    ----------
    The tables are those of :cite:`durbin1998`, section 3.1.

    Examples
    --------
    >>> batch = cpg_islands(30, 1, rng=np.random.default_rng(3))
    >>> "".join(BASES[i] for i in batch.x[:, 0])
    'AGCAAGGTGCTCGGGATGGCGGGACACCCC'
    """
    check_rng(rng)
    if T < 1 or N < 1:
        raise ValueError(f"T and N must be at least 1, got T={T}, N={N}")
    x, y = np.zeros((2, T, N), np.int64)
    y[0] = rng.random(N) < START[1]
    x[0] = rng.integers(0, 4, N)
    for t in range(1, T):
        y[t] = rng.random(N) < SWITCH[y[t - 1], 1]
        bounds = TRANSITIONS[y[t], x[t - 1]].cumsum(axis=1)[:, :3]
        x[t] = (rng.random((N, 1)) > bounds).sum(axis=1)
    return Batch(x, y)


def island_filter(x: np.ndarray) -> np.ndarray:
    r"""Chance of an island at each base given the bases so far, :eq:`eq-island-filter`.

    Exact: no predictor that reads the sequence from the left can do better on average.

    Parameters
    ----------
    x : ndarray of int, shape (T, N)
        Ids in :data:`BASES`.

    Returns
    -------
    ndarray, shape (T, N)
        P(island at t given x<1> .. x<t>).

    Raises
    ------
    ValueError
        If an id is no base.

    References
    ----------
    :cite:`durbin1998`, section 3.2.

    Examples
    --------
    >>> x = np.array([[BASES.index(base)] for base in "ACGCGCGT"])
    >>> island_filter(x)[:, 0].round(2)
    array([0.33, 0.4 , 0.7 , 0.75, 0.9 , 0.91, 0.96, 0.9 ])
    """
    return forward_chances(START, SWITCH, _seen(x))[:, 1]


def island_smoother(x: np.ndarray) -> np.ndarray:
    r"""Chance of an island at each base given the whole sequence, :eq:`eq-island-smoother`.

    The forward-backward algorithm: exact, the bound for predictors that read both ways.

    Parameters
    ----------
    x : ndarray of int, shape (T, N)
        Ids in :data:`BASES`.

    Returns
    -------
    ndarray, shape (T, N)
        P(island at t given x<1> .. x<T>).

    Raises
    ------
    ValueError
        If an id is no base.

    References
    ----------
    :cite:`durbin1998`, section 3.2.

    Examples
    --------
    >>> x = np.array([[BASES.index(base)] for base in "ACGCGCGT"])
    >>> island_smoother(x)[:, 0].round(2)
    array([0.91, 0.94, 0.96, 0.96, 0.96, 0.95, 0.94, 0.9 ])
    """
    seen = _seen(x)
    alpha, beta = forward_chances(START, SWITCH, seen), backward_weights(SWITCH, seen)
    return combined(alpha, beta)[:, 1]


def _seen(x: np.ndarray) -> np.ndarray:
    """Chance of each base given the one before, in either hidden state, shape (T, 2, N)."""
    check_shape("x", x, "T N")
    check_ids("x", x, 4, cure="ids are places in BASES")
    seen = np.full((len(x), 2, x.shape[1]), 0.25)
    seen[1:] = TRANSITIONS[:, x[:-1], x[1:]].swapaxes(0, 1)
    return seen


def reverse_complement(x: np.ndarray) -> np.ndarray:
    """Read the other strand: from the end, with A and T, C and G exchanged.

    Parameters
    ----------
    x : ndarray of int, shape (T, N)
        Ids in :data:`BASES`.

    Returns
    -------
    ndarray of int, shape (T, N)
        The other strand.

    Examples
    --------
    >>> "".join(BASES[i] for i in reverse_complement(np.array([[0], [0], [1], [2]]))[:, 0])
    'CGTT'
    """
    return 3 - x[::-1]
