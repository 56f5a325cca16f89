"""The GRU of the package, in both forms, against explicit sums over plain indices."""

from types import SimpleNamespace

import numpy as np
import pytest

from rnnlab import GRU
from unrolled.sums import ch09_bptt as bptt
from unrolled.sums import ch17_gru as sums

T, N, n_x, n_a = 5, 4, 11, 3  # n_x > 3 n_a: dx = W_axᵀ dz can be solved for the package's own dz
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-10)


def run(seed, reset="after", mask=None):
    """One random layer after forward and backward: the package's own numbers, step by step."""
    rng = np.random.default_rng(seed)
    layer = GRU(n_x, n_a, rng=rng, reset=reset)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 4  # not saturated
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a, N))
    a0, da_T = rng.normal(size=(2, n_a, N))
    out, _ = layer.forward(x, a0, mask)
    dx, da0 = layer.backward(dout, da_T)
    W_ax, W_aa, b_a = list(layer.params.values())[:3]
    kept = layer.kept()
    dz = np.linalg.pinv(W_ax.T) @ dx
    return SimpleNamespace(
        layer=layer, x=x, out=out, dout=dout, dx=dx, da0=da0, da_T=da_T, W_ax=W_ax, W_aa=W_aa,
        b_a=b_a, W_na=W_aa[2 * n_a :], W_nx=W_ax[2 * n_a :], b_n=b_a[2 * n_a :], a=kept.a,
        kept=kept, gates=np.split(kept.gates, 3, axis=1), dz=np.split(dz, 3, axis=1),
    )  # fmt: skip


def gradient(case):
    """The da that the package must have had: the rows n of dz, divided by their slope."""
    _, u, n = case.gates
    return case.dz[2] / ((1 - u) * (1 - n**2))


def handed_back(case, da):
    """What each step hands back, from the package's own dz, as one product."""
    r, u, _ = case.gates
    dz_r, dz_u, dz_n = case.dz
    if case.layer.reset == "after":
        rows = np.concatenate([dz_r, dz_u, dz_n * r], axis=1)
        return case.W_aa.T @ rows + u * da
    rows = np.concatenate([dz_r, dz_u], axis=1)
    return case.W_aa[: 2 * n_a].T @ rows + r * (case.W_na.T @ dz_n) + u * da


def from_later(d, last):
    """Shift what steps 2..T hand back to where it arrives, at steps 1..T."""
    return np.concatenate([d[1:], last[None]])


@pytest.mark.parametrize("reset", ["after", "before"])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_gates(seed, reset):
    case = run(seed, reset)
    r, u = sums.eq_gru_gates(case.a, case.x, case.W_aa, case.W_ax, case.b_a)
    close(case.gates[0], r)
    close(case.gates[1], u)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_candidate(seed):
    case = run(seed)
    b_g = case.layer.params["b_g"]
    n, m = sums.eq_gru_candidate(case.gates[0], case.a, case.x, case.W_na, case.W_nx, case.b_n, b_g)
    close(case.gates[2], n)
    close(case.kept.m, m)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_before(seed):
    case = run(seed, "before")
    n = sums.eq_gru_before(case.gates[0], case.a, case.x, case.W_na, case.W_nx, case.b_n)
    close(case.gates[2], n)
    close(case.kept.k, case.gates[0] * case.a[:-1])


@pytest.mark.parametrize("reset", ["after", "before"])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_state(seed, reset):
    case = run(seed, reset)
    _, u, n = case.gates
    close(case.out, sums.eq_gru_state(u, n, case.a))


