"""Long short-term memory: forward and backward, line by line beside each other."""

from typing import NamedTuple

import numpy as np

from .blocks import aligned, in_blocks
from .layer import (
    Recurrent,
    State,
    backwards,
    flat,
    flat_inputs,
    parts_of,
    pieces,
    project,
    read_only,
    split_rows,
    sum_columns,
    times,
    transposed,
)


class _Kept(NamedTuple):
    x: np.ndarray
    a: np.ndarray
    c: np.ndarray
    tanh_c: np.ndarray
    gates: np.ndarray  # i, f, g, o
    skip: list


class LSTM(Recurrent):
    r"""Long short-term memory, :eq:`eq-lstm-gates` to :eq:`eq-lstm-state`.

    z<t> = W_aa a<t-1> + W_ax x<t> + b_a, in four blocks of rows; i, f, o = sigmoid(their z),
    g = tanh(its z); c<t> = f c<t-1> + i g; a<t> = o tanh(c<t>). The state is the pair (a, c).

    Parameters
    ----------
    n_x, n_a : int
        Rows of the input and of the hidden state.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a (PyTorch's choice).
    forget_bias : float, optional
        Start the forget gate's bias here instead of drawing it; 1 or more makes the cell remember.
    dtype : type
        float64 or float32; inputs must have the same type.

    Attributes
    ----------
    params, grads : Parameters
        ``W_ax`` (4 n_a, n_x), ``W_aa`` (4 n_a, n_a), ``b_a`` (4 n_a, 1); the rows in the order
        i, f, g, o, as in PyTorch. :meth:`~rnnlab.layers.layer.Recurrent.gate` gives one block.
    a : ndarray, shape (T+1, n_a, N)
        The hidden states of the last forward; ``a[0]`` is the initial one.
    c : ndarray, shape (T+1, n_a, N)
        The cell states of the last forward.

    Raises
    ------
    ValueError
        If a size is not positive.
    TypeError
        If `rng` is no generator or `dtype` is not supported.

    References
    ----------
    :cite:t:`hochreiter1997`; the forget gate is from :cite:t:`gers2000`.

    Examples
    --------
    >>> layer = LSTM(2, 3, rng=np.random.default_rng(0), forget_bias=1.0)
    >>> out, (a, c) = layer.forward(np.ones((7, 2, 4)))
    >>> out.shape, a.shape, c.shape
    ((7, 3, 4), (3, 4), (3, 4))
    >>> layer.gate("b_a", "f").ravel()
    array([1., 1., 1.])
    """

    gates = ("i", "f", "g", "o")
    state_names = "(a, c)"

    def __init__(
        self,
        n_x: int,
        n_a: int,
        *,
        rng: np.random.Generator,
        forget_bias: float | None = None,
        dtype: type = np.float64,
    ):
        super().__init__(n_x, n_a, rng=rng, dtype=dtype)
        self.forget_bias = None if forget_bias is None else float(forget_bias)
        if forget_bias is not None:
            self.gate("b_a", "f")[...] = forget_bias

    @property
    def c(self) -> np.ndarray:
        """The cell states of the last forward, shape (T+1, n_a, N): ``c[t]`` is c at time t."""
        self._demand_forward("c")
        return read_only(self._cache.c)

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
        r"""Run along the sequence, :eq:`eq-lstm-gates` to :eq:`eq-lstm-state`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs; whole numbers stand for one-hot columns.
        state : pair of ndarray, shape (n_a, N), optional
            The initial (a, c); zeros when absent.
        mask : ndarray, shape (T, N), optional
            False where a step is padding: there a and c stay as they are, :eq:`eq-bptt-mask`.

        Returns
        -------
        out : ndarray, shape (T, n_a, N)
            The states a<1> .. a<T>; a read-only view of what :meth:`backward` needs.
        state : pair of ndarray, shape (n_a, N)
            The last (a, c), copies.

        Raises
        ------
        ValueError, TypeError
            If a shape, a number type or a value does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
        >>> x = np.random.default_rng(1).normal(size=(5, 2, 4))
        >>> out, state = layer.forward(x)
        >>> first, middle = layer.forward(x[:2])                   # in two chunks, state carried on
        >>> second, end = layer.forward(x[2:], middle)
        >>> bool((np.concatenate([first, second]) == out).all())
        True
        """
        x, (a0, c0), skip, dtype = self._begin(x, parts_of(state, self.state_names), mask)
        W_ax, W_aa, b_a = self.params.values()
        T, n, N = len(x), self.n_a, x.shape[-1]
        gates = aligned((T, 4 * n, N), dtype)
        project(W_ax, b_a, x, out=gates)  # W_ax x<t> + b_a of all steps at once
        # One tanh serves all four: sigmoid(z) = 1/2 + 1/2 tanh(z/2), and tanh(z) = 0 + 1 tanh(1 z).
        scale = np.repeat(np.array([0.5, 0.5, 1, 0.5], self.params.dtype), n * N).reshape(-1, N)
        shift = 1 - scale
        i, f, g, o = split_rows(gates, 4)
        a, c = aligned((T + 1, n, N), dtype), aligned((T + 1, n, N), dtype)
        tanh_c, ig = aligned((T, n, N), dtype), aligned((n, N), dtype)
        a[0], c[0] = a0, c0
        W_aa = in_blocks(W_aa, N)
        for z_t, i_t, f_t, g_t, o_t, a_prev, a_t, c_prev, c_t, tanh_c_t, skipped in zip(
            gates, i, f, g, o, a, a[1:], c, c[1:], tanh_c, skip, strict=False
        ):
            z_t += W_aa.dot(a_prev)
            z_t *= scale
            np.tanh(z_t, out=z_t)
            z_t *= scale
            z_t += shift  # (eq-lstm-gates): now i, f, g, o
            np.multiply(f_t, c_prev, out=c_t)
            np.multiply(i_t, g_t, out=ig)
            c_t += ig  # (eq-lstm-cell)
            np.tanh(c_t, out=tanh_c_t)
            np.multiply(o_t, tanh_c_t, out=a_t)  # (eq-lstm-state)
            if skipped is not None:  # (eq-bptt-mask)
                np.copyto(a_t, a_prev, where=skipped)
                np.copyto(c_t, c_prev, where=skipped)
        self._cache = _Kept(x, a, c, tanh_c, gates, skip)
        return read_only(a[1:]), (a[-1].copy(), c[-1].copy())

    def backward(
        self, dout: np.ndarray, dstate: State = None
    ) -> tuple[np.ndarray | None, tuple[np.ndarray, np.ndarray]]:
        r"""Backpropagate through time, :eq:`eq-lstm-da` to :eq:`eq-lstm-dprev`.

        Parameters
        ----------
        dout : ndarray, shape (T, n_a, N)
            What the layers above want of a<1> .. a<T>.
        dstate : pair of ndarray, shape (n_a, N), optional
            The gradient of the returned (a, c); zeros when absent.

        Returns
        -------
        dx : ndarray, shape (T, n_x, N), or None
            The gradient of the inputs; None when they were ids.
        dstate : pair of ndarray, shape (n_a, N)
            The gradient of the initial (a, c).

        Raises
        ------
        RuntimeError
            If there was no forward before.
        ValueError, TypeError
            If a shape or a number type does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
        >>> out, _ = layer.forward(np.ones((4, 2, 1)))
        >>> dx, (da0, dc0) = layer.backward(np.ones_like(out))
        >>> dx.shape, da0.shape, dc0.shape
        ((4, 2, 1), (3, 1), (3, 1))
        """
        dstates = parts_of(dstate, self.state_names, "dstate")
        x, a, c, tanh_c, gates, skip = self._recall(dout, dstates)
        W_ax, W_aa, _ = self.params.values()
        dW_ax, dW_aa, db_a = self.grads.values()
        dx = None if x.ndim == 2 else np.empty(x.shape, a.dtype)
        d, dc = (np.zeros_like(a[0]) if s is None else s.astype(a.dtype) for s in dstates)
        N, f = a.shape[2], split_rows(gates, 4)[1]
        W_axT, W_aaT = transposed(W_ax, N), in_blocks(transposed(W_aa, N), N)
        for p in pieces(len(dout), gates[0].size, a.itemsize):
            dz, to_c = _slopes(gates[p], c[:-1][p], tanh_c[p])
            for dz_t, dz_i, dz_f, dz_g, dz_o, f_t, to_c_t, dout_t, skipped in backwards(
                dz, *split_rows(dz, 4), f[p], to_c, dout[p], skip[p]
            ):
                d += dout_t  # (eq-lstm-da)
                if skipped is not None:
                    d_past, dc_past = d.copy(), dc.copy()
                dz_o *= d
                to_c_t *= d
                dc += to_c_t  # (eq-lstm-dc)
                dz_i *= dc
                dz_f *= dc
                dz_g *= dc  # (eq-lstm-dz)
                dc *= f_t
                if skipped is not None:
                    dz_t[:, skipped] = 0
                d = W_aaT.dot(dz_t)  # (eq-lstm-dprev)
                if skipped is not None:  # (eq-bptt-mask): nothing enters, both pass by
                    np.copyto(d, d_past, where=skipped)
                    np.copyto(dc, dc_past, where=skipped)
            dZ = flat(dz)
            dW_ax += dZ @ flat_inputs(x[p], self.n_x, dZ.dtype).T  # (eq-bptt-dW-ax)
            dW_aa += dZ @ flat(a[:-1][p]).T  # (eq-bptt-dW-aa)
            db_a += sum_columns(dZ)  # (eq-bptt-db-a)
            if dx is not None:
                times(W_axT, dz, out=dx[p])  # (eq-bptt-dx)
        return dx, (d, dc)

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        bias = "" if self.forget_bias is None else f", forget_bias={self.forget_bias}"
        return f"LSTM(n_x={self.n_x}, n_a={self.n_a}{bias}, dtype={self.params.dtype})"


def _slopes(
    gates: np.ndarray, c_prev: np.ndarray, tanh_c: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Everything in (eq-lstm-dz) and (eq-lstm-dc) that does not wait for later steps.

    Each gate's slope times what the gate multiplies, shape (T, 4 n_a, N); and the way from a<t> to
    c<t>, o (1 - tanh²(c)), shape (T, n_a, N).
    """
    i, f, g, o = split_rows(gates, 4)
    dz = aligned(gates.shape, gates.dtype)
    dz_i, dz_f, dz_g, dz_o = split_rows(dz, 4)
    for slope, gate, partner in (dz_i, i, g), (dz_f, f, c_prev), (dz_o, o, tanh_c):
        np.subtract(1, gate, out=slope)
        slope *= gate
        slope *= partner
    np.multiply(g, g, out=dz_g)
    np.subtract(1, dz_g, out=dz_g)
    dz_g *= i
    to_c = tanh_c * tanh_c
    np.subtract(1, to_c, out=to_c)
    to_c *= o
    return dz, to_c
