"""The live figure of chapter 19 writes what the package writes, with the same weights."""

from pathlib import Path

import numpy as np
import pytest

import live_weights
from rnnlab import GRU, Dense, SequenceModel
from rnnlab.data.characters import name_vocabulary
from rnnlab.functions import softmax
from rnnlab.sampling import draw
from unrolled.results import cached

pytestmark = pytest.mark.browser
STATIC = Path(__file__).resolve().parents[2] / "book" / "_static"
WEIGHTS = STATIC / "live_sampling_weights.js"
TITLE = "Try it: write names yourself"
STARTS = "", "LATIN ", "GREEK SMALL LETTER O", "Z-9"


class Given:
    """A generator that hands out given numbers."""

    def __init__(self, numbers):
        self.numbers = list(numbers)

    def random(self, n):
        return np.array([self.numbers.pop(0) for _ in range(n)])


def writer():
    """Return the model with the kept weights."""
    rng = np.random.default_rng(0)
    model = SequenceModel(GRU(39, 64, rng=rng), Dense(64, 39, rng=rng))
    model.params.flat[...] = cached("19_writer")["parameters"] / 1024
    return model


@pytest.fixture(scope="module")
def tab(live_figure):
    tab = live_figure("sampling", TITLE, 390)
    tab.add_script_tag(content=WEIGHTS.read_text("utf-8"))
    return tab


def test_logits_are_those_of_the_package(tab):
    for start in STARTS:
        z, _ = writer().forward(name_vocabulary().encode("\n" + start)[:, None])
        got = tab.evaluate("text => rnnlabSampling.logits(text)", start)
        np.testing.assert_allclose(got, z[-1, :, 0], rtol=0, atol=1e-12)


@pytest.mark.parametrize("tau", [0.1, 0.7, 1.0, 2.0])
def test_probabilities_are_those_of_the_package(tab, tau):
    rng = np.random.default_rng(1)
    for k in (1, 5, 39):
        z = rng.normal(size=39) * 3
        z[7] = z[3] = z.max()  # of equals, the one with the smaller id stays in play
        want = np.where(np.argsort(np.argsort(-z, kind="stable")) < k, z / tau, -np.inf)
        got = tab.evaluate(
            "([z, tau, k]) => rnnlabSampling.shares(z, tau, k)", [z.tolist(), tau, k]
        )
        np.testing.assert_allclose(got, softmax(want[:, None])[:, 0], rtol=0, atol=1e-12)


@pytest.mark.parametrize(("tau", "k"), [(0.3, 39), (1.0, 39), (1.0, 5), (1.8, 39)])
def test_names_are_those_of_the_package(tab, tau, k):
    vocabulary, model = name_vocabulary(), writer()
    for seed in range(5):
        numbers = tab.evaluate(
            "s => {let g = rnnlabSampling.generator(s); return Array.from({length: 70}, g)}", seed
        )
        assert 0 <= min(numbers) and max(numbers) < 1 and len(set(numbers)) == 70
        text, given, state = "LATIN ", Given(numbers), None
        x = vocabulary.encode("\n" + text)[:, None]
        while len(text) < 60:
            z, state = model.forward(x, state)
            (drawn,) = draw_with(z[-1], given, tau, k)
            if drawn == 0:
                break
            text, x = text + vocabulary.decode([drawn])[0], np.array([[drawn]])
        got = tab.evaluate(
            "([tau, k, u]) => rnnlabSampling.write('LATIN ', tau, k, u)", [tau, k, numbers]
        )
        assert got.removesuffix("\u2026") == text
        assert got.endswith("\u2026") == (len(text) == 60)


def draw_with(z, given, tau, k):
    """Run the package's own draw with given numbers."""
    import rnnlab.sampling

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rnnlab.sampling, "check_rng", lambda rng: None)
        return draw(z, rng=given, temperature=tau, top_k=k)


def test_keyboard_is_enough(tab):
    assert tab.locator("form").count() == 0  # nothing is made before the fold is opened
    tab.locator("summary").focus()
    tab.keyboard.press("Enter")
    status = tab.locator("[role=status]")
    status.wait_for()
    assert "Temperature 1, all 39" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.type("small letter ")
    assert "SMALL LETTER" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert "Temperature 1.1" in status.inner_text()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Home")
    assert "1 of 39" in status.inner_text() and "with 100 %" in status.inner_text()
    assert len(set(tab.locator("li").all_inner_texts())) == 1  # greedy: the same name five times
    tab.keyboard.press("End")
    before = tab.locator("li").all_inner_texts()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.locator("li").all_inner_texts() != before
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_weights_come_when_the_fold_is_opened(live_figure):
    """Also over file://, where fetch is forbidden: the weights are a script beside the script."""
    page = live_figure("sampling", TITLE)
    assert page.evaluate("typeof window.rnnlabNameWriter") == "undefined"
    page.locator("summary").click()
    page.locator("[role=status]").wait_for()
    assert page.locator("li").count() == 5


def test_weights_are_small_and_up_to_date():
    assert WEIGHTS.stat().st_size < 100_000
    assert WEIGHTS.read_text("utf-8") == live_weights.script(), "run python tools/live_weights.py"
