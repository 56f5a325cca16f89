"""``python -m coursekit new``: skeletons that can be made and checked at once, then filled in."""

from __future__ import annotations

import builtins
import importlib.util
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


def course(folder: Path, name: str) -> str:
    """Write the first files of a course; return what comes next.

    Raises ValueError, and writes nothing, where one of them is there already.
    """
    if not re.fullmatch("[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise ValueError(f"{name!r} is no name of a course, which is a package: small_letters")
    if importlib.util.find_spec(name):
        raise ValueError(f"Python knows a package {name!r} already: choose another name")
    title = name.replace("_", " ").capitalize()
    package = folder / "code" / name
    return written(folder, {
        folder / "pyproject.toml": filled("course.toml", NAME=name, TITLE=title),
        package / "__init__.py": f'"""{title}: the course as code."""\n',
        package / "exercises" / "__init__.py":
            f'"""The exercises of the course: a package per chapter, in it a module each."""\n\n'
            f'#: what all students are given: no graded answer may use it\nGIVEN = ("{name}",)\n',
    }, "python -m coursekit new chapter ch01_SLUG")  # fmt: skip


def chapter(course: Course, slug: str) -> str:
    """Write the text of a chapter, the first lines of its exercises, their package.

    Returns what comes next. Raises ValueError, and writes nothing, where the name is no free name.
    """
    if not (name := re.fullmatch(r"ch(\d\d)_([a-z][a-z0-9_]*)", slug)):
        raise ValueError(f"{slug!r} is no name of a chapter: ch01_small_letters")
    home = course.code.joinpath(*course.exercises.split("."))
    if taken := [path.name for path in home.glob(f"ch{name[1]}_*")]:
        raise ValueError(f"chapter {name[1]} is there already: {taken[0]}")
    number, title = str(int(name[1])), name[2].replace("_", " ").capitalize()
    return written(course.root, {
        course.book / "text" / f"{slug[2:]}.md": filled("chapter.md", TITLE=title),
        course.book / "exercises" / "text" / f"ex_{slug[2:]}.md":
            filled("practice.md", NUMBER=number, EXERCISES=course.exercises, MODULE=slug,
                   CHAPTER=f"ch{name[1]}"),
        home / slug / "__init__.py": f'"""Exercises of chapter {number}, {title.lower()}."""\n\n'
            "from coursekit.catalogue import load\n\nload(__name__)\n",
    }, f"python -m coursekit new exercise ch{name[1]}.NAME")  # fmt: skip


def written(root: Path, files: dict[Path, str], following: str) -> str:
    """Write all files, or none where one is there; return their list and what comes next."""
    if there := [path for path in files if path.exists()]:
        raise ValueError(f"{there[0].relative_to(root)} is there already")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    listed = "\n".join(path.relative_to(root).as_posix() for path in files)
    return f"{listed}\nnext: look at them, then\n  {following}"


def exercise(course: Course, full_name: str, kind: str) -> str:
    """Write the module of an exercise and its section of words; return what comes next.

    Raises ValueError, and writes nothing, where the name is no free name of a chapter.
    """
    chapter, _, name = full_name.partition(".")
    homes = catalogue.chapters(course.exercises)
    modules = {f"ch{slug[:2]}": slug for slug in homes}
    if chapter not in modules:
        known = ", ".join(modules) or "none yet: python -m coursekit new chapter ch01_SLUG"
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
