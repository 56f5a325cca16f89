"""Every mistake that the exercises know by name: what is said of it, and what it spoils."""

import numpy as np

from coursekit.authoring.cards import no_tags
from coursekit.authoring.exercises import in_order
from coursekit.catalogue import chapters
from coursekit.code import SEEDS, Code
from coursekit.exercise import Exercise
from made import texts

KINDS = ("code", "lines", "numbers")  # whose verdicts name mistakes


def known() -> dict[str, list[Exercise]]:
    """Return the exercises that know mistakes, by chapter and in the order of its page."""
    return {
        slug: [ex for ex in in_order(slug) if ex.kind in KINDS and ex.wrong] for slug in chapters()
    }


def count() -> int:
    """Return how many mistakes there are."""
    return sum(len(ex.wrong) for named in known().values() for ex in named)


def spoiled(exercise: Exercise, name: str) -> str:
    """Return the outputs that a mistake changes."""
    if not isinstance(exercise, Code):
        return name.partition(": ")[0] if exercise.kind == "lines" else ""
    mistake = next(m for m in exercise.mistakes if m.name == name)
    cases = [exercise.draw(seed) for seed in SEEDS]
    with np.errstate(all="ignore"):
        wrong, _ = exercise._split_of(mistake, cases)
    return "all" if wrong == exercise.outputs and len(wrong) > 1 else ", ".join(
        f"`{output}`" for output in wrong)  # fmt: skip


def cell(text: str) -> str:
    """Make a sentence fit into a table."""
    return no_tags(" ".join(text.split()).replace("|", "\\|"))


def section(slug: str, exercise: Exercise) -> list[str]:
    """Return the table of one exercise."""
    spoils = exercise.kind in ("code", "lines")
    head, rule = ("| mistake | what is said | spoils |", "|---|---|---|") if spoils else (
        "| mistake | what is said |", "|---|---|")  # fmt: skip
    rows = [f"**[{exercise.title}](../exercises/ex_{slug}.ipynb)**", "", head, rule]
    for mistake, (_, says) in exercise.wrong.items():
        row = f"| {cell(mistake)} | {cell(says)} |"
        rows.append(f"{row} {cell(spoiled(exercise, mistake))} |" if spoils else row)
    return [*rows, ""]


def table() -> str:
    """Return the tables of all exercises, chapter by chapter."""
    lines, texts_of = [], texts.chapters()
    for slug, named in known().items():
        if named:
            lines += [f"## {int(slug[:2])} {texts.title(texts_of[slug])}", ""]
        for exercise in named:
            lines += section(slug, exercise)
    return "\n".join(lines).rstrip()
