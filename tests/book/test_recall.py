"""Each chapter begins with three recall questions; most of them point back by link."""

import re
from pathlib import Path

import pytest

from rnnlab.exercises.catalogue import chapters

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


@pytest.mark.parametrize("slug", [s for s in SLUGS if s < "13" or "20" <= s < "23"])
def test_recalled_answers_point_back(slug):
    for answer in recalls((TEXT / f"{slug}.md").read_text("utf-8")):
        found = pages(answer)
        assert found and all(page == "refresher" or page < slug for page in found), answer


def test_folds_are_found():
    text = (
        "# T\n\n<details><summary>Recall 1. Why?</summary>\n\nSee [x](01_a.ipynb#b).\n\n</details>"
        "\n\n## Quiz\n\n<details><summary>A. yes</summary>No: see [z](02_z.ipynb).</details>\n"
    )
    (answer,) = recalls(text)
    assert pages(answer) == ["01_a"]
    assert pages("It costs bits, {eq}`eq-bits`.") == ["01_sequence_data"]
