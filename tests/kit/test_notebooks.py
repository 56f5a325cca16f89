"""Building notebooks never loses work, and the same text gives the same notebook."""

import base64
import io

import nbformat
import numpy as np
import pytest
from PIL import Image

from coursekit.authoring import execution, generator, notebooks
from coursekit.authoring.prose_numbers import (
    ChapterError,
    fill_numbers,
    number_comments,
    probe,
    read_probe,
)

TEXT = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# Try

It is ?<!-- =growth:.3f --> here, in ?<!-- =100 * share:.1f --> %.

```{code-cell} python
growth, share = 0.95412, 0.971
print(f"{growth:.2f}")
```

One more cell.

+++ {"tags": ["kept"]}

And its neighbor.
"""


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "book" / "text" / "00_try.md"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book"


@pytest.fixture
def no_kernel(monkeypatch):
    """Pretend to execute, where a test is not about execution: a kernel takes a second to start."""

    def pretend(nb, folder, with_notices=False):
        nb.cells[1].execution_count = 1
        return {("growth", ".3f"): "0.954", ("100 * share", ".1f"): "97.1"}

    monkeypatch.setattr(execution, "execute", pretend)


def edit(path, old, new):
    """Change one cell as somebody in JupyterLab would: the id stays."""
    nb = nbformat.read(path, 4)
    (cell,) = [cell for cell in nb.cells if old in cell.source]
    cell.source = cell.source.replace(old, new)
    path.write_text(nbformat.writes(nb), "utf-8")


def test_build_executes_fills_numbers_and_repeats_exactly(text):
    notebooks.build(text)
    path = notebooks.target(text)
    first = path.read_bytes()
    assert "It is 0.954<!-- =growth:.3f --> here, in 97.1<!--" in text.read_text("utf-8")
    assert notebooks.stale(text) == ""
    notebooks.build(text)
    assert path.read_bytes() == first
    nb = nbformat.read(path, 4)
    assert nb.cells[1].outputs[0].text == "0.95\n"
    assert nb.cells[1].execution_count == 1
    assert "execution" not in nb.cells[1].metadata  # no timestamps
    assert "version" not in nb.metadata.language_info
    assert nb.cells[3].metadata == {"tags": ["kept"]}


def test_printed_text_is_one_output_however_slowly_it_comes(text):
    slow = 'print("one", flush=True)\n__import__("time").sleep(0.6)\nprint("two")'
    text.write_text(TEXT.replace('print(f"{growth:.2f}")', slow), "utf-8")
    notebooks.build(text)
    (output,) = nbformat.read(notebooks.target(text), 4).cells[1].outputs
    assert output.text == "one\ntwo\n"


def test_an_edited_notebook_is_refused_then_taken_into_the_text(text, no_kernel):
    notebooks.build(text)
    path = notebooks.target(text)
    edit(path, ":.2f", ":.1f")
    edited = path.read_bytes()
    with pytest.raises(ChapterError, match=r"text 00_try(.|\n)*git checkout -- book/00_try"):
        notebooks.build(text)
    assert path.read_bytes() == edited

    before = text.read_text("utf-8")
    assert notebooks.to_text(text)
    assert text.read_text("utf-8") == before.replace(":.2f", ":.1f")  # and nothing else
    notebooks.build(text)
    assert notebooks.stale(text) == ""
    assert not notebooks.to_text(text)


def test_a_deleted_cell_counts_as_edited(text, no_kernel):
    notebooks.build(text)
    path = notebooks.target(text)
    nb = nbformat.read(path, 4)
    del nb.cells[-1]
    path.write_text(nbformat.writes(nb), "utf-8")
    with pytest.raises(ChapterError, match="was edited as a notebook"):
        notebooks.build(text)


def test_a_newer_text_replaces_an_untouched_notebook(text):
    notebooks.build(text)
    text.write_text(text.read_text("utf-8").replace(":.2f", ":.1f"), "utf-8")
    assert "differ" in notebooks.stale(text)
    notebooks.build(text)
    assert nbformat.read(notebooks.target(text), 4).cells[1].outputs[0].text == "1.0\n"


def test_edits_on_both_sides_are_not_overwritten(text, no_kernel):
    notebooks.build(text)
    path = notebooks.target(text)
    edit(path, ":.2f", ":.1f")
    changed = text.read_text("utf-8").replace("One more", "Another")
    text.write_text(changed, "utf-8")
    with pytest.raises(ChapterError, match=r"both 00_try\.ipynb and 00_try\.md"):
        notebooks.to_text(text)
    assert text.read_text("utf-8") == changed


def test_opening_and_running_a_notebook_is_no_edit(text, no_kernel):
    notebooks.build(text)
    path = notebooks.target(text)
    nb = nbformat.read(path, 4)
    nb.metadata.language_info.version = "3.13.0"
    nb.cells[1].outputs, nb.cells[1].execution_count = [], 7
    path.write_text(nbformat.writes(nb), "utf-8")
    assert notebooks.stale(text) != ""
    notebooks.build(text)
    assert notebooks.stale(text) == ""


def test_a_cell_that_was_never_run_is_stale(text, no_kernel):
    notebooks.build(text)
    path = notebooks.target(text)
    nb = nbformat.read(path, 4)
    nb.cells[1].execution_count = None
    path.write_text(nbformat.writes(nb), "utf-8")
    assert "not run once" in notebooks.stale(text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("=growth:", "=grwth:", "=grwth:.3f  NameError"),
        (":.3f", ":.3q", "ValueError"),
        ("?<!-- =growth", "about <!-- =growth", "cell 1: no number stands directly before"),
        ("=growth:.3f", "=growth", "must read"),
        (
            "print(",
            "import sys; sys.stderr.write('oops'); print(",
            "cell 2 writes to stderr:\noops",
        ),
    ],
)
def test_mistakes_of_the_author_are_named_and_change_nothing(text, old, new, message):
    wrong = TEXT.replace(old, new)
    text.write_text(wrong, "utf-8")
    with pytest.raises(ChapterError) as error:
        notebooks.build(text)
    assert message in str(error.value)
    assert text.read_text("utf-8") == wrong
    assert not notebooks.target(text).exists()


@pytest.mark.parametrize(
    ("markdown", "number"),
    [
        ("is 0.954<!-- =x:.3f -->", "0.954"),
        ("is (-1.3e-07<!-- =x:.1e -->)", "-1.3e-07"),
        ("is (−0.5<!-- =x:.1f -->)", "−0.5"),
        ("**11,721<!-- =x:,d -->**", "11,721"),
        ("97.1%<!-- =x:.1% -->", "97.1%"),
        ("1-0.5<!-- =x:.1f -->", "0.5"),
        ("T=3<!-- =len(x[1:2]):d -->", "3"),
        ("?<!-- =x:.1f\n-->", "?"),
        ("nan<!-- =x:.1f -->", "nan"),
    ],
)
def test_the_number_is_what_touches_the_comment(markdown, number):
    assert [found for found, _, _ in number_comments(markdown)] == [number]
    (_, expression, spec) = number_comments(markdown)[0]
    filled = fill_numbers(markdown, {(expression, spec): "42"})
    assert filled == markdown.replace(number + "<", "42<")


def test_ordinary_comments_are_left_alone():
    assert number_comments("a 3<!-- comment: yes -->") == []


def test_probe_reads_values_by_expression(capsys):
    exec(probe([("?", "1 / 4", ".2f"), ("?", "-2e-9", ".0e")]), {})
    found = read_probe(capsys.readouterr().out)
    assert found == {("1 / 4", ".2f"): "0.25", ("-2e-9", ".0e"): "−2e-09"}  # a true minus


def png(array):
    stream = io.BytesIO()
    Image.fromarray(array).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def test_pictures_are_compared_by_what_one_sees():
    plain = np.full((5, 7, 3), 100, np.uint8)
    shaded, changed = plain.copy(), plain.copy()
    shaded[2, 3] = 104
    changed[2, 3] = 200
    assert execution.same_picture(png(plain), png(shaded))
    assert not execution.same_picture(png(plain), png(changed))
    assert not execution.same_picture(png(plain), png(plain[:-1]))


def test_slugs_choose_chapters_and_exercises(text, book):
    practice = book / "exercises" / "text" / "ex_00_try.md"
    practice.parent.mkdir(parents=True)
    practice.write_text("# Exercises\n", "utf-8")
    assert generator.chosen(book) == generator.chosen(book, ["00_try"]) == ([practice], [text])
    assert generator.chosen(book, ["ex_00_try"]) == ([practice], [])
    with pytest.raises(ChapterError, match="no text in book for: 99_nothing"):
        generator.chosen(book, ["99_nothing"])


def test_a_notebook_of_before_is_no_edit(text, no_kernel):
    """The record of its cells was called otherwise, while the kit was a part of a package."""
    notebooks.build(text)
    path = notebooks.target(text)
    path.write_text(path.read_text("utf-8").replace(notebooks.RECORD, "rnnlab_cells"), "utf-8")
    assert notebooks.stale(text) == "" and not notebooks.to_text(text)
    edit(path, "One more", "Another")
    assert notebooks.stale(text) != "" and notebooks.to_text(text)


def test_a_set_may_use_names_that_moved_and_a_page_may_not(text):
    """The notice is for the author: it fails no set of before, and does not stay in it."""
    text.write_text(
        TEXT.replace("print(", "import warnings; warnings.warn('moved', FutureWarning); print("),
        "utf-8",
    )
    nb, path = notebooks.from_text(text), notebooks.target(text)
    with pytest.raises(ChapterError, match="cell 2 writes to stderr"):
        execution.finish(nb, path)
    execution.finish(notebooks.from_text(text), path, with_notices=True)
    (cell,) = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [output.text for output in cell.outputs] == ["0.95\n"]
    wrong = notebooks.from_text(text)
    wrong.cells[1].source += "\nwarnings.warn('no')"
    with pytest.raises(ChapterError, match="UserWarning"):
        execution.finish(wrong, path, with_notices=True)
