"""Write the numbers of live figures as scripts, which also work over file://.

    python tools/live_weights.py

Chapter 19, the name writer: the parameters in cached_19_writer.npz, in the model's order. Chapter
21, the memory dial: both networks, ten clips and the distractors of cached_21_small_dial.npz. All
are multiples of 1/1024 as 16-bit integers, lowest byte first, base64. Tests compare.
"""

from base64 import b64encode
from pathlib import Path

import numpy as np

from unrolled.results import cached

STATIC = Path(__file__).resolve().parents[1] / "book" / "_static"


def packed(whole: np.ndarray) -> str:
    """Return integers as text."""
    return b64encode(np.ascontiguousarray(whole.astype("<i2")).tobytes()).decode()


def script() -> str:
    """Return the text of live_sampling_weights.js."""
    return (
        "/* Weights of the GRU of chapter 19, made by tools/live_weights.py. */\n"
        f'window.rnnlabNameWriter = "{packed(cached("19_writer")["parameters"])}";\n'
    )


def dial_script() -> str:
    """Return the text of live_dial_weights.js."""
    kept = cached("21_small_dial")
    names = "gru", "elman", "frames", "distractors"
    lines = [f'  {name}: "{packed(kept[name])}"' for name in names]
    return (
        "/* Two small networks and ten clips of chapter 21, made by tools/live_weights.py. The\n"
        "   clips are adapted from the Free Spoken Digit Dataset, CC BY-SA 4.0; see NOTICE. */\n"
        "window.rnnlabSmallDial = {\n"
        + ",\n".join([*lines, f"  lengths: {kept['lengths'].tolist()}"])
        + "\n};\n"
    )


if __name__ == "__main__":
    for name, text in (("sampling", script()), ("dial", dial_script())):
        path = STATIC / f"live_{name}_weights.js"
        path.write_text(text, "utf-8", newline="\n")
