"""The live memory dial of chapter 21 computes what the package computes, with the same weights."""

from pathlib import Path

import numpy as np
import pytest

import live_weights
from rnnlab import GRU, RNN, Dense, SequenceModel
from rnnlab.functions import softmax
from unrolled.results import cached

pytestmark = pytest.mark.browser
STATIC = Path(__file__).resolve().parents[2] / "book" / "_static"
WEIGHTS = STATIC / "live_dial_weights.js"
TITLE = "Try it: turn the memory dial"
KEPT = cached("21_small_dial")
ENDS = np.cumsum(KEPT["lengths"])


def network(kind, shift):
    """Return the kept model, its update gates' bias moved by `shift`."""
    rng = np.random.default_rng(0)
    layer = {"gru": GRU, "elman": RNN}[kind](13, 16, rng=rng)
    model = SequenceModel(layer, Dense(16, 10, rng=rng))
    model.params.flat[...] = KEPT[kind] / 1024
    if kind == "gru":
        layer.gate("b_a", "z")[...] += shift
    return model


def listen(kind, digit, k, shift):
    """Return the chances of the digits after each frame, shape (frames, 10)."""
    model = network(kind, shift)
    clip = KEPT["frames"][ENDS[digit] - KEPT["lengths"][digit] : ENDS[digit]]
    x = np.concatenate([clip, KEPT["distractors"][:k]])[:, :, None] / 1024
    return softmax(model.forward(x)[0])[:, :, 0]


@pytest.fixture(scope="module")
def tab(live_figure):
    tab = live_figure("dial", TITLE)
    tab.add_script_tag(content=WEIGHTS.read_text("utf-8"))
    return tab


@pytest.mark.parametrize(
    ("kind", "shift"), [("gru", 0), ("gru", -6), ("gru", 2.5), ("gru", 6), ("elman", 0)]
)
def test_chances_are_those_of_the_package(tab, kind, shift):
    for digit in range(10):
        for k in (0, 1, 17, 40):
            got = tab.evaluate(
                "([kind, digit, k, shift]) => rnnlabDial.listen(kind, digit, k, shift)",
                [kind, digit, k, shift],
            )
            np.testing.assert_allclose(got, listen(kind, digit, k, shift), rtol=0, atol=1e-12)


def test_both_ends_of_the_second_dial_lose_digits():
    """What the page says of it, counted over the ten clips."""

    def right(k, shift):
        return sum(listen("gru", digit, k, shift)[-1].argmax() == digit for digit in range(10))

    assert right(0, 0) == right(40, 0) == 9
    assert right(40, -6) < right(0, -6) <= 5  # forgotten
    assert right(0, 6) <= 2  # never heard


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "GRU, 10 frames of other speech behind \u201cseven\u201d" in status.inner_text()
    tab.keyboard.press("Tab")  # the network
    tab.keyboard.press("Tab")  # the digit
    tab.keyboard.type("two")
    assert "\u201ctwo\u201d" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Home")
    assert "GRU, 0 frames" in status.inner_text() and ", right." in status.inner_text()
    tab.keyboard.press("End")
    assert "40 frames" in status.inner_text() and ", right." in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Home")  # the gates wide open
    assert "wrong." in status.inner_text()
    tab.locator("select[name=kind]").select_option("elman")
    assert "Elman network, 40 frames" in status.inner_text() and "wrong." in status.inner_text()
    assert tab.locator("input[name=shift]").is_disabled()
    assert tab.locator("output").last.inner_text() == "no gate"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_weights_come_when_the_fold_is_opened(live_figure):
    """Also over file://, where fetch is forbidden: they are a script beside the script."""
    page = live_figure("dial", TITLE)
    assert page.evaluate("typeof window.rnnlabSmallDial") == "undefined"
    page.locator("summary").click()
    page.locator("[role=status]").wait_for()
    assert page.locator("svg rect").count() == KEPT["lengths"][7] + 10


def test_weights_are_small_and_up_to_date():
    assert WEIGHTS.stat().st_size < 60_000
    assert WEIGHTS.read_text("utf-8") == live_weights.dial_script(), "run tools/live_weights.py"
