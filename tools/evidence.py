"""Lists on the evidence page, gathered from the course: equations, published results, numbers.

    python tools/evidence.py          write them anew
    python tools/evidence.py check    say what is stale or missing; exit code 1 if anything is

An equation is a labelled formula of a chapter, `$$ (eq-softmax)`. In the package a docstring cites
it, in `unrolled.sums` eq_softmax computes it with explicit sums, in tests/equations
test_eq_softmax compares the two. Published results are the tables under "### Published, and here";
<!-- time: 16_reber --> in a row names the slow result that holds its runs and their time.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import claims
from coursekit.authoring.kernels import ROOT
from coursekit.authoring.prose_numbers import number_comments
from slow_results import seconds_of
from unrolled.results import measured_speed

BOOK = ROOT / "book"
PAGE = BOOK / "appendix" / "evidence.md"
PACKAGE = ROOT / "code" / "rnnlab"
SUMS = ROOT / "code" / "unrolled" / "sums"
TESTS = ROOT / "tests" / "equations"
LABEL = re.compile(r"^\$\$ \((eq-[\w-]+)\)$", re.MULTILINE)
CITED = re.compile(r":eq:`(eq-[\w-]+)`(?:\s+to\s+:eq:`(eq-[\w-]+)`)?")
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
PUBLISHED = re.compile(r"^### Published, and here\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
HEAD = "| source | claim there | their number | set-up here | our number | seeds | verdict |"
TIME = re.compile(r"<!-- time: ([\w.]+) -->")
RUNNING = re.compile(r"\*\*running\*\* (\d+) seconds")
VERDICTS = "reproduced", "reproduced in part", "not reproduced"
COLUMNS = "| equation | in the package | explicit sums | tests |", "|---|---|---|---|"
PARTS = ("equations", "published", "claims", "numbers")


@dataclass
class Equation:
    """A labelled formula and what stands behind it."""

    label: str
    page: Path
    cited: list[str] = field(default_factory=list)  # dotted names in the package
    twin: str = ""
    tests: list[str] = field(default_factory=list)


def pages() -> list[Path]:
    """Return the texts that may hold numbered equations, in reading order."""
    return [*sorted((BOOK / "text").glob("*.md")), *sorted((BOOK / "text/appendix").glob("*.md")),
            *sorted((BOOK / "appendix").glob("*.md"))]  # fmt: skip


def chapters() -> dict[str, str]:
    """Return the texts of the numbered chapters by slug."""
    return {path.stem: path.read_text("utf-8") for path in pages() if path.stem[0].isdigit()}


def title(text: str) -> str:
    """Return a page's title."""
    return TITLE.search(text)[1]


def definitions(path: Path) -> list[tuple[str, ast.AST]]:
    """Return classes, functions and methods of a module with their dotted names."""
    parts = path.relative_to(ROOT / "code").with_suffix("").parts
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
    for page in pages():
        for label in LABEL.findall(page.read_text("utf-8")):
            if label in found:
                raise SystemExit(f"{label} is defined in {found[label].page.name} and {page.name}")
            found[label] = Equation(label, page)
    order = list(found)
    for name, label in citations():
        if label not in found:
            raise SystemExit(f"{name} cites {label}, which no page defines; known: {order}")
        if name not in found[label].cited:
            found[label].cited.append(name)
    names = {function_of(label): label for label in found}
    for path in sorted(SUMS.glob("ch*.py")):
        for name, _ in definitions(path):
            if label := names.get(name.rpartition(".")[2]):
                found[label].twin = name
    for path in sorted(TESTS.glob("test_*.py")):
        for test in re.findall(r"^def test_(eq_\w+)", path.read_text("utf-8"), re.MULTILINE):
            # test_eq_bptt_dW_ax_gathers_ids tests eq-bptt-dW_ax, the longest label that fits
            fits = [name for name in names if test == name or test.startswith(f"{name}_")]
            if fits:
                found[names[max(fits, key=len)]].tests.append(f"{path.name}::test_{test}")
    return found


def citations() -> list[tuple[str, str]]:
    """Return (name in the package, label cited there); a docstring's "a to b" cites all between."""
    order = [label for page in pages() for label in LABEL.findall(page.read_text("utf-8"))]
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
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
        needed = ("a twin in unrolled.sums", e.twin), ("a test", e.tests)
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


