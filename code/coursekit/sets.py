"""Sets of exercises: what each student has, what decides about it, what it earns."""

import copy
import functools
from collections.abc import Mapping
from typing import Any

from .answers import Numbers, is_open
from .catalogue import find
from .diagnosis import Diagnosis
from .exercise import Exercise, spoken
from .lines import evaluate
from .set_files import ExerciseSet, Item, item_of, manifest, read_set
from .variants import variant_of
from .verdicts import Verdict, reduced, show

__all__ = [
    "ExerciseSet",
    "Item",
    "chosen_of",
    "earned",
    "exercise_of",
    "items_of",
    "manifest",
    "read_set",
    "received",
    "reduced",
    "score",
]

OWN = "own."  # exercises that a set brings itself, in exercises.py


def items_of(exercise_set: ExerciseSet, key: str, student: str) -> tuple[Item, ...]:
    """Return the items that one student has: of each group one.

    Parameters
    ----------
    exercise_set : ExerciseSet
        The set.
    key : str
        The course key; ``""``: no variants.
    student : str
        Who.

    Returns
    -------
    tuple of Item
        In the order of the page.

    Examples
    --------
    >>> heads = [Item(name, "code", {"all": 2}, group="head") for name in ("softmax", "sigmoid")]
    >>> s = ExerciseSet("one", "One", (*heads, Item("why", "written", {"1": 2})))
    >>> {items_of(s, "autumn", str(k))[0].name for k in range(20)} == {"softmax", "sigmoid"}
    True
    """
    groups: dict[str, list[str]] = {}
    for item in exercise_set.items:
        groups.setdefault(item.group, []).append(item.name)
    chosen = {
        group: names[variant_of(key, student, f"{exercise_set.name}/{group}", len(names))]
        for group, names in groups.items()
    }
    return tuple(i for i in exercise_set.items if not i.group or chosen[i.group] == i.name)


def exercise_of(item: Item, exercise_set: ExerciseSet, key: str, student: str) -> Exercise | None:
    """Return what decides about a student's answer to an item.

    Parameters
    ----------
    item : Item
        One of the set.
    exercise_set : ExerciseSet
        The set.
    key, student : str
        As in :func:`items_of`.

    Returns
    -------
    Exercise or None
        None for a written answer.

    Examples
    --------
    >>> item = Item("memory", "numbers", {"0": 1}, sizes={"n_a": (3,)}, right=("n_a**2",))
    >>> exercise_of(item, ExerciseSet("one", "One", (item,)), "", "").judge([9]).kind
    'right'
    """
    if item.kind == "written":
        return None
    chosen = chosen_of(item, exercise_set, key, student)
    about = {"title": item.title or item.name, "stars": 2, "minutes": 10, "checked": "each answer"}
    if item.kind == "numbers" and item.sizes:
        right = [evaluate(text, chosen) for text in item.right]
        return Numbers(right, {}, tolerance=1e-6, **about)
    if item.exercise.startswith(OWN):
        found = getattr(exercise_set.module, item.exercise.removeprefix(OWN))
    else:
        found = find(item.exercise, exercise_set.course)
    if item.kind == "diagnose":
        return Diagnosis(found, chosen, **about)
    if item.draw:
        found = copy.copy(found)
        found.draw = functools.partial(found.draw, **item.draw)
    return found


def chosen_of(item: Item, exercise_set: ExerciseSet, key: str, student: str) -> dict[str, Any]:
    """Return what varies in a student's item: her mistakes by label, or her sizes by name.

    Parameters
    ----------
    item, exercise_set, key, student
        As in :func:`exercise_of`.

    Returns
    -------
    dict of str to (str or int)
        Empty where nothing varies.

    Examples
    --------
    >>> item = Item("memory", "numbers", {"0": 1}, sizes={"n_a": (3, 4)}, right=("n_a**2",))
    >>> chosen_of(item, ExerciseSet("one", "One", (item,)), "", "")["n_a"] in (3, 4)
    True
    """
    what = f"{exercise_set.name}/{item.name}"
    return {
        label: values[variant_of(key, student, f"{what}/{label}", len(values))]
        for label, values in (item.pools or item.sizes).items()
    }


def earned(item: Item, verdict: Verdict) -> dict[str, float]:
    """Return the points of an answer, output by output.

    Parameters
    ----------
    item : Item
        With the points that there are.
    verdict : Verdict
        On the answer.

    Returns
    -------
    dict of str to float
        With the keys of `item.points`.

    Examples
    --------
    >>> item = Item("cell", "code", {"a_t": 2, "dx": 1})
    >>> earned(item, Verdict("mistake", "no.", earned={"a_t": 0.0, "dx": 1.0}))
    {'a_t': 0.0, 'dx': 1.0}
    """
    if verdict:
        return {k: float(points) for k, points in item.points.items()}
    return {k: points * verdict.earned.get(k, 0.0) for k, points in item.points.items()}


def score(
    entry: Mapping[str, Any], answer: Any, name: str = "", module_source: str = "", course: str = ""
) -> float:
    """Judge an answer to one entry of ``set.json`` without variants: nbgrader's hidden tests do.

    Parameters
    ----------
    entry : dict
        An item.
    answer : object
        The student's.
    name : str
        The set's.
    module_source : str
        Text of the set's own exercises.
    course : str
        The package of all others.

    Returns
    -------
    float
        The points it earns.

    Examples
    --------
    >>> entry = dict(name="memory", kind="numbers", points={"0": 1, "1": 1},
    ...              sizes={"n_a": [3]}, right=["n_a**2", "2 * n_a"])
    >>> score(entry, [9, 7])
    1.0
    """
    item = item_of(entry)
    home = ExerciseSet(name, name, (item,), module_source=module_source, course=course)
    verdict = exercise_of(item, home, "", "").judge(answer)
    return round(float(sum(earned(item, verdict).values())), 6)


def received(answer: Any) -> None:
    """Show an answer back that is graded later.

    Parameters
    ----------
    answer : object
        What the student wrote.

    Examples
    --------
    >>> received({"A": 3})
    Received: `{'A': 3}`; it is graded later.
    >>> received({"A": ...})
    Not written yet: replace each `...` by your answer.
    """
    values = answer.values() if isinstance(answer, Mapping) else [answer]
    if any(map(is_open, values)):
        show(Verdict("not written", "replace each `...` by your answer."))
    else:
        told = answer.__name__ if callable(answer) else spoken(answer)
        show(Verdict("received", f"`{told}`; it is graded later."))
