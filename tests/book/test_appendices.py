"""The appendices keep up with the course: letters, terms, documentation, notes, sources."""

import importlib
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from made_pages import filled

import rnnlab
import rnnlab.diagnostics
from rnnlab import GRU, LSTM, RNN, Dense, Embedding

ROOT = Path(__file__).resolve().parents[2]
BOOK, PACKAGE = ROOT / "book", ROOT / "code" / "rnnlab"
APPENDIX = BOOK / "appendix"
NOTATION = (BOOK / "text" / "appendix" / "notation.md").read_text("utf-8")
API = "".join(filled(path.read_text("utf-8")) for path in sorted(APPENDIX.glob("api*.md")))
GLOSSARY = (APPENDIX / "glossary.md").read_text("utf-8")
NOTES = (APPENDIX / "notes_annotated.md").read_text("utf-8")
BIB = (BOOK / "references.bib").read_text("utf-8")
TOC = (ROOT / "_toc.yml").read_text("utf-8")

WRITTEN = [*BOOK.glob("*.md"), *APPENDIX.glob("*.md"), *(BOOK / "text").rglob("*.md")]
CITING = sorted([*WRITTEN, *PACKAGE.rglob("*.py")])


def read(path):
    return path.read_text("utf-8")


# -- notation: the table of our letters ---------------------------------------------------------


def letters(text):
    """Names in the code column of the first table."""
    section = text.split("## Our letters")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("|")]
    return {name for row in rows[2:] for name in re.findall(r"`(\w+)`", row[3])}


def parameter_names():
    """Names of the parameters of all cells, of the readout and of the embedding."""
    rng = np.random.default_rng(0)
    cells = [RNN(2, 3, rng=rng), LSTM(2, 3, rng=rng), GRU(2, 3, rng=rng)]
    return {
        name
        for part in [*cells, Dense(3, 4, rng=rng), Embedding(5, 2, rng=rng)]
        for name in part.params
    }


PARAMETERS = parameter_names()


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_every_parameter_is_in_the_notation_table(name):
    assert name in letters(NOTATION)


def test_missing_letter_is_found():
    assert "W_ax" not in letters(NOTATION.replace("`W_ax`", "`Wax`"))


# -- documentation of the packages --------------------------------------------------------------

#: packages that hold more than what they collect from their modules
HOLD_MORE = ["rnnlab", "unrolled.exercises", "unrolled.results"]


def documented(text):
    """Modules whose documentation the page takes over."""
    return re.findall(r"^\.\. automodule:: ([\w.]+)", text, re.MULTILINE)


def linked(text):
    """Where the table at the top finds each name: {"RNN": "rnnlab.layers.rnn"}."""
    top = text.split("## Layers")[0]
    found = re.findall(r"\{py:\w+\}`~(rnnlab[\w.]+)\.(\w+)`", top)
    return {name: module for module, name in found}


def aliases(text):
    """Names under which docstrings may also refer to something."""
    hidden = r"^\.\. py:\w+::([^:]*)   :module: (\S+)\n   :no-typesetting:"
    blocks = re.findall(hidden, text, re.MULTILINE)
    return {f"{package}.{name}" for names, package in blocks for name in names.split()}


def public_modules(code):
    """Modules a reader may import; what a package's __init__ collects stands in its modules."""
    found = []
    for path in sorted(code.rglob("*.py")):
        parts = path.relative_to(code).with_suffix("").parts
        # what a chapter's exercises are stands on its pages; their source gives them away.
        # Grader and authoring are commands, described in the guides: their parts are no interface.
        # What moved out of rnnlab only gives what took its place.
        apart = {"unrolled": r"_|exercises$", "coursekit": r"_|(grading|authoring)$",
                 "rnnlab": r"_|(exercises|reference|plotting|slow|teddy)$"}  # fmt: skip
        if not any(re.match(apart.get(parts[0], "_"), part) for part in parts):
            found.append(".".join(parts))
    return found


MODULES = public_modules(ROOT / "code")


@pytest.mark.parametrize("module", [*HOLD_MORE, *MODULES])
def test_every_module_is_documented(module):
    assert documented(API).count(module) == 1


def test_documented_modules_exist():
    assert sorted(documented(API)) == sorted([*HOLD_MORE, *MODULES])


