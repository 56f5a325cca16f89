"""What exercises of chapter 12 share: a sequence cut into pieces."""

import numpy as np


def chunk_case(seed: int) -> tuple:
    """Draw x, dout, a<0>, W_aa, W_ax and the length of a piece; the last piece is shorter.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (8, 2, 5), ``dout`` (8, 4, 5), ``a0`` (4, 5), ``W_aa`` (4, 4), ``W_ax`` (4, 2), 3.

    Examples
    --------
    >>> chunk_case(0)[5]
    3
    """
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N, K = 8, 2, 4, 5, 3
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a, N))
    W_aa, W_ax = rng.normal(size=(n_a, n_a)) / 2, rng.normal(size=(n_a, n_x))
    return x, dout, rng.uniform(-0.9, 0.9, size=(n_a, N)), W_aa, W_ax, K
