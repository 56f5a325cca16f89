"""Remove what an earlier build left: pages of chapters and modules that are no more.

Sphinx writes a listing of a module only when the module has changed, so a listing would keep an
old table of contents; here all of them are written anew.
"""

import shutil
from pathlib import Path


def forget_listings(app):
    """Runs just before the listings are written."""
    shutil.rmtree(Path(app.outdir, "_modules"), ignore_errors=True)
    return []


def remove_unknown(app, exception):
    """Remove the pages that belong to no source."""
    if exception or app.builder.format != "html":
        return
    for folder in ("_sources", "lite"):  # what other settings, and make lite, leave there
        shutil.rmtree(Path(app.outdir, folder), ignore_errors=True)
    known = app.env.found_docs | {"index", "search", "404"}
    for path in Path(app.outdir).rglob("*.html"):
        name = path.relative_to(app.outdir).with_suffix("").as_posix()
        if name not in known and not name.startswith("_modules/"):
            path.unlink()


def setup(app):
    app.connect("html-collect-pages", forget_listings, priority=100)  # viewcode: 500
    app.connect("build-finished", remove_unknown, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
