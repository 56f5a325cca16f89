"""Exercises of chapter 16, long short-term memory."""

from collections.abc import Sequence

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.lines import Line, Lines
from rnnlab.layers import LSTM

from ._ch16_detour import DETOUR_LINES, detour_symbols
from ._ch16_passes import (
    BACKWARD_MISTAKES,
    FORWARD_MISTAKES,
    _lstm_backward,
    _lstm_forward,
    backward_case,
    forward_case,
)
from ._ch16_torch import TORCH_MISTAKES, _torch_lstm, torch_case

__all__ = ["EXERCISES", "counter_layer"]

# -- 1. one step on paper -----------------------------------------------------------------------

I, F, G, O, C, DA = 0.5, 0.8, -0.4, 0.5, 1.0, 2.0  # noqa: E741


def _step(c_t: float, a_t: float, dc: float, d_prev: float, dz_f: float) -> np.ndarray:
    return np.array([c_t, a_t, dc, d_prev, dz_f])


_C_T = F * C + I * G
_A_T, _DC = O * np.tanh(_C_T), DA * O * (1 - np.tanh(_C_T) ** 2)
_STEP = _step(_C_T, _A_T, _DC, F * _DC, _DC * C * F * (1 - F))


def _but(place: int, number: float) -> np.ndarray:
    wrong = _STEP.copy()
    wrong[place] = number
    return wrong


#: exercise 1: c<t>, a<t>, dc<t>, dc<t-1> and dz_f of one unit
on_paper = Numbers(
    _STEP,
    {
        "gates swapped": (_but(0, I * C + F * G), "f meets the old, i the new."),
        "forget inverted": (_but(0, (1 - F) * C + I * G), "f = 1 keeps everything."),
        "shown unsquashed": (_but(1, O * _C_T), "a shows tanh(c), times o."),
        "output gate missing": (_but(1, np.tanh(_C_T)), "the output gate is missing in a."),
        "slope with c": (_but(2, DA * O * (1 - _C_T**2)), "the slope at c is 1 - tanh²(c)."),
        "no slope": (_but(2, DA * O), "between a and c stands a tanh, with its slope."),
        "dc handed on whole": (_but(3, _DC), "the old cell entered times f."),
        "times i": (_but(3, I * _DC), "the old cell entered times f, not times i."),
        "new cell at f": (_but(4, _DC * _C_T * F * (1 - F)), "f multiplied the old cell state."),
        "gradient of f": (_but(4, _DC * C), "this is df; the slope of the sigmoid is missing."),
    },
    tolerance=2e-3,
    hints=(
        "write the step as three lines and go through them from the end.",
        "c = 0.8 · 1 + 0.5 · (-0.4); a = 0.5 tanh(c).",
        "dc = 2 · 0.5 · (1 - tanh²(c)); back along the cell it is multiplied by 0.8.",
    ),
    title="One step on paper",
    stars=1,
    minutes=8,
    checked="five numbers",
)

#: exercise 2: the forward pass
lstm_forward = Code(
    _lstm_forward,
    forward_case,
    "c a",
    FORWARD_MISTAKES,
    title="The LSTM forward",
    stars=1,
    minutes=12,
    checked="both paths",
)

#: exercise 3: what PyTorch computes with its own arrays
torch_lstm = Code(
    _torch_lstm,
    torch_case,
    "output h_n c_n",
    TORCH_MISTAKES,
    title="The numbers of PyTorch",
    stars=2,
    minutes=15,
    checked="output and both last states, on PyTorch's arrays and on random ones",
)

#: exercise 4: the backward pass
lstm_backward = Code(
    _lstm_backward,
    backward_case,
    "dW_aa db_a dx da0 dc0",
    BACKWARD_MISTAKES,
    title="The LSTM backward",
    stars=3,
    minutes=30,
    checked="the gradients of weights, inputs and both initial states",
)

