"""Exercise `turned` of chapter 14: a gradient that clipping by value turns."""

import numpy as np

from coursekit import Construction


def _turned(answer: object) -> tuple[bool, str]:
    """Decide whether clipping by value to 1 turns a gradient of four numbers far enough."""
    g = np.asarray(answer, float)
    if g.shape != (4,) or not np.isfinite(g).all() or not g.any():
        return False, "give four finite numbers, not all zero."
    cut = np.clip(g, -1, 1)
    cosine = float(g @ cut / np.linalg.norm(g) / np.linalg.norm(cut))
    said = f"the cosine with its value-clipped self is {cosine:.4f}"
    return cosine < 0.55, f"{said}. Wanted: below 0.55."


def answer():
    #: g = [..., ..., ..., ...]
    g = [1000, 1, 1, 1]
    return g


exercise = Construction(
    _turned,
    answer(),
    {
        "all alike": ([10.0, 10.0, 10.0, 10.0], "value-clipped self is 1.0000"),
        "below the limit": ([0.5, 0.1, 0.2, 0.3], "value-clipped self is 1.0000"),
        "one alone": ([1000.0, 0.0, 0.0, 0.0], "value-clipped self is 1.0000"),
        "not far enough": ([3.0, 1.0, 1.0, 1.0], "self is 0.8660"),
    },
    answer=answer,
    hints=(
        "how does the clipped vector look when all numbers are above the limit?",
        "one number must dwarf the others, and the others must not be cut.",
    ),
    title="Turn it", stars=2, minutes=10, trains=(2,), checked="the cosine is computed",
)  # fmt: skip
