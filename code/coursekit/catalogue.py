"""All exercises of a course, found by chapter and name."""

import importlib
import pkgutil
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
