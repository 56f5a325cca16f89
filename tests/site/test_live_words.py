"""The first page: three words of one's own go through the network of the package."""

import numpy as np
import pytest

from unrolled.teddy import teddy_model

pytestmark = pytest.mark.browser
INDEX = "book/index.html"
READ = """() => [...document.querySelectorAll(".live-words .num")].slice(2)
  .map(node => Number(node.textContent.replace("\\u2212", "-")))"""


def numbers(xs):
    """State (two), input and prediction of every step, from the package."""
    y_hat, _ = teddy_model().predict(np.array(xs).reshape(3, 1, 1))
    path = teddy_model().layer.forward(np.array(xs).reshape(3, 1, 1))[0]
    return np.hstack([path[:, :, 0], np.reshape(xs, (3, 1)), y_hat[:, :, 0]])


@pytest.fixture
def tab(browser, address):
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    tab = context.new_page()
    tab.goto(f"{address}/{INDEX}")
    yield tab
    context.close()


def test_numbers_are_those_of_the_package(tab):
    for xs in ([0.5, 0.3, 0.9], [0.0, 1.2, 0.4]):
        steps = tab.evaluate("xs => rnnlabUnfold.read(xs).map(s => [...s.a, s.y])", xs)
        np.testing.assert_allclose(steps, numbers(xs)[:, [0, 1, 3]], rtol=0, atol=1e-12)


def test_words_are_read_as_their_letters(tab):
    assert tab.evaluate("rnnlabWords.inputs(['Teddy', 'naïve', 'It’s!', ''])") == [0.5, 0.5, 0.3, 0]


def test_the_drawing_shows_what_the_script_computes(tab):
    """Before anything is typed the numbers drawn by hand stay as they are: nothing jumps."""
    drawn = numbers([0.5, 0.3, 0.9]).round(2).ravel()
    np.testing.assert_allclose(tab.evaluate(READ), drawn, rtol=0, atol=1e-9)
    tab.get_by_role("textbox", name="Second").focus()
    tab.keyboard.type("tall")  # the caret stands at the beginning or the end of "was"
    np.testing.assert_allclose(
        tab.evaluate(READ), numbers([0.5, 0.7, 0.9]).round(2).ravel(), rtol=0, atol=1e-9
    )
    status = tab.locator(".live-words-form [role=status]")
    assert "Changed: ŷ‹2›, ŷ‹3› (framed). Not changed: ŷ‹1›." in status.inner_text()
    assert tab.locator(".live-words rect.moved").count() == 2
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # Reset
    tab.wait_for_function("!document.querySelector('.live-words .moved')")
    assert "0.67, 0.64, 0.74" in status.inner_text()


def test_without_script_the_drawing_stands_and_no_dead_form(browser, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        tab = context.new_page()
        tab.goto(f"{address}/{INDEX}")
        assert tab.locator(".live-words svg").is_visible()
        assert not tab.locator(".live-words-form").is_visible()
    finally:
        context.close()


def test_nothing_moves_when_the_script_comes(browser, address):
    """The room of picture, form and words is the same with and without them."""
    heights = []
    for wait in ("commit", "load"):
        context = browser.new_context(viewport={"width": 390, "height": 900})
        tab = context.new_page()
        if wait == "commit":
            tab.route("**/live_*.js*", lambda route: route.abort())
        tab.goto(f"{address}/{INDEX}", wait_until="load")
        heights.append(
            tab.evaluate(
                "['.live-words', '.live-words-form']"
                ".map(s => document.querySelector(s).getBoundingClientRect().height)"
            )
        )
        context.close()
    assert heights[0] == heights[1]
