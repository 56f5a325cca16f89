"""Exercises of chapter 15 that build something: a gain on the ridge, and two units that add."""

import numpy as np

from coursekit.answers import Construction
from rnnlab.data.tasks import adding
from rnnlab.diagnostics import growth_per_step
from rnnlab.initializers import orthogonal
from rnnlab.layers import RNN


def driven_growth(gain: float, *, networks: int = 5) -> np.ndarray:
    """Measure orthogonal tanh networks of 40 units under normal input of standard deviation 1.

    Parameters
    ----------
    gain : float
        All singular values of W_aa.
    networks : int
        How many, with the seeds 0, 1, ...

    Returns
    -------
    ndarray, shape (networks,)
        Growth per step of each, 200 steps after the first 50.

    Examples
    --------
    >>> bool(driven_growth(1.0, networks=1)[0] < 0.8)
    True
    """
    r = []
    for seed in range(networks):
        rng = np.random.default_rng(seed)
        layer = RNN(40, 40, rng=rng)
        layer.params["W_aa"] = orthogonal((40, 40), rng=rng, gain=gain)
        layer.params["W_ax"], layer.params["b_a"] = np.eye(40), np.zeros((40, 1))
        r.append(growth_per_step(layer, rng.normal(size=(250, 40, 1)), rng=rng)[0])
    return np.array(r)


def _decide_gain(gain) -> tuple[bool, str]:
    gain = float(gain)
    if not 0 < gain <= 20:
        return False, f"the gain must lie between 0 and 20, got {gain}."
    median = float(np.median(driven_growth(gain)))
    said = f"the median growth per step is {median:.3f}"
    if median < 0.98:
        return False, f"{said}: they vanish."
    if median > 1.02:
        return False, f"{said}: they explode."
    return True, f"{said}."


#: the gain at which driven tanh networks neither vanish nor explode
critical_gain = Construction(
    _decide_gain,
    1.93,
    {
        "the matrix alone": (1.0, "they vanish"),
        "the factor of ReLU": (2**0.5, "they vanish"),
        "too far": (3.0, "they explode"),
        "not a gain": (-2.0, "must lie between 0 and 20"),
    },
    hints=("measure with `driven_growth` at two gains, one on each side.",
           "halve the interval between them until the median is near 1."),
    title="The critical gain",
    stars=2,
    minutes=12,
    checked="the median growth of five networks is between 0.98 and 1.02",
)  # fmt: skip

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


def _adder(**changed) -> tuple:
    right = ([[0, 0], [1, 1]], [[1, 1], [0, 0]], [[-1], [0]], [[1, 1]])
    return tuple((dict(zip(_SHAPES, right, strict=True)) | changed).values())


#: two ReLU units that solve the adding problem exactly
adder = Construction(
    _decide_adder,
    _adder(),
    {
        "identity start": (_adder(W_aa=[[1, 0], [0, 1]]), "500 sequences is"),
        "no threshold": (_adder(b_a=[[0], [0]]), "500 sequences is"),
        "last step forgotten": (_adder(W_ya=[[0, 1]]), "500 sequences is"),
        "nothing": (_adder(W_ya=[[0, 0]]), "500 sequences is"),
        "no readout": (_adder()[:3], "in this order; got 3 arrays"),
        "one unit": (_adder(W_ya=[[1]]), "W_ya must be finite with shape (1, 2)"),
    },
    stub=(...,) * 4,
    hints=("unit 1 decides: x + m - 1 is x where the mark m is 1, and not positive elsewhere.",
           "unit 2 keeps its own number and adds what unit 1 was a step ago.",
           "what unit 1 says at the last step has not reached unit 2: the readout adds both."),
    title="Two units that add",
    stars=3,
    minutes=20,
    checked="the network is run on 500 sequences of the adding problem",
)  # fmt: skip
