"""In a chapter the first use of a term leads to its entry of the glossary, and the entry back."""

import html
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import glossary_links
import pytest
from docutils import nodes

PLACE = re.compile(r"appendix/glossary\.html#(term-[\w-]+)")
CHAPTER = re.compile(r"book/(\d\d_\w+|refresher)\.html")
EMPTY = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"}
FORBIDDEN = {"h1", "h2", "h3", "h4", "table", "details", "code", "pre", "nav", "aside", "figure"}


# -- small texts ----------------------------------------------------------------------------------


def entry(term, *definition):
    """Return an entry of a glossary as Sphinx reads it."""
    place = "term-" + term.replace(" ", "-")
    explained = nodes.definition("", nodes.paragraph("", "", *definition))
    return nodes.definition_list_item("", nodes.term("", term, ids=[place]), explained)


GLOSSARY = nodes.definition_list(
    "",
    entry("backpropagation", nodes.Text("The chain rule. And more.")),
    entry("backpropagation through time (BPTT)", nodes.Text("In time.")),
    entry("one-hot column", nodes.Text("One is 1, all are in "), nodes.math("", "W_{aa}")),
    entry("orthogonal matrix", nodes.Text("It turns.")),
    entry("loss", nodes.Text("A number.")),
    entry("cell", nodes.Text("A function.")),
)


def linked(*paragraphs):
    """Return the words that become links in a chapter that consists of these."""
    page = nodes.section("", *paragraphs)
    glossary_links.link(page, glossary_links.entries(GLOSSARY), "g.html")
    return [word.astext() for word in page.findall(nodes.reference) if "term" in word["classes"]]


def paragraph(text):
    return nodes.paragraph("", text)


def test_the_longest_term_wins_even_across_lines():
    lines = nodes.paragraph("", "", nodes.Text("Backpropagation through"), nodes.Text("\ntime, "))
    lines += nodes.Text("which is backpropagation")
    assert linked(lines) == ["Backpropagation through\ntime", "backpropagation"]


def test_a_term_is_linked_once_whatever_its_spelling():
    assert linked(paragraph("BPTT, BPTT or backpropagation through time")) == ["BPTT"]


@pytest.mark.parametrize(
    "words", ["Losses", "one-hot columns", "One hot columns", "Orthogonal matrices", "BPTT"]
)
def test_plurals_capitals_and_hyphens(words):
    assert linked(paragraph(f"See {words}.")) == [words]


@pytest.mark.parametrize(
    "words", ["glosses", "loss-free", "mini-loss", "x_loss", "a cell", "bptt", "LOSS"]
)
def test_parts_of_words_and_everyday_words_are_no_terms(words):
    assert linked(paragraph(f"See {words}.")) == []


@pytest.mark.parametrize(
    "place",
    [
        nodes.title("", "loss"),
        nodes.literal_block("", "loss"),
        nodes.note("", paragraph("loss")),
        nodes.table("", paragraph("loss")),
        nodes.caption("", "loss"),
        nodes.paragraph("", "loss", classes=["equation-code"]),
        nodes.section("", paragraph("loss"), names=["quiz"]),
        nodes.section("", nodes.enumerated_list("", paragraph("loss")), names=["exercises"]),
        nodes.paragraph("", "", nodes.literal("", "loss"), nodes.math("", "loss")),
        nodes.paragraph("", "", nodes.reference("", "loss", refuri="x")),
        nodes.paragraph("", "", nodes.emphasis("", "“the loss”")),
    ],
)
def test_left_out(place):
    assert linked(place.deepcopy(), paragraph("and the Loss")) == ["Loss"]


def test_folds_are_left_out():
    ends = [nodes.raw("", f"<{tag}>", format="html") for tag in ("details", "/details")]
    assert linked(ends[0], paragraph("a loss"), ends[1], paragraph("Losses")) == ["Losses"]


def test_lists_and_what_is_stressed_are_running_text():
    item = nodes.list_item("", nodes.paragraph("", "", nodes.strong("", "BPTT"), nodes.Text("!")))
    assert linked(nodes.bullet_list("", item)) == ["BPTT"]


