"""What must hold of every exercise before a student meets it; each rule yields a line per fault.

The mistakes of a function are run once per seed. They must differ from the solution and from each
other on every seed, so that a verdict can name none of them falsely.
"""

import itertools
import re
from collections.abc import Callable, Iterator

import numpy as np

from .catalogue import failure
from .code import Code, close
from .exercise import Exercise
from .lines import Lines, evaluate
from .mistakes import changed, line_of
from .running import Stopped, run, same
from .verdicts import Verdict

SEEDS = range(20)
MOST_WORDS = 6  # of a mistake's name


def faults(exercise: Exercise) -> list[str]:
    """Return what is wrong with an exercise, by all rules for its kind.

    Parameters
    ----------
    exercise : Exercise
        Of any kind.

    Returns
    -------
    list of str
        Empty where nothing is.

    Examples
    --------
    >>> from .answers import Numbers
    >>> about = dict(title="Two", stars=1, minutes=1, checked="a number", tolerance=0.1)
    >>> both = {"sign": ([-2], "check the sign."), "half": ([1], "take both.")}
    >>> faults(Numbers([2], both, **about))
    []
    >>> faults(Numbers([2], {"sign": ([-2], "check the sign.")}, **about))
    ['1 wrong answer is known; there must be two']
    """
    found = []
    for rule in rules_for(exercise):
        try:
            found += rule(exercise)
        except ValueError as error:  # an edit that does not fit
            found.append(str(error))
        except Exception as error:  # of the author's functions: draw, decide, the solution
            found.append(failure(error))
    return list(dict.fromkeys(found))


def rules_for(exercise: Exercise) -> list[Callable[[Exercise], Iterator[str]]]:
    """Return the rules for an exercise of this kind.

    Parameters
    ----------
    exercise : Exercise
        Of any kind.

    Returns
    -------
    list of callable
        Each takes the exercise and yields a line per fault.

    Examples
    --------
    >>> len(rules_for(Exercise(title="A", stars=1, minutes=1, checked="nothing")))
    3
    """
    return [rule for rule, kinds in RULES.items() if not kinds or exercise.kind in kinds]


# -- every exercise -----------------------------------------------------------------------------


def _solution_is_right(ex: Exercise) -> Iterator[str]:
    verdict = ex.judge(ex.solution)
    if not verdict:
        yield f"its solution is not right: {verdict.text}"
    elif verdict.hints or any(points != 1 for points in verdict.earned.values()):
        yield "its solution does not earn everything"


def _stub_is_not_written(ex: Exercise) -> Iterator[str]:
    if (kind := ex.judge(ex.stub).kind) != "not written":
        yield f"its stub counts as {kind!r}, not as not written"


def _has_wrong_answers(ex: Exercise) -> Iterator[str]:
    if (n := len(ex.wrong)) < 2 and ex.kind != "diagnose":  # any other line is wrong there
        yield f"{n} wrong answer{' is' if n == 1 else 's are'} known; there must be two"


def _says_what_is_wrong(ex: Exercise) -> Iterator[str]:
    for name, (answer, piece) in ex.wrong.items():
        verdict = ex.judge(answer)
        if verdict or not _told(piece, verdict):
            yield f"{name}: it is told {verdict.text!r}, not {piece!r}"
        elif ex.kind in ("numbers", "lines"):
            if verdict.mistakes != ((name.partition(": ")[2] or name),):
                yield f"{name}: it is called {', '.join(verdict.mistakes) or 'nothing'}"


def _told(piece: str, verdict: Verdict) -> bool:
    """Tell whether a verdict contains a diagnosis, which may begin its sentence there."""
    return piece in verdict.says or piece[0].upper() + piece[1:] in verdict.says


# -- functions ----------------------------------------------------------------------------------


def _mistakes_are_named(ex: Code) -> Iterator[str]:
    for mistake in ex.mistakes:
        verdict = ex.judge(ex.wrong_version(mistake))
        lost = {name for name, points in verdict.earned.items() if not points}
        if verdict.mistakes != (mistake.name,) or not _told(mistake.says, verdict):
            yield f"{mistake.name}: it is told {verdict.text!r}"
        elif not verdict.wrong or not lost or not lost <= set(verdict.wrong):
            yield f"{mistake.name}: it costs {sorted(lost)}, wrong are {[*verdict.wrong]}"
        else:
            yield from _hint_faults(ex, mistake.name, verdict.hints)


def _hint_faults(ex: Code, name: str, hints: tuple[str, ...]) -> Iterator[str]:
    """Four steps; the last one shows a line of the solution, none before it does."""
    *_, place, last = hints
    shown = last.removeprefix("the line is `").removesuffix("`.")
    if len(hints) != 4 or place.count("(") != place.count(")"):
        yield f"{name}: its hints are {[*hints]}"
    if shown not in [line.strip() for line in ex.source.splitlines()]:
        yield f"{name}: its last hint shows no line of the solution: {shown!r}"


