"""Write the table of the instructor guide: objective -> chapter -> exercise -> minutes.

``coursekit/authoring/objectives.py`` rewrites the table, a test compares.
"""

import re
from pathlib import Path

from coursekit.authoring.exercises import in_order
from coursekit.catalogue import chapters

BOOK = Path(__file__).resolve().parents[3] / "book"
GUIDE = BOOK / "appendix" / "instructor_guide.md"
MARKS = "<!-- exercise-table -->", "<!-- /exercise-table -->"
OBJECTIVES_BOX = re.compile(r":::\{admonition\} What you will be able to do\n(.*?)\n\n", re.DOTALL)

#: minutes a person needs for one answer, by kind: the checker decides, a person may look
GRADING = {"code": 0, "lines": 0, "numbers": 0, "choices": 0, "construction": 1}


def objectives(slug: str) -> list[str]:
    """Return the objectives that a chapter's page states, in order."""
    text = (BOOK / "text" / f"{slug}.md").read_text("utf-8")
    box = OBJECTIVES_BOX.search(text)
    if box is None:
        raise ValueError(f"{slug}: no box 'What you will be able to do'")
    return [" ".join(item.split()) for item in re.split(r"^- ", box[1], flags=re.M)[1:]]


def table() -> str:
    """Return the whole table as Markdown, one small table per chapter."""
    parts = []
    for slug in chapters():
        title = re.search(r"^# (.+)$", (BOOK / "text" / f"{slug}.md").read_text("utf-8"), re.M)[1]
        parts += [f"### {int(slug[:2])} {title}", ""]
        parts += [f"{k}. {text}" for k, text in enumerate(objectives(slug), 1)]
        parts += ["", "| exercise | kind | trains | solve | grade |", "|---|---|---|---|---|"]
        for ex in in_order(slug):
            trains = ", ".join(map(str, ex.trains))
            link = f"[{ex.title}](../exercises/ex_{slug}.ipynb) {'★' * ex.stars}"
            parts.append(
                f"| {link} | {ex.kind} | {trains} | {ex.minutes} min | {GRADING[ex.kind]} min |"
            )
        parts.append("")
    return "\n".join(parts)


def written(text: str) -> str:
    """Return the guide's text with the table in it."""
    before, rest = text.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    return f"{before}{MARKS[0]}\n\n{table()}\n{MARKS[1]}{after}"


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text("utf-8")), "utf-8")
