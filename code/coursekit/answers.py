"""Exercises whose answer is no function: numbers from paper, choices, and things to construct."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .entries import must, must_be_known_answers, must_make_choices
from .exercise import Exercise, spoken
from .verdicts import Verdict, sentence


class Numbers(Exercise):
    """Numbers worked out on paper; the known mistake behind the first wrong one is named.

    Parameters
    ----------
    right : array_like
        The right numbers, computed.
    mistakes : dict of str to (array_like, str)
        Name -> (the numbers that a known mistake gives, what to say).
    tolerance : float
        Largest difference that still counts as rounding.
    hints : tuple of str
        The ladder for whatever is wrong.
    title, stars, minutes, checked, trains, answer
        See :class:`~coursekit.exercise.Exercise`.

    Examples
    --------
    >>> ex = Numbers([2.0], {"sign": ([-2.0], "check the sign.")}, tolerance=1e-3,
    ...              title="Two", stars=1, minutes=1, checked="three digits")
    >>> ex.check([-2])
    Not yet: sign. Check the sign.
    <Verdict: sign>
    """

    kind = "numbers"

    def __init__(
        self,
        right: Any,
        mistakes: Mapping[str, tuple[Any, str]],
        *,
        tolerance: float,
        hints: tuple[str, ...] = (),
        **about: Any,
    ):
        super().__init__(**about)
        must_be_known_answers(self.title, "mistakes", mistakes)
        must(self.title, "tolerance", isinstance(tolerance, int | float) and tolerance >= 0,
             "a number, the largest difference that is rounding", tolerance)  # fmt: skip
        self.solution = self._numbers("the right answer", right)
        self.mistakes, self.tolerance, self.hints = dict(mistakes), tolerance, hints
        self.stub = np.full(self.solution.shape, ..., object).tolist()
        # A "mistake" that changes none of these numbers cannot be told from the right answer.
        self.wrong = {
            name: (numbers, says)
            for name, (given, says) in self.mistakes.items()
            if not self._near(numbers := self._numbers(f"{name!r} of mistakes", given))
        }
        for name, (numbers, _) in self.wrong.items():
            must(self.title, f"{name!r} of mistakes", numbers.shape == self.solution.shape,
                 f"as many numbers as the right answer has, {self.solution.size}",
                 numbers.tolist())  # fmt: skip

    def _numbers(self, entry: str, given: Any) -> np.ndarray:
        try:
            return np.asarray(given, float)
        except (TypeError, ValueError):
            must(self.title, entry, False, "numbers, in rows of equal length", given)

    def judge(self, answer: Any) -> Verdict:
        """Decide about the numbers.

        Parameters
        ----------
        answer : array_like
            The reader's numbers; ``...`` where there is none yet.

        Returns
        -------
        Verdict
            "right", "not written", "type", "shape", "mistake" or "differs".
        """
        if answer is ... or any(entry is ... for entry in np.asarray(answer, object).ravel()):
            return Verdict("not written", "replace each `...` by a number.")
        try:
            got = np.asarray(answer, float)
        except (TypeError, ValueError):
            return Verdict("type", "give real numbers, in rows of equal length.")
        if got.shape != self.solution.shape:
            shapes = f"must have shape {self.solution.shape}, got {got.shape}."
            return Verdict("shape", f"the answer {shapes}")
        if self._near(got):
            return Verdict("right", f"all {got.size} numbers.")
        near = np.abs(got - self.solution) <= self.tolerance
        earned = {str(k): float(ok) for k, ok in enumerate(near.ravel())}
        first = np.argwhere(~near)[0]
        if name := self._named(got, tuple(first)):
            says = sentence(self.wrong[name][1])
            return Verdict("mistake", says, (name,), self.hints, earned=earned)
        where = ", ".join(str(int(i)) for i in first)
        says = f"the first wrong number is the one at index {where}: {spoken(got[tuple(first)])}."
        return Verdict("differs", says, hints=self.hints, earned=earned)

    def _named(self, got: np.ndarray, first: tuple[int, ...]) -> str | None:
        """Find the known mistake behind the first wrong number, alone or among others.

        All numbers that it changes must be those of the answer; the one that explains most wins.
        """
        best, most = None, 0
        for name, (numbers, _) in self.wrong.items():
            changed = np.abs(numbers - self.solution) > self.tolerance
            fits = (np.abs(got - numbers) <= self.tolerance)[changed].all()
            if changed[first] and fits and changed.sum() > most:
                best, most = name, changed.sum()
        return best

    def _near(self, got: np.ndarray) -> bool:
        return got.shape == self.solution.shape and bool(
            (np.abs(got - self.solution) <= self.tolerance).all()
        )


def but(right: np.ndarray, place: int, number: float) -> np.ndarray:
    """Return the right numbers but one, as a mistake leaves them.

    Parameters
    ----------
    right : ndarray, shape (n,)
        The right numbers; they stay as they are.
    place : int
        Which one is wrong.
    number : float
        What stands there instead.

    Returns
    -------
    ndarray, shape (n,)
        A copy with one number replaced.

    Examples
    --------
    >>> but(np.array([1.0, 2.0]), 1, 3.0)
    array([1., 3.])
    """
    wrong = right.copy()
    wrong[place] = number
    return wrong


class Choices(Exercise):
    """Questions with an answer to choose for each, and a sentence for each wrong answer.

    Parameters
    ----------
    right : dict of str to object
        Question -> the right answer, computed or asserted where it can be.
    feedback : dict of str to dict
        Question -> {a wrong answer: what to say}; the key ``...`` stands for any other answer.
    title, stars, minutes, checked, trains, answer
        See :class:`~coursekit.exercise.Exercise`.

    Raises
    ------
    ValueError
        If the questions of `right` and `feedback` differ, a question has no feedback, or a right
        answer has some.

    Examples
    --------
    >>> ex = Choices({"1 + 1": 2}, {"1 + 1": {3: "too many.", ...: "count again."}},
    ...              title="Sum", stars=1, minutes=1, checked="one number")
    >>> ex.check({"1 + 1": 3})
    Not yet: 1 + 1: too many.
    <Verdict: differs>
    """

    kind = "choices"

    def __init__(
        self, right: Mapping[str, Any], feedback: Mapping[str, Mapping[Any, str]], **about: Any
    ):
        super().__init__(**about)
        must_make_choices(self.title, right, feedback)
        for question, said in feedback.items():
            if any(_equal(wrong, right[question]) for wrong in said if wrong is not ...):
                raise ValueError(f"{self.title}: feedback to the right answer of {question!r}")
        self.solution, self.feedback = dict(right), dict(feedback)
        self.stub = dict.fromkeys(right, ...)
        self.wrong = {
            f"{question}: {spoken(wrong)}": (self.solution | {question: wrong}, says)
            for question, said in feedback.items()
            for wrong, says in said.items()
            if wrong is not ...
        }

    def judge(self, answer: Mapping[str, Any]) -> Verdict:
        """Decide about the answers; the first wrong one gets its sentence.

        Parameters
        ----------
        answer : dict of str to object
            Question -> answer; ``...`` where there is none yet.

        Returns
        -------
        Verdict
            "right", "not written", "signature" or "differs".
        """
        questions = ", ".join(f"`{q}`" for q in self.solution)
        if not isinstance(answer, Mapping):
            return Verdict("signature", f"give a dictionary with the questions {questions}.")
        if unknown := [q for q in answer if q not in self.solution]:
            says = f"there is no question `{unknown[0]}`; the questions are {questions}."
            return Verdict("signature", says)
        if open_ := [q for q in self.solution if is_open(answer.get(q, ...))]:
            return Verdict("not written", ", ".join(open_) + ".")
        earned = {q: float(_equal(answer[q], want)) for q, want in self.solution.items()}
        for question, points in earned.items():
            if not points:
                says = f"{question}: {self._says(question, answer[question])}"
                return Verdict("differs", says, wrong=(question,), earned=earned)
        return Verdict("right", f"all {len(earned)}.", earned=earned)

    def _says(self, question: str, got: Any) -> str:
        said = self.feedback[question]
        for wrong, says in said.items():
            if wrong is not ... and _equal(got, wrong):
                return says
        if ... in said:
            return said[...]
        known = [spoken(wrong) for wrong in said if wrong is not ...]
        return f"{spoken(got)} is no answer to this; one would be {known[0]}."


def is_open(answer: Any) -> bool:
    """Tell whether an answer still has a ``...`` in it.

    Parameters
    ----------
    answer : object
        A value, or a tuple or list, also of tuples or lists.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_open((3, [..., 2])), is_open("...")
    (True, False)
    """
    return answer is ... or (isinstance(answer, tuple | list) and any(map(is_open, answer)))


def _equal(got: Any, want: Any) -> bool:
    """Compare without letting an array or True stand for a number."""
    if isinstance(got, list):
        got = tuple(got)
    same_kind = isinstance(got, bool) == isinstance(want, bool)
    return same_kind and bool(np.all(got == want)) and np.shape(got) == np.shape(want)


class Construction(Exercise):
    """Something to build or to find out by an experiment, judged by what it does.

    Parameters
    ----------
    decide : callable
        Takes the answer, returns (whether it is right, one sentence). What it raises counts as
        a wrong answer and is shown.
    solution : object
        An answer that is right.
    wrong : dict of str to (object, str)
        Name -> (an answer that is wrong, a piece of the sentence on it).
    stub : object
        The answer before anybody has worked on it.
    hints : tuple of str
        The ladder.
    title, stars, minutes, checked, trains, answer
        See :class:`~coursekit.exercise.Exercise`.

    Examples
    --------
    >>> ex = Construction(lambda n: (n % 7 == 0, f"{n} leaves {n % 7}."), 14,
    ...                   {"one": (1, "leaves 1")}, title="Seven", stars=1, minutes=1,
    ...                   checked="divisible by seven")
    >>> ex.check(15)
    Not yet: 15 leaves 1.
    <Verdict: differs>
    """

    kind = "construction"

    def __init__(
        self,
        decide: Callable[[Any], tuple[bool, str]],
        solution: Any,
        wrong: Mapping[str, tuple[Any, str]],
        *,
        stub: Any = ...,
        hints: tuple[str, ...] = (),
        **about: Any,
    ):
        super().__init__(**about)
        wanted = "a function of the answer: (whether it is right, one sentence)"
        must(self.title, "decide", callable(decide), wanted, decide)
        must_be_known_answers(self.title, "wrong", wrong)
        self.decide, self.solution, self.wrong = decide, solution, dict(wrong)
        self.stub, self.hints = stub, hints

    def judge(self, answer: Any) -> Verdict:
        """Decide about the answer.

        Parameters
        ----------
        answer : object
            What the reader built.

        Returns
        -------
        Verdict
            "right", "not written", "raised" or "differs".
        """
        if is_open(answer):
            return Verdict("not written", "replace each `...` by your answer.")
        try:
            right, says = self.decide(answer)
        except NotImplementedError:
            return Verdict("not written", "replace `raise NotImplementedError` by your code.")
        except Exception as error:
            message = str(error).splitlines()[0] if str(error) else "no message"
            return Verdict("raised", f"it stopped with {type(error).__name__}: {message}")
        return Verdict("right" if right else "differs", says, hints=() if right else self.hints)
