"""What is special about the exercises of chapter 17."""

import numpy as np
import pytest

from rnnlab import GRU
from unrolled.exercises import ch17_gru as ch17

N_X, N_A = 2, 4  # sizes of the cases


@pytest.mark.parametrize("seed", range(5))
def test_solution_is_the_layer(seed):
    """The states of the case come from a GRU, and so do the gradients of the solution."""
    x, a, r, u, n, m, dout, W_aa, W_ax = ch17.gru_backward.draw(seed)
    layer = GRU(N_X, N_A, rng=np.random.default_rng(0))
    rng = np.random.default_rng(seed)
    for shape in (x.shape, dout.shape, W_aa.shape, W_ax.shape):  # what the case drew before
        rng.normal(size=shape)
    layer.params["W_aa"], layer.params["W_ax"] = W_aa, W_ax
    layer.params["b_a"] = rng.normal(size=(3 * N_A, 1))
    layer.params["b_g"] = rng.normal(size=(N_A, 1))
    out, _ = layer.forward(x, a[0])
    np.testing.assert_allclose(out, a[1:], rtol=1e-12)
    np.testing.assert_allclose(n + u * (a[:-1] - n), a[1:], rtol=1e-12)
    assert ((r > 0) & (r < 1)).all()
    dx, da0 = layer.backward(dout)
    for got, want in zip(ch17.gru_backward.solution(x, a, r, u, n, m, dout, W_aa, W_ax),
                         (layer.grads["W_aa"], dx, da0), strict=True):  # fmt: skip
        np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-12)


def test_converting_twice_is_nothing():
    case = ch17.convert.draw(0)
    for once, twice in zip(case, ch17.convert.solution(*ch17.convert.solution(*case)), strict=True):
        np.testing.assert_array_equal(once, twice)


@pytest.mark.parametrize(("u", "r", "kind"), [(-50, 50, "Elman"), (50, 50, "constant")])
def test_removed_gates(u, r, kind):
    """What the key of the last exercise says, run."""
    x = np.random.default_rng(0).normal(size=(6, 1, 2))
    start = np.random.default_rng(1).uniform(-1, 1, size=(2, 2))
    layer = ch17.leaky_layer([r, u])
    out, _ = layer.forward(x, start)
    state = start
    for t in range(6):
        if kind == "Elman":
            state = np.tanh(layer.gate("W_aa", "n") @ state + layer.gate("W_ax", "n") @ x[t])
        np.testing.assert_allclose(out[t], state, atol=1e-12)
    assert kind in ch17.remove_gate.solution.values()


def test_lines_are_the_layer():
    """The derivation of the other form gives what its layer gives, for one step."""
    rng = np.random.default_rng(0)
    layer = GRU(2, 4, rng=rng, reset="before")
    a_prev, da = rng.uniform(-0.9, 0.9, size=(4, 1)), rng.normal(size=(4, 1))
    x = rng.normal(size=(1, 2, 1))
    x_r, x_u, x_n = np.split(layer.params["W_ax"] @ x[0] + layer.params["b_a"], 3)
    W_ra, W_ua, W_na = np.split(layer.params["W_aa"], 3)
    r, u = (1 / (1 + np.exp(-v)) for v in (x_r + W_ra @ a_prev, x_u + W_ua @ a_prev))
    n = np.tanh(x_n + W_na @ (r * a_prev))
    symbols = {"r": r, "u": u, "n": n, "a_prev": a_prev, "da": da}
    symbols |= {"W_ra": W_ra, "W_ua": W_ua, "W_na": W_na}
    for name, line in ch17.lines.solution.items():
        symbols[name] = eval(line, {}, symbols)
    layer.forward(x, a_prev)
    dx, da0 = layer.backward(da[None])
    dz = np.concatenate([symbols[name] for name in ("dz_r", "dz_u", "dz_n")])
    np.testing.assert_allclose(symbols["da_later"], da0, rtol=1e-12)
    np.testing.assert_allclose(layer.params["W_ax"].T @ dz, dx[0], rtol=1e-12)
