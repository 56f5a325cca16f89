"""Exercise `counter` of chapter 16: a counter, set by hand."""

from collections.abc import Sequence

import numpy as np

from coursekit import Construction
from rnnlab.layers import LSTM

__all__ = ["counter_layer"]


def counter_layer(weights: Sequence) -> LSTM:
    """Make an LSTM of one unit and two inputs (count, clear) from twelve numbers.

    Parameters
    ----------
    weights : sequence of four sequences
        For each of i, f, g, o the weights of both inputs and the bias.

    Returns
    -------
    LSTM
        Without recurrent weights.

    Examples
    --------
    >>> counter_layer([[1, 2, 3]] * 4).params["W_ax"].shape
    (4, 2)
    """
    rows = np.array(weights, float)
    if rows.shape != (4, 3):
        raise ValueError("give three numbers for each of i, f, g, o")
    layer = LSTM(2, 1, rng=np.random.default_rng(0))
    layer.params["W_aa"] = np.zeros((4, 1))
    layer.params["W_ax"], layer.params["b_a"] = rows[:, :2], rows[:, 2:]
    return layer


def _counts(weights: Sequence) -> tuple[bool, str]:
    layer = counter_layer(weights)
    rng = np.random.default_rng(0)
    x = np.zeros((400, 2, 8))
    x[:, 0] = rng.random((400, 8)) < 0.1
    x[:, 1] = rng.random((400, 8)) < 0.01
    x[:, 0] *= 1 - x[:, 1]
    layer.forward(x)
    true = np.zeros((401, 8))
    for t in range(1, 401):
        true[t] = np.where(x[t - 1, 1] == 1, 0, true[t - 1] + x[t - 1, 0])
    off = np.abs(layer.c[:, 0] - true)
    if off.max() < 0.1:
        return True, f"the cell counts; it is never off by more than {off.max():.1g}."
    t, n = np.argwhere(off >= 0.1)[0]
    return False, (
        f"after step {t} the cell holds {layer.c[t, 0, n]:.2f}, and the count is {true[t, n]:.0f}: "
        f"the step had count = {x[t - 1, 0, n]:.0f}, clear = {x[t - 1, 1, n]:.0f}."
    )


def answer():
    #: i = [..., ..., ...]  # weight of count, weight of clear, bias
    #: f = [..., ..., ...]
    #: g = [..., ..., ...]
    #: o = [..., ..., ...]
    i = [20, 0, -10]
    f = [0, -30, 15]
    g = [0, 0, 10]
    o = [0, 0, 10]
    return [i, f, g, o]


_COUNT, _KEEP, _OPEN, _ = answer()

exercise = Construction(
    _counts,
    answer(),
    {
        "input gate always open": ([_OPEN, _KEEP, _OPEN, _OPEN], "had count = 0, clear = 0."),
        "input gate half open": ([[10, 0, 0], _KEEP, _OPEN, _OPEN], "had count = 0, clear = 0."),
        "never cleared": ([_COUNT, [0, 0, 15], _OPEN, _OPEN], "clear = 1."),
        "forgets": ([_COUNT, [0, -30, 1], _OPEN, _OPEN], "and the count is"),
        "counts down": ([_COUNT, _KEEP, [0, 0, -10], _OPEN], "had count = 1, clear = 0."),
    },
    answer=answer, stub=[[..., ..., ...], [..., ..., ...], [..., ..., ...], [..., ..., ...]],
    hints=(
        "what has to be open when neither input comes? What has to be shut?",
        "i opens for count, f shuts for clear, g is 1 always.",
        "a large weight and a bias of half its size, with the other sign, make a switch.",
    ),
    title="A counter, set by hand", stars=2, minutes=15, trains=(4,),
    checked="the count over 400 steps of eight sequences, off by less than 0.1",
)  # fmt: skip