def _mistakes_are_distinguishable(ex: Code) -> Iterator[str]:
    functions = {"the solution": ex.solution} | {m.name: ex.wrong_version(m) for m in ex.mistakes}
    for seed in SEEDS:
        case = ex.draw(seed)
        if not same(case, ex.draw(seed)):
            yield f"draw({seed}) gives other arguments each time"
            return
        got = {}
        for name, function in functions.items():
            try:
                with np.errstate(all="ignore"):
                    got[name] = run(function, case, ex.parameters, len(ex.outputs))
            except Stopped as stopped:
                yield f"{name}: it gives no outputs: {stopped.says}"
                return
        alike = [
            f"{one!r} cannot be told from {two!r} (seed {seed})"
            for one, two in itertools.combinations(got, 2)
            if all(close(u, v) for u, v in zip(got[one], got[two], strict=True))
        ]
        if alike:
            yield from alike
            return


def _mistakes_are_well_said(ex: Code) -> Iterator[str]:
    """A diagnosis is a sentence, its hint a question or a pointer; neither shows the line."""
    for m in ex.mistakes:
        if not (m.says and m.look):
            yield f"{m.name}: what is said, or what to look at, is empty"
            continue
        if not re.match(r"[^A-Z]", m.says) or not m.says.endswith("."):
            yield f"{m.name}: what is said begins with a small letter and ends with a full stop"
        if m.look[-1] not in ".?":
            yield f"{m.name}: what to look at ends with a question mark or a full stop"
        if len(m.name.split()) > MOST_WORDS:
            yield f"{m.name}: a name has at most {MOST_WORDS} words"
        if changed(ex.source, m.edits) == ex.source:
            yield f"{m.name}: it changes nothing"
        _, line = line_of(ex.source, m.old)
        if line in m.says or line in m.look:
            yield f"{m.name}: what is said gives the line away"


def _float32_is_told(ex: Code) -> Iterator[str]:
    """However right the numbers are: the arguments are float64, and so is what comes of them."""

    def single(*arguments):
        got = ex.solution(*arguments)
        outputs = got if isinstance(got, tuple) else (got,)
        wide = [getattr(v, "dtype", None) == np.float64 for v in outputs]
        asked.append(any(wide))
        return tuple(v.astype(np.float32) if w else v for v, w in zip(outputs, wide, strict=True))

    asked: list[bool] = []
    verdict = ex.judge(single)
    wanted = "type" if any(asked) else "right"
    if verdict.kind != wanted:
        yield f"float32 outputs are judged {verdict.kind!r}, not {wanted!r}"
    elif wanted == "type" and (
        "is float32: create arrays like their source" not in verdict.says
        or any(verdict.earned[name] for name in verdict.wrong)
    ):
        yield f"float32 outputs are told {verdict.text!r}"


def _ten_mistakes_or_a_reason(ex: Code) -> Iterator[str]:
    if (n := len(ex.mistakes)) < 10 and not ex.few:
        yield f"{n} mistakes; write ten, or say in `few` why there are no more"
    if n >= 10 and ex.few:
        yield f"{n} mistakes are enough: `few` has to go"


# -- derivations and numbers --------------------------------------------------------------------


def _lines_are_distinguishable(ex: Lines) -> Iterator[str]:
    for seed, (name, line) in itertools.product(SEEDS, ex.lines.items()):
        drawn = ex.draw(seed)
        symbols = {symbol: drawn[symbol] for symbol in line.symbols.split()}
        texts = [line.right, *(text for text, _ in line.wrong.values())]
        for one, two in itertools.combinations(texts, 2):
            if close(evaluate(one, symbols), evaluate(two, symbols)):
                yield f"{name}: {one!r} cannot be told from {two!r} (seed {seed})"


def _numbers_are_distinguishable(ex: Exercise) -> Iterator[str]:
    answers = {name: numbers for name, (numbers, _) in ex.wrong.items()}
    answers["the solution"] = ex.solution
    for one, two in itertools.combinations(answers, 2):
        if np.abs(answers[one] - answers[two]).max() <= ex.tolerance:
            yield f"{one!r} cannot be told from {two!r}"


#: rule -> the kinds of exercises that it is for; none: all of them
RULES: dict[Callable[..., Iterator[str]], tuple[str, ...]] = {
    _solution_is_right: (),
    _stub_is_not_written: (),
    _has_wrong_answers: (),
    _says_what_is_wrong: ("numbers", "choices", "construction", "lines"),
    _mistakes_are_named: ("code",),
    _mistakes_are_distinguishable: ("code",),
    _mistakes_are_well_said: ("code",),
    _float32_is_told: ("code",),
    _ten_mistakes_or_a_reason: ("code",),
    _lines_are_distinguishable: ("lines",),
    _numbers_are_distinguishable: ("numbers",),
}
