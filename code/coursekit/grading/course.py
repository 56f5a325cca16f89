"""Grade a folder of submissions: mark each once, merge what people gave, write all files."""

import concurrent.futures
import hashlib
import json
import multiprocessing
import os
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..catalogue import package_of, packages
from ..graded_sizes import refusal
from ..set_files import ExerciseSet, manifest, read_set
from ..sets import exercise_of
from . import gradebooks, pages
from .folders import find
from .marking import mark
from .tables import Person, merged, read_points, read_roster

MARKING = 2  # goes up when marks of the same files may change


@dataclass(frozen=True)
class Options:
    """What the command line says.

    Parameters
    ----------
    submissions, set, out : Path
        Where the submissions are, the set's folder or archive, and where results go.
    key : str
        The course key.
    roster, rubric, overrides : Path, optional
        CSV files.
    jobs : int
        Processes at the same time.
    anonymous : bool
        True: pages and file names carry a code instead of a name.
    regrade : str
        Name of an item to mark again, or nothing.
    course : str
        The package of the course's exercises, for a set that does not name it.
    """

    submissions: Path
    set: Path
    out: Path
    key: str = ""
    roster: Path | None = None
    rubric: Path | None = None
    overrides: Path | None = None
    jobs: int = 1
    anonymous: bool = False
    regrade: str = ""
    course: str = ""


def grade(options: Options) -> list[dict[str, Any]]:
    """Grade a folder; the same files give the same results, whatever was done before.

    Parameters
    ----------
    options : Options
        What, where to, how.

    Returns
    -------
    list of dict
        One mark per student, in order.

    Raises
    ------
    ValueError
        If the set, the roster, the rubric or an override cannot be read; nothing is written then.
    """
    exercise_set = read_set(options.set)
    # named from here on: the processes of a pool know the set alone
    course = package_of(exercise_set.course or options.course)
    exercise_set = replace(exercise_set, course=course)
    packages(course)  # a course that is not installed is an error now
    if options.regrade and options.regrade not in {i.name for i in exercise_set.items}:
        known = ", ".join(i.name for i in exercise_set.items)
        raise ValueError(f"there is no item {options.regrade!r}; there are {known}")
    people = read_roster(options.roster) if options.roster else []
    found, notes = find(options.submissions, people)
    notes = [*notes, *_doubts(exercise_set)]
    store = options.out / "marks"
    marks = _marked(exercise_set, found, options, store)
    marks = _merged(marks, options)
    _write_all(marks, exercise_set, {p.id: p for p in people}, notes, options)
    return marks


def _doubts(exercise_set: ExerciseSet) -> list[str]:
    """Name the items in which numerical differentiation scores; the kit makes no set of them."""
    found = []
    for item in exercise_set.items:
        if why := refusal(exercise_of(item, exercise_set, "", "")):
            found.append(f"{item.name}: {why}. Points for it prove little.")
    return found


def _marked(
    exercise_set: ExerciseSet,
    found: Mapping[str, Mapping[str, Path]],
    options: Options,
    store: Path,
) -> list[dict[str, Any]]:
    """Mark everybody whose files or whose set have changed since the last time."""
    from tqdm import tqdm

    done: dict[str, dict[str, Any]] = {}
    todo = []
    for student, files in found.items():
        content = {name: path.read_bytes() for name, path in files.items()}
        print_ = _fingerprint(exercise_set, options.key, student, content)
        kept = _kept(store / f"{file_name(student)}.json", print_)
        if kept is not None and not options.regrade:
            done[student] = kept
        else:
            todo.append((student, content, print_, kept))
    spawn = multiprocessing.get_context("spawn")
    texts = manifest(exercise_set), exercise_set.module_source
    # notices for authors were given when the set was read here; processes need not repeat them
    silent = warnings.simplefilter, ("ignore", FutureWarning)
    with concurrent.futures.ProcessPoolExecutor(max(1, options.jobs), spawn, *silent) as pool:
        waiting = {
            pool.submit(_mark_one, texts, options.key, student, content): (student, print_, kept)
            for student, content, print_, kept in todo
        }
        ready = concurrent.futures.as_completed(waiting)
        for future in tqdm(ready, total=len(waiting), desc="grading", unit="student"):
            student, print_, kept = waiting[future]
            new = _regraded(kept, future.result(), options.regrade)
            store.mkdir(parents=True, exist_ok=True)
            _write(store / f"{file_name(student)}.json", _json({"of": print_, "mark": new}))
            done[student] = new
    return [done[student] for student in sorted(found, key=str.casefold)]


def _mark_one(texts: tuple[str, str], key: str, student: str, files: Mapping[str, bytes]) -> dict:
    """Mark in a process of the pool; a set travels as its text."""
    return mark(_set_of(texts), key, student, files)


def _set_of(texts: tuple[str, str]) -> ExerciseSet:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "set.json").write_text(texts[0], "utf-8")
        Path(folder, "exercises.py").write_text(texts[1], "utf-8")
        return read_set(folder)