def test_tooltips():
    found = {e.place: e.sentence for e in glossary_links.entries(GLOSSARY)}
    assert found["term-backpropagation"] == "The chain rule."
    assert found["term-one-hot-column"] == "One is 1, all are in W_aa"


@pytest.mark.parametrize(("page", "wanted"), [("book/09_bptt", 1), ("book/appendix/api", 0)])
def test_chapters_depend_on_the_glossary(page, wanted):
    noted = []
    env = SimpleNamespace(
        docname=page, doc2path=lambda name, base: f"{name}.md", note_dependency=noted.append
    )
    glossary_links.depend(SimpleNamespace(env=env), None)
    assert noted == ["book/appendix/glossary.md"] * wanted


# -- the site -------------------------------------------------------------------------------------


class Links(HTMLParser):
    """The links to terms of a page: attributes, and the elements around each."""

    def __init__(self, text):
        super().__init__()
        self.around, self.found = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a" and "term" in (attributes.get("class") or "").split():
            self.found.append((attributes, [*self.around]))
        if tag not in EMPTY:
            self.around.append((tag, attributes))

    def handle_endtag(self, tag):
        while self.around and tag not in EMPTY and self.around.pop()[0] != tag:
            pass


@pytest.fixture(scope="module")
def links(pages):
    """Name of a page -> its links to terms, for the pages that have any."""
    found = {name: Links(page.text).found for name, page in pages.items()}
    return {name: links for name, links in found.items() if links}


@pytest.fixture(scope="module")
def explained(pages):
    """Place of an entry -> its explanation, as HTML."""
    text = pages["book/appendix/glossary.html"].text
    return dict(re.findall(r'<dt id="(term-[^"]+)">.*?<dd>(.*?)</dd>', text, re.DOTALL))


def places(found):
    return [PLACE.fullmatch(attributes["href"])[1] for attributes, _ in found]


def test_every_chapter_links_some_terms_each_once(links, pages):
    assert set(links) == {name for name in pages if CHAPTER.fullmatch(name)}
    for name, found in links.items():
        assert len(found) >= 5, name
        assert max(Counter(places(found)).values()) == 1, name


def test_links_stand_in_running_text(links):
    for name, found in links.items():
        for attributes, around in found:
            tags = {tag for tag, _ in around}
            classes = {c for _, a in around for c in (a.get("class") or "").split()}
            ids = {a.get("id") for _, a in around}
            assert "p" in tags and not tags & FORBIDDEN, (name, attributes)
            assert not classes & {"admonition", "cell", "math", "caption"}, (name, attributes)
            assert not ids & {"quiz", "exercises"}, (name, attributes)


def letters(text):
    return re.sub(r"[^a-z]", "", text.casefold())


def test_the_tooltip_is_the_beginning_of_the_explanation(links, explained):
    plain = {p: html.unescape(re.sub("<[^>]*>", "", text)) for p, text in explained.items()}
    for found in links.values():
        for (attributes, _), place in zip(found, places(found), strict=True):
            said = attributes["title"]
            assert said.endswith(".") and "\\" not in said and "eq-" not in said, place
            assert len(said) > 20 and letters(plain[place]).startswith(letters(said)), place


def test_every_entry_leads_to_the_page_that_explains_it(explained):
    assert len(explained) > 100
    page = re.compile(r'href="\.\./(\d\d_|refresher)')
    assert [place for place, said in explained.items() if not page.search(said)] == []


def test_most_entries_are_linked_from_a_chapter(links, explained):
    used = {place for found in links.values() for place in places(found)}
    assert used <= set(explained)
    assert len(used) > 0.8 * len(explained)


def test_every_spelling_belongs_to_one_entry(explained):
    source = Path(glossary_links.__file__).parents[2] / f"{glossary_links.GLOSSARY}.md"
    block = source.read_text("utf-8").split("```{glossary}\n")[1].split("```")[0]
    terms = re.findall(r"^\S.*", block, re.MULTILINE)
    forms = Counter(form for term in terms for form in set(glossary_links.spellings(term)))
    assert len(terms) == len(explained)
    assert [form for form, times in forms.items() if times > 1] == []
    assert glossary_links.EVERYDAY.keys() <= forms.keys()
