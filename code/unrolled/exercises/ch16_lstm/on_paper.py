"""Exercise `on_paper` of chapter 16: c<t>, a<t>, dc<t>, dc<t-1> and dz_f of one unit."""

import numpy as np

from coursekit import Numbers, but

I, F, G, O, C, DA = 0.5, 0.8, -0.4, 0.5, 1.0, 2.0  # noqa: E741


def _step(c_t: float, a_t: float, dc: float, d_prev: float, dz_f: float) -> np.ndarray:
    return np.array([c_t, a_t, dc, d_prev, dz_f])


_C_T = F * C + I * G
_A_T, _DC = O * np.tanh(_C_T), DA * O * (1 - np.tanh(_C_T) ** 2)
_STEP = _step(_C_T, _A_T, _DC, F * _DC, _DC * C * F * (1 - F))


def answer():
    numbers = [0.6, 0.26852, 0.71158, 0.56926, 0.11385]
    return numbers


exercise = Numbers(
    _STEP,
    {
        "gates swapped": (but(_STEP, 0, I * C + F * G), "f meets the old, i the new."),
        "forget inverted": (but(_STEP, 0, (1 - F) * C + I * G), "f = 1 keeps everything."),
        "shown unsquashed": (but(_STEP, 1, O * _C_T), "a shows tanh(c), times o."),
        "output gate missing": (but(_STEP, 1, np.tanh(_C_T)), "the output gate is missing in a."),
        "slope with c": (but(_STEP, 2, DA * O * (1 - _C_T**2)), "the slope at c is 1 - tanh²(c)."),
        "no slope": (but(_STEP, 2, DA * O), "between a and c stands a tanh, with its slope."),
        "dc handed on whole": (but(_STEP, 3, _DC), "the old cell entered times f."),
        "times i": (but(_STEP, 3, I * _DC), "the old cell entered times f, not times i."),
        "new cell at f": (but(_STEP, 4, _DC * _C_T * F * (1 - F)),
            "f multiplied the old cell state."),
        "gradient of f": (but(_STEP, 4, _DC * C),
            "this is df; the slope of the sigmoid is missing."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "write the step as three lines and go through them from the end.",
        "c = 0.8 · 1 + 0.5 · (-0.4); a = 0.5 tanh(c).",
        "dc = 2 · 0.5 · (1 - tanh²(c)); back along the cell it is multiplied by 0.8.",
    ),
    title="One step on paper", stars=1, minutes=8, trains=(1, 2), checked="five numbers",
)  # fmt: skip
