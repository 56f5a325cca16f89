"""``python -m coursekit new``: skeletons that can be made and checked at once, then filled in."""

from __future__ import annotations

import builtins
import keyword
import re
from pathlib import Path

from .. import catalogue
from ..course import Course

KINDS = ("code", "numbers", "choices", "lines", "construction")
TEMPLATES = Path(__file__).parent / "templates"
TAKEN = {"answer", "decide", "draw", "exercise", "lines", "np"}  # they mean something in a module


def filled(template: str, **names: str) -> str:
    """Return a template with its capitals replaced: NAME, CHAPTER, TITLE ..."""
    text = (TEMPLATES / template).read_text("utf-8")
    for name, value in names.items():
        text = text.replace(name, value)
    return text


def exercise(course: Course, full_name: str, kind: str) -> str:
    """Write the module of an exercise and its section of words; return what comes next.

    Raises ValueError, and writes nothing, where the name is no free name of a chapter.
    """
    chapter, _, name = full_name.partition(".")
    homes = catalogue.chapters(course.exercises)
    modules = {f"ch{slug[:2]}": slug for slug in homes}
    if chapter not in modules:
        known = ", ".join(modules) or f"none: make a package ch01_slug in {course.exercises}"
        raise ValueError(f"there is no chapter {chapter!r}; there are {known}")
    slug = modules[chapter]
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} is no name of an exercise: {chapter}.small_letters")
    if keyword.iskeyword(name) or hasattr(builtins, name) or name in {*TAKEN, chapter}:
        raise ValueError(f"{name!r} is a name that Python or the kit uses: choose another")
    module = course.code.joinpath(*course.exercises.split("."), f"ch{slug}", f"{name}.py")
    words = course.book / "exercises" / "text" / f"ex_{slug}.md"
    if module.exists():
        raise ValueError(f"{module.relative_to(course.root)} is there already")
    if hasattr(homes[slug], name):
        raise ValueError(f"{chapter} has something else called {name!r}: choose another name")
    if not words.exists():
        raise ValueError(f"{words.relative_to(course.root)} is not there: write its first lines")
    title = name.replace("_", " ").capitalize()
    names = {"NAME": name, "CHAPTER": str(int(slug[:2])), "TITLE": title}
    module.write_text(filled(f"exercise_{kind}.py", **names), "utf-8", newline="\n")
    text = words.read_text("utf-8")
    if f"<!-- exercise: {name} -->" not in text:  # its words may have come first
        text = text.rstrip("\n") + "\n" + filled("section.md", NAME=name)
        words.write_text(text, "utf-8", newline="\n")
    return (
        f"{module.relative_to(course.root)}: the exercise\n"
        f"{words.relative_to(course.root)}: its words, at the end; move them where they belong\n"
        f"next: write both and a test, then\n"
        f"  python -m coursekit check {full_name}\n"
        f"  python -m coursekit notebooks build"
    )


def exercise_set(course: Course, path: Path) -> str:
    """Write the source of a set that asks for one exercise of the course; return what comes next.

    Raises ValueError, and writes nothing, where a file is there already.
    """
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name the set in it, too: {path / 'week1'}")
    path = path if path.suffix == ".md" else path.with_name(f"{path.name}.md")
    if path.exists():
        raise ValueError(f"{path} is there already")
    if not re.fullmatch(r"[\w-]+", path.stem):
        raise ValueError(f"{path.stem!r} is no name of a set: letters, digits, _ and -")
    functions = [
        (slug, name, ex.outputs)
        for slug, module in catalogue.chapters(course.exercises).items()
        for name, ex in catalogue.of_chapter(module).items()
        if ex.kind == "code"
    ]
    if not functions:
        raise ValueError("the course has no function to be written yet: new exercise ch01.NAME")
    slug, name, outputs = functions[0]
    title = path.stem.replace("_", " ").capitalize()
    names = {"EXERCISES": course.exercises, "MODULE": f"ch{slug}", "EXERCISE": name,
             "CHAPTER": f"ch{slug[:2]}", "NAME": path.stem, "TITLE": title,
             "POINTS": str(2 * len(outputs))}  # fmt: skip
    text = filled("set.md", **names)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return (
        f"{path}: the set; exercises of its own go into {path.with_suffix('.py').name} beside it\n"
        f"next: choose, write, then\n"
        f"  python -m coursekit check {path}\n"
        f"  python -m coursekit instructor --sets {path.parent}"
    )
