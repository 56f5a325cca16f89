"""Exercise `choose_order` of chapter 22: which order, by the training years alone."""

import numpy as np

from coursekit import Code, Mistake
from rnnlab.regression import autoregression, forecast

from .. import ch22_sentiment_dna_and_time_series as ch22  # as on the page

__all__ = ["autoregression", "forecast"]


def order_case(seed: int) -> tuple:
    """Draw a noisy oscillation, orders to choose from, and places to cut it.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``series`` (90,), ``orders`` (5,), ``cuts`` (4,), 8.

    Examples
    --------
    >>> [np.shape(v) for v in order_case(0)]
    [(90,), (5,), (4,), ()]
    """
    rng = np.random.default_rng(seed)
    x = [0.0, 1.0, 0.5]
    while len(x) < 90:
        x.append(1.1 * x[-1] - 0.3 * x[-2] - 0.3 * x[-3] + rng.normal())
    return 3 + np.array(x), np.array([9, 5, 7, 6, 8]), np.array([40, 50, 57, 70]), 8


def choose_order(series, orders, cuts, ahead):
    errors = np.zeros(len(orders))
    for k, p in enumerate(orders):
        squares = []
        for cut in cuts:
            phi = ch22.autoregression(series[:cut], p)
            said = ch22.forecast(series, phi)[cut - p : cut - p + ahead]
            squares.append((said - series[cut : cut + ahead]) ** 2)
        errors[k] = np.sqrt(np.mean(squares))
    return errors, orders[errors.argmin()]


exercise = Code(
    choose_order, order_case, "errors order",
    title="How far to look back", stars=2, minutes=18, trains=(1, 4),
    checked="the error of each order, and the order chosen",
    mistakes=[
        Mistake("fitted on the scored values", "series[:cut], p", "series[: cut + ahead], p",
            "the values that are scored take part in the fit.",
            "where does the fit end, and where does the score begin?"),
        Mistake("fitted on all", "series[:cut], p", "series, p",
            "the whole series takes part in every fit.", "what is known at the cut?"),
        Mistake("one fit for all cuts", "series[:cut], p", "series[: cuts[0]], p",
            "the fit ends at the first cut every time; it may use all values up to its own.",
            "what is known at the second cut?"),
        Mistake("fitted on the last piece", "series[:cut], p", "series[cut - 30 : cut], p",
            "only the last values before the cut are used; asked for are all of them.",
            "where does the fit begin?"),
        Mistake("scored before the cut", "[cut - p : cut - p + ahead]",
            "[cut - p - ahead : cut - p]",
            "the values before the cut are scored, and they were fitted.",
            "which side of the cut was not seen?",
            more=(("series[cut : cut + ahead]", "series[cut - ahead : cut]"),)),
        Mistake("scored on all before", "[cut - p : cut - p + ahead]", "[: cut - p]",
            "this is the error of the fit itself: a larger order always has a smaller one.",
            "which side of the cut was not seen?",
            more=(("squares.append((said - series[cut : cut + ahead]) ** 2)",
                   "squares.append(np.mean((said - series[p:cut]) ** 2))"),)),
        Mistake("forecast p places late", "[cut - p : cut - p + ahead]", "[cut : cut + ahead]",
            "the first p values have no forecast, so the list begins at value p.",
            "to which value does the first entry of the forecast belong?"),
        Mistake("last cut only", "squares.append((said", "squares = [(said",
            "only the last cut counts: the list begins anew each time.",
            "how many pieces are scored?",
            more=(("series[cut : cut + ahead]) ** 2)", "series[cut : cut + ahead]) ** 2]"),)),
        Mistake("mean of roots", "(said - series[cut : cut + ahead]) ** 2",
            "np.sqrt(np.mean((said - series[cut : cut + ahead]) ** 2))",
            "the roots of the pieces are averaged; average the squares, then take one root.",
            "what comes first, the mean or the root?",
            more=(("np.sqrt(np.mean(squares))", "np.mean(squares)"),)),
        Mistake("no root", "np.sqrt(np.mean(squares))", "np.mean(squares)",
            "these are means of squares.", "what is the unit of the error?"),
        Mistake("absolute error", "(said - series[cut : cut + ahead]) ** 2",
            "abs(said - series[cut : cut + ahead])",
            "these are absolute errors.", "squares or absolute values?",
            more=(("np.sqrt(np.mean(squares))", "np.mean(squares)"),)),
        Mistake("place, not order", "orders[errors.argmin()]", "errors.argmin()",
            "that is the place of the best order in the list.",
            "which order stands at that place?"),
        Mistake("largest error", "errors.argmin()", "errors.argmax()",
            "that is the worst order.", "small or large?"),
    ],
)  # fmt: skip
