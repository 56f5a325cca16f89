"""What a chapter's page says of its exercises: their minutes, and a card for each.

Neither stands in the chapter's text, so that changing an exercise leaves the text alone:

    **exercises** ? minutes     becomes     **exercises** 90 minutes
    <!-- exercises -->          becomes     the cards, up to <!-- /exercises -->

when the text is read, and back again when cells edited in the notebook return to it.
"""

from __future__ import annotations

import re
from pathlib import Path

from coursekit.exercise import Exercise

from .marked_text import Source, read
from .prose_numbers import ChapterError

BEGIN, END = "<!-- exercises -->", "<!-- /exercises -->"
CARDS = re.compile(rf"^{BEGIN}$.*?^{END}$", re.MULTILINE | re.DOTALL)
MINUTES = re.compile(r"(?<=\*\*exercises\*\* )(?:\?|\d+)(?= minutes)")


def with_exercises(chapter: Path) -> str:
    """Read book/text/09_bptt.md with what book/exercises/text/ex_09_bptt.md adds to it."""
    text = chapter.read_text("utf-8")
    source = chapter.parents[1] / "exercises" / "text" / f"ex_{chapter.name}"
    return put_in(text, read(source)) if source.exists() else text


def put_in(text: str, source: Source) -> str:
    """Put minutes and cards into a chapter's text."""
    if not text.count(f"\n{BEGIN}\n") == len(MINUTES.findall(text)) == 1:
        name = source.name.removeprefix("ex_")
        raise ChapterError(f"{name}.md needs {BEGIN} and **exercises** ? minutes, each once")
    minutes = sum(part.exercise.minutes for part in source.parts)
    text = MINUTES.sub(str(minutes), take_out(text))
    return text.replace(f"\n{BEGIN}\n", f"\n{BEGIN}\n\n{cards(source)}\n\n{END}\n")


def take_out(text: str) -> str:
    """Return the text without them."""
    return MINUTES.sub("?", CARDS.sub(BEGIN, text))


def cards(source: Source) -> str:
    """Return the list: linked title, stars, minutes, what is checked."""
    page = f"exercises/{source.name}.ipynb"
    rows = []
    for number, part in enumerate(source.parts, 1):
        ex = part.exercise
        title = f"[{ex.title}]({page}#{anchor(f'{number}. {ex.title}')})"
        about = f"{'★' * ex.stars} {ex.minutes} minutes. Checked: {checked(ex)}."
        rows.append(f"{number}. {title} {about}")
    return "\n".join(rows)


def checked(exercise: Exercise) -> str:
    """Return what a check looks at, and how many mistakes it knows."""
    known = len(exercise.wrong) if exercise.kind in ("code", "lines", "numbers") else 0
    what = no_tags(exercise.checked)
    if not known:
        return what
    are = "mistake is" if known == 1 else "mistakes are"
    return f"{what}; {known} known {are} named"


def no_tags(text: str) -> str:
    """Return Markdown in which a<t> is no tag of HTML; code keeps its signs."""
    return re.sub(r"<(?=[A-Za-z/])(?=[^`]*(`[^`]*`[^`]*)*$)", "&lt;", text)


def anchor(heading: str) -> str:
    """Return the name that MyST gives to a heading: as GitHub does."""
    return re.sub(r"[^\w\u4e00-\u9fff\- ]", "", heading.strip().lower()).replace(" ", "-")
