"""Editions of one source of exercises: for students, for instructors, for nbgrader.

Student notebooks hold stubs and, for practice, the solutions in folds; never a teaching note.
Instructor notebooks hold everything. In nbgrader's source notebooks the solutions and the hidden
tests stand between its own marks.
"""

from __future__ import annotations

import ast
import json
import re

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from coursekit.authoring.cards import checked
from coursekit.authoring.marked_text import (
    REGION,
    STUB,
    Part,
    Source,
    filled,
    solved,
    split_check,
    stubbed,
)
from coursekit.authoring.notebooks import normalized
from coursekit.authoring.points import exercise_set
from coursekit.authoring.prose_numbers import ChapterError
from coursekit.exercise import Exercise
from coursekit.set_files import ExerciseSet, Item
from coursekit.sets import OWN, chosen_of, exercise_of, items_of

HOW = """A check says what is wrong, and names the mistakes it knows; `{first}.hint()` says more,
step by step. [How it works](index.md)."""
DRAWER = "<details><summary>Solution</summary>\n\n{}\n\n</details>"


class Edition:
    """One notebook in the making: which source, which set, which student."""

    def __init__(self, source: Source, kind: str, key: str = "", student: str = ""):
        self.source, self.kind, self.key, self.student = source, kind, key, student
        self.set: ExerciseSet = exercise_set(source)

    def notebook(self) -> NotebookNode:
        """Return all cells as a notebook that has not been run."""
        cells = [plain(cell) for cell in self.source.intro]
        if not self.source.graded:
            cells.append(new_markdown_cell(HOW.format(first=check_name(self.source))))
        parts = {part.name: part for part in self.source.parts}
        items = items_of(self.set, self.key, self.student)
        if self.kind == "instructor" and not self.student:
            items = self.set.items  # all of a group
        try:
            for number, item in enumerate(items, 1):
                cells += self.cells_of(parts[item.name], item, number)
        except (ValueError, SyntaxError) as error:
            raise ChapterError(f"{self.source.path.name}, {item.name}: {error}") from None
        return normalized(nbformat.v4.new_notebook(cells=cells))

    def cells_of(self, part: Part, item: Item, number: int) -> list[NotebookNode]:
        """Return the cells of one exercise: statement, answer, check, and what follows them."""
        chosen = chosen_of(item, self.set, self.key, self.student)
        exercise = exercise_of(item, self.set, self.key, self.student)
        statement = [plain(cell) for cell in part.cells]
        if not statement or statement[0].cell_type == "code":
            statement.insert(0, new_markdown_cell(""))
        for cell in statement:
            if item.sizes and cell.cell_type == "markdown":
                cell.source = filled(cell.source, chosen)
        if part.kind == "diagnose":
            told = f"```python\n{exercise.listing}\n```\n\n{exercise.evidence()}"
            statement[-1].source = f"{statement[-1].source}\n\n{told}"
        first = heading(item, part.exercise or exercise, number, self.source.graded)
        statement[0].source = f"{first}\n\n{statement[0].source}".strip()
        cells = []
        for cell in statement:
            cells += self.code_cells(cell, item, cells) if cell.cell_type == "code" else [cell]
        if part.kind == "written":
            cells.append(self.written_cell(part, item))
        elif part.kind != "exercise":
            cells += self.short_answer(item, exercise)
        return cells + self.closing(part, item, cells)

    # -- code ----------------------------------------------------------------------------------

    def code_cells(self, cell: NotebookNode, item: Item, before: list) -> list[NotebookNode]:
        """Cut a cell into answer and check, and show of the answer what this edition shows."""
        answer, check = split_check(cell.source)
        cells = []
        if REGION.search(answer):
            earlier = sum(c.metadata.get("nbgrader", {}).get("solution", False) for c in before)
            name = f"{item.name}-answer" + (f"-{earlier + 1}" if earlier else "")
            cells.append(marked(self.answer(answer), name, solution=True))
        elif answer:
            cells.append(new_code_cell(answer, metadata=cell.metadata))
        if check:
            cells.append(marked(self.check(check, item), item.name, points=item.total))
        return cells

    def answer(self, code: str) -> str:
        """Return an answer cell as this edition shows it."""
        if self.kind == "student":
            return stubbed(code)
        return solved(code) if self.kind == "instructor" else for_nbgrader(code)

    def check(self, code: str, item: Item) -> str:
        """Return the check as the set's feedback wants it, for nbgrader with the hidden test."""
        if item.exercise.startswith(OWN):
            code = receive(item)
        elif self.set.feedback != "full":
            tree = ast.parse(code)
            told = ast.keyword("feedback", ast.Constant(self.set.feedback))
            tree.body[-1].value.keywords.append(told)
            code = ast.unparse(tree).replace("'", '"')
        return code if self.kind != "nbgrader" else f"{code}\n{self.hidden_test(item)}"

    def hidden_test(self, item: Item) -> str:
        """Return nbgrader's hidden test: its value is the number of points."""
        entry = json.dumps({k: v for k, v in vars(item).items() if v and k != "title"})
        more = f", {self.set.name!r}"  # variants follow from it
        more += f", {self.source.own!r}" if item.exercise.startswith(OWN) else ""
        more += f", course={self.set.course!r}"
        return (
            "### BEGIN HIDDEN TESTS\n"
            "from coursekit.sets import score\n\n"
            f"score({entry}, {item.answer}{more})\n"
            "### END HIDDEN TESTS"
        )

    # -- answers that are no code of the source ------------------------------------------------

    def short_answer(self, item: Item, exercise: Exercise) -> list[NotebookNode]:
        """Return the answer cell of a diagnosis or of numbers, and one that receives it."""
        if item.kind == "diagnose":
            right = repr(exercise.solution)
            stub = repr(exercise.stub).replace("Ellipsis", "...")
        else:
            right = f"[{', '.join(f'{value:.12g}' for value in exercise.solution)}]"
            stub = f"[{', '.join(['...'] * len(item.right))}]"
        right, stub = (f"{item.answer} = {text}".replace("'", '"') for text in (right, stub))
        text = {
            "student": stub,
            "instructor": right,
            "nbgrader": f"{stub}\n### BEGIN SOLUTION\n{right}\n### END SOLUTION",
        }[self.kind]
        check = receive(item) + (f"\n{self.hidden_test(item)}" if self.kind == "nbgrader" else "")
        return [
            marked(text, f"{item.name}-answer", solution=True),
            marked(check, item.name, points=item.total),
        ]

    def written_cell(self, part: Part, item: Item) -> NotebookNode:
        """Return the Markdown cell for an answer in words."""
        text = {
            "student": "*Your answer.*",
            "instructor": part.texts["solution"],
            "nbgrader": f"### BEGIN SOLUTION\n{part.texts['solution']}\n### END SOLUTION",
        }[self.kind]
        cell = new_markdown_cell(text)
        cell.metadata["nbgrader"] = flags(
            f"written-{item.name}", "markdown", grade=True, solution=True, points=item.total
        )
        return cell

    # -- what follows an exercise ----------------------------------------------------------------

    def closing(self, part: Part, item: Item, cells: list[NotebookNode]) -> list[NotebookNode]:
        """Return the solution's fold for practice, all notes for instructors."""
        if self.kind == "instructor":
            return [new_markdown_cell(text) for text in notes_of(part, item)]
        if self.kind == "student" and not self.source.graded:
            return [new_markdown_cell(DRAWER.format(solution_text(part)))]
        return []


