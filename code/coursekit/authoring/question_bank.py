"""Export the quizzes of all chapters as a question bank in Moodle XML.

What is read is the pages' text: each item with its answers, the feedback of each answer, and
formulas in the form that Moodle's MathJax filter reads.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from ..course import Course

QUIZ = re.compile(r"^## Quiz\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ITEM = re.compile(r"^\*\*(\d+)\.(.*?)(?=^\*\*\d+\.|\Z)", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(
    r"<details><summary>[A-F]\. (.*?)</summary>(.*?)</details>", re.DOTALL | re.MULTILINE
)
RIGHT = ("Right", "Yes")
NUMBER_COMMENT = re.compile(r"<!-- =.*? -->")
FORMULA = re.compile(r"(?<!\\)\$([^$]+)\$")
REFERENCE = re.compile(r"\{(?:eq|ref|cite(?::t)?)\}`[^`]*`")
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True)
class Question:
    """One item of a quiz: chapter, number, text, and (answer, feedback, whether right) each."""

    slug: str
    number: int
    text: str
    answers: tuple[tuple[str, str, bool], ...]


def questions(slug: str, page: str) -> list[Question]:
    """Read the items of one page.

    Raises ValueError where an item has not exactly one right answer: its feedback begins with
    "Right" or "Yes".
    """
    found = []
    quiz = QUIZ.search(page)
    for number, body in ITEM.findall(quiz[1] if quiz else ""):
        text = body.split("<details>")[0].replace("**", " ", 1)
        answers = tuple(
            (answer.strip(), feedback.strip(), feedback.strip().startswith(RIGHT))
            for answer, feedback in ANSWER.findall(body)
        )
        if sum(right for _, _, right in answers) != 1:
            raise ValueError(f"{slug}, quiz {number}: exactly one answer must be right")
        found.append(Question(slug, int(number), text.strip(), answers))
    return found


def all_questions(course: Course) -> list[Question]:
    """Read the items of all chapters, in order."""
    pages = sorted(course.book.glob("text/[0-9][0-9]_*.md"))
    return [item for page in pages for item in questions(page.stem, page.read_text("utf-8"))]


def as_html(markdown: str) -> str:
    r"""Turn a piece of a page into HTML, formulas into ``\( ... \)``."""
    text = NUMBER_COMMENT.sub("", markdown)
    text = REFERENCE.sub("the formula of the chapter", text)
    text = LINK.sub(r"\1", text)
    formulas: list[str] = []

    def keep(match: re.Match) -> str:
        formulas.append(match[1])
        return f"FORMULA{len(formulas) - 1}END"

    page = MarkdownIt("commonmark").enable("table").render(FORMULA.sub(keep, text)).strip()
    for k, formula in enumerate(formulas):
        tex = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        page = page.replace(f"FORMULA{k}END", rf"\({tex}\)")
    return page


def as_moodle(items: list[Question], title: str) -> ElementTree.Element:
    """Build the tree of a Moodle question bank, one category per chapter."""
    bank = ElementTree.Element("quiz")
    slug = ""
    for item in items:
        if item.slug != slug:
            slug = item.slug
            category = ElementTree.SubElement(bank, "question", type="category")
            _text(ElementTree.SubElement(category, "category"), f"$course$/{title}/{slug}")
        question = ElementTree.SubElement(bank, "question", type="multichoice")
        _text(ElementTree.SubElement(question, "name"), f"{slug} {item.number}")
        _text(ElementTree.SubElement(question, "questiontext", format="html"), as_html(item.text))
        for tag, value in (("single", "true"), ("shuffleanswers", "true"),
                           ("answernumbering", "ABCD")):  # fmt: skip
            ElementTree.SubElement(question, tag).text = value
        for text, feedback, right in item.answers:
            share = "100" if right else "0"
            answer = ElementTree.SubElement(question, "answer", fraction=share, format="html")
            _text(answer, as_html(text))
            _text(ElementTree.SubElement(answer, "feedback", format="html"), as_html(feedback))
    return bank


def _text(parent: ElementTree.Element, text: str) -> None:
    ElementTree.SubElement(parent, "text").text = text


def write(path: Path, course: Course) -> int:
    """Write the bank of all quizzes; return the number of questions."""
    items = all_questions(course)
    tree = ElementTree.ElementTree(as_moodle(items, course.title))
    ElementTree.indent(tree)
    tree.write(path, encoding="utf-8", xml_declaration=True)
    return len(items)
