"""The course around the kit: where it stands, its name, which package holds its exercises."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Course:
    """What ``[tool.coursekit]`` in the ``pyproject.toml`` of a course says.

    Its folder ``code`` holds the package of exercises, with one package ``chNN_slug`` per chapter;
    ``book`` holds chapters (``text``), words of exercises (``exercises/text``) and sets
    (``exercises/sets``).

    Parameters
    ----------
    root : Path
        The folder of the ``pyproject.toml``.
    exercises : str
        The package of exercises, ``"sorting.exercises"``.
    title : str
        As on the first page.
    name : str
        Of the project: what students install.

    Examples
    --------
    >>> Course(Path("there"), "sorting.exercises", "Sorting", "sorting").book.as_posix()
    'there/book'
    """

    root: Path
    exercises: str
    title: str
    name: str

    @property
    def book(self) -> Path:
        """The folder of all texts and notebooks."""
        return self.root / "book"

    @property
    def code(self) -> Path:
        """The folder of the packages: what notebooks import from."""
        return self.root / "code"

    @classmethod
    def here(cls, folder: str | Path = ".") -> "Course":
        """Find the course of a folder, going upward.

        Parameters
        ----------
        folder : str or Path
            Where to begin; the working folder.

        Returns
        -------
        Course
            The nearest.

        Raises
        ------
        ValueError
            If there is none, or its entry lacks something.

        Examples
        --------
        >>> Course.here("/")
        Traceback (most recent call last):
        ...
        ValueError: no course in / or above it: no pyproject.toml with [tool.coursekit]
        """
        start = Path(folder).resolve()
        for root in (start, *start.parents):
            if (root / "pyproject.toml").is_file():
                content = _content(root / "pyproject.toml")
                if told := _table(_table(content, "tool"), "coursekit"):
                    return cls(root, *_entries(root, told, _table(content, "project")))
        needed = "no pyproject.toml with [tool.coursekit]"
        raise ValueError(f"no course in {start} or above it: {needed}")


def _content(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise ValueError(f"{path}: {error}") from None


def _table(content: dict, name: str) -> dict:
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"pyproject.toml: {name!r} must be a table, got {found!r}")
    return found


def _entries(root: Path, told: dict, project: dict) -> tuple[str, str, str]:
    found = told | {"name": project.get("name", "")}
    keys = ("exercises", "title", "name")
    for key in keys:
        where = "[project]" if key == "name" else "[tool.coursekit]"
        if not found.get(key):
            raise ValueError(f"{root / 'pyproject.toml'}: {where} has no {key!r}")
        if not isinstance(found[key], str):
            raise ValueError(
                f"{root / 'pyproject.toml'}: {key!r} of {where} must be text, got {found[key]!r}"
            )
    return tuple(found[key] for key in keys)
