"""Exercise `leaks` of chapter 1: features that look ahead; the tamper test finds the keys."""

import numpy as np

from coursekit import Choices


def _from_the_mean(series):
    return series - series.mean()


def _step_back(series):
    return np.diff(series, prepend=series[0])


def _smoothed(series):
    return np.convolve(series, np.ones(3) / 3, mode="same")


def _mean_so_far(series):
    return np.cumsum(series) / np.arange(1, len(series) + 1)


def _slope(series):
    return np.gradient(series)


def _rank(series):
    return series.argsort().argsort()


#: the six features of the page -> (what computes it, what to say when it is judged wrongly)
FEATURES = {
    "A": (
        _from_the_mean,
        "the mean of the whole series contains every later value: change the last number and all "
        "features move.",
    ),
    "B": (_step_back, "B only looks back: the step from the value before uses t and t - 1."),
    "C": (_smoothed, "C averages the steps t - 1, t and t + 1."),
    "D": (_mean_so_far, "D is the mean of the first t values, and of no later one."),
    "E": (_slope, "`np.gradient` takes half the difference of the two neighbors, t + 1 and t - 1."),
    "F": (_rank, "the rank counts how many values of the whole series are smaller."),
}


def peeks(feature) -> bool:
    """Tell by the tamper test whether a feature depends on later values.

    Parameters
    ----------
    feature : callable
        Takes a series of shape (S,), returns one feature per step.

    Returns
    -------
    bool
        Whether an early feature moves when the later values change.

    Examples
    --------
    >>> peeks(np.cumsum), peeks(np.sort)
    (False, True)
    """
    rng = np.random.default_rng(0)
    series = rng.normal(size=12)
    tampered = series.copy()
    tampered[6:] = rng.normal(size=6) - 3
    return not np.allclose(feature(series)[:6], feature(tampered)[:6])


def answer():
    #: leaks = {"A": ..., "B": ..., "C": ...,  # True: it peeks
    #:          "D": ..., "E": ..., "F": ...}
    leaks = {"A": True, "B": False, "C": True,
             "D": False, "E": True, "F": True}  # fmt: skip
    return leaks


exercise = Choices(
    {name: peeks(feature) for name, (feature, _) in FEATURES.items()},
    {name: {not peeks(feature): says} for name, (feature, says) in FEATURES.items()},
    answer=answer,
    title="Which feature peeks?", stars=2, minutes=10, trains=(3,),
    checked="six answers; the keys are computed by the tamper test",
)  # fmt: skip
