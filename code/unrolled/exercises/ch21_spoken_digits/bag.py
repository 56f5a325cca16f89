"""Exercise `bag` of chapter 21: mean and deviation of each clip."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import clip_case


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


def bag(x, mask):
    n = mask.sum(axis=0)
    mean = x.sum(axis=0) / n
    square = ((x - mean) ** 2 * mask[:, None]).sum(axis=0) / n
    return np.concatenate([mean, np.sqrt(square)])


exercise = Code(
    bag, bag_case, "phi",
    title="A bag of frames", stars=1, minutes=12, trains=(2,),
    checked="means and deviations of padded clips",
    mistakes=[
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
        Mistake("one frame fewer", ".sum(axis=0) / n\n    return",
            ".sum(axis=0) / (n - 1)\n    return",
            "the square is a mean over all n frames here, not over n - 1.",
            "by what does the formula divide?"),
        Mistake("not centered", "(x - mean) ** 2", "x ** 2",
            "the deviation is taken from zero, not from the clip's mean.", "deviation from what?"),
        Mistake("deviation first", "[mean, np.sqrt(square)]", "[np.sqrt(square), mean]",
            "means come first, deviations below.", "which rows are which?"),
        Mistake("means only", "[mean, np.sqrt(square)]", "[mean, mean]",
            "the lower half repeats the means.", "what stands in the lower half?"),
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
    ],
)  # fmt: skip
