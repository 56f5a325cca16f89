"""The plain edition: each notebook in Markdown that Colab, VS Code and bare Jupyter understand.

The notebooks of the book use a handful of MyST's words: numbered formulas, references to them,
citations, boxes. Here each becomes what it means, so that nothing reads like source code. Code and
outputs stay as they are; one cell is added that installs rnnlab where it is missing.
"""

import base64
import copy
import posixpath
import re

ROLE = re.compile(r"\{(eq|cite|cite:t)\}`([^`]+)`")
FORMULA = re.compile(r"\$\$\n(.*?)\n\$\$ \(([\w-]+)\)", re.DOTALL)
BOX = re.compile(r"^:::\{(\w+)\}([^\n]*)\n(.*?)\n:::$", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"!\[(.*?)\]\(([^):]+\.svg)\)")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^):#\s]+\.(?:ipynb|md))(#[^)]*)?\)")
COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
CODE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)

INSTALL = """\
# rnnlab is the package of this course; this cell installs it where it is missing.
try:
    import rnnlab
except ImportError:
    %pip install --quiet "{wheel}" "matplotlib>=3.9"\
"""


class Plain:
    """Rewrites the notebook of one page of the book.

    Parameters
    ----------
    docname : the page, such as ``book/09_bptt``
    equations : label -> (page, number as printed)
    works : key -> (authors, year, the entry of the bibliography), all as text
    picture : function from a page's path of a drawing to its bytes
    pages : address of the site, or "" where it is not known
    wheel : address of the package's wheel
    """

    def __init__(self, docname, equations, works, picture, pages, wheel):
        self.docname, self.equations, self.works = docname, equations, works
        self.picture, self.pages, self.wheel = picture, pages, wheel
        self.cited, self.drawings = set(), 0

    def role(self, match):
        kind, words = match.groups()
        if kind == "eq":
            page, number = self.equations[words]
            if page == self.docname:
                return f"({number})"
            there = posixpath.relpath(page, posixpath.dirname(self.docname))
            return self.linked(f"({number})", f"{there}.ipynb")
        keys = words.split(",")
        self.cited.update(keys)
        named = [self.works[key][:2] for key in keys]
        if kind == "cite:t":
            return ", ".join(f"{authors} ({year})" for authors, year in named)
        return "(" + "; ".join(f"{authors}, {year}" for authors, year in named) + ")"

    def linked(self, text, target):
        """Link a notebook beside this one; of other pages the site's copy, where it is known."""
        if target.endswith(".ipynb"):
            return f"[{text}]({target})"
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.docname), target))
        return f"[{text}]({self.pages}/{page[:-3]}.html)" if self.pages else text

    def formula(self, match):
        _, number = self.equations[match[2]]
        return f"$$\n{match[1]} \\tag{{{number}}}\n$$"

    def box(self, match):
        kind, title, body = match.groups()
        head = title.strip() or kind.capitalize()
        return "\n".join(f"> {line}".rstrip() for line in (f"**{head}**", "", *body.split("\n")))

    def drawing(self, match):
        """Put the drawing itself behind the text: elsewhere there is no folder of pictures."""
        self.drawings += 1
        content = base64.b64encode(self.picture(match[2])).decode()
        self.definitions.append(f"[drawing-{self.drawings}]: data:image/svg+xml;base64,{content}")
        return f"![{match[1]}][drawing-{self.drawings}]"

    def outside_code(self, text, *steps):
        """Apply (pattern, replacement) to the text, but not inside code."""
        parts = CODE.split(text)
        for pattern, replacement in steps:
            parts[::2] = [pattern.sub(replacement, part) for part in parts[::2]]
        return "".join(parts)

    def markdown(self, text):
        """Return the cell's text in plain Markdown."""
        self.definitions = []
        text = ROLE.sub(self.role, text)
        text = BOX.sub(self.box, FORMULA.sub(self.formula, text))
        text = self.outside_code(
            text,
            (COMMENT, ""),
            (PICTURE, self.drawing),
            (LINK, lambda match: self.linked(match[1], match[2])),
        )
        return "\n\n".join([text.strip(), *self.definitions])

    def notebook(self, source):
        """Return the plain edition of a notebook, given and returned as its JSON."""
        plain, cells = copy.deepcopy(source), []
        for cell in plain["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = self.markdown("".join(cell["source"]))
            elif cells and not any(c["cell_type"] == "code" for c in cells):
                cells.append(self.install_cell())
            cells.append(cell)
        if self.cited:
            cells.append(self.bibliography())
        plain["cells"] = cells
        for key in [key for key in plain["metadata"] if key.endswith("_cells")]:
            del plain["metadata"][key]  # the record by which authors' tools see edits
        return plain

    def install_cell(self):
        return {
            "cell_type": "code",
            "execution_count": None,
            "id": "install",
            "metadata": {},
            "outputs": [],
            "source": INSTALL.format(wheel=self.wheel),
        }

    def bibliography(self):
        entries = sorted(self.works[key][2] for key in self.cited)
        return {
            "cell_type": "markdown",
            "id": "bibliography",
            "metadata": {},
            "source": "\n".join(["## Works cited", "", *(f"- {entry}" for entry in entries)]),
        }
