"""What all exercises share: a title, a check that shows one verdict, hints, a catalogue."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .entries import is_count, is_text, must
from .verdicts import Verdict, reduced, show, show_hint


class Exercise:
    """One exercise with what decides about its answers.

    Parameters
    ----------
    title : str
        A few words, as on the page.
    stars : int
        Difficulty, 1 to 3.
    minutes : int
        How long a reader needs.
    checked : str
        What is checked, in a phrase.
    trains : tuple of int
        The numbers of the chapter's objectives that it trains.
    answer : callable, optional
        Where the solution is no function: a function without arguments whose text is the public
        answer, see :func:`~coursekit.cells.marked_cell`.

    Attributes
    ----------
    name : str
        What the exercise is called in its chapter; the chapter's package sets it.
    kind : str
        "code", "lines", "numbers", "choices" or "construction".
    solution : object
        An answer that is right.
    stub : object
        The answer before anybody has worked on it.
    wrong : dict of str to (object, str)
        Name of a known mistake -> (an answer that makes it, a piece of what the verdict says).

    Raises
    ------
    ValueError
        If an entry is not what it must be.

    Examples
    --------
    >>> Exercise(title="On paper", stars=1, minutes=15, checked="three digits").stars
    1
    """

    kind, name = "", ""
    solution: Any
    stub: Any
    wrong: Mapping[str, tuple[Any, str]]

    def __init__(
        self,
        *,
        title: str,
        stars: int,
        minutes: int,
        checked: str,
        trains: tuple[int, ...] = (),
        answer: Callable[[], Any] | None = None,
    ):
        must(title, "title", is_text(title), "text, as it stands on the page", title)
        must(title, "stars", is_count(stars) and stars <= 3, "1, 2 or 3", stars)
        must(title, "minutes", is_count(minutes) and minutes <= 120,
             "a whole number from 1 to 120", minutes)  # fmt: skip
        must(title, "checked", is_text(checked), "a phrase such as 'three numbers'", checked)
        listed = isinstance(trains, tuple | list) and all(map(is_count, trains))
        must(title, "trains", listed and len(set(trains)) == len(trains),
             "different numbers of the chapter's objectives, such as (1,) or (1, 3)",
             trains)  # fmt: skip
        must(title, "answer", answer is None or callable(answer),
             "a function without arguments; leave the brackets away", answer)  # fmt: skip
        self.title, self.stars, self.minutes, self.checked = title, stars, minutes, checked
        self.trains, self.answer = tuple(trains), answer
        self._last, self._given = Verdict("not written", "call check first."), 0

    def __repr__(self) -> str:
        return f"<exercise: {self.title}, {'★' * self.stars}, {self.minutes} minutes>"

    def judge(self, answer: Any) -> Verdict:
        """Decide about an answer without showing anything.

        Parameters
        ----------
        answer : object
            What the reader wrote.

        Returns
        -------
        Verdict
            The decision.
        """
        raise NotImplementedError

    def check(self, answer: Any, feedback: str = "full") -> Verdict:
        """Decide about an answer and show the verdict.

        Parameters
        ----------
        answer : object
            What the reader wrote: a function, numbers, choices, lines.
        feedback : {"full", "mistake", "verdict"}
            How much is told; graded sets may tell less.

        Returns
        -------
        Verdict
            True only where everything is right.
        """
        self._last, self._given = reduced(self.judge(answer), feedback), 0
        return show(self._last)

    def hint(self) -> None:
        """Show the next hint on the last answer that was checked, one step at a time."""
        if not self._last.hints:
            return show_hint("it is right." if self._last else self._last.says, 0, 0)
        self._given = min(self._given + 1, len(self._last.hints))
        return show_hint(self._last.hints[self._given - 1], self._given, len(self._last.hints))


def spoken(value: object) -> str:
    """Write a value as it stands in a sentence, without NumPy's type names.

    Parameters
    ----------
    value : object
        A number, text, or a tuple or list of them.

    Returns
    -------
    str
        Its text.

    Examples
    --------
    >>> import numpy as np
    >>> spoken((np.float64(0.5), "past"))
    "(0.5, 'past')"
    """
    return re.sub(r"np\.\w+\(([^()]*)\)", r"\1", repr(value))