@pytest.mark.parametrize("reset", ["after", "before"])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_da(seed, reset):
    case = run(seed, reset)
    da = gradient(case)
    close(da, sums.eq_gru_da(case.dout, from_later(handed_back(case, da), case.da_T)))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_dz(seed):
    """With da from the equation before; dm shows in the gradient of its bias."""
    case = run(seed)
    da = sums.eq_gru_da(case.dout, from_later(handed_back(case, gradient(case)), case.da_T))
    *dz, dm = sums.eq_gru_dz(da, *case.gates, case.kept.m, case.a)
    for got, want in zip(case.dz, dz, strict=True):
        close(got, want)
    close(case.layer.grads["b_g"], bptt.eq_bptt_db_a(dm))
    close(case.layer.grads["W_aa"][2 * n_a :], bptt.eq_bptt_dW_aa(dm, case.a))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_dprev(seed):
    """What the first step hands back is what backward returns."""
    case = run(seed)
    r, u, _ = case.gates
    dz_r, dz_u, dz_n = case.dz
    later = sums.eq_gru_dprev(dz_r, dz_u, dz_n * r, gradient(case), u, case.W_aa)
    close(case.da0, later[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_gru_before_dprev(seed):
    case = run(seed, "before")
    r, u, _ = case.gates
    dz_r, dz_u, dz_n = case.dz
    got = sums.eq_gru_before_dprev(dz_u, dz_n, gradient(case), r, u, case.a, case.W_aa)
    close(dz_r, got[0])
    close(case.da0, got[1][0])


def forward_by_equations(case, mask):
    """Return the path and r, u, n, m (None for reset before), from the inputs alone."""
    a, (r, u, n, m) = case.a.copy(), np.zeros((4, T, n_a, N))
    a[1:] = np.nan
    weights = case.W_na, case.W_nx, case.b_n
    for t in range(T):
        one, both = slice(t, t + 1), slice(t, t + 2)
        x = case.x[one]
        r[one], u[one] = sums.eq_gru_gates(a[both], x, case.W_aa, case.W_ax, case.b_a)
        if case.layer.reset == "after":
            b_g = case.layer.params["b_g"]
            n[one], m[one] = sums.eq_gru_candidate(r[one], a[both], x, *weights, b_g)
        else:
            n[one] = sums.eq_gru_before(r[one], a[both], x, *weights)
        a[t + 1] = np.where(mask[t], sums.eq_gru_state(u[one], n[one], a[both])[0], a[t])
    return a, r, u, n, m


@pytest.mark.parametrize("reset", ["after", "before"])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_whole_pass_of_the_equations(seed, masked, reset):
    """From the inputs alone, forward and backward, to every gradient of the package."""
    mask = np.random.default_rng(seed).random((T, N)) < 0.6 if masked else np.ones((T, N), bool)
    case = run(seed, reset, mask)
    a, r, u, n, m = forward_by_equations(case, mask)
    close(case.a, a)
    d, (dz_r, dz_u, dz_n, by_product) = case.da_T, np.zeros((4, T, n_a, N))
    for t in reversed(range(T)):
        one, both = slice(t, t + 1), slice(t, t + 2)
        da = sums.eq_gru_da(case.dout[one], d[None])
        step = r[one], u[one]
        found = sums.eq_gru_dz(da, *step, n[one], m[one], a[both])
        dz_r[one], dz_u[one], dz_n[one], by_product[one] = (v * mask[t] for v in found)
        if reset == "after":
            back = sums.eq_gru_dprev(dz_r[one], dz_u[one], by_product[one], da, u[one], case.W_aa)
        else:
            got = sums.eq_gru_before_dprev(dz_u[one], dz_n[one], da, *step, a[both], case.W_aa)
            dz_r[one], back, by_product[one] = got[0], got[1], dz_n[one]
        d = np.where(mask[t], back[0], da[0])
    close(case.da0, d)
    dz = np.concatenate([dz_r, dz_u, dz_n], axis=1)
    grads, recurrent = case.layer.grads, a.copy()
    close(case.dx, bptt.eq_bptt_dx(dz, case.W_ax))
    close(grads["W_ax"], bptt.eq_bptt_dW_ax(dz, case.x))
    close(grads["b_a"], bptt.eq_bptt_db_a(dz))
    close(grads["W_aa"][: 2 * n_a], bptt.eq_bptt_dW_aa(dz[:, : 2 * n_a], a))
    if reset == "before":
        recurrent[:-1] *= r  # k = r ⊙ a<t-1> is what W_na multiplies
    close(grads["W_aa"][2 * n_a :], bptt.eq_bptt_dW_aa(by_product, recurrent))
