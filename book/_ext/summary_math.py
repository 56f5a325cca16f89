"""Formulas inside ``<summary>`` lines: ``<summary>A. $n_a$</summary>`` is HTML, not Markdown.

Jupyter sets such a formula all the same; here it is marked so that MathJax finds it.
"""

import html
import re

from docutils import nodes

SUMMARY = re.compile(r"(<summary>)(.*?)(</summary>)", re.DOTALL)
FORMULA = re.compile(r"\$([^$]+)\$")


def formula(match):
    tex = html.escape(html.unescape(match[1]), quote=False)
    return rf'<span class="math notranslate nohighlight">\({tex}\)</span>'


def mark(app, doctree):
    """Mark the formulas and make sure that the page loads MathJax."""
    for raw in doctree.findall(nodes.raw):
        old = raw.astext()
        new = SUMMARY.sub(lambda m: m[1] + FORMULA.sub(formula, m[2]) + m[3], old)
        if raw.get("format") == "html" and new != old:
            raw.children = [nodes.Text(new)]
            raw.rawsource = new
            app.env.get_domain("math").data["has_equations"][app.env.docname] = True


def setup(app):
    app.connect("doctree-read", mark)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
