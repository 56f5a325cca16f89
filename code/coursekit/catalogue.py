"""All exercises of a course, found by chapter and name."""

import importlib
import pkgutil
import sys
from types import ModuleType

from .exercise import Exercise


def chapters(course: str = "unrolled.exercises") -> dict[str, ModuleType]:
    """Import the exercises of all chapters.

    Parameters
    ----------
    course : str
        The package that holds them.

    Returns
    -------
    dict of str to module
        Slug -> module, in order.

    Examples
    --------
    >>> "09_bptt" in chapters()
    True
    """
    home = importlib.import_module(course)
    names = sorted(m.name for m in pkgutil.iter_modules(home.__path__))
    modules = [importlib.import_module(f"{course}.{n}") for n in names if n[:2] == "ch"]
    return {m.__name__.rpartition(".ch")[2]: m for m in modules if hasattr(m, "EXERCISES")}


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
    >>> from unrolled.exercises import ch06_simplified_weights as ch06
    >>> ch06.join.name, ch06.join in ch06.EXERCISES
    ('join', True)
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
    >>> "rnn_backward" in of_chapter(chapters()["09_bptt"])
    True
    """
    names = {id(value): name for name, value in vars(module).items()}
    missing = [ex.title for ex in module.EXERCISES if id(ex) not in names]
    if missing:
        raise ValueError(f"{module.__name__}: no name for the exercise {missing[0]!r}")
    return {names[id(ex)]: ex for ex in module.EXERCISES}


def find(name: str) -> Exercise:
    """Return one exercise.

    Parameters
    ----------
    name : str
        Chapter and name, ``"ch09.rnn_backward"``.

    Returns
    -------
    Exercise
        The exercise.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists the chapter's.

    Examples
    --------
    >>> find("ch09.rnn_backward").kind
    'code'
    """
    chapter, _, exercise = name.partition(".")
    found = [of_chapter(m) for slug, m in chapters().items() if f"ch{slug[:2]}" == chapter]
    if not found or exercise not in found[0]:
        known = ", ".join(found[0]) if found else "no exercise"
        raise ValueError(f"there is no exercise {name!r}; {chapter} has {known}")
    return found[0][exercise]
