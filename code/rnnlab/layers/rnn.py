"""The plain recurrent layer: forward and backward, line by line beside each other."""

from typing import NamedTuple

import numpy as np

from ..functions import ACTIVATIONS
from .blocks import aligned, in_blocks
from .layer import (
    Recurrent,
    State,
    backwards,
    flat,
    flat_inputs,
    pieces,
    project,
    read_only,
    sum_columns,
    times,
    transposed,
)


class _Kept(NamedTuple):
    x: np.ndarray
    a: np.ndarray
    skip: list


class RNN(Recurrent):
    r"""Elman's recurrent layer, :eq:`eq-rnn-state`: a<t> = g0(W_aa a<t-1> + W_ax x<t> + b_a).

    Parameters
    ----------
    n_x, n_a : int
        Rows of the input and of the hidden state.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a (PyTorch's choice).
    g0 : {"tanh", "relu", "sigmoid", "identity"}
        The activation function.
    dtype : type
        float64 or float32; inputs must have the same type.

    Attributes
    ----------
    params, grads : Parameters
        ``W_ax`` (n_a, n_x), ``W_aa`` (n_a, n_a), ``b_a`` (n_a, 1).
    a : ndarray, shape (T+1, n_a, N)
        The states of the last forward; ``a[t]`` is a at time t, ``a[0]`` the initial state.

    Raises
    ------
    ValueError
        If a size or `g0` makes no sense.
    TypeError
        If `rng` is no generator or `dtype` is not supported.

    References
    ----------
    :cite:t:`elman1990`

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> layer = RNN(n_x=2, n_a=3, rng=rng)
    >>> out, state = layer.forward(rng.normal(size=(7, 2, 4)))    # T = 7 steps, N = 4 examples
    >>> out.shape, state.shape, layer.a.shape
    ((7, 3, 4), (3, 4), (8, 3, 4))
    >>> dx, da0 = layer.backward(np.ones_like(out))
    >>> dx.shape, layer.grads["W_aa"].shape
    ((7, 2, 4), (3, 3))
    """

    def __init__(
        self,
        n_x: int,
        n_a: int,
        *,
        rng: np.random.Generator,
        g0: str = "tanh",
        dtype: type = np.float64,
    ):
        if g0 not in ACTIVATIONS:
            raise ValueError(f"g0 must be one of {', '.join(ACTIVATIONS)}, got {g0!r}")
        super().__init__(n_x, n_a, rng=rng, dtype=dtype)
        self.g0 = g0

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        r"""Run along the sequence, :eq:`eq-rnn-state`; padding keeps a, :eq:`eq-mask-state`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs; whole numbers stand for one-hot columns.
        state : ndarray, shape (n_a, N), optional
            The initial state a<0>; zeros when absent.
        mask : ndarray, shape (T, N), optional
            False where a step is padding: there a<t> = a<t-1>.

        Returns
        -------
        out : ndarray, shape (T, n_a, N)
            The states a<1> .. a<T>; a read-only view of what :meth:`backward` needs.
        state : ndarray, shape (n_a, N)
            The last state, a copy: the start of the next piece of a long sequence.

        Raises
        ------
        ValueError, TypeError
            If a shape, a number type or a value does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
        >>> mask = np.array([[1, 1], [1, 0]])                     # the second example has one step
        >>> out, state = layer.forward(np.ones((2, 2, 2)), mask=mask)
        >>> bool((out[1, :, 1] == out[0, :, 1]).all())
        True
        """
        x, (a0,), skip, dtype = self._begin(x, [state], mask)
        W_ax, W_aa, b_a = self.params.values()
        activate, _ = ACTIVATIONS[self.g0]
        a = aligned((len(x) + 1, self.n_a, x.shape[-1]), dtype)
        a[0] = a0
        W_aa = in_blocks(W_aa, x.shape[-1])
        project(W_ax, b_a, x, out=a[1:])  # W_ax x<t> + b_a of all steps at once
        for a_prev, a_t, skipped in zip(a, a[1:], skip, strict=False):
            a_t += W_aa.dot(a_prev)  # (eq-rnn-state): now a_t is z<t> ...
            activate(a_t, out=a_t)  # ... and now a<t> = g0(z<t>)
            if skipped is not None:
                np.copyto(a_t, a_prev, where=skipped)  # (eq-mask-state)
        self._cache = _Kept(x, a, skip)
        return read_only(a[1:]), a[-1].copy()

    def backward(
        self, dout: np.ndarray, dstate: State = None
    ) -> tuple[np.ndarray | None, np.ndarray]:
        r"""Backpropagate through time, :eq:`eq-bptt-da` to :eq:`eq-bptt-da0`; adds into `grads`.

        Parameters
        ----------
        dout : ndarray, shape (T, n_a, N)
            What the layers above want of a<1> .. a<T>: the immediate derivative ∂⁺L/∂a<t>.
        dstate : ndarray, shape (n_a, N), optional
            The gradient of the returned state; zeros when absent.

        Returns
        -------
        dx : ndarray, shape (T, n_x, N), or None
            The gradient of the inputs; None when they were ids.
        dstate : ndarray, shape (n_a, N)
            The gradient of the initial state a<0>.

        Raises
        ------
        RuntimeError
            If there was no forward before.
        ValueError, TypeError
            If a shape or a number type does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
        >>> out, _ = layer.forward(np.ones((4, 2, 1)))
        >>> dx, da0 = layer.backward(np.ones_like(out))
        >>> da0.shape
        (3, 1)
        """
        x, a, skip = self._recall(dout, [dstate])
        W_ax, W_aa, _ = self.params.values()
        dW_ax, dW_aa, db_a = self.grads.values()
        _, slope = ACTIVATIONS[self.g0]
        dx = None if x.ndim == 2 else np.empty(x.shape, a.dtype)
        d = np.zeros_like(a[0]) if dstate is None else dstate.copy()
        N = a.shape[2]
        W_axT, W_aaT = transposed(W_ax, N), in_blocks(transposed(W_aa, N), N)
        for p in pieces(len(dout), a[0].size, a.itemsize):
            dz = aligned(dout[p].shape, a.dtype)
            slope(a[1:][p], out=dz)  # g0'(z<t>) of all steps of this piece
            for dz_t, dout_t, skipped in backwards(dz, dout[p], skip[p]):
                d = d + dout_t  # (eq-bptt-da)
                dz_t *= d  # (eq-bptt-dz)
                if skipped is None:
                    d = W_aaT.dot(dz_t)
                else:  # (eq-bptt-mask): nothing enters the cell, d passes by
                    dz_t[:, skipped] = 0
                    d = np.where(skipped, d, W_aaT.dot(dz_t))
            dZ = flat(dz)
            dW_ax += dZ @ flat_inputs(x[p], self.n_x, dZ.dtype).T  # (eq-bptt-dW-ax)
            dW_aa += dZ @ flat(a[:-1][p]).T  # (eq-bptt-dW-aa)
            db_a += sum_columns(dZ)  # (eq-bptt-db-a)
            if dx is not None:
                times(W_axT, dz, out=dx[p])  # (eq-bptt-dx)
        return dx, d  # (eq-bptt-da0)

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        return f"RNN(n_x={self.n_x}, n_a={self.n_a}, g0={self.g0!r}, dtype={self.params.dtype})"
