"""Exercises of chapter 14: cliffs, lengths, directions, the place in the loop, the limit."""

import numpy as np

from coursekit.answers import Choices, Construction, Numbers
from coursekit.code import Code
from coursekit.mistakes import Mistake


def _paper() -> np.ndarray:
    """Clip dW = (3, 4), db = (0, 12) to 6.5 and to 5, and find an edge: the first exercise."""
    g = np.array([3.0, 4.0, 0.0, 12.0])
    norm = np.linalg.norm(g)
    sigmoid = 1 / (1 + np.exp(-1.0))
    return np.array([norm, g[0] * 6.5 / norm, np.clip(g, -5, 5)[3], 1 - 6 * sigmoid, 0.01 * 6.5])


_RIGHT = _paper()


def _but(place: int, number: float) -> np.ndarray:
    wrong = _RIGHT.copy()
    wrong[place] = number
    return wrong


#: a gradient of four numbers, and an edge
on_paper = Numbers(
    _RIGHT,
    {
        "norms added": (_but(0, 17), "5 + 12 adds two lengths; the squares are what adds up."),
        "no square root": (_but(0, 169), "that is the square of the norm."),
        "first tensor only": (_but(0, 5), "the norm is that of all four numbers."),
        "largest number": (_but(0, 12), "the norm is a length, not the largest entry."),
        "not clipped": (_but(1, 3), "13 is above 6.5: every number is scaled."),
        "cut by value": (_but(1, 6.5), "the limit is for the length; scale all by one factor."),
        "clipped per tensor": (_but(1, 3 * 6.5 / 5), "one factor, with the norm of everything."),
        "scaled, not cut": (_but(2, 12 * 5 / 13), "by value, each number is cut by itself."),
        "untouched by value": (_but(2, 12), "12 is above the limit 5."),
        "z0 left out": (_but(3, 0 - 6 / (1 + np.exp(-1))), "the edge is z0 minus w times sigma."),
        "slope instead of value": (_but(3, 1 - 6 * 0.1966), "sigma itself stands in it, no slope."),
        "learning rate left out": (_but(4, 6.5), "a step is the learning rate times the gradient."),
        "step of the unclipped": (_but(4, 0.13), "the clipped gradient has length 6.5."),
    },
    tolerance=2e-3,
    hints=("squares of all four numbers, added, then the root.",
           "one factor for all: limit through norm."),
    title="On paper",
    stars=1,
    minutes=8,
    checked="five numbers",
)  # fmt: skip


def _gradients(seed: int) -> tuple:
    rng = np.random.default_rng(seed)
    dW_aa, dW_ax = rng.normal(size=(6, 4, 4)), rng.normal(size=(6, 4, 3))
    size = np.array([5.0, 0.1, 30.0, 0.3, 2.0, 1.0])[:, None, None]
    return size * dW_aa, 0.7 * size * dW_ax, 2.5


def _clip_all(dW_aa, dW_ax, limit):
    norms = np.zeros(len(dW_aa))
    A, X = np.zeros_like(dW_aa), np.zeros_like(dW_ax)
    for s in range(len(dW_aa)):
        norms[s] = np.sqrt((dW_aa[s] ** 2).sum() + (dW_ax[s] ** 2).sum())
        factor = 1.0
        if norms[s] > limit:
            factor = limit / norms[s]
        A[s], X[s] = factor * dW_aa[s], factor * dW_ax[s]
    return A, X, norms


_NORM = "np.sqrt((dW_aa[s] ** 2).sum() + (dW_ax[s] ** 2).sum())"
_BOTH = "factor * dW_aa[s], factor * dW_ax[s]"

