"""Forwards: what this package held before the course's other packages had their own.

For one release ``rnnlab.exercises`` and ``rnnlab.reference`` still import, as the very modules that
took their places; ``rnnlab.plotting`` and two modules of ``rnnlab.data`` hold the very names of
theirs. Each gives a notice. Nothing is loaded before somebody asks. Modules whose names began with
an underscore are gone: the error says where to look.
"""

import importlib
import importlib.abc
import importlib.machinery
import re
import sys
import warnings

CHAPTER = re.compile(r"ch\d\d_")
PIECE = re.compile(r"rnnlab\.exercises\._(ch\d\d)_\w+")  # private: some exercises of a chapter
PLACES = {
    "rnnlab.plotting": "unrolled.results.plotting",
    "rnnlab.data.slow": "unrolled.results",
    "rnnlab.data.teddy": "unrolled.teddy",
    "rnnlab.exercises.large": "coursekit.graded_sizes",
    "rnnlab.reference": "unrolled.sums",
}
#: functions that also have another name today: module -> before -> today
RENAMED = {
    "coursekit.graded_sizes": {"large_sizes": "graded_sizes"},
    "coursekit.mistakes": {"variant": "wrong_version"},
}


class Forwards(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules below the packages that moved; gives those that took their places.

    Examples
    --------
    >>> Forwards().find_spec("rnnlab.layers") is None
    True
    """

    def find_spec(self, name, path=None, target=None):
        """Return how to load a module that moved, None for every other."""
        if name.startswith(("rnnlab.exercises.", "rnnlab.reference.")):
            if not name.endswith(".__main__"):  # `python -m rnnlab.exercises` is a file
                return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        """Let Python make a module; it is replaced at once."""

    def exec_module(self, module):
        """Put the module that took the place there instead."""
        if piece := PIECE.fullmatch(module.__name__):
            raise ModuleNotFoundError(
                f"{module.__name__} was private and is gone: each exercise of {piece[1]} has a "
                "file of its own now, in the chapter's folder of unrolled.exercises",
                name=module.__name__,
            )
        sys.modules[module.__name__] = forwarded(module.__name__, place_of(module.__name__))


def place_of(name: str) -> str:
    """Return where a module is now.

    Parameters
    ----------
    name : str
        Its name before.

    Returns
    -------
    str
        Its name today.

    Examples
    --------
    >>> place_of("rnnlab.exercises.ch09_bptt"), place_of("rnnlab.exercises.grading.reading")
    ('unrolled.exercises.ch09_bptt', 'coursekit.grading.reading')
    """
    for before, today in PLACES.items():
        if f"{name}.".startswith(f"{before}."):
            return today + name.removeprefix(before)
    inside = name.removeprefix("rnnlab.exercises.")
    return f"unrolled.exercises.{inside}" if CHAPTER.match(inside) else f"coursekit.{inside}"


def forwarded(name: str, place: str, stacklevel: int = 3):
    """Import what took the place of a module or of a name that moved, with a notice.

    Parameters
    ----------
    name : str
        Its name before.
    place : str
        Its name today; a colon in it stands before a name in a module.
    stacklevel : int
        How far up the line is that the notice is for.

    Returns
    -------
    module or object
        The one of today.

    Raises
    ------
    ImportError
        If the course's packages are not installed.
    """
    module, _, inside = place.partition(":")
    today = f"{module}.{inside}" if inside else module
    if module.endswith(".__main__"):
        today = f"python -m {module.removesuffix('.__main__')}"
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in ("coursekit", "unrolled"):
            raise
        raise ImportError(
            f"{name} is {today} now, and the package {error.name} is not installed here: "
            "install the wheel of the course, it holds both"
        ) from None
    if module.startswith("coursekit"):  # sets made before do not name their course
        importlib.import_module("coursekit.catalogue").default = "unrolled.exercises"
    for before, now in RENAMED.get(module, {}).items():
        setattr(found, before, getattr(found, now))
    notice = f"{name} is {today} now; the old name goes with the next release"
    warnings.warn(notice, FutureWarning, stacklevel=stacklevel)
    return getattr(found, inside) if inside else found


def taken(name: str, module: str, scope: dict):
    """Look a name up for the ``__getattr__`` of a module that moved: all names come at once.

    Parameters
    ----------
    name, module : str
        Which name is wanted of which module.
    scope : dict
        The module's names; those of its new place are put there, so that the notice comes once.

    Returns
    -------
    object
        The name's, from its new place.

    Raises
    ------
    AttributeError
        If it is not there.
    """
    if name.startswith("__"):  # Python asks, not a reader
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    found = forwarded(module, place_of(module), stacklevel=4)
    scope.update({k: v for k, v in vars(found).items() if not k.startswith("__")})
    return getattr(found, name)


def install() -> None:
    """Find modules that moved before anything else does, or they would be loaded twice."""
    if not any(isinstance(finder, Forwards) for finder in sys.meta_path):
        sys.meta_path.insert(0, Forwards())
