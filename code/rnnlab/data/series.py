"""Time series: the yearly sunspot numbers, and the chaotic equation of Mackey and Glass."""

import numpy as np

from ..checks import check_rng
from .text import data_lines


def sunspots() -> tuple[np.ndarray, np.ndarray]:
    """Load the yearly mean sunspot numbers from 1700 to 2008, in the counting used until 2015.

    Returns
    -------
    years : ndarray of int, shape (309,)
        The years.
    numbers : ndarray, shape (309,)
        Mean number of sunspots, 0 to 190.2.

    Raises
    ------
    RuntimeError
        If the data file is missing or damaged.

    References
    ----------
    National Geophysical Data Center, public domain; see README.md beside the data file.

    Examples
    --------
    >>> years, numbers = sunspots()
    >>> print(years[0], numbers[:3], years[-1])
    1700 [ 5. 11. 16.] 2008
    """
    rows = [line.split(",") for line in data_lines("sunspots.csv") if line]
    return np.array([int(year) for year, _ in rows]), np.array([float(n) for _, n in rows])


def mackey_glass(
    n: int, *, rng: np.random.Generator, tau: float = 17.0, dt: float = 0.1, every: int = 60
) -> np.ndarray:
    r"""Generate the Mackey-Glass series, :eq:`eq-mackey-glass`.

    Small steps of length `dt` (Euler's method) with the usual constants; the first 3,000 are
    dropped, then every `every`-th value is kept. There is no noise: what comes next follows from
    what came before, but not from one value, as the equation looks back by `tau`.

    Parameters
    ----------
    n : int
        Number of values, at least 1.
    rng : numpy.random.Generator
        Draws the values before the start, 1.2 ± 0.2.
    tau : float
        Delay; the series is chaotic from about 17 on.
    dt : float
        Length of a step.
    every : int
        Steps between two values that are kept.

    Returns
    -------
    ndarray, shape (n,)
        Values between about 0.2 and 1.4.

    Raises
    ------
    ValueError
        If a size is not positive.

    References
    ----------
    :cite:`mackey1977`

    Examples
    --------
    >>> x = mackey_glass(500, rng=np.random.default_rng(0))
    >>> 0.2 < x.min() < 0.6 < 1.2 < x.max() < 1.4
    np.True_
    """
    check_rng(rng)
    if n < 1 or every < 1 or dt <= 0 or tau < dt:
        raise ValueError(
            f"n and every must be at least 1 and 0 < dt <= tau, "
            f"got n={n}, every={every}, dt={dt}, tau={tau}"
        )
    lag, dropped = round(tau / dt), 3000
    x = (1.2 + rng.uniform(-0.2, 0.2, lag + 1)).tolist()  # one delay ago up to now
    for _ in range(dropped + n * every - lag - 1):
        old, now = x[-lag - 1], x[-1]
        square = old * old
        fourth = square * square  # products instead of a power: the same on every machine
        x.append(now + dt * (0.2 * old / (1 + fourth * fourth * square) - 0.1 * now))
    return np.array(x[dropped::every])
