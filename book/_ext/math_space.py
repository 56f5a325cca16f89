"""Room for each formula before MathJax sets it, so that the text does not jump when it does.

Inline formulas get a width (measured by Matplotlib's own mathematics, within about 20 %),
displayed ones a height (from their rows); the style sheet turns both into space. A formula and the
punctuation around it stay in one line.
"""

import html
import re
from functools import cache

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

matplotlib.rcParams["mathtext.fontset"] = "cm"
PARSER = MathTextParser("path")
SIZE = FontProperties(size=100)

INLINE = re.compile(r'<span class="math notranslate nohighlight">\\\((.*?)\\\)</span>', re.DOTALL)
PUNCTUATED = re.compile(
    r'([(\[“‘]*)(<span class="math notranslate [^>]*>[^<]*</span>)([).,;:!?\]”’]*)'
)
DISPLAYED = re.compile(
    r'<div class="math notranslate nohighlight( amsmath)?"((?: id="[^"]*")?)>(.*?)\\\[(.*?)\\\]',
    re.DOTALL,
)
MATRIX = re.compile(r"\\begin\{([bpv]?matrix|array)\}(.*?)\\end\{\1\}", re.DOTALL)
TALL = re.compile(r"\\(d?frac|sum|prod|int|underbrace|overbrace)\b")


def simplified(tex):
    """Rewrite what Matplotlib cannot read: broken lines, sizes of brackets, text, short names."""
    tex = " ".join(html.unescape(tex).split())
    tex = re.sub(r"\\(bigl|bigr|Bigl|Bigr|big|Big|displaystyle|left|right)\b", "", tex)
    tex = re.sub(r"\\(text|operatorname)\b", r"\\mathrm", tex).replace(r"\tfrac", r"\frac")
    tex = re.sub(r"\\frac ?(\d) ?(\d)", r"\\frac{\1}{\2}", tex)
    tex = re.sub(r"\\(sqrt|mathrm|mathbf|mathcal) ?(\w)", r"\\\1{\2}", tex)
    tex = re.sub(r"\\(le|ge)\b", r"\\\1q", tex)
    return tex.replace(r"\top", " T").replace(r"\lVert", r"\|").replace(r"\rVert", r"\|")


@cache  # many formulas stand on many pages
def width(tex):
    """Return the rough width of an inline formula in em."""
    key = simplified(tex)
    try:
        return PARSER.parse(f"${key}$", 72, SIZE)[0] / 100
    except ValueError:
        return 0.5 * len(re.sub(r"\\[A-Za-z]+|[{}_^\s]", "x", key))


def height(tex):
    """Return the rough height of a displayed formula in em: the sum over its rows."""
    tex = MATRIX.sub(lambda m: r"\M" * (m[2].count(r"\\") + 1), simplified(tex))
    return sum(
        max(2.8 if TALL.search(row) else 1.35, 1.5 * row.count(r"\M")) for row in tex.split(r"\\")
    )


def together(found):
    """Keep a formula and its punctuation in one line."""
    return f'<span class="unbroken">{found[0]}</span>' if found[1] or found[3] else found[0]


def reserve(page):
    """Write width or height beside every formula of the page."""
    page = INLINE.sub(
        lambda m: (
            f'<span class="math notranslate nohighlight" style="--w:{width(m[1]):.2f}">'
            rf"\({m[1]}\)</span>"
        ),
        page,
    )
    page = PUNCTUATED.sub(together, page)
    return DISPLAYED.sub(
        lambda m: (
            f'<div class="math notranslate nohighlight{m[1] or ""}"{m[2]} '
            rf'style="--h:{height(m[4]):.2f}">{m[3]}\[{m[4]}\]'
        ),
        page,
    )
