"""The minimal GRU: gates that see only the input, so that all steps can be computed at once."""

from typing import NamedTuple

import numpy as np

from ..functions import sigmoid
from ..scan import linear_scan, linear_scan_backward
from .layer import (
    Recurrent,
    State,
    flat,
    flat_inputs,
    project,
    read_only,
    split_rows,
    sum_columns,
    times,
)


class _Kept(NamedTuple):
    x: np.ndarray
    a: np.ndarray
    gates: np.ndarray  # z, n
    skip: list


class MinGRU(Recurrent):
    r"""Minimal gated recurrent unit, :eq:`eq-min-gru`.

    z = sigmoid(W_z x + b_z) and n = W_n x + b_n look at the input only; a<t> = z a<t-1> + (1-z) n.
    There is no W_aa: units do not hear of each other, except through a layer above.

    Parameters
    ----------
    n_x, n_a : int
        Rows of the input and of the state.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a.
    keep_bias : float, optional
        Start the bias of z here instead of drawing it; large ones make the unit remember.
    dtype : type
        float64 or float32; inputs must have the same type.

    Attributes
    ----------
    params, grads : Parameters
        ``W_ax`` (2 n_a, n_x), ``b_a`` (2 n_a, 1); the rows in the order z, n.
    a : ndarray, shape (T+1, n_a, N)
        The states of the last forward; ``a[0]`` is the initial one.

    Raises
    ------
    ValueError
        If a size is not positive.
    TypeError
        If `rng` is no generator or `dtype` is not supported.

    References
    ----------
    :cite:t:`feng2024`, where the update gate multiplies the new value (their z is our 1 - z).

    Examples
    --------
    >>> layer = MinGRU(2, 3, rng=np.random.default_rng(0))
    >>> out, state = layer.forward(np.ones((7, 2, 4)))
    >>> out.shape, list(layer.params)
    ((7, 3, 4), ['W_ax', 'b_a'])
    """

    gates = ("z", "n")

    def __init__(
        self,
        n_x: int,
        n_a: int,
        *,
        rng: np.random.Generator,
        keep_bias: float | None = None,
        dtype: type = np.float64,
    ):
        super().__init__(n_x, n_a, rng=rng, dtype=dtype)
        self.keep_bias = None if keep_bias is None else float(keep_bias)
        if keep_bias is not None:
            self.gate("b_a", "z")[...] = keep_bias

    def _shapes(self) -> dict[str, tuple[int, int]]:
        return {name: shape for name, shape in super()._shapes().items() if name != "W_aa"}

    def _draw(self, rng: np.random.Generator, bound: float) -> None:
        W_ax, b_a = self.params.values()
        W_ax[...] = rng.uniform(-bound, bound, W_ax.shape)
        rng.random(len(W_ax) * self.n_a)  # passed over: as seeds gave it when there was a W_aa
        b_a[...] = rng.uniform(-bound, bound, b_a.shape)

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        r"""Run along the sequence, :eq:`eq-min-gru`, by :func:`~rnnlab.scan.linear_scan`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs; whole numbers stand for one-hot columns.
        state : ndarray, shape (n_a, N), optional
            The initial state a<0>; zeros when absent.
        mask : ndarray, shape (T, N), optional
            False where a step is padding: there z = 1, so that a<t> = a<t-1>.

        Returns
        -------
        out : ndarray, shape (T, n_a, N)
            The states a<1> .. a<T>; a read-only view.
        state : ndarray, shape (n_a, N)
            The last state, a copy.

        Raises
        ------
        ValueError, TypeError
            If a shape, a number type or a value does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = MinGRU(2, 3, rng=np.random.default_rng(0))
        >>> x = np.random.default_rng(1).normal(size=(5, 2, 4))
        >>> out, state = layer.forward(x)
        >>> first, middle = layer.forward(x[:2])                   # in two chunks, state carried on
        >>> second, end = layer.forward(x[2:], middle)
        >>> np.testing.assert_allclose(np.concatenate([first, second]), out, rtol=1e-12)
        """
        x, (a0,), skip, dtype = self._begin(x, [state], mask)
        W_ax, b_a = self.params.values()
        gates = np.empty((len(x), 2 * self.n_a, x.shape[-1]), dtype)
        project(W_ax, b_a, x, out=gates)
        z, n = split_rows(gates, 2)
        z[...] = sigmoid(z)
        for z_t, skipped in zip(z, skip, strict=True):
            if skipped is not None:
                z_t[:, skipped] = 1
        a = np.empty((len(x) + 1, self.n_a, x.shape[-1]), dtype)
        a[0] = a0
        a[1:] = linear_scan(z, (1 - z) * n, a0)
        self._cache = _Kept(x, a, gates, skip)
        return read_only(a[1:]), a[-1].copy()

    def backward(
        self, dout: np.ndarray, dstate: State = None
    ) -> tuple[np.ndarray | None, np.ndarray]:
        r"""Backpropagate through time by a scan, :eq:`eq-scan-backward`; adds into `grads`.

        Parameters
        ----------
        dout : ndarray, shape (T, n_a, N)
            What the layers above want of a<1> .. a<T>.
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
        >>> layer = MinGRU(2, 3, rng=np.random.default_rng(0))
        >>> out, _ = layer.forward(np.ones((4, 2, 1)))
        >>> dx, da0 = layer.backward(np.ones_like(out))
        >>> dx.shape, da0.shape
        ((4, 2, 1), (3, 1))
        """
        x, a, gates, _ = self._recall(dout, [dstate])
        z, n = split_rows(gates, 2)
        above = np.array(dout, a.dtype)
        if dstate is not None:
            above[-1] += dstate
        df, du, da0 = linear_scan_backward(z, a[1:], above, a[0])  # f = z and u = (1 - z) n
        rows = np.empty_like(gates)
        rows_z, rows_n = split_rows(rows, 2)
        dz = df - du * n
        rows_z[...] = dz * z * (1 - z)
        rows_n[...] = du * (1 - z)  # zero at padding, where z is 1
        columns = flat(rows)
        dW_ax, db_a = self.grads.values()
        dW_ax += columns @ flat_inputs(x, self.n_x, columns.dtype).T
        db_a += sum_columns(columns)
        if x.ndim == 2:
            return None, da0
        dx = np.empty(x.shape, a.dtype)
        times(self.params["W_ax"].T, rows, out=dx)
        return dx, da0

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        return f"MinGRU(n_x={self.n_x}, n_a={self.n_a}, dtype={self.params.dtype})"
