"""What the RNN layer refuses: the message helps, and nothing has been changed."""

import numpy as np
import pytest

from rnnlab import RNN

T, N, n_x, n_a = 6, 4, 3, 5
X, A0 = np.ones((T, n_x, N)), np.ones((n_a, N))
MASK = np.ones((T, N), int)


def spoiled(array, value):
    array = array.copy()
    array[1, 2] = value
    return array


FORWARD = {
    "no array": (
        ([[1.0]],),
        {},
        TypeError,
        r"x must be a NumPy array of shape \(T, n_x=3, N\), got list. np.asarray",
    ),
    "wrong n_x": (
        (np.ones((T, 2, N)),),
        {},
        ValueError,
        r"x must have shape \(T, n_x=3, N\), got \(6, 2, 4\)",
    ),
    "rows": (
        (np.ones((N, T, n_x)),),
        {},
        ValueError,
        "Examples are columns, time is the first axis",
    ),
    "two axes": ((np.ones((T, N)),), {}, ValueError, r"\(T, n_x=3, N\), got \(6, 4\)"),
    "no step": (
        (np.ones((0, n_x, N)),),
        {},
        ValueError,
        r"\(0, 3, 4\): every size must be at least 1",
    ),
    "no example": ((np.ones((T, n_x, 0)),), {}, ValueError, "every size must be at least 1"),
    "float32": (
        (X.astype(np.float32),),
        {},
        TypeError,
        r"x is float32 but the parameters are float64: use x.astype\(np.float64\)",
    ),
    "whole numbers": ((X.astype(int),), {}, TypeError, "x is int64 but the parameters are float64"),
    "NaN": ((spoiled(X, np.nan),), {}, ValueError, r"x holds nan at index \(1, 2, 0\)"),
    "Inf": ((spoiled(X, np.inf),), {}, ValueError, "x holds inf at"),
    "id too large": (
        (np.array([[0, 3]]),),
        {},
        ValueError,
        r"ids in 0..2, got 0..3. Was the text encoded with another",
    ),
    "id negative": ((np.array([[0, -1]]),), {}, ValueError, r"ids in 0..2, got -1..0"),
    "state shape": (
        (X, A0.T),
        {},
        ValueError,
        r"state must have shape \(n_a=5, N=4\), got \(4, 5\)",
    ),
    "state of another batch": ((X, A0[:, :3]), {}, ValueError, r"state .* got \(5, 3\)"),
    "state float32": ((X, A0.astype(np.float32)), {}, TypeError, "state is float32"),
    "state NaN": ((X, spoiled(A0, np.nan)), {}, ValueError, "state holds nan"),
    "mask shape": (
        (X,),
        {"mask": MASK.T},
        ValueError,
        r"mask must have shape \(T=6, N=4\), got \(4, 6\)",
    ),
    "mask of weights": ((X,), {"mask": MASK * 0.5}, ValueError, "only 0 and 1 .* e.g. 0.5"),
    "mask of lengths": ((X,), {"mask": MASK * 2}, ValueError, "mask must hold only 0 and 1"),
    "mask NaN": (
        (X,),
        {"mask": spoiled(MASK * 1.0, np.nan)},
        ValueError,
        "mask must hold only 0 and 1",
    ),
}
DOUT = np.ones((T, n_a, N))
BACKWARD = {
    "one step": ((DOUT[0],), ValueError, r"dout must have shape \(T=6, n_a=5, N=4\), got \(5, 4\)"),
    "T + 1 steps": ((np.ones((T + 1, n_a, N)),), ValueError, r"dout .* got \(7, 5, 4\)"),
    "of x": ((X,), ValueError, r"dout .* got \(6, 3, 4\)"),
    "float32": (
        (DOUT.astype(np.float32),),
        TypeError,
        "dout is float32 but the parameters are float64",
    ),
    "no array": ((1.0,), TypeError, "dout must be a NumPy array"),
    "dstate shape": ((DOUT, DOUT), ValueError, r"dstate must have shape \(n_a=5, N=4\), got"),
    "dstate float32": ((DOUT, A0.astype(np.float32)), TypeError, "dstate is float32"),
}


@pytest.fixture
def layer():
    """A layer that has seen a forward and a backward."""
    rng = np.random.default_rng(8)
    layer = RNN(n_x, n_a, rng=rng)
    layer.forward(rng.normal(size=(T, n_x, N)))
    layer.backward(DOUT)
    return layer


def unchanged(layer, call, error, message):
    """Assert that the call raises and that parameters, gradients and the cache are as before."""
    before = [v.copy() for v in (layer.params.flat, layer.grads.flat, layer.a)]
    with pytest.raises(error, match=message):
        call()
    for now, then in zip((layer.params.flat, layer.grads.flat, layer.a), before, strict=True):
        np.testing.assert_array_equal(now, then)
    once = layer.grads.flat.copy()
    layer.backward(DOUT)  # still goes back along the forward of before
    np.testing.assert_allclose(layer.grads.flat, 2 * once, rtol=1e-14)


@pytest.mark.parametrize("case", FORWARD)
def test_forward_refuses(layer, case):
    args, named, error, message = FORWARD[case]
    unchanged(layer, lambda: layer.forward(*args, **named), error, message)


@pytest.mark.parametrize("case", BACKWARD)
def test_backward_refuses(layer, case):
    args, error, message = BACKWARD[case]
    unchanged(layer, lambda: layer.backward(*args), error, message)


def test_step_refuses(layer):
    unchanged(layer, lambda: layer.step(np.ones((2, N))), ValueError, r"got \(1, 2, 4\)")


def test_backward_before_forward():
    layer = RNN(n_x, n_a, rng=np.random.default_rng(0))
    with pytest.raises(RuntimeError, match="backward needs what forward kept"):
        layer.backward(DOUT)
    with pytest.raises(RuntimeError, match="is kept by forward"):
        layer.a  # noqa: B018
    assert not layer.grads.flat.any()


@pytest.mark.parametrize(
    ("named", "error", "message"),
    [
        ({}, TypeError, "rng"),
        ({"rng": 0}, TypeError, r"got int: use np.random.default_rng\(0\)"),
        ({"rng": None}, TypeError, "rng must be a numpy.random.Generator"),
        ({"g0": "than"}, ValueError, "g0 must be one of tanh, relu, sigmoid, identity, got 'than'"),
        ({"dtype": np.float16}, TypeError, "dtype must be float64 or float32, got float16"),
        ({"dtype": complex}, TypeError, "got complex128"),
        ({"n_a": 0}, ValueError, "n_x and n_a must be at least 1, got n_x=3, n_a=0"),
        ({"n_x": -1}, ValueError, "got n_x=-1"),
    ],
)
def test_construction_refuses(named, error, message):
    named = {"n_x": n_x, "n_a": n_a} | ({"rng": np.random.default_rng(0)} if named else {}) | named
    with pytest.raises(error, match=message):
        RNN(**named)
