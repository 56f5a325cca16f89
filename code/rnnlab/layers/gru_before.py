"""The gated recurrent unit of the paper: reset before the product, :eq:`eq-gru-before`.

The data flow differs from the other form (two products per step instead of one), so it has two
loops of its own. `rnnlab.GRU`, which checks what it is given, runs them when it was made with
``reset="before"``.
"""

from typing import NamedTuple

import numpy as np

from ..parameters import Parameters
from .blocks import aligned, in_blocks
from .layer import (
    backwards,
    flat,
    flat_inputs,
    pieces,
    project,
    split_rows,
    sum_columns,
    times,
    transposed,
)


class _Kept(NamedTuple):
    x: np.ndarray
    a: np.ndarray
    k: np.ndarray  # r a<t-1>
    gates: np.ndarray  # r, u, n
    skip: list


def forward(params: Parameters, x: np.ndarray, a0: np.ndarray, skip: list, dtype: type) -> _Kept:
    """Run along the sequence, x of shape (T, n_x, N) or (T, N), from a0, shape (n_a, N).

    See :meth:`~rnnlab.layers.gru.GRU.forward`; `skip` says for each step which examples are padding
    there, or None.
    """
    W_ax, W_aa, b_a = params.values()
    T, (n_a, N) = len(x), a0.shape
    gates = aligned((T, 3 * n_a, N), dtype)
    project(W_ax, b_a, x, out=gates)  # W_ax x<t> + b_a of all steps at once
    W_ru, W_na = in_blocks(W_aa[: 2 * n_a], N), in_blocks(W_aa[2 * n_a :], N)
    half = np.array(0.5, params.dtype)
    ru, (r, u, n) = gates[:, : 2 * n_a], split_rows(gates, 3)
    a, k = aligned((T + 1, n_a, N), dtype), aligned((T, n_a, N), dtype)
    a[0] = a0
    for ru_t, r_t, u_t, n_t, k_t, a_prev, a_t, skipped in zip(
        ru, r, u, n, k, a, a[1:], skip, strict=False
    ):
        ru_t += W_ru.dot(a_prev)
        ru_t *= half
        np.tanh(ru_t, out=ru_t)
        ru_t *= half
        ru_t += half  # (eq-gru-gates)
        np.multiply(r_t, a_prev, out=k_t)
        n_t += W_na.dot(k_t)
        np.tanh(n_t, out=n_t)  # (eq-gru-before)
        np.subtract(a_prev, n_t, out=a_t)
        a_t *= u_t
        a_t += n_t  # (eq-gru-state)
        if skipped is not None:
            np.copyto(a_t, a_prev, where=skipped)  # (eq-bptt-mask)
    return _Kept(x, a, k, gates, skip)


def backward(
    params: Parameters, grads: Parameters, kept: _Kept, dout: np.ndarray, d: np.ndarray
) -> tuple[np.ndarray | None, np.ndarray]:
    """Backpropagate through time, :eq:`eq-gru-before-dprev`, dout of shape (T, n_a, N).

    See :meth:`~rnnlab.layers.gru.GRU.backward`; `d`, shape (n_a, N), is the gradient of the
    returned state, and changed.
    """
    x, a, k, gates, skip = kept
    W_ax, W_aa, _ = params.values()
    dW_ax, dW_aa, db_a = grads.values()
    (n_a, N), (r, u, _) = d.shape, split_rows(gates, 3)
    dx = None if x.ndim == 2 else np.empty(x.shape, a.dtype)
    W_axT, W_ruT = transposed(W_ax, N), in_blocks(transposed(W_aa[: 2 * n_a], N), N)
    W_naT = in_blocks(transposed(W_aa[2 * n_a :], N), N)
    for p in pieces(len(dout), gates[0].size, a.itemsize):
        dz = _slopes(gates[p], a[:-1][p])
        for dz_t, dz_ru, dz_r, dz_u, dz_n, r_t, u_t, dout_t, skipped in backwards(
            dz, dz[:, : 2 * n_a], *split_rows(dz, 3), r[p], u[p], dout[p], skip[p]
        ):
            d += dout_t  # (eq-gru-da)
            dz_n *= d
            dz_u *= d  # (eq-gru-dz)
            if skipped is not None:
                d_past = d.copy()
                dz_t[:, skipped] = 0
            dk = W_naT.dot(dz_n)
            dz_r *= dk
            d *= u_t
            dk *= r_t
            d += dk
            d += W_ruT.dot(dz_ru)  # (eq-gru-before-dprev)
            if skipped is not None:
                np.copyto(d, d_past, where=skipped)  # (eq-bptt-mask)
        dZ = flat(dz)
        dW_ax += dZ @ flat_inputs(x[p], W_ax.shape[1], dZ.dtype).T  # (eq-bptt-dW-ax)
        dW_aa[: 2 * n_a] += dZ[: 2 * n_a] @ flat(a[:-1][p]).T
        dW_aa[2 * n_a :] += dZ[2 * n_a :] @ flat(k[p]).T
        db_a += sum_columns(dZ)  # (eq-bptt-db-a)
        if dx is not None:
            times(W_axT, dz, out=dx[p])  # (eq-bptt-dx)
    return dx, d


def _slopes(gates: np.ndarray, a_prev: np.ndarray) -> np.ndarray:
    """Everything in the gradient of r, u, n that does not wait for later steps."""
    r, u, n = split_rows(gates, 3)
    dz = aligned(gates.shape, gates.dtype)
    dz_r, dz_u, dz_n = split_rows(dz, 3)
    np.subtract(1, r, out=dz_r)
    dz_r *= r
    dz_r *= a_prev
    np.multiply(n, n, out=dz_n)
    np.subtract(1, dz_n, out=dz_n)
    np.subtract(1, u, out=dz_u)
    dz_n *= dz_u  # (1 - u) (1 - n²)
    dz_u *= u
    dz_u *= a_prev - n  # u (1 - u) (a_prev - n)
    return dz
