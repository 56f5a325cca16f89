"""What the cells of the chapters assert, with seeds and baselines, and the numbers they compute."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from coursekit.authoring.prose_numbers import number_comments
from made import texts

CELL = re.compile(r"^```\{code-cell\} python\n(?:---\n.*?^---\n)?(.*?)^```", re.M | re.S)
HEADING = re.compile(r"^#{2,3} (.+)$", re.M)
HEAD = "| in the section | asserted in its cells | seeds | drawn beside it |", "|---|---|---|---|"
LONGEST = 110  # characters of a claim


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections of a chapter with their cells; the part before the first is "Start"."""
    plain = CELL.sub(lambda m: m[0].replace("\n#", "\n "), text)  # comments are no headings
    marks = [(0, "Start"), *((m.start(), m[1]) for m in HEADING.finditer(plain))]
    for (start, title), (stop, _) in zip(marks, [*marks[1:], (len(text), "")], strict=True):
        yield title.strip(), CELL.findall(text[start:stop])


@functools.cache
def nodes(cell: str) -> list[ast.AST]:
    """Return all parts of a cell's code; three functions look at them."""
    return list(ast.walk(ast.parse(cell)))


def asserted(cell: str) -> list[str]:
    """Return what a cell asserts, each in one line."""
    found = []
    for node in nodes(cell):
        call = node.value if isinstance(node, ast.Expr) else None
        checks = isinstance(call, ast.Call) and ast.unparse(call.func).startswith("np.testing.")
        if isinstance(node, ast.Assert) or checks:
            text = ast.unparse(node.test if isinstance(node, ast.Assert) else call)
            text = text.removeprefix("np.testing.")
            found.append((node.lineno, text if len(text) <= LONGEST else f"{text[:LONGEST]}..."))
    return [text for _, text in sorted(found)]


def seeds(cell: str) -> list[str]:
    """Return the seeds that a cell draws with: of generators, and of loops over `seed` or `s`."""
    found = []
    for node in nodes(cell):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("default_rng"):
            found += [ast.unparse(a) for a in node.args if isinstance(a, ast.Constant)]
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            if node.target.id in ("seed", "s") and re.fullmatch(
                r"range\([\d, ]+\)", ast.unparse(node.iter)
            ):
                found.append(ast.unparse(node.iter))
    return found


def baselines(cell: str) -> list[str]:
    """Return what a cell draws beside its curves."""
    drawn = [k.value for node in nodes(cell) if isinstance(node, ast.Call)
             for k in node.keywords if k.arg == "baseline"]  # fmt: skip
    return [ast.unparse(key).strip("'\"") for value in drawn if isinstance(value, ast.Dict)
            for key in value.keys if key]  # fmt: skip


def rows_of(text: str) -> str:
    """Return the claims of a chapter as Markdown; nothing where it makes none."""
    rows = []
    for title, cells in sections(text):
        claims = [claim for cell in cells for claim in asserted(cell)]
        if claims:
            more = [
                dict.fromkeys(x for cell in cells for x in of(cell)) for of in (seeds, baselines)
            ]
            listed = "<br>".join(f"`{claim}`".replace("|", r"\|") for claim in claims)
            rows.append(f"| {title} | {listed} | {', '.join(more[0])} | {', '.join(more[1])} |")
    return "\n".join([*HEAD, *rows]) if rows else ""


def table() -> str:
    """Return the claims of all chapters, section by section."""
    found = {slug: (texts.title(text), rows_of(text)) for slug, text in texts.chapters().items()}
    return "\n\n".join(
        f"**Chapter {int(slug[:2])}: {title}**\n\n{rows}"
        for slug, (title, rows) in found.items()
        if rows
    )


def numbers() -> str:
    """Return what each chapter computes and asserts, and its numbers with their sources."""
    rows = ["| chapter | asserts in its cells | numbers in its text | and their sources |"]
    rows.append("|---|---|---|---|")
    for slug, text in texts.chapters().items():
        asserts = sum(len(re.findall(r"^\s*(?:assert\b|np\.testing\.assert_)", cell, re.M))
                      for cell in CELL.findall(text))  # fmt: skip
        found = number_comments(text)
        listed = "<br>".join(f"{number}: `{expression}`" for number, expression, _ in found)
        title = texts.title(text)
        rows.append(f"| {int(slug[:2])} {title} | {asserts} | {len(found)} | {listed} |")
    return "\n".join(row.replace("\n", " ") for row in rows)
