"""The small functions behind the site's extensions."""

import re
import struct
from types import SimpleNamespace

import access
import chapter_numbers
import image_sizes
import inline_icons
import inline_svg
import lean_listings
import live_scripts
import math_space
import module_links
import number_comments
import page_description
import pytest
import sidebar_place
import stale_pages
import summary_math
from docutils import nodes


@pytest.mark.parametrize(
    ("docname", "number"),
    [
        ("book/04_the_recurrent_cell", 4),
        ("book/13_products_of_jacobians", 13),
        ("book/index", None),
        ("book/exercises/ex_09_bptt", None),
        ("book/appendix/04_extra", None),
    ],
)
def test_number_of(docname, number):
    assert chapter_numbers.number_of(docname) == number


def test_replaced_changes_the_first_component_only():
    assert chapter_numbers.replaced((2, 5), 9) == (9, 5)
    assert chapter_numbers.replaced(None, 9) is None


def test_long_descriptions_end_at_a_word():
    text = "word " * 60
    short = page_description.shortened(text.strip())
    assert len(short) <= page_description.LONGEST
    assert short.endswith("word…")
    assert page_description.shortened("short") == "short"


def test_first_paragraph_skips_boxes_and_formulas():
    boxed, cut, wanted = (
        nodes.paragraph("", f"{name} and enough other words to fill a whole long line")
        for name in ("boxed", "cut", "wanted")
    )
    cut += nodes.math("", "x")
    assert page_description.first_paragraph(
        nodes.section("", nodes.note("", boxed), cut, wanted)
    ).startswith("wanted")


def test_number_comments_only_are_dropped():
    page = nodes.paragraph(
        "",
        "0.954",
        nodes.raw("", "<!-- =growth:.3f -->", format="html"),
        nodes.raw("", "<sub>a</sub>", format="html"),
    )
    number_comments.drop(None, page)
    assert page.astext() == "0.954<sub>a</sub>"


def test_formulas_in_summaries():
    text = "<summary>A. $a < b$</summary>"
    assert summary_math.FORMULA.sub(summary_math.formula, text) == (
        '<summary>A. <span class="math notranslate nohighlight">\\(a &lt; b\\)</span></summary>'
    )


def test_formulas_get_room():
    page = math_space.reserve(
        '<span class="math notranslate nohighlight">\\(W_{aa}\\)</span>'
        '<div class="math notranslate nohighlight" id="e">\n\\[a \\\\ b\\]</div>'
    )
    assert 'style="--w:1.' in page
    assert 'id="e" style="--h:2.70"' in page


def test_a_formula_keeps_its_punctuation():
    formula = '<span class="math notranslate nohighlight">\\(a\\)</span>'
    page = math_space.reserve(f"<p>so ({formula}), and {formula} is {formula}.</p>")
    kept = re.findall(r'<span class="unbroken">(.*?</span>.*?)</span>', page)
    assert [re.sub("<.*?>", "", words) for words in kept] == [r"(\(a\)),", r"\(a\)."]
    assert r"and <span class=" in page


def test_width_falls_back_where_matplotlib_cannot_read():
    assert math_space.width(r"\begin{aligned} a &= b \end{aligned}") > 1


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        ("z^{\\langle\nt\\rangle}", r"z^{\langle t\rangle}"),  # a line ends inside of it
        (r"J^{\langle t\rangle\top}", r"J^{\langle t\rangle T}"),
        (r"\lVert v\rVert \le \tfrac12\sqrt T", r"\| v \| \leq \frac{1}{2}\sqrt{T}"),
        (r"\mathrm dQ \ge \mathbf 1", r"\mathrm{d}Q \geq \mathbf{1}"),
    ],
)
def test_width_of_what_matplotlib_writes_otherwise(tex, plain):
    assert math_space.width(tex) == pytest.approx(math_space.width(plain), abs=0.2)


@pytest.mark.parametrize(("tex", "rows"), [("a", 1.35), (r"\frac{a}{b}", 2.8)])
def test_height_of_rows(tex, rows):
    assert math_space.height(tex) == pytest.approx(rows)
    assert math_space.height(rf"{tex} \\ {tex}") == pytest.approx(2 * rows)


