"""The gradient cliff: the smallest network whose loss has one, and where it stands."""

import numpy as np

from ..functions import sigmoid


def cliff(
    w: np.ndarray, b: np.ndarray, *, T: int = 50, z0: float = 0.5, target: float = 0.7
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Compute loss and slopes of one unit without input, :eq:`eq-cliff`, :eq:`eq-cliff-slope`.

    Parameters
    ----------
    w, b : ndarray of one shape, or float
        Weight and bias, many at once.
    T : int
        Steps, at least 1.
    z0 : float
        Where the unit starts.
    target : float
        What its last output should be.

    Returns
    -------
    loss, dw, db : ndarray, the shape of `w` and `b`
        The loss and its two slopes, float64.

    Raises
    ------
    ValueError
        If `T` is below 1.

    References
    ----------
    :cite:t:`pascanu2013`, figure 6.

    Examples
    --------
    >>> loss, dw, db = cliff(5.0, np.array([-2.7, -2.5]))
    >>> print(np.round(loss, 3))
    [0.361 0.024]
    """
    if T < 1:
        raise ValueError(f"T must be at least 1, got {T}: without a step there is no weight")
    w, b = np.broadcast_arrays(np.asarray(w, float), np.asarray(b, float))
    z, w_z, b_z = np.full(w.shape, float(z0)), np.zeros(w.shape), np.zeros(w.shape)
    for _ in range(T):
        s = sigmoid(z)
        back = w * s * (1 - s)
        w_z, b_z, z = s + back * w_z, 1 + back * b_z, w * s + b
    s = sigmoid(z)
    dz = 2 * (s - target) * s * (1 - s)
    return (s - target) ** 2, dz * w_z, dz * b_z


def cliff_edge(w: np.ndarray, *, z0: float = 0.5) -> np.ndarray:
    r"""Return the bias at which the start is a fixed point, :eq:`eq-cliff-edge`.

    Parameters
    ----------
    w : ndarray or float
        Weights; the fixed point is unstable, and so a cliff, where w times the slope at `z0` is
        above 1.
    z0 : float
        Where the unit starts.

    Returns
    -------
    ndarray, the shape of `w`
        b, float64.

    References
    ----------
    :cite:t:`pascanu2013`, section 2.

    Examples
    --------
    >>> print(np.round(cliff_edge(np.array([4.5, 5.5])), 4))
    [-2.3011 -2.9235]
    """
    return z0 - np.asarray(w, float) * sigmoid(np.asarray(z0, float))
