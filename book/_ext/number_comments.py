"""Numbers in the text are followed by their source, ``0.954<!-- =growth:.3f -->``: drop that.

The comment tells the tool that writes and tests the numbers where each comes from. Readers of the
site need only the number.
"""

import re

from docutils import nodes

COMMENT = re.compile(r"\s*<!--\s*=.*?-->\s*", re.DOTALL)


def drop(app, doctree):
    """Remove every number comment from the page."""
    for raw in list(doctree.findall(nodes.raw)):
        if COMMENT.fullmatch(raw.astext()):
            raw.parent.remove(raw)


def setup(app):
    app.connect("doctree-read", drop)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
