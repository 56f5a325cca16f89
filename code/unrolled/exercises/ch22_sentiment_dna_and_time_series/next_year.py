"""Exercise `next_year` of chapter 22: fit on the training years, score on the others."""

import numpy as np

from coursekit import Code, Mistake


def series_case(seed: int) -> tuple:
    """Draw a noisy oscillation around 3.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``series`` (40,), 3, 25.

    Examples
    --------
    >>> series_case(0)[1:]
    (3, 25)
    """
    rng = np.random.default_rng(seed)
    x = [0.0, 1.0]
    while len(x) < 40:
        x.append(1.4 * x[-1] - 0.7 * x[-2] + rng.normal())
    return 3 + np.array(x), 3, 25


def next_year(series, p, n_train):
    past = [series[p - i : len(series) - i] for i in range(1, p + 1)]
    past = np.stack([*past, np.ones(len(series) - p)])
    now, m = series[p:], n_train - p
    phi = np.linalg.lstsq(past[:, :m].T, now[:m], rcond=None)[0]
    wrong = phi @ past[:, m:] - now[m:]
    return phi, np.sqrt(np.mean(wrong**2))


exercise = Code(
    next_year, series_case, "phi error",
    title="The linear opponent", stars=2, minutes=18, trains=(1, 4),
    checked="the coefficients, and the error on the test part",
    mistakes=[
        Mistake("fitted on all years", "past[:, :m].T, now[:m]", "past.T, now",
            "the test years take part in the fit.", "which years may decide about phi?"),
        Mistake("scored on training years", "past[:, m:] - now[m:]", "past[:, :m] - now[:m]",
            "the error is that of the training years.", "which years are scored?"),
        Mistake("scored on all years", "past[:, m:] - now[m:]", "past - now",
            "training years are scored, too.", "which years are scored?"),
        Mistake("no constant", "np.ones(len(series) - p)", "np.zeros(len(series) - p)",
            "the constant is missing: the series does not lie around zero.",
            "what does the model say if all the past is 0?"),
        Mistake("today among the past", "range(1, p + 1)", "range(p)",
            "the value to be predicted is among the values it is predicted from.",
            "what is the smallest lag?"),
        Mistake("oldest first", "range(1, p + 1)", "range(p, 0, -1)",
            "the first coefficient belongs to the value one step back.",
            "in which order do the lags stand?"),
        Mistake("split p years late", "n_train - p", "n_train",
            "the first p years have no prediction, so the split lies p places earlier.",
            "which place of `now` is the first test year?"),
        Mistake("forecasts from forecasts", "wrong = phi @ past[:, m:] - now[m:]",
            "x = list(series[:n_train])\n    while len(x) < len(series):\n        x.append(phi @ "
            "np.array([*x[: -p - 1 : -1], 1.0]))\n    wrong = np.array(x[n_train:]) - "
            "series[n_train:]",
            "each forecast is made from the forecasts before it; the true values are known there.",
            "what is known when the third test year is predicted?"),
        Mistake("no root", "np.sqrt(np.mean(wrong**2))", "np.mean(wrong**2)",
            "this is the mean of squares.", "what is the unit of the error?"),
        Mistake("absolute error", "np.sqrt(np.mean(wrong**2))", "np.mean(abs(wrong))",
            "this is the mean absolute error.", "squares or absolute values?"),
        Mistake("sum of squares", "np.mean(wrong**2)", "np.sum(wrong**2)",
            "the squares are averaged, not added up.", "does a longer test make a larger error?"),
        Mistake("bias taken out", "np.sqrt(np.mean(wrong**2))", "wrong.std()",
            "a constant error counts as well; the deviation takes it out.",
            "what is the error of a model that is always 5 too high?"),
    ],
)  # fmt: skip
