"""Exercise `spot` of chapter 5: what five networks feed back; the keys are found by experiment."""

from collections.abc import Callable

import numpy as np

from coursekit import Choices

_RNG = np.random.default_rng(5)
_U, _W, _V, _WO = (_RNG.normal(size=s) for s in ((4, 2), (4, 4), (2, 4), (4, 2)))


def _a(s, o, x, x_prev):
    return np.tanh(_W @ s + _U @ x)


def _b(s, o, x, x_prev):
    return np.tanh(_WO @ o + _U @ x)


def _c(s, o, x, x_prev):
    return np.tanh(_WO @ (_V @ s) + _U @ x)


def _d(s, o, x, x_prev):
    return np.tanh(_W @ s + _U @ o)


def _e(s, o, x, x_prev):
    return np.tanh(_U @ x + _U @ x_prev)


#: the new state as a function of the old state s, the old output o = V s, and the inputs
NETS = {"A": _a, "B": _b, "C": _c, "D": _d, "E": _e}


def kind_of(step: Callable[..., np.ndarray]) -> str:
    """Tell by experiment what a network feeds back.

    Two histories with the same old output and the same inputs, but another old state: if the new
    states differ, the state is fed back. If not, another old output may make a difference.

    Parameters
    ----------
    step : callable
        Takes s of shape (4,), o (2,), x (2,) and the input before, x_prev (2,); returns the new s.

    Returns
    -------
    str
        "Elman", "Jordan" or "neither".

    Examples
    --------
    >>> kind_of(NETS["A"]), kind_of(NETS["B"])
    ('Elman', 'Jordan')
    """
    rng = np.random.default_rng(0)
    s, x, x_prev = rng.normal(size=4), rng.normal(size=2), rng.normal(size=2)
    silent = np.linalg.svd(_V)[2][-1]  # V @ silent is zero: the output does not show it
    before = step(s, _V @ s, x, x_prev)
    if not np.allclose(step(s + silent, _V @ s, x, x_prev), before):
        return "Elman"
    other = rng.normal(size=4)
    if not np.allclose(step(other, _V @ other, x, x_prev), before):
        return "Jordan"
    return "neither"


def answer():
    nets = {"A": "Elman", "B": "Jordan", "C": "Jordan",
            "D": "Elman", "E": "neither"}  # fmt: skip
    return nets


exercise = Choices(
    {name: kind_of(step) for name, step in NETS.items()},
    {
        "A": {
            "Jordan": "no output occurs in the line of the state.",
            "neither": "the old state stands on the right.",
        },
        "B": {
            "Elman": "the state's line has the output in it, not the state.",
            "neither": "the output comes from the state before: something is fed back.",
        },
        "C": {
            "Elman": "of the old state only `V @ s` is used, and that is the old output.",
            "neither": "the old state does matter, through `V @ s`.",
        },
        "D": {
            "Jordan": "the output is an input here, but the state is fed back as well.",
            "neither": "the old state stands on the right.",
        },
        "E": {
            "Elman": "nothing on the right was made by the network.",
            "Jordan": "nothing on the right was made by the network.",
        },
    },
    answer=answer,
    title="Spot the Jordan net", stars=2, minutes=6, trains=(3, 4),
    checked="five snippets; the keys are computed by an experiment",
)  # fmt: skip
