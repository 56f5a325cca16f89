"""Checks for the exercises of chapter 13, products of Jacobians."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..diagnostics import singular_values, spectral_radius
from . import wrong_jacobians as known
from .checking import verdict
from .old_answers import check_choices, check_numbers


def check_scalar_net(answer: Sequence) -> bool:
    """Check exercise 1: the gradients at lags 1, 2 and 3 of a network with one unit.

    Parameters
    ----------
    answer : array_like, shape (3,)
        dL/da<2>, dL/da<1>, dL/da<0>, rounded to three or more digits.

    Returns
    -------
    bool
        Whether all three are right.

    Examples
    --------
    >>> check_scalar_net([3.0, 4.5, 6.75])
    Not yet: these are powers of w: each step also has its slope 1 - a².
    False
    """
    return check_numbers(answer, known.RIGHT_SCALAR, known.SCALAR, tolerance=2e-3)


def check_step_jacobian(step_jacobian: Callable) -> bool:
    """Check exercise 2: ``step_jacobian(a_t, W_aa) -> J_t`` for tanh, all examples at once.

    Parameters
    ----------
    step_jacobian : callable
        Takes a_t (n_a, N) and W_aa (n_a, n_a) and returns J<t> (N, n_a, n_a).

    Returns
    -------
    bool
        Whether it computes :eq:`eq-jacobian-step`.

    Examples
    --------
    >>> check_step_jacobian(lambda a_t, W_aa: (1 - a_t.T[:, :, None] ** 2) * W_aa)
    Right: J_t.
    True
    """
    cases = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        cases.append((np.tanh(rng.normal(size=(5, 3))), rng.normal(size=(5, 5))))
    return verdict(step_jacobian, cases, known.step_jacobian, ["J_t"], known.STEP)


def check_transient(W: np.ndarray) -> bool:
    """Check exercise 3: small entries, spectral radius below 1, and yet a power of norm above 10.

    Parameters
    ----------
    W : ndarray, shape (n, n)
        The reader's matrix, n = 2 or 3, entries between -2 and 2.

    Returns
    -------
    bool
        Whether it is such a matrix; the message says what is missing.

    Examples
    --------
    >>> check_transient(np.array([[0.9, 2.0], [0.0, 0.9]]))
    Not yet: rho = 0.9 is fine; the largest norm of a power is 7.77 (k = 9), not above 10.
    False
    """
    if W is ...:
        print("Not written yet: replace ... by a matrix.")
        return False
    try:
        W = np.asarray(W, float)
    except (TypeError, ValueError):
        print("Not yet: W must be a matrix of real numbers.")
        return False
    if W.ndim != 2 or W.shape[0] != W.shape[1] or W.shape[0] not in (2, 3):
        print(f"Not yet: W must have shape (2, 2) or (3, 3), got {W.shape}.")
        return False
    if not np.abs(W).max() <= 2:  # also catches NaN
        print(f"Not yet: the entries must lie between -2 and 2, got one of {np.abs(W).max():.4g}.")
        return False
    rho = spectral_radius(W)
    if rho >= 1:
        print(f"Not yet: the spectral radius is {rho:.4g}; it must be below 1.")
        return False
    power, norms = np.eye(len(W)), []
    for _ in range(2000):
        power = W @ power
        norms.append(singular_values(power)[0])
    peak, k = max(norms), int(np.argmax(norms)) + 1
    if peak <= 10:
        same = np.allclose(W @ W.T, W.T @ W)
        why = (
            " Your W is normal (W Wᵀ = Wᵀ W): for such matrices the norm of W^k is rho^k, always "
            "falling. Eigenvectors must be nearly parallel."
            if same
            else ""
        )
        print(
            f"Not yet: rho = {rho:.4g} is fine; the largest norm of a power is {peak:.3g} "
            f"(k = {k}), not above 10.{why}"
        )
        return False
    print(f"Right: rho = {rho:.4g}, and the norm of W^{k} is {peak:.4g}.")
    return True


def _fails_only_when_long(growth: Callable, cases: Sequence[tuple]) -> bool:
    """Tell whether a function is right until its numbers are no longer finite or become zero."""
    try:
        got = [float(growth(J.copy(), v.copy(), warmup)) for J, v, warmup in cases]
    except Exception:
        return False  # `verdict` reports it
    right = np.isclose(got[:2], [known.growth(*case) for case in cases[:2]], rtol=1e-6).all()
    return bool(right and not all(np.isfinite(g) and g > 0 for g in got[2:]))


def check_growth(growth: Callable) -> bool:
    """Check exercise 4: ``growth(J, v, warmup) -> factor per step``.

    Parameters
    ----------
    growth : callable
        Takes J (T, n_a, n_a), v (n_a,) and warmup (an int below T), returns one number.

    Returns
    -------
    bool
        Whether it computes :eq:`eq-growth-per-step`, for thousands of steps too.

    Examples
    --------
    >>> check_growth(lambda J, v, warmup: np.mean(known.lengths(J, v)[warmup:]))
    Not yet: this is the mean of the lengths: factors multiply, so average their logarithms.
    False
    """
    cases = []
    for T, scale, seed in [(40, 1.0, 0), (23, 0.7, 1), (3000, 0.2, 2), (3000, 3.0, 3)]:
        rng = np.random.default_rng(seed)
        cases.append((scale * rng.normal(size=(T, 4, 4)) / 2, rng.normal(size=4), 7))
    with np.errstate(all="ignore"):
        if _fails_only_when_long(growth, cases):
            print(
                "Not yet: right for 40 steps, but with 3000 steps v leaves the range of floats. "
                "Make it as long as 1 again after each step."
            )
            return False
        return verdict(growth, cases, known.growth, ["growth"], known.GROWTH)


RIGHT = {
    "A": False,
    "B": True,
    "C": True,
    "D": False,
    "E": False,
    "F": False,
    "G": True,
    "H": False,
}
_WHY = {
    "A": "the slopes count too. With input scale 1 and g = 1.5 the gradients of all 20 networks "
    "vanish.",
    "B": "the bound with gamma = 1: each step back multiplies by at most sigma_1 < 1.",
    "C": "if sigma_1 were at most 1, no step could lengthen a gradient.",
    "D": "in the long run it must fall, but not at each step: see [[0.9, 5], [0, 0.9]].",
    "E": "see the Jordan block [[1, 1], [0, 1]]: the norm of its powers grows like k.",
    "F": "orthogonal keeps lengths only where all slopes are 1; input makes them smaller.",
    "G": "the slope of the sigmoid is at most 1/4, so each step multiplies by at most 3/4.",
    "H": "dW_aa is a sum over all lags, and the short ones are large.",
}


def check_statements(answers: Mapping[str, bool]) -> bool:
    """Check exercise 5: which of the eight popular statements are true.

    Parameters
    ----------
    answers : mapping of str to bool
        "A" to "H" -> True or False.

    Returns
    -------
    bool
        Whether all eight are right.

    Examples
    --------
    >>> check_statements(dict.fromkeys("ABCDEFGH", True))
    Not yet, A: the slopes count too. With input scale 1 and g = 1.5 the gradients of all 20
    networks vanish.
    False
    """
    feedback = {key: (lambda answer, text=text: text) for key, text in _WHY.items()}
    return check_choices(answers, RIGHT, feedback)


def check_factor_per_lag(factor_per_lag: Callable) -> bool:
    """Check exercise 6: ``factor_per_lag(norms, first) -> factor``.

    Parameters
    ----------
    factor_per_lag : callable
        Takes norms (K+1,), one per lag from 0, and the first lag to use; returns the factor per
        lag of the straight line through the logarithms.

    Returns
    -------
    bool
        Whether the fit is right.

    Examples
    --------
    >>> check_factor_per_lag(lambda norms, first: known.factor(norms, 0))
    Not yet: the transient is in the fit: leave out the lags before `first`.
    False
    """
    cases = []
    for seed, (K, rate, first) in enumerate([(40, 0.8, 6), (25, 1.2, 4), (60, 0.95, 9)]):
        rng = np.random.default_rng(seed)
        wiggle = np.exp(0.3 * rng.normal(size=K + 1))
        transient = 1 + 5 * np.exp(-np.arange(K + 1))
        cases.append((rate ** np.arange(K + 1.0) * wiggle * transient, first))
    return verdict(factor_per_lag, cases, known.factor, ["factor"], known.FACTOR)
