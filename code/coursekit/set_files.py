"""Sets of exercises with points: what stands in ``set.json``, written and read."""

import functools
import json
import linecache
import types
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .catalogue import failure
from .verdicts import FEEDBACK

FORMAT = 1  # of set.json
LIMITS = {"seconds": 10, "memory_mb": 1024, "output_kb": 1000}


@dataclass(frozen=True)
class Item:
    """One entry of a set.

    Parameters
    ----------
    name : str
        Unique in the set.
    kind : str
        "code", "lines", "numbers", "choices", "construction", "diagnose" or "written".
    points : dict of str to float
        By output, line, question, index, label or line of the rubric.
    title : str
        As in the heading.
    exercise : str
        ``"ch09.rnn_backward"``, ``"own.name"``, or nothing.
    answer : str
        An expression in names that the notebook defines.
    names : tuple of str
        The names in it.
    group : str
        Of all items of one group a student gets exactly one.
    draw : dict of str to int
        Options for drawing the arguments of a function, ``{"T": 40}``.
    pools : dict of str to tuple of str
        Label -> the mistakes from which each student gets one.
    sizes : dict of str to tuple of int
        Size -> the values from which each student gets one.
    right : tuple of str
        Expressions in the sizes.
    rubric : tuple of str
        What each point of a written answer is for.

    Examples
    --------
    >>> Item("cell", "code", {"a_t": 2, "dx": 1}).total
    3
    """

    name: str
    kind: str
    points: Mapping[str, float]
    title: str = ""
    exercise: str = ""
    answer: str = ""
    names: tuple[str, ...] = ()
    group: str = ""
    draw: Mapping[str, int] = field(default_factory=dict)
    pools: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    right: tuple[str, ...] = ()
    rubric: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """All points of the item."""
        return round(sum(self.points.values()), 6)


@dataclass(frozen=True)
class ExerciseSet:
    """Exercises that are handed out and graded together.

    Parameters
    ----------
    name, title : str
        The first is that of its files.
    items : tuple of Item
        In the order of the page.
    feedback : {"full", "mistake", "verdict"}
        How much a check tells.
    notebook : str
        File name of the student notebook.
    limits : dict of str to float
        Seconds, megabytes of memory and kilobytes of output for an item.
    module_source : str
        Text of the set's own exercises.
    course : str
        The package that holds all others; empty in sets made before they named it.

    Raises
    ------
    ValueError
        If there is no such feedback.

    Examples
    --------
    >>> ExerciseSet("one", "One", (Item("cell", "code", {"a_t": 2}),)).total
    2
    """

    name: str
    title: str
    items: tuple[Item, ...]
    feedback: str = "mistake"
    notebook: str = ""
    limits: Mapping[str, float] = field(default_factory=lambda: dict(LIMITS))
    module_source: str = ""
    course: str = ""

    def __post_init__(self):
        if self.feedback not in FEEDBACK:
            known = ", ".join(FEEDBACK)
            raise ValueError(f"feedback must be one of {known}, got {self.feedback!r}")

    @property
    def total(self) -> float:
        """The points of one student: of each group she gets one item, all worth the same."""
        groups = {item.group: item.total for item in self.items if item.group}
        alone = [item.total for item in self.items if not item.group]
        return round(sum(groups.values()) + sum(alone), 6)

    @property
    def module(self) -> types.ModuleType | None:
        """The set's own exercises, or None."""
        return own_module(self.name, self.module_source) if self.module_source else None


def manifest(exercise_set: ExerciseSet) -> str:
    """Write a set as the text of ``set.json``.

    Parameters
    ----------
    exercise_set : ExerciseSet
        The set.

    Returns
    -------
    str
        JSON; :func:`read_set` reads it.

    Examples
    --------
    >>> json.loads(manifest(ExerciseSet("one", "One", ())))["feedback"]
    'mistake'
    """
    s = exercise_set
    content = {
        "format": FORMAT,
        "name": s.name,
        "title": s.title,
        **({"course": s.course} if s.course else {}),
        "feedback": s.feedback,
        "total": s.total,
        "notebook": s.notebook,
        "module": "exercises.py" if s.module_source else "",
        "limits": dict(s.limits),
        "items": [dict(vars(item)) for item in s.items],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read_set(path: str | Path) -> ExerciseSet:
    """Read a set from its folder or its archive.

    Parameters
    ----------
    path : str or Path
        A folder or a zip file with ``set.json`` at its top.

    Returns
    -------
    ExerciseSet
        The set.

    Raises
    ------
    ValueError
        If there is no set, or one of another format.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     before = ExerciseSet("one", "One", (Item("cell", "code", {"a_t": 2}),))
    ...     _ = Path(folder, "set.json").write_text(manifest(before), "utf-8")
    ...     read_set(folder) == before
    True
    """
    path = Path(path)
    try:
        content = json.loads(_member(path, "set.json"))
        if content["format"] != FORMAT:
            raise ValueError(f"format {content['format']}, this version reads {FORMAT}")
        source = _member(path, content["module"]) if content["module"] else ""
        keys = ("name", "title", "feedback", "notebook", "limits")
        about = {k: content[k] for k in keys} | {"course": content.get("course", "")}
        items = tuple(item_of(entry) for entry in content["items"])
        return ExerciseSet(items=items, module_source=source, **about)
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path.name} is no set that this version can read: {error}") from None


def _member(path: Path, name: str) -> str:
    if path.is_dir():
        return (path / name).read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


def item_of(entry: Mapping[str, Any]) -> Item:
    """Make an item of one entry of ``set.json``.

    Parameters
    ----------
    entry : dict
        What JSON gives; lists become tuples.

    Returns
    -------
    Item
        The item.

    Examples
    --------
    >>> item_of({"name": "memory", "kind": "numbers", "points": {"0": 1}, "right": ["n_a"]}).right
    ('n_a',)
    """
    entry = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for name in ("pools", "sizes"):
        entry[name] = {k: tuple(v) for k, v in entry.get(name, {}).items()}
    return Item(**entry)


@functools.cache
def own_module(name: str, source: str) -> types.ModuleType:
    """Make a module of the text of a set's own exercises.

    Parameters
    ----------
    name : str
        The set's.
    source : str
        Python, as in a file.

    Returns
    -------
    module
        With the exercises.

    Raises
    ------
    ValueError
        If it cannot be run.

    Examples
    --------
    >>> own_module("one", "x = 3").x
    3
    """
    module = types.ModuleType(f"exercises_of_{name}")
    module.__file__ = f"<exercises of {name}>"
    # inspect.getsource looks here: the mistakes are edits of the solutions' text
    linecache.cache[module.__file__] = (
        len(source), None, source.splitlines(keepends=True), module.__file__,
    )  # fmt: skip
    try:
        exec(compile(source, module.__file__, "exec"), vars(module))
    except Exception as error:
        raise ValueError(f"the set's own exercises: {failure(error)}") from error
    return module
