"""Exercise `ridge` of chapter 13: where gradients neither vanish nor explode."""

import numpy as np

from coursekit import Construction
from rnnlab.diagnostics import growth_per_step, spectral_radius
from rnnlab.initializers import gaussian
from rnnlab.layers import RNN

__all__ = ["driven_growth"]


def driven_growth(g: float, *, scale: float, seeds: range) -> np.ndarray:
    """Measure the growth per step of tanh networks that are driven by noise.

    Parameters
    ----------
    g : float
        Spectral radius of each W_aa.
    scale : float
        Standard deviation of the entries of ``W_ax @ x_t``.
    seeds : range
        One network each, with 60 units, run for 150 steps.

    Returns
    -------
    ndarray, shape (number of seeds,)
        One factor per network.

    Examples
    --------
    >>> bool((driven_growth(0.5, scale=1.0, seeds=range(3)) < 0.5).all())
    True
    """
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        layer, W = RNN(10, 60, rng=rng), gaussian((60, 60), rng=rng)
        layer.params["W_ax"], layer.params["b_a"] = gaussian((60, 10), rng=rng), np.zeros((60, 1))
        layer.params["W_aa"] = g * W / spectral_radius(W)
        x = scale * rng.normal(size=(150, 10, 1))
        found.append(growth_per_step(layer, x, rng=rng)[0])
    return np.array(found)


def _decide_ridge(g) -> tuple[bool, str]:
    r = driven_growth(float(g), scale=4.0, seeds=range(300, 309))
    middle = float(np.median(r))
    said = f"nine other networks grow by {r.min():.2f} to {r.max():.2f} per step, median"
    if abs(middle - 1) <= 0.05:
        return True, f"{said} {middle:.2f}."
    how = "they vanish" if middle < 1 else "they explode"
    return False, f"{said} {middle:.2f}: {how}."


def answer():
    g = 3.45
    return g


exercise = Construction(
    _decide_ridge,
    answer(),
    {
        "the popular rule": (1.0, "they vanish"),
        "the ridge of weaker input": (2.0, "they vanish"),
        "too far": (5.0, "they explode"),
    },
    answer=answer,
    hints=(
        "measure at two values of g, one that vanishes and one that explodes.",
        "halve the interval between them until the median is near 1.",
    ),
    title="On the ridge", stars=2, minutes=10, trains=(3,),
    checked="the median growth of nine networks of ours is between 0.95 and 1.05",
)  # fmt: skip
