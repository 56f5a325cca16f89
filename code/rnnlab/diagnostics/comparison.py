"""Is one model better than another? Compared on the same examples."""

import math

import numpy as np

from ..checks import check_shape


def paired_difference(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    r"""Mean difference of two scores on the same examples and its error, :eq:`eq-paired-error`.

    Parameters
    ----------
    one, other : ndarray, shape (N,)
        A score of each example (sequence, sentence, clip) by either model. Average over the steps
        of a sequence first: its steps are not independent, different sequences are.

    Returns
    -------
    difference : float
        Mean of ``one - other``.
    error : float
        Standard error of that mean.

    Raises
    ------
    ValueError
        If the shapes differ or there are fewer than two examples.

    Examples
    --------
    >>> d, error = paired_difference(np.array([0.5, 0.7, 0.9]), np.array([0.4, 0.7, 0.7]))
    >>> print(f"{d:.3f} {error:.3f}")
    0.100 0.058
    """
    (N,) = check_shape("one", one, "N")
    check_shape("other", other, "N", N=N, cure="Both must score the same examples")
    if N < 2:
        raise ValueError("one must hold at least two scores: one difference has no spread")
    differences = np.subtract(one, other, dtype=np.float64)
    return float(differences.mean()), float(differences.std(ddof=1) / math.sqrt(N))
