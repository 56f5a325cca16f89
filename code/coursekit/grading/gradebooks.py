"""Write points as Moodle, Canvas and Gradescope import them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .tables import Person

FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run a cell that begins like this


def gradebook(marks: Sequence[Mapping[str, Any]], people: Mapping[str, Person]) -> str:
    """Return one line per student with the points of each item.

    Parameters
    ----------
    marks : sequence of dict
        As from the grader.
    people : dict of str to Person
        The roster by id; may be empty.

    Returns
    -------
    str
        A CSV.

    Examples
    --------
    >>> items = [{"name": "why", "points": 1.5}]
    >>> mark = {"student": "ada", "items": items, "points": 1.5, "total": 2, "problem": ""}
    >>> gradebook([mark], {}).splitlines()[1]
    'ada,,,1.5,2,1.5,'
    """
    names = list(dict.fromkeys(i["name"] for m in marks for i in m["items"]))
    rows = [["id", "name", "email", "points", "of", *names, "note"]]
    for m in marks:
        person = people.get(m["student"], Person(m["student"]))
        points = {i["name"]: f"{i['points']:g}" for i in m["items"]}
        items = [points.get(name, "") for name in names]
        rows.append([m["student"], person.name, person.email, f"{m['points']:g}",
                     f"{m['total']:g}", *items, m["problem"]])  # fmt: skip
    return csv_text(rows)


def moodle(marks: Sequence[Mapping[str, Any]], people: Mapping[str, Person]) -> str:
    """Return a grading worksheet, as "Upload grading worksheet" of a Moodle assignment reads it.

    Parameters
    ----------
    marks, people
        As in :func:`gradebook`; who has no Moodle identifier in the roster is found by her email.

    Returns
    -------
    str
        A CSV.
    """
    rows = [["Identifier", "Full name", "Email address", "Grade", "Maximum Grade",
             "Feedback comments"]]  # fmt: skip
    for m in marks:
        person = people.get(m["student"], Person(m["student"]))
        number = person.moodle if not person.moodle.isdigit() else f"Participant {person.moodle}"
        rows.append([number, person.name or person.id, person.email, f"{m['points']:.2f}",
                     f"{m['total']:.2f}", said(m)])  # fmt: skip
    return csv_text(rows)


def canvas(marks: Sequence[Mapping[str, Any]], people: Mapping[str, Person], title: str) -> str:
    """Return a gradebook as Canvas imports it.

    Parameters
    ----------
    marks, people
        As in :func:`gradebook`.
    title : str
        Of the assignment.

    Returns
    -------
    str
        A CSV, with Canvas' line of possible points.
    """
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title]]
    total = max((m["total"] for m in marks), default=0)
    rows.append(["Points Possible", "", "", "", "", f"{total:g}"])
    for m in marks:
        person = people.get(m["student"], Person(m["student"]))
        rows.append([person.name or person.id, person.canvas, person.id, person.login, "",
                     f"{m['points']:g}"])  # fmt: skip
    return csv_text(rows)


def gradescope(mark: Mapping[str, Any]) -> str:
    """Return one student's ``results.json`` of Gradescope.

    Parameters
    ----------
    mark : dict
        As from the grader.

    Returns
    -------
    str
        JSON.

    Examples
    --------
    >>> mark = {"student": "ada", "items": [], "points": 0.0, "problem": "", "skipped": []}
    >>> json.loads(gradescope(mark))["score"]
    0.0
    """
    tests = [
        {
            "name": item["title"],
            "score": item["points"],
            "max_score": item["total"],
            "output": ": ".join(filter(None, item["told"])),
            "visibility": "visible",
        }
        for item in mark["items"]
    ]
    output = "\n".join(filter(None, [mark["problem"], *mark["skipped"]]))
    content = {"score": mark["points"], "output": output, "tests": tests}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def said(mark: Mapping[str, Any]) -> str:
    """Return all verdicts of one student in a few lines.

    Parameters
    ----------
    mark : dict
        As from the grader.

    Returns
    -------
    str
        One line per item.
    """
    lines = [mark["problem"]] if mark["problem"] else []
    for item in mark["items"]:
        told = ": ".join(filter(None, item["told"]))
        lines.append(f"{item['title']} ({item['points']:g} of {item['total']:g}): {told}")
    return "\n".join(lines)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as CSV in which no cell is a formula for a spreadsheet.

    Parameters
    ----------
    rows : sequence of sequences of str
        The first is the header.

    Returns
    -------
    str
        The file's text.
    """
    file = io.StringIO()
    safe = [[f"'{v}" if v.startswith(FORMULA) else v for v in row] for row in rows]
    csv.writer(file, lineterminator="\n").writerows(safe)
    return file.getvalue()
