"""The equations of chapter 15 as explicit sums: the slow oracle behind the fast arrays."""

import math


def eq_glorot(u: list[list[float]]) -> list[list[float]]:
    r"""Stretch draws from [0, 1) to Glorot's interval, :eq:`eq-glorot`.

    Parameters
    ----------
    u : list of list of float
        The draws, row by row.

    Returns
    -------
    list of list of float
        The weights.

    Examples
    --------
    >>> eq_glorot([[0.0, 0.5]])
    [[-1.4142135623730951, 0.0]]
    """
    bound = math.sqrt(6 / (len(u) + len(u[0])))
    return [[bound * (2 * number - 1) for number in row] for row in u]


def eq_he(g: list[list[float]]) -> list[list[float]]:
    r"""Scale standard normal draws to variance 2 through the number of columns, :eq:`eq-he`.

    Parameters
    ----------
    g : list of list of float
        The draws, row by row.

    Returns
    -------
    list of list of float
        The weights.

    Examples
    --------
    >>> eq_he([[3.0, -1.0]])
    [[3.0, -1.0]]
    """
    return [[math.sqrt(2 / len(row)) * number for number in row] for row in g]


def eq_orthogonal_qr(G: list[list[float]], gain: float) -> list[list[float]]:
    r"""Make the columns of G orthonormal one after the other, :eq:`eq-orthogonal-qr`.

    Gram and Schmidt's way divides by lengths, which are positive: no sign is left to fix.

    Parameters
    ----------
    G : list of list of float
        A matrix with at least as many rows as columns.
    gain : float
        The length of the columns wanted.

    Returns
    -------
    list of list of float
        The matrix, row by row.

    Examples
    --------
    >>> eq_orthogonal_qr([[3.0, 1.0], [0.0, -2.0]], 2.0)
    [[2.0, 0.0], [0.0, -2.0]]
    """
    rows, done = len(G), []
    for j in range(len(G[0])):
        v = [G[i][j] for i in range(rows)]
        for q in done:
            along = sum(q[i] * v[i] for i in range(rows))
            v = [v[i] - along * q[i] for i in range(rows)]
        length = math.sqrt(sum(number * number for number in v))
        done.append([number / length for number in v])
    return [[gain * q[i] for q in done] for i in range(rows)]


def eq_identity_start(a: list[float], scale: float) -> list[float]:
    r"""Multiply a state by a multiple of the identity, entry by entry, :eq:`eq-identity-start`.

    Parameters
    ----------
    a : list of float
        A state.
    scale : float
        The number on the diagonal.

    Returns
    -------
    list of float
        The product W_aa a.

    Examples
    --------
    >>> eq_identity_start([1.0, -2.0], 0.5)
    [0.5, -1.0]
    """
    n = len(a)
    W_aa = [[scale if i == j else 0.0 for j in range(n)] for i in range(n)]
    return [sum(W_aa[i][j] * a[j] for j in range(n)) for i in range(n)]


def eq_rms_slope(z: list[list[float]], g0: str) -> float:
    r"""Take the root mean square of the slopes at many z, :eq:`eq-rms-slope`.

    Parameters
    ----------
    z : list of list of float
        Numbers before the activation, one list per step.
    g0 : str
        "tanh", "relu", "sigmoid" or "identity".

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> eq_rms_slope([[0.0, 1.0], [-1.0, -2.0]], "relu")
    0.5
    """
    total, count = 0.0, 0
    for row in z:
        for number in row:
            if g0 == "tanh":
                slope = 1 / math.cosh(number) ** 2
            elif g0 == "sigmoid":
                slope = math.exp(-number) / (1 + math.exp(-number)) ** 2
            elif g0 == "relu":
                slope = 1.0 if number > 0 else 0.0
            else:
                slope = 1.0
            total += slope * slope
            count += 1
    return math.sqrt(total / count)
