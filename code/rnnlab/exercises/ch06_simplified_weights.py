"""Checks for the exercises of chapter 6, the simplified weights."""

from collections.abc import Callable, Mapping

import numpy as np

from .checking import verdict
from .old_answers import check_choices
from .wrong_cells import CELLS, PATHS, cell, path

T, N, n_x, n_a = 6, 3, 2, 5


def _cases() -> list[tuple[np.ndarray, ...]]:
    """Return x, a0, W_ax, W_aa, b_a: all sizes different, a<0> not zero, weights of order 1."""
    shapes = (T, n_x, N), (n_a, N), (n_a, n_x), (n_a, n_a), (n_a, 1)
    generators = [np.random.default_rng(seed) for seed in range(3)]
    return [tuple(rng.normal(size=shape) for shape in shapes) for rng in generators]


def _knows(function: Callable, case: tuple, shapes: Mapping[tuple, str], axis: str = "") -> bool:
    """Name a mistake that shows in a shape, or in NumPy's refusal to concatenate."""
    try:
        got = function(*(array.copy() for array in case))
    except ValueError as error:
        text = axis if "concatenation axis" in str(error) else ""
    except Exception:
        return False  # `verdict` says what is wrong
    else:
        got = got[-1] if isinstance(got, tuple) else got
        text = shapes.get(np.shape(got), "")
    if text:
        print(f"Not yet: {text}")
    return bool(text)


def _join(W_aa, W_ax):
    return np.hstack([W_aa, W_ax])


def check_join(join: Callable) -> bool:
    """Check exercise 1, first half: ``join(W_aa, W_ax) -> W_a``.

    Parameters
    ----------
    join : callable
        Takes W_aa (n_a, n_a) and W_ax (n_a, n_x) and returns W_a (n_a, n_a + n_x).

    Returns
    -------
    bool
        Whether it computes :eq:`eq-joined-weights`.

    Examples
    --------
    >>> check_join(lambda W_aa, W_ax: np.hstack([W_ax, W_aa]))
    Not yet: W_ax stands first: the state is on top, so W_aa comes first.
    False
    """
    cases = [(W_aa, W_ax) for _, _, W_ax, W_aa, _ in _cases()]
    beside = "the matrices stand side by side, axis 1: both have n_a rows."
    if _knows(join, cases[0], {(n_a + n_x, n_a): beside}, axis=beside):
        return False
    hints = {
        "order": (
            lambda W_aa, W_ax: np.hstack([W_ax, W_aa]),
            "W_ax stands first: the state is on top, so W_aa comes first.",
        ),
        "transposed": (
            lambda W_aa, W_ax: np.hstack([W_aa.T, W_ax]),
            "W_aa is transposed in your W_a.",
        ),
    }
    return verdict(join, cases, _join, ["W_a"], hints)


def _split(W_a):
    rows = len(W_a)
    return W_a[:, :rows], W_a[:, rows:]


def check_split(split: Callable) -> bool:
    """Check exercise 1, second half: ``split(W_a) -> (W_aa, W_ax)``.

    Parameters
    ----------
    split : callable
        Takes W_a (n_a, n_a + n_x) and returns W_aa (n_a, n_a) and W_ax (n_a, n_x).

    Returns
    -------
    bool
        Whether it undoes :eq:`eq-joined-weights`.

    Examples
    --------
    >>> check_split(lambda W_a: (W_a[:, -len(W_a):], W_a[:, :-len(W_a)]))
    Not yet: it cuts from the wrong end: the first n_a columns are W_aa.
    False
    """
    cases = [(_join(W_aa, W_ax),) for _, _, W_ax, W_aa, _ in _cases()]
    widths = "the first array is the first n_a columns, W_aa; the second is the rest, W_ax."
    if _knows(split, cases[0], {(n_a, n_a): widths}):
        return False
    hints = {
        "wrong end": (
            lambda W_a: (W_a[:, -len(W_a) :], W_a[:, : -len(W_a)]),
            "it cuts from the wrong end: the first n_a columns are W_aa.",
        ),
    }
    return verdict(split, cases, _split, ["W_aa", "W_ax"], hints)


def _joined_path(x, a0, W_a, b_a):
    W_aa, W_ax = _split(W_a)
    return path(x, a0, W_ax, W_aa, b_a)


