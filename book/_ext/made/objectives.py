"""The table of the instructor guide: objective -> chapter -> exercise -> minutes."""

import re

from coursekit.authoring.exercises import in_order
from coursekit.catalogue import chapters
from made import texts

OBJECTIVES_BOX = re.compile(r":::\{admonition\} What you will be able to do\n(.*?)\n\n", re.DOTALL)

#: minutes a person needs for one answer, by kind: the checker decides, a person may look
GRADING = {"code": 0, "lines": 0, "numbers": 0, "choices": 0, "construction": 1}


def objectives(slug: str) -> list[str]:
    """Return the objectives that a chapter's page states, in order."""
    box = OBJECTIVES_BOX.search(texts.chapters()[slug])
    if box is None:
        raise ValueError(f"{slug}: no box 'What you will be able to do'")
    return [" ".join(item.split()) for item in re.split(r"^- ", box[1], flags=re.M)[1:]]


def table() -> str:
    """Return the whole table, one small table per chapter."""
    parts, pages = [], texts.chapters()
    for slug in chapters():
        parts += [f"### {int(slug[:2])} {texts.title(pages[slug])}", ""]
        parts += [f"{k}. {text}" for k, text in enumerate(objectives(slug), 1)]
        parts += ["", "| exercise | kind | trains | solve | grade |", "|---|---|---|---|---|"]
        for ex in in_order(slug):
            trains = ", ".join(map(str, ex.trains))
            link = f"[{ex.title}](../exercises/ex_{slug}.ipynb) {'★' * ex.stars}"
            parts.append(
                f"| {link} | {ex.kind} | {trains} | {ex.minutes} min | {GRADING[ex.kind]} min |"
            )
        parts.append("")
    return "\n".join(parts).rstrip()
