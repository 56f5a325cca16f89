"""Exercise `adder` of chapter 15: two ReLU units that solve the adding problem exactly."""

import numpy as np

from coursekit import Construction
from rnnlab.data.tasks import adding
from rnnlab.layers import RNN

_SHAPES = {"W_aa": (2, 2), "W_ax": (2, 2), "b_a": (2, 1), "W_ya": (1, 2)}


def _decide_adder(weights) -> tuple[bool, str]:
    if len(weights) != len(_SHAPES):
        return False, f"give {', '.join(_SHAPES)}, in this order; got {len(weights)} arrays."
    W = {k: np.asarray(value, float) for k, value in zip(_SHAPES, weights, strict=True)}
    for name, shape in _SHAPES.items():
        if W[name].shape != shape or not np.isfinite(W[name]).all():
            return False, f"{name} must be finite with shape {shape}, got {W[name].shape}."
    layer = RNN(2, 2, rng=np.random.default_rng(0), g0="relu")
    for name in ("W_aa", "W_ax", "b_a"):
        layer.params[name] = W[name]
    batch = adding(60, 500, rng=np.random.default_rng(15))
    _, state = layer.forward(batch.x)
    error = float(((W["W_ya"] @ state - batch.y) ** 2).mean())
    said = f"the mean squared error on 500 sequences is {error:.3g}"
    return error < 1e-6, f"{said}; guessing 1 has 0.167, and wanted is less than 1e-6."


def answer():
    #: W_aa = ...   # shape (2, 2)
    #: W_ax = ...   # shape (2, 2)
    #: b_a = ...    # shape (2, 1)
    #: W_ya = ...   # shape (1, 2)
    W_aa = [[0, 0], [1, 1]]
    W_ax = [[1, 1], [0, 0]]
    b_a = [[-1], [0]]
    W_ya = [[1, 1]]
    return W_aa, W_ax, b_a, W_ya


def _adder(**changed) -> tuple:
    return tuple((dict(zip(_SHAPES, answer(), strict=True)) | changed).values())


exercise = Construction(
    _decide_adder,
    answer(),
    {
        "identity start": (_adder(W_aa=[[1, 0], [0, 1]]), "500 sequences is"),
        "no threshold": (_adder(b_a=[[0], [0]]), "500 sequences is"),
        "last step forgotten": (_adder(W_ya=[[0, 1]]), "500 sequences is"),
        "nothing": (_adder(W_ya=[[0, 0]]), "500 sequences is"),
        "no readout": (_adder()[:3], "in this order; got 3 arrays"),
        "one unit": (_adder(W_ya=[[1]]), "W_ya must be finite with shape (1, 2)"),
    },
    answer=answer, stub=(...,) * 4,
    hints=(
        "unit 1 decides: x + m - 1 is x where the mark m is 1, and not positive elsewhere.",
        "unit 2 keeps its own number and adds what unit 1 was a step ago.",
        "what unit 1 says at the last step has not reached unit 2: the readout adds both.",
    ),
    title="Two units that add", stars=3, minutes=20, trains=(4,),
    checked="the network is run on 500 sequences of the adding problem",
)  # fmt: skip
