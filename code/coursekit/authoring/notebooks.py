"""Chapters: MyST text in book/text  ->  executed notebooks in book, and back.

The text is the source. `build` refuses to replace a notebook whose cells somebody edited, so that
no work is lost silently. It can tell, because each notebook records a fingerprint of the cells it
was built with. Numbers in the prose are filled in from the executed cells: see prose_numbers.py.
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from .cards import take_out, with_exercises
from .execution import METADATA, finish, write
from .marked_text import FRONT_MATTER
from .prose_numbers import ChapterError, fill_numbers, without_numbers

RECORD = "coursekit_cells"  # where a notebook keeps the fingerprint of the cells it was built with


def texts(book: Path) -> list[Path]:
    """Return the texts of all chapters and of other pages that are run."""
    return sorted((book / "text").rglob("*.md"))


def book_of(text: Path) -> Path:
    """book/text/appendix/notation.md -> book."""
    return next(folder.parent for folder in text.parents if folder.name == "text")


def target(text: Path) -> Path:
    """book/text/09_bptt.md -> book/09_bptt.ipynb."""
    book = book_of(text)
    return book / text.relative_to(book / "text").with_suffix(".ipynb")


def from_text(text: Path) -> NotebookNode:
    """Read MyST text as a notebook without outputs."""
    return normalized(jupytext.reads(with_exercises(text), fmt="md:myst"))


def normalized(nb: NotebookNode) -> NotebookNode:
    """Give a notebook our metadata, and its cells ids that follow from their content."""
    nb.metadata, nb.nbformat, nb.nbformat_minor = nbformat.from_dict(METADATA), 4, 5
    seen: dict[str, int] = {}
    for cell in nb.cells:
        bare = f"{cell.cell_type}\n{without_numbers(cell.source)}"
        key = hashlib.sha1(bare.encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        cell.id = key if seen[key] == 1 else f"{key}-{seen[key]}"
    nb.metadata[RECORD] = fingerprint(nb)
    return nb


def opened(path: Path) -> NotebookNode:
    """Read a notebook that was built; before the kit had a name, its record had another."""
    try:
        nb = nbformat.read(path, 4)
    except ValueError as error:  # no JSON, no UTF-8
        said = str(error).splitlines()[0][:80]
        raise ChapterError(f"{path.name} is no notebook ({said}): remove it") from None
    for key in [key for key in nb.metadata if key.endswith("_cells")]:
        nb.metadata[RECORD] = nb.metadata.pop(key)
    return nb


def fingerprint(nb: NotebookNode) -> str:
    """Hash of what an author writes: types, sources and metadata of all cells, not the outputs."""
    cells = [[c.cell_type, without_numbers(c.source), c.metadata] for c in nb.cells]
    return hashlib.sha1(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def edited(nb: NotebookNode) -> bool:
    """Tell whether the cells were changed after the notebook was built."""
    return nb.metadata.get(RECORD) != fingerprint(nb)


def stale(text: Path) -> str:
    """Say why the notebook is not what its text says, or "". Outputs are nbval's business."""
    return difference(from_text(text), target(text))


def difference(new: NotebookNode, path: Path) -> str:
    """Say why the notebook in a file is not the one that should be there, or ""."""
    if not path.exists():
        return "has no notebook yet"
    old = opened(path)
    if [(c.cell_type, c.id, c.source, c.metadata) for c in new.cells] != [
        (c.cell_type, c.id, c.source, c.metadata) for c in old.cells
    ]:
        return "the notebook's cells differ from the text"
    if new.metadata != old.metadata:
        return "the notebook's metadata were changed"
    counts = [c.execution_count for c in old.cells if c.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):  # nbval passes a cell that was never run
        return "the notebook was not run once from top to bottom"
    return ""


def overwrites_edits(new: NotebookNode, path: Path) -> bool:
    """Tell whether cells in the file were edited by hand and are not those of the new notebook."""
    if not path.exists():
        return False
    old = opened(path)
    return edited(old) and fingerprint(old) != fingerprint(new)


def refuse_edited(text: Path) -> None:
    """Raise when building would throw away cells that somebody edited in the notebook."""
    path = target(text)
    if overwrites_edits(from_text(text), path):
        here = path.relative_to(book_of(text).parent).as_posix()
        again = f"python -m coursekit notebooks text {text.stem}"
        raise ChapterError(
            f"{path.name} was edited as a notebook: its cells are not those it was built with.\n"
            f"  keep the edit:    {again}   (or: make text)\n"
            f"  throw it away:    git checkout -- {here}"
        )


def build(text: Path) -> float:
    """Execute one text into its notebook, fill in the numbers; return the seconds it took."""
    refuse_edited(text)
    start = time.perf_counter()
    values = finish(from_text(text), target(text))
    seconds = time.perf_counter() - start
    write(text, fill_numbers(text.read_text("utf-8"), values))
    return seconds


def to_text(text: Path) -> bool:
    """Take the notebook's cells into its text; return whether there was something to take."""
    path = target(text)
    nb, ours = opened(path), from_text(text)
    if fingerprint(ours) == fingerprint(nb) or not edited(nb):
        return False
    if fingerprint(ours) != nb.metadata.get(RECORD):
        raise ChapterError(
            f"both {path.name} and {text.name} were edited since the last build.\n"
            "  Undo one of the two with git checkout, or merge them by hand in the text."
        )
    front = FRONT_MATTER.match(text.read_text("utf-8"))  # ours stays; jupytext's knows its version
    nb.metadata = nbformat.from_dict({"language_info": {"pygments_lexer": "python"}})
    body = take_out(FRONT_MATTER.sub("", jupytext.writes(nb, fmt="md:myst")).lstrip("\n"))
    write(text, (front[0] + "\n" if front else "") + body)
    return True
