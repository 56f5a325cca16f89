"""The live figure of chapter 4 computes what the package computes, by keyboard."""

from itertools import product

import numpy as np
import pytest

from unrolled.teddy import teddy_example, teddy_model

pytestmark = pytest.mark.browser


def wires(t, x, w):
    """Return what every wire of step t carries."""
    model, inputs = teddy_model(), teddy_example()["x"][:t].copy()
    model.params["layer.W_aa"][0, 0] = w
    inputs[-1] = x
    W_aa, W_ax, b_a = (model.params[f"layer.{name}"] for name in ("W_aa", "W_ax", "b_a"))
    y_hat, _ = model.predict(inputs)
    a = model.layer.a[:, :, 0]
    from_a, from_x = W_aa @ a[t - 1], W_ax[:, 0] * x
    z_y, _ = model.forward(inputs)
    return {
        "a_prev": a[t - 1], "x": x, "from_a": from_a, "from_x": from_x,
        "z": from_a + from_x + b_a[:, 0], "a": a[t], "z_y": z_y[-1, 0, 0], "y": y_hat[-1, 0, 0],
    }  # fmt: skip


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("cell", "Try it: the cell, wire by wire", 390)


def test_numbers_are_those_of_the_package(tab):
    for t, x, w in product((1, 2, 3), (0.0, 0.35, 1.0), (-2.0, 0.5, 1.7)):
        got = tab.evaluate("([t, x, w]) => rnnlabCell.wires(t, x, w)", [t, x, w])
        want = wires(t, x, w)
        assert got.keys() == want.keys()
        for name, value in want.items():
            np.testing.assert_allclose(got[name], value, rtol=0, atol=1e-12, err_msg=name)


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "Step 1, Teddy" in status.inner_text() and "prediction 0.6697" in status.inner_text()
    tab.keyboard.press("Tab")  # numbers or shapes
    assert "0.4621" in tab.locator("svg").text_content()
    tab.keyboard.press("ArrowRight")
    assert "(2, 1)" in tab.locator("svg").text_content()
    assert "0.4621" not in tab.locator("svg").text_content()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "Step 2, was" in status.inner_text() and "prediction 0.6352" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "input 0.35" in status.inner_text() and "was:" not in status.inner_text()
    tab.keyboard.press("Tab")
    before = status.inner_text()
    tab.keyboard.press("ArrowRight")
    assert status.inner_text() != before
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
