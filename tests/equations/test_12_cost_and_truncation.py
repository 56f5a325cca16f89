"""Chapter 12: the package against explicit sums over plain indices."""

import numpy as np
import pytest

from rnnlab import RNN, bptt_in_segments
from rnnlab.diagnostics import rtrl_gradients
from rnnlab.functions import ACTIVATIONS
from unrolled.sums import ch12_cost_and_truncation as sums

T, N, n_x, n_a = 7, 3, 2, 4
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


class Case:
    """One random layer after forward, and what its losses want."""

    def __init__(self, seed, g0="tanh"):
        rng = np.random.default_rng(seed)
        self.layer = RNN(n_x, n_a, rng=rng, g0=g0)
        self.layer.params.flat[...] = rng.normal(size=self.layer.params.flat.size) / 2
        self.x, self.a0 = rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))
        self.dout = rng.normal(size=(T, n_a, N))
        self.layer.forward(self.x, self.a0)
        self.a = self.layer.a.copy()
        slope = ACTIVATIONS[g0][1](self.a[1:])
        self.sums = self.a, slope, self.dout, self.layer.params["W_aa"]

    def backward(self, part, state, dout):
        """Add the gradients of one piece, started from a given state."""
        _, last = self.layer.forward(self.x[part], state)
        self.layer.backward(dout)
        return last


class Counting(RNN):
    """Counts the steps that it makes forward."""

    steps = 0

    def forward(self, x, state=None, mask=None):
        self.steps += len(x)
        return super().forward(x, state, mask)


@pytest.mark.parametrize("every", [1, 2, 3, 5, 6, 22, 23])
def test_eq_checkpoint_cost(every):
    rng, long = np.random.default_rng(0), 23
    layer, kept = Counting(n_x, n_a, rng=rng), []

    def head(out, part):
        # starts still waiting, this segment's own start among them, and its states
        kept.append(part.start // every + 1 + len(out))
        return 0.0, np.zeros_like(out)

    bptt_in_segments(layer, rng.normal(size=(long, n_x, N)), head, every=every)
    states, forward = sums.eq_checkpoint_cost(long, every)
    assert layer.steps == forward == long + every * (-(-long // every) - 1)
    assert max(kept) <= states == -(-long // every) + every
    if long % every == 0:
        assert max(kept) == states


@pytest.mark.parametrize("g0", list(ACTIVATIONS))
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_blame_triangle(seed, g0):
    case = Case(seed, g0)
    case.layer.backward(case.dout)
    close(case.layer.grads["W_aa"], sums.eq_blame_triangle(*case.sums))


@pytest.mark.parametrize("K", [1, 3, T, T + 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_truncated_window(seed, K):
    """Every loss alone, backward through its window, which starts from the carried state."""
    case = Case(seed)
    for s in range(1, T + 1):
        first = max(0, s - K)
        alone = np.zeros((s - first, n_a, N))
        alone[-1] = case.dout[s - 1]
        case.backward(slice(first, s), case.a[first], alone)
    close(case.layer.grads["W_aa"], sums.eq_truncated_window(*case.sums, K))


@pytest.mark.parametrize("K", [1, 3, T, T + 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_truncated_chunks(seed, K):
    """The state is passed on, the gradient is not; the states are those of one pass."""
    case = Case(seed)
    state = case.a0
    for start in range(0, T, K):
        part = slice(start, start + K)
        state = case.backward(part, state, case.dout[part])
    np.testing.assert_array_equal(state, case.a[-1])
    close(case.layer.grads["W_aa"], sums.eq_truncated_chunks(*case.sums, K))


@pytest.mark.parametrize("K", [1, 2, 19, 40, 41, 60])
def test_eq_truncated_influence(K):
    A = 0.5 * (np.eye(23) + np.eye(23, k=1))
    v = np.repeat([1.0, -1.0], [10, 13])
    layer = RNN(1, 23, rng=np.random.default_rng(0), g0="identity")
    layer.params["W_aa"], layer.params["W_ax"] = A, v[:, None]
    out, _ = layer.forward(np.ones((K, 1, 1)))
    dout = np.zeros_like(out)
    dout[-1, 0] = 1
    dx, _ = layer.backward(dout)
    close(dx.sum(), sums.eq_truncated_influence(A, v, K))


@pytest.mark.parametrize("g0", list(ACTIVATIONS))
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_rtrl(seed, g0):
    case = Case(seed, g0)
    got = rtrl_gradients(case.layer, case.x, case.dout, case.a0)["W_aa"]
    close(got, sums.eq_rtrl(*case.sums))
    close(got, sums.eq_blame_triangle(*case.sums))
