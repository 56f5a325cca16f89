"""Judges of a gradient: central differences, the complex step, and a few random directions.

None of them knows how the gradient was derived: they only evaluate the function. That is what makes
them worth asking.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..checks import check_rng
from ..parameters import Parameters

_TINY = 1e-30  # its square is lost beside any number of order 1, so no error is left


def relative_error(got: np.ndarray, want: np.ndarray, *, floor: float = 1e-8) -> float:
    r"""Length of the difference, divided by the longer of the two, :eq:`eq-relative-error`.

    Parameters
    ----------
    got, want : ndarray, any shape (the same)
        The two gradients to compare.
    floor : float
        Divide by at least this: between two vectors of rounding errors nothing can be compared.

    Returns
    -------
    float
        0 when equal, 2 when opposite; NaN when a number is NaN.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> relative_error(np.array([3.0, 4.0]), np.array([0.0, 0.0]))
    1.0
    """
    if np.shape(got) != np.shape(want):
        raise ValueError(
            f"got and want must have the same shape, got {np.shape(got)} and {np.shape(want)}"
        )
    lengths = [np.linalg.norm(np.ravel(v)) for v in (got, want)]
    difference = np.linalg.norm(np.ravel(np.subtract(got, want)))
    return float(difference / max(*lengths, floor))


def central_difference(f: Callable[[], float], v: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    r"""Slope of f in each number of v, :eq:`eq-central-difference`.

    Parameters
    ----------
    f : function
        Takes nothing, reads `v`, returns a number.
    v : ndarray of float64, any shape
        What f reads, such as ``params["W_aa"]`` or ``params.flat``. Each number is moved by ±eps
        in place and put back exactly, also when f raises.
    eps : float
        The step. The error is about eps² from the curvature plus 1e-16/eps from rounding;
        :eq:`eq-best-step` balances the two.

    Returns
    -------
    ndarray, shape of `v`
        The slopes; good to about 9 digits where they are of order 1.

    Raises
    ------
    TypeError
        If `v` is no writable float64 array: in float32 a step of 1e-6 disappears.

    Examples
    --------
    >>> v = np.array([1.0, 2.0])
    >>> print(np.round(central_difference(lambda: v[0] * v[1] ** 2, v), 6))
    [4. 4.]
    """
    _check_place(v, np.float64, "central_difference")
    slopes = np.empty(v.shape)
    for k in np.ndindex(v.shape):
        slopes[k] = (_moved(f, v, k, eps) - _moved(f, v, k, -eps)) / (2 * eps)
    return slopes


def complex_step(f: Callable[[], complex], v: np.ndarray) -> np.ndarray:
    r"""Slope of f in each number of v, exact to rounding, :eq:`eq-complex-step`.

    Parameters
    ----------
    f : function
        Takes nothing, reads `v`, returns a complex number. It must hold for complex numbers: no
        absolute value, no conjugate, no maximum of anything but real parts.
    v : ndarray of complex128, any shape
        What f reads: a complex copy of the numbers in question. Each is moved by 1e-30 i in place
        and put back exactly, also when f raises.

    Returns
    -------
    ndarray of float64, shape of `v`
        The slopes: no difference is taken, so no digit is lost.

    Raises
    ------
    TypeError
        If `v` is no writable complex128 array, or f returns a real number.

    References
    ----------
    :cite:t:`squire1998`

    Examples
    --------
    >>> v = np.array([1.0 + 0j, 2.0 + 0j])
    >>> complex_step(lambda: v[0] * v[1] ** 2, v)
    array([4., 4.])
    """
    _check_place(v, np.complex128, "complex_step")
    slopes = np.empty(v.shape)
    for k in np.ndindex(v.shape):
        value = _moved(f, v, k, 1j * _TINY)
        if not np.iscomplexobj(value):
            raise TypeError(
                "f must return a complex number, got a real one: something on the way drops the "
                "imaginary part (abs, .real, a float array that is written into)"
            )
        slopes[k] = value.imag / _TINY
    return slopes


def _check_place(v: Any, dtype: type, who: str) -> None:
    if not isinstance(v, np.ndarray) or v.dtype != dtype or not v.flags.writeable:
        kind = f"{v.dtype} array" if isinstance(v, np.ndarray) else type(v).__name__
        raise TypeError(
            f"v must be a writable {np.dtype(dtype)} array for {who}, got a "
            f"{kind}{' that is read-only' if kind == f'{np.dtype(dtype)} array' else ''}. "
            "Work on a copy: check_layer and check_model do that for you"
        )


def _moved(f: Callable, v: np.ndarray, k: tuple, step: float | complex) -> float | complex:
    """Evaluate f with number k of v moved by `step`, and put it back."""
    old = v[k]
    v[k] = old + step
    try:
        value = f()
    finally:
        v[k] = old
    if np.ndim(value):
        raise TypeError(f"f must return one number, got an array of shape {np.shape(value)}")
    return value


def directional(
    f: Callable[[], float],
    params: Parameters,
    grads: Parameters,
    *,
    rng: np.random.Generator,
    n: int = 3,
    eps: float = 1e-5,
) -> float:
    r"""Compare all gradients at once along random directions, :eq:`eq-directional-slope`.

    Two evaluations of f per direction, whatever the number of parameters: the check for large
    models. It says that something is wrong, not where.

    Parameters
    ----------
    f : function
        Takes nothing, reads `params`, returns the loss.
    params, grads : Parameters
        Parameters (moved in place and put back exactly) and their gradients; float64.
    rng : numpy.random.Generator
        Draws the directions.
    n : int
        How many directions.
    eps : float
        Length of the step.

    Returns
    -------
    float
        The largest relative error.

    Raises
    ------
    TypeError
        If the parameters are not float64, or `rng` is no generator.
    ValueError
        If the names or shapes of the gradients differ, or `n` is not positive.

    Examples
    --------
    >>> p = Parameters({"b_a": (2, 1)})
    >>> p["b_a"] += 3
    >>> g = p.zeros_like()
    >>> g["b_a"] += 6                                                  # slope of the square
    >>> directional(lambda: (p.flat**2).sum(), p, g, rng=np.random.default_rng(0)) < 1e-9
    True
    """
    check_rng(rng)
    _check_place(params.flat, np.float64, "directional")
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    if [(k, v.shape) for k, v in params.items()] != [(k, v.shape) for k, v in grads.items()]:
        raise ValueError(f"grads must have the arrays of params, got {grads} for {params}")
    start, errors = params.flat.copy(), []
    for _ in range(n):
        direction = rng.normal(size=start.size)
        direction /= np.linalg.norm(direction)
        try:
            params.flat[...] = start + eps * direction
            up = f()
            params.flat[...] = start - eps * direction
            slope = (up - f()) / (2 * eps)
        finally:
            params.flat[...] = start
        errors.append(relative_error(grads.flat @ direction, slope))
    return float(np.max(errors))
