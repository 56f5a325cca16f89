"""Sources of exercises: MyST text with marks  ->  parts, from which every edition is made.

    <!-- exercise: rnn_backward -->            one exercise; in a set: ch09.rnn_backward points: 10
    <!-- diagnose: ch09.rnn_backward ... -->   only in sets: which line was changed?
    <!-- numbers: memory ... -->               only in sets: sizes that differ by student
    <!-- written: why points: 4 -->            only in sets: an answer in words, with a rubric
    <!-- solution -->  <!-- teaching -->  <!-- rubric -->   sections of the exercise above them

The cell with the answer and its check is made of the exercise's module and follows these words. A
section may bring a cell of its own instead, with a region from `### BEGIN SOLUTION` to
`### END SOLUTION` and the check as its last line. Lines `### STUB text` in the region are what
students get in its place; without them it is `raise NotImplementedError`. book/exercises/index.md
says what becomes of all this.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from coursekit import catalogue
from coursekit.authoring.prose_numbers import ChapterError
from coursekit.catalogue import failure
from coursekit.cells import marked_cell
from coursekit.exercise import Exercise
from coursekit.graded_sizes import refusal
from coursekit.set_files import LIMITS, own_module
from coursekit.sets import OWN

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
KINDS = ("exercise", "diagnose", "numbers", "written")
FROM_MODULES = ("exercise", "diagnose")  # a module holds what they ask for
MARK = re.compile(
    rf"^<!-- (?:(?P<kind>{'|'.join(KINDS)}): (?P<what>\S+)(?P<options>(?:(?!-->).)*?)"
    r"|(?P<section>solution|teaching|rubric))\s*-->[ ]*$",
    re.MULTILINE | re.DOTALL,
)
OPTION = re.compile(r"(?:^|\s)(points|group|draw|name|title|minutes|stars): ")
REGION = re.compile(
    r"^(?P<indent>[ ]*)### BEGIN SOLUTION\n(?P<body>.*?)^[ ]*### END SOLUTION[ ]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
STUB = re.compile(r"^([ ]*)### STUB ?(.*)\n?", re.MULTILINE)


@dataclass
class Part:
    """One exercise of a source: its mark, its cells, and what only some editions show."""

    kind: str
    what: str
    options: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)  # of a mark that is longer than one line
    cells: list[NotebookNode] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # solution, teaching, rubric
    exercise: Exercise | None = None
    graded: bool = False

    @property
    def name(self) -> str:
        """The name of the item, that of its exercise unless the mark gives another."""
        return self.options.get("name", self.what.rpartition(".")[2])


@dataclass
class Source:
    """A whole source; `about` is the front matter's `set:`, empty for practice."""

    path: Path
    about: dict
    intro: list[NotebookNode]
    parts: list[Part]
    own: str = ""  # text of the set's own exercises

    @property
    def name(self) -> str:
        """The name of the set, or of the file."""
        return self.about.get("name", self.path.stem)

    @property
    def graded(self) -> bool:
        """Whether it is a set with points, not practice."""
        return bool(self.about)


# -- reading --------------------------------------------------------------------------------------


def read(path: Path) -> Source:
    """Read a source; raise ChapterError where it breaks a rule."""
    try:
        text = path.read_text("utf-8")
        about = front_matter(text).get("set") or {}
    except (ValueError, yaml.YAMLError) as error:
        raise ChapterError(f"{path.name}: {error}".replace("\n", " ")) from None
    if about and (missing := {"name", "title", "feedback"} - set(about)):
        raise ChapterError(f"{path.name}: the front matter's set has no {sorted(missing)[0]}")
    beside = path.with_suffix(".py")
    source = Source(path, about, [], [], beside.read_text("utf-8") if beside.exists() else "")
    try:
        for cell in jupytext.reads(text, fmt="md:myst").cells:
            place(source, cell)
        if any(
            part.kind in FROM_MODULES and not part.what.startswith(OWN) for part in source.parts
        ):
            catalogue.chapters()  # what stops an import is no part's fault
        if source.own:
            own_module(source.name, source.own)
        for part in source.parts:
            complete(part, source)
        check_together(source)
    except (ValueError, SyntaxError) as error:
        raise ChapterError(f"{path.name}: {error}") from None
    return source


