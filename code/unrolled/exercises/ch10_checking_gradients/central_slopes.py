"""Exercise `central_slopes` of chapter 10: central differences of any function."""

import numpy as np

from coursekit import Code, Mistake


def _waves(v: np.ndarray) -> float:
    """A function whose slopes differ in every entry and depend on the others."""
    weights = np.arange(1, v.size + 1).reshape(v.shape)
    return float((weights * np.sin(v)).sum() + np.exp(v.mean()) + v[0, 0] * v[-1, -1] ** 2)


def _function_case(seed: int) -> tuple:
    return _waves, np.random.default_rng(seed).normal(size=(3, 2)), 0.01


def central_slopes(f, v, eps):
    slopes = np.zeros(v.shape)
    for k in np.ndindex(v.shape):
        up, down = v.copy(), v.copy()
        up[k] += eps
        down[k] -= eps
        slopes[k] = (f(up) - f(down)) / (2 * eps)
    return slopes


exercise = Code(
    central_slopes, _function_case, "slopes",
    title="Central differences", stars=1, minutes=12, trains=(1,),
    checked="the slopes of a function of six numbers; v is unchanged",
    mistakes=[
        Mistake("one-sided", "f(down)) / (2 * eps)", "f(v)) / eps",
            "this is a one-sided difference: it errs by eps, not by eps².",
            "between which two points do you take the difference?"),
        Mistake("one step, divided by two", "f(down)) / (2 * eps)", "f(v)) / (2 * eps)",
            "the points are eps apart, and you divide by 2 eps.",
            "how far apart are the two points?"),
        Mistake("divided by eps", "(2 * eps)", "eps",
            "the two points are 2 eps apart.", "how far apart are the two points?"),
        Mistake("multiplied by eps", "/ (2 * eps)", "/ 2 * eps",
            "without brackets Python divides by 2 and then multiplies by eps.",
            "in which order are `/` and `*` done?"),
        Mistake("opposite sign", "f(up) - f(down)", "f(down) - f(up)",
            "the slope has the wrong sign.", "which of the two points is to the right?"),
        Mistake("all entries moved", "up[k] += eps", "up += eps",
            "the point above moves in all entries; one slope needs one entry.",
            "which entries differ between `up` and v?"),
        Mistake("not divided", " / (2 * eps)", "",
            "a difference is no slope yet.", "rise over what?"),
        Mistake("moves pile up", "up, down = v.copy(), v.copy()",
            "up, down = (v.copy(), v.copy()) if not any(k) else (up, down)",
            "entries moved before are still moved.", "what must be undone before the next entry?"),
        Mistake("relative step", "up[k] += eps", "up[k] += eps * v[k]",
            "a step relative to v[k] needs the same in the denominator, and fails at zero.",
            "by how much is v[k] moved?"),
        Mistake("last entry left out", "np.ndindex(v.shape)", "list(np.ndindex(v.shape))[:-1]",
            "the last entry is never visited.", "how many entries has v?"),
    ],
)  # fmt: skip
