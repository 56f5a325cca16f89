"""Mark one submission: read it, run it, judge each item; what comes out is plain data."""

import ast
import time
from collections.abc import Callable, Mapping
from typing import Any

from ..catalogue import packages
from ..code import SEEDS, Code
from ..exercise import Exercise
from ..graded_sizes import derivatives, graded_sizes
from ..mistakes import results_of
from ..running import Stopped
from ..set_files import ExerciseSet, Item
from ..sets import earned, exercise_of, items_of
from ..verdicts import Verdict, reduced
from .reading import Reading, read_file
from .sandbox import Ended, Lab

FACTOR, LEAST = 50, 1.5  # the time budget in times of the solution, and its least in seconds
HEADS = {
    "missing": "no answer",
    "time": "out of time",
    "ended": "stopped the grader",
    "forbidden": "not allowed",
}


def mark(
    exercise_set: ExerciseSet, key: str, student: str, files: Mapping[str, bytes], shut: bool = True
) -> dict[str, Any]:
    """Mark what one student has handed in.

    Parameters
    ----------
    exercise_set : ExerciseSet
        The set with its hidden tests.
    key, student : str
        Variants follow from both; nothing in the notebook is asked about them.
    files : dict of str to bytes
        File name -> content. A notebook comes before Python files; of several the last by name.
    shut : bool
        False: without namespaces, as on a machine that has none.

    Returns
    -------
    dict
        ``student``, ``file``, ``problem``, ``skipped``, ``held`` (limit -> why it does not hold),
        ``items`` (one dict each), ``points``, ``total``.

    Examples
    --------
    >>> item = Item("memory", "numbers", {"0": 1}, answer="n", names=("n",),
    ...             sizes={"n_a": (3,)}, right=("n_a**2",))
    >>> one = ExerciseSet("one", "One", (item,), course="json")  # a package without exercises
    >>> mark(one, "", "ada", {"ada.py": b"n = [3**2]"})["points"]
    1.0
    """
    name = _chosen(files)
    if name:
        reading = read_file(files[name], name, packages(exercise_set.course))
    else:
        found = f"only {', '.join(sorted(files))}" if files else "no file"
        reading = Reading(problem=f"there is no notebook ({found})")
    session = _Session(exercise_set, reading, shut)
    try:
        items = [
            session.item(item, exercise_of(item, exercise_set, key, student))
            for item in items_of(exercise_set, key, student)
        ]
    finally:
        session.close()
    return {
        "student": student,
        "file": name,
        "problem": reading.problem,
        "skipped": reading.skipped + session.failed,
        "held": {limit: why for limit, why in session.held.items() if why},
        "items": items,
        "points": round(sum(i["points"] for i in items), 6),
        "total": exercise_set.total,
    }


def _chosen(files: Mapping[str, bytes]) -> str:
    """Return the name of the file that counts."""
    for end in (".ipynb", ".py"):
        if found := sorted(name for name in files if name.lower().endswith(end)):
            return found[-1]
    return ""


