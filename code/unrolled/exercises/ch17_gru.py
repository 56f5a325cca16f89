"""Exercises of chapter 17, the gated recurrent unit."""

from collections.abc import Sequence

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.lines import Line, Lines
from rnnlab.layers import GRU

from ._ch17_passes import (
    BACKWARD_MISTAKES,
    CONVERT_MISTAKES,
    _convert,
    _gru_backward,
    backward_case,
    convert_case,
)

__all__ = ["EXERCISES", "leaky_layer"]

A_PREV, R, U, X_N, M, DA = 0.5, 0.25, 0.8, 0.2, 0.4, 1.0
_N = np.tanh(X_N + R * M)
_RIGHT = np.array([_N, _N + U * (A_PREV - _N), U * DA, DA * (A_PREV - _N) * U * (1 - U)])


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: exercise 1: n, a<t>, the direct way back, dz_u
on_paper = Numbers(
    _RIGHT,
    {
        "no reset": (_but(0, np.tanh(X_N + M)), "m enters the candidate times r."),
        "no tanh": (_but(0, X_N + R * M), "this is what goes into tanh."),
        "reset of the input": (_but(0, np.tanh(R * (X_N + M))), "r does not touch the input."),
        "the other u": (
            _but(1, U * _N + (1 - U) * A_PREV),
            "here u is the share of the old state.",
        ),
        "added": (_but(1, _N + U * A_PREV), "the candidate has the share 1 - u."),
        "share of the new": (_but(2, (1 - U) * DA), "the old state has the share u."),
        "handed on whole": (_but(2, DA), "the old state has the share u, not 1."),
        "sign of u": (_but(3, DA * (_N - A_PREV) * U * (1 - U)), "old minus new is u's partner."),
        "only the old": (_but(3, DA * A_PREV * U * (1 - U)), "u also takes from the candidate."),
        "no slope": (_but(3, DA * (A_PREV - _N)), "this is du; the slope is missing."),
    },
    tolerance=2e-3,
    hints=(
        "n first, then the mixture.",
        "n = tanh(0.2 + 0.25 · 0.4); a = 0.2 n + 0.8 · 0.5.",
        "da/du = a<t-1> - n, and the slope of the sigmoid is 0.8 · 0.2.",
    ),
    title="One step on paper",
    stars=1,
    minutes=8,
    checked="four numbers",
)

