"""Every page has a title, a description and a language, every picture and table head a text."""

import re


def test_titles(pages):
    titles = [page.title.strip() for page in pages.values()]
    assert all(titles)
    assert len(titles) == len(set(titles))


def test_languages(pages):
    languages = {page.name: page.all("html")[0].get("lang") for page in pages.values()}
    assert {name: lang for name, lang in languages.items() if lang != "en"} == {}


def test_descriptions(pages):
    """One description a page, neither a stump nor cut off by a search engine."""
    wrong = {}
    for page in pages.values():
        found = [a["content"] for a in page.all("meta") if a.get("name") == "description"]
        if len(found) != 1 or not 20 <= len(found[0]) <= 200:
            wrong[page.name] = found
    assert not wrong


def test_descriptions_differ(pages):
    found = [
        attributes["content"]
        for page in pages.values()
        for attributes in page.all("meta")
        if attributes.get("name") == "description"
    ]
    assert len(found) == len(set(found))


def test_pictures_have_a_text(pages):
    """A file name or one word does not say what one sees."""
    wrong = [
        (page.name, attributes.get("src"), attributes.get("alt"))
        for page in pages.values()
        for attributes in page.all("img")
        if len(attributes.get("alt", "").split()) < 3 or "/" in attributes["alt"].split()[0]
    ]
    assert not wrong


def test_pictures_have_a_size(pages):
    """So that the text does not jump when they arrive."""
    wrong = [
        (page.name, attributes.get("src"))
        for page in pages.values()
        for attributes in page.all("img")
        if not {"width", "height"} <= attributes.keys()
    ]
    assert not wrong


def test_table_heads_have_a_text(pages):
    empty = re.compile(r"<th[^>]*>\s*(<p>\s*</p>)?\s*</th>")
    assert not [page.name for page in pages.values() if empty.search(page.text)]
