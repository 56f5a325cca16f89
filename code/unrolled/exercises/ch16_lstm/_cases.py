"""What exercises of chapter 16 share: what a forward pass starts from."""

import numpy as np

n_x, N = 2, 3


def forward_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw x, a<0>, c<0>, W_aa, W_ax and b_a.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple
        ``x`` (5, 2, 3), ``a0`` and ``c0`` (4, 3), ``W_aa`` (16, 4), ``W_ax`` (16, 2), ``b_a``
        (16, 1).

    Examples
    --------
    >>> forward_case(0)[3].shape
    (16, 4)
    """
    rng = np.random.default_rng(seed)
    x, a0, c0 = (
        rng.normal(size=(T, n_x, N)),
        rng.uniform(-0.9, 0.9, (n_a, N)),
        rng.normal(size=(n_a, N)),
    )
    W_aa, W_ax = rng.normal(size=(4 * n_a, n_a)) / np.sqrt(n_a), rng.normal(size=(4 * n_a, n_x))
    return x, a0, c0, W_aa, W_ax, rng.normal(size=(4 * n_a, 1))
