"""Where the right answer of a quiz stands must not give it away."""

import re
from collections import Counter
from pathlib import Path

import pytest

CHAPTERS = sorted((Path(__file__).resolve().parents[2] / "book" / "text").glob("[0-9]*.md"))
ANSWER = re.compile(r"<summary>([A-E])\. .*?</summary>\s*(Right|Wrong|Yes|No)\b", re.S)


def right_letters(path):
    answers = ANSWER.findall(path.read_text("utf-8"))
    return [letter for letter, verdict in answers if verdict in ("Right", "Yes")]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_letter_is_right_in_most_questions(path):
    letters = Counter(right_letters(path))
    assert sum(letters.values()) >= 5
    assert max(letters.values()) <= 3, letters


def test_every_letter_is_right_about_as_often():
    letters = Counter(letter for path in CHAPTERS for letter in right_letters(path))
    total = sum(letters.values())
    assert set(letters) == set("ABC")
    assert all(0.25 < count / total < 0.42 for count in letters.values()), letters
