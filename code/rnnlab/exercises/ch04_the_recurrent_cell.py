"""Checks for the exercises of chapter 4, the recurrent cell."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..data.teddy import teddy_example
from .checking import verdict
from .old_answers import check_choices, check_numbers
from .wrong_cells import CELLS, PATHS, cell, path

A0, B_A = np.array([[0.5], [-0.5]]), np.array([[0.1], [0.0]])


def check_three_steps(answer: Sequence) -> bool:
    """Check the states a<1>, a<2>, a<3> of exercise 1, worked out on paper.

    Parameters
    ----------
    answer : array_like, shape (3, 2)
        One row per step, rounded to three or more digits.

    Returns
    -------
    bool
        Whether all six numbers are right.

    Examples
    --------
    >>> check_three_steps([[..., ...], [..., ...], [..., ...]])
    Not written yet: replace each ... by a number.
    False
    """
    e = teddy_example()
    case = e["x"], A0, e["W_ax"], e["W_aa"], B_A
    mistakes = {name: (wrong(*case)[1:, :, 0], text) for name, (wrong, text) in PATHS.items()}
    return check_numbers(answer, path(*case)[1:, :, 0], mistakes, tolerance=1e-3)


def check_cell_forward(cell_forward: Callable) -> bool:
    """Check exercise 2: ``cell_forward(x_t, a_prev, W_ax, W_aa, b_a) -> a_t``.

    Parameters
    ----------
    cell_forward : callable
        Takes x_t (n_x, N), a_prev (n_a, N), W_ax (n_a, n_x), W_aa (n_a, n_a), b_a (n_a, 1) and
        returns a_t (n_a, N), with g0 = tanh.

    Returns
    -------
    bool
        Whether it computes :eq:`eq-rnn-state`.

    Examples
    --------
    >>> check_cell_forward(lambda x_t, a_prev, W_ax, W_aa, b_a: W_aa @ a_prev + W_ax @ x_t + b_a)
    Not yet: these are the sums z: the state is the tanh of each.
    False
    """
    cases = [(x[0], a0, *weights) for x, a0, *weights in map(_random_case, range(3))]
    return verdict(cell_forward, cases, cell, ["a_t"], CELLS)


def _random_case(seed: int) -> tuple[np.ndarray, ...]:
    """Return x, a0, W_ax, W_aa, b_a: all sizes different, a<0> not zero, weights of order 1."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 6, 2, 5, 3
    shapes = (T, n_x, N), (n_a, N), (n_a, n_x), (n_a, n_a), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def check_rnn_forward(rnn_forward: Callable) -> bool:
    """Check exercise 3: ``rnn_forward(x, a0, W_ax, W_aa, b_a) -> a``.

    Parameters
    ----------
    rnn_forward : callable
        Takes x (T, n_x, N), a0 (n_a, N) and the weights of exercise 2, and returns all states, an
        array of shape (T+1, n_a, N) whose entry 0 is a0.

    Returns
    -------
    bool
        Whether all states are right.

    Examples
    --------
    >>> check_rnn_forward(lambda x, a0, *weights: path(x, 0 * a0, *weights))
    Not yet: a<0> is ignored: the path must start from a0, not from zeros.
    False
    """
    cases = [_random_case(seed) for seed in range(3)]
    return verdict(rnn_forward, cases, path, ["a (T+1 states)"], PATHS)


