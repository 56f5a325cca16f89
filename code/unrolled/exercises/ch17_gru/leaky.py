"""Exercise `leaky` of chapter 17: a leaky unit with a half-life of five steps."""

from collections.abc import Sequence

import numpy as np

from coursekit import Construction
from rnnlab.layers import GRU

__all__ = ["KEEP", "leaky_layer"]


def leaky_layer(biases: Sequence[float]) -> GRU:
    """Make a GRU of two units whose gates stand still.

    Parameters
    ----------
    biases : sequence of two floats
        The biases of the reset and of the update gate.

    Returns
    -------
    GRU
        Its gates have no weights; its candidate has fixed ones.

    Examples
    --------
    >>> leaky_layer([50, 0]).gate("b_a", "r").ravel()
    array([50., 50.])
    """
    layer = GRU(1, 2, rng=np.random.default_rng(0))
    for name in ("W_aa", "W_ax", "b_a", "b_g"):
        layer.params[name] = np.zeros_like(layer.params[name])
    layer.gate("W_aa", "n")[...] = [[0.5, -0.3], [0.4, 0.2]]
    layer.gate("W_ax", "n")[...] = [[1.0], [-0.5]]
    layer.gate("b_a", "r")[...], layer.gate("b_a", "z")[...] = biases
    return layer


KEEP = 0.5 ** (1 / 5)  # half is left after five steps


def _leaks(biases: Sequence[float]) -> tuple[bool, str]:
    layer = leaky_layer(biases)
    x = np.random.default_rng(0).normal(size=(30, 1, 1))
    W, V = layer.gate("W_aa", "n"), layer.gate("W_ax", "n")
    state = np.zeros((2, 1))
    for x_t in x:
        state = (1 - KEEP) * np.tanh(W @ state + V @ x_t) + KEEP * state
    r, u = (1 / (1 + np.exp(-np.array(biases, float)))).tolist()
    if abs(u - KEEP) > 1e-3:
        half = np.log(2) / -np.log(u)
        return False, f"with this bias u = {u:.4f}, and half is left after {half:.1f} steps."
    if np.abs(layer.forward(x)[1] - state).max() > 1e-3:
        return False, f"the reset gate is {r:.3f}: the candidate does not see the whole old state."
    return True, "the GRU is the leaky unit."


def answer():
    keep = 0.5 ** (1 / 5)
    biases = [50, np.log(keep / (1 - keep))]
    return biases


_BIAS = answer()[1]

exercise = Construction(
    _leaks,
    answer(),
    {
        "the share itself": ([50.0, KEEP], "and half is left after"),
        "share of the new": ([50.0, -_BIAS], "and half is left after"),
        "reset half open": ([0.0, _BIAS], "the reset gate is 0.500"),
        "reset shut": ([-50.0, _BIAS], "the reset gate is 0.000"),
    },
    answer=answer, stub=[..., ...],
    hints=(
        "the reset gate has to be 1: which bias does that?",
        "u to the power of 5 is 1/2.",
        "the bias is the number whose sigmoid is u: ln(u / (1 - u)).",
    ),
    title="A leaky unit", stars=2, minutes=12, trains=(3, 4),
    checked="u, and the state after 30 steps against a leaky unit",
)  # fmt: skip
