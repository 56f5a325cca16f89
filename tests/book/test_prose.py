"""A notebook's text must read well anywhere: plain Markdown, described pictures, bounded length."""

import functools
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat.v4 import new_markdown_cell, new_notebook

from coursekit.authoring.prose_numbers import ChapterError, number_comments

BOOK = Path(__file__).resolve().parents[2] / "book"
PATHS = sorted(BOOK.glob("*.ipynb")) + sorted(BOOK.glob("*/*.ipynb"))
CHAPTERS = [path for path in PATHS if re.match(r"\d\d_", path.name)]
MAX_WORDS, MAX_FORMULAS = 2500, 40

BOXES = {"note", "tip", "important", "warning", "seealso", "admonition"}
ROLES = {"eq", "cite", "cite:t", "ref"}
TAGS = {"details", "summary", "br"}
# MathJax packages that the site does not ship; \label and \tag: write $$ ... $$ (eq-label)
MACROS = r"\\(?:bm|color|textcolor|cancel|bcancel|xcancel|require|href|class|style|label|tag)\b"

PARSER = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, allow_labels=True)


@functools.cache
def parsed(source):
    """All tokens of one cell, block and inline; every rule reads them again."""
    return [t for token in PARSER.parse(source) for t in (token, *(token.children or []))]


@functools.cache
def read(path):
    return nbformat.read(path, 4)


def sources(nb):
    return [cell.source for cell in nb.cells if cell.cell_type == "markdown"]


def tokens(nb):
    """All tokens, block and inline, of all Markdown cells."""
    return [token for source in sources(nb) for token in parsed(source)]


def visible_words(nb):
    """Count words as read: no formulas, no code, no comments."""
    texts = [token.content for token in tokens(nb) if token.type == "text"]
    for token in tokens(nb):
        if token.type == "html_block":  # one-line quiz answers
            texts.append(re.sub(r"<!--.*?-->|<[^>]*>", " ", token.content, flags=re.DOTALL))
    return len(re.findall(r"[A-Za-z0-9][\w'-]*", " ".join(texts)))


# -- the rules: each returns what is wrong, an empty list when nothing is ------------------------


def plain_boxes(nb):
    """Boxes are ::: blocks of a few kinds; every other directive belongs on a .md page."""
    wrong = [
        f"```{token.info}: use ::: boxes"
        for token in tokens(nb)
        if token.type == "fence" and token.info.startswith("{")
    ]
    for source in sources(nb):
        opened = 0
        for line in source.splitlines():
            opening = re.match(r"\s*:{3,}\s*\{([\w:-]+)\}", line)
            if opening and opening[1] not in BOXES:
                wrong.append(f"directive {opening[1]}")
            if re.match(r"\s*:{3,}", line):
                opened += 1 if opening else -1
            option = re.match(r":(\w+):", line)
            if option and not (opened and line.strip() == ":class: dropdown"):
                wrong.append(f"option {line}")
        if opened:
            wrong.append("a ::: box is not closed in the cell where it opens")
    return wrong


def plain_roles(nb):
    """Roles are eq, cite, cite:t and ref; no targets, no attributes: plain viewers show them."""
    wrong = []
    for token, following in pairwise([*tokens(nb), None]):
        role = re.search(r"\{([\w:.-]+)\}$", token.content) if token.type == "text" else None
        if role and following and following.type == "code_inline" and role[1] not in ROLES:
            wrong.append(f"role {role[1]}")
        if token.type == "text" and re.match(r"\([\w-]+\)=$", token.content):
            wrong.append(f"target {token.content}")
        after_object = token.type in ("image", "link_close", "code_inline")
        if after_object and following and following.content.startswith("{"):
            wrong.append(f"attributes {following.content}")
    return wrong


def plain_html(nb):
    """Only comments, folds, line breaks; no Markdown inside an HTML block: nothing renders it."""
    wrong = []
    for token in tokens(nb):
        if token.type in ("html_block", "html_inline"):
            content = re.sub(r"<!--.*?-->", "", token.content, flags=re.DOTALL)
            wrong += [f"<{tag}>" for tag in re.findall(r"</?(\w+)", content) if tag not in TAGS]
            # A formula or code in a fold needs blank lines around it.
            wrong += [f"not rendered: {content[:70]}"] * bool(re.search(r"\$|`|\*\*", content))
    return wrong


def plain_math(nb):
    """Formulas stand in dollars, use macros that the site ships, and hold no comments."""
    wrong = []
    for token in tokens(nb):
        if token.type in ("math_inline", "math_block", "math_block_label"):
            wrong += re.findall(MACROS, token.content)
            wrong += ["comment inside a formula"] * ("<!--" in token.content)
        elif token.type == "text":
            wrong += re.findall(r"\\begin\{\w+\*?\}", token.content)
    return wrong


def images_described(nb):
    """Every image says in words what one sees."""
    found = [token for token in tokens(nb) if token.type == "image"]
    return [f"no alt text: {token.attrs['src']}" for token in found if not token.content.strip()]