#: clipping by the global norm, for several updates
clip_all = Code(
    _clip_all,
    _gradients,
    "A X norms",
    [
        Mistake("short ones lengthened", "if norms[s] > limit:", "if True:",
                "gradients below the limit are made longer; clipping only shortens.",
                "what happens to a gradient of length 0.1?"),
        Mistake("test turned around", "norms[s] > limit", "norms[s] < limit",
                "the long gradients stay as they are, and the short ones are changed.",
                "which gradients are to be shortened?"),
        Mistake("factor upside down", "limit / norms[s]", "norms[s] / limit",
                "long gradients get longer still.",
                "is your factor below 1 for a long gradient?"),
        Mistake("scaled to one", "limit / norms[s]", "1 / norms[s]",
                "a long gradient gets the length 1 whatever the limit is.",
                "where does `limit` enter the factor?"),
        Mistake("no square root", _NORM, "(dW_aa[s] ** 2).sum() + (dW_ax[s] ** 2).sum()",
                "the sum of squares is not yet a length.",
                "what is the length of (3, 4)?"),
        Mistake("one tensor's norm", " + (dW_ax[s] ** 2).sum()", "",
                "the norm leaves out `dW_ax`; global means all numbers.",
                "which arrays are in the sum of squares?"),
        Mistake("norms added", _NORM,
                "np.sqrt((dW_aa[s] ** 2).sum()) + np.sqrt((dW_ax[s] ** 2).sum())",
                "the lengths of two parts do not add up to the length of the whole.",
                "add first, or take the root first?"),
        Mistake("largest entry", _NORM, "max(abs(dW_aa[s]).max(), abs(dW_ax[s]).max())",
                "that is the largest entry, not the length.",
                "do all numbers enter the norm?"),
        Mistake("absolute values added", _NORM, "abs(dW_aa[s]).sum() + abs(dW_ax[s]).sum()",
                "lengths are made of squares, not of absolute values.",
                "what is the length of (3, 4)?"),
        Mistake("by value", _BOTH, "(np.clip(g[s], -limit, limit) for g in (dW_aa, dW_ax))",
                "every number is cut by itself, and the direction is lost.",
                "is your result a multiple of the gradient?"),
        Mistake("per tensor", _BOTH,
                "(g[s] * min(1, limit / np.sqrt((g[s] ** 2).sum())) for g in (dW_aa, dW_ax))",
                "each tensor is clipped by its own norm, and the direction of the whole is lost.",
                "how many factors does one update have?"),
        Mistake("second array forgotten", _BOTH, "factor * dW_aa[s], dW_ax[s]",
                "`dW_ax` is not scaled.",
                "do both arrays meet the factor?"),
        Mistake("norm after clipping", _BOTH + "\n", _BOTH + "\n        norms[s] *= factor\n",
                "the norm to report is the one before clipping.",
                "when do you want to hear of a norm of 1000?"),
        Mistake("one norm for all updates", "norms[s] > limit", "norms.max() > limit",
                "one long gradient makes you rescale the ones that follow, however short.",
                "whose norm decides about update s?",
                (("limit / norms[s]", "limit / norms.max()"),)),
    ],
    title="Clip by the global norm",
    stars=2,
    minutes=15,
    checked="both arrays and the norms, over six updates",
)  # fmt: skip


def _norms(seed: int) -> tuple:
    rng = np.random.default_rng([seed, 14])
    norms = np.exp(rng.normal(0, 0.8, 61)) * np.where(np.arange(61) < 8, 20, 1)  # a rough start
    norms[rng.choice(np.arange(10, 60), 4, replace=False)] *= 40
    norms[[23, 42]] = np.inf
    return norms, 8, 2.5, 0.03


def _choose_limit(norms, warmup, multiple, lr):
    seen = norms[warmup:]
    finite = seen[np.isfinite(seen)]
    limit = multiple * np.median(finite)
    share = (finite > limit).mean()
    return limit, share, lr * limit


_MEDIAN = "np.median(finite)"
_SHARE = "(finite > limit).mean()"

