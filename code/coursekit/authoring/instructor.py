"""Editions for instructors, from the sources of exercises  ->  dist/instructor.

For each set: student and instructor notebook, answer key, nbgrader source, student repository, and
a zip for the grader. dist/instructor/README.md says what is where.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..course import Course
from ..grading.course import file_name
from ..grading.tables import read_roster
from ..set_files import ExerciseSet, Item, manifest
from ..sets import exercise_of
from . import exercises, marked_text, question_bank
from .archives import files_of, pack
from .editions import Edition, heading, notes_of, solution_text
from .execution import finish, write
from .generator import build_each
from .marked_text import Part, Source
from .prose_numbers import ChapterError, fill_numbers

TEMPLATES = Path(__file__).parent / "templates"
README = """# For instructors

| where | what |
|---|---|
| NAME/NAME.ipynb | what students get |
| NAME/instructor.ipynb | solutions, rubric, teaching notes; every check is right |
| NAME/answer_key.md | the solutions to read |
| NAME/set.json, NAME/tests | what the grader reads; pytest with all checks |
| NAME.zip | all of them: `python -m coursekit grade FOLDER --set NAME --out OUT` |
| nbgrader | a course directory: `nbgrader generate_assignment NAME` |
| repository/NAME | a template for student repositories; `pytest` gives the public points |
| students/NAME | one notebook per student of the roster, for sets that vary |
| question_bank.xml | the quizzes of all chapters for Moodle |

Nothing in here but the student notebooks and repositories may reach students.
"""


class Kit:
    """What is written where, of which course, for which students."""

    def __init__(self, course: Course, out: Path, key: str = "", roster: Sequence[str] = ()):
        self.course, self.out, self.key, self.roster = course, out, key, roster

    def build(self, path: Path) -> float:
        """Write everything for one source, or nothing; return the seconds it took."""
        start = time.perf_counter()
        self.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.out, prefix=".new-") as new:
            name = Kit(self.course, Path(new), self.key, self.roster).make(path)
            put_in_place(Path(new), self.out, name)
        return time.perf_counter() - start

    def make(self, path: Path) -> str:
        """Write everything for one source; return the set's name."""
        source = marked_text.read(path)
        made = Edition(source, "student").set
        home = fresh(self.out / made.name)
        values = self.notebooks(source, home)
        write(home / "set.json", manifest(made))
        write(home / "answer_key.md", fill_numbers(answer_key(source, made), values))
        if source.own:
            write(home / "exercises.py", source.own)
        self.put_template("test_points.py", home / "tests" / "test_hidden.py")
        (self.out / f"{made.name}.zip").write_bytes(pack(files_of(home)))
        self.nbgrader(source, values)
        self.repository(made, home)
        self.students(source, made, values)
        return made.name

    def notebooks(self, source: Source, home: Path) -> dict:
        """Write the student's and the instructor's notebook; return the numbers in their texts."""
        student = home / f"{source.name}.ipynb"
        values = finish(Edition(source, "student").notebook(), student, with_notices=True)
        full = home / "instructor.ipynb"
        values |= finish(Edition(source, "instructor").notebook(), full, with_notices=True)
        check_verdicts(nbformat.read(full, 4), source.path.name)
        return values

    def nbgrader(self, source: Source, values: dict) -> None:
        """Write the source notebook of nbgrader; it is not run, nbgrader does that."""
        folder = fresh(self.out / "nbgrader" / "source" / source.name)
        nb = filled(Edition(source, "nbgrader").notebook(), values)
        write(folder / f"{source.name}.ipynb", nbformat.writes(nb) + "\n")
        self.put_template("nbgrader_config.py", self.out / "nbgrader" / "nbgrader_config.py")

    def repository(self, made: ExerciseSet, home: Path) -> None:
        """Write a template for a student repository; it holds only what students may know."""
        folder = fresh(self.out / "repository" / made.name)
        public = replace(made, items=tuple(filter(is_public, made.items)), module_source="")
        write(folder / "set.json", manifest(public))
        shutil.copy(home / made.notebook, folder / made.notebook)
        for name in ("test_points.py", "conftest.py"):
            self.put_template(name, folder / "tests" / name)
        row = "| {0.title} | {0.total:g} | `pytest -k {0.name}` |"
        rest = made.total - public.total
        write(
            folder / "README.md",
            (TEMPLATES / "README.md").read_text("utf-8").format(
                title=made.title,
                name=self.course.name,
                notebook=made.notebook,
                rows="\n".join(row.format(item) for item in public.items),
                rest=f"{rest:g} more points are given elsewhere." if rest else "",
            ).rstrip() + "\n",
        )  # fmt: skip

    def students(self, source: Source, made: ExerciseSet, values: dict) -> None:
        """Write one notebook per student where the set has variants."""
        if not self.roster or not any(i.group or i.pools or i.sizes for i in made.items):
            return
        folder = fresh(self.out / "students" / made.name)
        for student in self.roster:
            edition = Edition(source, "student", self.key, student)
            nb = filled(edition.notebook(), values)
            write(folder / f"{file_name(student)}.ipynb", nbformat.writes(nb) + "\n")

    def put_template(self, name: str, to: Path) -> None:
        """Write one of the templates; `COURSE` in it is the name of the project."""
        to.parent.mkdir(parents=True, exist_ok=True)
        write(to, (TEMPLATES / name).read_text("utf-8").replace("COURSE", self.course.name))


