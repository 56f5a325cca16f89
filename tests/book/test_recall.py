"""Each chapter begins with three recall questions, whose answers point back by link."""

import re
from pathlib import Path

import pytest

from coursekit.catalogue import chapters

TEXT = Path(__file__).resolve().parents[2] / "book" / "text"
SLUGS = sorted(chapters())
FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
# Where a label of an equation is defined, so that {eq} counts as a link to that page.
LABELS = {
    label: path.stem
    for path in sorted(TEXT.glob("*.md"))
    for label in re.findall(r"\$\$ \((eq-[\w-]+)\)", path.read_text("utf-8"))
}


def recalls(text):
    """Return the answers of the recall folds, which stand before the first section."""
    folds = FOLD.findall(text.split("\n## ", 1)[0])
    return [answer for question, answer in folds if re.match(r"Recall \d\. ", question)]


def pages(answer):
    """Return the pages to which an answer points, by link or by the number of an equation."""
    linked = re.findall(r"\]\((\w+)\.ipynb", answer)
    return linked + [LABELS[label] for label in re.findall(r"\{eq\}`(eq-[\w-]+)`", answer)]


@pytest.mark.parametrize("slug", SLUGS)
def test_three_questions_are_recalled(slug):
    assert len(recalls((TEXT / f"{slug}.md").read_text("utf-8"))) == 3


def pointless(slug, text):
    """Return the answers of a chapter's text that point to no earlier page, or to a later one."""
    linked = [(answer, pages(answer)) for answer in recalls(text)]
    return [
        answer
        for answer, found in linked
        if not found or any(page != "refresher" and page >= slug for page in found)
    ]


def test_recalled_answers_point_back():
    wrong = {slug: pointless(slug, (TEXT / f"{slug}.md").read_text("utf-8")) for slug in SLUGS}
    assert not any(wrong.values()), {slug: answers for slug, answers in wrong.items() if answers}


def test_folds_are_found():
    text = (
        "# T\n\n<details><summary>Recall 1. Why?</summary>\n\nSee [x](01_a.ipynb#b).\n\n</details>"
        "\n\n## Quiz\n\n<details><summary>A. yes</summary>No: see [z](02_z.ipynb).</details>\n"
    )
    (answer,) = recalls(text)
    assert pages(answer) == ["01_a"]
    assert pointless("02_b", text) == []
    assert pointless("01_a", text) == [answer]  # it points to itself
    assert len(pointless("02_b", text.replace("[x](01_a.ipynb#b)", "above"))) == 1
    assert pages("It costs bits, {eq}`eq-bits`.") == ["01_sequence_data"]
