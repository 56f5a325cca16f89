"""The first time a chapter uses a term of the glossary, the word leads to the term's entry.

A term is found in every spelling of its entry, "long short-term memory (LSTM)" in both, with a
capital and in the plural; of terms that overlap, the longest counts. The tooltip is the entry's
first sentence. Linked is running text only: not headings, boxes, folds, lists of exercises, nor
what is set in italics, as that quotes somebody.
"""

import functools
import re
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

GLOSSARY = "book/appendix/glossary"
CHAPTER = re.compile(r"book/(\d\d_\w+|refresher)")
AROUND = (nodes.document, nodes.section, nodes.bullet_list, nodes.enumerated_list, nodes.list_item)
NOT_IN = {"quiz", "exercises"}  # sections
# No link to a term that chapters also use in another sense: half of its links would mislead.
EVERYDAY = {
    "cell": "of a notebook",
    "delay": "of a machine",
    "depth": "of a stack of layers",
    "example": "for example",
    "recall": "a task",
    "step": "of an optimizer, of a difference",
}


class Entry(NamedTuple):
    """An entry of the glossary: the id of its place, its spellings, its first sentence."""

    place: str
    spellings: tuple
    sentence: str


def key(words):
    """Return words in the form in which spellings are compared: "Many-to-one" -> "many to one"."""
    words = re.sub(r"[\s-]+", " ", words)
    return words[0].lower() + words[1:]


def plural(word):
    """Return the plural of a term."""
    for end, instead in (("ix", "ices"), ("y", "ies"), ("s", "ses"), ("ch", "ches")):
        if word.endswith(end):
            return word.removesuffix(end) + instead
    return f"{word}s"


def spellings(term):
    """Return what stands for a term: "a b (AB), c" -> "a b", "AB", "c", and their plurals."""
    forms = [key(form.strip()) for form in re.split(r"[(),]", term) if form.strip()]
    return (*forms, *map(plural, forms))


def first_sentence(definition):
    """Return the first sentence of a definition in plain letters, without citations."""
    text = ""
    for node in definition[0].children:
        if isinstance(node, nodes.math):
            text += re.sub(r"[{}]", "", node.astext())  # W_{aa} -> W_aa, as in the code
        elif not isinstance(node, addnodes.pending_xref) or node["refdomain"] != "cite":
            text += node.astext()
    text = re.sub(r" (?=[.,;:])", "", " ".join(text.split()))
    return re.split(r"(?<=\.) (?=\S)", text)[0]


def entries(doctree):
    """Return the entries of the glossary."""
    items = doctree.findall(nodes.definition_list_item)
    return tuple(
        Entry(term["ids"][0], spellings(term.astext()), first_sentence(definition))
        for term, definition in items
    )


@functools.cache
def finder(found):
    """Return spelling -> entry, and the pattern that finds all spellings, the longest first."""
    wanted = [entry for entry in found if EVERYDAY.keys().isdisjoint(entry.spellings)]
    known = {form: entry for entry in wanted for form in entry.spellings}
    words = "|".join(
        rf"[{form[0]}{form[0].upper()}]" + re.escape(form[1:]).replace(r"\ ", r"[\s-]+")
        for form in sorted(known, key=len, reverse=True)
    )
    return known, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def is_running(paragraph):
    """Whether a paragraph stands in a section or a list of it, and in none that is left out."""
    above = paragraph.parent
    while isinstance(above, AROUND) and NOT_IN.isdisjoint(above.get("names", ())):
        above = above.parent
    return above is None and not paragraph["classes"]


def merge(element):
    """Put neighboring pieces of text together: the parser cuts them at the ends of lines."""
    merged = []
    for child in element.children:
        if isinstance(child, nodes.Text) and merged and isinstance(merged[-1], nodes.Text):
            child = nodes.Text(merged.pop() + child)
        merged.append(child)
    element.clear()
    element.extend(merged)


def pieces(paragraph):
    """Yield a paragraph's pieces of text and those it stresses; not those in quotation marks."""
    merge(paragraph)
    for child in paragraph.children[:]:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.strong | nodes.emphasis) and child.astext()[0] != "“":
            merge(child)
            yield from [text for text in child.children if isinstance(text, nodes.Text)]


def running_text(doctree):
    """Yield the pieces of running text, in the order of reading."""
    folds = 0
    for node in list(doctree.findall(lambda n: isinstance(n, nodes.raw | nodes.paragraph))):
        if isinstance(node, nodes.raw):
            folds += node.astext().count("<details") - node.astext().count("</details")
        elif not folds and is_running(node):
            yield from pieces(node)


def link(doctree, found, address):
    """Turn the first occurrence of every entry into a link to its place at ``address``."""
    known, pattern = finder(found)
    seen = set()
    for text in running_text(doctree):
        parts, end = [], 0
        for match in pattern.finditer(text):
            entry = known[key(match[0])]
            if entry.place not in seen:
                seen.add(entry.place)
                target = {"refuri": f"{address}#{entry.place}", "reftitle": entry.sentence}
                word = nodes.reference("", match[0], internal=True, classes=["term"], **target)
                parts += [nodes.Text(text[end : match.start()]), word]
                end = match.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[end:])])


def depend(app, doctree):
    """Let chapters be built anew when the glossary has changed."""
    if CHAPTER.fullmatch(app.env.docname):
        app.env.note_dependency(app.env.doc2path(GLOSSARY, base=False))


def put(app, doctree, docname):
    """Link the terms of a chapter."""
    if CHAPTER.fullmatch(docname):
        found = entries(app.env.get_doctree(GLOSSARY))
        link(doctree, found, app.builder.get_relative_uri(docname, GLOSSARY))


def setup(app):
    """Register the extension."""
    app.connect("doctree-read", depend)
    app.connect("doctree-resolved", put)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