# -- pieces ---------------------------------------------------------------------------------------


def plain(cell: NotebookNode) -> NotebookNode:
    """Copy a cell of the source without what jupytext knows of it."""
    if cell.cell_type == "code":
        return new_code_cell(cell.source, metadata=cell.metadata)
    return new_markdown_cell(cell.source, metadata=cell.metadata)


def check_name(source: Source) -> str:
    """Return how the notebook calls its first exercise, "ch09.on_paper"."""
    for cell in source.parts[0].cells:
        if cell.cell_type == "code" and (check := split_check(cell.source)[1]):
            return check.split(".check(")[0]
    return "exercise"


def heading(item: Item, exercise: Exercise | None, number: int, graded: bool) -> str:
    """Return title and line below it: stars, minutes, points, what is checked."""
    said = [f"{item.total:g} points"] if graded else []
    if (exercise is not None and item.kind not in ("diagnose", "numbers")) or not graded:
        said = ["★" * exercise.stars, f"{exercise.minutes} minutes", *said]
        said.append(f"Checked: {checked(exercise)}.")
    return f"## {number}. {item.title}\n\n{' · '.join(said)}"


def solution_code(part: Part) -> str:
    """Return the code of the solution: every answer cell, complete."""
    cells = [split_check(c.source)[0] for c in part.cells if c.cell_type == "code"]
    return "\n\n\n".join(solved(code) for code in cells if REGION.search(code))


def solution_text(part: Part) -> str:
    """Return code and explanation."""
    code = solution_code(part)
    fence = f"```python\n{code}\n```\n\n" if code else ""
    return f"{fence}{part.texts.get('solution', '')}".strip()


def notes_of(part: Part, item: Item) -> list[str]:
    """Return what only instructors read: why, rubric, teaching notes."""
    titles = {"solution": "Why it is so", "rubric": "Rubric", "teaching": "For instructors"}
    points = ", ".join(f"`{name}` {value:g}" for name, value in item.points.items())
    found = [f"**Points.** {points}."] if part.graded and item.kind != "written" else []
    for section, title in titles.items():
        text = part.texts.get(section, "")
        if text and not (section == "solution" and item.kind == "written"):
            found.append(f"**{title}.**\n\n{text}")
    return found


def receive(item: Item) -> str:
    """Return a check that only takes the answer: what is right is not told."""
    return f"from coursekit.sets import received\n\nreceived({item.answer})"


def for_nbgrader(code: str) -> str:
    """Keep nbgrader's marks; what students get stands before them, where the source says it."""

    def put(region: re.Match) -> str:
        stubs = "".join(f"{indent}{line}\n" for indent, line in STUB.findall(region["body"]))
        body = STUB.sub("", region["body"])
        indent = region["indent"]
        return f"{stubs}{indent}### BEGIN SOLUTION\n{body}{indent}### END SOLUTION\n"

    return REGION.sub(put, code).rstrip("\n")


def flags(grade_id: str, cell_type: str, **values: object) -> dict:
    """Return nbgrader's metadata of a cell, schema 3."""
    base = {"grade": False, "locked": False, "solution": False, "task": False}
    return {"schema_version": 3, "cell_type": cell_type, "grade_id": grade_id, **base, **values}


def marked(code: str, grade_id: str, **values: object) -> NotebookNode:
    """Return a code cell that nbgrader knows: an answer, or a check with points."""
    if "points" in values:
        values |= {"grade": True, "locked": True}
    return new_code_cell(code, metadata={"nbgrader": flags(grade_id, "code", **values)})
