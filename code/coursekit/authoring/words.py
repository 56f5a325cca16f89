"""Whether the words of exercises and of sets can be handed out; a line per fault."""

from __future__ import annotations

import ast
import contextlib
import io
from pathlib import Path

from .. import checking
from ..sets import OWN
from . import marked_text
from .editions import Edition
from .marked_text import Part, Source, solved, split_check
from .prose_numbers import ChapterError

EDITIONS = ("student", "instructor", "nbgrader")


def faults(path: Path) -> list[str]:
    """Return what is wrong with a source: its marks, its solutions, a set's own exercises."""
    try:
        source = marked_text.read(path)
        for kind in EDITIONS:
            Edition(source, kind).notebook()
    except ChapterError as error:
        return [str(error).removeprefix(f"{path.name}: ")]
    found = [f"{part.name}: no <!-- teaching -->" for part in source.parts
             if not source.graded and not part.texts.get("teaching")]  # fmt: skip
    found += unsolved(source)
    for part in source.parts:
        if part.kind == "exercise" and part.what.startswith(OWN):
            found += [f"{part.what}: {fault}" for fault in checking.faults(part.exercise)]
    return found


def unsolved(source: Source) -> list[str]:
    """Return a line for each printed solution that its check does not find right."""
    names: dict = {}
    try:
        for cell in source.intro:
            if cell.cell_type == "code":
                run(cell.source, names)
    except Exception as error:
        return [f"its first cells stop with {type(error).__name__}: {error}"]
    found = []
    for part in source.parts:
        try:
            found += [f"{part.name}: its solution: {said}" for said in judged(part, names)]
        except Exception as error:
            found.append(f"{part.name}: its solution stops with {type(error).__name__}: {error}")
    return found


def judged(part: Part, names: dict) -> list[str]:
    """Run the solution of a part among the names that there are; return what is not right."""
    found = []
    for cell in part.cells:
        if cell.cell_type == "code":
            answer, check = split_check(cell.source)
            run(solved(answer), names)
            if check:
                given = ast.unparse(ast.parse(check).body[-1].value.args[0])
                verdict = part.exercise.judge(eval(given, names))
                found += [] if verdict else [verdict.text]
    return found


def run(code: str, names: dict) -> None:
    """Run a cell in silence; pictures stay in memory."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<cell>", "exec"), names)