class _Session:
    """The items of one submission, and the process that runs its code when one needs it."""

    def __init__(self, exercise_set: ExerciseSet, reading: Reading, shut: bool):
        self.set, self.reading, self.shut = exercise_set, reading, shut
        self.lab: Lab | None = None
        self.held: dict[str, str] = {}
        self.failed: list[str] = []
        self.broken: Ended | None = None  # the definitions themselves ended the process

    def item(self, item: Item, exercise: Exercise | None) -> dict[str, Any]:
        """Judge one item; what goes wrong costs this item only."""
        if exercise is None:
            return self._written(item)
        try:
            verdict = self._verdict(item, exercise)
        except (Ended, Stopped) as ended:
            verdict = Verdict(ended.kind, ended.says, wrong=tuple(item.points))
        points = earned(item, verdict)
        told = reduced(verdict, self.set.feedback)
        if verdict.kind in HEADS:  # what happened to the process is always told
            told = verdict
        return {
            "name": item.name,
            "title": item.title or item.name,
            "kind": item.kind,
            "verdict": verdict.kind,
            "mistakes": list(verdict.mistakes),
            "says": verdict.says,
            "told": [_head(told), told.says],
            "hints": list(told.hints),
            "earned": points,
            "of": {k: float(v) for k, v in item.points.items()},
            "points": round(sum(points.values()), 6),
            "total": float(item.total),
        }

    def _written(self, item: Item) -> dict[str, Any]:
        text = self.reading.written.get(item.name, "")
        open_ = not text or text == "*Your answer.*"
        return {
            "name": item.name,
            "title": item.title or item.name,
            "kind": item.kind,
            "verdict": "not written" if open_ else "to be read",
            "mistakes": [],
            "says": "",
            "told": ["Not written yet" if open_ else "To be read", ""],
            "hints": [],
            "text": "" if open_ else text,
            "rubric": list(item.rubric),
            "earned": dict.fromkeys(item.points, 0.0),
            "of": {k: float(v) for k, v in item.points.items()},
            "points": 0.0,
            "total": float(item.total),
        }

    def _verdict(self, item: Item, exercise: Exercise) -> Verdict:
        if self.reading.problem:
            raise Ended("missing", f"{self.reading.problem}.")
        if missing := [n for n in item.names if n not in self.reading.names]:
            if missing[0] not in self.reading.packages:
                raise Ended("missing", f"the notebook defines no `{missing[0]}`.")
        if used := self.reading.uses(item.names):
            package, cell = used
            where = f" (code cell {cell})" if cell else ""
            raise Ended("forbidden", f"the answer uses {package}{where}; it must compute itself.")
        if isinstance(exercise, Code):
            return self._code(item, exercise)
        return exercise.judge(self._value(item))

    def _code(self, item: Item, exercise: Code) -> Verdict:
        """Call a function on drawn cases, the last one large, each within a budget of time."""
        cases = [exercise.draw(seed) for seed in SEEDS]
        if derivatives(exercise) and (sizes := graded_sizes(exercise)):
            cases.append(exercise.draw(len(cases), **sizes))
        answers = []
        for case in cases:
            start = time.process_time()
            results_of(exercise.solution, case)
            budget = max(LEAST, FACTOR * (time.process_time() - start))
            seconds = min(budget, self.set.limits["seconds"])
            count = len(exercise.outputs)
            answers.append(
                self._lab().call(item.answer, exercise.parameters, count, case, seconds=seconds)
            )
        return exercise.compare(cases, answers)

    def _value(self, item: Item) -> Any:
        """Return an answer that is data; functions in it are called in the process."""
        try:
            return self.reading.constant(item.answer)
        except (NameError, ValueError, TypeError, KeyError, ArithmeticError):
            pass
        nodes = [self.reading.names[n].node for n in item.names if n in self.reading.names]
        if item.answer in item.names and any(map(_is_function, nodes)):
            return self._proxy(item.answer)
        return self._lab().call(f"lambda: ({item.answer},)", (), 1, ())[0]

    def _proxy(self, answer: str) -> Callable:
        """Stand for a student's function; each call runs in the process."""
        lab = self._lab()

        def function(*arguments: Any) -> Any:
            names = tuple(f"_{k}" for k in range(len(arguments)))
            takes = ", ".join(names)
            outer = f"lambda {takes}: ({answer}({takes}),)"
            return lab.call(outer, names, 1, arguments)[0]

        function.__name__ = answer if answer.isidentifier() else "answer"
        return function

    def _lab(self) -> Lab:
        """Return a process that can be asked, a new one where the last has ended."""
        if self.lab is not None and self.lab.alive:
            return self.lab
        if self.broken is not None:
            raise self.broken
        self.close()
        lab = Lab(dict(self.set.limits), self.shut)
        self.lab, self.held = lab, lab.held
        pieces = [(p.cell, p.index, p.names) for p in self.reading.pieces]
        try:
            failed = lab.define(self.reading.cells, pieces)
        except Ended as ended:
            self.broken = Ended(ended.kind, f"already its definitions fail: {ended.says}")
            raise self.broken from None
        self.failed = [f"Code cell {cell}: {_short(text)}" for cell, text in failed]
        return lab

    def close(self) -> None:
        """End the process."""
        if self.lab is not None:
            self.lab.close()


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) or isinstance(getattr(node, "value", None), ast.Lambda)


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:197]}..."


def _head(verdict: Verdict) -> str:
    head = HEADS.get(verdict.kind)
    return f"{head[0].upper()}{head[1:]}" if head else verdict.head
