"""Losses against explicit sums, their gradients against complex step, their refusals."""

import numpy as np
import pytest

from rnnlab import losses
from rnnlab.functions import log_softmax

T, N_Y, N = 5, 3, 4
RNG = np.random.default_rng(4)
Z = RNG.normal(size=(T, N_Y, N))
IDS = RNG.integers(0, N_Y, size=(T, N))
Y = RNG.uniform(size=(T, N_Y, N))
MASK = np.arange(T)[:, None] < np.array([5, 3, 1, 0])
CASES = [
    (losses.softmax_cross_entropy, IDS),
    (losses.binary_cross_entropy, Y),
    (losses.squared_error, Y),
]


def by_hand(loss, z, y, mask):
    total, steps = 0.0, 0
    for t in range(T):
        for i in range(N):
            if mask[t, i]:
                steps += 1
                if loss is losses.softmax_cross_entropy:
                    total -= log_softmax(z[t, :, i], axis=0)[y[t, i]]
                    continue
                for k in range(N_Y):
                    if loss is losses.squared_error:
                        total += (z[t, k, i] - y[t, k, i]) ** 2 / 2
                    else:
                        p = 1 / (1 + np.exp(-z[t, k, i]))
                        total -= y[t, k, i] * np.log(p) + (1 - y[t, k, i]) * np.log(1 - p)
    return total / steps


@pytest.mark.parametrize(("loss", "y"), CASES)
@pytest.mark.parametrize("mask", [None, MASK, MASK.astype(float)])
def test_value_is_the_mean_over_valid_steps(loss, y, mask):
    everything = np.ones((T, N)) if mask is None else mask
    value, dz = loss(Z, y, mask)
    assert isinstance(value, float)
    np.testing.assert_allclose(value, by_hand(loss, Z, y, everything), rtol=1e-13)
    assert not dz[:, :, ~everything.astype(bool).any(0)].any()


@pytest.mark.parametrize(("loss", "y"), CASES)
@pytest.mark.parametrize("mask", [None, MASK])
def test_gradient_equals_complex_step(loss, y, mask):
    _, dz = loss(Z, y, mask)
    by_step = np.empty_like(Z)
    for k in np.ndindex(Z.shape):
        z = Z.astype(complex)
        z[k] += 1e-30j
        by_step[k] = loss(z, y, mask)[0].imag / 1e-30
    assert np.linalg.norm(dz - by_step) < 1e-14 * np.linalg.norm(by_step)


@pytest.mark.parametrize(("loss", "y"), CASES)
def test_padding_does_not_count(loss, y):
    z = Z.copy()
    z[:, :][np.broadcast_to(~MASK[:, None], z.shape)] = 1e3
    assert loss(z, y, MASK)[0] == loss(Z, y, MASK)[0]


@pytest.mark.parametrize(("loss", "y"), CASES)
def test_arguments_stay_as_they_are(loss, y):
    z, y_before, mask = Z.copy(), y.copy(), MASK.copy()
    loss(z, y, mask)
    np.testing.assert_array_equal(z, Z)
    np.testing.assert_array_equal(y, y_before)
    np.testing.assert_array_equal(mask, MASK)


@pytest.mark.parametrize("mask", [None, MASK])
@pytest.mark.parametrize(("loss", "y"), CASES)
def test_float32_stays_float32(loss, y, mask):
    """The type of the predictions counts, whatever that of the targets."""
    want, dz_want = loss(Z, y, mask)
    for targets in (y, y.astype(np.int32) if y.dtype.kind == "i" else y.astype(np.float32)):
        got, dz = loss(Z.astype(np.float32), targets, mask)
        assert dz.dtype == np.float32
        np.testing.assert_allclose(dz, dz_want, rtol=1e-5, atol=1e-6)
        assert got == pytest.approx(want, rel=1e-6)
        assert loss(Z, targets, mask)[1].dtype == np.float64


def test_stable_for_huge_logits():
    z = np.array([1e4, -1e4]).reshape(1, 2, 1)
    loss, dz = losses.softmax_cross_entropy(z, np.array([[1]]))
    assert loss == 2e4
    np.testing.assert_array_equal(dz.ravel(), [1, -1])
    loss, dz = losses.binary_cross_entropy(z, np.array([0.0, 1.0]).reshape(1, 2, 1))
    assert loss == 2e4
    np.testing.assert_array_equal(dz.ravel(), [1, -1])


@pytest.mark.parametrize(("loss", "y"), CASES)
def test_no_valid_step_raises(loss, y):
    with pytest.raises(ValueError, match="mask has no valid step"):
        loss(Z, y, np.zeros((T, N), bool))


@pytest.mark.parametrize(("loss", "y"), CASES)
def test_wrong_shapes_are_named(loss, y):
    with pytest.raises(ValueError, match=rf"y must have shape \(T={T}.*N={N}\), got"):
        loss(Z, y[1:])
    with pytest.raises(ValueError, match=r"mask must have shape"):
        loss(Z, y, MASK.T)


def test_wrong_targets_are_named():
    with pytest.raises(ValueError, match=r"y must hold ids in 0\.\.2, got 0\.\.3"):
        losses.softmax_cross_entropy(Z, np.where(IDS == 0, 3, 0))
    with pytest.raises(TypeError, match="whole numbers"):
        losses.softmax_cross_entropy(Z, IDS.astype(float))
    with pytest.raises(ValueError, match=r"targets in \[0, 1\]"):
        losses.binary_cross_entropy(Z, Y + 1)
    with pytest.raises(ValueError, match=r"targets in \[0, 1\]"):
        losses.binary_cross_entropy(Z, Y - 1)
    with pytest.raises(ValueError, match=r"targets in \[0, 1\]"):
        losses.binary_cross_entropy(Z, Y * np.nan)
