"""Every message says the name, what was expected, what was given, and the cure."""

import numpy as np
import pytest

from rnnlab import checks


def test_shape_returns_sizes_in_order():
    assert checks.check_shape("x", np.zeros((7, 3, 4)), "T n_x N", n_x=3) == (7, 3, 4)
    assert checks.check_shape("W", np.zeros((2, 2)), "2 n", n=2) == (2, 2)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((7, 26, 4)), r"x must have shape \(T, n_x=27, N\), got \(7, 26, 4\)\. Do this$"),
        (np.zeros((7, 27)), r"x must have shape \(T, n_x=27, N\), got \(7, 27\)\. Do this$"),
        (np.zeros((0, 27, 4)), r"got \(0, 27, 4\): every size must be at least 1"),
        (np.zeros((7, 27, 0)), r"got \(7, 27, 0\): every size must be at least 1"),
    ],
)
def test_wrong_shapes(array, message):
    with pytest.raises(ValueError, match=message):
        checks.check_shape("x", array, "T n_x N", n_x=27, cure="Do this")


def test_a_list_is_no_array():
    with pytest.raises(TypeError, match=r"x must be a NumPy array of shape \(n,\), got list"):
        checks.check_shape("x", [1, 2], "n")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_finite(bad):
    x = np.zeros((2, 3))
    checks.check_finite("x", x)
    x[1, 2] = bad
    with pytest.raises(ValueError, match=r"x holds .*(nan|inf) at index \(1, 2\): replace or mask"):
        checks.check_finite("x", x)
    x[0, 1] = bad
    with pytest.raises(ValueError, match=r"at index \(0, 1\)"):  # the first one
        checks.check_finite("x", x)


def test_huge_but_finite_numbers_pass():
    checks.check_finite("x", np.full(10, 1e308))


def test_dtype_names_the_conversion():
    with pytest.raises(TypeError, match=r"use x\.astype\(np\.float32\)"):
        checks.check_dtype("x", np.zeros(2), np.dtype(np.float32))
    checks.check_dtype("x", np.zeros(2), np.dtype(complex))
    with pytest.raises(TypeError, match=r"x is complex128 but the parameters are float64"):
        checks.check_dtype("x", np.zeros(2, complex), np.dtype(float))


def test_mask():
    mask = np.array([[1, 1, 0], [1, 0, 0]])
    got = checks.check_mask(mask, 2, 3)
    assert got.dtype == bool
    np.testing.assert_array_equal(got, mask == 1)
    with pytest.raises(ValueError, match=r"mask must have shape \(T=3, N=2\), got \(2, 3\)"):
        checks.check_mask(mask, 3, 2)
    with pytest.raises(ValueError, match=r"only 0 and 1 .*e\.g\. 0\.5\. Weights do not belong"):
        checks.check_mask(mask / 2, 2, 3)


def test_ids():
    checks.check_ids("y", np.array([0, 4]), 5)
    with pytest.raises(ValueError, match=r"y must hold ids in 0\.\.4, got -1\.\.2\. Cure"):
        checks.check_ids("y", np.array([-1, 2]), 5, cure="Cure")
    with pytest.raises(ValueError, match=r"got 0\.\.5"):
        checks.check_ids("y", np.array([0, 5]), 5)
    with pytest.raises(TypeError, match=r"whole numbers .*got float64"):
        checks.check_ids("y", np.zeros(2), 5)


@pytest.mark.parametrize("rng", [None, 3, np.random.RandomState(0)])
def test_rng_must_be_a_generator(rng):
    with pytest.raises(TypeError, match=r"rng must be a numpy\.random\.Generator"):
        checks.check_rng(rng)
