"""Below every numbered equation of a chapter: links to its code, in the package and as sums.

The way back is a docstring's ``:eq:``. What belongs to an equation is what the evidence page lists.
"""

import functools
import re

from docutils import nodes
from made import equations
from sphinx import addnodes

CHAPTER = re.compile(r"book/\d\d_\w+")
# Of the names that cite an equation, the lowest come first; the first beginning that fits counts.
RANK = {"layers.rnn.": 0, "layers.gru_before.": 3, "interop.": 4, "layers.": 1, "": 2}


@functools.cache
def known():
    """Return all equations of the course by label, gathered once."""
    return equations.equations()


def code_of(cited):
    """Choose up to two names of the package: functions before classes, nothing private.

    The gated cells cite the equations of chapter 9, too: the plain layer comes before them, and
    what only converts weights comes last.
    """

    def place(name):
        rank = next(r for start, r in RANK.items() if name.startswith(f"rnnlab.{start}"))
        return name.rpartition(".")[2][0].isupper(), rank

    return sorted((name for name in cited if not re.search(r"\._", name)), key=place)[:2]


def short(name):
    """Leave the modules of a dotted name out: rnnlab.layers.rnn.RNN.forward -> RNN.forward."""
    parts = name.split(".")
    first = next((k for k, part in enumerate(parts) if part[0].isupper()), len(parts) - 1)
    return ".".join(parts[first:])


def link(name):
    """Return a reference that Sphinx resolves to the documentation of a name."""
    text = nodes.literal("", short(name), classes=["xref", "py"])
    return addnodes.pending_xref("", text, refdomain="py", reftype="obj", reftarget=name,
                                 refexplicit=True, refwarn=True)  # fmt: skip


def line(equation):
    """Return the paragraph below an equation."""
    found = nodes.paragraph(classes=["equation-code"])
    parts = [("In code: ", name) for name in code_of(equation.cited)[:1]]
    parts += [(", ", name) for name in code_of(equation.cited)[1:]]
    parts += [("; as sums: " if parts else "As sums: ", equation.sums)] * bool(equation.sums)
    for words, name in parts:
        found += [nodes.Text(words), link(name)]
    return found


def add(app, doctree):
    """Put the links below the equations of a chapter."""
    if not CHAPTER.fullmatch(app.env.docname):
        return
    for formula in list(doctree.findall(nodes.math_block)):
        if equation := known().get(formula.get("label") or ""):
            formula.parent.insert(formula.parent.index(formula) + 1, line(equation))


def setup(app):
    """Register the extension."""
    app.connect("doctree-read", add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
