"""Exercise `NAME` of chapter CHAPTER: say in a line what it is about."""

import numpy as np

from coursekit import Line, Lines


def draw(seed):
    """Draw every symbol for itself, so that no other line has the same value."""
    rng = np.random.default_rng(seed)
    return {"x": rng.normal(size=3), "y": rng.normal(size=3)}


exercise = Lines(
    {
        "square": Line("x**2 + 2 * x * y + y**2", "x y", {
            "no mixed term": ("x**2 + y**2", "the mixed term is missing."),
            "mixed term once": ("x**2 + x * y + y**2", "the mixed term counts twice."),
        }, "multiply every term by every other."),
    },
    draw,
    title="TITLE", stars=1, minutes=5, trains=(1,), checked="one line",
)  # fmt: skip
