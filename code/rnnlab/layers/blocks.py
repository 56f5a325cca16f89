"""Why a cell says ``a_t += W_aa.dot(a_prev)`` for W_aa a<t-1>: OpenBLAS is faster that way.

The numbers are the same; what multiplies (:func:`in_blocks`) and where the states lie
(:func:`aligned`) decide how OpenBLAS meets them. `make bench` measures both; times as fast:

- *Products in blocks of rows*: 1.17 to 1.23 on an AMD EPYC with n_a = 256 and N = 64; on an Intel
  Xeon (AVX-512) 1.4 to 1.9 in float64, but 0.9 to 1.3 where the states do not begin at a cache
  line. With the older kernels of OpenBLAS (Haswell, Prescott) they cost: 0.8 to 1.0.
- *States from a cache line on*: 0.99 to 1.02 on the AMD EPYC, which gains nothing. They stay for
  the Intel Xeon, whose blocks of rows need them.

Tried on the Intel Xeon and left: blocks where the whole product is small (0.8 to 1.0); gradients in
rows for the weight gradients (1.0 to 1.2, for one more copy).
"""

import math

import numpy as np


def aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Do what np.empty does, from the start of a cache line on: small products need it to be fast.

    OpenBLAS reads 64 bytes at a time; where they lie in two cache lines it waits for both. Below
    32 kB the search for the start would take longer than it saves.

    Parameters
    ----------
    shape : tuple of int
    dtype : numpy dtype or its name

    Returns
    -------
    ndarray, shape (*shape)
        Not filled.

    Examples
    --------
    >>> a = aligned((26, 256, 64), "float64")
    >>> a.shape, a.ctypes.data % 64
    ((26, 256, 64), 0)
    """
    size, dtype = math.prod(shape), np.dtype(dtype)
    if size * dtype.itemsize < 2**15:
        return np.empty(shape, dtype)
    memory = np.empty(size + 64 // dtype.itemsize, dtype)
    start = -memory.ctypes.data % 64 // dtype.itemsize
    return memory[start : start + size].reshape(shape)


SMALL = 10**6  # multiplications


def row_blocks(W: np.ndarray, N: int) -> np.ndarray:
    """Cut W into blocks of rows, as large as stay small with N columns.

    A block times N columns is small for OpenBLAS: up to 100**3 multiplications it reads the
    matrices where they are, above that it first copies them into an order of its own, which takes
    a third of the time.

    Parameters
    ----------
    W : ndarray, shape (k, n)
    N : int
        Columns of what it multiplies.

    Returns
    -------
    ndarray, shape (blocks, k / blocks, n)
        A view of W; one block where the product is small anyway, or where no number of rows fits.

    Examples
    --------
    >>> row_blocks(np.ones((256, 256)), 64).shape
    (8, 32, 256)
    """
    k, n = W.shape
    if W.size * N <= SMALL:
        return W[None]
    most = min(k, SMALL // (n * N))
    rows = next((rows for rows in range(most, 7, -1) if k % rows == 0), k)
    return W.reshape(-1, rows, n)


class InBlocks:
    """A matrix W, shape (k, n), that multiplies N columns block by block (:func:`row_blocks`).

    Examples
    --------
    >>> W, a = np.full((256, 256), 2.0), np.ones((256, 64))
    >>> np.array_equal(InBlocks(W, 64).dot(a), W @ a)
    True
    """

    def __init__(self, W: np.ndarray, N: int):
        self.blocks, self.shape = row_blocks(W, N), (len(W), N)

    def dot(self, a: np.ndarray) -> np.ndarray:
        """Return W a, shape (k, N)."""
        return np.matmul(self.blocks, a).reshape(self.shape)


def in_blocks(W: np.ndarray, N: int) -> np.ndarray | InBlocks:
    """Return what multiplies W with N columns fastest: W itself or its blocks.

    Parameters
    ----------
    W : ndarray, shape (k, n)
    N : int
        Columns of what it multiplies.

    Returns
    -------
    ndarray, shape (k, n), or InBlocks

    Examples
    --------
    >>> W = np.ones((256, 256))
    >>> in_blocks(W, 1) is W, type(in_blocks(W, 64)).__name__
    (True, 'InBlocks')
    """
    return W if W.size * N <= SMALL else InBlocks(W, N)
