"""Checks of answers that are no functions: numbers worked out on paper, and choices."""

from collections.abc import Callable, Mapping

import numpy as np


def check_choices(
    answers: Mapping[str, object],
    right: Mapping[str, object],
    feedback: Mapping[str, Callable[[object], str]],
) -> bool:
    """Judge answers chosen from a list; print a sentence on the first one that is wrong.

    Parameters
    ----------
    answers : mapping of str to object
        The reader's answers by question; ``...`` where there is none yet.
    right : mapping of str to object
        The right ones.
    feedback : mapping of str to callable
        Question -> what to say of a wrong answer, as a function of that answer.

    Returns
    -------
    bool
        Whether all are right.

    Examples
    --------
    >>> check_choices({"1 + 1": 3}, {"1 + 1": 2}, {"1 + 1": lambda a: f"{a} is too many."})
    Not yet, 1 + 1: 3 is too many.
    False
    """
    unknown = sorted(set(answers) - set(right))
    if unknown:
        print(f"There is no question {unknown[0]!r}; the questions are {', '.join(right)}.")
        return False
    open_ = [question for question in right if answers.get(question, ...) is ...]
    if open_:
        print(f"Not written yet: {', '.join(open_)}.")
        return False
    for question, want in right.items():
        if answers[question] != want:
            print(f"Not yet, {question}: {feedback[question](answers[question])}")
            return False
    print(f"Right: all {len(right)}.")
    return True


def check_numbers(
    answer: object,
    right: np.ndarray,
    mistakes: Mapping[str, tuple[np.ndarray, str]],
    *,
    tolerance: float,
) -> bool:
    """Judge numbers worked out by hand; name the known mistake that gives the same ones.

    Parameters
    ----------
    answer : array_like, shape of `right`
        The reader's numbers; ``...`` where there is none yet.
    right : ndarray, any shape
        The right ones.
    mistakes : mapping of str to (ndarray, str)
        Name -> (the numbers that a known mistake gives, what to say).
    tolerance : float
        Largest difference that still counts as rounding.

    Returns
    -------
    bool
        Whether all are right.

    Examples
    --------
    >>> mistakes = {"sign": (np.array([-2.0]), "check the sign.")}
    >>> check_numbers([-2.0], np.array([2.0]), mistakes, tolerance=1e-3)
    Not yet: check the sign.
    False
    """
    if answer is ... or any(entry is ... for entry in np.asarray(answer, object).ravel()):
        print("Not written yet: replace each ... by a number.")
        return False
    got = np.asarray(answer, float)
    if got.shape != right.shape:
        print(f"Not yet: the answer must have shape {right.shape}, got {got.shape}.")
        return False
    if np.abs(got - right).max() <= tolerance:
        print(f"Right: all {right.size} numbers.")
        return True
    for numbers, text in mistakes.values():
        if np.abs(got - numbers).max() <= tolerance:
            print(f"Not yet: {text}")
            return False
    where = tuple(int(i) for i in np.argwhere(~(np.abs(got - right) <= tolerance))[0])
    print(f"Not yet: the first wrong number is the one at index {where}.")
    return False
