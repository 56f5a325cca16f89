"""Live comparison with torch.nn.RNN; needs PyTorch and is therefore selected by `-m torch`."""

import numpy as np
import pytest

import make_golden
from rnnlab import RNN
from rnnlab.diagnostics import golden_rnn, relative_error
from rnnlab.interop import from_torch, to_torch

pytestmark = pytest.mark.torch
BELOW = {np.float64: 1e-12, np.float32: 2e-5}


@pytest.mark.parametrize("dtype", BELOW)
@pytest.mark.parametrize("lengths", [None, [6, 4, 5, 1], [6, 6, 6, 6], [1, 2, 3, 4]])
@pytest.mark.parametrize("g0", ["tanh", "relu"])
@pytest.mark.parametrize("seed", range(5))
def test_everything_equals_torch(seed, g0, lengths, dtype):
    given = make_golden.inputs(np.random.default_rng(seed))
    given = {name: array.astype(dtype) for name, array in given.items()}
    mask = None
    if lengths is not None:
        mask = np.arange(make_golden.T)[:, None] < lengths
        given["dout"] *= mask[:, None]
    want = make_golden.run(given, g0, lengths)
    layer = RNN(make_golden.n_x, make_golden.n_a, rng=np.random.default_rng(0), g0=g0, dtype=dtype)
    from_torch(layer, {name: given[name] for name in to_torch(layer)})
    out, state = layer.forward(given["x"], given["state0"], mask)
    dx, dstate0 = layer.backward(given["dout"], given["dstate"])
    if mask is not None:
        out = out * mask[:, None]
    got = {"out": out, "state": state, "dx": dx, "dstate0": dstate0}
    got |= {f"d{name}": array for name, array in layer.grads.items()}
    for name, array in got.items():
        assert array.dtype == want[name].dtype == dtype
        assert relative_error(array, want[name]) < BELOW[dtype], name


def test_the_golden_file_is_what_torch_computes():
    fresh = make_golden.golden()
    with np.load(make_golden.PATH) as stored:
        assert set(stored) == set(fresh)
        for name in set(stored) - {"torch"}:
            np.testing.assert_allclose(stored[name], fresh[name], rtol=1e-12, atol=1e-14)
    assert golden_rnn()["torch"]


@pytest.mark.parametrize("g0", ["tanh", "relu"])
def test_state_dict_there_and_back(g0):
    import torch

    ours = RNN(3, 5, rng=np.random.default_rng(0), g0=g0)
    theirs = torch.nn.RNN(3, 5, nonlinearity=g0, dtype=torch.float64)
    theirs.load_state_dict({k: torch.tensor(v) for k, v in to_torch(ours).items()})
    x = np.random.default_rng(1).normal(size=(6, 3, 4))
    want, _ = theirs(torch.tensor(x.swapaxes(1, 2).copy()))
    np.testing.assert_allclose(
        ours.forward(x)[0].swapaxes(1, 2), want.detach().numpy(), rtol=1e-12, atol=1e-15
    )
    twin = RNN(3, 5, rng=np.random.default_rng(2), g0=g0)
    from_torch(twin, theirs.state_dict())  # tensors, not arrays
    np.testing.assert_array_equal(twin.params.flat, ours.params.flat)
