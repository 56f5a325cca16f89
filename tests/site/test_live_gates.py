"""The live figure of chapter 16 computes what rnnlab's LSTM computes, by keyboard."""

from itertools import product

import numpy as np
import pytest

from rnnlab import LSTM
from unrolled.teddy import teddy_example

pytestmark = pytest.mark.browser
#: a bias at which the sigmoid of float64 is the gate's value to 1e-21
HELD = {0.0: -50.0, 0.25: -np.log(3), 1.0: 50.0}


def steps(s):
    """Return every gate, both states, the product of f and dc<t>/dc<1>, step by step."""
    layer = LSTM(1, 1, rng=np.random.default_rng(0))
    layer.params["W_aa"] = s["scale"] * np.array([[0.5], [-0.3], [0.4], [0.2]])
    layer.params["W_ax"] = np.array([[1.0], [-0.5], [1.0], [-0.5]])
    layer.params["b_a"] = np.array([[0], [s["bias"]], [0], [0]], float)
    if s["hold"]:
        for name in ("W_aa", "W_ax"):
            layer.gate(name, s["hold"])[...] = 0
        layer.gate("b_a", s["hold"])[...] = HELD[s["at"]]
    x = np.zeros((s["T"], 1, 1))
    x[:3] = teddy_example()["x"]
    x[0] = s["x"]
    layer.forward(x)
    a, c = layer.a[:, 0, 0], layer.c[:, 0, 0]
    z = (layer.params["W_aa"] * a[:-1] + layer.params["W_ax"] * x[:, 0, 0]) + layer.params["b_a"]
    i, f, o = 1 / (1 + np.exp(-z[[0, 1, 3]]))
    whole = [1.0]
    for t in range(2, s["T"] + 1):  # from c<t> back to the pair (a<1>, c<1>), and a<1> reads c<1>
        layer.forward(x[1:t], (a[1].reshape(1, 1), c[1].reshape(1, 1)))
        _, (da, dc) = layer.backward(np.zeros((t - 1, 1, 1)), (np.zeros((1, 1)), np.ones((1, 1))))
        whole.append((dc + da * o[0] * (1 - np.tanh(c[1]) ** 2)).item())
    left = np.cumprod(np.append(1, f[1:]))
    return {"x": x[:, 0, 0], "i": i, "f": f, "g": np.tanh(z[2]), "o": o, "c": c[1:], "a": a[1:],
            "left": left, "whole": np.array(whole)}  # fmt: skip


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("gates", "Try it: the gates of one unit")


@pytest.mark.parametrize(("hold", "at"), [("", 1.0), *product("ifo", HELD)])
def test_numbers_are_those_of_the_package(tab, hold, at):
    for (bias, x), T, scale in product(((-2, -1), (1, 0.5), (5, 0.5)), (3, 13), (0, 1, 8)):
        s = {"bias": bias, "x": x, "T": T, "scale": scale, "hold": hold, "at": at}
        got, want = tab.evaluate("s => rnnlabGates.run(s)", s), steps(s)
        assert len(got) == T and got[0].keys() == want.keys()
        for name, value in want.items():
            path = [step[name] for step in got]
            np.testing.assert_allclose(path, value, rtol=1e-12, atol=1e-12, err_msg=f"{name} {s}")


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    end = steps({"bias": 1, "x": 0.5, "T": 3, "scale": 1, "hold": "", "at": 1.0})
    assert f"the product of f leaves {end['left'][2]:.4f}" in status.inner_text()
    assert f"the full gradient is {end['whole'][2]:.4f}" in status.inner_text()
    row = tab.locator("tbody tr").nth(2).locator("td").all_inner_texts()
    assert row[:2] == [f"{end['i'][2]:.2f}", f"{end['f'][2]:.2f}"]
    tab.keyboard.press("Tab")  # the forget bias
    tab.keyboard.press("End")
    assert "Forget bias 6.0" in status.inner_text()
    tab.keyboard.press("Tab")  # the first input
    tab.keyboard.press("Home")
    tab.keyboard.press("Tab")  # the number of steps
    tab.keyboard.press("End")
    assert "After 30 steps" in status.inner_text()
    assert tab.locator("tbody tr").count() == 4
    tab.keyboard.press("Tab")  # W_aa times 0: no way but the cells
    tab.keyboard.press("Home")
    assert status.inner_text().endswith("the same.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")  # hold f
    tab.keyboard.press("Tab")
    tab.keyboard.press("Home")
    assert "gate f held at 0.00" in status.inner_text()
    assert status.inner_text().endswith("the cell path is shut.")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
