r"""Chapters: MyST text in book/text  ->  executed notebooks in book.

    python -m coursekit.authoring.notebooks build [slug ...]   execute what changed, or the notebooks named
    python -m coursekit.authoring.notebooks build --all        execute all notebooks
    python -m coursekit.authoring.notebooks check              say which notebooks are not what their text says
    python -m coursekit.authoring.notebooks text [slug ...]    take cells edited in a notebook into its text

The text is the source. `build` refuses to replace a notebook whose cells somebody edited, so that
no work is lost silently. It can tell, because each notebook records a fingerprint of the cells it
was built with. Numbers in the prose are filled in from the executed cells: see prose_numbers.py.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from coursekit.authoring.cards import take_out, with_exercises
from coursekit.authoring.kernels import BUDGET, ROOT, set_environment
from coursekit.authoring.marked_text import FRONT_MATTER
from coursekit.authoring.prose_numbers import (
    ChapterError,
    fill_numbers,
    number_comments,
    probe,
    read_probe,
    without_numbers,
)

BOOK = ROOT / "book"
CELL_TIMEOUT = 120  # seconds; far above any cell we want, so that it only stops endless loops

BROKEN_CELL = (CellExecutionError, CellTimeoutError, DeadKernelError)

METADATA = {  # nothing that changes with the machine: no Python version, no timestamps
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}

# -- text and notebook --------------------------------------------------------------------------


def target(text: Path, book: Path = BOOK) -> Path:
    """book/text/09_bptt.md -> book/09_bptt.ipynb."""
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
    nb.metadata.rnnlab_cells = fingerprint(nb)
    return nb


def fingerprint(nb: NotebookNode) -> str:
    """Hash of what an author writes: types, sources and metadata of all cells, not the outputs."""
    cells = [[c.cell_type, without_numbers(c.source), c.metadata] for c in nb.cells]
    return hashlib.sha1(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def edited(nb: NotebookNode) -> bool:
    """Tell whether the cells were changed after the notebook was built."""
    return nb.metadata.get("rnnlab_cells") != fingerprint(nb)


def stale(text: Path, book: Path = BOOK) -> str:
    """Say why the notebook is not what its text says, or "". Outputs are nbval's business."""
    return difference(from_text(text), target(text, book))


def difference(new: NotebookNode, path: Path) -> str:
    """Say why the notebook in a file is not the one that should be there, or ""."""
    if not path.exists():
        return "has no notebook yet"
    old = nbformat.read(path, 4)
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
    old = nbformat.read(path, 4)
    return edited(old) and fingerprint(old) != fingerprint(new)


def refuse_edited(text: Path, book: Path = BOOK) -> None:
    """Raise when building would throw away cells that somebody edited in the notebook."""
    path = target(text, book)
    if overwrites_edits(from_text(text), path):
        raise ChapterError(
            f"{path.name} was edited as a notebook: its cells are not those it was built with.\n"
            f"  keep the edit:    python -m coursekit.authoring.notebooks text {text.stem}   (or: make text)\n"
            f"  throw it away:    git checkout -- {path.relative_to(book.parent).as_posix()}"
        )


# -- execution ----------------------------------------------------------------------------------


def all_comments(nb: NotebookNode) -> list[tuple[str, str, str]]:
    """Return the number comments of all Markdown cells; an error says which cell."""
    found = []
    for position, cell in enumerate(nb.cells, 1):
        try:
            found += number_comments(cell.source) if cell.cell_type == "markdown" else []
        except ChapterError as error:
            raise ChapterError(f"cell {position}: {error}") from None
    return found


