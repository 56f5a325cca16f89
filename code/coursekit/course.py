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
                content = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
                if told := content.get("tool", {}).get("coursekit"):
                    return cls(root, *_entries(root, told, content.get("project", {})))
        needed = "no pyproject.toml with [tool.coursekit]"
        raise ValueError(f"no course in {start} or above it: {needed}")


def _entries(root: Path, told: dict, project: dict) -> tuple[str, str, str]:
    found = told | {"name": project.get("name", "")}
    keys = ("exercises", "title", "name")
    if missing := [key for key in keys if not found.get(key)]:
        where = "[project]" if missing[0] == "name" else "[tool.coursekit]"
        raise ValueError(f"{root / 'pyproject.toml'}: {where} has no {missing[0]!r}")
    return tuple(found[key] for key in keys)
