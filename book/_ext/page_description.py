"""Every page says in a ``<meta name="description">`` what it is about.

The text is the front matter's ``html_meta`` description where there is one, otherwise the page's
first paragraph.
"""

import html

from docutils import nodes

LONGEST = 155
SEARCH = "Search all pages of the course for words."
NOT_PROSE = (nodes.Admonition, nodes.table, nodes.footnote, nodes.citation, nodes.figure)


def plain(paragraph):
    """Return the paragraph's text in one line, or "" where a formula would be cut to pieces."""
    if any(True for _ in paragraph.findall(lambda n: isinstance(n, nodes.math | nodes.raw))):
        return ""
    return " ".join(paragraph.astext().split())


def shortened(text):
    """Cut a long text at the end of a word."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def first_paragraph(doctree):
    """Return the first paragraph of running text that is long enough to say something."""
    for paragraph in doctree.findall(nodes.paragraph):
        above = paragraph.parent
        while above is not None and not isinstance(above, NOT_PROSE):
            above = above.parent
        text = plain(paragraph)
        if above is None and len(text) >= 40:
            return text
    return ""


def describe(app, pagename, templatename, context, doctree):
    """Add the description to the head of the page, once."""
    if 'name="description"' in context.get("metatags", ""):
        return
    text = first_paragraph(doctree) if doctree is not None else ""
    if not text:  # pages that Sphinx writes: the search, and the package's modules
        text = SEARCH if pagename == "search" else f"Source code of {context['title']}."
    content = html.escape(shortened(text), quote=True)
    context["metatags"] = context.get("metatags", "") + (
        f'\n<meta name="description" content="{content}" />'
    )


def setup(app):
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
