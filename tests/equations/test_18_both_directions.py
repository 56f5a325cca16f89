"""Two directions and several layers, against the recurrent cell's sums over plain indices."""

from itertools import pairwise

import numpy as np
import pytest

from rnnlab import RNN, Bidirectional, Stacked
from rnnlab.reference import ch04_the_recurrent_cell as cell
from rnnlab.reference import ch18_both_directions as ref

T, N, n_x, n_fwd, n_bwd = 6, 4, 3, 5, 2
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


def read(layer, x, a0):
    """(eq-rnn-state) along x, by sums; the states in the order of reading."""
    W_ax, W_aa, b_a = layer.params.values()
    states = [a0]
    for x_t in x:
        states.append(cell.eq_rnn_state(states[-1], x_t, W_aa, W_ax, b_a))
    return np.stack(states[1:])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bidirectional(seed):
    rng = np.random.default_rng(seed)
    layer = Bidirectional(RNN(n_x, n_fwd, rng=rng), RNN(n_x, n_bwd, rng=rng))
    x = rng.normal(size=(T, n_x, N))
    starts = rng.normal(size=(n_fwd, N)), rng.normal(size=(n_bwd, N))
    out, ends = layer.forward(x, starts)
    a_fwd, a_bwd = read(layer.fwd, x, starts[0]), read(layer.bwd, x[::-1], starts[1])
    close(out, ref.eq_bidirectional(a_fwd, a_bwd))
    close(ends[0], a_fwd[-1])
    close(ends[1], a_bwd[-1])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bidirectional_with_padding(seed):
    """The way back of a short sequence starts at its own last step."""
    rng, lengths = np.random.default_rng(seed), [4, 6, 1, 3]
    layer = Bidirectional(RNN(n_x, n_fwd, rng=rng), RNN(n_x, n_bwd, rng=rng))
    x, mask = rng.normal(size=(T, n_x, N)), np.arange(T)[:, None] < lengths
    starts = rng.normal(size=(n_fwd, N)), rng.normal(size=(n_bwd, N))
    out, _ = layer.forward(x, starts, mask)
    for n, length in enumerate(lengths):
        one = np.s_[:length, :, n : n + 1]
        a_fwd = read(layer.fwd, x[one], starts[0][:, [n]])
        a_bwd = read(layer.bwd, x[one][::-1], starts[1][:, [n]])
        close(out[one], ref.eq_bidirectional(a_fwd, a_bwd))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_stacked(seed):
    rng, sizes = np.random.default_rng(seed), [n_x, 5, 2, 7]
    layers = [RNN(a, b, rng=rng) for a, b in pairwise(sizes)]
    stack, x = Stacked(*layers), rng.normal(size=(T, n_x, N))
    starts = tuple(rng.normal(size=(layer.n_a, N)) for layer in layers)
    out, ends = stack.forward(x, starts)
    by_sums = [
        lambda x, layer=layer, a0=a0: read(layer, x, a0)
        for layer, a0 in zip(layers, starts, strict=True)
    ]
    inputs = ref.eq_stacked(x, by_sums)
    close(out, inputs[-1])
    for layer, end, above in zip(layers, ends, inputs[1:], strict=True):
        close(layer.a[1:], above)
        close(end, above[-1])
