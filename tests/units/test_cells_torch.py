"""Live comparison with torch.nn; needs PyTorch and is therefore selected by `-m torch`."""

import numpy as np
import pytest

import make_golden
from make_golden import KINDS, SHAPES, leaves, our_layer, our_state, valid_steps
from rnnlab.diagnostics import relative_error
from rnnlab.interop import from_torch, to_torch

pytestmark = pytest.mark.torch
BELOW = {np.float64: 1e-12, np.float32: 2e-5}
SIZES = {"T": 7, "N": 5, "n_x": 3, "n_a": 4}
LENGTHS = [None, [3, 7, 1, 5, 5], [2, 1, 3, 1, 2]]


@pytest.mark.parametrize("dtype", BELOW)
@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_everything_equals_torch(seed, kind, shape, lengths, dtype):
    rng = np.random.default_rng(seed)
    given = {k: v.astype(dtype) for k, v in make_golden.cell_inputs(rng, **SIZES).items()}
    weights = make_golden.cell_weights(rng, kind, shape, **SIZES)
    weights = {name: array.astype(dtype) for name, array in weights.items()}
    want = make_golden.run_cells(kind, shape, weights, given, lengths, **SIZES)
    layer = our_layer(kind, shape, dtype, **SIZES)
    from_torch(layer, weights)
    mask = None if lengths is None else valid_steps(lengths, SIZES["T"])
    valid = 1 if mask is None else mask[:, None]
    out, state = layer.forward(given["x"], our_state(kind, shape, given["h0"], given["c0"]), mask)
    dout = given["dout"][:, : layer.n_a] * valid
    dx, dstate = layer.backward(dout, our_state(kind, shape, given["dh"], given["dc"]))
    got = {"out": out * valid, "dx": dx, "dparams": layer.grads.flat}
    each = 2 if kind == "LSTM" else 1
    for k in range(each):
        got[f"state{k}"] = np.stack(list(leaves(state))[k::each])
        got[f"dstate{k}"] = np.stack(list(leaves(dstate))[k::each])
    assert set(got) == set(want)
    for name, array in got.items():
        assert array.dtype == want[name].dtype == dtype, name
        assert relative_error(array, want[name]) < BELOW[dtype], name


def test_the_golden_file_is_what_torch_computes():
    fresh = make_golden.golden_cells()
    with np.load(make_golden.CELLS_PATH) as stored:
        assert set(stored) == set(fresh)
        for name in set(stored) - {"torch"}:
            np.testing.assert_allclose(stored[name], fresh[name], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_state_dict_there_and_back(kind, shape):
    import torch

    ours = our_layer(kind, shape, **SIZES)
    module = make_golden.theirs(kind, shape, to_torch(ours), **SIZES)
    assert list(module.state_dict()) == list(to_torch(ours))
    x = np.random.default_rng(1).normal(size=(SIZES["T"], SIZES["n_x"], SIZES["N"]))
    want, _ = module(torch.tensor(x.swapaxes(1, 2).copy()))
    got = ours.forward(x)[0].swapaxes(1, 2)
    np.testing.assert_allclose(got, want.detach().numpy(), rtol=1e-12, atol=1e-14)
    twin = our_layer(kind, shape, **SIZES)
    twin.params.flat[...] = 0
    from_torch(twin, module.state_dict())  # tensors, not arrays
    np.testing.assert_array_equal(twin.params.flat, ours.params.flat)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bias": False}, "bias_ih_l0 is missing; bias_hh_l0 is missing.*with biases"),
        ({"proj_size": 2}, r"weight_hr_l0 is unknown \(proj_size > 0: rnnlab has no projections\)"),
        ({"num_layers": 2}, "weight_ih_l1 is unknown"),
        ({"bidirectional": True}, "weight_ih_l0_reverse is unknown"),
    ],
)
def test_modules_that_do_not_fit(options, message):
    import torch

    layer = our_layer("LSTM", "single", **SIZES)
    module = torch.nn.LSTM(SIZES["n_x"], SIZES["n_a"], **options)
    before = layer.params.flat.copy()
    with pytest.raises(ValueError, match=message):
        from_torch(layer, module.state_dict())
    np.testing.assert_array_equal(layer.params.flat, before)
