"""Write the appendix of mistakes from the catalogue: ``python -m coursekit.authoring.mistakes_page``.

Named by chapter and exercise: what the verdict says, and which outputs the mistake spoils.
"""

import re
from pathlib import Path

import numpy as np

from coursekit.authoring.exercises import in_order
from coursekit.catalogue import chapters
from coursekit.code import SEEDS, Code
from coursekit.exercise import Exercise

BOOK = Path(__file__).resolve().parents[3] / "book"
PAGE = BOOK / "appendix" / "mistakes.md"
HEAD = """---
myst:
  html_meta:
    description: >-
      Every mistake that the exercises know by name, chapter by chapter: what is said of it and
      which outputs it spoils.
---
# Mistakes, by name

<!-- written by code/coursekit/authoring/mistakes_page.py -->

These are the {count} mistakes that the exercises of the chapters know by name. A verdict names one
only if an answer's numbers are exactly those of the mistake on all drawn inputs. *Spoils* lists the
outputs that come out wrong; all others are right, which is why looking at one output is not enough.
Reading this page before trying an exercise gives a part of it away.

"""


def spoiled(exercise: Exercise, name: str) -> str:
    """Return the outputs that a mistake changes."""
    if not isinstance(exercise, Code):
        return name.partition(": ")[0] if exercise.kind == "lines" else ""
    mistake = next(m for m in exercise.mistakes if m.name == name)
    cases = [exercise.draw(seed) for seed in SEEDS]
    with np.errstate(all="ignore"):
        wrong, _ = exercise._split_of(mistake, cases)
    return "all" if wrong == exercise.outputs and len(wrong) > 1 else ", ".join(
        f"`{output}`" for output in wrong)  # fmt: skip


def cell(text: str) -> str:
    """Make a sentence fit into a table."""
    text = " ".join(text.split()).replace("|", "\\|")
    return re.sub(r"<(?=[A-Za-z/])(?=[^`]*(`[^`]*`[^`]*)*$)", "&lt;", text)


def section(slug: str, name: str, exercise: Exercise) -> list[str]:
    """Return the table of one exercise."""
    spoils = exercise.kind in ("code", "lines")
    head, rule = ("| mistake | what is said | spoils |", "|---|---|---|") if spoils else (
        "| mistake | what is said |", "|---|---|")  # fmt: skip
    rows = [f"**[{exercise.title}](../exercises/ex_{slug}.ipynb)**", "", head, rule]
    for mistake, (_, says) in exercise.wrong.items():
        row = f"| {cell(mistake)} | {cell(says)} |"
        rows.append(f"{row} {cell(spoiled(exercise, mistake))} |" if spoils else row)
    return [*rows, ""]


def text() -> str:
    """Return the whole page."""
    lines, count = [], 0
    for slug in chapters():
        title = re.search(r"^# (.+)$", (BOOK / "text" / f"{slug}.md").read_text("utf-8"), re.M)[1]
        named = {
            ex.name: ex
            for ex in in_order(slug)
            if ex.kind in ("code", "lines", "numbers") and ex.wrong
        }
        if named:
            lines += [f"## {int(slug[:2])} {title}", ""]
        for name, ex in named.items():
            lines += section(slug, name, ex)
            count += len(ex.wrong)
    return HEAD.format(count=count) + "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