# -- 5. lines -----------------------------------------------------------------------------------


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself."""
    rng = np.random.default_rng(seed)
    drawn: dict[str, object] = {
        name: rng.uniform(0.2, 0.8, size=4) for name in ("i", "f", "o", "tanh_c")
    }
    drawn |= {name: rng.normal(size=4) for name in ("g", "c_prev", "da", "dc", "dc_later")}
    return drawn | {"W_aa": rng.normal(size=(16, 4)), "dz": rng.normal(size=16)}


#: exercise 5: the derivation, line by line
lines = Lines(
    {
        "dc": Line(
            "dc_later + da * o * (1 - tanh_c**2)",
            "dc_later da o tanh_c",
            {
                "later missing": ("da * o * (1 - tanh_c**2)", "the next cell state reads c, too."),
                "no slope": ("dc_later + da * o", "the slope of tanh is missing."),
                "o missing": ("dc_later + da * (1 - tanh_c**2)", "the output gate is missing."),
            },
            hint="two quantities read c.",
        ),
        "dz_i": Line(
            "dc * g * i * (1 - i)",
            "dc g i",
            {
                "no slope": ("dc * g", "this is the gradient of i, not of z_i."),
                "tanh slope": ("dc * g * (1 - i**2)", "i is a sigmoid."),
                "own factor": ("dc * i * i * (1 - i)", "the partner of i is g."),
            },
            hint="partner times slope.",
        ),
        "dz_f": Line(
            "dc * c_prev * f * (1 - f)",
            "dc c_prev f",
            {
                "no slope": ("dc * c_prev", "this is the gradient of f, not of z_f."),
                "partner missing": ("dc * f * (1 - f)", "f multiplied the old cell state."),
                "tanh slope": ("dc * c_prev * (1 - f**2)", "f is a sigmoid."),
            },
            hint="partner times slope.",
        ),
        "dz_o": Line(
            "da * tanh_c * o * (1 - o)",
            "da dc tanh_c o",
            {
                "from dc": ("dc * tanh_c * o * (1 - o)", "o stands in a, not in c."),
                "no slope": ("da * tanh_c", "this is the gradient of o, not of z_o."),
                "partner missing": ("da * o * (1 - o)", "o multiplied tanh(c)."),
            },
            hint="which equation contains o?",
        ),
        "da_prev": Line(
            "W_aa.T @ dz",
            "W_aa dz",
            {
                "with the gates' slope": ("W_aa.T @ (dz * dz)", "dz holds the slopes already."),
                "halved": ("W_aa.T @ dz / 4", "the four blocks add; nothing is averaged."),
            },
            hint="all four blocks read the state; a transpose.",
        ),
        "dc_prev_step": Line(
            "f * dc",
            "f dc i",
            {
                "whole": ("dc", "the old cell entered times f."),
                "times i": ("i * dc", "i guards the new, f the old."),
                "inverted": ("(1 - f) * dc", "f = 1 keeps everything."),
            },
            hint="c = f c_prev + i g.",
        ),
    },
    _symbols,
    title="Six lines",
    stars=2,
    minutes=12,
    checked="six lines, each on numbers of its own",
)

#: exercise 6: one step back along one cell, with its detours
detour = Lines(
    DETOUR_LINES,
    detour_symbols,
    title="What the product of f leaves out",
    stars=3,
    minutes=20,
    checked="seven lines, each on numbers of its own",
)

# -- 7. a counter -------------------------------------------------------------------------------


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


_OPEN = [0, 0, 10]
_COUNT, _KEEP = [20, 0, -10], [0, -30, 15]

#: exercise 7: a counter, set by hand
counter = Construction(
    _counts,
    [_COUNT, _KEEP, _OPEN, _OPEN],
    {
        "input gate always open": ([_OPEN, _KEEP, _OPEN, _OPEN], "had count = 0, clear = 0."),
        "input gate half open": ([[10, 0, 0], _KEEP, _OPEN, _OPEN], "had count = 0, clear = 0."),
        "never cleared": ([_COUNT, [0, 0, 15], _OPEN, _OPEN], "clear = 1."),
        "forgets": ([_COUNT, [0, -30, 1], _OPEN, _OPEN], "and the count is"),
        "counts down": ([_COUNT, _KEEP, [0, 0, -10], _OPEN], "had count = 1, clear = 0."),
    },
    stub=[[..., ..., ...], [..., ..., ...], [..., ..., ...], [..., ..., ...]],
    hints=(
        "what has to be open when neither input comes? What has to be shut?",
        "i opens for count, f shuts for clear, g is 1 always.",
        "a large weight and a bias of half its size, with the other sign, make a switch.",
    ),
    title="A counter, set by hand",
    stars=2,
    minutes=15,
    checked="the count over 400 steps of eight sequences, off by less than 0.1",
)

# -- 8. statements ------------------------------------------------------------------------------

_TRUE = {"A": False, "B": True, "C": False, "D": True, "E": False, "F": True}
_WHY = {
    "A": "with forget bias 0 the gradient at lag 60 was about 1e-13.",
    "B": "along the cells nothing but forget gates multiplies it, and these are below 1.",
    "C": "detours through a and W_aa come in addition; with bias 5 the full gradient grew.",
    "D": "four blocks of rows, each like the one of an Elman network.",
    "E": "the cell state is not squashed; with i = f = 1 it counts.",
    "F": "2 units or 2,000: sigmoid(3)**60 is about 0.05.",
}

#: exercise 8: true or false
statements = Choices(
    _TRUE,
    {key: {not right: _WHY[key]} for key, right in _TRUE.items()},
    title="Popular statements",
    stars=1,
    minutes=8,
    checked="six times true or false; each wrong answer gets a reason",
)

EXERCISES = (
    on_paper,
    lstm_forward,
    torch_lstm,
    lstm_backward,
    lines,
    detour,
    counter,
    statements,
)
