"""The functions of chapter 21's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


def clip_case(seed: int) -> tuple:
    """Draw a padded batch with its mask, and test clips without padding.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 3, 5), ``mask`` (7, 5), ``x_test`` (6, 3, 4).

    Examples
    --------
    >>> clip_case(0)[1].sum(axis=0)
    array([7, 3, 5, 2, 6])
    """
    rng = np.random.default_rng(seed)
    mask = np.arange(7)[:, None] < np.array([7, 3, 5, 2, 6])
    center, scale = np.array([2.0, -1.0, 0.5])[:, None], np.array([1.0, 3.0, 2.0])[:, None]
    x, x_test = (center + scale * rng.normal(size=size) for size in ((7, 3, 5), (6, 3, 4)))
    return x * mask[:, None], mask, x_test + 0.7


def _standardize(x, mask, x_test):
    frames = np.moveaxis(x, 1, 2)[mask]
    mu = frames.mean(axis=0)[:, None]
    sigma = frames.std(axis=0)[:, None]
    x_new = (x - mu) / sigma * mask[:, None]
    return x_new, (x_test - mu) / sigma


STANDARDIZE_MISTAKES = [
    Mistake("padding counted", "np.moveaxis(x, 1, 2)[mask]",
            "np.moveaxis(x, 1, 2).reshape(-1, x.shape[1])",
            "the zeros of padded frames enter mean and deviation.",
            "over which frames does the mean run?"),
    Mistake("padding not zero again", " * mask[:, None]", "",
            "after shifting, padded frames hold -mu/sigma; they must be zero again.",
            "what stands in a padded frame now?"),
    Mistake("test frames in the mean", "np.moveaxis(x, 1, 2)[mask]",
            "np.concatenate([np.moveaxis(x, 1, 2)[mask],"
            " np.moveaxis(x_test, 1, 2).reshape(-1, x.shape[1])])",
            "the test clips take part in the mean; only the training frames may.",
            "which clips are known when the model is made?"),
    Mistake("test by its own mean", "(x_test - mu) / sigma",
            "(x_test - x_test.mean(axis=(0, 2))[:, None]) / sigma",
            "the test clips are shifted by their own mean; use that of the training frames.",
            "whose mean shifts the test clips?"),
    Mistake("test not touched", "(x_test - mu) / sigma", "x_test",
            "the test clips must be shifted and scaled, too, with the same numbers.",
            "what happens to x_test?"),
    Mistake("test not shifted", "(x_test - mu) / sigma", "x_test / sigma",
            "the test clips are scaled but not shifted.",
            "what happens to x_test?"),
    Mistake("variance", "frames.std(axis=0)", "frames.var(axis=0)",
            "you divide by the variance; its root is the deviation.",
            "has the result deviation 1?"),
    Mistake("one frame fewer", "frames.std(axis=0)", "frames.std(axis=0, ddof=1)",
            "the square is a mean over all M frames here, not over M - 1.",
            "by what does the formula divide?"),
    Mistake("one mean for all", "frames.mean(axis=0)[:, None]", "frames.mean()",
            "each coefficient has its own mean.",
            "how many means are there?"),
    Mistake("one deviation for all", "frames.std(axis=0)[:, None]", "frames.std()",
            "each coefficient has its own deviation.",
            "how many deviations are there?"),
    Mistake("mean of clip means", "frames.mean(axis=0)[:, None]",
            "(x.sum(axis=0) / mask.sum(axis=0)).mean(axis=1)[:, None]",
            "all frames count alike; in yours all clips do, so frames of short clips count more.",
            "does a long clip count more than a short one?"),
    Mistake("each clip by itself", "(x - mu) / sigma * mask",
            "(x - x.sum(axis=0) / mask.sum(axis=0)) / sigma * mask",
            "each clip is shifted by its own mean; one mean serves all.",
            "how many means does a coefficient have?"),
    Mistake("deviation from zero", "frames.std(axis=0)", "np.sqrt((frames**2).mean(axis=0))",
            "the deviation is taken from zero, not from the mean.",
            "deviation from what?"),
    Mistake("multiplied by the deviation", "(x - mu) / sigma * mask", "(x - mu) * sigma * mask",
            "dividing by the deviation makes it 1; multiplying squares it.",
            "what deviation has the result?"),
]  # fmt: skip


def bag_case(seed: int) -> tuple:
    """Draw a padded batch with its mask.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (7, 3, 5), ``mask`` (7, 5).

    Examples
    --------
    >>> len(bag_case(0))
    2
    """
    return clip_case(seed)[:2]


def _bag(x, mask):
    n = mask.sum(axis=0)
    mean = x.sum(axis=0) / n
    square = ((x - mean) ** 2 * mask[:, None]).sum(axis=0) / n
    return np.concatenate([mean, np.sqrt(square)])


BAG_MISTAKES = [
    Mistake("padding counted", "mask.sum(axis=0)", "len(mask)",
            "padded frames are counted: each clip has its own length.",
            "by how many frames is the sum of a short clip divided?",
            more=((" * mask[:, None]", ""),)),
    Mistake("divided by the longest", "mask.sum(axis=0)", "len(mask)",
            "the sums hold real frames only, but are divided by the longest length.",
            "by how many frames is the sum of a short clip divided?"),
    Mistake("padding in the deviation", " * mask[:, None]", "",
            "padded frames are far from the mean and enter the deviation.",
            "which frames does the second sum run over?"),
    Mistake("variance", "np.sqrt(square)", "square",
            "these are variances; the deviation is the root.",
            "what is the unit of the lower half?"),
    Mistake("one frame fewer", ".sum(axis=0) / n\n    return", ".sum(axis=0) / (n - 1)\n    return",
            "the square is a mean over all n frames here, not over n - 1.",
            "by what does the formula divide?"),
    Mistake("not centered", "(x - mean) ** 2", "x ** 2",
            "the deviation is taken from zero, not from the clip's mean.",
            "deviation from what?"),
    Mistake("deviation first", "[mean, np.sqrt(square)]", "[np.sqrt(square), mean]",
            "means come first, deviations below.",
            "which rows are which?"),
    Mistake("means only", "[mean, np.sqrt(square)]", "[mean, mean]",
            "the lower half repeats the means.",
            "what stands in the lower half?"),
    Mistake("sums", "x.sum(axis=0) / n", "x.sum(axis=0)",
            "these are sums: a clip twice as long gets features twice as large.",
            "what does the length of a clip do to its features?"),
    Mistake("centered at the batch", "(x - mean) ** 2", "(x - mean.mean(axis=1)[:, None]) ** 2",
            "the deviation is taken from the mean of all clips, not of the clip.",
            "deviation from whose mean?"),
    Mistake("absolute deviation", "np.sqrt(square)",
            "(abs(x - mean) * mask[:, None]).sum(axis=0) / n",
            "this is the mean absolute deviation; the formula has squares.",
            "squares or absolute values?"),
]  # fmt: skip


def reach_case(seed: int) -> tuple:
    """Draw the states from the digit's last frame on, the weights, and the gradient at the end.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``a`` (6, 4, 3), ``W_aa`` (4, 4), ``d`` (4, 3).

    Examples
    --------
    >>> reach_case(0)[0].shape
    (6, 4, 3)
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(-0.9, 0.9, (6, 4, 3)), rng.normal(size=(4, 4)), rng.normal(size=(4, 3))


