"""Write the weights of the live figure of chapter 19 as a script, which also works over file://.

    python tools/live_weights.py

The numbers are those of cached_19_writer.npz (tools/slow/19_writer.py), in the order of the
model's parameters, as 16-bit integers, lowest byte first, base64. A test compares.
"""

from base64 import b64encode
from pathlib import Path

import numpy as np

from rnnlab.data import cached

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "book" / "_static" / "live_sampling_weights.js"


def script() -> str:
    """Return the text of the script."""
    whole = cached("19_writer")["parameters"].astype("<i2")
    text = b64encode(np.ascontiguousarray(whole).tobytes()).decode()
    return (
        "/* Weights of the GRU of chapter 19, made by tools/live_weights.py. */\n"
        f'window.rnnlabNameWriter = "{text}";\n'
    )


if __name__ == "__main__":
    TARGET.write_text(script(), "utf-8", newline="\n")
