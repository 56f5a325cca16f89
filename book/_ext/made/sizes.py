"""How large the course is, counted from its files, and how long its commands took."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

from coursekit.authoring.prose_numbers import number_comments
from coursekit.catalogue import chapters, of_chapter
from made import equations, mistakes, texts
from measure import TARGETS, measured
from mutants import MUTANTS

PACKAGES = {
    "rnnlab": "the NumPy library",
    "coursekit": "exercises, verdicts, sets, grading",
    "unrolled": "the exercises, explicit sums and results of this course",
}
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
           tokenize.ENDMARKER, tokenize.ENCODING}  # fmt: skip


def lines_of_code(text: str) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings."""
    said = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            if isinstance(node.value.value, str):
                said.update(range(node.lineno, node.end_lineno + 1))
    held = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            held.update(range(token.start[0], token.end[0] + 1))
    return len(held - said)


def files(name: str) -> list[Path]:
    """Return the modules of a package."""
    return sorted((texts.ROOT / "code" / name).rglob("*.py"))


def test_functions() -> int:
    """Count them; many run for many cases."""
    paths = (texts.ROOT / "tests").rglob("test_*.py")
    return sum(len(re.findall(r"(?m)^def test_", path.read_text("utf-8"))) for path in paths)


def sourced_numbers() -> int:
    """Count the numbers in the text that a cell computes."""
    paths = [*(texts.BOOK / "text").rglob("*.md"), *(texts.BOOK / "exercises").glob("text/*.md")]
    return sum(len(number_comments(path.read_text("utf-8"))) for path in paths)


def sizes() -> list[tuple[str, str]]:
    """Return the rows of the table: what, how much."""
    rows = [
        ("chapters", len(chapters())),
        ("exercises with a check", sum(len(of_chapter(m)) for m in chapters().values())),
        ("mistakes that a check knows by name", mistakes.count()),
        ("equations with code, explicit sums and a test", len(equations.equations())),
        ("numbers in the text, each computed by a cell", sourced_numbers()),
        ("test functions; many run for many cases", test_functions()),
        ("planted bugs, each noticed by a test", len(MUTANTS)),
    ]
    found = [(what, f"{count:,}") for what, count in rows]
    for name, what in PACKAGES.items():
        lines = sum(lines_of_code(path.read_text("utf-8")) for path in files(name))
        found.append((f"`{name}`: {what}", f"{lines:,} lines of code in {len(files(name))} files"))
    return found


def times() -> list[tuple[str, str]]:
    """Return the rows of the targets that have been measured."""
    return [
        (f"`make {target}`: {TARGETS[target]}",
         f"{spoken(kept['seconds'])} on {kept['cores']} cores, {kept['date']}")
        for target, kept in measured().items()
    ]  # fmt: skip


def spoken(seconds: float) -> str:
    """Write a time as one says it."""
    return f"{seconds} s" if seconds < 100 else f"{round(seconds / 60)} min"


def table() -> str:
    """Return the table."""
    rows = [f"| {what} | {much} |" for what, much in [*sizes(), *times()]]
    return "\n".join(["| what | how much |", "|---|---|", *rows])
