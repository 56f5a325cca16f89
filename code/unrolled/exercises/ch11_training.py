"""Exercises of chapter 11, training a recurrent network."""

import numpy as np

from coursekit.answers import Numbers
from coursekit.code import Code
from coursekit.mistakes import Mistake

from ._ch11_loop import training_loop
from ._ch11_runs import after, diagnose, evidence, find_rate  # noqa: F401 - readers call two
from ._ch11_steps import adam, momentum
from ._ch11_stopping import early_stopping

# -- an honest number -----------------------------------------------------------------------------


def table_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw the losses of five settings with four seeds each.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple of ndarray
        validation and test, shape (5, 4). Setting 2 is best in the mean, setting 3 has the luckiest
        single run, setting 4 is worst, and setting 1 has the best test loss.
    """
    rng = np.random.default_rng(seed)
    validation, test = rng.uniform(2.4, 2.8, size=(2, 5, 4))
    validation[2], validation[3] = rng.uniform(2.1, 2.2, size=4), [1.9, 3.0, 3.0, 3.0]
    validation[4] += 0.6
    test[1] = rng.uniform(2.0, 2.1, size=4)
    return validation, test


def _honest_choice(validation, test):
    scores = validation.mean(axis=1)
    chosen = int(scores.argmin())
    return chosen, test[chosen].mean()


#: Choose by validation, report the test.
honest_choice = Code(
    _honest_choice,
    table_case,
    "chosen reported",
    [
        Mistake(
            "chosen by the test",
            "validation.mean(axis=1)",
            "test.mean(axis=1)",
            "the test data decide which setting wins, so its test loss is too good.",
            "which data may decide?",
        ),
        Mistake(
            "validation reported",
            "test[chosen].mean()",
            "validation[chosen].mean()",
            "the number reported is the one by which the setting was chosen: it is too good.",
            "which data have decided nothing?",
        ),
        Mistake(
            "luckiest seed chooses",
            "validation.mean(axis=1)",
            "validation.min(axis=1)",
            "one lucky run decides; the setting is judged by all its seeds.",
            "how do four seeds become one number?",
        ),
        Mistake(
            "luckiest seed reported",
            "test[chosen].mean()",
            "test[chosen].min()",
            "the best of four runs is reported as if it were typical.",
            "how do four seeds become one number?",
        ),
        Mistake(
            "largest loss",
            "argmin()",
            "argmax()",
            "the setting with the largest loss was chosen.",
            "is a large loss good?",
        ),
        Mistake(
            "mean over settings",
            "validation.mean(axis=1)",
            "validation.mean(axis=0)",
            "the mean runs over the settings, so a *seed* was chosen.",
            "which axis holds the seeds?",
        ),
        Mistake(
            "best test reported",
            "test[chosen].mean()",
            "test.mean(axis=1).min()",
            "the setting is chosen honestly, and then the best test loss of *any* setting is "
            "reported.",
            "whose test loss is reported?",
        ),
        Mistake(
            "counted from 1",
            "return chosen,",
            "return chosen + 1,",
            "the settings are rows of an array: they are counted from 0.",
            "which index has the first row?",
        ),
        Mistake(
            "sum reported",
            "test[chosen].mean()",
            "test[chosen].sum()",
            "the seeds' losses are added; one wants their mean.",
            "how do four seeds become one number?",
        ),
        Mistake(
            "all settings reported",
            "test[chosen].mean()",
            "test.mean()",
            "the mean over all settings is reported, not that of the chosen one.",
            "whose test loss is reported?",
        ),
    ],
    title="An honest number",
    stars=1,
    minutes=10,
    checked="the chosen setting and the number that is reported",
)

# -- a valley on paper ----------------------------------------------------------------------------


def valley(
    steep: float = 50, flat: float = 2, beta: float = 0.9, rate: float = 0.03
) -> list[float]:
    """Return what the exercise asks about a valley with two curvatures.

    Parameters
    ----------
    steep, flat : float
        The curvatures.
    beta : float
        Of momentum.
    rate : float
        The rate at which the flat direction is watched.

    Returns
    -------
    list of float
        Limits of the rate for SGD and for momentum, factor of the flat direction per update of SGD,
        and how far Adam's first step goes with rate 0.01.

    Examples
    --------
    >>> [round(v, 3) for v in valley()]
    [0.04, 0.076, 0.94, 0.01]
    """
    return [2 / steep, 2 * (1 + beta) / steep, 1 - rate * flat, 0.01]


_SGD, _MOMENTUM, _FACTOR, _STEP = valley()

#: Limits of the learning rate, and a first step of Adam.
on_paper = Numbers(
    valley(),
    {
        "one over the curvature": (
            [_SGD / 2, _MOMENTUM / 2, _FACTOR, _STEP],
            "at one over the curvature the steep direction lands in the minimum; it may overshoot "
            "by up to its own distance before it grows.",
        ),
        "flat curvature": (
            [2 / 2, 2 * 1.9 / 2, _FACTOR, _STEP],
            "the limit comes from the *largest* curvature: that direction diverges first.",
        ),
        "momentum like SGD": (
            [_SGD, _SGD, _FACTOR, _STEP],
            "momentum brakes what jumps to and fro, so its limit is larger.",
        ),
        "momentum smaller": (
            [_SGD, 2 * 0.1 / 50, _FACTOR, _STEP],
            "for momentum the limit grows by 1 + beta; you multiplied by 1 - beta.",
        ),
        "steep factor": (
            [_SGD, _MOMENTUM, 1 - 0.03 * 50, _STEP],
            "the third number is about the flat direction, with curvature 2.",
        ),
        "shrinks by": (
            [_SGD, _MOMENTUM, 0.03 * 2, _STEP],
            "that is the share that goes away; asked is the factor that stays.",
        ),
        "step with the gradient": (
            [_SGD, _MOMENTUM, _FACTOR, 0.01 * 250],
            "Adam divides by the size of the gradient, so its first step does not depend on it.",
        ),
        "uphill": (
            [_SGD, _MOMENTUM, _FACTOR, -_STEP],
            "the gradient is negative, so the weight must grow.",
        ),
        "not corrected": (
            [_SGD, _MOMENTUM, _FACTOR, 0.01 * 0.1 / 0.001**0.5],
            "that is the first step without the corrections.",
        ),
    },
    tolerance=5e-4,
    hints=(
        "SGD multiplies a direction of curvature c by 1 - rate * c at each update.",
        "it grows when that factor is below -1.",
        "after one update the corrected means are g and g squared.",
    ),
    title="A valley on paper",
    stars=1,
    minutes=10,
    checked="four numbers to three digits; known mistakes are named",
)

EXERCISES = (
    training_loop,
    momentum,
    adam,
    on_paper,
    early_stopping,
    honest_choice,
    diagnose,
    find_rate,
)