#: a limit from the norms of the first updates
choose_limit = Code(
    _choose_limit,
    _norms,
    "limit share longest",
    [
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
                "these are the updates to leave out.",
                "which side of `warmup` do you keep?"),
        Mistake("infinity kept", "np.isfinite(seen)", "~np.isnan(seen)",
                "an infinite norm is no number to compare with; leave it out.",
                "which entries does your filter let through?"),
        Mistake("multiple forgotten", "multiple * np.median(finite)", "np.median(finite)",
                "the limit is a multiple of the median.",
                "where does `multiple` enter?"),
        Mistake("multiple divides", "multiple * np.median", "1 / multiple * np.median",
                "you divide by the multiple.",
                "is the limit above or below the median?"),
        Mistake("norms below", _SHARE, "(finite < limit).mean()",
                "that is the share of updates that stay as they are.",
                "which side of the limit is cut?"),
        Mistake("count", _SHARE, "(finite > limit).sum()",
                "a count is not yet a share.",
                "out of how many?"),
        Mistake("share of all", _SHARE, "(finite > limit).sum() / len(norms)",
                "the share is of the norms you used, not of all that were given.",
                "out of how many?"),
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
    title="Choose the limit",
    stars=2,
    minutes=12,
    checked="limit, share of the updates that are cut, longest step",
)  # fmt: skip

_SAID = {
    "clips the gradient": "follow the gradient from backward to the update: who changes it, when?",
    "no effect": "does the update see the clipped numbers?",
    "too late": "has the update happened when the clipping comes?",
    "another direction": "is one factor used for everything, on the finished sum?",
}
_LOOPS = {"A": "clips the gradient", "B": "too late", "C": "another direction",
          "D": "no effect", "E": "another direction"}  # fmt: skip

#: five loops, and what becomes of the gradient
where = Choices(
    _LOOPS,
    {q: {said: text for said, text in _SAID.items() if said != right}
     for q, right in _LOOPS.items()},
    title="Where in the loop?",
    stars=1,
    minutes=8,
    checked="five answers",
)  # fmt: skip


def _turned(answer: object) -> tuple[bool, str]:
    """Decide whether clipping by value to 1 turns a gradient of four numbers far enough."""
    g = np.asarray(answer, float)
    if g.shape != (4,) or not np.isfinite(g).all() or not g.any():
        return False, "give four finite numbers, not all zero."
    cut = np.clip(g, -1, 1)
    cosine = float(g @ cut / np.linalg.norm(g) / np.linalg.norm(cut))
    said = f"the cosine with its value-clipped self is {cosine:.4f}"
    return cosine < 0.55, f"{said}. Wanted: below 0.55."


#: a gradient that clipping by value turns
turned = Construction(
    _turned,
    [1000.0, 1.0, 1.0, 1.0],
    {
        "all alike": ([10.0, 10.0, 10.0, 10.0], "value-clipped self is 1.0000"),
        "below the limit": ([0.5, 0.1, 0.2, 0.3], "value-clipped self is 1.0000"),
        "one alone": ([1000.0, 0.0, 0.0, 0.0], "value-clipped self is 1.0000"),
        "not far enough": ([3.0, 1.0, 1.0, 1.0], "self is 0.8660"),
    },
    hints=("how does the clipped vector look when all numbers are above the limit?",
           "one number must dwarf the others, and the others must not be cut."),
    title="Turn it",
    stars=2,
    minutes=10,
    checked="the cosine is computed",
)  # fmt: skip

_STATEMENTS = {
    "longest step": ("lr * limit", {
        "limit": "the learning rate still multiplies the clipped gradient.",
        "no bound": "the clipped norm is at most the limit.",
        "lr * norm": "that is the step without clipping."}),
    "ratio": ("unchanged", {
        "larger": "nothing is lengthened, and both get the same factor.",
        "smaller": "both get the same factor, so their ratio stays."}),
    "NaN": ("no update", {
        "clip it": "NaN has no length to divide by.",
        "set it to zero": "the accident would go unnoticed and come back."}),
    "tiny limit": ("fixed step length", {
        "no learning": "the direction is still right; only the length is constant.",
        "same as no clipping": "every update is shortened."}),
    "infinity": ("looks healthy", {
        "stays infinite": "the minimum of infinity and the limit is the limit.",
        "becomes NaN": "minimum and maximum of infinity are well defined."}),
}  # fmt: skip

#: what clipping does, in five situations
consequences = Choices(
    {question: right for question, (right, _) in _STATEMENTS.items()},
    {question: said for question, (_, said) in _STATEMENTS.items()},
    title="What follows?",
    stars=2,
    minutes=7,
    checked="five answers, each wrong one with its reason",
)

EXERCISES = (on_paper, clip_all, where, choose_limit, turned, consequences)
