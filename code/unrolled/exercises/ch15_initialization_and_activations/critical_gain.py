"""Exercise `critical_gain` of chapter 15: where tanh networks neither vanish nor explode."""

import numpy as np

from coursekit import Construction
from rnnlab.diagnostics import growth_per_step
from rnnlab.initializers import orthogonal
from rnnlab.layers import RNN

from .. import ch15_initialization_and_activations as ch15  # as on the page

__all__ = ["driven_growth"]


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


def answer():
    low, high = 1.0, 4.0
    for _ in range(7):
        gain = (low + high) / 2
        if np.median(ch15.driven_growth(gain)) < 1:
            low = gain
        else:
            high = gain
    return gain


exercise = Construction(
    _decide_gain,
    1.93,
    {
        "the matrix alone": (1.0, "they vanish"),
        "the factor of ReLU": (2**0.5, "they vanish"),
        "too far": (3.0, "they explode"),
        "not a gain": (-2.0, "must lie between 0 and 20"),
    },
    answer=answer,
    hints=(
        "measure with `driven_growth` at two gains, one on each side.",
        "halve the interval between them until the median is near 1.",
    ),
    title="The critical gain", stars=2, minutes=12, trains=(3,),
    checked="the median growth of five networks is between 0.98 and 1.02",
)  # fmt: skip
