"""The live figure of chapter 13 computes what the package computes; by keys, mouse and touch."""

from itertools import product

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.diagnostics import (
    gradient_norm_by_lag,
    jacobian_product,
    singular_values,
    spectral_radius,
    step_jacobians,
)

pytestmark = pytest.mark.browser
T = 20


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("flow", "Try it: gradient flow", 390)


@pytest.mark.parametrize("tanh", [True, False])
def test_numbers_are_those_of_the_package(tab, tanh):
    for radius, angle, shear, drive in product((0, 0.9, 1.4), (0, 0.5, 3.0), (0, 2.0), (0, 1.5)):
        got = tab.evaluate(
            "([r, phi, s, drive, tanh]) => rnnlabFlow.flow(r, phi, s, drive, tanh)",
            [radius, angle, shear, drive, tanh],
        )
        layer = RNN(1, 2, rng=np.random.default_rng(0), g0="tanh" if tanh else "identity")
        W = np.array(got["W"])
        assert abs(spectral_radius(W) - radius) < 1e-7  # a double eigenvalue is ill-conditioned
        layer.params["W_aa"], layer.params["W_ax"] = W, np.array([[1.0], [-0.5]])
        layer.params["b_a"] = np.zeros((2, 1))
        x = drive * np.cos(np.arange(1.0, T + 1)).reshape(T, 1, 1)
        layer.forward(x, np.array([[0.5], [0.25]]))
        large = max(1.0, np.abs(layer.a).max())
        np.testing.assert_allclose(got["a"], layer.a[:, :, 0], rtol=1e-12, atol=1e-12 * large)
        J = step_jacobians(layer)
        np.testing.assert_allclose(got["J"], J[:, 0], rtol=1e-12, atol=1e-12)
        lengths = np.linalg.norm(got["gradients"], axis=1)
        want = gradient_norm_by_lag(layer, np.array([[1.0], [-1.0]]))[:, 0]
        np.testing.assert_allclose(lengths, want, rtol=1e-12, atol=1e-12)
        for lag in (1, 7, T):
            P = jacobian_product(J, T - lag, T)[0]
            scale = max(1.0, np.abs(P).max())
            np.testing.assert_allclose(got["products"][lag], P, rtol=1e-12, atol=1e-12 * scale)
        growth = (want[T] / want[0]) ** (1 / T)
        assert abs(got["growth"] - growth) < 1e-12


def test_singular_values(tab):
    for M in np.random.default_rng(0).normal(size=(20, 2, 2)):
        got = tab.evaluate("M => rnnlabFlow.singular(M)", M.tolist())
        np.testing.assert_allclose(got, singular_values(M[None])[0], rtol=0, atol=1e-12)


def test_keys_and_mouse(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "Spectral radius 0.90" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "Spectral radius 0.91" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")  # the shear
    before = status.inner_text()
    tab.keyboard.press("ArrowRight")
    assert status.inner_text() != before
    tab.keyboard.press("Tab")  # the input
    tab.keyboard.press("End")
    assert "it vanishes" in status.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_eigenvalue_can_be_dragged(tab, drag):
    if tab.locator("form").count() == 0:
        tab.locator("summary").click()
    for name, value in (("radius", "1"), ("angle", "60")):
        tab.locator(f"input[name={name}]").fill(value)
    status = tab.locator("[role=status]")
    assert "Spectral radius 1.00" in status.inner_text()
    handle = tab.locator("circle[r='12']")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()  # 80 px are 1: from (40, 69) to (0, 69)
    drag(tab, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 40)
    assert "Spectral radius 0.87" in status.inner_text()  # and after letting go, nothing moves
    assert abs(float(tab.locator("input[name=angle]").input_value()) - 90) <= 1
