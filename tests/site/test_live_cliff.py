"""The live figure of chapter 14 computes what the package computes; by keys, mouse and touch."""

import itertools

import numpy as np
import pytest

from rnnlab import SGD, Parameters, clip_by_global_norm
from rnnlab.diagnostics.cliff import cliff, cliff_edge

pytestmark = pytest.mark.browser
#: (w, b): on the plains, on the slopes, and 0.02 and 0.003 from the edge
PLACES = [(4.2, -2.0), (5.0, -3.5), (6.5, -2.0), (5.5, -2.5), (5.5, -2.94), (5.0, -2.6153)]


@pytest.fixture(scope="module")
def tab(live_figure):
    return live_figure("cliff", "Try it: the cliff")


def amplified(w, b, T=50):
    """By how much 50 steps stretch a rounding error: the largest product of their factors."""
    z, product, largest = 0.5, 1.0, 1.0
    for _ in range(T):
        s = 1 / (1 + np.exp(-z))
        product *= w * s * (1 - s)
        largest = max(largest, abs(product))
        z = w * s + b
    return largest


@pytest.mark.parametrize("place", PLACES)
def test_loss_and_slopes_are_those_of_the_package(tab, place):
    got = tab.evaluate("p => rnnlabCliff.cliff(p[0], p[1])", place)
    want = np.array(cliff(*place))
    # 1e-12, times what the steps themselves make of a rounding error
    np.testing.assert_allclose(got, want, rtol=1e-12 * amplified(*place), atol=1e-12)
    assert abs(tab.evaluate("w => rnnlabCliff.edge(w)", place[0]) - cliff_edge(place[0])) < 1e-12


def test_most_places_need_no_allowance():
    assert sum(amplified(*place) < 2 for place in PLACES) >= 4
    assert max(amplified(*place) for place in PLACES) < 100


@pytest.mark.parametrize("limit", [0.01, 1.0, None])
@pytest.mark.parametrize("place", PLACES[:4])
def test_every_step_is_one_of_the_package(tab, place, limit):
    run = tab.evaluate(
        "([w, b, limit]) => rnnlabCliff.descend(w, b, 0.05, limit ?? Infinity, 12)",
        [*place, limit],
    )
    path = np.array(run["path"])
    assert path.shape == (13, 2)
    p = Parameters({"w": (1, 1), "b": (1, 1)})
    lengths = []
    for here, there in itertools.pairwise(path):  # each step from the page's own place
        p.flat[...] = here
        g = p.zeros_like()
        g.flat[...] = np.array(cliff(*here))[1:]
        clip_by_global_norm(g, limit or 1e300)
        SGD(p, lr=0.05).step(g)
        np.testing.assert_allclose(there, p.flat, rtol=0, atol=1e-12 * amplified(*here))
        lengths.append(np.linalg.norm(there - here))
    assert abs(run["longest"] - max(lengths)) < 1e-12
    assert abs(lengths[run["when"] - 1] - max(lengths)) < 1e-12
    assert abs(run["loss"] - cliff(*path[-1])[0]) < 1e-12 * amplified(*path[-1])
    if limit:
        assert run["longest"] <= 0.05 * limit * (1 + 1e-12)


def status_of(tab):
    if tab.locator("form").count() == 0:
        tab.locator("summary").focus()
        tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    return status


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    status = status_of(tab)
    assert "After 50 steps." in status.inner_text()
    tab.keyboard.press("Tab")  # the start, w
    for name in ("b", "lr", "limit", "steps"):
        before = status.inner_text()
        tab.keyboard.press("ArrowLeft")
        assert name == "limit" or status.inner_text() != before
        tab.keyboard.press("Tab")
    tab.keyboard.press("Home")  # no step at all
    said = status.inner_text()
    assert "After 0 steps. Unclipped: longest step 0.00" in said
    tab.keyboard.press("ArrowRight")
    assert "After 1 step. " in status.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def set_to(tab, **values):
    for name, value in values.items():
        tab.evaluate(
            "([name, value]) => { const i = document.forms[0].elements[name]; i.value = value;"
            "i.dispatchEvent(new Event('input', {bubbles: true})); }",
            [name, value],
        )


def test_the_throw_is_told(tab):
    status = status_of(tab)
    set_to(tab, w=5.1, b=-2.7, lr=0.05, limit=1, steps=50)
    unclipped, clipped = status.inner_text().split("Unclipped: ")[1].split(" Clipped: ")
    assert "(thrown at step 13)" in unclipped
    assert "longest step 0.0500, ends at w = " in clipped and "thrown" not in clipped


def test_the_start_can_be_dragged(tab, drag):
    status = status_of(tab)
    set_to(tab, w=5.5, b=-2.9)
    handle = tab.locator(".live-handle")
    handle.scroll_into_view_if_needed()
    box, before = handle.bounding_box(), status.inner_text()
    drag(tab, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 40)
    assert status.inner_text() != before  # and after letting go, nothing moves
    w = float(tab.evaluate("document.forms[0].elements.w.value"))
    b = float(tab.evaluate("document.forms[0].elements.b.value"))
    assert 4.9 < w < 5.2 and abs(b + 2.9) < 0.03
