"""All exercises of a course, found by chapter and name; what its students are given."""

import importlib
import pkgutil
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from .course import Course
from .exercise import Exercise

#: the package of exercises where a set does not name it: forwards of what was made before fill it
default = ""

CHAPTER = re.compile(r"ch\d\d_\w+")  # the package of a chapter


class Packages(NamedTuple):
    """Packages that no graded answer may use: those all students are given, and others."""

    given: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()


def package_of(course: str = "") -> str:
    """Return the name of the package of exercises.

    Parameters
    ----------
    course : str
        The name, where it is known; else that of the course around the working folder counts.

    Returns
    -------
    str
        The name.

    Raises
    ------
    ValueError
        If nobody says which.

    Examples
    --------
    >>> package_of("sorting.exercises")
    'sorting.exercises'
    """
    try:
        return course or default or Course.here().exercises
    except ValueError as error:
        raise ValueError(
            f"which course? {error}. Name the package of its exercises: --course PACKAGE"
        ) from None


def packages(course: str = "") -> Packages:
    """Return what no graded answer may use, as the package of exercises says it.

    Parameters
    ----------
    course : str
        As in :func:`package_of`.

    Returns
    -------
    Packages
        Its ``GIVEN``, which cells import without being asked why, and its ``FORBIDDEN``; this
        package is always given.

    Examples
    --------
    >>> packages("json").given  # a package that says nothing
    frozenset({'coursekit'})
    """
    home = _home(course)
    given = {__package__, *getattr(home, "GIVEN", ())}
    return Packages(frozenset(given), frozenset(getattr(home, "FORBIDDEN", ())))


def _home(course: str) -> ModuleType:
    name = package_of(course)
    home = _imported(name)
    if not hasattr(home, "__path__"):
        raise ValueError(f"{name} is one module; the exercises of a course are a package")
    return home


def _imported(name: str) -> ModuleType:
    """Import a module of the course; whatever stops it is the author's to see in one line."""
    try:
        return importlib.import_module(name)
    except Exception as error:
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if missing and f"{name}.".startswith(f"{missing}."):
            said = f"the course's package {name!r} is not installed here, nor on PYTHONPATH"
            raise ValueError(said) from None
        raise ValueError(f"{name} cannot be imported: {failure(error)}") from error


def failure(error: Exception) -> str:
    """Say in a line what stopped the code of an author, and where in it.

    Parameters
    ----------
    error : Exception
        What was raised.

    Returns
    -------
    str
        Its type, what it says, the file and line outside of this package.

    Examples
    --------
    >>> failure(KeyError("a"))
    "KeyError: 'a'"
    """
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):  # says its place itself
        return said
    ours = (str(Path(__file__).parent), "<frozen")
    frames = traceback.extract_tb(error.__traceback__)
    places = [f for f in frames if not f.filename.startswith(ours)]
    where = f" ({Path(places[-1].filename).name}, line {places[-1].lineno})" if places else ""
    return said + where


def chapters(course: str = "") -> dict[str, ModuleType]:
    """Import the exercises of all chapters.

    Parameters
    ----------
    course : str
        The package that holds them, as in :func:`package_of`.

    Returns
    -------
    dict of str to module
        Slug -> module, in order.

    Examples
    --------
    >>> chapters("json")  # a package without any
    {}
    """
    home = _home(course)
    names = sorted(m.name for m in pkgutil.iter_modules(home.__path__))
    modules = [_imported(f"{home.__name__}.{name}") for name in names if CHAPTER.match(name)]
    for module in modules:
        if not hasattr(module, "EXERCISES"):
            raise ValueError(f"{module.__name__} has no exercises: its __init__ calls load")
    return {m.__name__.rpartition(".ch")[2]: m for m in modules}


def load(package: str) -> None:
    """Fill the package of a chapter with its exercises; its ``__init__`` calls this.

    Each module without an underscore in front holds one exercise, ``exercise``, which gets the
    module's name; that name then stands for the exercise in the package. What a module lists in
    ``__all__`` is there, too: pages call it.

    Parameters
    ----------
    package : str
        ``__name__`` of the package.

    Raises
    ------
    ValueError
        If a module has no exercise, a function to be written has another name than its module, or
        two modules define the same name.

    Examples
    --------
    >>> import json
    >>> load("json")
    Traceback (most recent call last):
    ...
    ValueError: json.decoder has no exercise: write `exercise = Code(...)` or so
    """
    home = sys.modules[package]
    names = sorted(m.name for m in pkgutil.iter_modules(home.__path__))
    modules = {name: importlib.import_module(f"{package}.{name}") for name in names}
    found: dict[str, object] = {}
    for name, module in modules.items():
        new = {helper: getattr(module, helper) for helper in getattr(module, "__all__", ())}
        if not name.startswith("_"):
            new[name] = _named(name, module)
        if twice := set(new) & set(found):
            raise ValueError(f"{package}: two modules define {sorted(twice)[0]!r}")
        found |= new
    vars(home).update(found)
    home.EXERCISES = tuple(found[name] for name in names if not name.startswith("_"))


def _named(name: str, module: ModuleType) -> Exercise:
    """Return the exercise of a module, which knows its name from now on."""
    exercise = getattr(module, "exercise", None)
    if not isinstance(exercise, Exercise):
        raise ValueError(f"{module.__name__} has no exercise: write `exercise = Code(...)` or so")
    if exercise.kind == "code" and exercise.name != name:
        raise ValueError(f"{module.__name__}: the function must be {name}, not {exercise.name}")
    exercise.name = name
    return exercise


def of_chapter(module: ModuleType) -> dict[str, Exercise]:
    """Return the exercises of one chapter by the names that they have there, in order.

    Parameters
    ----------
    module : module
        One of :func:`chapters`.

    Returns
    -------
    dict of str to Exercise
        Name -> exercise.

    Raises
    ------
    ValueError
        If an entry of EXERCISES has no name in the module.

    Examples
    --------
    >>> import types
    >>> double = Exercise(title="Double", stars=1, minutes=5, checked="a number")
    >>> list(of_chapter(types.SimpleNamespace(double=double, EXERCISES=(double,))))
    ['double']
    """
    names = {id(value): name for name, value in vars(module).items()}
    missing = [ex.title for ex in module.EXERCISES if id(ex) not in names]
    if missing:
        raise ValueError(f"{module.__name__}: no name for the exercise {missing[0]!r}")
    return {names[id(ex)]: ex for ex in module.EXERCISES}


def find(name: str, course: str = "") -> Exercise:
    """Return one exercise.

    Parameters
    ----------
    name : str
        Chapter and name, ``"ch09.rnn_backward"``.
    course : str
        The package of exercises, as in :func:`package_of`.

    Returns
    -------
    Exercise
        The exercise.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those that there are.

    Examples
    --------
    >>> find("ch01.double", "json")
    Traceback (most recent call last):
    ...
    ValueError: there is no chapter 'ch01'; there are none
    """
    chapter, _, exercise = name.partition(".")
    slugs = chapters(course)
    found = [of_chapter(m) for slug, m in slugs.items() if f"ch{slug[:2]}" == chapter]
    if not found:
        known = ", ".join(f"ch{slug[:2]}" for slug in slugs) or "none"
        raise ValueError(f"there is no chapter {chapter!r}; there are {known}")
    if exercise not in found[0]:
        raise ValueError(f"there is no exercise {name!r}; {chapter} has {', '.join(found[0])}")
    return found[0][exercise]
