"""Exercise `choose_limit` of chapter 14: a limit from the norms of the first updates."""

import numpy as np

from coursekit import Code, Mistake


def _norms(seed: int) -> tuple:
    rng = np.random.default_rng([seed, 14])
    norms = np.exp(rng.normal(0, 0.8, 61)) * np.where(np.arange(61) < 8, 20, 1)  # a rough start
    norms[rng.choice(np.arange(10, 60), 4, replace=False)] *= 40
    norms[[23, 42]] = np.inf
    return norms, 8, 2.5, 0.03


def choose_limit(norms, warmup, multiple, lr):
    seen = norms[warmup:]
    finite = seen[np.isfinite(seen)]
    limit = multiple * np.median(finite)
    share = (finite > limit).mean()
    return limit, share, lr * limit


_MEDIAN = "np.median(finite)"
_SHARE = "(finite > limit).mean()"

exercise = Code(
    choose_limit, _norms, "limit share longest",
    title="Choose the limit", stars=2, minutes=12, trains=(3,),
    checked="limit, share of the updates that are cut, longest step",
    mistakes=[
        Mistake("mean", _MEDIAN, "finite.mean()",
            "a few huge norms drag the mean up; the median stays in the middle.",
            "which middle does one outlier not move?"),
        Mistake("largest", _MEDIAN, "finite.max()",
            "the largest norm is the accident you want to cut, not the unit.",
            "is your limit above every norm?"),
        Mistake("smallest", _MEDIAN, "finite.min()",
            "with the smallest norm as the unit nearly every update is cut.",
            "which share of the updates do you cut?"),
        Mistake("upper percentile", _MEDIAN, "np.quantile(finite, 0.95)",
            "the unit is the median; a high percentile already lies in the tail.",
            "half of the norms lie below the unit."),
        Mistake("mean of logarithms", _MEDIAN, "np.exp(np.log(finite).mean())",
            "that is the geometric mean; the median was asked for.",
            "sort the norms: which one stands in the middle?"),
        Mistake("standard deviation", "multiple * np.median(finite)",
            "finite.mean() + multiple * finite.std()",
            "mean plus standard deviations is at home with bell curves; this one has a tail.",
            "what does one norm of 1000 do to your limit?"),
        Mistake("warm-up kept", "norms[warmup:]", "norms",
            "the first updates, still far from everything, are counted.",
            "where does `warmup` enter?"),
        Mistake("only the warm-up", "norms[warmup:]", "norms[:warmup]",
            "these are the updates to leave out.", "which side of `warmup` do you keep?"),
        Mistake("infinity kept", "np.isfinite(seen)", "~np.isnan(seen)",
            "an infinite norm is no number to compare with; leave it out.",
            "which entries does your filter let through?"),
        Mistake("multiple forgotten", "multiple * np.median(finite)", "np.median(finite)",
            "the limit is a multiple of the median.", "where does `multiple` enter?"),
        Mistake("multiple divides", "multiple * np.median", "1 / multiple * np.median",
            "you divide by the multiple.", "is the limit above or below the median?"),
        Mistake("norms below", _SHARE, "(finite < limit).mean()",
            "that is the share of updates that stay as they are.",
            "which side of the limit is cut?"),
        Mistake("count", _SHARE, "(finite > limit).sum()",
            "a count is not yet a share.", "out of how many?"),
        Mistake("share of all", _SHARE, "(finite > limit).sum() / len(norms)",
            "the share is of the norms you used, not of all that were given.", "out of how many?"),
        Mistake("above the median", _SHARE, "(finite > np.median(finite)).mean()",
            "half of the norms lie above the median, always; the limit decides what is cut.",
            "compare with what?"),
        Mistake("longest unclipped step", "lr * limit", "lr * finite.max()",
            "that would be the longest step without clipping.",
            "how long is a gradient at most, once it is clipped?"),
        Mistake("learning rate forgotten", "lr * limit", "limit",
            "a step is the learning rate times the gradient.",
            "what does the optimizer multiply by?"),
    ],
)  # fmt: skip
