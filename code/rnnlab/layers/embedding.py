"""A learned vector per symbol: the product with a one-hot column, done by picking a column."""

import numpy as np

from ..checks import check_dtype, check_ids, check_rng, check_shape
from ..parameters import Parameters


class Embedding:
    r"""x<t> = E o<t>, where o<t> is one-hot: column number id of the matrix E.

    Parameters
    ----------
    n_v, n_x : int
        Number of symbols and rows of their vectors.
    rng : numpy.random.Generator
        Draws E from the standard normal distribution.
    dtype : type
        float64 or float32.

    Attributes
    ----------
    params, grads : Parameters
        ``E`` (n_x, n_v), one column per symbol.

    Raises
    ------
    ValueError
        If a size is not positive.

    Examples
    --------
    >>> table = Embedding(n_v=5, n_x=3, rng=np.random.default_rng(0))
    >>> x = table.forward(np.array([[4, 1]]))
    >>> bool((x[0, :, 0] == table.params["E"][:, 4]).all())
    True
    """

    def __init__(self, n_v: int, n_x: int, *, rng: np.random.Generator, dtype: type = np.float64):
        check_rng(rng)
        if min(n_v, n_x) < 1:
            raise ValueError(f"n_v and n_x must be at least 1, got n_v={n_v}, n_x={n_x}")
        self.n_v, self.n_x, self._ids = n_v, n_x, None
        self.params = Parameters({"E": (n_x, n_v)}, dtype)
        self.grads = self.params.zeros_like()
        self.params.flat[...] = rng.normal(size=n_v * n_x)

    def forward(self, ids: np.ndarray) -> np.ndarray:
        """Look up the vectors, which equals :eq:`eq-one-hot-product`.

        Parameters
        ----------
        ids : ndarray of int, shape (T, N)
            Symbols.

        Returns
        -------
        ndarray, shape (T, n_x, N)
            Their vectors, as columns.

        Raises
        ------
        ValueError, TypeError
            If an id is unknown or no whole number.

        Examples
        --------
        >>> Embedding(5, 3, rng=np.random.default_rng(0)).forward(np.array([[4, 1]])).shape
        (1, 3, 2)
        """
        check_shape("ids", ids, "T N")
        check_ids("ids", ids, self.n_v, cure="Was the text encoded with another Vocabulary?")
        self._ids = ids
        return np.ascontiguousarray(np.take(self.params["E"].T, ids, axis=0).swapaxes(1, 2))

    def backward(self, dx: np.ndarray) -> None:
        r"""Add the gradient of each vector to its column, :eq:`eq-scatter-add`: equal ids add up.

        Parameters
        ----------
        dx : ndarray, shape (T, n_x, N)
            Gradient of the vectors. Ids have no gradient, so nothing is returned.

        Raises
        ------
        RuntimeError
            If there was no forward before.
        ValueError, TypeError
            If the shape or the number type does not fit.

        Examples
        --------
        >>> table = Embedding(5, 1, rng=np.random.default_rng(0))
        >>> x = table.forward(np.array([[4, 1], [4, 4]]))
        >>> table.backward(np.ones_like(x))
        >>> table.grads["E"]
        array([[0., 1., 0., 0., 3.]])
        """
        if self._ids is None:
            raise RuntimeError("backward needs what forward kept: call forward(ids) first")
        T, N = self._ids.shape
        check_shape("dx", dx, "T n_x N", T=T, n_x=self.n_x, N=N)
        check_dtype("dx", dx, self.params.dtype)
        # Sort the symbols, then add up each run of equal ones: `E[:, ids] += dx` would keep only
        # one of them, and np.add.at is ten times slower.
        order = np.argsort(self._ids, axis=None, kind="stable")
        symbols = self._ids.ravel()[order]
        starts = np.flatnonzero(np.r_[True, symbols[1:] != symbols[:-1]])
        rows = dx.swapaxes(1, 2).reshape(-1, self.n_x)[order]
        self.grads["E"].T[symbols[starts]] += np.add.reduceat(rows, starts, axis=0)

    def zero_grads(self) -> None:
        """Set all gradients to zero."""
        self.grads.flat[...] = 0

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        return f"Embedding(n_v={self.n_v}, n_x={self.n_x}, dtype={self.params.dtype})"