#: exercise 2: the backward pass
gru_backward = Code(
    _gru_backward,
    backward_case,
    "dW_aa dx da0",
    BACKWARD_MISTAKES,
    title="The GRU backward",
    stars=3,
    minutes=25,
    checked="the gradients of recurrent weights, inputs and initial state",
)


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself."""
    rng = np.random.default_rng(seed)
    drawn: dict[str, object] = {name: rng.uniform(0.2, 0.8, size=4) for name in "ru"}
    drawn |= {name: rng.normal(size=4) for name in ("n", "a_prev", "da", "dk", "dz_n")}
    drawn |= {name: rng.normal(size=4) for name in ("dz_r", "dz_u")}
    return drawn | {name: rng.normal(size=(4, 4)) for name in ("W_ra", "W_ua", "W_na")}


#: exercise 3: backward with the reset before the product, line by line
lines = Lines(
    {
        "dz_n": Line(
            "da * (1 - u) * (1 - n**2)",
            "da u n",
            {
                "the other u": ("da * u * (1 - n**2)", "the candidate has the share 1 - u here."),
                "no slope": ("da * (1 - u)", "this is the gradient of n, not of z_n."),
                "sigmoid slope": ("da * (1 - u) * n * (1 - n)", "n is a tanh."),
            },
            hint="share times slope.",
        ),
        "dk": Line(
            "W_na.T @ dz_n",
            "W_na dz_n r",
            {
                "not transposed": ("W_na @ dz_n", "back through a product goes the transpose."),
                "reset too early": ("W_na.T @ (r * dz_n)", "r acted before the product, on a."),
            },
            hint="k was multiplied by W_na, and by nothing else.",
        ),
        "dz_r": Line(
            "dk * a_prev * r * (1 - r)",
            "dk dz_n W_na a_prev r",
            {
                "form with m": (
                    "dz_n * (W_na @ a_prev) * r * (1 - r)",
                    "this is the other form, with the reset after the product.",
                ),
                "no slope": ("dk * a_prev", "this is the gradient of r, not of z_r."),
                "partner missing": ("dk * r * (1 - r)", "r multiplied the old state."),
            },
            hint="k = r * a_prev: who is r's partner?",
        ),
        "dz_u": Line(
            "da * (a_prev - n) * u * (1 - u)",
            "da a_prev n u",
            {
                "sign": ("da * (n - a_prev) * u * (1 - u)", "u = 1 keeps the old state."),
                "only the old": ("da * a_prev * u * (1 - u)", "u also takes from the candidate."),
                "no slope": ("da * (a_prev - n)", "this is the gradient of u, not of z_u."),
            },
            hint="u stands in the mixture twice.",
        ),
        "da_later": Line(
            "W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk + u * da",
            "W_ra dz_r W_ua dz_u r dk u da",
            {
                "direct path missing": (
                    "W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk",
                    "the mixture reads the old state, too.",
                ),
                "reset missing": (
                    "W_ra.T @ dz_r + W_ua.T @ dz_u + dk + u * da",
                    "the old state entered k times r.",
                ),
                "gates missing": ("r * dk + u * da", "both gates read the old state."),
                "share of the new": (
                    "W_ra.T @ dz_r + W_ua.T @ dz_u + r * dk + (1 - u) * da",
                    "the old state has the share u.",
                ),
            },
            hint="the old state has four readers.",
        ),
    },
    _symbols,
    title="The reset before the product",
    stars=2,
    minutes=10,
    checked="five lines, each on numbers of its own",
)

#: exercise 4: from one convention of the update gate to the other
convert = Code(
    _convert,
    convert_case,
    "W_aa W_ax b_a",
    CONVERT_MISTAKES,
    title="The other convention",
    stars=1,
    minutes=10,
    checked="all three arrays",
)


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


HALF_LIFE = 5


def _leaks(biases: Sequence[float]) -> tuple[bool, str]:
    layer, keep = leaky_layer(biases), 0.5 ** (1 / HALF_LIFE)
    x = np.random.default_rng(0).normal(size=(30, 1, 1))
    W, V = layer.gate("W_aa", "n"), layer.gate("W_ax", "n")
    state = np.zeros((2, 1))
    for x_t in x:
        state = (1 - keep) * np.tanh(W @ state + V @ x_t) + keep * state
    r, u = (1 / (1 + np.exp(-np.array(biases, float)))).tolist()
    if abs(u - keep) > 1e-3:
        half = np.log(2) / -np.log(u)
        return False, f"with this bias u = {u:.4f}, and half is left after {half:.1f} steps."
    if np.abs(layer.forward(x)[1] - state).max() > 1e-3:
        return False, f"the reset gate is {r:.3f}: the candidate does not see the whole old state."
    return True, "the GRU is the leaky unit."


_KEEP = 0.5 ** (1 / HALF_LIFE)
_BIAS = float(np.log(_KEEP / (1 - _KEEP)))

#: exercise 5: a leaky unit with a half-life of five steps
leaky = Construction(
    _leaks,
    [50.0, _BIAS],
    {
        "the share itself": ([50.0, _KEEP], "and half is left after"),
        "share of the new": ([50.0, -_BIAS], "and half is left after"),
        "reset half open": ([0.0, _BIAS], "the reset gate is 0.500"),
        "reset shut": ([-50.0, _BIAS], "the reset gate is 0.000"),
    },
    stub=[..., ...],
    hints=(
        "the reset gate has to be 1: which bias does that?",
        "u to the power of 5 is 1/2.",
        "the bias is the number whose sigmoid is u: ln(u / (1 - u)).",
    ),
    title="A leaky unit",
    stars=2,
    minutes=12,
    checked="u, and the state after 30 steps against a leaky unit",
)

_ANSWERS = {"A": "Elman", "B": "constant", "C": "leaky", "D": "no recurrence in the candidate"}
_WHY = {
    "A": "with u = 0 nothing is kept, and with r = 1 the candidate sees the whole old state.",
    "B": "with u = 1 the candidate has no share.",
    "C": "a constant u between 0 and 1 mixes in the same way at every step.",
    "D": "with r = 0 the candidate depends on the input alone; the mixture still remembers.",
}

#: exercise 6: what is left when a gate stands still
remove_gate = Choices(
    _ANSWERS,
    {
        key: {other: _WHY[key] for other in _ANSWERS.values() if other != right}
        for key, right in _ANSWERS.items()
    },
    title="Remove a gate",
    stars=2,
    minutes=10,
    checked="four choices; each wrong one gets a reason",
)

EXERCISES = (on_paper, gru_backward, lines, convert, leaky, remove_gate)
