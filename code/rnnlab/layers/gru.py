"""The gated recurrent unit, reset after the product (PyTorch, cuDNN); see gru_before for papers."""

from typing import NamedTuple

import numpy as np

from ..parameters import Parameters
from . import gru_before
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
    split_rows,
    sum_columns,
    times,
    transposed,
)


class _Kept(NamedTuple):
    x: np.ndarray
    a: np.ndarray
    m: np.ndarray
    gates: np.ndarray  # r, u, n
    skip: list


class GRU(Recurrent):
    r"""Gated recurrent unit, :eq:`eq-gru-gates` to :eq:`eq-gru-state`.

    r, u = sigmoid(W_aa a<t-1> + W_ax x<t> + b_a), each in its rows;
    n = tanh(W_nx x<t> + b_n + r (W_na a<t-1> + b_g)); a<t> = n + u (a<t-1> - n).

    Parameters
    ----------
    n_x, n_a : int
        Rows of the input and of the hidden state.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a (PyTorch's choice).
    reset : {"after", "before"}
        Reset after the product with W_na, as PyTorch does, or before it, as the paper does:
        n = tanh(W_nx x<t> + b_n + W_na (r a<t-1>)), :eq:`eq-gru-before`.
    dtype : type
        float64 or float32; inputs must have the same type.

    Attributes
    ----------
    params, grads : Parameters
        ``W_ax`` (3 n_a, n_x), ``W_aa`` (3 n_a, n_a), ``b_a`` (3 n_a, 1), the rows in the order
        r, u, n, which PyTorch and :meth:`~rnnlab.layers.layer.Recurrent.gate` call r, z, n; and,
        with ``reset="after"``, ``b_g`` (n_a, 1).
    a : ndarray, shape (T+1, n_a, N)
        The states of the last forward.

    Raises
    ------
    ValueError
        If a size is not positive or `reset` is unknown.
    TypeError
        If `rng` is no generator or `dtype` is not supported.

    References
    ----------
    :cite:t:`cho2014`, with the reset before the product. In :cite:t:`chung2014` and in Ng's course
    the gate multiplies the *new* value: theirs is our 1 - u.

    Examples
    --------
    >>> layer = GRU(2, 3, rng=np.random.default_rng(0))
    >>> out, state = layer.forward(np.ones((7, 2, 4)))
    >>> out.shape, state.shape
    ((7, 3, 4), (3, 4))
    """

    gates = ("r", "z", "n")

    def __init__(
        self,
        n_x: int,
        n_a: int,
        *,
        rng: np.random.Generator,
        reset: str = "after",
        dtype: type = np.float64,
    ):
        if reset not in ("after", "before"):
            raise ValueError(f"reset must be 'after' or 'before', got {reset!r}")
        self.reset = reset
        super().__init__(n_x, n_a, rng=rng, dtype=dtype)

    def _shapes(self) -> dict[str, tuple[int, int]]:
        return super()._shapes() | ({"b_g": (self.n_a, 1)} if self.reset == "after" else {})

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        r"""Run along the sequence, :eq:`eq-gru-gates` to :eq:`eq-gru-state`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs; whole numbers stand for one-hot columns.
        state : ndarray, shape (n_a, N), optional
            The initial state a<0>; zeros when absent.
        mask : ndarray, shape (T, N), optional
            False where a step is padding: there a<t> = a<t-1>, :eq:`eq-bptt-mask`.

        Returns
        -------
        out : ndarray, shape (T, n_a, N)
            The states a<1> .. a<T>; a read-only view of what :meth:`backward` needs.
        state : ndarray, shape (n_a, N)
            The last state, a copy.

        Raises
        ------
        ValueError, TypeError
            If a shape, a number type or a value does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = GRU(5, 3, rng=np.random.default_rng(0), reset="before")
        >>> out, _ = layer.forward(np.array([[4, 0], [1, 1]]))     # ids
        >>> out.shape
        (2, 3, 2)
        """
        x, (a0,), skip, dtype = self._begin(x, [state], mask)
        run = gru_before.forward if self.reset == "before" else _forward
        self._cache = kept = run(self.params, x, a0, skip, dtype)
        return read_only(kept.a[1:]), kept.a[-1].copy()

    def backward(
        self, dout: np.ndarray, dstate: State = None
    ) -> tuple[np.ndarray | None, np.ndarray]:
        r"""Backpropagate through time, :eq:`eq-gru-da` to :eq:`eq-gru-dprev`.

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
            The gradient of the initial state.

        Raises
        ------
        RuntimeError
            If there was no forward before.
        ValueError, TypeError
            If a shape or a number type does not fit; then nothing has been changed.

        Examples
        --------
        >>> layer = GRU(2, 3, rng=np.random.default_rng(0))
        >>> out, _ = layer.forward(np.ones((4, 2, 1)))
        >>> dx, da0 = layer.backward(np.ones_like(out))
        >>> dx.shape, da0.shape
        ((4, 2, 1), (3, 1))
        """
        kept = self._recall(dout, [dstate])
        d = np.zeros_like(kept.a[0]) if dstate is None else dstate.astype(kept.a.dtype)
        back = gru_before.backward if self.reset == "before" else _backward
        return back(self.params, self.grads, kept, dout, d)

    def __repr__(self) -> str:
        """Show what would make such a layer."""
        sizes = f"n_x={self.n_x}, n_a={self.n_a}"
        return f"GRU({sizes}, reset={self.reset!r}, dtype={self.params.dtype})"