def _joined(wrong: Callable) -> Callable:
    """Turn a wrong path of chapter 4 into one that takes W_a."""

    def joined_path(x, a0, W_a, b_a):
        W_aa, W_ax = _split(W_a)
        return wrong(x, a0, W_ax, W_aa, b_a)

    return joined_path


def _swapped_column(x, a0, W_a, b_a):
    def step(x_t, a_prev, *_):
        return np.tanh(W_a @ np.vstack([x_t, a_prev]) + b_a)

    return path(x, a0, None, None, None, step)


_JOINED_PATHS = {
    "order": (
        _swapped_column,
        "x<t> is on top of the column. Every shape fits and every number is wrong: the first n_a "
        "columns of W_a wait for the state.",
    ),
    **{name: (_joined(wrong), text) for name, (wrong, text) in PATHS.items()},
}


def check_joined_forward(joined_forward: Callable) -> bool:
    """Check exercise 2: ``joined_forward(x, a0, W_a, b_a) -> a``.

    Parameters
    ----------
    joined_forward : callable
        Takes x (T, n_x, N), a0 (n_a, N), W_a (n_a, n_a + n_x), b_a (n_a, 1) and returns all states
        (T+1, n_a, N), with g0 = tanh.

    Returns
    -------
    bool
        Whether it computes :eq:`eq-joined-state` at every step.

    Examples
    --------
    >>> check_joined_forward(lambda x, a0, W_a, b_a: _joined_path(x, 0 * a0, W_a, b_a))
    Not yet: a<0> is ignored: the path must start from a0, not from zeros.
    False
    """
    cases = [(x, a0, _join(W_aa, W_ax), b_a) for x, a0, W_ax, W_aa, b_a in _cases()]
    axis = "state and input go on top of each other: np.vstack, axis 0."
    if _knows(joined_forward, cases[0], {}, axis=axis):
        return False
    return verdict(joined_forward, cases, _joined_path, ["a (T+1 states)"], _JOINED_PATHS)


def _folded(a_prev, x_t, W_aa, W_ax, b_a):
    ones = np.ones((1, a_prev.shape[1]))
    return np.hstack([W_aa, W_ax, b_a]), np.vstack([a_prev, x_t, ones])


_FOLDED = {
    "1 on top": (
        lambda a, x, W_aa, W_ax, b: (
            np.hstack([W_aa, W_ax, b]),
            np.vstack([np.ones((1, a.shape[1])), a, x]),
        ),
        "the row of ones is on top, but the bias is the last column of W: they must meet.",
    ),
    "both first": (
        lambda a, x, W_aa, W_ax, b: (
            np.hstack([b, W_aa, W_ax]),
            np.vstack([np.ones((1, a.shape[1])), a, x]),
        ),
        "the product is right, as bias and ones are both first; the equation has both last.",
    ),
    "row of zeros": (
        lambda a, x, W_aa, W_ax, b: (
            np.hstack([W_aa, W_ax, b]),
            np.vstack([a, x, np.zeros((1, a.shape[1]))]),
        ),
        "the last row is zero, which switches the bias off: it must hold ones.",
    ),
    "order": (
        lambda a, x, W_aa, W_ax, b: (
            np.hstack([W_aa, W_ax, b]),
            np.vstack([x, a, np.ones((1, a.shape[1]))]),
        ),
        "x<t> is on top of v, but W_aa is first in W.",
    ),
}


def check_folded(folded: Callable) -> bool:
    """Check exercise 3: ``folded(a_prev, x_t, W_aa, W_ax, b_a) -> (W, v)``.

    Parameters
    ----------
    folded : callable
        Returns the matrix W (n_a, n_a + n_x + 1) and the column v (n_a + n_x + 1, N) whose product
        is z.

    Returns
    -------
    bool
        Whether they are those of :eq:`eq-joined-bias`.

    Examples
    --------
    >>> check_folded(lambda a, x, *w: (np.hstack(w), np.vstack([a, x])))
    Not yet: v has no row of ones: the bias column finds nothing to multiply.
    False
    """
    cases = [(a0, x[0], W_aa, W_ax, b_a) for x, a0, W_ax, W_aa, b_a in _cases()]
    forgotten = "v has no row of ones: the bias column finds nothing to multiply."
    axis = "W is put together side by side (axis 1), v downward (axis 0), its ones as (1, N)."
    if _knows(folded, cases[0], {(n_a + n_x, N): forgotten}, axis=axis):
        return False
    return verdict(folded, cases, _folded, ["W", "v"], _FOLDED)


