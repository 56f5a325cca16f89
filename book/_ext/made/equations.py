"""Every numbered equation, with what cites it in the package, its explicit sums and its tests.

An equation is a labelled formula of a page, `$$ (eq-softmax)`. In the package a docstring cites
it, in `unrolled.sums` eq_softmax computes it with explicit sums, in tests/equations
test_eq_softmax compares the two.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from made import texts

LABEL = re.compile(r"^\$\$ \((eq-[\w-]+)\)$", re.MULTILINE)
CITED = re.compile(r":eq:`(eq-[\w-]+)`(?:\s+to\s+:eq:`(eq-[\w-]+)`)?")
COLUMNS = "| equation | in the package | explicit sums | tests |", "|---|---|---|---|"
MODULE = """### sums.{0}

```{{eval-rst}}
.. automodule:: unrolled.sums.{0}
   :members:
```"""


@dataclass
class Equation:
    """A labelled formula and what stands behind it."""

    label: str
    page: Path
    cited: list[str] = field(default_factory=list)  # dotted names in the package
    sums: str = ""
    tests: list[str] = field(default_factory=list)


def definitions(path: Path) -> list[tuple[str, ast.AST]]:
    """Return classes, functions and methods of a module with their dotted names."""
    parts = path.relative_to(texts.ROOT / "code").with_suffix("").parts
    module = ".".join(part for part in parts if part != "__init__")
    found: list[tuple[str, ast.AST]] = []

    def walk(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef | ast.FunctionDef):
                found.append((f"{name}.{child.name}", child))
                if isinstance(child, ast.ClassDef):
                    walk(child, f"{name}.{child.name}")

    walk(ast.parse(path.read_text("utf-8")), module)
    return found


def function_of(label: str) -> str:
    """eq-bptt-dW_aa -> eq_bptt_dW_aa."""
    return label.replace("-", "_")


def equations() -> dict[str, Equation]:
    """Return all equations by label, in reading order, with what cites, repeats and tests them."""
    found: dict[str, Equation] = {}
    for page in texts.pages():
        for label in LABEL.findall(page.read_text("utf-8")):
            if label in found:
                raise ValueError(f"{label} is defined in {found[label].page.name} and {page.name}")
            found[label] = Equation(label, page)
    for name, label in citations(list(found)):
        if label not in found:
            raise ValueError(f"{name} cites {label}, which no page defines; known: {[*found]}")
        if name not in found[label].cited:
            found[label].cited.append(name)
    names = {function_of(label): label for label in found}
    for path in sorted((texts.ROOT / "code/unrolled/sums").glob("ch*.py")):
        for name, _ in definitions(path):
            if label := names.get(name.rpartition(".")[2]):
                found[label].sums = name
    for path in sorted((texts.ROOT / "tests/equations").glob("test_*.py")):
        for test in re.findall(r"^def test_(eq_\w+)", path.read_text("utf-8"), re.MULTILINE):
            # test_eq_bptt_dW_ax_gathers_ids tests eq-bptt-dW_ax, the longest label that fits
            fits = [name for name in names if test == name or test.startswith(f"{name}_")]
            if fits:
                found[names[max(fits, key=len)]].tests.append(f"{path.name}::test_{test}")
    return found


def citations(order: list[str]) -> list[tuple[str, str]]:
    """Return (name in the package, label cited there); a docstring's "a to b" cites all between."""
    found = []
    for path in sorted((texts.ROOT / "code/rnnlab").rglob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        for name, node in definitions(path):
            for first, last in CITED.findall(ast.get_docstring(node) or ""):
                labels = [first]
                if last and first in order and last in order:
                    labels = order[order.index(first) : order.index(last) + 1]
                found += [(name, label) for label in labels]
            if isinstance(node, ast.FunctionDef):  # and the lines that say which equation they are
                body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                found += [(name, label) for label in re.findall(r"# \((eq-[\w-]+)\)", body)]
    return found


def gaps() -> list[str]:
    """Say which equations lack something."""
    wrong = []
    for e in equations().values():
        needed = ("explicit sums in unrolled.sums", e.sums), ("a test", e.tests)
        lacks = [what for what, there in needed if not there]
        wrong += [f"{e.label} ({e.page.name}) lacks {', '.join(lacks)}"] * bool(lacks)
    return wrong


def linked(name: str) -> str:
    """Link a dotted name to its documentation, without its modules; a private one has none."""
    parts = name.split(".")
    if any(part.startswith("_") for part in parts):
        return f"`{name.removeprefix('rnnlab.')}`"
    if parts[-2][0].isupper():  # a method
        return f"{{py:obj}}`{'.'.join(parts[-2:])} <{name}>`"
    return f"{{py:obj}}`~{name}`"


def heading(page: Path) -> str:
    """Chapter number and title of a page."""
    text = texts.title(page.read_text("utf-8"))
    return f"Chapter {int(page.stem[:2])}: {text}" if page.stem[0].isdigit() else text


def table() -> str:
    """Return the equations by page."""
    parts, last = [], None
    for e in equations().values():
        if e.page != last:
            parts += ["", f"### {heading(e.page)}", "", *COLUMNS]
            last = e.page
        code = ", ".join(map(linked, e.cited)) or "cells of the chapter"
        tests = "<br>".join(f"`{t.partition('::')[2]}`" for t in e.tests)
        sums = linked(e.sums) if e.sums else "none yet"
        parts.append(f"| {{eq}}`{e.label}` | {code} | {sums} | {tests} |")
    return "\n".join(parts).strip()


def documentation() -> str:
    """Return the documentation of the explicit sums, chapter by chapter."""
    paths = sorted((texts.ROOT / "code/unrolled/sums").glob("ch*.py"))
    return "\n\n".join(MODULE.format(path.stem) for path in paths)
