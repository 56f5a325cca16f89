"""Tables that come from outside: the roster, points for written answers, overrides."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A column's meaning -> the heads under which Moodle, Canvas and people write it.
COLUMNS = {
    "id": ("id", "student", "sis user id", "id number", "username", "sis login id"),
    "name": ("name", "full name", "student name"),
    "email": ("email", "email address", "mail"),
    "moodle": ("moodle", "identifier", "participant"),
    "canvas": ("canvas", "canvas id"),
    "login": ("login", "github", "user name"),
}


@dataclass(frozen=True)
class Person:
    """One line of a roster.

    Parameters
    ----------
    id : str
        What variants follow from.
    name, email, moodle, canvas, login : str
        What the platforms call her; may be empty.

    Examples
    --------
    >>> Person("ada7", "Ada Lovelace").name
    'Ada Lovelace'
    """

    id: str
    name: str = ""
    email: str = ""
    moodle: str = ""
    canvas: str = ""
    login: str = ""


def read_rows(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """Read a table with a head line; its columns are found by their heads in small letters.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8, with commas, semicolons or tabs.
    needed : iterable of str
        Columns that must be there.

    Returns
    -------
    list of dict
        One per line.

    Raises
    ------
    ValueError
        If it cannot be read, has no lines, lacks a column or a line has another number of fields.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}; save it as CSV in UTF-8") from None
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = [line for line in csv.reader(io.StringIO(text), delimiter=mark) if any(line)]
    except csv.Error as error:
        raise ValueError(f"{path.name} is no CSV: {error}") from None
    if len(lines) < 2:
        raise ValueError(f"{path.name} needs a head line and at least one line below it")
    head = [name.strip().lower() for name in lines[0]]
    if missing := [name for name in needed if name not in head]:
        raise ValueError(f"{path.name} has no column {missing[0]!r}; it has {', '.join(head)}")
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(head):
            raise ValueError(f"{path.name}, line {number}: {len(line)} fields, not {len(head)}")
    return [dict(zip(head, map(str.strip, line), strict=True)) for line in lines[1:]]


def read_roster(path: Path) -> list[Person]:
    """Read the students of a course.

    Parameters
    ----------
    path : Path
        A CSV with a column ``id``; name, email, identifier (Moodle), canvas id and login help to
        find folders. The participants' list of Moodle and the gradebook of Canvas fit as they are.

    Returns
    -------
    list of Person
        In the order of the file.

    Raises
    ------
    ValueError
        If it names nobody, or somebody twice.
    """
    rows = read_rows(path, ())
    used = {what: next((h for h in heads if h in rows[0]), "") for what, heads in COLUMNS.items()}
    if not used["id"]:
        raise ValueError(f"{path.name} has no column 'id'; it has {', '.join(rows[0])}")
    people = [Person(**{k: row.get(h, "") if h else "" for k, h in used.items()}) for row in rows]
    people = [p for p in people if p.id]
    seen: dict[str, int] = {}
    for person in people:
        seen[person.id.casefold()] = seen.get(person.id.casefold(), 0) + 1
    if twice := [name for name, count in seen.items() if count > 1]:
        raise ValueError(f"{path.name}: {twice[0]!r} stands there {seen[twice[0]]} times")
    if not people:
        raise ValueError(f"{path.name} names no student")
    return people


def read_points(path: Path, marks: Sequence[Mapping[str, Any]], reason: bool) -> list[dict]:
    """Read points that a person gave: ``student,item,part,points`` and a comment or reason.

    Parameters
    ----------
    path : Path
        A CSV. ``part`` is an output, or a line of the rubric from 1; empty: the whole item.
    marks : sequence of dict
        All marks; only their students, items and parts may be named.
    reason : bool
        True: each line must say why, as an override does.

    Returns
    -------
    list of dict
        With points as numbers.

    Raises
    ------
    ValueError
        Naming the first line that does not fit; nothing has been changed then.
    """
    why = "reason" if reason else "comment"
    rows = read_rows(path, ("student", "item", "points", *([why] if reason else [])))
    known = {m["student"].casefold(): {i["name"]: i for i in m["items"]} for m in marks}
    found = []
    for number, row in enumerate(rows, 2):
        where = f"{path.name}, line {number}"
        if not reason and not row["points"]:
            continue  # not read yet
        items = known.get(row["student"].casefold())
        if items is None:
            raise ValueError(f"{where}: no student {row['student']!r} has handed in")
        if row["item"] not in items:
            raise ValueError(f"{where}: no item {row['item']!r}; there are {', '.join(items)}")
        item, part = items[row["item"]], row.get("part", "")
        if not reason and item["kind"] != "written":
            raise ValueError(f"{where}: {row['item']} is no written answer; use an override")
        if part and part not in item["of"]:
            raise ValueError(f"{where}: no part {part!r}; there are {', '.join(item['of'])}")
        most = item["of"][part] if part else item["total"]
        found.append(row | {"points": _points(row["points"], most, where), "part": part})
        if reason and not row["reason"]:
            raise ValueError(f"{where}: an override needs a reason")
    return found


def _points(text: str, most: float, where: str) -> float:
    try:
        points = float(text)
    except ValueError:
        raise ValueError(f"{where}: {text!r} is no number of points") from None
    if not 0 <= points <= most:
        raise ValueError(f"{where}: points must be 0 to {most:g}, got {text}")
    return points


def merged(mark: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], what: str) -> dict[str, Any]:
    """Put a person's points into one mark.

    Parameters
    ----------
    mark : dict
        As the grader gave it; is not changed.
    rows : sequence of dict
        As from :func:`read_points`, of all students.
    what : {"rubric", "override"}
        What the points are called in the log.

    Returns
    -------
    dict
        The mark with these points, each logged in its item.

    Examples
    --------
    >>> item = {"name": "why", "earned": {"1": 0.0}, "of": {"1": 2.0}, "points": 0.0, "total": 2.0}
    >>> row = {"student": "ada", "item": "why", "part": "1", "points": 1.5, "comment": "good"}
    >>> merged({"student": "ada", "items": [item]}, [row], "rubric")["points"]
    1.5
    """
    items = []
    for item in mark["items"]:
        own = [r for r in rows if (r["student"].casefold(), r["item"]) ==
               (mark["student"].casefold(), item["name"])]  # fmt: skip
        earned, log = dict(item["earned"]), list(item.get("log", ()))
        for row in own:
            before = sum(earned.values())
            if row["part"]:
                earned[row["part"]] = row["points"]
            else:
                share = row["points"] / item["total"] if item["total"] else 0.0
                earned = {k: share * v for k, v in item["of"].items()}
            note = row.get("reason") or row.get("comment") or ""
            part = f" {row['part']}" if row["part"] else ""
            now = sum(earned.values())
            log.append(f"{what}{part}: {before:g} → {now:g} points. {note}".strip())
        new = dict(item) | {"earned": earned, "points": round(sum(earned.values()), 6), "log": log}
        if own and item.get("verdict") == "to be read":
            new |= {"verdict": "read", "told": ["Read", ""]}
        items.append(new)
    return dict(mark) | {"items": items, "points": round(sum(i["points"] for i in items), 6)}
