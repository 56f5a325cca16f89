"""Run a notebook in a new kernel, fill its numbers in, and write it."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from .prose_numbers import ChapterError, fill_numbers, number_comments, probe, read_probe

CELL_TIMEOUT = 120  # seconds; far above any cell we want, so that it only stops endless loops

# Python's warnings for readers, such as that a name has moved, and nothing else.
NOTICES = re.compile(r"(?:.*: FutureWarning: .*\n(?:  .*\n)?)+")

METADATA = {  # nothing that changes with the machine: no Python version, no timestamps
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}


def all_comments(nb: NotebookNode) -> list[tuple[str, str, str]]:
    """Return the number comments of all Markdown cells; an error says which cell."""
    found = []
    for position, cell in enumerate(nb.cells, 1):
        try:
            found += number_comments(cell.source) if cell.cell_type == "markdown" else []
        except ChapterError as error:
            raise ChapterError(f"cell {position}: {error}") from None
    return found


def execute(
    nb: NotebookNode, folder: Path, with_notices: bool = False
) -> dict[tuple[str, str], str]:
    """Run all cells in a new kernel; return the values of the number comments.

    Nothing may be written to stderr. With notices allowed, a FutureWarning is told to the author
    and does not stay in the notebook: a set of before imports from where things were.
    """
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
            for output in [o for o in cell.get("outputs", []) if o.get("name") == "stderr"]:
                if with_notices and NOTICES.fullmatch(output.text):
                    print(f"cell {index + 1}: {output.text}", end="", flush=True)
                    cell.outputs.remove(output)
                else:
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


def finish(
    nb: NotebookNode, path: Path, more: str = "", with_notices: bool = False
) -> dict[tuple[str, str], str]:
    """Execute a notebook, fill in its numbers and write it; return the numbers, those of more too.

    The values of the number comments in `more`, text that stands elsewhere, are computed as well.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    nb.cells.append(nbformat.v4.new_markdown_cell(more))
    values = execute(nb, path.parent, with_notices)
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
