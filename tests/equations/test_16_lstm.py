"""The LSTM of the package against explicit sums over plain indices."""

from types import SimpleNamespace

import numpy as np
import pytest

from rnnlab import LSTM
from unrolled.sums import ch09_bptt as bptt
from unrolled.sums import ch16_lstm as sums

T, N, n_x, n_a = 5, 4, 13, 3  # n_x > 4 n_a: dx = W_axᵀ dz can be solved for the package's own dz
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-10)


def run(seed, mask=None):
    """One random layer after forward and backward: the package's own numbers, step by step."""
    rng = np.random.default_rng(seed)
    layer = LSTM(n_x, n_a, rng=rng)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 4  # not saturated
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a, N))
    a0, c0, da_T, dc_T = rng.normal(size=(4, n_a, N))
    out, _ = layer.forward(x, (a0, c0), mask)
    dx, (da0, dc0) = layer.backward(dout, (da_T, dc_T))
    W_ax, W_aa, b_a = layer.params.values()
    gates = layer.kept().gates
    dz = np.linalg.pinv(W_ax.T) @ dx
    return SimpleNamespace(
        layer=layer, x=x, out=out, dout=dout, dx=dx, da0=da0, dc0=dc0, da_T=da_T, dc_T=dc_T,
        W_ax=W_ax, W_aa=W_aa, b_a=b_a, a=layer.a, c=layer.c, gates=np.split(gates, 4, axis=1),
        dz=dz,
    )  # fmt: skip


def gradients(case):
    """da and dc that the package must have had: the rows o and g of dz, divided by their slopes."""
    i, _, g, o = case.gates
    _, _, dz_g, dz_o = np.split(case.dz, 4, axis=1)
    return dz_o / (np.tanh(case.c[1:]) * o * (1 - o)), dz_g / (i * (1 - g**2))


def from_later(case, d, last):
    """Shift what steps 2..T hand back to where it arrives, at steps 1..T."""
    return np.concatenate([d[1:], last[None]])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_gates(seed):
    case = run(seed)
    want = sums.eq_lstm_gates(case.a, case.x, case.W_aa, case.W_ax, case.b_a)
    for got, gate in zip(case.gates, want, strict=True):
        close(got, gate)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_cell(seed):
    case = run(seed)
    i, f, g, _ = case.gates
    close(case.c[1:], sums.eq_lstm_cell(i, f, g, case.c))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_state(seed):
    case = run(seed)
    close(case.out, sums.eq_lstm_state(case.gates[3], case.c))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_da(seed):
    case = run(seed)
    da, _ = gradients(case)
    later = from_later(case, case.W_aa.T @ case.dz, case.da_T)
    close(da, sums.eq_lstm_da(case.dout, later))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_dc(seed):
    case = run(seed)
    da, dc = gradients(case)
    later = from_later(case, case.gates[1] * dc, case.dc_T)
    close(dc, sums.eq_lstm_dc(later, da, case.gates[3], case.c))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_dz(seed):
    """With da and dc from the equations before, not from dz itself."""
    case = run(seed)
    _, f, _, o = case.gates
    da = sums.eq_lstm_da(case.dout, from_later(case, case.W_aa.T @ case.dz, case.da_T))
    dc, later = np.zeros(da.shape), case.dc_T
    for t in reversed(range(T)):
        one = slice(t, t + 1)
        dc[one] = sums.eq_lstm_dc(later[None], da[one], o[one], case.c[t : t + 2])
        later = f[t] * dc[t]
    close(case.dz, sums.eq_lstm_dz(da, dc, *case.gates, case.c))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_lstm_dprev(seed):
    """What the first step hands back is what backward returns."""
    case = run(seed)
    _, dc = gradients(case)
    da_later, dc_later = sums.eq_lstm_dprev(case.dz, dc, case.gates[1], case.W_aa)
    close(case.da0, da_later[0])
    close(case.dc0, dc_later[0])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("masked", [False, True])
def test_a_whole_pass_of_the_equations(seed, masked):
    """From the inputs alone, forward and backward, to every gradient of the package."""
    mask = np.random.default_rng(seed).random((T, N)) < 0.6 if masked else np.ones((T, N), bool)
    case = run(seed, mask)
    a, c, gates = case.a.copy(), case.c.copy(), np.zeros((4, T, n_a, N))
    a[1:], c[1:] = np.nan, np.nan
    for t in range(T):
        one, both = slice(t, t + 1), slice(t, t + 2)
        gates[:, one] = sums.eq_lstm_gates(a[both], case.x[one], case.W_aa, case.W_ax, case.b_a)
        i, f, g, o = gates[:, one]
        c[t + 1] = np.where(mask[t], sums.eq_lstm_cell(i, f, g, c[both])[0], c[t])
        a[t + 1] = np.where(mask[t], sums.eq_lstm_state(o, c[both])[0], a[t])
    close(case.a, a)
    close(case.c, c)
    d, dc, dz = case.da_T, case.dc_T, np.zeros(case.dz.shape)
    for t in reversed(range(T)):
        one, both = slice(t, t + 1), slice(t, t + 2)
        i, f, g, o = gates[:, one]
        d = sums.eq_lstm_da(case.dout[one], d[None])[0]
        dc_t = sums.eq_lstm_dc(dc[None], d[None], o, c[both])
        dz[one] = sums.eq_lstm_dz(d[None], dc_t, i, f, g, o, c[both]) * mask[t]
        d_prev, dc_prev = sums.eq_lstm_dprev(dz[one], dc_t, f, case.W_aa)
        d, dc = np.where(mask[t], d_prev[0], d), np.where(mask[t], dc_prev[0], dc)
    close(case.da0, d)
    close(case.dc0, dc)
    close(case.dx, bptt.eq_bptt_dx(dz, case.W_ax))
    close(case.layer.grads["W_aa"], bptt.eq_bptt_dW_aa(dz, a))
    close(case.layer.grads["W_ax"], bptt.eq_bptt_dW_ax(dz, case.x))
    close(case.layer.grads["b_a"], bptt.eq_bptt_db_a(dz))
