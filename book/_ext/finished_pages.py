"""The last look at the finished pages: each is read once, improved by small functions, written.

What they do cannot be done earlier, because the text comes from the theme's templates.
"""

import html
import shutil
from functools import partial
from pathlib import Path

import access
import image_sizes
import inline_icons
import inline_svg
import lean_listings
import live_scripts
import math_space
import module_links
import sidebar_place

FRONT_DOOR = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="The front door of the course: it leads to the first page.">
    <meta http-equiv="refresh" content="0; url={first}">
    <link rel="icon" href="_static/favicon.svg">
    <title>{title}</title>
  </head>
  <body>
    <main><h1><a href="{first}">{title}</a></h1></main>
  </body>
</html>
"""


def improve(app, exception):
    """Run every improvement over every page, then remove the files that no page needs now."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    icons = inline_icons.load()
    for path in out.rglob("*.html"):
        before = path.read_text("utf-8")
        page = before
        for step in (
            partial(inline_icons.replace, icons=icons),
            math_space.reserve,
            partial(inline_svg.put, folder=path.parent),
            partial(image_sizes.write, folder=path.parent),
            live_scripts.prune,
            lean_listings.plain,
            partial(module_links.prune, folder=path.parent),
            access.repair,
            sidebar_place.scroll,
        ):
            page = step(page)
        if "_modules" in path.parts:
            page = lean_listings.shorten(page)
        if page != before:
            path.write_text(page, "utf-8")
    first = f"{app.config.root_doc}.html"
    page = FRONT_DOOR.format(first=first, title=html.escape(app.config.html_title))
    Path(out, "index.html").write_text(page, "utf-8")
    inline_icons.shrink_font(out)
    for source_map in out.rglob("*.map"):
        source_map.unlink()
    shutil.rmtree(out / "_static/locales", ignore_errors=True)  # the theme's words, translated


def setup(app):
    app.connect("build-finished", improve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
