"""The question bank holds every quiz, with one right answer and feedback for each answer."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from coursekit.authoring import question_bank
from coursekit.course import Course

COURSE = Course.here(Path(__file__).parent)
TEXT = COURSE.book / "text"
SLUGS = sorted(page.stem for page in TEXT.glob("[0-9][0-9]_*.md"))
ITEM = """## Quiz

**1. What is $a < b$?**

<details><summary>A. {first}</summary>{says} It is `x`.</details>

<details><summary>B. false</summary>Wrong. See [there](x.md) and {{eq}}`eq-x`.</details>

## Next
"""


@pytest.mark.parametrize("slug", SLUGS)
def test_every_chapter_has_five_items(slug):
    items = question_bank.questions(slug, (TEXT / f"{slug}.md").read_text("utf-8"))
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert len(items) >= 5
    for item in items:
        assert len(item.answers) >= 2 and item.text
        assert all(answer and feedback for answer, feedback, _ in item.answers)


def test_one_answer_is_right():
    (item,) = question_bank.questions("a", ITEM.format(first="true", says="Right."))
    assert [right for _, _, right in item.answers] == [True, False]
    with pytest.raises(ValueError, match="exactly one"):
        question_bank.questions("a", ITEM.format(first="true", says="Perhaps."))


def test_moodle_reads_formulas_code_and_links():
    items = question_bank.questions("a", ITEM.format(first="$W_{ax}$", says="Right."))
    bank = question_bank.as_moodle(items, COURSE.title)
    texts = [node.text for node in bank.iter("text")]
    assert texts[0] == "$course$/Recurrent Networks, Unrolled/a"
    assert r"<p>What is \(a &lt; b\)?</p>" in texts
    assert r"<p>\(W_{ax}\)</p>" in texts
    assert "<p>Right. It is <code>x</code>.</p>" in texts
    assert "<p>Wrong. See there and the formula of the chapter.</p>" in texts


def test_file_holds_all(tmp_path):
    count = question_bank.write(tmp_path / "bank.xml", COURSE)
    bank = ElementTree.parse(tmp_path / "bank.xml").getroot()
    kinds = [question.get("type") for question in bank.iter("question")]
    assert kinds.count("multichoice") == count >= 5 * len(SLUGS)
    assert kinds.count("category") == len(SLUGS)
    for question in bank.iter("question"):
        if question.get("type") == "multichoice":
            shares = [answer.get("fraction") for answer in question.iter("answer")]
            assert shares.count("100") == 1
            assert "$" not in "".join(node.text for node in question.iter("text"))
