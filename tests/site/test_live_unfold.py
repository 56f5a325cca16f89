"""The live figure of chapter 5 computes what NumPy computes, by keyboard and without movement."""

from itertools import product

import numpy as np
import pytest

from unrolled.teddy import teddy_model

pytestmark = pytest.mark.browser
INPUTS = [0.5, 0.3, 0.9, 0.2, 0.4, 0.7]
KINDS = "in step", "many-to-one", "one-to-many", "encoder-decoder"


def columns(kind, T, first):
    """Return (input, state, prediction) of every step, from the package."""
    encoder, decoder = teddy_model(), teddy_model()
    decoder.params["layer.W_aa"] = encoder.params["layer.W_aa"].T.copy()
    found, state, y = [], None, 0.0
    given = [first] if kind == "one-to-many" else [first, *INPUTS[1:T]]
    steps = [(encoder, given[t] if t < len(given) else None) for t in range(T)]
    if kind == "encoder-decoder":
        steps += [(decoder, 0.0), (decoder, None), (decoder, None)]
    for model, x in steps:
        x = y if x is None else x
        y_hat, state = model.predict(np.full((1, 1, 1), x), state)
        y = y_hat.item()
        found.append((x, *state[:, 0], y))
    return np.array(found)


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("unfold", "Try it: unfold it yourself", 390)


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_are_those_of_the_package(tab, kind):
    for T, first in product((1, 3, 6), (0.0, 0.5, 0.95)):
        got = tab.evaluate(
            "([kind, T, first]) => rnnlabUnfold.unfold(kind, T, first)"
            ".map(c => [c.x, c.a[0], c.a[1], c.y])",
            [kind, T, first],
        )
        np.testing.assert_allclose(got, columns(kind, T, first), rtol=0, atol=1e-12)


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "in step, 3 steps" in status.inner_text() and "0.67, 0.64, 0.74" in status.inner_text()
    tab.keyboard.press("Tab")  # the chosen type
    tab.keyboard.press("ArrowDown")
    assert "many-to-one" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "many-to-one, 4 steps" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "1 of 1 changed by the first input" in status.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
