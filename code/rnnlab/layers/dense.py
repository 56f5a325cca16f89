"""The readout: one matrix from the hidden state to the logits, the same at every step."""

import math

import numpy as np

from ..checks import COLUMNS, check_dtype, check_rng, check_shape
from ..parameters import Parameters
from .layer import flat, sum_columns, times


class Dense:
    r"""The linear part of :eq:`eq-rnn-output`: z<t> = W_ya a<t> + b_y for every step.

    Parameters
    ----------
    n_a, n_y : int
        Rows of the state and of the output.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a.
    dtype : type
        float64 or float32.

    Attributes
    ----------
    params, grads : Parameters
        ``W_ya`` (n_y, n_a) and ``b_y`` (n_y, 1).

    Raises
    ------
    ValueError
        If a size is not positive.

    Examples
    --------
    >>> head = Dense(3, 2, rng=np.random.default_rng(0))
    >>> head.forward(np.ones((7, 3, 4))).shape
    (7, 2, 4)
    """

    def __init__(self, n_a: int, n_y: int, *, rng: np.random.Generator, dtype: type = np.float64):
        check_rng(rng)
        if min(n_a, n_y) < 1:
            raise ValueError(f"n_a and n_y must be at least 1, got n_a={n_a}, n_y={n_y}")
        self.n_a, self.n_y, self._a = n_a, n_y, None
        self.params = Parameters({"W_ya": (n_y, n_a), "b_y": (n_y, 1)}, dtype)
        self.grads = self.params.zeros_like()
        bound = 1 / math.sqrt(n_a)
        self.params.flat[...] = rng.uniform(-bound, bound, self.params.flat.size)

    def forward(self, a: np.ndarray) -> np.ndarray:
        r"""Compute the logits of all steps, :eq:`eq-rnn-output` without g1.

        Parameters
        ----------
        a : ndarray, shape (T, n_a, N)
            States.

        Returns
        -------
        ndarray, shape (T, n_y, N)
            Logits.

        Raises
        ------
        ValueError, TypeError
            If the shape or the number type does not fit.

        Examples
        --------
        >>> head = Dense(3, 2, rng=np.random.default_rng(0))
        >>> head.params["W_ya"][...] = 1
        >>> head.params["b_y"][...] = 0.5
        >>> head.forward(np.ones((1, 3, 1)))[0]
        array([[3.5],
               [3.5]])
        """
        T, _, N = check_shape("a", a, "T n_a N", n_a=self.n_a, cure=COLUMNS)
        check_dtype("a", a, self.params.dtype)
        W_ya, b_y = self.params.values()
        # Memory in the order (n_y, T, N): the softmax over n_y and `flat` then touch it in order.
        z = np.empty((self.n_y, T, N), np.result_type(W_ya, a)).swapaxes(0, 1)
        times(W_ya, a, out=z)
        z += b_y
        self._a = a
        return z

    def backward(self, dz: np.ndarray) -> np.ndarray:
        r"""Add :eq:`eq-bptt-dW-ya` and :eq:`eq-bptt-db-y` into `grads`; return ∂⁺L/∂a.

        Parameters
        ----------
        dz : ndarray, shape (T, n_y, N)
            Gradient of the logits.

        Returns
        -------
        ndarray, shape (T, n_a, N)
            The immediate gradient of the states.

        Raises
        ------
        RuntimeError
            If there was no forward before.
        ValueError, TypeError
            If the shape or the number type does not fit.

        Examples
        --------
        >>> head = Dense(3, 2, rng=np.random.default_rng(0))
        >>> z = head.forward(np.ones((7, 3, 4)))
        >>> da = head.backward(np.ones_like(z))
        >>> da.shape, float(head.grads["b_y"][0, 0])
        ((7, 3, 4), 28.0)
        """
        if self._a is None:
            raise RuntimeError("backward needs what forward kept: call forward(a) first")
        a = self._a
        check_shape("dz", dz, "T n_y N", T=len(a), n_y=self.n_y, N=a.shape[2])
        check_dtype("dz", dz, self.params.dtype)
        W_ya, _ = self.params.values()
        dW_ya, db_y = self.grads.values()
        dZ = flat(dz)
        dW_ya += dZ @ flat(a).T  # (eq-bptt-dW-ya)
        db_y += sum_columns(dZ)  # (eq-bptt-db-y)
        da = np.empty(a.shape, np.result_type(dz, W_ya))
        times(W_ya.T, dz, out=da)
        return da

    def zero_grads(self) -> None:
        """Set all gradients to zero."""
        self.grads.flat[...] = 0

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        return f"Dense(n_a={self.n_a}, n_y={self.n_y}, dtype={self.params.dtype})"
