"""The equations of chapter 14 as explicit sums: the slow oracle behind the fast arrays."""

import math


def eq_cliff(w: float, b: float, T: int, z0: float, target: float) -> float:
    r"""Run one unit without input and take its loss, :eq:`eq-cliff`.

    Parameters
    ----------
    w, b : float
        Weight and bias.
    T : int
        Steps.
    z0, target : float
        Start of z and wanted output.

    Returns
    -------
    float
        The loss.

    Examples
    --------
    >>> eq_cliff(0.0, 0.0, 3, 0.5, 0.5)
    0.0
    """
    z = z0
    for _ in range(T):
        z = w / (1 + math.exp(-z)) + b
    return (1 / (1 + math.exp(-z)) - target) ** 2


def eq_cliff_slope(w: float, b: float, T: int, z0: float) -> tuple[float, float]:
    r"""Add up what each step contributes to dz<T>/dw and dz<T>/db, :eq:`eq-cliff-slope`.

    Parameters
    ----------
    w, b : float
        Weight and bias.
    T : int
        Steps.
    z0 : float
        Start of z.

    Returns
    -------
    float, float
        The two slopes, each a sum over the steps with a product in every term.

    Examples
    --------
    >>> eq_cliff_slope(0.0, 1.0, 1, 0.0)
    (0.5, 1.0)
    """
    s = []
    z = z0
    for _ in range(T):
        s.append(1 / (1 + math.exp(-z)))
        z = w * s[-1] + b
    slope_w = slope_b = 0.0
    for t in range(1, T + 1):
        product = 1.0
        for r in range(t + 1, T + 1):
            product *= w * s[r - 1] * (1 - s[r - 1])
        slope_w += product * s[t - 1]
        slope_b += product
    return slope_w, slope_b


def eq_cliff_edge(w: float, z0: float) -> float:
    r"""Find the bias that keeps z at its start, :eq:`eq-cliff-edge`, by halving an interval.

    Parameters
    ----------
    w, z0 : float
        Weight, and start of z.

    Returns
    -------
    float
        The bias.

    Examples
    --------
    >>> round(eq_cliff_edge(5.0, 0.5), 4)
    -2.6123
    """
    low, high = -100.0, 100.0
    for _ in range(200):
        b = (low + high) / 2
        if w / (1 + math.exp(-z0)) + b < z0:
            low = b
        else:
            high = b
    return (low + high) / 2


def eq_clip_norm(g: list[float], limit: float) -> list[float]:
    r"""Shorten a list of numbers to a length, :eq:`eq-clip-norm`.

    Parameters
    ----------
    g : list of float
        All numbers of the gradient.
    limit : float
        The largest length allowed.

    Returns
    -------
    list of float
        The clipped numbers.

    Examples
    --------
    >>> eq_clip_norm([3.0, 4.0], 10.0)
    [3.0, 4.0]
    """
    total = 0.0
    for number in g:
        total += number * number
    norm = math.sqrt(total)
    return [number * limit / norm if norm > limit else number for number in g]


def eq_clip_value(g: list[float], limit: float) -> list[float]:
    r"""Cut each number of a list, :eq:`eq-clip-value`.

    Parameters
    ----------
    g : list of float
        All numbers of the gradient.
    limit : float
        The largest absolute value allowed.

    Returns
    -------
    list of float
        The clipped numbers.

    Examples
    --------
    >>> eq_clip_value([3.0, -4.0, 0.5], 1.0)
    [1.0, -1.0, 0.5]
    """
    return [limit if n > limit else -limit if n < -limit else n for n in g]