def _rows(step: Callable) -> Callable:
    """Turn a cell for columns into one for rows."""

    def rows_step(A_prev, X_t, W_aa, W_ax, b_a):
        return step(X_t.T, A_prev.T, W_ax, W_aa, b_a).T

    return rows_step


def check_rows_step(rows_step: Callable) -> bool:
    """Check exercise 4: ``rows_step(A_prev, X_t, W_aa, W_ax, b_a) -> A_t``.

    Parameters
    ----------
    rows_step : callable
        Takes A_prev (N, n_a), X_t (N, n_x), examples in rows, and our weights W_aa, W_ax, b_a;
        returns A_t (N, n_a), with g0 = tanh.

    Returns
    -------
    bool
        Whether A_t is the transposed state of :eq:`eq-joined-state`.

    Examples
    --------
    >>> check_rows_step(lambda A, X, W_aa, W_ax, b: np.tanh(A @ W_aa + X @ W_ax.T + b.T))
    Not yet: W_aa is not transposed. It is square, so no shape complains.
    False
    """
    cases = [(a0.T, x[0].T, W_aa, W_ax, b_a) for x, a0, W_ax, W_aa, b_a in _cases()]
    axis = "rows of state and input stand side by side here: np.hstack, axis 1."
    back = "A_t has examples in columns: it must come back in rows, (N, n_a)."
    if _knows(rows_step, cases[0], {(n_a, N): back}, axis=axis):
        return False
    hints = {name: (_rows(wrong), text) for name, (wrong, text) in CELLS.items()}
    not_transposed, _ = hints["W_aa transposed"]  # in rows the formula has the transpose
    text = "W_aa is not transposed. It is square, so no shape complains."
    hints["W_aa transposed"] = not_transposed, text
    return verdict(rows_step, cases, _rows(cell), ["A_t"], hints)


#: Exercise 5, with n_a = 100, n_x = 27, N = 8.
_EXPRESSIONS = {
    "A": ("np.hstack([W_aa, W_ax])", "both have n_a rows; side by side their columns add up."),
    "B": ("np.vstack([a, x])", "both have N columns; on top of each other their rows add up."),
    "C": ("np.hstack([a, x])", "side by side needs equal heights, but a has 100 rows and x 27."),
    "D": ("W_a @ np.vstack([x, a])", "NumPy sees (100, 127) times (127, 8), whatever is on top: "
          "defined, and wrong."),
    "E": ("np.vstack([a, x]).T @ W_a.T", "(8, 127) times (127, 100): the form with rows."),
}  # fmt: skip


def _shape_of(expression: str) -> tuple[int, ...] | str:
    """Evaluate an expression of exercise 5."""
    W_aa, W_ax, a, x = (np.zeros(s) for s in [(100, 100), (100, 27), (100, 8), (27, 8)])
    names = {"np": np, "W_aa": W_aa, "W_ax": W_ax, "a": a, "x": x, "W_a": _join(W_aa, W_ax)}
    try:
        return eval(expression, names).shape
    except ValueError:
        return "undefined"


def check_shapes(answers: Mapping[str, tuple[int, ...] | str]) -> bool:
    """Check exercise 5: the shape of five expressions, or "undefined".

    Parameters
    ----------
    answers : mapping of str to tuple of int or str
        Expression -> its shape, for n_a = 100, n_x = 27, N = 8.

    Returns
    -------
    bool
        Whether all five are right.

    Examples
    --------
    >>> check_shapes({"A": (200, 27), "B": ..., "C": ..., "D": ..., "E": ...})
    Not written yet: B, C, D, E.
    False
    """
    right = {name: _shape_of(expression) for name, (expression, _) in _EXPRESSIONS.items()}
    feedback = {name: lambda _, text=text: text for name, (_, text) in _EXPRESSIONS.items()}
    return check_choices(answers, right, feedback)
