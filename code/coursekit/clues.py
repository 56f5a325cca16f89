"""What wrong numbers have in common with the right ones."""

import numpy as np


def clue(got: list, want: list) -> str:
    """Describe the difference between two lists of values, case by case.

    Parameters
    ----------
    got, want : list
        The reader's outputs and the right ones; arrays of equal shape, or other values.

    Returns
    -------
    str
        A pattern that holds in every case, else the size of the largest difference.

    Examples
    --------
    >>> W = np.arange(4.0).reshape(2, 2)
    >>> clue([W.T], [W]), clue([-W], [W]), clue([3 * W], [W])
    ('yours is the transpose', 'yours has the opposite sign', 'yours is 3 times as large')
    >>> clue([0 * W], [W])
    'yours is zero everywhere'
    """
    if not all(_numbers(v) for v in (*got, *want)):
        return f"got {_short(got[0])}, not {_short(want[0])}"
    pairs = [(np.asarray(u, float), np.asarray(v, float)) for u, v in zip(got, want, strict=True)]
    if all(not u.any() for u, _ in pairs):
        return "yours is zero everywhere"
    if all(u.ndim == 2 and u.shape[0] == u.shape[1] and _near(u.T, v) for u, v in pairs):
        return "yours is the transpose"
    factors = {_factor(u, v) for u, v in pairs}
    if factors == {-1.0}:
        return "yours has the opposite sign"
    if len(factors) == 1 and None not in factors:
        return f"yours is {factors.pop():.4g} times as large"
    steps = [_steps(u, v) for u, v in pairs]
    if steps[0] and len(set(steps)) == 1:
        index = "the indices" if "," in steps[0] else "index"
        return f"right at {index} {steps[0]} of its first axis, wrong elsewhere"
    largest = max(float(np.max(np.abs(u - v))) for u, v in pairs)
    return f"the largest difference is {largest:.4g}"


def _numbers(value: object) -> bool:
    return np.asarray(value, object).size > 0 and np.asarray(value).dtype.kind in "biuf"


def _near(u: np.ndarray, v: np.ndarray) -> bool:
    return bool(np.linalg.norm(u - v) <= 1e-6 * max(np.linalg.norm(v), 1e-3))


def _factor(u: np.ndarray, v: np.ndarray) -> float | None:
    """Return the number, rounded to 6 digits, by which all of v is multiplied."""
    if not v.any():
        return None
    factor = float(u.ravel() @ v.ravel() / (v.ravel() @ v.ravel()))
    return float(f"{factor:.6g}") if factor and _near(u, factor * v) else None


def _steps(u: np.ndarray, v: np.ndarray) -> str:
    """Name the entries of the first axis that are right, where there are some."""
    if u.ndim < 2:
        return ""
    return ", ".join(str(k) for k in range(len(v)) if _near(u[k], v[k]))


def _short(value: object) -> str:
    text = repr(value)
    return f"`{text}`" if len(text) <= 40 else f"`{text[:37]}...`"
