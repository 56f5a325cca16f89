"""The live figure of chapter 7 computes what `buckets` gives, by keyboard and without movement."""

import numpy as np
import pytest

from rnnlab.data import buckets

pytestmark = pytest.mark.browser


def wasted(batches):
    """Share of the steps of padded batches that are padding; a batch is an array of lengths."""
    padded = sum(b.max() * len(b) for b in batches)
    return 1 - sum(b.sum() for b in batches) / padded


def batches_of(lengths, size, pool):
    """Pools of `pool` batches, sorted inside by the package; one batch is left as it is."""
    rng = np.random.default_rng(0)
    for start in range(0, len(lengths), size * pool):
        part = lengths[start : start + size * pool]
        yield from (part[b] for b in buckets(part, size, rng=rng))


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("padding", "Try it: sort the batches")


@pytest.mark.parametrize("size", range(1, 13))
def test_wasted_share_is_that_of_the_package(tab, size):
    lengths = np.array(tab.evaluate("rnnlabPadding.lengths"))
    for pool in range(1, 7):
        got = tab.evaluate(
            "([size, pool]) => rnnlabPadding.cost("
            "rnnlabPadding.cut(rnnlabPadding.lengths, size, pool)).wasted",
            [size, pool],
        )
        assert abs(got - wasted(list(batches_of(lengths, size, pool)))) < 1e-12


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    before = status.inner_text()
    assert "6 batches" in before and "Not sorted" in before
    tab.keyboard.press("Tab")  # the batch size
    tab.keyboard.press("Home")
    assert "24 batches" in status.inner_text() and " 0.0 %" in status.inner_text()
    tab.keyboard.press("End")
    assert "2 batches" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "Sorted in pools of 2 batches" in status.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
