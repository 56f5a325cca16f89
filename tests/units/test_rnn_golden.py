"""The RNN layer gives the numbers of torch.nn.RNN, which are stored in a file."""

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import golden_rnn, relative_error
from rnnlab.interop import from_torch

CASES = [(g0, masked) for g0 in ("tanh", "relu") for masked in (False, True)]


@pytest.mark.parametrize(("g0", "masked"), CASES)
def test_all_numbers_of_torch(g0, masked):
    golden = golden_rnn(g0, masked=masked)
    layer = RNN(3, 5, rng=np.random.default_rng(0), g0=g0)
    from_torch(layer, golden["state_dict"])
    out, state = layer.forward(golden["x"], golden["state0"], golden["mask"])
    dx, dstate0 = layer.backward(golden["dout"], golden["dstate"])
    if masked:
        out = out * golden["mask"][:, None]  # PyTorch writes zeros at padding
    got = {"out": out, "state": state, "dx": dx, "dstate0": dstate0}
    got |= {f"d{name}": array for name, array in layer.grads.items()}
    for name, array in got.items():
        assert array.dtype == golden[name].dtype == np.float64
        assert relative_error(array, golden[name]) < 1e-12, name
        np.testing.assert_allclose(array, golden[name], rtol=1e-12, atol=1e-14, err_msg=name)


@pytest.mark.parametrize(("g0", "masked"), CASES)
def test_the_numbers_can_tell(g0, masked):
    """All sizes differ, nothing is zero that matters, and every input enters."""
    golden = golden_rnn(g0, masked=masked)
    T, n_x, N = golden["x"].shape
    n_a = len(golden["b_a"])
    assert len({T, n_x, N, n_a}) == 4
    for name in ("x", "state0", "dstate", "W_ax", "W_aa", "b_a", "dW_ax", "dW_aa", "dstate0"):
        assert 0.1 < np.abs(golden[name]).max() < 200, name
    weights = golden["state_dict"]
    np.testing.assert_array_equal(
        golden["b_a"][:, 0], weights["bias_ih_l0"] + weights["bias_hh_l0"]
    )
    assert weights["bias_ih_l0"].all() and weights["bias_hh_l0"].all()
    if not masked:
        assert golden["mask"] is None
        return
    valid = golden["mask"][:, None]
    assert set(golden["mask"].sum(0)) == {1, 4, 5, 6}
    for name in ("out", "dout", "dx"):
        assert not (golden[name] * ~valid).any()


def test_version_and_size():
    assert golden_rnn()["torch"].startswith("2.")
    from importlib.resources import files

    assert len((files("rnnlab.diagnostics") / "golden_rnn.npz").read_bytes()) < 60_000


def test_calls_do_not_share_arrays():
    golden_rnn()["x"][...] = 0
    assert golden_rnn()["x"].all()


def test_unknown_function():
    with pytest.raises(ValueError, match="g0 must be tanh or relu, got 'sigmoid'"):
        golden_rnn("sigmoid")
