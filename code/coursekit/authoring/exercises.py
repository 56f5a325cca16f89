"""Exercises: sources in book/exercises  ->  student notebooks beside them.

book/exercises/text/ex_09_bptt.md makes book/exercises/ex_09_bptt.ipynb; a set in
book/exercises/sets makes a notebook without solutions. marked_text.py says what they hold.
"""

from __future__ import annotations

import time
from pathlib import Path

from .. import catalogue
from ..course import Course
from ..exercise import Exercise
from . import marked_text
from .editions import Edition
from .execution import finish, write
from .notebooks import difference, overwrites_edits
from .prose_numbers import ChapterError, fill_numbers


def sources(book: Path) -> list[Path]:
    """Return the sources of practice and of sets."""
    folder = book / "exercises"
    return sorted([*folder.glob("text/ex_*.md"), *folder.glob("sets/*.md")])


def target(path: Path) -> Path:
    """book/exercises/text/ex_09_bptt.md -> book/exercises/ex_09_bptt.ipynb."""
    return path.parents[1] / path.with_suffix(".ipynb").name


def in_order(slug: str) -> list[Exercise]:
    """Return the exercises of a chapter in the order of its page."""
    course = Course.here()
    found = catalogue.of_chapter(catalogue.chapters(course.exercises)[slug])
    text = (course.book / "exercises" / "text" / f"ex_{slug}.md").read_text("utf-8")
    return [found[mark["what"]] for mark in marked_text.MARK.finditer(text) if mark["kind"]]


# -- building and checking ------------------------------------------------------------------------


def stale(path: Path) -> str:
    """Say what is not what the source gives, or ""."""
    return difference(Edition(marked_text.read(path), "student").notebook(), target(path))


def build(path: Path) -> float:
    """Make one student notebook; fill the numbers in; return the seconds it took."""
    source, start = marked_text.read(path), time.perf_counter()
    nb = Edition(source, "student").notebook()
    if overwrites_edits(nb, target(path)):
        raise ChapterError(
            f"{target(path).name} was edited as a notebook; it is made from {path.name}.\n"
            f"  keep the edit:    make it in {path.name}, then throw the notebook's away\n"
            f"  throw it away:    git checkout -- {target(path).relative_to(path.parents[3])}"
        )
    unseen = [text for part in source.parts for text in part.texts.values()]
    try:
        values = finish(nb, target(path), "\n\n".join(unseen))
    except ChapterError as error:
        unsolved = "The notebook runs unsolved: a solution's numbers come from ch09.name.solution."
        raise ChapterError(f"{error}\n{unsolved}" if " =" in str(error) else str(error)) from None
    write(path, fill_numbers(path.read_text("utf-8"), values))
    return time.perf_counter() - start