# -- pieces ---------------------------------------------------------------------------------------


def fresh(folder: Path) -> Path:
    """Return an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put_in_place(new: Path, out: Path, name: str) -> None:
    """Move what was made of one set to where it belongs, instead of what was made before."""
    shared = Path("nbgrader", "nbgrader_config.py")
    own = (f"{name}.zip", name, f"nbgrader/source/{name}", f"repository/{name}", f"students/{name}")
    for part in filter(Path.exists, (new / shared, *(new / part for part in own))):
        target = out / part.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            shutil.rmtree(target)
        part.replace(target)


def filled(nb: NotebookNode, values: dict) -> NotebookNode:
    """Put the numbers into a notebook that is not run."""
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = fill_numbers(cell.source, values)
    return nb


def is_public(item: Item) -> bool:
    """Tell whether a student may have all that is needed to check an item."""
    return bool(item.exercise) and not item.pools and not item.exercise.startswith("own.")


def check_verdicts(nb: NotebookNode, name: str) -> None:
    """Raise where a check in an instructor's notebook does not say Right."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            said = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
            if not any(text.startswith(("Right", "Received")) for text in said):
                raise ChapterError(f"{name}: {cell.source.splitlines()[-1]} says {said}")


def answer_key(source: Source, made: ExerciseSet) -> str:
    """Return all solutions, with points, rubrics and notes, as Markdown."""
    parts: dict[str, Part] = {part.name: part for part in source.parts}
    pieces = [f"# {made.title}: answer key", "Not for students."]
    for number, item in enumerate(made.items, 1):
        part = parts[item.name]
        pieces.append(heading(item, part.exercise, number, source.graded))
        if item.pools or item.sizes:
            pieces.append("Differs from student to student; without a course key:")
            solution = exercise_of(item, made, "", "").solution
            pieces.append(
                f"`{item.answer} = {getattr(solution, 'tolist', lambda s=solution: s)()}`"
            )
            pieces.append("\n".join(f"- {k}: {', '.join(map(str, v))}" for k, v in
                                    (item.pools or item.sizes).items()))  # fmt: skip
        notes = notes_of(part, item)
        if not (item.pools or item.sizes):
            pieces.append(solution_text(part))
            notes = [note for note in notes if not note.startswith("**Why")]
        pieces += notes
    return "\n\n".join(filter(None, pieces)) + "\n"


def make(course: Course, out: Path, sets: Path | None, roster: Path | None, key: str) -> int:
    """Write everything for practice and public sets, or for the sets of a private folder.

    Returns the number of sources that failed.
    """
    if roster and not key:
        raise ChapterError("a roster needs a course key too: all variants follow from it")
    todo = sorted(sets.glob("*.md")) if sets else exercises.sources(course.book)
    if not todo:
        raise ChapterError(f"{sets or course.book} holds no sets: files such as week1.md")
    people = read_roster(roster) if roster else []
    out.mkdir(parents=True, exist_ok=True)
    failed = build_each(todo, Kit(course, out, key, [p.id for p in people]).build)
    write(out / "README.md", README)
    question_bank.write(out / "question_bank.xml", course)
    names = ", ".join(path.name for path in failed)
    if len(failed) < len(todo):
        print(f"written to {out}{', but not: ' + names if failed else ''}", flush=True)
    if failed:
        print(f"FAILED, for the reasons above: {names}. What {out} held of them before stays",
              file=sys.stderr)  # fmt: skip
    return len(failed)