def _fingerprint(exercise_set: ExerciseSet, key: str, student: str, files: Mapping) -> str:
    """Return what tells whether a mark is still that of these files and this set."""
    bare = replace(exercise_set, course="")  # marks of sets made before they named it still stand
    total = hashlib.sha256(
        f"{MARKING} {manifest(bare)} {bare.module_source} {key} {student}".encode()
    )
    for name, content in sorted(files.items()):
        total.update(f"{name} {len(content)} ".encode() + content)
    return total.hexdigest()


def _kept(path: Path, fingerprint: str) -> dict[str, Any] | None:
    try:
        stored = json.loads(path.read_text("utf-8"))
        return stored["mark"] if stored["of"] == fingerprint else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _regraded(kept: Mapping[str, Any] | None, new: dict[str, Any], item: str) -> dict[str, Any]:
    """Replace one item in a mark that stands otherwise."""
    if not item or kept is None:
        return new
    fresh = {i["name"]: i for i in new["items"]}
    items = [fresh.get(i["name"], i) if i["name"] == item else i for i in kept["items"]]
    return dict(kept) | {"items": items, "points": round(sum(i["points"] for i in items), 6)}


def _merged(marks: list[dict[str, Any]], options: Options) -> list[dict[str, Any]]:
    """Put points from the tables in; there students may be called by their codes."""
    names = {anonymous(options.key, m["student"]): m["student"] for m in marks}
    coded = [dict(m) | {"student": code} for code, m in zip(names, marks, strict=True)]
    for what, path in (("rubric", options.rubric), ("override", options.overrides)):
        rows = read_points(path, [*marks, *coded], what == "override") if path else []
        rows = [row | {"student": names.get(row["student"], row["student"])} for row in rows]
        marks = [merged(m, rows, what) for m in marks]
    return marks


def _write_all(
    marks: Sequence[Mapping[str, Any]],
    exercise_set: ExerciseSet,
    people: Mapping[str, Person],
    notes: Sequence[str],
    options: Options,
) -> None:
    out = options.out
    for folder in (out / "feedback", out / "gradescope"):
        folder.mkdir(parents=True, exist_ok=True)
    codes = {m["student"]: anonymous(options.key, m["student"]) for m in marks}
    for m in marks:
        student = m["student"]
        name = people[student].name if student in people else student
        if options.anonymous:
            name = codes[student]
        where = file_name(name if options.anonymous else student)
        _write(out / "feedback" / f"{where}.html", pages.feedback(m, exercise_set.title, name))
        _write(out / "gradescope" / where / "results.json", gradebooks.gradescope(m))
    told = [dict(m) | {"student": codes[m["student"]]} for m in marks] if options.anonymous else (
        marks)  # fmt: skip
    _write(out / "summary.html", pages.summary(told, exercise_set, notes))
    _write(out / "written.csv", written(told))
    _write(out / "gradebook.csv", gradebooks.gradebook(marks, people))
    _write(out / "moodle.csv", gradebooks.moodle(marks, people))
    _write(out / "canvas.csv", gradebooks.canvas(marks, people, exercise_set.title))
    log = [f"{m['student']}, {i['name']}: {line}"
           for m in marks for i in m["items"] for line in i.get("log", ())]  # fmt: skip
    _write(out / "log.txt", "".join(f"{line}\n" for line in log))


def written(marks: Sequence[Mapping[str, Any]]) -> str:
    """Return the table in which points for written answers are filled in.

    Parameters
    ----------
    marks : sequence of dict
        Of all students.

    Returns
    -------
    str
        A CSV with a line for each line of each rubric; the column points is empty.
    """
    rows = [["student", "item", "part", "of", "what for", "answer", "points", "comment"]]
    for m in marks:
        for item in m["items"]:
            if item["kind"] == "written" and item.get("text"):
                for (part, most), what in zip(item["of"].items(), item["rubric"], strict=True):
                    rows.append([m["student"], item["name"], part, f"{most:g}", what,
                                 item["text"] if part == "1" else "", "", ""])  # fmt: skip
    return gradebooks.csv_text(rows)


def anonymous(key: str, student: str) -> str:
    """Return a code for a student that nobody can compute who has not the course key.

    Parameters
    ----------
    key, student : str
        As for variants.

    Returns
    -------
    str
        Ten characters.
    """
    import hmac

    return hmac.new(key.encode(), f"anonymous {student}".encode(), "sha256").hexdigest()[:10]


def file_name(student: str) -> str:
    """Make a file name of a student's id.

    Parameters
    ----------
    student : str
        Any text.

    Returns
    -------
    str
        Letters, digits and a few signs; other ids give other names.

    Examples
    --------
    >>> file_name("ada"), file_name("../ada")
    ('ada', '_ada-6008')
    """
    plain = re.sub(r"[^\w.@+-]", "_", student).lstrip(".")
    if plain == student:
        return plain
    return f"{plain}-{hashlib.sha256(student.encode()).hexdigest()[:4]}"


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8", newline="\n")
    os.replace(new, path)
