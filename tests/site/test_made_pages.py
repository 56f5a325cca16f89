"""What is made while the site is built stands on its pages, complete."""

import html
import re

import pytest
from made import equations, minutes, mistakes, objectives

from coursekit.authoring.exercises import in_order
from coursekit.catalogue import chapters, of_chapter
from mutants import MUTANTS


@pytest.fixture(scope="module")
def shown(site):
    """A page of the site as text, by its name."""

    def text(name):
        page = (site / "book" / f"{name}.html").read_text("utf-8")
        assert "<!-- made:" not in page
        return page

    return text


def rows(page):
    """The cells of all rows of all tables, as text."""
    for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL):
        cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
        yield [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]


def test_every_equation_leads_to_its_formula_sums_and_tests(shown):
    page = shown("appendix/evidence")
    found = equations.equations().values()
    table = [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if "#equation-eq-" in row]
    assert len(table) == len(found) > 100
    for equation, row in zip(found, table, strict=True):
        formula = equation.label.lower().replace("_", "-")
        assert f"#equation-{formula}" in row and f"#{equation.sums}" in row
        for test in equation.tests:
            assert f">{test.partition('::')[2]}<" in row


def test_every_bug_stands_on_the_page(shown):
    page = shown("appendix/evidence")
    n = len(MUTANTS)
    assert f"<p>{n} bugs in " in page and f" files; the tests found {n}.</p>" in page
    assert re.findall(r"<li><p><strong>([a-z0-9-]+)</strong>: ", page) == [
        mutant.name for mutant in sorted(MUTANTS, key=first_of_its_file)
    ]


def first_of_its_file(mutant):
    return [other.file for other in MUTANTS].index(mutant.file)


def test_claims_numbers_and_published_results_are_there(shown):
    found = [*rows(shown("appendix/evidence"))]
    head = ["in the section", "asserted in its cells", "seeds", "drawn beside it"]
    assert found.count(head) == 24
    numbers = [row for row in found if len(row) == 4 and row[0].startswith("9 Backpropagation")]
    assert len(numbers) == 1 and int(numbers[0][1]) > 10
    assert sum(len(row) == 9 and "reproduced" in row[8] for row in found) > 15


def test_every_mistake_has_a_row(shown):
    page = shown("appendix/mistakes")
    names = [row[0] for row in rows(page)]
    count = mistakes.count()
    assert f"These are the {count} mistakes" in page
    assert len(names) - names.count("mistake") == count > 1400
    for module in chapters().values():
        for exercise in of_chapter(module).values():
            known = exercise.wrong if exercise.kind in mistakes.KINDS else {}
            title = html.escape(exercise.title.replace("'", "’"), quote=False)
            assert not known or f">{title}<" in page


def test_the_guide_lists_every_exercise(shown):
    table = [row for row in rows(shown("appendix/instructor_guide")) if len(row) == 5]
    solved = [row for row in table if row[3].endswith(" min")]
    exercises = [ex for slug in chapters() for ex in in_order(slug)]
    assert [int(row[3].split()[0]) for row in solved] == [ex.minutes for ex in exercises]
    assert ["All the way back ★★★", "code", "1, 3", "30 min", "0 min"] in solved
    assert objectives.objectives("04_the_recurrent_cell")[0].split("$")[0] in shown(
        "appendix/instructor_guide"
    )


def test_minutes_and_hours_are_sums(shown):
    table = {row[0]: row for row in rows(shown("how_to_use"))}
    found = [sum(ex.minutes for ex in module.EXERCISES) for module in chapters().values()]
    listed = [row[2] for name, row in table.items() if name[0].isdigit()]
    assert [int(minutes) for minutes in listed] == found
    reading = [int(row[1]) for row in table.values() if row[1].isdigit()]
    assert len(reading) == len(found) + 1
    index = shown("index")
    assert f"{round(sum(reading) / 60)} for everything" in index
    assert f"{round((sum(reading) + sum(found)) / 60)} with all" in index
    assert f"<strong>{minutes.hours('read', 'core')} hours</strong> for the core path" in index
    assert f"<strong>{minutes.hours('run', 'core')} hours</strong> with the exercises" in index
    assert f"ask students for {minutes.hours('run', 'six-weeks')} hours" in index


def test_boxes_of_chapters_state_the_minutes_of_their_exercises(shown):
    for slug, module in chapters().items():
        total = sum(exercise.minutes for exercise in module.EXERCISES)
        assert f"<strong>exercises</strong> {total} minutes" in shown(slug)


def test_sizes_and_times_stand_on_the_map_of_the_house(shown):
    table = {row[0]: row[1] for row in rows(shown("appendix/house")) if len(row) == 2}
    assert table["chapters"] == "24" and table["planted bugs, each noticed by a test"] == str(
        len(MUTANTS)
    )
    assert re.fullmatch(r"[\d,]+ lines of code in \d+ files", table["rnnlab: the NumPy library"])
