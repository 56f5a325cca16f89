"""What exercises of chapter 22 share: a hidden Markov model."""

import numpy as np


def hmm_case(seed: int) -> tuple:
    """Draw bases and a hidden Markov model with two states.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 5) of ids, ``start`` (2,), ``switch`` (2, 2), ``table`` (2, 4, 4).

    Examples
    --------
    >>> hmm_case(0)[2].sum(axis=1).round(6)
    array([1., 1.])
    """
    rng = np.random.default_rng(seed)
    stay = rng.uniform(0.6, 0.9, 2)
    switch = np.array([[stay[0], 1 - stay[0]], [1 - stay[1], stay[1]]])
    table = rng.uniform(0.2, 2.0, (2, 4, 4))
    first = rng.uniform(0.6, 0.8)
    start = np.array([first, 1 - first])
    return rng.integers(0, 4, (7, 5)), start, switch, table / table.sum(axis=2, keepdims=True)
