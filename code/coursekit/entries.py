"""What the entries of an exercise must be; each fault is told with what stands there instead."""

import reprlib
from collections.abc import Mapping
from typing import Any

from .mistakes import Mistake


def must(title: object, entry: str, fine: bool, expected: str, got: object) -> None:
    """Refuse an entry of an exercise that is not what it must be.

    Parameters
    ----------
    title : object
        The exercise's.
    entry : str
        What is looked at.
    fine : bool
        Whether it is what it must be.
    expected : str
        What that is, and how it is written where that is the usual mistake.
    got : object
        What stands there.

    Raises
    ------
    ValueError
        If it is not fine.

    Examples
    --------
    >>> must("Swaps", "stars", False, "1, 2 or 3", 4)
    Traceback (most recent call last):
    ...
    ValueError: Swaps: stars must be 1, 2 or 3, got 4
    """
    if not fine:
        raise ValueError(f"{title}: {entry} must be {expected}, got {reprlib.repr(got)}")


def is_text(value: object) -> bool:
    """Tell whether a value is text with something in it.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> is_text("three numbers"), is_text(" "), is_text(3)
    (True, False, False)
    """
    return isinstance(value, str) and bool(value.strip())


def is_count(value: object) -> bool:
    """Tell whether a value is a whole number from 1 on.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> is_count(3), is_count(0), is_count(True), is_count("3")
    (True, False, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def must_be_known_answers(title: str, entry: str, known: object) -> None:
    """Refuse wrong answers that are not a dictionary of pairs, each with its sentence.

    Parameters
    ----------
    title, entry
        As for :func:`must`.
    known : object
        What must be a dictionary: name -> (an answer, what is said of it).

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> must_be_known_answers("Two", "mistakes", {"sign": -2})
    Traceback (most recent call last):
    ...
    ValueError: Two: 'sign' of mistakes must be a pair, (answer, "what is said of it"), got -2
    """
    wanted = 'a dictionary, {"name": (answer, "what is said of it")}'
    must(title, entry, isinstance(known, Mapping), wanted, known)
    for name, pair in known.items():
        fine = isinstance(pair, tuple | list) and len(pair) == 2 and is_text(pair[1])
        wanted = 'a pair, (answer, "what is said of it")'
        must(title, f"{name!r} of {entry}", fine, wanted, pair)


def must_make_choices(title: str, right: Any, feedback: Any) -> None:
    """Refuse questions, answers and sentences that make no choices.

    Parameters
    ----------
    title : str
        The exercise's.
    right, feedback : object
        As for :class:`~coursekit.answers.Choices`.

    Raises
    ------
    ValueError
        If they are no dictionaries with the same questions, or an answer has no sentence.

    Examples
    --------
    >>> must_make_choices("Sum", {"1 + 1": 2}, {"1 + 1": "too many."})
    Traceback (most recent call last):
    ...
    ValueError: Sum: feedback to '1 + 1' must be {a wrong answer: "a sentence"}, got 'too many.'
    """
    for entry, given in (("right", right), ("feedback", feedback)):
        fine = isinstance(given, Mapping) and bool(given)
        must(title, entry, fine, "a dictionary with a key for each question", given)
    if odd := [q for q in {**right, **feedback} if (q in right) != (q in feedback)]:
        where = "right" if odd[0] in right else "feedback"
        raise ValueError(
            f"{title}: right and feedback have other questions: {odd[0]!r} stands only in {where}"
        )
    for question, said in feedback.items():
        entry = f"feedback to {question!r}"
        must(title, entry, isinstance(said, Mapping), '{a wrong answer: "a sentence"}', said)
        if not said:
            raise ValueError(f"{title}: no feedback to {question!r}")
        for wrong, says in said.items():
            must(title, f"{entry}, {wrong!r},", is_text(says), "a sentence", says)


def must_make_code(
    title: str, solution: Any, draw: Any, outputs: Any, mistakes: Any, carried: Any, few: Any
) -> None:
    """Refuse what makes no exercise whose answer is a function.

    Parameters
    ----------
    title : str
        The exercise's.
    solution, draw, outputs, mistakes, carried, few : object
        As for :class:`~coursekit.code.Code`.

    Raises
    ------
    ValueError
        If one of them is not what it must be.

    Examples
    --------
    >>> must_make_code("Gray", abs, None, "y", [], None, "")
    Traceback (most recent call last):
    ...
    ValueError: Gray: draw must be a function of a seed: the tuple of arguments, got None
    """
    named = callable(solution) and hasattr(solution, "__name__")
    must(title, "the solution", named, "a function, def name(...)", solution)
    must(title, "draw", callable(draw), "a function of a seed: the tuple of arguments", draw)
    names = outputs.split() if isinstance(outputs, str) else []
    fine = bool(names) and all(map(str.isidentifier, names)) and len({*names}) == len(names)
    must(title, "outputs", fine, "different names in one text, 'z a'", outputs)
    must(title, "few", isinstance(few, str), "text, the reason", few)
    must(title, "mistakes", isinstance(mistakes, list | tuple), "a list of Mistake(...)", mistakes)
    for mistake in mistakes:
        must(title, "one of mistakes", isinstance(mistake, Mistake), "a Mistake(...)", mistake)
        _must_be_mistake(title, mistake, names)
    wanted = "a dictionary, {one of the outputs: a function}"
    fine = carried is None or (isinstance(carried, Mapping) and {*carried} <= {*names})
    must(title, "carried", fine and all(map(callable, (carried or {}).values())), wanted, carried)


def _must_be_mistake(title: str, mistake: Mistake, outputs: list[str]) -> None:
    whose = f"of the mistake {mistake.name!r}"
    for entry in ("name", "old", "new", "says", "look"):
        value = getattr(mistake, entry)
        must(title, f"{entry} {whose}", isinstance(value, str), "text", value)
    more, costs = mistake.more, mistake.costs
    fine = isinstance(more, tuple) and all(map(_is_edit, more))
    must(title, f"more {whose}", fine, 'pairs with a comma behind each, (("old", "new"),)', more)
    fine = isinstance(costs, tuple) and {*costs} <= {*outputs}
    must(title, f"costs {whose}", fine, f'some of the outputs, ("{outputs[0]}",)', costs)


def _is_edit(pair: Any) -> bool:
    return isinstance(pair, tuple) and [type(text) for text in pair] == [str, str]
