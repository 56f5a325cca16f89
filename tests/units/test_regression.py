"""Regressions without a state, and the paired comparison."""

import math

import numpy as np
import pytest

from rnnlab.diagnostics import paired_difference
from rnnlab.regression import autoregression, classify, forecast, lagged, softmax_regression


def test_separable_classes():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 3, 60)
    features = np.eye(3)[:, y] + 0.1 * rng.normal(size=(3, 60))
    head = softmax_regression(features, y, 3)
    np.testing.assert_array_equal(classify(head, features), y)
    again = softmax_regression(features, y, 3)
    np.testing.assert_array_equal(head.params.flat, again.params.flat)


def test_float32_stays():
    head = softmax_regression(np.ones((2, 3), np.float32), np.array([0, 1, 1]), 2, updates=3)
    assert head.params.dtype == np.float32


def test_regression_refuses():
    features = np.ones((2, 3))
    for y, message in (([0, 1], r"y must have shape \(N=3,\)"), ([0, 1, 2], r"ids in 0\.\.1")):
        with pytest.raises(ValueError, match=message):
            softmax_regression(features, np.array(y), 2)


def test_autoregression_finds_what_made_the_series():
    rng, x = np.random.default_rng(0), [1.0, 0.5]
    for _ in range(2000):
        x.append(0.6 * x[-1] - 0.3 * x[-2] + 2.0 + 0.5 * rng.normal())
    got = autoregression(np.array(x), 2)
    error = math.sqrt((1 - 0.3**2) / 2000)  # the standard error of both weights, from theory
    assert (abs(got[:2] - [0.6, -0.3]) < 3 * error).all()
    assert abs(got[2] - 2) < 3 * error * np.mean(x) * math.sqrt(2)  # the mean times their sum
    y = [1.0, 0.5]
    for _ in range(40):
        y.append(1.6 * y[-1] - 0.8 * y[-2] + 0.1)
    exact = autoregression(np.array(y), 2)
    np.testing.assert_allclose(exact, [1.6, -0.8, 0.1], rtol=1e-8)
    np.testing.assert_allclose(forecast(np.array(y), exact), y[2:], rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("p", [0, 5])
def test_order_out_of_range(p):
    with pytest.raises(ValueError, match=rf"p must be in 1\.\.4, got {p}"):
        lagged(np.arange(5.0), p)


def test_pairing_takes_out_what_both_share():
    rng = np.random.default_rng(0)
    hard = rng.normal(size=400)
    one, other = (hard + 0.01 * rng.normal(size=400) for _ in range(2))
    _, error = paired_difference(one, other)
    assert error < 0.001 < 0.05 < one.std() / np.sqrt(400) + 0.01
    shifted = paired_difference(one + 1, one)
    assert shifted == pytest.approx((1, 0), abs=1e-12)


def test_comparison_refuses():
    with pytest.raises(ValueError, match="same examples"):
        paired_difference(np.ones(3), np.ones(4))
    with pytest.raises(ValueError, match="at least two"):
        paired_difference(np.ones(1), np.ones(1))
