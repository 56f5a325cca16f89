"""Chapter 18: keys that are not computed where they stand; solutions against the package."""

import numpy as np
import pytest

from rnnlab import RNN, Bidirectional, Dense, Stacked
from rnnlab.data.hmm import HiddenMarkov
from unrolled.exercises import ch18_both_directions as ch18


def layer_of(W_aa, W_ax):
    layer = RNN(W_ax.shape[1], len(W_aa), rng=np.random.default_rng(0))
    layer.params["W_aa"], layer.params["W_ax"] = W_aa, W_ax
    layer.params["b_a"] = np.zeros((len(W_aa), 1))
    return layer


def test_ceilings_by_drawing():
    """The answers of the first exercise are those of a source that speaks so."""
    start = np.array([0.6, 0.4, 0.0, 0.0])
    A = np.zeros((4, 4))
    A[0, 2] = A[1, 3] = A[2, 2] = A[3, 3] = 1  # name -> word behind it
    B = np.zeros((4, 4))  # symbols: teddy, hill, spoke, bear
    B[0, 0] = B[1, 0] = 1
    B[2], B[3] = [0, 0.3, 0.7, 0], [0, 0.5, 0, 0.5]
    source = HiddenMarkov(start, A, B)
    pairs = np.array([[0, 0, 0], [1, 2, 3]])
    chance = np.array([0.6 * 0.3 + 0.4 * 0.5, 0.6 * 0.7, 0.4 * 0.5])
    one = source.posterior(pairs, lag=0)[0, 0]
    two = source.posterior(pairs)[0, 0]
    np.testing.assert_allclose(one, 0.6)

    def nats(p):
        return -sum(q * np.log(q) for q in (p, 1 - p) if q > 0)

    share = chance @ np.maximum(two, 1 - two)
    found = [one[0], two[0], share, nats(one[0]), chance @ [nats(p) for p in two]]
    np.testing.assert_allclose(ch18.ceilings.solution, found, rtol=1e-12)


def test_counts_are_those_of_the_package():
    rng = np.random.default_rng(0)

    def both(n_x):
        return Bidirectional(RNN(n_x, 10, rng=rng), RNN(n_x, 10, rng=rng))

    deep = Stacked(RNN(20, 10, rng=rng), RNN(10, 10, rng=rng))
    parts = RNN(20, 10, rng=rng), both(20), Stacked(both(20), both(20)), deep, Dense(20, 3, rng=rng)
    assert ch18.counts.solution.tolist() == [part.params.flat.size for part in parts]


@pytest.mark.parametrize("seed", range(3))
def test_forward_is_the_packages(seed):
    x, mask, a0, b_end, W_aa, W_ax, V_aa, V_ax = ch18.brnn_forward.draw(seed)
    layer = Bidirectional(layer_of(W_aa, W_ax), layer_of(V_aa, V_ax))
    out, ends = layer.forward(x, (a0, b_end), mask)
    mine = ch18.brnn_forward.solution(x, mask, a0, b_end, W_aa, W_ax, V_aa, V_ax)
    for got, want in zip(mine, (out, *ends), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("seed", range(3))
def test_backward_is_the_packages(seed):
    x, a, b, dout, W_aa, W_ax, V_aa, V_ax = ch18.brnn_backward.draw(seed)
    layer = Bidirectional(layer_of(W_aa, W_ax), layer_of(V_aa, V_ax))
    layer.forward(x, (a[0], b[-1]))
    dx, ends = layer.backward(dout)
    want = layer.grads["fwd.W_aa"], layer.grads["bwd.W_aa"], dx, *ends
    mine = ch18.brnn_backward.solution(x, a, b, dout, W_aa, W_ax, V_aa, V_ax)
    for got, right in zip(mine, want, strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_deep_is_the_packages(seed):
    x, a, b, dout, W_aa, W_ax, V_bb, V_ba = ch18.deep_backward.draw(seed)
    stack = Stacked(layer_of(W_aa, W_ax), layer_of(V_bb, V_ba))
    stack.forward(x, (a[0], b[0]))
    dx, _ = stack.backward(dout)
    want = stack.grads["l1.W_ax"], stack.grads["l0.W_aa"], dx
    mine = ch18.deep_backward.solution(x, a, b, dout, W_aa, W_ax, V_bb, V_ba)
    for got, right in zip(mine, want, strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_lag_is_the_packages(seed):
    pi, A, B, x, d = ch18.fixed_lag.draw(seed)
    source = HiddenMarkov(pi, A, B)
    mine = ch18.fixed_lag.solution(pi, A, B, x, d)
    for got, lag in zip(mine, (0, d), strict=True):
        np.testing.assert_allclose(got, source.posterior(x[:, None], lag=lag)[:, :, 0])


def test_the_table_tells_the_changed_lines_apart():
    """Each label's evidence is another one, and one step tells what five do not."""
    rows = ch18.evidence().splitlines()[2:]
    assert len({row.split("|", 3)[3] for row in rows}) == len(rows) == 6
    assert set(ch18.diagnose.solution.values()) == {6, 11, 12}
