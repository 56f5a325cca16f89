"""Find who handed in what, in folders as Moodle, Canvas or a person names them."""

import re
from collections.abc import Sequence
from pathlib import Path

from .tables import Person

MOODLE = re.compile(r"^(?P<name>.+?)_(?P<moodle>\d+)_assignsubmission_file_?(?P<file>.*)$")
CANVAS = re.compile(r"^(?P<login>[^_]+)_(?:LATE_)?(?P<canvas>\d+)_\d+_(?P<file>.+)$")
ENDS = (".ipynb", ".py")
MOST = 60 << 20  # bytes of one file


def find(folder: Path, people: Sequence[Person] = ()) -> tuple[dict[str, dict[str, Path]], list]:
    """List the submissions of a folder.

    Parameters
    ----------
    folder : Path
        Holds folders or files of Moodle (``Ada Lovelace_123_assignsubmission_file``), files of
        Canvas (``lovelaceada_123_456_set.ipynb``), or folders or files called as students' ids.
    people : sequence of Person
        The roster; without it students are called as their folders.

    Returns
    -------
    dict of str to (dict of str to Path), list of str
        Student -> file name -> path; and one sentence for each thing that belongs to nobody.

    Raises
    ------
    ValueError
        If there is no such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder.name}")
    found: dict[str, dict[str, Path]] = {p.id: {} for p in people}
    notes: list[str] = []
    entries = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "__")))
    for path in entries:
        if path.is_symlink():
            notes.append(f"{path.name} is a link: not followed.")
            continue
        if path.is_file() and path.suffix.lower() not in ENDS and not CANVAS.match(path.name):
            continue  # a list, a read-me
        who = _student(path, people)
        if who is None:
            notes.append(f"{path.name} belongs to nobody of the roster.")
            continue
        own = found.setdefault(who, {})
        for name, file in _files(path):
            own[name] = file
    if not any(found.values()) and not people:
        raise ValueError(f"{folder.name} holds no submission: no folder, notebook or Python file")
    return found, notes


def _files(path: Path) -> list[tuple[str, Path]]:
    """Return the files of one student; no link leads out of her folder."""
    if path.is_file():
        match = MOODLE.match(path.name) or CANVAS.match(path.name)
        return [(match["file"] if match else path.name, path)]
    inner = [p for p in sorted(path.rglob("*")) if p.is_file() and not p.is_symlink()]
    inside = [p for p in inner if ".ipynb_checkpoints" not in p.parts and "__MACOSX" not in p.parts]
    return [(p.relative_to(path).as_posix(), p) for p in inside if p.stat().st_size <= MOST]


def _student(path: Path, people: Sequence[Person]) -> str | None:
    """Return the id of the student whom a folder or file belongs to."""
    name = path.name
    if match := MOODLE.match(name):
        told = {"moodle": match["moodle"], "name": match["name"]}
    elif path.is_file() and (match := CANVAS.match(name)):
        told = {"canvas": match["canvas"], "login": match["login"]}
    else:
        told = {"id": name if path.is_dir() else path.stem}
    if not people:
        return told.get("id") or told.get("name") or told["login"]
    for person in people:
        if any(value and value in _names(person, key) for key, value in _plain(told).items()):
            return person.id
    return None


def _names(person: Person, key: str) -> set[str]:
    """Return all that may stand for a person in a name of this kind."""
    given = {"id": (person.id, person.login, person.email, person.name), "name": (person.name,)}
    if key == "moodle":
        return {re.sub(r"\D", "", person.moodle)} - {""}
    if key == "canvas":
        return {person.canvas} - {""}
    if key == "login":
        words = person.name.replace(",", " ").split()
        turned = "".join([*words[-1:], *words[:-1]])  # Canvas: lovelaceada
        return {_letters(t) for t in (person.login, person.id, turned, "".join(words))} - {""}
    return {text.strip().casefold() for text in given[key]} - {""}


def _plain(told: dict[str, str]) -> dict[str, str]:
    return {k: _letters(v) if k == "login" else v.strip().casefold() for k, v in told.items()}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
