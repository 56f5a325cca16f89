"""Exercise `on_paper` of chapter 17: n, a<t>, the direct way back, dz_u."""

import numpy as np

from coursekit import Numbers, but

A_PREV, R, U, X_N, M, DA = 0.5, 0.25, 0.8, 0.2, 0.4, 1.0
_N = np.tanh(X_N + R * M)
_RIGHT = np.array([_N, _N + U * (A_PREV - _N), U * DA, DA * (A_PREV - _N) * U * (1 - U)])


def answer():
    numbers = [0.29131, 0.45826, 0.8, 0.03339]
    return numbers


exercise = Numbers(
    _RIGHT,
    {
        "no reset": (but(_RIGHT, 0, np.tanh(X_N + M)), "m enters the candidate times r."),
        "no tanh": (but(_RIGHT, 0, X_N + R * M), "this is what goes into tanh."),
        "reset of the input": (but(_RIGHT, 0, np.tanh(R * (X_N + M))),
            "r does not touch the input."),
        "the other u": (but(_RIGHT, 1, U * _N + (1 - U) * A_PREV),
            "here u is the share of the old state."),
        "added": (but(_RIGHT, 1, _N + U * A_PREV), "the candidate has the share 1 - u."),
        "share of the new": (but(_RIGHT, 2, (1 - U) * DA), "the old state has the share u."),
        "handed on whole": (but(_RIGHT, 2, DA), "the old state has the share u, not 1."),
        "sign of u": (but(_RIGHT, 3, DA * (_N - A_PREV) * U * (1 - U)),
            "old minus new is u's partner."),
        "only the old": (but(_RIGHT, 3, DA * A_PREV * U * (1 - U)),
            "u also takes from the candidate."),
        "no slope": (but(_RIGHT, 3, DA * (A_PREV - _N)), "this is du; the slope is missing."),
    },
    answer=answer, tolerance=2e-3,
    hints=(
        "n first, then the mixture.",
        "n = tanh(0.2 + 0.25 · 0.4); a = 0.2 n + 0.8 · 0.5.",
        "da/du = a<t-1> - n, and the slope of the sigmoid is 0.8 · 0.2.",
    ),
    title="One step on paper", stars=1, minutes=8, trains=(1,), checked="four numbers",
)  # fmt: skip