def _softmax(z, axis=1, top=1):
    e = np.exp(z - z.max(axis=top, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


_SOFTMAX = {
    "no maximum": (
        lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
        "right for small logits, but exp(1e4) overflows: subtract the largest logit of each "
        "column first.",
    ),
    "one maximum for all": (
        lambda z: _softmax(z, top=None),
        "one maximum was subtracted from all columns: a column far below it becomes 0/0. Each "
        "column needs its own: axis=1, keepdims=True.",
    ),
    "over examples": (
        lambda z: _softmax(z, axis=2, top=2),
        "the sum runs over the examples (axis 2): the classes are axis 1.",
    ),
    "over time": (
        lambda z: _softmax(z, axis=0, top=0),
        "the sum runs over time (axis 0): the classes are axis 1.",
    ),
    "over everything": (
        lambda z: _softmax(z, axis=None, top=None),
        "the whole array adds up to 1: each column (one example at one step) must.",
    ),
    "sigmoid": (
        lambda z: 1 / (1 + np.exp(-z)),
        "this is the sigmoid of each logit: the classes of a column must add up to 1.",
    ),
}


def _quiet(function: Callable) -> Callable:
    """Let a function overflow silently and show what is not a number as -1, to compare it."""

    def wrapped(z):
        with np.errstate(all="ignore"):
            y = function(z)
        return np.nan_to_num(y, nan=-1.0) if isinstance(y, np.ndarray) else y

    return wrapped


def check_softmax(softmax: Callable) -> bool:
    """Check exercise 4: ``softmax(z) -> y_hat``, also for logits of 10,000.

    Parameters
    ----------
    softmax : callable
        Takes logits z (T, n_y, N) and returns probabilities of the same shape.

    Returns
    -------
    bool
        Whether it computes :eq:`eq-softmax` for logits of any size.

    Examples
    --------
    >>> check_softmax(lambda z: np.exp(z) / np.exp(z).sum())
    Not yet: y_hat differs from the right numbers (largest difference 0.6378).
    False
    """
    rng = np.random.default_rng(0)
    small, large = rng.normal(size=(2, 5, 4, 3))
    large[:, :, 1] += 1e4
    large[:, :, 2] -= 1e4
    hints = {name: (_quiet(mistake), text) for name, (mistake, text) in _SOFTMAX.items()}
    return verdict(_quiet(softmax), [(small,), (large,)], _softmax, ["y_hat"], hints)


_SNIPPETS = {"A": (1, "raises"), "B": (1, "raises"), "C": (3, "silent"), "D": (1, "raises")}
_SNIPPET_HINTS = {
    "A": "print the shape of b_a beside that of the sum, (5, 4).",
    "B": "count the states: how many entries does a need for a<0> to a<7>?",
    "C": "which axis holds the classes, and along which axis do the probabilities add up to 1?",
    "D": "what is the shape of x after line 1? .T reverses all axes; an error may show up later "
    "than its cause.",
}


def check_shape_bugs(answers: Mapping[str, tuple[int, str]]) -> bool:
    """Check exercise 5: the line to be changed in each snippet, and what the bug does.

    Parameters
    ----------
    answers : mapping of str to (int, str)
        Snippet -> (number of the line that is wrong, "raises" or "silent").

    Returns
    -------
    bool
        Whether all four are right.

    Examples
    --------
    >>> check_shape_bugs({"A": ..., "B": ..., "C": ..., "D": ...})
    Not written yet: A, B, C, D.
    False
    """

    def hint(snippet: str) -> Callable[[object], str]:
        def say(answer: object) -> str:
            line = answer[0] if isinstance(answer, tuple) and answer else None
            if line == _SNIPPETS[snippet][0]:
                return f"the line is right. Run it: does it stop? You said {answer[1:]}."
            return _SNIPPET_HINTS[snippet]

        return say

    return check_choices(answers, _SNIPPETS, {snippet: hint(snippet) for snippet in _SNIPPETS})


_LOSS_OF = {
    "softmax": "softmax_cross_entropy",
    "sigmoid": "binary_cross_entropy",
    "identity": "squared_error",
}
_READOUTS = {
    "next character": "softmax",
    "tag of a word": "softmax",
    "part of a name": "sigmoid",
    "topics": "sigmoid",
    "temperature": "identity",
}
_READOUT_HINTS = {
    ("next character", "sigmoid"): "exactly one of 38 characters comes next; sigmoids would not "
    "add up to 1.",
    ("tag of a word", "sigmoid"): "a word has exactly one of the 9 tags: they must share "
    "probability 1.",
    ("part of a name", "softmax"): "with one output the softmax is always 1. (Two outputs would "
    "do, but here n_y = 1.)",
    ("topics", "softmax"): "the topics of an article do not exclude each other: softmax would "
    "make them share probability 1.",
    ("temperature", "sigmoid"): "a sigmoid ends at 1; degrees do not.",
    ("temperature", "softmax"): "a temperature is a number, not a class.",
}


def check_readouts(answers: Mapping[str, tuple[str, str]]) -> bool:
    """Check exercise 6: g1 and the loss for five tasks.

    Parameters
    ----------
    answers : mapping of str to (str, str)
        Task -> (g1, loss), by the names "softmax", "sigmoid", "identity" and those of the losses
        in :class:`rnnlab.SequenceModel`.

    Returns
    -------
    bool
        Whether all five are right.

    Examples
    --------
    >>> check_readouts(dict.fromkeys(_READOUTS, ("identity", "squared_error")))
    Not yet, next character: the identity gives any number; this asks for probabilities.
    False
    """
    right = {task: (g1, _LOSS_OF[g1]) for task, g1 in _READOUTS.items()}

    def hint(task: str) -> Callable[[object], str]:
        def say(answer: object) -> str:
            g1 = answer[0] if isinstance(answer, tuple) and answer else answer
            if g1 == _READOUTS[task]:
                return f"{g1} is right, but its loss is {_LOSS_OF[g1]}."
            general = "the identity gives any number; this asks for probabilities."
            if g1 not in _LOSS_OF:
                general = f"g1 must be one of {', '.join(_LOSS_OF)}, got {g1!r}."
            return _READOUT_HINTS.get((task, g1), general)

        return say

    return check_choices(answers, right, {task: hint(task) for task in right})
