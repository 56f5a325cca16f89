"""Exercises of chapter 13, products of Jacobians."""

from collections.abc import Sequence

import numpy as np

from coursekit.answers import Choices, Numbers
from coursekit.lines import Line, Lines
from coursekit.mistakes import line_of

from ._ch13_builds import driven_growth, latch, latch_layer, ridge, transient
from ._ch13_functions import factor_per_lag, growth, step_jacobian

__all__ = ["EXERCISES", "driven_growth", "evidence", "latch_layer", "listing"]

# -- 1. one unit on paper -----------------------------------------------------------------------

#: the states a<0> .. a<3>, the weight and dL/da<3> of exercise 1
STATES, W, DA_T = np.array([0.0, 0.5, 0.8, 0.6]), 1.5, 2.0


def _by_hand(factors: Sequence[float]) -> np.ndarray:
    """Multiply dL/da<3> by what the steps 3, 2, 1 multiply by."""
    return DA_T * np.cumprod(factors)


_SCALAR = _by_hand(W * (1 - STATES[:0:-1] ** 2))

#: exercise 1, the gradients of a network with one unit
scalar_net = Numbers(
    _SCALAR,
    {
        "the other end": (
            _by_hand(W * (1 - STATES[1:] ** 2)),
            "lag 1 is one step before the end, so the step that leads to a<3> comes first.",
        ),
        "1 - a": (
            _by_hand(W * (1 - STATES[:0:-1])),
            "this is not the slope of tanh: a square is missing.",
        ),
        "state before": (
            _by_hand(W * (1 - STATES[2::-1] ** 2)),
            "the slope is taken at the state that goes in, not at the one that comes out.",
        ),
        "linear": (
            _by_hand([W] * 3),
            "these are powers of w: each step also has its slope.",
        ),
        "no w": (_by_hand(1 - STATES[:0:-1] ** 2), "the weight is missing in each factor."),
        "no gradient to start from": (
            _SCALAR / DA_T,
            "these are the products alone; dL/da<3> is missing.",
        ),
        "one slope for all": (
            _by_hand([W * (1 - STATES[3] ** 2)] * 3),
            "the slope of step 3 was used for all steps; each has its own.",
        ),
        "not multiplied up": (
            DA_T * W * (1 - STATES[:0:-1] ** 2),
            "each lag has one factor only: the factors of the later steps belong to it as well.",
        ),
    },
    tolerance=2e-3,
    hints=(
        "one step back multiplies by w (1 - a²): at which a?",
        "lag 1 goes back through step 3, lag 2 through steps 3 and 2.",
        "the factors are 0.96, 0.54 and 1.125.",
    ),
    title="One unit on paper",
    stars=1,
    minutes=6,
    checked="three numbers",
)

