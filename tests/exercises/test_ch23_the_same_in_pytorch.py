"""Chapter 23: keys that are computed by running what the exercises speak of."""

from copy import deepcopy

import numpy as np
import pytest

from rnnlab import GRU, LSTM, RNN, SGD
from rnnlab.diagnostics import golden_page
from rnnlab.interop import from_ng, from_torch, to_torch
from unrolled.exercises import ch23_the_same_in_pytorch as ch23

T, N, n_x, n_a = 6, 4, 2, 3


@pytest.mark.parametrize("seed", range(3))
def test_in_rows_is_the_layer(seed):
    X, H0, *weights = ch23.torch_rnn.draw(seed)
    layer = RNN(2, 3, rng=np.random.default_rng(0))
    from_torch(layer, dict(zip(to_torch(layer), weights, strict=True)))
    out, last = layer.forward(X.swapaxes(1, 2), H0.T.copy())
    got, h_n = ch23.torch_rnn.solution(X, H0, *weights)
    np.testing.assert_allclose(got.swapaxes(1, 2), out, rtol=1e-12)
    np.testing.assert_allclose(h_n[0].T, last, rtol=1e-12)


def test_counts():
    rng = np.random.default_rng(0)
    rnn, gru, ours, lstm, states, rows = ch23.counts.solution

    def torch_size(layer):
        return sum(v.size for v in to_torch(layer).values())

    assert rnn == torch_size(RNN(3, 5, rng=rng)) and gru == torch_size(GRU(3, 5, rng=rng))
    assert ours == GRU(3, 5, rng=rng).params.flat.size
    two = [torch_size(LSTM(k, 5, rng=rng)) for k in (3, 3, 10, 10)]
    assert lstm == sum(two) and states == len(two)
    arrays = golden_page()["every_kind"]
    assert rows == 2 * 5 == arrays["LSTM-2-2-out"].shape[1]


@pytest.mark.parametrize("seed", range(3))
def test_converter_is_the_package(seed):
    case = ch23.ng_to_torch.draw(seed)
    layer, twin = (LSTM(2, 3, rng=np.random.default_rng(0)) for _ in range(2))
    from_ng(layer, dict(zip(["Wf", "Wi", "Wc", "Wo", "bf", "bi", "bc", "bo"], case, strict=True)))
    from_torch(twin, dict(zip(to_torch(twin), ch23.ng_to_torch.solution(*case), strict=True)))
    np.testing.assert_array_equal(layer.params.flat, twin.params.flat)


def test_gate_orders_spell_ours():
    onnx, ng, gru = np.split(ch23.gate_orders.solution.astype(int), [4, 8])
    assert "".join("iofg"[k] for k in onnx) == "".join("figo"[k] for k in ng) == "ifgo"
    assert "".join("zrn"[k] for k in gru) == "rzn"
    assert LSTM.gates == tuple("ifgo") and GRU.gates == tuple("rzn")


def test_packing_is_pytorchs():
    page = golden_page()["packed"]
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6, 3, 4))
    order, alive, data = ch23.pack.solution(x, np.array([3, 6, 1, 4]))
    np.testing.assert_array_equal(order, page["order"])
    np.testing.assert_array_equal(alive, page["alive"])
    assert data.shape == page["data"].shape


def errors(got, want):
    """Absolute differences by step and example."""
    return np.abs(got - want).max(axis=1)


def test_symptoms_are_produced_by_their_causes():
    rng = np.random.default_rng(1)
    layer = RNN(n_x, n_a, rng=rng)
    x = rng.normal(size=(T, n_x, N))
    want, _ = layer.forward(x)
    seen = {}
    twin = deepcopy(layer)
    twin.params["W_aa"] = layer.params["W_aa"].T
    error = errors(twin.forward(x)[0], want)
    seen["A"] = "transposed" if error[0].max() < 1e-15 < 1e-3 < error[1:].min() else ""
    mask = np.arange(T)[:, None] < np.array([6, 3, 4, 1])
    out, _ = layer.forward(x, mask=mask)
    packed = out * mask[:, None]  # as PyTorch pads
    error = errors(packed, want)
    seen["B"] = "packed" if error[mask].max() < 1e-15 and not packed[-1, :, 1:].any() else ""
    both, one = deepcopy(layer), deepcopy(layer)
    for _ in range(10):
        for net, factor in ((both, 2), (one, 1)):
            net.zero_grads()
            net.backward(np.array(net.forward(x)[0]))
            net.grads["b_a"] *= factor
            SGD(net.params, lr=0.02).step(net.grads)
    apart = np.abs(both.params["b_a"] - one.params["b_a"]).max()
    seen["C"] = "two biases" if apart > 1e-3 else ""
    single = RNN(n_x, n_a, rng=rng, dtype=np.float32)
    from_torch(single, to_torch(layer))
    error = errors(single.forward(x.astype(np.float32))[0], want)
    seen["D"] = "float32" if 1e-9 < error.max() < 1e-6 else ""
    swapped, _ = layer.forward(x.transpose(2, 1, 0).copy())
    error = errors(swapped.transpose(2, 1, 0), want)
    seen["E"] = "batch_first" if error[0, 0] < 1e-15 < 1e-3 < error[0, 1] else ""
    assert seen == ch23.symptoms.solution


def test_time_model():
    small, large, equal = ch23.where_time_goes.solution
    assert small == pytest.approx(100 * 11 / (11 + 1.47456)) and large < 2
    assert 2 * 4 * 32 * (32 + 4) * equal / 50_000 == pytest.approx(11)
