"""Exercise `best_steps` of chapter 10: the best steps of three judges, as powers of ten."""

import numpy as np

from coursekit import Numbers

_U64, _U32 = np.finfo(np.float64).eps / 2, np.finfo(np.float32).eps / 2
_STEPS = np.log10([(3 * _U64) ** (1 / 3), 2 * _U64**0.5, (3 * _U32) ** (1 / 3)])


def answer():
    steps = [-5.2, -7.7, -2.3]
    return steps


exercise = Numbers(
    _STEPS,
    {
        "as small as the rounding": (np.log10([_U64, _U64, _U32]),
            "with a step as small as u nothing is left of the difference."),
        "square root for both": (np.log10([2 * _U64**0.5, 2 * _U64**0.5, 2 * _U32**0.5]),
            "the square root belongs to one-sided; central errs by the square of the step."),
        "cube root for both": (_STEPS[[0, 0, 2]],
            "one-sided has the error eps/2, not eps²/6: set up its sum anew."),
        "float64 everywhere": (_STEPS[[0, 1, 0]], "in float32 u is about 6e-8."),
        "fixed 1e-6": ([-6.0, -8.0, -6.0], "in float32 a step of 1e-6 moves hardly a digit."),
    },
    answer=answer, tolerance=0.3,
    hints=(
        "write the error as a function of the step and set its slope to zero.",
        "central: eps/3 = u/eps². One-sided: 1/2 = 2u/eps².",
    ),
    title="The best step", stars=1, minutes=8, trains=(1,), checked="three powers of ten, to 0.3",
)  # fmt: skip
