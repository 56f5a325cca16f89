"""A chapter's page gets minutes and cards from its exercises; its text holds neither."""

import re
from pathlib import Path

import nbformat
import pytest

from coursekit.authoring import cards, marked_text, notebooks
from coursekit.authoring.prose_numbers import ChapterError
from unrolled.exercises import ch09_bptt as ch09

BOOK = Path(__file__).resolve().parents[2] / "book"
CHAPTERS = sorted((BOOK / "text").glob("[0-9]*.md"))
PAGE = "**exercises** ? minutes\n\na\n\n<!-- exercises -->\n\nb\n"


@pytest.fixture(scope="module")
def source():
    return marked_text.read(BOOK / "exercises" / "text" / "ex_09_bptt.md")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_texts_hold_the_marks_alone(path):
    text = path.read_text("utf-8")
    assert "**exercises** ? minutes" in text and text.count(cards.BEGIN) == 1
    assert cards.END not in text and cards.take_out(text) == text
    assert cards.take_out(cards.with_exercises(path)) == text


def test_minutes_and_cards_are_those_of_the_exercises(source):
    page = cards.put_in(PAGE, source)
    listed = [part.exercise for part in source.parts]
    minutes = [exercise.minutes for exercise in ch09.EXERCISES]
    assert f"**exercises** {sum(minutes)} minutes" in page
    rows = re.findall(r"^\d+\. \[(.+)\]\(exercises/ex_09_bptt.ipynb#.+\) ★+ (\d+) min", page, re.M)
    assert rows == [(exercise.title, str(exercise.minutes)) for exercise in listed]
    assert cards.put_in(page, source) == page  # a list of before is replaced
    assert cards.take_out(page) == PAGE


@pytest.mark.parametrize("mark", ["<!-- exercises -->", "**exercises** ? minutes"])
def test_marks_that_are_missing_or_stand_twice_are_named(source, mark):
    for wrong in (PAGE.replace(mark, ""), f"{PAGE}\n{mark}\n"):
        with pytest.raises(ChapterError, match=r"09_bptt.md needs <!-- exercises -->"):
            cards.put_in(wrong, source)


def test_cells_edited_in_the_notebook_return_without_them(tmp_path):
    """`make text` leaves the marks of the text as they are."""
    for name in ("text", "exercises/text"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("text/09_bptt.md", "exercises/text/ex_09_bptt.md"):
        (tmp_path / name).write_text((BOOK / name).read_text("utf-8"), "utf-8")
    text = tmp_path / "text/09_bptt.md"
    nb = notebooks.from_text(text)
    shown = "".join(cell.source for cell in nb.cells)
    assert cards.END in shown and "**exercises** 90 minutes" in shown
    nb.cells[-1].source += " Edited."
    nbformat.write(nb, tmp_path / "09_bptt.ipynb")
    assert notebooks.to_text(text)
    edited = text.read_text("utf-8")
    assert " Edited." in edited and cards.take_out(edited) == edited


@pytest.mark.parametrize(
    ("heading", "name"),
    [("1. On paper", "1-on-paper"), ("2. Which g1, which loss?", "2-which-g1-which-loss")],
)
def test_anchor(heading, name):
    assert cards.anchor(heading) == name
