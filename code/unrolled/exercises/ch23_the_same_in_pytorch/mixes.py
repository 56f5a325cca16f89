"""Exercise `mixes` of chapter 23: a test that finds examples taken for steps."""

from collections.abc import Callable

import numpy as np

from coursekit import Construction

from .torch_rnn import torch_rnn

Run = Callable[[np.ndarray], np.ndarray]


def _runs() -> dict[str, tuple[Run, bool]]:
    """Return layers in PyTorch's axes, and whether their examples influence each other."""
    rng = np.random.default_rng(23)
    W_ih, W_hh, b = rng.normal(size=(3, 2)), rng.normal(size=(3, 3)), rng.normal(size=3)

    def right(X):
        return torch_rnn(X, np.zeros((X.shape[1], 3)), W_ih, W_hh, b, b)[0]

    def exchanged(X):
        return right(X.swapaxes(0, 1)).swapaxes(0, 1)

    def backward(X):
        return right(X.swapaxes(0, 1)[::-1])[::-1].swapaxes(0, 1)

    def centered(X):
        return right(X - X.mean(axis=1, keepdims=True))

    def neighbor(X):
        out = right(X)
        out[:, 2] = right(X)[:, 3]
        return out

    return {
        "a correct layer": (right, False),
        "a layer that takes examples for steps": (exchanged, True),
        "one that does so from the last example to the first": (backward, True),
        "a layer that subtracts the batch's mean": (centered, True),
        "a layer that exchanges one single pair": (neighbor, True),
    }


def mixes(run, X):
    before = run(X)
    for n in range(X.shape[1]):
        moved = X.copy()
        moved[:, n] += 1
        others = np.arange(X.shape[1]) != n
        after = run(moved)
        if not np.array_equal(after[:, others], before[:, others]):
            return True
    return False


def _decide(mixes: Callable) -> tuple[bool, str]:
    """Try a test on layers that do and do not mix examples."""
    X = np.random.default_rng(5).normal(size=(6, 4, 2))
    kept = X.copy()
    for name, (run, truth) in _runs().items():
        got = mixes(run, X)
        if not np.array_equal(X, kept):
            return False, "your test changed `X` itself: copy it first."
        if not isinstance(got, bool | np.bool_):
            return False, f"the answer must be True or False, got a {type(got).__name__}."
        if bool(got) != truth:
            return False, f"{name}: your test says {bool(got)}, the truth is {truth}."
    return True, f"{len(_runs())} layers told apart."


def _last_only(run, X):
    moved = X.copy()
    moved[:, -1] += 1
    return not np.array_equal(run(moved)[:, :-1], run(X)[:, :-1])


def _first_only(run, X):
    moved = X.copy()
    moved[:, 0] += 1
    return not np.array_equal(run(moved)[:, 1:], run(X)[:, 1:])


exercise = Construction(
    _decide,
    mixes,
    {
        "by shape": (lambda run, X: run(X).shape[:2] != X.shape[:2], "takes examples for steps"),
        "only the last": (_last_only, "takes examples for steps: your test says False"),
        "only the first": (_first_only, "from the last example to the first: your test says False"),
        "all at once": (lambda run, X: not np.array_equal(run(X + 1), run(X)), "a correct layer"),
        "always": (lambda run, X: True, "a correct layer: your test says True"),
        "an array": (lambda run, X: run(X) == run(X), "True or False"),
    },
    hints=(
        "change one example, keep the others: whose outputs may move?",
        "in which example must the change be made? Not every choice finds every mixture.",
    ),
    title="A test for examples that mix", stars=2, minutes=12, trains=(2,),
    checked="a right layer passes, four that mix examples are found",
)  # fmt: skip
