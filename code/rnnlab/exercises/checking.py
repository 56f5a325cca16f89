"""What the exercises of all chapters share: run a reader's function and give one honest verdict."""

import copy
import inspect
import traceback
from collections.abc import Callable, Mapping, Sequence

import numpy as np


def verdict(
    function: Callable,
    cases: Sequence[tuple],
    reference: Callable,
    outputs: Sequence[str],
    hints: Mapping[str, tuple[Callable, str]] | None = None,
) -> bool:
    """Compare a reader's function with the right one and print one sentence.

    Parameters
    ----------
    function : callable
        What the reader wrote.
    cases : sequence of tuple
        Arguments to try, for example arrays of shape (T, n_x, N); never changed.
    reference : callable
        The right function, for the same arguments.
    outputs : sequence of str
        Names of what the function returns, in the order in which they depend on each other: the
        first wrong one is named.
    hints : mapping of str to (callable, str), optional
        Known mistakes: name -> (the wrong function, what to say). A mistake is named only if the
        reader's numbers equal it in all cases.

    Returns
    -------
    bool
        Whether everything is right.

    Examples
    --------
    >>> verdict(lambda z: z * z, [(np.arange(3.0),)], np.square, ["a"])
    Right: a.
    True
    >>> verdict(lambda z: z, [(np.arange(3.0),)], np.square, ["a"])
    Not yet: a differs from the right numbers (largest difference 2).
    False
    """
    answers = []
    try:
        inspect.signature(function).bind(*cases[0])
    except TypeError as error:
        return _say(False, f"It must take {len(cases[0])} argument(s), as in the stub: {error}.")
    for case in cases:
        given = copy.deepcopy(case)
        try:
            got = function(*given)
        except NotImplementedError:
            return _say(False, "Not written yet: replace `raise NotImplementedError` by your code.")
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[-1]
            where = f" in line {line.lineno}, `{line.line}`" if line.line else ""
            return _say(False, f"It stopped with {type(error).__name__}: {error}{where}")
        if got is None:
            return _say(False, "It returned nothing: is a `return` missing?")
        if not all(map(_same, _arrays(given), _arrays(case))):
            return _say(False, "It changed its arguments: work on a copy, such as `z.copy()`.")
        got = got if isinstance(got, tuple) else (got,)
        if len(got) != len(outputs):
            return _say(False, f"It must return {', '.join(outputs)}, got {len(got)} value(s).")
        answers.append(got)
    return _compare(answers, [_tuple(reference(*case)) for case in cases], outputs, cases, hints)


def _compare(answers: list, right: list, outputs: Sequence[str], cases: Sequence, hints) -> bool:
    """Judge answers that could be computed."""
    for mistake, text in (hints or {}).values():
        wrong = [_tuple(mistake(*case)) for case in cases]
        if not _equal(answers, right) and _equal(answers, wrong):
            return _say(False, f"Not yet: {text}")
    for k, name in enumerate(outputs):
        for got, want in zip(answers, right, strict=True):
            if np.shape(got[k]) != np.shape(want[k]):
                shapes = f"must have shape {np.shape(want[k])}, got {np.shape(got[k])}"
                return _say(False, f"Not yet: {name} {shapes}.")
    for k, name in enumerate(outputs):
        for got, want in zip(answers, right, strict=True):
            if not _close(got[k], want[k]):
                largest = np.max(np.abs(np.asarray(got[k], float) - want[k]))
                text = f"{name} differs from the right numbers (largest difference {largest:.4g})."
                return _say(False, f"Not yet: {text}")
    return _say(True, f"Right: {', '.join(outputs)}.")


def _say(right: bool, text: str) -> bool:
    print(text)
    return right


def _tuple(value: object) -> tuple:
    return value if isinstance(value, tuple) else (value,)


def _arrays(case: tuple) -> list[np.ndarray]:
    return [v for v in case if isinstance(v, np.ndarray)]


def _same(u: np.ndarray, v: np.ndarray) -> bool:
    return np.array_equal(u, v)


def _close(got: object, want: object) -> bool:
    got, want = np.asarray(got, float), np.asarray(want, float)
    return bool(np.linalg.norm(got - want) <= 1e-6 * max(np.linalg.norm(want), 1e-3))


def _equal(answers: list, others: list) -> bool:
    return all(
        np.shape(g) == np.shape(o) and _close(g, o)
        for got, other in zip(answers, others, strict=True)
        for g, o in zip(got, other, strict=True)
    )
