"""Pages of the grader: what a student and an instructor read, and that none of it is run."""

import re

import pytest

from coursekit.grading import pages
from coursekit.set_files import ExerciseSet, Item

STEP = Item("step", "code", {"b": 2}, "One step", "ch01.insert", "insert", ("insert",))
WHY = Item("why", "written", {"1": 1, "2": 2}, "Why <b>", rubric=("a `reason`", "an example"))
SET = ExerciseSet("trial", "Trial & error", (STEP, WHY), "mistake", course="sorts.exercises")
HERS = "<script>alert(1)</script>"


def step(points=2.0, verdict="right", mistakes=(), says="", hints=()):
    told = ["Right" if points == 2 else "Not yet", says]
    return {"name": "step", "title": "One step", "kind": "code", "verdict": verdict,
            "mistakes": list(mistakes), "says": says, "told": told, "hints": list(hints),
            "earned": {"b": points}, "of": {"b": 2.0}, "points": points,
            "total": 2.0}  # fmt: skip


def why(points=0.0, verdict="to be read", log=()):
    return {"name": "why", "title": "Why <b>", "kind": "written", "verdict": verdict,
            "mistakes": [], "says": "", "told": ["To be read", ""], "hints": [], "text": HERS,
            "rubric": ["a `reason`", "an example"], "earned": {"1": points, "2": 0.0},
            "of": {"1": 1.0, "2": 2.0}, "points": points, "total": 3.0,
            "log": list(log)}  # fmt: skip


def marked(student="ada", *items, problem="", skipped=(), held=None):
    points = sum(item["points"] for item in items)
    return {"student": student, "problem": problem, "skipped": list(skipped), "held": held or {},
            "items": list(items), "points": points, "total": 5.0}  # fmt: skip


# -- a student's page ------------------------------------------------------------------------------


def test_nothing_of_hers_is_html():
    mark = marked("ada", step(0.0, says=f"`{HERS}`", hints=[HERS]), why(log=[HERS]),
                  problem=HERS, skipped=[HERS])  # fmt: skip
    page = pages.feedback(mark, "Trial & error", HERS)
    assert HERS not in page and page.count("&lt;script&gt;") == 8
    assert "Trial &amp; error" in page and "Why &lt;b&gt;" in page


def test_a_page_says_what_was_earned():
    page = pages.feedback(marked("ada", step(1.5), why()), "Trial", "Ada")
    assert "Ada: <strong>1.5 of 5 points</strong>" in page and "One step: 1.5 of 2" in page
    assert re.findall(r'<section class="(\w+)">', page) == ["part", "none"]
    assert '<section class="right">' in pages.feedback(marked("ada", step()), "Trial", "Ada")
    assert "Hints" not in page and "not run" not in page
    assert page.count("<table>") == 1  # of an item with one output the title says it all


def test_hints_and_rubric_are_shown_when_there_is_reason():
    hints = pages.feedback(marked("ada", step(0.0, hints=["look at `da`."])), "Trial", "Ada")
    assert "<li>look at <code>da</code>.</li>" in hints
    unread, read = (
        pages.feedback(marked("ada", why(log=log)), "Trial", "Ada")
        for log in ((), ("rubric 1: 0 → 1 points. good",))
    )
    assert "a <code>reason</code>" in read and "good" in read
    assert "reason" not in unread


# -- the summary -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "median"), [((2,), 40), ((0, 2), 20), ((0, 2, 0), 0), ((2, 0, 1, 2), 30)]
)
def test_the_median_is_the_middle_or_between_the_middle_two(points, median):
    marks = [marked(f"s{k}", step(p), why()) for k, p in enumerate(points)]
    text = pages.summary(marks, SET, ())
    assert f"<p>{len(points)} students; median {median} %.</p>" in text


def test_scores_are_counted_in_ten_bins():
    marks = [marked(f"s{k}", step(p), why(q)) for k, (p, q) in
             enumerate([(2, 3), (2, 2.9), (0, 0), (1, 0)])]  # fmt: skip
    text = pages.summary(marks, SET, ())
    counts = re.findall(r"<td>\d+ to (\d+) %</td><td class='n'>(\d)</td>", text)
    assert {int(top): int(n) for top, n in counts if n != "0"} == {10: 1, 30: 1, 100: 2}
    assert len(counts) == 10


def test_items_have_means_full_marks_and_open_ones():
    marks = [marked("a", step()), marked("b", step(0.0, "not written")), marked("c", step(1.0))]
    text = pages.summary(marks, SET, ())
    cells = "<td class='n'>1.00 of 2</td><td class='n'>1</td><td class='n'>1</td>"
    assert f"<tr><td>One step</td>{cells}</tr>" in text


def test_the_commonest_mistake_comes_first_with_what_to_say_in_class():
    lost = step(0.0, "mistake", ["one lost"], "A number is lost.")
    end = step(0.0, "mistake", ["at the end"], "The number stands at the end.")
    marks = [marked("a", end), marked("b", lost), marked("c", lost), marked("d", step())]
    text = pages.summary(marks, SET, ())
    assert re.findall(r"<h2>([\w ]+): (\d) × \(One step\)</h2>", text) == [
        ("one lost", "2"), ("at the end", "1"),
    ]  # fmt: skip
    assert "None that the catalogue knows" in pages.summary([marked("d", step())], SET, ())


def test_what_needs_a_look_is_listed():
    ended = step(0.0, "ended", says="it ended its own process.")
    marks = [marked("a", ended, held={"network": "no namespaces"}),
             marked("b", step(), problem="it has no cells")]  # fmt: skip
    text = pages.summary(marks, SET, ["x.ipynb belongs to nobody of the roster."])
    for line in ("x.ipynb belongs to nobody of the roster.", "b: it has no cells",
                 "a, One step: ended: it ended its own process.",
                 "network: no namespaces"):  # fmt: skip
        assert f"<li>{line}</li>" in text
    assert "all limits held" in pages.summary([marked("c", step())], SET, ())
