"""Activations, their slopes, softmax and one-hot columns."""

import numpy as np
import pytest

from rnnlab import functions
from rnnlab.functions import ACTIVATIONS, log_softmax, one_hot, sigmoid, softmax


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_from_the_output_equals_complex_step(name):
    activate, slope = ACTIVATIONS[name]
    z = np.random.default_rng(0).normal(size=(4, 3))
    by_step = activate(z + 1e-30j).imag / 1e-30
    np.testing.assert_allclose(slope(activate(z)), by_step, rtol=1e-14, atol=1e-16)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_in_place_equals_out_of_place_and_keeps_the_type(name, dtype):
    activate, slope = ACTIVATIONS[name]
    z = np.random.default_rng(1).normal(size=(4, 3)).astype(dtype)
    before = z.copy()
    a = activate(z)
    np.testing.assert_array_equal(z, before)
    assert a.dtype == dtype
    assert slope(a).dtype == dtype
    assert activate(z, out=z) is z
    np.testing.assert_array_equal(z, a)


def test_values():
    z = np.array([-2.0, 0.0, 3.0])
    np.testing.assert_array_equal(functions.relu(z), [0, 0, 3])
    np.testing.assert_array_equal(functions.identity(z), z)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-15)
    np.testing.assert_array_equal(functions.ACTIVATIONS["relu"][1](np.array([0.0, 2.0])), [0, 1])


@pytest.mark.parametrize("z", [0.5, 3, np.float64(0.5), np.array(0.5), np.array([1, -2])])
def test_sigmoid_takes_plain_and_whole_numbers(z):
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-np.asarray(z, float))), rtol=1e-14)


def test_softmax_and_its_logarithm():
    z = np.random.default_rng(2).normal(size=(5, 3, 2))
    e = np.exp(z)
    np.testing.assert_allclose(softmax(z), e / e.sum(axis=1, keepdims=True), rtol=1e-14)
    np.testing.assert_allclose(log_softmax(z), np.log(softmax(z)), rtol=1e-13)
    np.testing.assert_allclose(softmax(z, axis=0).sum(0), 1, rtol=1e-14)


def test_softmax_is_stable_for_huge_logits():
    z = np.array([[1e4], [-1e4], [0.0]])
    np.testing.assert_array_equal(softmax(z), [[1], [0], [0]])
    np.testing.assert_array_equal(log_softmax(z), [[0], [-2e4], [-1e4]])


def test_one_hot():
    ids = np.array([[2, 0], [1, 1], [0, 2]])
    x = one_hot(ids, 4)
    assert x.shape == (3, 4, 2)
    np.testing.assert_array_equal(x.argmax(1), ids)
    np.testing.assert_array_equal(x.sum(1), 1)
    assert one_hot(ids, 4, np.float32).dtype == np.float32
    with pytest.raises(ValueError, match=r"ids must hold ids in 0\.\.1, got 0\.\.2"):
        one_hot(ids, 2)
