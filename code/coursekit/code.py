"""Exercises whose answer is a function: compared with the right one and with its mistakes."""

import inspect
import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from .clues import clue
from .entries import must_make_code
from .exercise import Exercise
from .mistakes import Mistake, hints_for, results_of, source_of, wrong_version
from .running import Stopped, run, same
from .verdicts import Verdict, sentence

SEEDS = range(3)
TOLERANCE, FLOOR = 1e-6, 1e-3  # relative norm of a difference, and what counts as no norm at all


class Code(Exercise):
    """A function to be written, with a catalogue of the wrong ones.

    Parameters
    ----------
    solution : callable
        The right function, written in a file: the mistakes are edits of its text.
    draw : callable
        Takes a seed, returns the tuple of arguments: all sizes different, T >= 3, N >= 2, a<0> not
        zero, a ragged mask, weights of order 1, float64.
    outputs : str
        The names of what is returned, in the order in which they depend on each other.
    mistakes : iterable of Mistake
        The catalogue.
    carried : dict of str to callable, optional
        Output -> function (arguments, outputs by name) that computes it from the reader's own
        other outputs: where it agrees, the output earns its points.
    few : str
        Why there are fewer than ten mistakes, where that is so.
    title, stars, minutes, checked, trains
        See :class:`~coursekit.exercise.Exercise`.

    Attributes
    ----------
    parameters : tuple of str
        The arguments' names.
    source : str
        The solution's text.

    Raises
    ------
    ValueError
        If an entry is not what it must be, or two mistakes share a name.

    Examples
    --------
    >>> import colorsys
    >>> luma = Mistake("red too bright", "0.30*r", "0.40*r", "red counts 0.3.", "the weights.")
    >>> ex = Code(colorsys.rgb_to_yiq, lambda seed: (0.5, 0.2, 0.1 + seed), "y i q", [luma],
    ...           title="Gray", stars=1, minutes=5, checked="three numbers")
    >>> ex.check(colorsys.rgb_to_yiq)
    Right: `y`, `i`, `q`.
    <Verdict: right>
    >>> ex.check(lambda r, g, b: (0.4 * r + 0.59 * g + 0.11 * b, 0.0, 0.0)).kind
    Not yet: `y` is the first output that differs (the largest difference is 0.05); none is right.
    'differs'
    """

    kind = "code"

    def __init__(
        self,
        solution: Callable,
        draw: Callable[[int], tuple],
        outputs: str,
        mistakes: Iterable[Mistake],
        *,
        carried: Mapping[str, Callable] | None = None,
        few: str = "",
        **about: Any,
    ):
        super().__init__(**about)
        must_make_code(self.title, solution, draw, outputs, mistakes, carried, few)
        self.solution, self.draw, self.outputs = solution, draw, tuple(outputs.split())
        self.mistakes, self.carried, self.few = tuple(mistakes), dict(carried or {}), few
        self.name = solution.__name__.removeprefix("_")
        names = [m.name for m in self.mistakes]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.title}: two mistakes share a name")
        self.parameters = tuple(inspect.signature(solution).parameters)

    @property
    def source(self) -> str:
        """The solution's text under the name of the stub."""
        return source_of(self.solution)

    @property
    def stub(self) -> Callable:
        """A function that is not written yet."""
        scope: dict = {}
        exec(f"def stub({', '.join(self.parameters)}):\n    raise NotImplementedError", scope)
        return scope["stub"]

    @property
    def wrong(self) -> dict[str, tuple[Callable, str]]:
        """Name of each mistake -> (its function, what is said of it)."""
        return {m.name: (self.wrong_version(m), m.says) for m in self.mistakes}

    def wrong_version(self, *mistakes: Mistake) -> Callable:
        """Return the solution with one or more mistakes in it.

        Parameters
        ----------
        *mistakes : Mistake
            Whose edits are made, none overlapping another.

        Returns
        -------
        callable
            The wrong function.
        """
        return wrong_version(self.solution, tuple(edit for m in mistakes for edit in m.edits))

    def judge(self, answer: Callable, seeds: Iterable[int] = SEEDS) -> Verdict:
        """Run the reader's function on cases drawn from the seeds and compare.

        Parameters
        ----------
        answer : callable
            The reader's function.
        seeds : iterable of int
            A mistake is named only if its outputs are hers for all of them.

        Returns
        -------
        Verdict
            The first that applies: not written, signature, raised, nothing, changed, type, shape,
            not finite, mistake, differs; or right.
        """
        cases = [self.draw(seed) for seed in seeds]
        try:
            answers = [run(answer, case, self.parameters, len(self.outputs)) for case in cases]
        except Stopped as stopped:
            return Verdict(stopped.kind, stopped.says, wrong=self.outputs)
        return self.compare(cases, answers)

    def compare(self, cases: list[tuple], answers: list[tuple]) -> Verdict:
        """Decide about outputs that could be computed.

        Parameters
        ----------
        cases : list of tuple
            The arguments.
        answers : list of tuple
            What the reader's function returned for each.

        Returns
        -------
        Verdict
            As from :meth:`judge`.
        """
        right = [results_of(self.solution, case) for case in cases]
        good = [
            all(close(got[k], want[k]) for got, want in zip(answers, right, strict=True))
            for k in range(len(self.outputs))
        ]
        kind, says, k = self._first_problem(answers, right) or ("differs", "", None)
        if k is not None:
            good[k] = False  # also where only the type is wrong
        if all(good):
            said = ", ".join(f"`{name}`" for name in self.outputs)
            return Verdict("right", f"{said}.", earned=dict.fromkeys(self.outputs, 1.0))
        named = self._named(kind, says, cases, answers, good)
        if named is not None:
            return named
        return self._located(kind, says, cases, answers, right, good)

    def _first_problem(self, answers: list, right: list) -> tuple[str, str, int] | None:
        """Find an output of the wrong type or shape, or one that is not finite."""
        for test in (_type_problem, _shape_problem, _finite_problem):
            for k, name in enumerate(self.outputs):
                for got, want in zip(answers, right, strict=True):
                    if says := test(name, got[k], want[k]):
                        return test.__name__[1:-8].replace("finite", "not finite"), says, k
        return None

    def _named(self, kind, says, cases, answers, good) -> Verdict | None:
        """Look for the one mistake, or the only pair of mistakes, that gives these outputs."""
        if kind == "type":
            return None
        found = [m for m in self.mistakes if self._gives([m], cases, answers)][:1]
        if not found:
            pairs = itertools.combinations(self.mistakes, 2)
            fitting = [pair for pair in pairs if self._gives(pair, cases, answers)]
            found = list(fitting[0]) if len(fitting) == 1 else []
        if not found:
            return None
        wrong, _ = self._split(good)
        costs = {name for m in found for name in (m.costs or (self._first_cost(m, cases),))}
        hints = tuple(
            hint for m in found for hint in hints_for(m, self.source, *self._split_of(m, cases))
        )
        diagnosis = " ".join(sentence(m.says) for m in found)
        return Verdict(
            "mistake",
            f"{diagnosis} ({says})" if says else diagnosis,
            tuple(m.name for m in found),
            hints,
            wrong,
            {name: float(name not in costs) for name in self.outputs},
        )

    def _located(self, kind, says, cases, answers, right, good) -> Verdict:
        """Name the first wrong output and, where there is one, what its numbers have in common."""
        wrong, fine = self._split(good)
        earned = {
            name: float(ok or self._follows(name, cases, answers))
            for name, ok in zip(self.outputs, good, strict=True)
        }
        if kind == "differs":
            k = self.outputs.index(wrong[0])
            found = clue([got[k] for got in answers], [want[k] for want in right])
            rest = f"; right: {', '.join(f'`{n}`' for n in fine)}" if fine else "; none is right"
            many = len(self.outputs) > 1
            place = f"`{wrong[0]}` is the first output that differs" if many else (
                f"`{wrong[0]}` differs")  # fmt: skip
            says = f"{place} ({found}){rest if many else ''}."
        return Verdict(kind, says, wrong=wrong, earned=earned)

    def _split(self, good: list[bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        pairs = list(zip(self.outputs, good, strict=True))
        return tuple(n for n, ok in pairs if not ok), tuple(n for n, ok in pairs if ok)

    def _split_of(self, mistake: Mistake, cases: list[tuple]):
        wrong = [results_of(self.wrong_version(mistake), case) for case in cases]
        right = [results_of(self.solution, case) for case in cases]
        return self._split(
            [
                all(close(u[k], v[k]) for u, v in zip(wrong, right, strict=True))
                for k in range(len(self.outputs))
            ]
        )

    def _first_cost(self, mistake: Mistake, cases: list[tuple]) -> str:
        return self._split_of(mistake, cases)[0][0]

    def _gives(self, mistakes: Iterable[Mistake], cases: list[tuple], answers: list[tuple]) -> bool:
        """Tell whether these mistakes together give exactly the reader's outputs."""
        try:
            wrong = self.wrong_version(*mistakes)
            return all(
                _all_close(got, results_of(wrong, case))
                for case, got in zip(cases, answers, strict=True)
            )
        except Exception:
            return False  # two edits overlap, or the wrong function cannot run on these arguments

    def _follows(self, name: str, cases: list[tuple], answers: list[tuple]) -> bool:
        """Tell whether an output is right, judged from the reader's own other outputs."""
        if name not in self.carried:
            return False
        k = self.outputs.index(name)
        try:
            for case, got in zip(cases, answers, strict=True):
                want = self.carried[name](case, dict(zip(self.outputs, got, strict=True)))
                if _type_problem(name, got[k], want) or not close(got[k], want):
                    return False
        except Exception:
            return False  # her other outputs have shapes that do not fit
        return True


def _all_close(got: tuple, want: tuple) -> bool:
    return len(got) == len(want) and all(map(close, got, want))


def close(got: object, want: object) -> bool:
    """Tell whether an output agrees: numbers to a relative norm of 1e-6, all else exactly.

    Parameters
    ----------
    got, want : object
        The reader's output and ours, arrays of any shape or other values.

    Returns
    -------
    bool
        Whether they agree, also in shape; NaN agrees with NaN.

    Examples
    --------
    >>> close(np.ones(3), np.ones(3) + 1e-9), close(np.ones((3, 1)), np.ones(3)), close("a", "b")
    (True, False, False)
    """
    if not _is_numeric(want):
        return same(got, want)
    if not _is_numeric(got) or np.shape(got) != np.shape(want):
        return False
    got, want = np.asarray(got), np.asarray(want)
    if not np.array_equal(np.isfinite(got), np.isfinite(want)):
        return False
    finite = np.isfinite(want)
    if not np.array_equal(got[~finite], want[~finite], equal_nan=True):
        return False
    size = max(float(np.linalg.norm(want[finite])), FLOOR)
    return bool(np.linalg.norm(got[finite] * 1.0 - want[finite]) <= TOLERANCE * size)


def _is_numeric(value: object) -> bool:
    return isinstance(value, np.ndarray | np.number | np.bool_ | int | float) and (
        np.asarray(value).dtype.kind in "biuf"
    )


def _type_problem(name: str, got: object, want: object) -> str:
    """Say what is wrong with the type of an output; nothing where it is fine."""
    if not _is_numeric(want):
        kinds = type(got).__name__, type(want).__name__
        return "" if kinds[0] == kinds[1] else f"`{name}` must be a {kinds[1]}, got a {kinds[0]}."
    if isinstance(want, np.ndarray) and want.ndim and not isinstance(got, np.ndarray):
        return f"`{name}` must be an array, got a {type(got).__name__}."
    if not _is_numeric(got):
        kind = f"an array of {got.dtype}" if isinstance(got, np.ndarray) else type(got).__name__
        return f"`{name}` must hold real numbers, got {kind}."
    got, want = np.asarray(got), np.asarray(want)
    if want.dtype == np.float64 and got.dtype in (np.float32, np.float16):
        return f"`{name}` is {got.dtype}: create arrays like their source, without a dtype."
    if want.dtype.kind == "f" and got.dtype.kind in "biu" and got.ndim and not close(got, want):
        return f"`{name}` holds {got.dtype}: decimals were cut off; start from an array of floats."
    return ""


def _shape_problem(name: str, got: object, want: object) -> str:
    if not _is_numeric(want) or np.shape(got) == np.shape(want):
        return ""
    return f"`{name}` must have shape {np.shape(want)}, got {np.shape(got)}."


def _finite_problem(name: str, got: object, want: object) -> str:
    if not _is_numeric(want) or np.isfinite(got).all() or not np.isfinite(want).all():
        return ""
    return f"`{name}` has entries that are not finite: {np.sum(~np.isfinite(got))} of them."
