"""Masks of the RNN layer: a masked step keeps the state, and its gradient passes by."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import check_layer
from rnnlab.functions import ACTIVATIONS

T, N, n_x, n_a = 6, 4, 3, 5
LENGTHS = [6, 4, 5, 1]
RAGGED = np.arange(T)[:, None] < LENGTHS


def rows_of_digits(*rows):
    return np.array([[int(digit) for digit in row] for row in rows])


MASKS = {
    "ragged": RAGGED,
    "left": RAGGED[::-1],
    "gaps": rows_of_digits("1011", "0101", "1111", "0011", "1010", "0000"),
    "padded column": np.arange(T)[:, None] < [6, 0, 3, 2],
    "all False": np.zeros((T, N), bool),
    "all True": np.ones((T, N), bool),
}


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def make(rng, g0="tanh"):
    layer = RNN(n_x, n_a, rng=rng, g0=g0)
    layer.params.flat[...] = rng.normal(size=layer.params.flat.size) / 2
    return layer


def draw(rng):
    """Return x, a0, dout, dstate."""
    return [rng.normal(size=s) for s in ((T, n_x, N), (n_a, N), (T, n_a, N), (n_a, N))]


def run(layer, x, a0, mask, dout, dstate):
    layer.zero_grads()
    out, state = layer.forward(x, a0, mask)
    dx, da0 = layer.backward(dout, dstate)
    return out, state, dx, da0, layer.grads.flat.copy()


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("g0", ACTIVATIONS)
@pytest.mark.parametrize("case", MASKS)
def test_gradients(rng, case, g0, method):
    layer, (x, a0, *_) = make(rng, g0), draw(rng)
    errors = check_layer(layer, x, rng=rng, state=a0, mask=MASKS[case], method=method)
    assert max(errors.values()) < {"central": 1e-7, "complex": 1e-12}[method], errors


@pytest.mark.parametrize("method", ["central", "complex"])
def test_gradients_with_ids(rng, method):
    ids, a0 = rng.integers(0, n_x, size=(T, N)), rng.normal(size=(n_a, N))
    errors = check_layer(make(rng), ids, rng=rng, state=a0, mask=MASKS["gaps"], method=method)
    assert max(errors.values()) < {"central": 1e-7, "complex": 1e-12}[method], errors


@pytest.mark.parametrize("case", MASKS)
def test_a_masked_step_keeps_the_state(rng, case):
    layer, (x, a0, *_) = make(rng), draw(rng)
    mask = MASKS[case].astype(bool)
    layer.forward(x, a0, mask)
    for t in range(1, T + 1):
        stays = (layer.a[t] == layer.a[t - 1]).all(axis=0)
        np.testing.assert_array_equal(stays, ~mask[t - 1])


@pytest.mark.parametrize("kind", [bool, int, np.uint8, float, np.float32])
def test_masks_of_zeros_and_ones_of_any_type(rng, kind):
    layer, arrays = make(rng), draw(rng)
    want = run(layer, *arrays[:2], RAGGED, *arrays[2:])
    got = run(layer, *arrays[:2], RAGGED.astype(kind), *arrays[2:])
    for g, w in zip(got, want, strict=True):
        np.testing.assert_array_equal(g, w)


def test_all_true_is_no_mask(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    without = run(layer, x, a0, None, dout, dstate)
    with_it = run(layer, x, a0, MASKS["all True"], dout, dstate)
    for g, w in zip(with_it, without, strict=True):
        np.testing.assert_array_equal(g, w)


def test_padded_numbers_do_not_matter(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    want = run(layer, x, a0, RAGGED, dout, dstate)
    other = np.where(RAGGED[:, None], x, 1e6)
    got = run(layer, other, a0, RAGGED, dout, dstate)
    for g, w in zip(got, want, strict=True):
        np.testing.assert_array_equal(g, w)


def test_no_gradient_enters_padded_inputs(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    _, _, dx, _, _ = run(layer, x, a0, RAGGED, dout, dstate)
    nonzero = dx.swapaxes(1, 2).any(axis=2)
    np.testing.assert_array_equal(nonzero, RAGGED)


def test_a_padded_batch_equals_its_sequences(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    dout *= RAGGED[:, None]  # a loss with the same mask: nothing comes from padding
    out, state, dx, da0, grads = run(layer, x, a0, RAGGED, dout, dstate)
    total = np.zeros_like(grads)
    for i, length in enumerate(LENGTHS):
        one = np.s_[:length, :, i : i + 1]
        results = run(layer, x[one], a0[:, [i]], None, dout[one], dstate[:, [i]])
        total += results[-1]
        wanted = out[one], state[:, [i]], dx[one], da0[:, [i]]
        for got, want in zip(results[:-1], wanted, strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(total, grads, rtol=1e-12, atol=1e-13)


def test_more_padding_changes_nothing(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    out, state, dx, da0, grads = run(layer, x, a0, RAGGED, dout, dstate)
    longer = [np.concatenate([v, np.zeros((2, *v.shape[1:]), v.dtype)]) for v in (x, RAGGED, dout)]
    got = run(layer, longer[0], a0, longer[1], longer[2], dstate)
    for g, w in zip(got, (out, state, dx, da0, grads), strict=True):
        g = g[:T] if g.ndim == 3 else g
        np.testing.assert_allclose(g, w, rtol=1e-13, atol=1e-14)
    np.testing.assert_array_equal(got[0][T:], np.stack([state] * 2))


def test_a_head_that_reads_the_last_entry_reaches_short_sequences(rng):
    """The last entry of a short sequence is padding; dropping its gradient would stop learning."""
    layer, (x, a0, _, _) = make(rng), draw(rng)
    only_last = np.zeros((T, n_a, N))
    only_last[-1] = rng.normal(size=(n_a, N))
    _, _, dx, da0, _ = run(layer, x, a0, RAGGED, only_last, None)
    at_end = dx[np.array(LENGTHS) - 1, :, np.arange(N)]
    assert at_end.all() and da0.all()


def test_nothing_valid_passes_everything_by(rng):
    layer, (x, a0, dout, dstate) = make(rng), draw(rng)
    out, state, dx, da0, grads = run(layer, x, a0, MASKS["all False"], dout, dstate)
    np.testing.assert_array_equal(state, a0)
    np.testing.assert_array_equal(out, np.stack([a0] * T))
    np.testing.assert_allclose(da0, dout.sum(0) + dstate, rtol=1e-13)
    assert not dx.any() and not grads.any()


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_masked_chunks_with_carried_state_are_one_pass(rng, cut):
    layer, (x, a0, *_) = make(rng), draw(rng)
    mask = MASKS["gaps"]
    out, last = layer.forward(x, a0, mask)
    first, state = layer.forward(x[:cut], a0, mask[:cut])
    second, state = layer.forward(x[cut:], state, mask[cut:])
    np.testing.assert_array_equal(np.concatenate([first, second]), out)
    np.testing.assert_array_equal(state, last)
