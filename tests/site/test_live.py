"""All live figures share one frame, live.js, and stay small."""

import re
from pathlib import Path

import live_scripts
import pytest

STATIC = Path(__file__).resolve().parents[2] / "book" / "_static"


@pytest.mark.parametrize("name", live_scripts.names())
def test_a_script_is_small_and_uses_the_frame(name):
    text = (STATIC / name).read_text("utf-8")
    assert len(text.encode()) < 15_000
    assert "live = window.rnnlabLive" in text
    own = re.findall(
        r"createElement\(\"(?!canvas)|createElementNS|addEventListener\(\"toggle", text
    )
    assert not own, "live.js makes elements and opens folds"


def test_the_frame_is_small():
    assert (STATIC / live_scripts.FRAME).stat().st_size < 6_000


@pytest.mark.browser
def test_numbers_as_they_are_written(live_figure):
    tab = live_figure("padding", "Try it: sort")
    numbers = [0, -0.0004, 0.00123, 0.5, -2.345, 999.4, 1234.5, 123456, -1e-5]
    short = tab.evaluate("numbers => numbers.map(rnnlabLive.short)", numbers)
    minus = "\N{MINUS SIGN}"
    assert short == ["0.00", f"{minus}4.0e{minus}4", "0.00123", "0.500", f"{minus}2.35",
                     "999", "1235", "1.2e5", f"{minus}1.0e{minus}5"]  # fmt: skip
    two = tab.evaluate("numbers => numbers.map(v => rnnlabLive.number(v, 2))", numbers)
    assert two[:5] == ["0.00", "0.00", "0.00", "0.50", f"{minus}2.35"]
    assert tab.evaluate("rnnlabLive.ranked([1, 3, 2, 3])") == [1, 3, 2, 0]