def _forward(params: Parameters, x: np.ndarray, a0: np.ndarray, skip: list, dtype: type) -> _Kept:
    W_ax, W_aa, b_a, b_g = params.values()
    T, (n_a, N) = len(x), a0.shape
    gates = aligned((T, 3 * n_a, N), dtype)
    project(W_ax, b_a, x, out=gates)  # W_ax x<t> + b_a of all steps at once
    b_g = np.repeat(b_g, N, axis=1)
    half = np.array(0.5, params.dtype)
    ru, (r, u, n) = gates[:, : 2 * n_a], split_rows(gates, 3)
    a, m = aligned((T + 1, n_a, N), dtype), aligned((T, n_a, N), dtype)
    a[0] = a0
    W_aa = in_blocks(W_aa, N)
    for ru_t, r_t, u_t, n_t, m_t, a_prev, a_t, skipped in zip(
        ru, r, u, n, m, a, a[1:], skip, strict=False
    ):
        product = W_aa.dot(a_prev)
        ru_t += product[: 2 * n_a]
        ru_t *= half
        np.tanh(ru_t, out=ru_t)
        ru_t *= half
        ru_t += half  # (eq-gru-gates), as sigmoid(z) = 1/2 + 1/2 tanh(z/2)
        np.add(product[2 * n_a :], b_g, out=m_t)
        n_t += r_t * m_t
        np.tanh(n_t, out=n_t)  # (eq-gru-candidate)
        np.subtract(a_prev, n_t, out=a_t)
        a_t *= u_t
        a_t += n_t  # (eq-gru-state)
        if skipped is not None:
            np.copyto(a_t, a_prev, where=skipped)  # (eq-bptt-mask)
    return _Kept(x, a, m, gates, skip)


def _backward(
    params: Parameters, grads: Parameters, kept: _Kept, dout: np.ndarray, d: np.ndarray
) -> tuple[np.ndarray | None, np.ndarray]:
    x, a, m, gates, skip = kept
    W_ax, W_aa, _, _ = params.values()
    dW_ax, dW_aa, db_a, db_g = grads.values()
    (n_a, N), u = d.shape, split_rows(gates, 3)[1]
    dx = None if x.ndim == 2 else np.empty(x.shape, a.dtype)
    W_nru = np.concatenate([W_ax[2 * n_a :], W_ax[: 2 * n_a]])
    W_nruT, W_aaT = transposed(W_nru, N), in_blocks(transposed(W_aa, N), N)
    for p in pieces(len(dout), 4 * a[0].size, a.itemsize):
        # Four blocks of rows: z_n, z_r, z_u, m. Rows [0:3] belong to W_ax (in the order n, r, u)
        # and rows [1:4] to W_aa.
        dz = _slopes(gates[p], m[p], a[:-1][p])
        for dz_t, by_product, dz_n, dz_r, dz_u, dm, u_t, dout_t, skipped in backwards(
            dz, dz[:, n_a:], *split_rows(dz, 4), u[p], dout[p], skip[p]
        ):
            d += dout_t  # (eq-gru-da)
            dz_n *= d
            dz_r *= d
            dz_u *= d
            dm *= d  # (eq-gru-dz)
            if skipped is not None:
                d_past = d.copy()
                dz_t[:, skipped] = 0
            d *= u_t
            d += W_aaT.dot(by_product)  # (eq-gru-dprev)
            if skipped is not None:
                np.copyto(d, d_past, where=skipped)  # (eq-bptt-mask)
        dZ = flat(dz)
        by_input = np.concatenate([dZ[n_a : 3 * n_a], dZ[:n_a]])  # r, u, n
        dW_ax += by_input @ flat_inputs(x[p], W_ax.shape[1], dZ.dtype).T  # (eq-bptt-dW-ax)
        dW_aa += dZ[n_a:] @ flat(a[:-1][p]).T  # (eq-bptt-dW-aa)
        db_a += sum_columns(by_input)  # (eq-bptt-db-a)
        db_g += sum_columns(dZ[3 * n_a :])
        if dx is not None:
            times(W_nruT, dz[:, : 3 * n_a], out=dx[p])  # (eq-bptt-dx)
    return dx, d


def _slopes(gates: np.ndarray, m: np.ndarray, a_prev: np.ndarray) -> np.ndarray:
    """Everything in (eq-gru-dz) that does not wait for later steps, shape (T, 4 n_a, N)."""
    r, u, n = split_rows(gates, 3)
    T, n_a, N = r.shape
    dz = aligned((T, 4 * n_a, N), gates.dtype)
    dz_n, dz_r, dz_u, dm = split_rows(dz, 4)
    np.multiply(n, n, out=dz_n)
    np.subtract(1, dz_n, out=dz_n)
    np.subtract(1, u, out=dz_u)
    dz_n *= dz_u  # (1 - u) (1 - n²)
    np.multiply(dz_n, r, out=dm)
    np.subtract(1, r, out=dz_r)
    dz_r *= m
    dz_r *= dm  # r (1 - r) m times dz_n
    dz_u *= u
    dz_u *= a_prev - n  # u (1 - u) (a_prev - n)
    return dz