@pytest.mark.parametrize("name", rnnlab.__all__)
def test_every_name_at_the_top_is_linked(name):
    module = linked(API).get(name)
    assert module, f"{name} is missing in the table"
    assert getattr(importlib.import_module(module), name) is getattr(rnnlab, name)


@pytest.mark.parametrize("package", [rnnlab, rnnlab.diagnostics], ids=lambda p: p.__name__)
def test_names_of_packages_can_be_referred_to(package):
    here = {f"{package.__name__}.{name}" for name in package.__all__}
    there = {name for name in aliases(API) if name.rpartition(".")[0] == package.__name__}
    assert there == here


def test_new_module_is_found(tmp_path):
    for file in (
        *("rnnlab/layers/lstm.py", "rnnlab/layers/__init__.py", "rnnlab/_states.py"),
        *("coursekit/code.py", "coursekit/grading/child.py", "coursekit/authoring/points.py"),
        *("unrolled/exercises/ch05_unfolding/arrows.py", "unrolled/sums/ch05_unfolding.py"),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    found = ["coursekit.code", "rnnlab.layers.lstm", "unrolled.sums.ch05_unfolding"]
    assert public_modules(tmp_path) == found


# -- glossary -------------------------------------------------------------------------------------


def terms(text):
    """The terms: lines of the glossary that are not indented."""
    block = text.split("```{glossary}\n")[1].split("```")[0]
    return [line for line in block.splitlines() if line and not line.startswith(" ")]


def unsorted_terms(found):
    keys = [re.sub(r"[^a-z0-9 ]", " ", term.casefold()).split() for term in found]
    return [found[i + 1] for i, (one, two) in enumerate(pairwise(keys)) if one >= two]


def test_glossary_has_terms():
    assert len(terms(GLOSSARY)) >= 60


def test_terms_are_sorted_and_unique():
    assert unsorted_terms(terms(GLOSSARY)) == []


def test_every_term_is_explained():
    block = GLOSSARY.split("```{glossary}\n")[1]
    assert re.findall(r"^\S.*\n(?!  \S)", block.split("```")[0], re.MULTILINE) == []


def test_every_term_is_explained_once():
    """Two paragraphs under a term are two authors' definitions, put together by a merge."""
    block = GLOSSARY.split("```{glossary}\n")[1].split("```")[0]
    entries = re.split(r"\n\n+", block.strip())
    assert [entry.split("\n")[0] for entry in entries if len(entry.split("\n")) > 2] == []


@pytest.mark.parametrize("wrong", [["b", "a"], ["a", "a"], ["many to one", "Many-to-one"]])
def test_unsorted_terms_are_found(wrong):
    assert unsorted_terms(wrong) != []


def test_capitals_and_hyphens_do_not_matter():
    assert unsorted_terms(["Adam", "backpropagation", "n-gram", "norm", "ReLU"]) == []


# -- the notes, annotated -------------------------------------------------------------------------

CHAPTERS = re.findall(r"file: book/(\d\d_\w+)", TOC)


def test_there_are_chapters():
    assert CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_notes_point_to_every_chapter(chapter):
    assert f"(../{chapter}.ipynb" in NOTES


def test_points_are_numbered():
    numbers = re.findall(r"^(\d+)\\\. ", NOTES, re.MULTILINE)
    assert [int(n) for n in numbers] == list(range(1, len(numbers) + 1))


# -- sources -----------------------------------------------------------------------------------


def cited(text):
    """Keys of all citations, in Markdown and in docstrings."""
    found = re.findall(r"(?:\{cite(?::\w+)?\}|:cite(?::\w+)?:)`([^`]+)`", text)
    return {key.strip() for group in found for key in group.split(",")}


def keys(bib):
    return re.findall(r"^@\w+\{([^,\s]+),", bib, re.MULTILINE)


@pytest.mark.parametrize("path", [p for p in CITING if cited(read(p))], ids=lambda path: path.name)
def test_cited_works_are_listed(path):
    assert cited(read(path)) <= set(keys(BIB))


def test_every_work_is_listed_once():
    assert len(keys(BIB)) == len(set(keys(BIB))) > 0


def test_citations_are_found():
    text = "{cite}`a1, b2` and {cite:t}`c3`, :cite:`d4`, :cite:t:`e5`, `{cite}`"
    assert cited(text) == {"a1", "b2", "c3", "d4", "e5"}


def test_bibliography_lists_everything():
    assert re.search(r"```\{bibliography\}\n:all:", read(APPENDIX / "bibliography.md"))
