"""Write the README's table of sizes and times: nothing in it is typed.

    python tools/readme.py                         count anew, times as last measured
    python tools/readme.py --measure quick book    first run these targets and keep their times
    python tools/readme.py check                   say whether the table is stale

Sizes are counted from the files, the same on every machine; a test compares. Times are those of
tools/times.json, which --measure writes with the machine and the date; measure on an idle machine.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import platform
import re
import subprocess
import sys
import time
import tokenize
from collections.abc import Sequence
from datetime import date

import evidence
from coursekit.authoring.kernels import ROOT
from coursekit.authoring.prose_numbers import number_comments
from coursekit.catalogue import chapters, of_chapter
from mutants import MUTANTS

README = ROOT / "README.md"
TIMES = ROOT / "tools" / "times.json"
MARKS = re.compile(r"(?<=<!-- sizes -->\n).*?(?=<!-- /sizes -->)", re.DOTALL)
#: targets of the Makefile that may be measured, with what they do
TARGETS = {
    "quick": "lint, unit tests and equations",
    "book": "build the site",
    "notebooks SLUGS=--all": "execute all notebooks",
    "test": "build the site and check everything",
}
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
           tokenize.ENDMARKER, tokenize.ENCODING}  # fmt: skip


# -- sizes ----------------------------------------------------------------------------------------


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


def package() -> tuple[int, int, int]:
    """Return files, lines of code and lines of the longest file: rnnlab without exercises."""
    folder, apart = ROOT / "code" / "rnnlab", ()
    paths = [p for p in folder.rglob("*.py") if p.relative_to(folder).parts[0] not in apart]
    texts = [path.read_text("utf-8") for path in paths]
    return len(texts), sum(map(lines_of_code, texts)), max(len(t.splitlines()) for t in texts)


def tests() -> int:
    """Count test functions."""
    paths = (ROOT / "tests").rglob("test_*.py")
    return sum(len(re.findall(r"(?m)^def test_", path.read_text("utf-8"))) for path in paths)


def sourced_numbers() -> int:
    """Count the numbers in the text that a cell computes."""
    book = ROOT / "book"
    paths = [*(book / "text").rglob("*.md"), *(book / "exercises").glob("text/*.md")]
    return sum(len(number_comments(path.read_text("utf-8"))) for path in paths)


def over(count: int, step: int) -> str:
    """Write a count that moves every day, so that the table does not."""
    return f"over {(count - 1) // step * step:,}"


def sizes() -> list[tuple[str, str]]:
    """Return the rows of the table: what, how much."""
    exercises = [ex for module in chapters().values() for ex in of_chapter(module).values()]
    named = [ex for ex in exercises if ex.kind in ("code", "lines", "numbers")]
    files, lines, longest = package()
    return [
        ("chapters", f"{len(chapters())}"),
        ("exercises with a check", f"{len(exercises)}"),
        ("mistakes that a check knows by name", f"{sum(len(ex.wrong) for ex in named):,}"),
        ("equations with code, explicit sums and a test", f"{len(evidence.equations())}"),
        ("numbers in the text, each computed by a cell", over(sourced_numbers(), 50)),
        ("test functions; many run for many cases", over(tests(), 50)),
        ("planted bugs, each noticed by a test", f"{len(MUTANTS)}"),
        ("`rnnlab` without exercises and explicit sums", f"{over(lines, 100)} lines of code"),
        ("its files; the longest, documentation included", f"{files}; {longest} lines"),
    ]


# -- times ----------------------------------------------------------------------------------------


def measured() -> dict[str, dict]:
    """Return what was measured: target -> seconds and where."""
    return json.loads(TIMES.read_text("utf-8")) if TIMES.exists() else {}


def measure(target: str) -> dict:
    """Run a target of the Makefile and return its seconds."""
    start = time.perf_counter()
    subprocess.run(["make", "-s", *target.split()], cwd=ROOT, check=True, stdout=sys.stderr)
    return {
        "seconds": round(time.perf_counter() - start),
        "cores": os.cpu_count(),
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "date": date.today().isoformat(),
    }


def times() -> list[tuple[str, str]]:
    """Return the rows of the targets that have been measured."""
    return [
        (f"`make {target}`: {TARGETS[target]}",
         f"{spoken(kept['seconds'])} on {kept['cores']} cores, {kept['date']}")
        for target, kept in measured().items()
    ]  # fmt: skip


def spoken(seconds: float) -> str:
    """Write a time as one says it."""
    if seconds < 100:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min"


# -- the page -------------------------------------------------------------------------------------


def table() -> str:
    """Return the table."""
    rows = [f"| {what} | {much} |" for what, much in [*sizes(), *times()]]
    return "\n".join(["| what | how much |", "|---|---|", *rows]) + "\n"


def written(page: str) -> str:
    """Put the table between its marks."""
    if len(MARKS.findall(page)) != 1:
        raise SystemExit("README.md needs <!-- sizes --> and <!-- /sizes --> once")
    return MARKS.sub(lambda _: table(), page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", nargs="?", choices=["check"])
    parser.add_argument("--measure", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    told = parser.parse_args(arguments)
    if told.measure is not None:
        wanted = told.measure or list(TARGETS)
        if unknown := sorted({*wanted} - {*TARGETS}):
            raise SystemExit(f"no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
        kept = measured() | {target: measure(target) for target in wanted}
        in_order = {target: kept[target] for target in TARGETS if target in kept}
        TIMES.write_text(json.dumps(in_order, indent=1) + "\n", "utf-8")
    page = README.read_text("utf-8")
    stale = written(page) != page
    if told.command == "check":
        print("stale: python tools/readme.py" if stale else "the table is what the files say")
        return int(stale)
    README.write_text(written(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
