"""Chapter and equation numbers are those of the file names, wherever they are printed."""

import re
from pathlib import Path

import pytest
from chapter_numbers import number_of

REFERENCE = re.compile(r'<a class="[^"]*" href="([^"]*#equation-[^"]*)">\(([\d.]+)\)</a>')
SIDEBAR = re.compile(r'<a class="[^"]*internal[^"]*" href="([^"#]+\.html)">\s*(\d+)\. ')


def chapter_of(page, target):
    path = (page.path.parent / target.split("#")[0]).resolve() if target[0] != "#" else page.path
    return number_of(f"book/{path.stem}")


@pytest.fixture
def chapters(pages):
    found = {number_of(name.removesuffix(".html")): page for name, page in pages.items()}
    found.pop(None)
    assert found
    return found


def test_titles(chapters):
    for number, page in chapters.items():
        assert f'<span class="section-number">{number}. </span>' in page.text
        assert page.title.startswith(f"{number}. ")


def test_equations_count_up_within_their_chapter(chapters):
    for number, page in chapters.items():
        printed = re.findall(r'<span class="eqno">\(([\d.]+)\)', page.text)
        assert printed == [f"{number}.{k + 1}" for k in range(len(printed))]


def test_references_to_equations_carry_their_chapter(pages):
    """An appendix has no number, so its equations count 1, 2, 3 without one; there is one such."""
    seen, appendices = 0, set()
    for page in pages.values():
        for target, number in REFERENCE.findall(page.text):
            chapter = chapter_of(page, target)
            if chapter is None:
                appendices.add(Path(page.path.parent, target.split("#")[0] or page.path.name).name)
                assert number.isdigit(), (page.name, target)
            else:
                assert number.split(".")[0] == str(chapter), (page.name, target)
            seen += 1
    assert seen > 5
    assert appendices <= {"cell_equations.html"}  # two would print the same numbers


def test_sidebar(pages):
    for page in pages.values():
        for target, number in SIDEBAR.findall(page.text):
            assert int(number) == chapter_of(page, target), (page.name, target)


def test_other_pages_have_no_number(pages):
    for name, page in pages.items():
        if number_of(name.removesuffix(".html")) is None:
            assert '<h1><span class="section-number"' not in page.text, name


def test_number_comments_are_gone(pages):
    assert not [page.name for page in pages.values() if re.search(r"<!--\s*=", page.text)]
