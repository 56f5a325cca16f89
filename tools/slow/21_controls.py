"""Is it really the distance? Runs that change one thing each, beside those of 21_memory_dial.

Three seeds each, with that script's networks and training: the Elman network at k = 10 with a
smaller learning rate, more epochs, more units, new distractors each epoch; clips with shuffled or
reversed frames; a GRU whose update gate starts half open. Takes less than three minutes.
"""

import numpy as np

from rnnlab.data.speech import split_digits
from slow_results import script
from unrolled.results import cached

SEEDS = range(3)
CONTROLS = {  # of the Elman network at k = 10
    "slower": {"lr": 1e-3},
    "longer": {"epochs": 60},
    "wider": {"n_a": 120},
    "fresh": {"fresh": True},
}


def run():
    train = script("21_memory_dial").train
    parts = split_digits(rng=np.random.default_rng(0))
    arrays = {}
    for kind in ("elman", "gru"):
        rows = [train(parts, kind, 0, s, how="shuffled")[0] for s in SEEDS]
        arrays[f"{kind}_shuffled"] = np.array(rows)
    for name, options in CONTROLS.items():
        rows = [train(parts, "elman", 10, s, **options)[:2] for s in SEEDS]
        arrays[f"elman_{name}"] = np.array(rows)
    rows = [train(parts, "elman", 40, s, how="reversed")[0] for s in SEEDS]
    arrays["elman_reversed"] = np.array(rows)
    rows = [train(parts, "gru", 40, s, keep=0.0)[0] for s in SEEDS]
    arrays["gru_no_bias"] = np.array(rows)
    return arrays


def claims(arrays):
    """Assert what the page says."""
    dial = cached("21_memory_dial")
    elman, gru = dial["elman_test"], dial["gru_test"]
    assert arrays["elman_longer"][:, 0].min() > elman[:, 2].max()
    assert arrays["elman_reversed"].min() > 0.9
    assert arrays["gru_no_bias"].max() < 0.16
    assert 0.8 < arrays["elman_shuffled"].min() and arrays["gru_shuffled"].min() > 0.9
    assert arrays["elman_shuffled"].max() < elman[:, 0].min()
    assert arrays["gru_shuffled"].max() < gru[:, 0].min()