def test_image_sizes(tmp_path):
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 30, 20)
    (tmp_path / "a.png").write_bytes(png)
    (tmp_path / "e.png").write_bytes(png[:16] + struct.pack(">II", 711, 331))
    (tmp_path / "b.svg").write_text('<svg viewBox="0 0 64 48.4"/>', "utf-8")
    (tmp_path / "d.svg").write_text('<svg viewBox="0 0 720 48.4"/>', "utf-8")
    pictures = '<img alt="" src="a.png"/><img src="b.svg"/><img src="c.gif"/><img src="d.svg"/>'
    pictures += '<img src="e.png"/>'
    page = image_sizes.write(pictures, tmp_path)
    assert '<img width="30" height="20" alt="" src="a.png"/>' in page
    assert '<img width="64" height="48" src="b.svg"/>' in page
    assert '<img src="c.gif"/>' in page
    assert '<img data-wide width="720" height="48" src="d.svg"/>' in page
    assert '<img data-wide width="711" height="331" src="e.png"/>' in page


def test_drawings_in_the_page_keep_their_styles_to_themselves(tmp_path):
    (tmp_path / "net.svg").write_text(
        "<?xml?><svg viewBox='0 0 1 1'><style>\n text { fill: red; }\n .a, .b { x: y; }"
        "</style></svg>"
    )
    page = inline_svg.put(
        '<img alt="" class="drawn-in live-x" src="net.svg" /><img src="n.svg">', tmp_path
    )
    assert page.startswith('<div class="drawn-in live-x"><svg id="drawing-net" viewBox')
    assert "#drawing-net text { fill: red; }" in page.replace("\n", "")
    assert "#drawing-net .a, #drawing-net .b { x: y; }" in page
    assert page.endswith('</div><img src="n.svg">')


def test_scripts_of_live_figures_only_where_the_figures_are():
    tags = "".join(
        f'<script defer src="../_static/{n}?v=1"></script>'
        for n in (live_scripts.FRAME, *live_scripts.names())
    )
    assert live_scripts.prune(tags) == ""
    assert live_scripts.TAG.findall(live_scripts.prune(tags + "Try it: sort the")) == [
        "live.js", "live_padding.js",
    ]  # fmt: skip
    assert all(map(live_scripts.places, live_scripts.names()))


def test_listings_carry_two_links():
    nav = (
        '<nav class="bd-links bd-docs-nav"><div><ul><a href="../book/index.html">H</a></ul>'
        "<p>Part</p><ul><a>1</a></ul></div> </nav><main>x</main>"
    )
    page = lean_listings.shorten(nav)
    assert "Part" not in page and page.endswith("</div> </nav><main>x</main>")
    assert page.count("<a ") == 2 and 'href="../book/appendix/api.html"' in page


def test_script_of_the_sidebar_stands_behind_it():
    page = f"<nav>a</nav>{sidebar_place.LIST}>b</nav><footer/><main id='c'>"
    assert sidebar_place.scroll(page) == page.replace("<main", sidebar_place.SCRIPT + "<main")
    assert sidebar_place.scroll("<main >no sidebar") == "<main >no sidebar"


def test_icons():
    icons = {"bars": [("1", "2", "M0")]}
    known, unknown = '<i class="fa-solid fa-bars"></i>', '<i class="fa-solid fa-x"></i>'
    page = inline_icons.replace(known + unknown, icons)
    assert 'viewBox="0 0 1 2"><path fill="currentColor" d="M0"/></svg>' in page
    assert unknown in page


def test_links_back_that_lead_nowhere_are_removed(tmp_path):
    (tmp_path / "api.html").write_text('<dt id="rnnlab.RNN">', "utf-8")
    good, bad = (
        f'<a class="viewcode-back" href="api.html#{name}">[docs]</a>'
        for name in ("rnnlab.RNN", "rnnlab.Layer")
    )
    assert module_links.prune(good + bad, tmp_path) == good


def test_pages_without_a_source_are_removed(tmp_path):
    app = SimpleNamespace(
        outdir=tmp_path,
        builder=SimpleNamespace(format="html"),
        env=SimpleNamespace(found_docs={"book/index"}),
    )
    for name in ("index", "search", "404", "book/index", "book/old", "_modules/rnnlab", "lite/a"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.html").touch()
    stale_pages.remove_unknown(app, None)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    kept = ("index", "search", "404", "book/index", "_modules/rnnlab")
    assert left == {f"{name}.html" for name in kept}


def test_the_theme_still_has_what_is_repaired(site, pages):
    """A repair that no page needs any more is to be removed."""
    text = "".join(page.text for page in pages.values())
    assert all(right in text for _, right in access.REPAIRS if right)
    assert not any(wrong in text for wrong, _ in access.REPAIRS)
