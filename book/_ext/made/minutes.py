"""Minutes of the pages and hours of the paths through the course.

Minutes of reading stand in the box at the top of a page, those of an exercise in its module; all
others are sums. A page is named by the beginning of its slug, "09".
"""

import re

from coursekit.catalogue import chapters
from made import texts

READING = re.compile(r"\*\*Reading\*\* (\d+) minutes")
OPTIONAL = re.compile(r"◇\]\((\w+)\.ipynb\)")
#: what the plan of six weeks in the instructor guide asks for
SIX_WEEKS = ("refresher", *(f"{k:02}" for k in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13)))


def pages() -> list[str]:
    """Return the slugs of all pages whose minutes count."""
    return ["refresher", *texts.chapters()]


def page(beginning: str) -> str:
    """Return the slug that begins so."""
    (slug,) = (slug for slug in pages() if slug.startswith(beginning))
    return slug


def reading(beginning: str) -> int:
    """Return the minutes it takes to read a page."""
    text = (texts.BOOK / "text" / f"{page(beginning)}.md").read_text("utf-8")
    return int(READING.search(text)[1])


def exercises(beginning: str) -> int | str:
    """Return the minutes of a chapter's exercises, "–" where a page has none."""
    module = chapters().get(page(beginning))
    return sum(exercise.minutes for exercise in module.EXERCISES) if module else "–"


def on(path: str) -> list[str]:
    """Return the pages of a path: "all", "core", which is without ◇, or "six-weeks"."""
    optional = OPTIONAL.findall((texts.BOOK / "index.md").read_text("utf-8"))
    chosen = {
        "all": pages(),
        "core": [slug for slug in pages() if slug not in optional],
        "six-weeks": [slug for slug in pages() if slug.startswith(SIX_WEEKS)],
    }
    return chosen[path]


def hours(do: str, path: str) -> int:
    """Return the hours it takes to "read" a path, or to "run" it: exercises, too."""
    minutes = sum(reading(slug) for slug in on(path))
    if do == "run":
        minutes += sum(exercises(slug) for slug in on(path) if slug in chapters())
    return round(minutes / 60)
