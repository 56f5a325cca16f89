"""The gated recurrent unit of the paper: reset before the product, :eq:`eq-gru-before`.

The data flow differs from the other form (two products per step instead of one), so it has two
loops of its own. `rnnlab.GRU` calls them when it was made with ``reset="before"``.
"""

import numpy as np

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


def forward(layer: Recurrent, x: np.ndarray, state: State, mask: np.ndarray | None) -> tuple:
    """Run along the sequence, x of shape (T, n_x, N) or (T, N).

    See :meth:`~rnnlab.layers.gru.GRU.forward`.
    """
    x, (a0,), skip, dtype = layer._begin(x, [state], mask)
    W_ax, W_aa, b_a = layer.params.values()
    T, n_a, N = len(x), layer.n_a, x.shape[-1]
    gates = aligned((T, 3 * n_a, N), dtype)
    project(W_ax, b_a, x, out=gates)
    W_rz, W_na = in_blocks(W_aa[: 2 * n_a], N), in_blocks(W_aa[2 * n_a :], N)
    half = np.array(0.5, layer.params.dtype)
    rz, (r, z, n) = gates[:, : 2 * n_a], layer._blocks(gates)
    a, kept = aligned((T + 1, n_a, N), dtype), aligned((T, n_a, N), dtype)
    a[0] = a0
    for rz_t, r_t, z_t, n_t, kept_t, a_prev, a_t, skipped in zip(
        rz, r, z, n, kept, a, a[1:], skip, strict=False
    ):
        rz_t += W_rz.dot(a_prev)
        rz_t *= half
        np.tanh(rz_t, out=rz_t)
        rz_t *= half
        rz_t += half  # (eq-gru-gates)
        np.multiply(r_t, a_prev, out=kept_t)
        n_t += W_na.dot(kept_t)
        np.tanh(n_t, out=n_t)  # (eq-gru-before)
        np.subtract(a_prev, n_t, out=a_t)
        a_t *= z_t
        a_t += n_t  # (eq-gru-state)
        if skipped is not None:
            np.copyto(a_t, a_prev, where=skipped)  # (eq-bptt-mask)
    layer._cache = x, a, kept, gates, skip
    return read_only(a[1:]), a[-1].copy()


def backward(layer: Recurrent, dout: np.ndarray, dstate: State) -> tuple:
    """Backpropagate through time, dout of shape (T, n_a, N).

    See :meth:`~rnnlab.layers.gru.GRU.backward`.
    """
    x, a, kept, gates, skip = layer._recall(dout, [dstate])
    W_ax, W_aa, _ = layer.params.values()
    dW_ax, dW_aa, db_a = layer.grads.values()
    n_a, N = layer.n_a, a.shape[2]
    r, z, _ = layer._blocks(gates)
    dx = None if x.ndim == 2 else np.empty(x.shape, a.dtype)
    d = np.zeros_like(a[0]) if dstate is None else dstate.astype(a.dtype)
    W_axT, W_rzT = transposed(W_ax, N), in_blocks(transposed(W_aa[: 2 * n_a], N), N)
    W_naT = in_blocks(transposed(W_aa[2 * n_a :], N), N)
    for p in pieces(len(dout), gates[0].size, a.itemsize):
        dz = _slopes(layer, gates[p], a[:-1][p])
        for dz_t, drz_t, dr_t, du_t, dn_t, r_t, z_t, dout_t, skipped in backwards(
            dz, dz[:, : 2 * n_a], *layer._blocks(dz), r[p], z[p], dout[p], skip[p]
        ):
            d += dout_t  # (eq-gru-da)
            dn_t *= d
            du_t *= d
            if skipped is not None:
                d_past = d.copy()
                dz_t[:, skipped] = 0
            dkept = W_naT.dot(dn_t)
            dr_t *= dkept
            d *= z_t
            dkept *= r_t
            d += dkept
            d += W_rzT.dot(drz_t)  # (eq-gru-before-dprev)
            if skipped is not None:
                np.copyto(d, d_past, where=skipped)  # (eq-bptt-mask)
        dZ = flat(dz)
        dW_ax += dZ @ flat_inputs(x[p], layer.n_x, dZ.dtype).T  # (eq-bptt-dW-ax)
        dW_aa[: 2 * n_a] += dZ[: 2 * n_a] @ flat(a[:-1][p]).T
        dW_aa[2 * n_a :] += dZ[2 * n_a :] @ flat(kept[p]).T
        db_a += sum_columns(dZ)  # (eq-bptt-db-a)
        if dx is not None:
            times(W_axT, dz, out=dx[p])  # (eq-bptt-dx)
    return dx, d


def _slopes(layer: Recurrent, gates: np.ndarray, a_prev: np.ndarray) -> np.ndarray:
    """Everything in the gradient of r, z, n that does not wait for later steps."""
    r, z, n = layer._blocks(gates)
    dz = aligned(gates.shape, gates.dtype)
    dr, du, dn = layer._blocks(dz)
    np.subtract(1, r, out=dr)
    dr *= r
    dr *= a_prev
    np.multiply(n, n, out=dn)
    np.subtract(1, dn, out=dn)
    np.subtract(1, z, out=du)
    dn *= du
    du *= z
    du *= a_prev - n
    return dz
