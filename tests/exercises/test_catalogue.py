"""The catalogue is the test: what holds for every exercise of every chapter.

The mistakes of a code exercise are run once per seed. They differ from the solution and from each
other on every seed, so that a verdict can name none of them falsely.
"""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from coursekit import catalogue
from coursekit.code import close
from coursekit.lines import evaluate
from coursekit.mistakes import changed, line_of
from coursekit.running import run, same

SOURCES = Path(__file__).resolve().parents[2] / "book" / "exercises" / "text"
SEEDS = range(20)
CHAPTERS = catalogue.chapters()
ALL = {f"ch{slug[:2]}.{name}": (CHAPTERS[slug], name, ex)
       for slug, module in CHAPTERS.items()
       for name, ex in catalogue.of_chapter(module).items()}  # fmt: skip


def of_kind(*kinds):
    """Parametrize a test by the exercises of some kinds."""
    found = {key: entry[2] for key, entry in ALL.items() if not kinds or entry[2].kind in kinds}
    return pytest.mark.parametrize("ex", found.values(), ids=found.keys())


def says(piece, verdict):
    """Tell whether a verdict contains a diagnosis, which may begin its sentence there."""
    return piece in verdict.says or piece[0].upper() + piece[1:] in verdict.says


# -- every exercise -----------------------------------------------------------------------------


@of_kind()
def test_solution_is_right(ex):
    verdict = ex.judge(ex.solution)
    assert verdict, verdict.text
    assert not verdict.hints and all(points == 1 for points in verdict.earned.values())


@of_kind()
def test_stub_is_not_written_yet(ex):
    assert ex.judge(ex.stub).kind == "not written"


@of_kind()
def test_there_are_wrong_answers(ex):
    assert len(ex.wrong) >= 2 or ex.kind == "diagnose"  # any other line is wrong there


@of_kind("numbers", "choices", "construction", "lines")
def test_every_wrong_answer_is_told_what_is_wrong(ex):
    for name, (answer, piece) in ex.wrong.items():
        verdict = ex.judge(answer)
        assert not verdict and says(piece, verdict), f"{name}: {verdict.text}"
        if ex.kind in ("numbers", "lines"):
            assert verdict.mistakes == (name.partition(": ")[2] or name,)


# -- functions ----------------------------------------------------------------------------------


@of_kind("code")
def test_every_mistake_is_rejected_and_named(ex):
    for mistake in ex.mistakes:
        verdict = ex.judge(ex.wrong_version(mistake))
        assert verdict.kind == "mistake" and verdict.mistakes == (mistake.name,), verdict.text
        assert says(mistake.says, verdict) and verdict.wrong
        lost = {name for name, points in verdict.earned.items() if not points}
        assert lost and lost <= set(verdict.wrong), mistake.name
        assert len(verdict.hints) == 4
        *_, place, last = verdict.hints
        assert place.count("(") == place.count(")"), place
        assert last.removeprefix("the line is `").removesuffix("`.") in [
            line.strip() for line in ex.source.splitlines()
        ]


@of_kind("code")
def test_float32_is_told_where_float64_is_asked(ex):
    """However right the numbers are: the arguments are float64, and so is what comes of them."""

    def single(*arguments):
        got = ex.solution(*arguments)
        outputs = got if isinstance(got, tuple) else (got,)
        wide = [getattr(v, "dtype", None) == np.float64 for v in outputs]
        asked.append(any(wide))
        return tuple(v.astype(np.float32) if w else v for v, w in zip(outputs, wide, strict=True))

    asked = []
    verdict = ex.judge(single)
    assert asked and verdict.kind == ("type" if any(asked) else "right"), verdict.text
    if any(asked):
        assert "is float32: create arrays like their source" in verdict.says
        assert [verdict.earned[name] for name in verdict.wrong] == [0.0]


@of_kind("code")
def test_mistakes_are_distinguishable(ex):
    functions = {"the solution": ex.solution} | {m.name: ex.wrong_version(m) for m in ex.mistakes}
    for seed in SEEDS:
        case = ex.draw(seed)
        assert same(case, ex.draw(seed))
        with np.errstate(all="ignore"):
            got = {name: run(f, case, ex.parameters, len(ex.outputs))
                   for name, f in functions.items()}  # fmt: skip
        for one, two in itertools.combinations(got, 2):
            agree = all(close(u, v) for u, v in zip(got[one], got[two], strict=True))
            assert not agree, f"seed {seed}: {one!r} cannot be told from {two!r}"


@of_kind("code")
def test_mistakes_are_well_said(ex):
    """A diagnosis is a sentence, its hint a question or a pointer; neither shows the line."""
    for m in ex.mistakes:
        assert re.match(r"[^A-Z]", m.says) and m.says.endswith("."), m
        assert m.look[-1] in ".?" and len(m.name.split()) <= 6, m
        assert changed(ex.source, m.edits) != ex.source
        _, line = line_of(ex.source, m.old)
        assert line not in m.says and line not in m.look, m


@pytest.mark.parametrize("key", [key for key, (_, _, ex) in ALL.items() if ex.kind == "code"])
def test_ten_mistakes_or_a_reason(key):
    """An exercise with fewer says why: few="one line leaves no more to get wrong"."""
    _, name, ex = ALL[key]
    assert ex.name == name
    assert (len(ex.mistakes) >= 10) != bool(ex.few), f"{len(ex.mistakes)} mistakes; few={ex.few!r}"


# -- derivations and numbers --------------------------------------------------------------------


@of_kind("lines")
def test_lines_are_distinguishable(ex):
    for seed, line in itertools.product(SEEDS, ex.lines.values()):
        drawn = ex.draw(seed)
        symbols = {name: drawn[name] for name in line.symbols.split()}
        texts = [line.right, *(text for text, _ in line.wrong.values())]
        for one, two in itertools.combinations(texts, 2):
            assert not close(evaluate(one, symbols), evaluate(two, symbols)), (seed, one, two)


@of_kind("numbers")
def test_numbers_are_distinguishable(ex):
    answers = {name: numbers for name, (numbers, _) in ex.wrong.items()}
    answers["the solution"] = ex.solution
    for one, two in itertools.combinations(answers, 2):
        assert np.abs(answers[one] - answers[two]).max() > ex.tolerance, (one, two)


# -- chapters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_has_five_exercises_of_three_kinds(slug):
    exercises = CHAPTERS[slug].EXERCISES
    assert len(exercises) >= 5
    assert len({ex.kind for ex in exercises}) >= 3
    assert len({ex.title for ex in exercises}) == len(exercises)


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_source_has_every_exercise(slug):
    """Each with words, a solution and a note for instructors; the answer stands in its module."""
    text = (SOURCES / f"ex_{slug}.md").read_text("utf-8")
    names = list(catalogue.of_chapter(CHAPTERS[slug]))
    parts = re.split(r"^<!-- exercise: (\w+) -->$", text, flags=re.M)
    assert sorted(parts[1::2]) == sorted(names)
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        assert ".check(" not in part and "### BEGIN SOLUTION" not in part, name
        marks = re.findall(r"^<!-- (solution|teaching) -->$", part, flags=re.M)
        assert marks == ["solution", "teaching"], name
