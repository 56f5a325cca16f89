"""What exercises of chapter 21 share: padded clips."""

import numpy as np


def clip_case(seed: int) -> tuple:
    """Draw a padded batch with its mask, and test clips without padding.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 3, 5), ``mask`` (7, 5), ``x_test`` (6, 3, 4).

    Examples
    --------
    >>> clip_case(0)[1].sum(axis=0)
    array([7, 3, 5, 2, 6])
    """
    rng = np.random.default_rng(seed)
    mask = np.arange(7)[:, None] < np.array([7, 3, 5, 2, 6])
    center, scale = np.array([2.0, -1.0, 0.5])[:, None], np.array([1.0, 3.0, 2.0])[:, None]
    x, x_test = (center + scale * rng.normal(size=size) for size in ((7, 3, 5), (6, 3, 4)))
    return x * mask[:, None], mask, x_test + 0.7