def _reach(a, W_aa, d):
    length = np.empty((len(a), d.shape[1]))
    length[0] = np.linalg.norm(d, axis=0)
    for lag in range(1, len(a)):
        t = len(a) - lag
        d = W_aa.T @ ((1 - a[t] ** 2) * d)
        length[lag] = np.linalg.norm(d, axis=0)
    return length / length[0], d


REACH_MISTAKES = [
    Mistake("W_aa not transposed", "W_aa.T @", "W_aa @",
            "on the way back `W_aa` is transposed.",
            "how does one go back through a matrix?"),
    Mistake("no slope", "(1 - a[t] ** 2) * d", "d",
            "the slope of tanh is missing.",
            "what stands between z and a?"),
    Mistake("slope of the state before", "(1 - a[t] ** 2)", "(1 - a[t - 1] ** 2)",
            "the slope belongs to the state the step makes, not to the one it reads.",
            "which state came out of the tanh of this step?"),
    Mistake("slope not squared", "(1 - a[t] ** 2)", "(1 - a[t])",
            "the slope of tanh is 1 minus the square of a.",
            "what is the derivative of tanh, written with a?"),
    Mistake("slope of the sigmoid", "(1 - a[t] ** 2)", "a[t] * (1 - a[t])",
            "this is the slope of the sigmoid; the layer has tanh.",
            "which g0 made these states?"),
    Mistake("slope after the product", "W_aa.T @ ((1 - a[t] ** 2) * d)",
            "(1 - a[t] ** 2) * (W_aa.T @ d)",
            "back means first through tanh, then through `W_aa`.",
            "which came last on the way forward?"),
    Mistake("states from the start", "t = len(a) - lag", "t = lag",
            "lag 1 is the last step; you begin with the first.",
            "which step does the gradient meet first?"),
    Mistake("one norm for all clips", "length[lag] = np.linalg.norm(d, axis=0)",
            "length[lag] = np.linalg.norm(d)",
            "each clip, a column, has its own length.",
            "over which axis does the norm run?"),
    Mistake("squared lengths", "return length / length[0], d",
            "return (length / length[0]) ** 2, d",
            "these are squares of lengths.",
            "where is the root?"),
    Mistake("not relative", "return length / length[0], d", "return length, d",
            "the lengths are to be divided by that at lag 0.",
            "what is the entry at lag 0?"),
    Mistake("relative to the step after", "return length / length[0], d",
            "return length / np.vstack([length[:1], length[:-1]]), d",
            "each length is divided by the one before it: that is the change per step.",
            "what is every length compared with?"),
    Mistake("one step short", "range(1, len(a))", "range(1, len(a) - 1)",
            "the last step back, into the digit's last frame, is missing.",
            "how many steps lie between the digit and the end?",
            more=(("return length", "length[-1] = np.linalg.norm(d, axis=0)\n    return length"),)),
]  # fmt: skip