# -- 3. lines -----------------------------------------------------------------------------------


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself: `J_t` is *not* made of `a` and `W_aa` here."""
    rng = np.random.default_rng(seed)
    names = {"W_aa": (3, 3), "J_t": (3, 3), "J_prev": (3, 3), "a": 3, "u": 3, "d": 3}
    drawn = {name: rng.normal(size=size) for name, size in names.items()}
    numbers = {"gamma": 0.6, "sigma": 1.7, "k": 5.0, "norm_d": 2.0, "T": 11.0, "w": 4.0}
    drawn |= {name: value * rng.uniform(0.9, 1.1) for name, value in numbers.items()}
    return drawn | {"lengths": rng.uniform(0.3, 3.0, size=7)}


#: exercise 3, six lines of the chapter
lines = Lines(
    {
        "J_t": Line(
            "diag(1 - a**2) @ W_aa",
            "a W_aa",
            {
                "wrong side": ("W_aa @ diag(1 - a**2)", "here the slopes scale the columns."),
                "W_aa transposed": ("diag(1 - a**2) @ W_aa.T", "W_aa is transposed."),
                "transposed": ("W_aa.T @ diag(1 - a**2)", "this is what a gradient meets."),
                "no slope": ("W_aa", "the slopes of tanh are missing."),
                "1 - a": ("diag(1 - a) @ W_aa", "a square is missing in the slope."),
            },
            hint="the slope of unit i multiplies row i.",
        ),
        "two steps of a change": Line(
            "J_t @ J_prev @ u",
            "J_t J_prev u",
            {
                "order": ("J_prev @ J_t @ u", "a change meets the earlier step first."),
                "gradient": ("J_prev.T @ J_t.T @ u", "this is the way of a gradient."),
                "one step": ("J_t @ u", "one step is missing."),
                "added": ("J_t @ u + J_prev @ u", "the chain rule multiplies the steps."),
            },
            hint="the last step stands on the left.",
        ),
        "two steps of a gradient": Line(
            "J_prev.T @ J_t.T @ d",
            "J_t J_prev d",
            {
                "order": ("J_t.T @ J_prev.T @ d", "a gradient meets the later step first."),
                "not transposed": ("J_prev @ J_t @ d", "on the way back matrices are transposed."),
                "change": ("J_t @ J_prev @ d", "this is the way of a change of the state."),
                "one step": ("J_t.T @ d", "one step is missing."),
            },
            hint="the transpose of a product: the factors change places.",
        ),
        "bound": Line(
            "(gamma * sigma)**k * norm_d",
            "gamma sigma k norm_d",
            {
                "gamma once": ("gamma * sigma**k * norm_d", "each step has its own slope."),
                "no slope": ("sigma**k * norm_d", "the largest slope is missing."),
                "divided": ("(sigma / gamma)**k * norm_d", "slopes multiply."),
                "k times": ("k * gamma * sigma * norm_d", "factors multiply: a power of k steps."),
                "no start": ("(gamma * sigma)**k", "the gradient at lag 0 is missing."),
            },
            hint="one step multiplies by at most gamma sigma.",
        ),
        "growth": Line(
            "exp(sum(log(lengths)) / (T - w))",
            "lengths T w",
            {
                "no exp": ("sum(log(lengths)) / (T - w)", "this is the mean logarithm."),
                "mean of lengths": ("sum(lengths) / (T - w)", "factors multiply."),
                "divided by T": ("exp(sum(log(lengths)) / T)", "the warm-up is not counted."),
                "not divided": ("exp(sum(log(lengths)))", "this is the growth over all steps."),
            },
            hint="the mean of T - w logarithms, undone at the end.",
        ),
        "lag of a factor 1000": Line(
            "log(1000) / -log(growth)",
            "growth",
            {
                "sign": ("log(1000) / log(growth)", "a lag is positive, and log(growth) is not."),
                "ratio": ("1000 / growth", "how often must the factor be applied?"),
                "upside down": ("-log(growth) / log(1000)", "this is one over the lag."),
                "linear": ("1 / (1 - growth)", "factors multiply; they do not add up."),
            },
            hint="solve growth**k = 1/1000 for k.",
        ),
    },
    lambda seed: _symbols(seed) | {"growth": np.random.default_rng(seed).uniform(0.5, 0.9)},
    title="Six lines",
    stars=2,
    minutes=10,
    checked="six lines, each on numbers of its own",
)

# -- 6. popular statements ----------------------------------------------------------------------

_TRUE = {"A": False, "B": True, "C": True, "D": False, "E": False, "F": False, "G": True,
         "H": False}  # fmt: skip
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

#: exercise 6, true or false
statements = Choices(
    _TRUE,
    {key: {not right: _WHY[key]} for key, right in _TRUE.items()},
    title="Popular statements",
    stars=2,
    minutes=8,
    checked="eight times true or false; each wrong answer gets a reason or a counterexample",
)

# -- 8. broken measurements ---------------------------------------------------------------------

_BROKEN = {"A": "no log", "B": "mean of lengths", "C": "warm-up counted", "D": "transposed",
           "E": "length never reset"}  # fmt: skip
_EDITED = {m.name: line_of(growth.source, m.old)[0] for m in growth.mistakes}
_LINE = {label: _EDITED[name] for label, name in _BROKEN.items()}
_ASK = {
    "A": "even a steady doubling is measured wrong, by a number that exp makes of 2: what is "
    "noted of each length?",
    "B": "only factors that differ are measured wrong: how are they averaged?",
    "C": "only the rough start is measured wrong: which steps are counted?",
    "D": "only the shear is measured wrong, and it alone differs from its transpose.",
    "E": "even a steady doubling is measured hundreds of times too large: what has become of the "
    "vector by then?",
}


def listing() -> str:
    """Return the right measurement with line numbers.

    Returns
    -------
    str
        One line of text per line of code.

    Examples
    --------
    >>> print(listing().splitlines()[0])
    1  def growth(J, v, warmup):
    """
    rows = growth.source.rstrip().splitlines()
    return "\n".join(f"{n}  {row}" for n, row in enumerate(rows, 1))


def _inputs() -> dict[str, np.ndarray]:
    """Return step Jacobians whose growth is known."""
    eye, steps = np.eye(2), np.ones((14, 1, 1))
    start = np.where(np.arange(14) < 4, 100.0, 2.0)[:, None, None]
    in_turn = np.where(np.arange(14) % 2, 8.0, 0.5)[:, None, None]
    shear = np.array([[1.0, 0.0], [1.0, 2.0]]).T
    return {"doubling": 2 * steps * eye, "8, 1/2 in turn": in_turn * eye,
            "rough start": start * eye, "shear": steps * shear}  # fmt: skip


def evidence() -> dict[str, dict[str, float]]:
    """Run the broken measurements and the right one where the growth is known.

    Returns
    -------
    dict
        Label, "right" first -> name of the input -> growth per step, with a warm-up of 4 steps.

    Examples
    --------
    >>> {k: round(float(v), 3) for k, v in evidence()["right"].items()}
    {'doubling': 2.0, '8, 1/2 in turn': 2.0, 'rough start': 2.0, 'shear': 1.0}
    """
    v = np.array([1.0, 0.0])
    passes = {"right": growth.solution}
    passes |= {label: growth.wrong[name][0] for label, name in _BROKEN.items()}
    return {
        label: {name: measure(J, v, 4) for name, J in _inputs().items()}
        for label, measure in passes.items()
    }


#: exercise 8, five wrong measurements
diagnose = Choices(
    _LINE,
    {
        label: {n: _ASK[label] for n in range(2, 8) if n != right} | {...: _ASK[label]}
        for label, right in _LINE.items()
    },
    title="Five broken measurements",
    stars=2,
    minutes=10,
    checked="the numbers of five lines",
)

EXERCISES = (
    scalar_net,
    step_jacobian,
    lines,
    transient,
    growth,
    statements,
    factor_per_lag,
    diagnose,
    ridge,
    latch,
)