def execute(nb: NotebookNode, folder: Path) -> dict[tuple[str, str], str]:
    """Run all cells in a new kernel; return the values of the number comments."""
    comments = all_comments(nb)
    client = NotebookClient(
        nb,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    with client.setup_kernel(stderr=subprocess.DEVNULL):  # the kernel program's own chatter
        for index, cell in enumerate(nb.cells):
            client.execute_cell(cell, index)
            if cell.cell_type == "code":
                cell.outputs = joined(cell.outputs)
            for output in cell.get("outputs", []):
                if output.get("name") == "stderr":
                    raise ChapterError(f"cell {index + 1} writes to stderr:\n{output.text}")
        nb.cells.append(nbformat.v4.new_code_cell(probe(comments)))
        last = client.execute_cell(nb.cells[-1], len(nb.cells) - 1, store_history=False)
        nb.cells.pop()
    nb.metadata.language_info = nbformat.from_dict(METADATA["language_info"])  # drop the version
    return read_probe(joined(last.outputs)[0].text)


def joined(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Join pieces of printed text that follow each other: where a slow cell's breaks is chance."""
    found: list[NotebookNode] = []
    for output in outputs:
        if found and output.get("name", "") == found[-1].get("name"):
            found[-1].text += output.text
        else:
            found.append(output)
    return found


def same_picture(old: str, new: str) -> bool:
    """Compare two PNGs (base64) by what one sees: other CPUs shade a few pixels by a few levels."""
    if old == new:
        return True
    import numpy as np
    from PIL import Image

    one, two = (
        np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")).astype(int)
        for png in (old, new)
    )
    return one.shape == two.shape and bool(np.abs(one - two).max() <= 8)


def keep_old_pictures(nb: NotebookNode, old: NotebookNode) -> None:
    """Take over the old bytes of pictures that look the same, so that git shows real changes only.

    Text outputs need no such care: what differs there is a change.
    """
    outputs = {cell.id: cell.outputs for cell in old.cells if cell.cell_type == "code"}
    for cell in nb.cells:
        before = outputs.get(cell.id, [])
        for one, two in zip(before, cell.get("outputs", []), strict=False):
            png = one.get("data", {}).get("image/png"), two.get("data", {}).get("image/png")
            if all(png) and same_picture(*png):
                two.data["image/png"] = png[0]


def build(text: Path, book: Path = BOOK) -> float:
    """Execute one text into its notebook, fill in the numbers; return the seconds it took."""
    refuse_edited(text, book)
    start = time.perf_counter()
    values = finish(from_text(text), target(text, book))
    seconds = time.perf_counter() - start
    write(text, fill_numbers(text.read_text("utf-8"), values))
    return seconds


def finish(nb: NotebookNode, path: Path, more: str = "") -> dict[tuple[str, str], str]:
    """Execute a notebook, fill in its numbers and write it; return the numbers, those of more too.

    The values of the number comments in `more`, text that stands elsewhere, are computed as well.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    nb.cells.append(nbformat.v4.new_markdown_cell(more))
    values = execute(nb, path.parent)
    nb.cells.pop()
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = fill_numbers(cell.source, values)
    if path.exists():
        keep_old_pictures(nb, nbformat.read(path, 4))
    write(path, nbformat.writes(nb) + "\n")
    return values


def write(path: Path, content: str) -> None:
    """Write when something changed, so that modification times stay meaningful."""
    if not path.exists() or path.read_text("utf-8") != content:
        path.write_text(content, "utf-8", newline="\n")


def to_text(path: Path, book: Path = BOOK) -> bool:
    """Take a notebook's cells into its text; return whether there was something to take."""
    text = book / "text" / path.relative_to(book).with_suffix(".md")
    nb, ours = nbformat.read(path, 4), from_text(text)
    if fingerprint(ours) == fingerprint(nb) or not edited(nb):
        return False
    if fingerprint(ours) != nb.metadata.get("rnnlab_cells"):
        raise ChapterError(
            f"both {path.name} and {text.name} were edited since the last build.\n"
            "  Undo one of the two with git checkout, or merge them by hand in the text."
        )
    front = FRONT_MATTER.match(text.read_text("utf-8"))  # ours stays; jupytext's knows its version
    nb.metadata = nbformat.from_dict({"language_info": {"pygments_lexer": "python"}})
    body = take_out(FRONT_MATTER.sub("", jupytext.writes(nb, fmt="md:myst")).lstrip("\n"))
    write(text, (front[0] + "\n" if front else "") + body)
    return True


# -- command line -------------------------------------------------------------------------------


def texts(names: Sequence[str], book: Path = BOOK) -> list[Path]:
    """Return the texts named by slug ("09_bptt", "appendix/notation"), or all of them."""
    found = sorted((book / "text").rglob("*.md"))
    slugs = {p: (p.stem, p.relative_to(book / "text").with_suffix("").as_posix()) for p in found}
    unknown = set(names) - {slug for pair in slugs.values() for slug in pair}
    if unknown:
        raise ChapterError(f"no text in book/text for: {', '.join(sorted(unknown))}")
    return [p for p in found if not names or set(slugs[p]) & set(names)]


def run_build(names: Sequence[str], everything: bool) -> int:
    """Build what changed, two notebooks at a time; return the number of failures."""
    # Named or all: execute in any case. Otherwise only what its text says has changed.
    todo = [text for text in texts(names) if names or everything or reason(text)]
    return build_each(todo, build)


def build_each(todo: Sequence[Path], build_one: Callable[[Path], float]) -> int:
    """Build two notebooks at a time and say how it went; return the number of failures."""

    def one(text: Path) -> bool:
        try:
            seconds = build_one(text)
        except (ChapterError, *BROKEN_CELL) as error:
            print(f"{text.stem}: FAILED\n{error}", flush=True)
            return False
        slow = f"  (more than {BUDGET} s: make it smaller)" if seconds > BUDGET else ""
        print(f"{text.stem}: {seconds:.1f} s{slow}", flush=True)
        return True

    with ThreadPoolExecutor(2) as pool:
        failures = list(pool.map(one, todo)).count(False)
    if not todo:
        print("All notebooks are what their text says.")
    return failures


def reason(text: Path) -> str:
    """Like `stale`, with a text that cannot be read as a reason too."""
    try:
        return stale(text)
    except ChapterError as error:
        return str(error)


def run_check() -> int:
    """Print each notebook that differs from its text; return how many."""
    reasons = [f"{text.stem}: {why}" for text in texts([]) if (why := reason(text))]
    print("\n".join(reasons) or "All notebooks are what their text says.")
    return len(reasons)


def run_text(names: Sequence[str]) -> int:
    """Take edited notebooks back into their text; return the number of failures."""
    notebooks = [target(text) for text in texts(names)]
    failures = 0
    for path in filter(Path.exists, notebooks):
        try:
            if to_text(path):
                print(f"{path.stem}: taken into the text; now run make notebooks")
        except ChapterError as error:
            failures += 1
            print(error)
    return failures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["build", "check", "text"])
    parser.add_argument("slugs", nargs="*", metavar="slug")
    parser.add_argument("--all", action="store_true", help="build: execute unchanged ones too")
    options = parser.parse_args(arguments)
    set_environment()
    try:
        if options.command == "build":
            return run_build(options.slugs, options.all) > 0
        return (run_check() if options.command == "check" else run_text(options.slugs)) > 0
    except ChapterError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
