"""Put into a page what is made: a mark such as ``<!-- made: equations -->`` becomes a list.

A mark may have words behind its name, ``<!-- made: hours read core -->``. What is made stands in
no file: it follows from texts, code and tests whenever the site is built.
"""

import hashlib
import re
from pathlib import Path

from made import bugs, claims, equations, minutes, mistakes, objectives, published, sizes
from made.texts import ROOT

MAKERS = {
    "bugs": bugs.table,
    "claims": claims.table,
    "equations": equations.table,
    "exercises": minutes.exercises,
    "hours": minutes.hours,
    "mistake-count": mistakes.count,
    "mistakes": mistakes.table,
    "numbers": claims.numbers,
    "objectives": objectives.table,
    "published": published.table,
    "reading": minutes.reading,
    "sizes": sizes.table,
    "sums": equations.documentation,
}
MARK = re.compile(rf"<!-- made: ({'|'.join(MAKERS)})((?: [\w-]+)*) -->")
ANY = "<!-- made:"
#: a page is made anew when something in these folders has changed
FOLDERS = ("book", "code", "tests", "tools")
SUFFIXES = {".md", ".py", ".json", ".npz"}


def filled(text):
    """Return the text with all that its marks ask for."""
    text = MARK.sub(lambda mark: str(MAKERS[mark[1]](*mark[2].split())), text)
    if ANY in text:
        unknown = text[text.index(ANY) :].partition("\n")[0]
        raise ValueError(f"{unknown} is no mark; there are: {', '.join(MAKERS)}")
    return text


def read(app, docname, content):
    """Fill a page that Sphinx has just read."""
    if ANY in content[0] and app.env.doc2path(docname).endswith(".md"):
        content[0] = filled(content[0])


def state():
    """Return a hash that is another one when a file was changed, added or removed."""
    paths = (path for top in FOLDERS for path in sorted((ROOT / top).rglob("*")))
    known = [(str(path), path.stat().st_mtime_ns) for path in paths if path.suffix in SUFFIXES]
    return hashlib.sha1(repr(known).encode()).hexdigest()


def outdated(app, env, added, changed, removed):
    """Name the pages with marks when they may have to be others than last time."""
    before, env.made_of = getattr(env, "made_of", None), state()
    if before == env.made_of:
        return []
    pages = {name: Path(env.doc2path(name)) for name in env.found_docs}
    return [name for name, path in pages.items()
            if path.suffix == ".md" and ANY in path.read_text("utf-8")]  # fmt: skip


def setup(app):
    app.connect("env-get-outdated", outdated)
    app.connect("source-read", read)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