def equations_table() -> str:
    """Return the equations by page as Markdown."""
    parts, last = [], None
    for e in equations().values():
        if e.page != last:
            parts += ["", f"### {heading(e.page)}", "", *COLUMNS]
            last = e.page
        code = ", ".join(map(linked, e.cited)) or "cells of the chapter"
        tests = "<br>".join(f"`{t.partition('::')[2]}`" for t in e.tests)
        parts.append(f"| {{eq}}`{e.label}` | {code} | {linked(e.twin)} | {tests} |")
    return "\n".join(parts).strip()


def heading(page: Path) -> str:
    """Chapter number and title of a page."""
    text = title(page.read_text("utf-8"))
    return f"Chapter {int(page.stem[:2])}: {text}" if page.stem[0].isdigit() else text


def published_table() -> str:
    """Return all tables of published results as one, each row with the time of its runs."""
    rows = [HEAD.replace("| source", "| chapter | source").replace("| verdict", "| time | verdict")]
    rows.append("|---" * (rows[0].count("|") - 1) + "|")
    for slug, text in chapters().items():
        for block in PUBLISHED.findall(text):
            lines = [line for line in block.splitlines() if line.startswith("|")]
            if not lines or lines[0].strip() != HEAD:
                raise SystemExit(f"{slug}: the table must begin with {HEAD}")
            rows += [published_row(slug, line, text) for line in lines[2:]]
    return "\n".join(rows)


def published_row(slug: str, line: str, text: str) -> str:
    """Return a row of a chapter's table with its chapter and time."""
    facts = [fact.strip() for fact in TIME.sub("", without_sources(line)).strip("| ").split("|")]
    sources = TIME.findall(line)
    if len(facts) != HEAD.count("|") - 1 or not all(facts) or len(sources) != 1:
        raise SystemExit(f"{slug}: a row needs each column, and <!-- time: ... --> once: {line}")
    if facts[-1] not in VERDICTS:
        raise SystemExit(f"{slug}: the verdict must be one of {VERDICTS}: {line}")
    facts.insert(-1, time_taken(sources[0], text))
    return f"| {' | '.join([str(int(slug[:2])), *facts])} |"


def time_taken(source: str, text: str) -> str:
    """Say how long the runs took: those of a slow result, or of the page with this text."""
    if source == "bench":
        speed = measured_speed()
        return f"median of {speed['rounds']} rounds, {speed['date']} (`tools/bench.py`)"
    if source == "page":
        return f"within the page's {RUNNING.search(text)[1]} s"
    seconds = seconds_of(source)
    kept = "not kept" if seconds is None else f"{seconds:.0f} s"
    return f"{kept} (`tools/slow/{source}.py`)"


def without_sources(text: str) -> str:
    """Leave the sources of numbers out: on this page no cell computes them."""
    return re.sub(r"<!--\s*=.*?-->", "", text)


def claims_table() -> str:
    """Return what the cells of each chapter assert, section by section."""
    tables = [(slug, title(text), claims.table(text)) for slug, text in chapters().items()]
    named = [
        f"**Chapter {int(slug[:2])}: {name}**\n\n{rows}" for slug, name, rows in tables if rows
    ]
    return "\n\n".join(named)


def numbers_table() -> str:
    """Return what each chapter computes and asserts, and its numbers with their sources."""
    rows = ["| chapter | asserts in its cells | numbers in its text | and their sources |"]
    rows.append("|---|---|---|---|")
    for slug, text in chapters().items():
        cells = re.findall(r"^```\{code-cell\} python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        asserts = sum(len(re.findall(r"^\s*(?:assert\b|np\.testing\.assert_)", c, re.M))
                      for c in cells)  # fmt: skip
        found = number_comments(text)
        listed = "<br>".join(f"{number}: `{expression}`" for number, expression, _ in found)
        rows.append(f"| {int(slug[:2])} {title(text)} | {asserts} | {len(found)} | {listed} |")
    return "\n".join(row.replace("\n", " ") for row in rows)


def written(page: str) -> str:
    """Return the page with all lists in it."""
    made = {"equations": equations_table, "published": published_table}
    made |= {"claims": claims_table, "numbers": numbers_table}
    for part in PARTS:
        begin, end = (f"<!-- tools/evidence.py: {part} {word} -->" for word in ("begin", "end"))
        before, rest = page.split(begin)
        _, after = rest.split(end)
        page = f"{before}{begin}\n\n{made[part]()}\n\n{end}{after}"
    return page


def main(arguments: list[str]) -> int:
    text = PAGE.read_text("utf-8")
    if arguments != ["check"]:
        PAGE.write_text(written(text), "utf-8")
        text = PAGE.read_text("utf-8")
    wrong = gaps() + ["the lists are stale: python tools/evidence.py"] * (written(text) != text)
    print("\n".join(wrong) or "every equation has its code, its twin and its test")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