def front_matter(text: str) -> dict:
    """Return what stands between the first two lines `---`."""
    front = FRONT_MATTER.match(text)
    about = (yaml.safe_load(front[0].strip("-\n")) or {}) if front else {}
    if not isinstance(about, dict) or not isinstance(about.get("set") or {}, dict):
        raise ValueError("the front matter and its `set:` hold lines such as `name: week1`")
    return about


def place(source: Source, cell: NotebookNode) -> None:
    """Put a cell, cut at its marks, where it belongs."""
    if cell.cell_type == "code":
        if source.parts and source.parts[-1].texts:
            raise ValueError(f"a code cell behind a solution or note: {cell.source[:40]!r}")
        (source.parts[-1].cells if source.parts else source.intro).append(cell)
        return
    end = 0
    for mark in [*MARK.finditer(cell.source), None]:
        add_text(source, cell.source[end : mark.start() if mark else None].strip())
        if mark is None:
            return
        if mark["kind"]:
            source.parts.append(part_of(mark, source.graded))
        elif not source.parts or mark["section"] in source.parts[-1].texts:
            raise ValueError(f"a second <!-- {mark['section']} -->, or one before any exercise")
        else:
            source.parts[-1].texts[mark["section"]] = ""
        end = mark.end()


def add_text(source: Source, text: str) -> None:
    """Add text to the section that is open: the last one begun."""
    if not text:
        return
    if re.search(r"^\s*<!-- *(exercise|solution|teaching|rubric|written)\b", text, re.MULTILINE):
        raise ValueError(f"a mark that cannot be read: {text[:60]!r}")
    if not source.parts:
        source.intro.append(new_markdown_cell(text))
    elif texts := source.parts[-1].texts:
        section = list(texts)[-1]
        texts[section] = f"{texts[section]}\n\n{text}".strip()
    else:
        source.parts[-1].cells.append(new_markdown_cell(text))


def part_of(mark: re.Match, graded: bool) -> Part:
    """Read a mark: options behind its name, then one `label: values` on each further line."""
    first, *rest = mark["options"].strip("\n").splitlines() or [""]
    pieces = OPTION.split(first)
    if pieces[0].strip():
        raise ValueError(f"{mark['what']}: {pieces[0].strip()!r} is no option")
    options = {k: v.strip() for k, v in zip(pieces[1::2], pieces[2::2], strict=True)}
    lines = dict(map(str.strip, row.split(":", 1)) for row in rest if row.strip())
    if not graded and (mark["kind"] != "exercise" or options):
        raise ValueError(f"{mark['what']}: only sets have {mark['kind']}, points and options")
    return Part(mark["kind"], mark["what"], options, lines, graded=graded)


def complete(part: Part, source: Source) -> None:
    """Fill a part in and check it; whatever stops that is told with the part's name."""
    try:
        fill(part, source)
    except Exception as error:  # also of the author's functions
        said = str(error) if isinstance(error, ValueError) else failure(error)
        raise ValueError(f"{part.name}: {said.removeprefix(f'{part.name}: ')}") from error


def fill(part: Part, source: Source) -> None:
    """Find the exercise object of a part, and check what the part must hold."""
    wanted = ["solution"] if part.kind in ("exercise", "written") else []
    wanted += ["rubric"] if part.kind == "written" else []
    for section in wanted:
        if not part.texts.get(section):
            raise ValueError(f"{part.name}: no <!-- {section} -->")
    if part.graded and "points" not in part.options:
        raise ValueError(f"{part.name}: no points")
    if part.kind in FROM_MODULES:
        part.exercise = found(part.what, source)
    if part.kind == "exercise":
        if part.graded and callable(part.exercise.solution) and part.exercise.kind != "code":
            raise ValueError(f"{part.name}: a set cannot hold constructions that are functions")
        if part.graded and (why := refusal(part.exercise)):
            raise ValueError(f"{part.name}: {why}")
        add_answer(part, source)
        checked_answer(part)
        for cell in part.cells:
            if cell.cell_type == "code":
                parsed(stubbed(cell.source), part.name)