def tables_headed(nb):
    """Every column of a table has a heading: screen readers say it before each cell."""
    empty = [
        token
        for opening, token in pairwise(tokens(nb))
        if opening.type == "th_open" and not token.content.strip()
    ]
    return ["a table column without heading"] * len(empty)


def sources_parse(nb):
    """Number comments are well formed and touch their number."""
    try:
        return [] if number_comments("\n\n".join(sources(nb))) is not None else ["no list"]
    except ChapterError as error:
        return [str(error)]


def headings_nest(nb):
    """One title, first; levels go down one at a time."""
    levels = [int(token.tag[1]) for token in tokens(nb) if token.type == "heading_open"]
    jumps = [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    return jumps + ["one title, at the top"] * (levels[:1] != [1] or levels.count(1) != 1)


def narrow_stubs(nb):
    """Code blocks in the text fit 72 columns."""
    blocks = [token.content for token in tokens(nb) if token.type in ("fence", "code_block")]
    lines = [line for block in blocks for line in block.splitlines()]
    return [f"{len(line)} columns: {line}" for line in lines if len(line) > 72]


def short_enough(nb):
    """A chapter is at most 2,500 words and 40 displayed formulas long."""
    formulas = sum(token.type.startswith("math_block") for token in tokens(nb))
    found = (visible_words(nb), MAX_WORDS, "words"), (formulas, MAX_FORMULAS, "displayed formulas")
    return [f"{count} {what}, at most {limit}" for count, limit, what in found if count > limit]


RULES = [
    plain_boxes,
    plain_roles,
    plain_html,
    plain_math,
    images_described,
    tables_headed,
    sources_parse,
    headings_nest,
    narrow_stubs,
]


# -- the rules hold ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rules(path):
    broken = {rule.__doc__: wrong for rule in RULES if (wrong := rule(read(path)))}
    assert broken == {}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_is_short_enough(path):
    assert short_enough(read(path)) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_pictures_exist(path):
    images = [token for token in tokens(read(path)) if token.type == "image"]
    missing = [t.attrs["src"] for t in images if not (path.parent / t.attrs["src"]).exists()]
    assert missing == []


# -- and each rule can fail ----------------------------------------------------------------------


def notebook(*texts):
    return new_notebook(cells=[new_markdown_cell(text) for text in texts])


BAD = [
    (plain_boxes, "```{figure} a.svg\n```"),
    (plain_boxes, ":::{exercise}\ntext\n:::"),
    (plain_boxes, ":::{note}\n:name: here\ntext\n:::"),
    (plain_boxes, ":::{note}\nnever closed"),
    (plain_roles, "the {glue:text}`loss:s`"),
    (plain_roles, "see {doc}`index`"),
    (plain_roles, "(target)=\n# Title"),
    (plain_roles, "![x](a.svg){width=50%}"),
    (plain_html, '<img src="a.png">'),
    (plain_html, "a <kbd>b</kbd>"),
    (plain_html, "<details><summary>A</summary> $x$ is wrong </details>"),
    (plain_math, r"$\bm{x}$"),
    (plain_math, "$$ x \\label{eq-x} $$"),
    (plain_math, r"\begin{align} x \end{align}"),
    (plain_math, "$0.5<!-- =x:.1f -->$"),
    (images_described, "![](figures/a.svg)"),
    (tables_headed, "| | a |\n|---|---|\n| b | c |"),
    (sources_parse, "about <!-- =x:.3f -->"),
    (sources_parse, "about 3<!-- =x -->"),
    (headings_nest, "# A\n\n### B"),
    (headings_nest, "# A\n\n# B"),
    (headings_nest, "## A"),
    (narrow_stubs, "```python\n" + "x" * 73 + "\n```"),
    (short_enough, "word " * 2501),
    (short_enough, "$$\nx\n$$ (eq-x)\n\n" * 41),
]

GOOD = r"""# Title

The state $a^{\langle t\rangle}$ shrinks by 0.954<!-- =growth:.3f --> {cite}`elman1990`,
see {eq}`eq-x` and {cite:t}`elman1990`. A dictionary `{"a": 1}` and `{name}` in code are fine.

$$
\begin{aligned} x &= W y \end{aligned}
$$ (eq-x)

| a | b |
|---|---|
| 1 | 2 |

:::{admonition} Why?
:class: dropdown
Because.
:::

## Quiz

![A line that falls](figures/a.svg)

<details><summary>A. yes</summary>Right, as the weights are shared.</details>

<details><summary>B. no</summary>

Wrong: $x$ is **not** zero.

</details>
"""


@pytest.mark.parametrize(("rule", "text"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_rule_can_fail(rule, text):
    assert rule(notebook(text)) != []


def test_every_rule_has_a_bad_example():
    assert {rule for rule, _ in BAD} == {*RULES, short_enough}


@pytest.mark.parametrize("rule", [*RULES, short_enough], ids=lambda rule: rule.__name__)
def test_rule_passes_good_prose(rule):
    assert rule(notebook(GOOD)) == []


def test_words_are_counted_as_read():
    text = "Two words, $x$ `code` 0.5<!-- =no:.1f --> <!-- hidden -->\n\n```python\ncode\n```"
    assert visible_words(notebook(text)) == 4  # Two, words, 0, 5
