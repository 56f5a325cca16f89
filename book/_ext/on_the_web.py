"""What a site needs on the web: a list of its pages, canonical addresses, a page for dead links.

``BOOK_SITE_URL`` says where it will stand. Without it the list holds paths, and the site remains
one that can be put anywhere, or be read from a folder.
"""

import html
from pathlib import Path

import downloads

MISSING = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="This address leads to no page of the course any more.">
    <link rel="icon" href="{place}_static/favicon.svg">
    <title>No such page · {title}</title>
    <style>
      :root {{ color-scheme: light dark; }}
      :root {{ background: Canvas; color: CanvasText; }}
      body {{ font: 1.1rem/1.6 system-ui, sans-serif; margin: 15vh auto; max-width: 34rem;
             padding: 0 1rem; }}
      a {{ color: light-dark(#0b5c9e, #85bff2); }}
    </style>
  </head>
  <body>
    <main>
      <h1>No such page</h1>
      <p>The address leads nowhere, perhaps because a page has moved.
      <a href="{place}book/index.html">The first page</a> has a map of the course;
      <a href="{place}search.html">the search</a> finds words.</p>
    </main>
  </body>
</html>
"""


def place():
    """Return the address of the site with a slash, or "" where nobody said."""
    address = downloads.site_address()
    return f"{address}/" if address else ""


def sitemap(names):
    """Return the list of pages as search engines read it."""
    urls = "".join(f"  <url><loc>{html.escape(place() + name)}</loc></url>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def configure(app, config):
    """With an address Sphinx writes a canonical link into each page."""
    config.html_baseurl = place()


def write(app, exception):
    """Write the files beside the pages."""
    if exception or app.builder.format != "html":
        return
    names = sorted(f"{name}.html" for name in app.env.found_docs)
    Path(app.outdir, "sitemap.xml").write_text(sitemap(names), "utf-8")
    page = MISSING.format(title=html.escape(app.config.html_title), place=place())
    Path(app.outdir, "404.html").write_text(page, "utf-8")
    Path(app.outdir, ".nojekyll").touch()  # GitHub Pages leaves out _static otherwise


def setup(app):
    app.connect("config-inited", configure)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
