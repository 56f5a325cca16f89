"""The one generator of notebooks: exercises first, then the chapters, which show their cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from . import exercises, notebooks
from .kernels import BUDGET
from .prose_numbers import ChapterError

BROKEN_CELL = (CellExecutionError, CellTimeoutError, DeadKernelError)
DONE = "All notebooks are what their text says."


def slugs(path: Path, book: Path) -> set[str]:
    """Return the names of a text: "ex_09_bptt", "09_bptt"; "notation", "appendix/notation"."""
    inside = path.relative_to(book).with_suffix("").as_posix().partition("text/")[2]
    return {inside, path.stem, path.stem.removeprefix("ex_")}


def chosen(book: Path, names: Sequence[str] = ()) -> tuple[list[Path], list[Path]]:
    """Return the sources of exercises and the texts of chapters that are named, or all of them."""
    found = exercises.sources(book), notebooks.texts(book)
    if not any(found):
        raise ChapterError(f"{book} holds no texts: text/NN_slug.md, exercises/text/ex_NN_slug.md")
    known = set().union(*(slugs(path, book) for paths in found for path in paths))
    if unknown := set(names) - known:
        raise ChapterError(f"no text in {book.name} for: {', '.join(sorted(unknown))}")
    one, two = ([p for p in paths if not names or slugs(p, book) & set(names)] for paths in found)
    return one, two


def build(book: Path, names: Sequence[str], everything: bool = False) -> int:
    """Build what changed, or in any case what is named; return the number of failures."""
    failures = count = 0
    for module, paths in zip((exercises, notebooks), chosen(book, names), strict=True):
        todo = [p for p in paths if names or everything or reason(module.stale, p)]
        failures, count = failures + len(build_each(todo, module.build)), count + len(todo)
    if not count:
        print(DONE)
    return failures


def build_each(todo: Sequence[Path], build_one: Callable[[Path], float]) -> list[Path]:
    """Build two notebooks at a time and say how it went; return those that failed."""

    def one(text: Path) -> bool:
        try:
            seconds = build_one(text)
        except (ChapterError, ValueError, OSError, *BROKEN_CELL) as error:
            print(f"{text.stem}: FAILED\n{error}", flush=True)
            return False
        slow = f"  (more than {BUDGET} s: make it smaller)" if seconds > BUDGET else ""
        print(f"{text.stem}: {seconds:.1f} s{slow}", flush=True)
        return True

    with ThreadPoolExecutor(2) as pool:
        return [text for text, fine in zip(todo, pool.map(one, todo), strict=True) if not fine]


def reason(stale: Callable[[Path], str], text: Path) -> str:
    """Say why a notebook is stale, with a text that cannot be read as a reason too, or ""."""
    try:
        return stale(text)
    except (ChapterError, ValueError) as error:  # such as a mistake whose edit does not fit
        return str(error)


def check(book: Path) -> int:
    """Print each notebook that differs from its text; return how many."""
    reasons = [
        f"{path.stem}: {why}"
        for module, paths in zip((exercises, notebooks), chosen(book), strict=True)
        for path in paths
        if (why := reason(module.stale, path))
    ]
    print("\n".join(reasons) or DONE)
    return len(reasons)


def take_back(book: Path, names: Sequence[str]) -> int:
    """Take edited chapters back into their text; return the number of failures."""
    failures = 0
    for text in chosen(book, names)[1]:
        try:
            if notebooks.target(text).exists() and notebooks.to_text(text):
                print(f"{text.stem}: taken into the text; now run make notebooks")
        except ChapterError as error:
            failures += 1
            print(error)
    return failures
