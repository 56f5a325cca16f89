"""Each script of a live figure only on the pages that have its figure, behind the frame of all.

A script names its place: the first words of a fold (``"Try it: unfold"``), or the class of a
drawing (``".live-words"``).
"""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "_static"
FRAME = "live.js"
TAG = re.compile(r'\s*<script [^>]*src="[^"]*_static/(live(?:_\w+)?\.js)[^"]*"></script>')
PLACE = re.compile(r'"(Try it: [^"]+|\.live-[\w-]+)"')


def names():
    """Return the file names of the scripts, without the data that a script loads by itself."""
    return sorted(p.name for p in STATIC.glob("live_*.js") if not p.stem.endswith("_weights"))


@cache
def places(name):
    """Return what a page must contain to need the script."""
    return [p.removeprefix(".") for p in PLACE.findall((STATIC / name).read_text("utf-8"))]


def prune(page):
    """Remove the scripts whose figures the page has not."""
    wanted = {n for n in names() if any(place in page for place in places(n))}
    if wanted:
        wanted.add(FRAME)
    return TAG.sub(lambda tag: tag[0] if tag[1] in wanted else "", page)
