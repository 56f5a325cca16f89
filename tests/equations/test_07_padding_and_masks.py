"""Chapter 7: the package on padded batches, by explicit sums and against single sequences."""

import math

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.data import pad_sequences
from rnnlab.data.batching import buckets
from unrolled.sums import ch04_the_recurrent_cell as cell
from unrolled.sums import ch07_padding_and_masks as sums

N, n_x, n_a = 5, 2, 4
SEEDS = range(3)
G0 = {"tanh": math.tanh, "relu": lambda z: max(0.0, z), "sigmoid": cell.eq_sigmoid}


def padded_case(seed, g0="tanh"):
    """A layer and a batch of lengths 6, 1 and three others."""
    rng = np.random.default_rng(seed)
    layer = RNN(n_x, n_a, rng=rng, g0=g0)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    lengths = 6, 1, *rng.integers(1, 7, size=N - 2)
    sequences = [rng.normal(size=(T_n, n_x)) for T_n in lengths]
    x, mask = pad_sequences(sequences)
    return layer, sequences, x, mask, rng.normal(size=(n_a, N))


@pytest.mark.parametrize("g0", G0)
@pytest.mark.parametrize("seed", SEEDS)
def test_eq_mask_state(seed, g0):
    layer, _, x, mask, a0 = padded_case(seed, g0)
    mask[2, 0] = False  # a gap, not only a tail
    layer.forward(x, a0, mask)
    weights = [layer.params[name] for name in ("W_aa", "W_ax", "b_a")]
    a = a0
    for t in range(1, len(x) + 1):
        a = sums.eq_mask_state(a, x[t - 1], mask[t - 1], *weights, G0[g0])
        np.testing.assert_allclose(layer.a[t], a, rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_last_valid(seed):
    layer, sequences, x, mask, a0 = padded_case(seed)
    _, state = layer.forward(x, a0, mask)
    np.testing.assert_array_equal(state, sums.eq_last_valid(layer.a, mask))
    layer.forward(x, a0)  # without a mask the last entry is another state ...
    assert not np.allclose(layer.a[-1], state)
    np.testing.assert_allclose(sums.eq_last_valid(layer.a, mask), state, rtol=1e-12)
    for n, sequence in enumerate(sequences):  # ... and alone it is the same
        _, alone = layer.forward(sequence[:, :, None], a0[:, [n]])
        np.testing.assert_allclose(state[:, [n]], alone, rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_padding_share(seed):
    rng = np.random.default_rng(seed)
    sequences = [np.zeros(T_n, int) for T_n in rng.integers(1, 30, size=50)]
    lengths = np.array([len(s) for s in sequences])
    batches = buckets(lengths, 8, rng=rng)
    masks = [pad_sequences([sequences[i] for i in batch])[1] for batch in batches]
    padding, steps = (sum(int(f(m)) for m in masks) for f in (lambda m: (~m).sum(), np.size))
    assert sums.eq_padding_share([lengths[b] for b in batches]) == pytest.approx(
        padding / steps, rel=1e-12
    )
