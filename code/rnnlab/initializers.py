"""Where the weights start. All draws come from the generator that the caller gives."""

import math

import numpy as np

from .checks import check_rng


def gaussian(
    shape: tuple[int, int], *, rng: np.random.Generator, std: float | None = None
) -> np.ndarray:
    r"""Draw from the normal distribution with mean 0.

    Parameters
    ----------
    shape : tuple of int
        (rows, columns) of the weight matrix.
    rng : numpy.random.Generator
        Source of randomness.
    std : float, optional
        Standard deviation; by default 1/√columns, which puts the eigenvalues of a large square
        matrix into the unit disc.

    Returns
    -------
    ndarray, shape `shape`
        The weights, float64.

    Examples
    --------
    >>> gaussian((3, 2), rng=np.random.default_rng(0), std=0.1).shape
    (3, 2)
    """
    check_rng(rng)
    return rng.normal(0.0, 1 / math.sqrt(shape[1]) if std is None else std, shape)


def glorot(shape: tuple[int, int], *, rng: np.random.Generator) -> np.ndarray:
    r"""Draw from the uniform distribution on ±√(6/(rows + columns)), :eq:`eq-glorot`.

    Parameters
    ----------
    shape : tuple of int
        (rows, columns) of the weight matrix.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    ndarray, shape `shape`
        The weights, float64.

    References
    ----------
    :cite:t:`glorot2010`, equation 16.

    Examples
    --------
    >>> W = glorot((2, 4), rng=np.random.default_rng(0))
    >>> bool(abs(W).max() <= 1)
    True
    """
    check_rng(rng)
    bound = math.sqrt(6 / sum(shape))
    return rng.uniform(-bound, bound, shape)


def he(shape: tuple[int, int], *, rng: np.random.Generator) -> np.ndarray:
    r"""Draw from the normal distribution with variance 2/columns, made for ReLUs, :eq:`eq-he`.

    Parameters
    ----------
    shape : tuple of int
        (rows, columns) of the weight matrix.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    ndarray, shape `shape`
        The weights, float64.

    References
    ----------
    :cite:t:`he2015`.

    Examples
    --------
    >>> W = he((300, 50), rng=np.random.default_rng(0))
    >>> print(round(float(W.std()), 2))                    # the root of 2/50
    0.2
    """
    return gaussian(shape, rng=rng, std=math.sqrt(2 / shape[1]))


def orthogonal(
    shape: tuple[int, int], *, rng: np.random.Generator, gain: float = 1.0
) -> np.ndarray:
    r"""Draw a matrix with orthonormal rows or columns, uniform among all, :eq:`eq-orthogonal-qr`.

    Parameters
    ----------
    shape : tuple of int
        (rows, columns) of the weight matrix.
    rng : numpy.random.Generator
        Source of randomness.
    gain : float
        All singular values of the result.

    Returns
    -------
    ndarray, shape `shape`
        The weights, float64.

    Notes
    -----
    The QR decomposition of a Gaussian matrix is unique only up to signs; making the diagonal of R
    positive is what makes Q uniform.

    References
    ----------
    :cite:t:`saxe2014`; for the signs :cite:t:`mezzadri2007`.

    Examples
    --------
    >>> Q = orthogonal((3, 3), rng=np.random.default_rng(0))
    >>> np.testing.assert_allclose(Q.T @ Q, np.eye(3), atol=1e-14)
    """
    check_rng(rng)
    rows, columns = shape
    Q, R = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
    Q *= np.sign(np.diag(R))
    return gain * (Q if rows >= columns else Q.T)


def scaled_identity(
    shape: tuple[int, int], *, rng: np.random.Generator, scale: float = 1.0
) -> np.ndarray:
    r"""Return the identity times a number, :eq:`eq-identity-start`: units that remember themselves.

    Parameters
    ----------
    shape : tuple of int
        (n, n), a square matrix.
    rng : numpy.random.Generator
        Not drawn from; taken so that all initializers are called alike.
    scale : float
        The number on the diagonal.

    Returns
    -------
    ndarray, shape `shape`
        The weights, float64.

    Raises
    ------
    ValueError
        If the matrix is not square.

    References
    ----------
    :cite:t:`le2015`.

    Examples
    --------
    >>> scaled_identity((2, 2), rng=np.random.default_rng(0), scale=0.5)
    array([[0.5, 0. ],
           [0. , 0.5]])
    """
    check_rng(rng)
    rows, columns = shape
    if rows != columns:
        raise ValueError(f"shape must be square, (n, n), got {shape}: only W_aa can be an identity")
    return scale * np.eye(rows)
