"""Choosing the next symbol from logits, and letting a model write."""

import numpy as np

from .checks import check_finite, check_ids, check_rng, check_shape
from .functions import softmax
from .model import SequenceModel


def greedy(z: np.ndarray) -> np.ndarray:
    """Choose the most likely symbol; of equals, the one with the smallest id.

    Parameters
    ----------
    z : ndarray, shape (n_y, N) or (T, n_y, N)
        Logits, or probabilities: their order is the same.

    Returns
    -------
    ndarray of int, shape (N,) or (T, N)
        The ids.

    Examples
    --------
    >>> greedy(np.array([[0.1, 2.0], [0.3, 1.0], [0.3, 0.0]]))
    array([1, 0])
    """
    check_shape("z", z, "T n_y N" if np.ndim(z) == 3 else "n_y N")
    check_finite("z", z)
    return z.argmax(axis=-2)


def draw(
    z: np.ndarray,
    *,
    rng: np.random.Generator,
    temperature: float = 1.0,
    top_k: int | None = None,
) -> np.ndarray:
    r"""Draw one symbol per column from softmax(z / temperature), :eq:`eq-temperature`.

    With `top_k` only the largest logits stay in play, :eq:`eq-top-k`; one uniform number per
    column decides, :eq:`eq-inverse-draw`.

    Parameters
    ----------
    z : ndarray, shape (n_y, N)
        Logits.
    rng : numpy.random.Generator
        Source of the draws: one number per column.
    temperature : float
        Below 1 the likely symbols become likelier still (towards 0: :func:`greedy`), above 1
        everything becomes more equal.
    top_k : int, optional
        Draw only from the k largest logits of each column; ``top_k=1`` is :func:`greedy`.

    Returns
    -------
    ndarray of int, shape (N,)
        The ids.

    Raises
    ------
    ValueError
        If `temperature` is not positive, or `top_k` not in 1..n_y.

    Examples
    --------
    >>> z = np.log(np.array([[0.7], [0.2], [0.1]])) + np.zeros((3, 1000))
    >>> np.bincount(draw(z, rng=np.random.default_rng(0)))
    array([678, 226,  96])
    """
    check_rng(rng)
    n_y, _ = check_shape("z", z, "n_y N")
    check_finite("z", z)
    _check_options(temperature, top_k, n_y)
    # The largest logit becomes 0 before the division, so no temperature can make it infinite.
    with np.errstate(over="ignore"):
        z = (z - z.max(axis=0)) / temperature
    if top_k is not None:
        rank = np.argsort(np.argsort(-z, axis=0, kind="stable"), axis=0)
        z = np.where(rank < top_k, z, -np.inf)
    # Symbol k owns the k-th piece of [0, 1); divided by its last entry the sum ends exactly at 1.
    ends = np.cumsum(softmax(z), axis=0)
    u = rng.random(z.shape[1])
    return (ends / ends[-1] <= u).sum(axis=0)


def _check_options(temperature: float, top_k: int | None, n_y: int) -> None:
    if not 0 < temperature < np.inf:
        raise ValueError(
            f"temperature must be positive, got {temperature}. For the most likely symbol use "
            "greedy(z), or top_k=1"
        )
    if top_k is not None and not 1 <= top_k <= n_y:
        raise ValueError(f"top_k must be in 1..n_y={n_y}, got {top_k}")


def generate(
    model: SequenceModel,
    start: np.ndarray,
    length: int,
    *,
    rng: np.random.Generator,
    temperature: float = 1.0,
    top_k: int | None = None,
    stop: int | None = None,
) -> np.ndarray:
    """Let a model go on: every symbol it draws is its next input, :eq:`eq-fed-back`.

    Parameters
    ----------
    model : SequenceModel
        A model from ids to logits over the same ids, such as a character model.
    start : ndarray of int, shape (T, N)
        Begins of N sequences, all of the same length; ``np.full((1, N), vocabulary.bos)`` to
        begin with nothing.
    length : int
        Symbols to write.
    rng : numpy.random.Generator
        Source of the draws.
    temperature, top_k
        As in :func:`draw`.
    stop : int, optional
        A column that has drawn this id, such as ``vocabulary.eos``, is finished; the rest of it
        is filled with the same id.

    Returns
    -------
    ndarray of int, shape (length, N)
        The symbols after `start`.

    Raises
    ------
    ValueError
        If `length` is below 1, an id is out of range, or an option of :func:`draw` is.

    Examples
    --------
    >>> from rnnlab import RNN, Dense
    >>> rng = np.random.default_rng(0)
    >>> model = SequenceModel(RNN(5, 3, rng=rng), Dense(3, 5, rng=rng))
    >>> generate(model, np.array([[2, 2]]), 4, rng=rng).shape
    (4, 2)
    """
    check_rng(rng)
    _, N = check_shape("start", start, "T N", cure="One sequence is one column: ids[:, None]")
    n_y = model.head.n_y
    check_ids("start", start, n_y, cure="Does start come from another Vocabulary?")
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if stop is not None and not 0 <= stop < n_y:
        raise ValueError(f"stop must be an id in 0..{n_y - 1}, got {stop}")
    _check_options(temperature, top_k, n_y)
    ids = np.full((length, N), 0 if stop is None else stop)
    finished = np.zeros(N, bool)
    x, state = start, None
    for t in range(length):
        z, state = model.forward(x, state)
        drawn = draw(z[-1], rng=rng, temperature=temperature, top_k=top_k)
        ids[t] = np.where(finished, ids[t], drawn)
        if stop is not None:
            finished |= ids[t] == stop
            if finished.all():
                break
        x = ids[t : t + 1]
    return ids
