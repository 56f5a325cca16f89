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


def eq_length_penalty(
    W_aa: list[list[float]], slopes: list[list[float]], da: list[list[float]]
) -> float:
    r"""Add up what each step back does to the length of a gradient, :eq:`eq-length-penalty`.

    Parameters
    ----------
    W_aa : list of list of float, shape (n_a, n_a)
        The recurrent weights.
    slopes, da : list of list of float, shape (T, n_a)
        Slopes and gradients of the steps 1 .. T, one example.

    Returns
    -------
    float
        The mean over the steps.

    Examples
    --------
    >>> eq_length_penalty([[0.5]], [[1.0], [1.0]], [[0.2], [0.4]])
    0.25
    """
    n, total = len(W_aa), 0.0
    for g, d in zip(slopes, da, strict=True):
        before = after = 0.0
        for j in range(n):
            before += d[j] ** 2
            entry = 0.0
            for i in range(n):
                entry += W_aa[i][j] * g[i] * d[i]
            after += entry**2
        total += (math.sqrt(after) / math.sqrt(before) - 1) ** 2
    return total / len(da)


def eq_length_penalty_slope(
    W_aa: list[list[float]], slopes: list[list[float]], da: list[list[float]]
) -> list[list[float]]:
    r"""Differentiate that by each weight, da and slopes held fixed, :eq:`eq-length-penalty-slope`.

    Parameters
    ----------
    W_aa : list of list of float, shape (n_a, n_a)
        The recurrent weights.
    slopes, da : list of list of float, shape (T, n_a)
        Slopes and gradients of the steps 1 .. T, one example.

    Returns
    -------
    list of list of float, shape (n_a, n_a)
        The slopes of the penalty.

    Examples
    --------
    >>> eq_length_penalty_slope([[0.5]], [[1.0]], [[0.4]])
    [[-1.0]]
    """
    n = len(W_aa)
    total = [[0.0] * n for _ in range(n)]
    for g, d in zip(slopes, da, strict=True):
        dz = [g[i] * d[i] for i in range(n)]
        back = [math.fsum(W_aa[i][j] * dz[i] for i in range(n)) for j in range(n)]
        before, after = math.hypot(*d), math.hypot(*back)
        for i in range(n):
            for j in range(n):
                ratio_slope = dz[i] * back[j] / (before * after)
                total[i][j] += 2 * (after / before - 1) * ratio_slope / len(da)
    return total