def add_answer(part: Part, source: Source) -> None:
    """Put the cell of the exercise's module behind the words that bring none of their own."""
    code = [cell.source for cell in part.cells if cell.cell_type == "code"]
    if any(map(REGION.search, code)):
        return
    if any(split_check(text)[1] for text in code):
        raise ValueError(f"{part.name}: no region ### BEGIN SOLUTION ... ### END SOLUTION")
    part.cells.append(new_code_cell(marked_cell(part.exercise, full_name(part.what, source))))


def found(what: str, source: Source) -> Exercise:
    """Return the exercise object that a mark names."""
    if what.startswith(OWN):
        own = own_module(source.name, source.own)
        if not hasattr(own, what.removeprefix(OWN)):
            raise ValueError(f"{source.path.with_suffix('.py').name} has no {what}")
        return getattr(own, what.removeprefix(OWN))
    return catalogue.find(full_name(what, source))


def full_name(what: str, source: Source) -> str:
    """ex_09_bptt.md: "rnn_backward" -> "ch09.rnn_backward", as the catalogue and pages call it."""
    return what if "." in what else f"ch{source.path.stem.removeprefix('ex_')[:2]}.{what}"


def check_together(source: Source) -> None:
    """Check the parts against each other, and practice against the exercises of its chapter."""
    names = [part.name for part in source.parts]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two items are called {sorted(twice)[0]!r}: give one a name:")
    if source.graded:
        limits = source.about.get("limits", {})
        if unknown := set(limits) - set(LIMITS):
            raise ValueError(f"no limit is called {sorted(unknown)[0]!r}; there are {[*LIMITS]}")
        return
    slug = source.path.stem.removeprefix("ex_")
    modules = catalogue.chapters()
    if slug not in modules:
        raise ValueError(f"no module of exercises for {slug}")
    there = list(catalogue.of_chapter(modules[slug]))
    if odd := set(names) ^ set(there):
        raise ValueError(f"{', '.join(sorted(odd))}: a section here or a module there is missing")


# -- cells with solutions -------------------------------------------------------------------------


def parsed(stub: str, name: str) -> None:
    """Raise ValueError where students would get what is no Python."""
    try:
        ast.parse(stub)
    except SyntaxError as error:
        raise ValueError(f"{name}: what students get is no Python: {error}") from None


def stubbed(code: str) -> str:
    """Return the code as students get it."""

    def stub(region: re.Match) -> str:
        given = [indent + line for indent, line in STUB.findall(region["body"])]
        if not given and not region["indent"]:
            raise ValueError("a solution outside a function needs ### STUB lines")
        given = given or [f"{region['indent']}raise NotImplementedError"]
        return "\n".join(line.rstrip() for line in given) + "\n"

    return REGION.sub(stub, code).rstrip("\n")


def solved(code: str) -> str:
    """Return the code with the solution and without marks."""
    return REGION.sub(lambda region: STUB.sub("", region["body"]), code).rstrip("\n")


def split_check(code: str) -> tuple[str, str]:
    """Cut a cell before the statement that checks; the check is "" where there is none."""
    body = ast.parse(solved(code)).body
    if not body or not is_check(body[-1]):
        return code, ""
    behind = len(solved(code).splitlines()) - body[-1].lineno + 1  # lines from the check on
    lines = code.splitlines()
    return "\n".join(lines[:-behind]).rstrip(), "\n".join(lines[-behind:])


def is_check(statement: ast.stmt) -> bool:
    """Tell whether a statement is a check, `ch09.rnn_backward.check(...)`."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "check"
        and isinstance(call.func.value, ast.Attribute)
    )


def checked_answer(part: Part) -> str:
    """Return the expression that the check of an exercise looks at, "rnn_backward"."""
    checks = [split_check(c.source)[1] for c in part.cells if c.cell_type == "code"]
    calls = [ast.parse(code).body[-1].value for code in checks if code]
    if len(calls) != 1:
        raise ValueError(f"{part.name}: {len(calls)} checks, there must be one")
    looked_at = calls[0].func.value.attr
    if looked_at != part.what.rpartition(".")[2]:
        raise ValueError(f"{part.name}: the check is that of {looked_at}")
    return ast.unparse(calls[0].args[0])


def filled(text: str, sizes: Mapping[str, int]) -> str:
    """Replace {{n_a}} by the student's number."""
    for name, value in sizes.items():
        text = text.replace("{{" + name + "}}", str(value))
    return text
