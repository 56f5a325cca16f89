r"""Exercises: sources in book/exercises  ->  student notebooks beside them.

    python -m coursekit.authoring.exercises build [slug ...]   what changed, or the notebooks named
    python -m coursekit.authoring.exercises build --all        all of them
    python -m coursekit.authoring.exercises check              say what is not what its source gives

book/exercises/text/ex_09_bptt.md makes book/exercises/ex_09_bptt.ipynb; a set in
book/exercises/sets makes a notebook without solutions. marked_text.py says what they hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from coursekit import catalogue
from coursekit.authoring import marked_text
from coursekit.authoring.editions import Edition
from coursekit.authoring.kernels import ROOT, set_environment
from coursekit.authoring.notebooks import build_each, difference, finish, overwrites_edits, write
from coursekit.authoring.prose_numbers import ChapterError, fill_numbers
from coursekit.exercise import Exercise

BOOK = ROOT / "book"


def sources(names: Sequence[str] = (), book: Path = BOOK) -> list[Path]:
    """Return the sources named ("09_bptt" or "ex_09_bptt"), or all of them."""
    folder = book / "exercises"
    found = sorted([*folder.glob("text/ex_*.md"), *folder.glob("sets/*.md")])
    slugs = {path: {path.stem, path.stem.removeprefix("ex_")} for path in found}
    if unknown := set(names) - set().union(*slugs.values()):
        raise ChapterError(f"no source in book/exercises for: {', '.join(sorted(unknown))}")
    return [path for path in found if not names or slugs[path] & set(names)]


def target(path: Path) -> Path:
    """book/exercises/text/ex_09_bptt.md -> book/exercises/ex_09_bptt.ipynb."""
    return path.parents[1] / path.with_suffix(".ipynb").name


def in_order(slug: str, book: Path = BOOK) -> list[Exercise]:
    """Return the exercises of a chapter in the order of its page."""
    found = catalogue.of_chapter(catalogue.chapters()[slug])
    text = (book / "exercises" / "text" / f"ex_{slug}.md").read_text("utf-8")
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


def reason(path: Path) -> str:
    """Like `stale`, with a source that cannot be read as a reason too."""
    try:
        return stale(path)
    except ChapterError as error:
        return str(error)


def run_check() -> int:
    """Print what differs from its source; return how many."""
    reasons = [f"{path.stem}: {why}" for path in sources() if (why := reason(path))]
    print("\n".join(reasons) or "All exercises are what their sources give.")
    return len(reasons)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["build", "check"])
    parser.add_argument("slugs", nargs="*", metavar="slug")
    parser.add_argument("--all", action="store_true", help="build: execute unchanged ones too")
    options = parser.parse_args(arguments)
    set_environment()
    try:
        if options.command == "check":
            return run_check() > 0
        named = options.slugs or options.all
        todo = [path for path in sources(options.slugs) if named or reason(path)]
        return build_each(todo, build) > 0
    except ChapterError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
