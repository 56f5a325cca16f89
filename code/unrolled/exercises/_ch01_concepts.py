"""Answers to the concept exercises of chapter 1, with a sentence for each wrong one."""

import numpy as np

KINDS = ("one-to-many", "many-to-one", "in step", "own length")
SIGHTS = ("past", "all")

# task -> (kind, sight, what to think of when the kind is wrong, ... when the sight is wrong)
TASKS = {
    "mood": (
        "many-to-one",
        "all",
        "a review has many words and gets one mark, so T_y = 1",
        "the review is finished before anybody judges it",
    ),
    "names": (
        "in step",
        "all",
        "every word gets its own label: count the labels and the words",
        "the article is archived: the words behind 'Teddy' are there and help",
    ),
    "caption": (
        "one-to-many",
        "all",
        "the picture is one input, not a sequence; the sentence has many words",
        "the picture lies there completely before the first word is written",
    ),
    "translate": (
        "own length",
        "all",
        "the translation rarely has as many words as the original",
        "the sentence is finished; its last word may decide about the first one of the translation",
    ),
    "next letter": (
        "in step",
        "past",
        "there is one guess after every letter typed",
        "the next letter is the answer itself: who sees it has nothing to predict",
    ),
    "alarm": (
        "in step",
        "past",
        "at every beat the alarm rings or it does not: one answer per step",
        "the alarm must ring now; the heartbeats that follow have not happened",
    ),
    "genes": (
        "in step",
        "all",
        "every base gets its own label, so T_y = T_x",
        "the whole strand has been read in the lab; 'later' bases are only further to the right",
    ),
    "digit": (
        "many-to-one",
        "all",
        "the clip has many frames; the answer is one of ten digits, once",
        "the clip is recorded completely before we name the digit",
    ),
    "melody": (
        "one-to-many",
        "all",
        "one genre goes in, many notes come out",
        "the only input, the genre, is known before the first note",
    ),
    "forecast": (
        "in step",
        "past",
        "a new forecast is made at every hour: one answer per step",
        "the later hours contain what is to be forecast",
    ),
    "transcribe": (
        "own length",
        "all",
        "a second of speech has some 100 frames and two or three words: T_y differs from T_x",
        "the talk has been recorded; only live subtitles would be bound to the past",
    ),
    "checkout": (
        "in step",
        "past",
        "the probability is updated after every click: one answer per step",
        "the shop wants to react during the visit: later clicks have not happened",
    ),
}

# array -> (its sizes by name, its shape)
SHAPES = {
    "names, ids": ("T N", (47, 32)),
    "names, mask": ("T N", (47, 32)),
    "names, one-hot": ("T n_x N", (47, 39, 32)),
    "clips": ("T n_x N", (92, 13, 16)),
    "digits": ("T_y N", (1, 16)),
    "strands, targets": ("T N", (200, 24)),
    "weather": ("T n_x N", (30, 3, 5)),
    "sunspots": ("T n_x N", (309, 1, 1)),
}


def task_feedback(task: str) -> dict:
    """Return a sentence for every wrong pair of kind and sight.

    Parameters
    ----------
    task : str
        One of TASKS.

    Returns
    -------
    dict
        (kind, sight) -> sentence; ``...`` -> what to say to anything else.

    Examples
    --------
    >>> task_feedback("digit")["one-to-many", "all"]
    'the clip has many frames; the answer is one of ten digits, once.'
    """
    right_kind, right_sight, of_kind, of_sight = TASKS[task]
    said = {
        (kind, sight): f"{of_sight if kind == right_kind else of_kind}."
        for kind in KINDS
        for sight in SIGHTS
        if (kind, sight) != (right_kind, right_sight)
    }
    return said | {...: f"answer with a kind from {KINDS} and a sight from {SIGHTS}."}


def shape_feedback(array: str) -> dict:
    """Return a sentence for the common mix-ups of a shape.

    Parameters
    ----------
    array : str
        One of SHAPES.

    Returns
    -------
    dict
        Wrong shape -> sentence; ``...`` -> what to say to any other.

    Examples
    --------
    >>> shape_feedback("clips")[16, 92, 13]
    'the examples stand first; with us the order is (T, n_x, N).'
    """
    sizes, shape = SHAPES[array]
    order = f"the order is ({', '.join(sizes.split())})"
    said = {(shape[-1], *shape[:-1]): f"the examples stand first; with us {order}."}
    if len(shape) == 3:
        said[shape[::-1]] = f"the right numbers in the wrong order; {order}."
        missing = f"an axis is missing; {order}, also where a size is 1."
        said |= {shape[:2]: missing, shape[::2]: missing, shape[:1]: missing}
    else:
        alone = "an id, a yes or no stands for itself, without a column"
        said[shape[0], 1, shape[1]] = f"too many axes; {order}: {alone}."
    return said | {...: f"{order}; look again at the size of each axis."}


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
