"""Exercise `honest_choice` of chapter 11: choose by validation, report the test."""

import numpy as np

from coursekit import Code, Mistake


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


def honest_choice(validation, test):
    #: # return chosen, reported
    scores = validation.mean(axis=1)
    chosen = int(scores.argmin())
    return chosen, test[chosen].mean()


exercise = Code(
    honest_choice, table_case, "chosen reported",
    title="An honest number", stars=1, minutes=10, trains=(3,),
    checked="the chosen setting and the number that is reported",
    mistakes=[
        Mistake("chosen by the test", "validation.mean(axis=1)", "test.mean(axis=1)",
            "the test data decide which setting wins, so its test loss is too good.",
            "which data may decide?"),
        Mistake("validation reported", "test[chosen].mean()", "validation[chosen].mean()",
            "the number reported is the one by which the setting was chosen: it is too good.",
            "which data have decided nothing?"),
        Mistake("luckiest seed chooses", "validation.mean(axis=1)", "validation.min(axis=1)",
            "one lucky run decides; the setting is judged by all its seeds.",
            "how do four seeds become one number?"),
        Mistake("luckiest seed reported", "test[chosen].mean()", "test[chosen].min()",
            "the best of four runs is reported as if it were typical.",
            "how do four seeds become one number?"),
        Mistake("largest loss", "argmin()", "argmax()",
            "the setting with the largest loss was chosen.", "is a large loss good?"),
        Mistake("mean over settings", "validation.mean(axis=1)", "validation.mean(axis=0)",
            "the mean runs over the settings, so a *seed* was chosen.",
            "which axis holds the seeds?"),
        Mistake("best test reported", "test[chosen].mean()", "test.mean(axis=1).min()",
            "the setting is chosen honestly, and then the best test loss of *any* setting is "
            "reported.",
            "whose test loss is reported?"),
        Mistake("counted from 1", "return chosen,", "return chosen + 1,",
            "the settings are rows of an array: they are counted from 0.",
            "which index has the first row?"),
        Mistake("sum reported", "test[chosen].mean()", "test[chosen].sum()",
            "the seeds' losses are added; one wants their mean.",
            "how do four seeds become one number?"),
        Mistake("all settings reported", "test[chosen].mean()", "test.mean()",
            "the mean over all settings is reported, not that of the chosen one.",
            "whose test loss is reported?"),
    ],
)  # fmt: skip
