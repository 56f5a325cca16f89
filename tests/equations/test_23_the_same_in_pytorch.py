"""Chapter 23: the package against explicit sums in PyTorch's letters, and the stored answers."""

import re

import numpy as np
import pytest

import make_golden
from rnnlab import GRU, RNN, SGD
from rnnlab.diagnostics import golden_page
from rnnlab.functions import sigmoid
from rnnlab.interop import from_torch, to_torch
from unrolled.sums import ch23_the_same_in_pytorch as sums

T, N, n_x, n_a = 5, 4, 2, 3
SEEDS = range(3)


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


def drawn(cell, seed):
    """Draw a layer, PyTorch's weights with two biases that count, an input and a state."""
    rng = np.random.default_rng(seed)
    layer = cell(n_x, n_a, rng=rng)
    weights = {k: rng.normal(size=v.shape) for k, v in to_torch(layer).items()}
    from_torch(layer, weights)
    return layer, weights, rng.normal(size=(T, n_x, N)), rng.normal(size=(n_a, N))


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_torch_rnn(seed):
    layer, weights, x, a0 = drawn(RNN, seed)
    out, _ = layer.forward(x, a0)
    close(out.swapaxes(1, 2), sums.eq_torch_rnn(x.swapaxes(1, 2), a0.T, weights))
    close(
        out.swapaxes(1, 2),
        sums.eq_torch_rnn(x.swapaxes(1, 2), a0.T, to_torch(layer)),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_torch_bias(seed):
    """Twice the gradient of our one bias is what gradient descent on both does."""
    layer, weights, x, a0 = drawn(RNN, seed)
    out, _ = layer.forward(x, a0)
    layer.backward(np.array(out))
    before, after = sums.eq_torch_bias(
        weights["bias_ih_l0"], weights["bias_hh_l0"], layer.grads["b_a"][:, 0], 0.1
    )
    close(layer.params["b_a"][:, 0], before)
    layer.grads["b_a"] *= 2
    SGD(layer.params, lr=0.1).step(layer.grads)
    close(layer.params["b_a"][:, 0], after)


@pytest.mark.parametrize("bias", ["bias_ih_l0", "bias_hh_l0"])
def test_both_biases_have_the_gradient_of_their_sum(bias):
    """By central differences in PyTorch's own parameters."""
    layer, weights, x, a0 = drawn(RNN, 0)
    out, _ = layer.forward(x, a0)
    layer.backward(np.array(out))
    slopes = []
    for i in range(n_a):
        losses = []
        for sign in (1, -1):
            moved = {k: v.copy() for k, v in weights.items()}
            moved[bias][i] += sign * 1e-5
            H = sums.eq_torch_rnn(x.swapaxes(1, 2), a0.T, moved)
            losses.append(0.5 * (H**2).sum())
        slopes.append((losses[0] - losses[1]) / 2e-5)
    np.testing.assert_allclose(layer.grads["b_a"][:, 0], slopes, rtol=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_eq_torch_gru(seed):
    layer, weights, x, a0 = drawn(GRU, seed)
    layer.forward(x[:1], a0)
    z_r, z_z = (
        layer.gate("W_ax", g) @ x[0] + layer.gate("W_aa", g) @ a0 + layer.gate("b_a", g)
        for g in "rz"
    )
    r, z = sigmoid(z_r), sigmoid(z_z)
    for example in range(N):
        n = sums.eq_torch_gru(x[0, :, example], a0[:, example], r[:, example], weights)
        want = (1 - z[:, example]) * n + z[:, example] * a0[:, example]
        close(layer.a[1, :, example], want)


# -- the page's stored answers -------------------------------------------------------------------


def parts():
    """List the functions that the page marks."""
    return re.findall(r"^@pytorch\ndef (\w+)\(", make_golden.PAGE.read_text("utf-8"), re.MULTILINE)


def test_every_marked_function_has_its_answer():
    assert len(parts()) >= 7
    assert set(golden_page()) == {*parts(), "about"}
    assert str(golden_page()["about"]["torch"]).startswith("2.")


def test_stored_answers_are_no_zeros():
    for part, arrays in golden_page().items():
        if part != "about":
            for name, array in arrays.items():
                assert np.isfinite(array).all() and np.abs(array).max() > 1e-3, (part, name)


@pytest.mark.torch
def test_stored_answers_are_what_torch_computes():
    fresh = make_golden.golden_page()
    with np.load(make_golden.PAGE_PATH) as kept:
        assert set(kept) == set(fresh)
        for name in set(kept) - {"about/torch"}:
            single = kept[name].dtype == np.float32
            limits = {"rtol": 1e-5, "atol": 1e-6} if single else {"rtol": 1e-9, "atol": 1e-12}
            np.testing.assert_allclose(fresh[name], kept[name], err_msg=name, **limits)
