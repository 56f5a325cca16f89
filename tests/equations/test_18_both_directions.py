"""Two directions and several layers, against the recurrent cell's sums over plain indices."""

import copy
import itertools
from itertools import pairwise

import numpy as np
import pytest

from rnnlab import RNN, Batch, Bidirectional, Stacked
from rnnlab.data import delayed
from rnnlab.data.hmm import HiddenMarkov
from rnnlab.diagnostics import influence
from unrolled.sums import ch04_the_recurrent_cell as cell
from unrolled.sums import ch18_both_directions as sums

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
    close(out, sums.eq_bidirectional(a_fwd, a_bwd))
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
        close(out[one], sums.eq_bidirectional(a_fwd, a_bwd))


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
    inputs = sums.eq_stacked(x, by_sums)
    close(out, inputs[-1])
    for layer, end, above in zip(layers, ends, inputs[1:], strict=True):
        close(layer.a[1:], above)
        close(end, above[-1])


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_bidirectional_backward(seed):
    """With carried states, too: their gradients go on along each direction."""
    rng = np.random.default_rng(seed)
    layer = Bidirectional(RNN(n_x, n_fwd, rng=rng), RNN(n_x, n_bwd, rng=rng))
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_fwd + n_bwd, N))
    starts = rng.normal(size=(n_fwd, N)), rng.normal(size=(n_bwd, N))
    out, _ = layer.forward(x, starts)
    dx, (ds_fwd, ds_bwd) = layer.backward(dout)
    W_fwd, W_bwd = ((part.params["W_ax"], part.params["W_aa"]) for part in (layer.fwd, layer.bwd))
    a_fwd, a_bwd = out[:, :n_fwd], out[:, n_fwd:]
    want, dz_fwd, dz_bwd = sums.eq_bidirectional_backward(a_fwd, a_bwd, dout, W_fwd, W_bwd)
    close(dx, want)
    close(ds_fwd, W_fwd[1].T @ dz_fwd[0])
    close(ds_bwd, W_bwd[1].T @ dz_bwd[-1])
    # the neighbor on the right stands in the gradient of the layer that reads backward
    right = np.concatenate([a_bwd[1:], starts[1][None]])
    close(layer.bwd.grads["W_aa"], np.einsum("tkn,tin->ki", dz_bwd, right))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_stacked_backward(seed):
    rng, sizes = np.random.default_rng(seed), [n_x, 5, 2, 7]
    layers = [RNN(a, b, rng=rng) for a, b in pairwise(sizes)]
    alone = copy.deepcopy(layers)
    stack, x = Stacked(*layers), rng.normal(size=(T, n_x, N))
    out, _ = stack.forward(x)
    dout = rng.normal(size=out.shape)
    dx, _ = stack.backward(dout)
    below = x
    for layer in alone:
        below, _ = layer.forward(below)
    by_parts = [lambda d, layer=layer: layer.backward(d)[0] for layer in alone]
    wanted = sums.eq_stacked_backward(dout, by_parts)
    close(dx, wanted[0])
    for one, two in zip(layers, alone, strict=True):
        close(one.grads.flat, two.grads.flat)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_input_jacobian(seed):
    """Forward: exactly zero to the future. Both directions: nowhere zero."""
    rng = np.random.default_rng(seed)
    layer, other = RNN(n_x, n_fwd, rng=rng), RNN(n_x, n_bwd, rng=rng)
    x = rng.normal(size=(T, n_x, N))
    layer.forward(x)
    a, found = layer.a.copy(), influence(layer, x)
    for t, s, n in np.ndindex(T, T, N):
        J = sums.eq_input_jacobian(
            a[1:, :, n], layer.params["W_aa"], layer.params["W_ax"], t + 1, s + 1
        )
        close(found[t, s, n], np.linalg.norm(J))
    later = np.triu(np.ones((T, T), bool), 1)
    assert (found[later] == 0).all() and (found[~later] > 0).all()
    back = influence(other, x[::-1])[::-1, ::-1]  # reads from the end
    both = influence(Bidirectional(layer, other), x)
    assert (both > 0).all()
    close(both, np.hypot(found, back))


@pytest.mark.parametrize("d", [0, 1, 3])
def test_eq_delay(d):
    """The answer of step t + d is compared with the target of step t; padding stays behind."""
    rng, lengths = np.random.default_rng(d), [4, 6, 1, 3]
    x, y = rng.integers(1, 9, size=(2, T, N))
    mask = np.arange(T)[:, None] < lengths
    late = delayed(Batch(x, y, mask), d)
    for n, length in enumerate(lengths):
        wanted = sums.eq_delay(y[:length, [n]], d)
        assert late.mask[:, n].sum() == len(wanted) == length + d
        assert late.mask[: length + d, n].all()
        for t, target in enumerate(wanted):
            assert late.y_mask[t, n] == (target is not None)
            assert target is None or late.y[t, n] == target.item()
            assert late.x[t, n] == (x[t, n] if t < length else 0)
        assert not late.y_mask[length + d :, n].any()


def small_source(rng, S=4, V=5):
    start, A, B = (rng.dirichlet(np.ones(k), size=n) for k, n in ((S, 1), (S, S), (V, S)))
    return HiddenMarkov(start[0], A, B)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_hmm_forward(seed):
    rng = np.random.default_rng(seed)
    source, x = small_source(rng), rng.integers(0, 5, size=(T, N))
    found = source.posterior(x, lag=0)
    for n in range(N):
        close(found[:, :, n], sums.eq_hmm_forward(source.start, source.A, source.B, x[:, n]))


@pytest.mark.parametrize("lag", [0, 1, 2, 4, 5, None])
def test_eq_hmm_backward_and_posterior(lag):
    """Padded sequences of several lengths, with every lag; eq_hmm_posterior joins both sides."""
    rng, lengths = np.random.default_rng(7), [4, 6, 1, 3]
    source, x = small_source(rng), rng.integers(0, 5, size=(T, N))
    mask = np.arange(T)[:, None] < lengths
    found = source.posterior(x, mask, lag=lag)
    for n, length in enumerate(lengths):
        seen = x[:length, n]
        alpha = sums.eq_hmm_forward(source.start, source.A, source.B, seen)
        for t in range(1, length + 1):
            end = length if lag is None else min(length, t + lag)
            beta = sums.eq_hmm_backward(source.A, source.B, seen, t, end)
            close(found[t - 1, :, n], sums.eq_hmm_posterior(alpha[t - 1], beta))


def test_eq_hmm_posterior_is_the_share_of_all_paths():
    """By counting: every path of states with its chance."""
    rng, length = np.random.default_rng(3), 4
    source, x = small_source(rng, S=3), rng.integers(0, 5, size=(length, 1))
    shares = np.zeros((length, 3))
    for path in itertools.product(range(3), repeat=length):
        chance = source.start[path[0]] * source.B[path[0], x[0, 0]]
        for t in range(1, length):
            chance *= source.A[path[t - 1], path[t]] * source.B[path[t], x[t, 0]]
        shares[range(length), path] += chance
    close(source.posterior(x)[:, :, 0], shares / shares.sum(1, keepdims=True))
