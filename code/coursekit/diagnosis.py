"""Diagnosis: which line of a right function was changed, judged from what that spoils."""

import inspect
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from .answers import Choices
from .code import Code
from .mistakes import line_of


class Diagnosis(Choices):
    """Name the changed line of some wrong versions of a function, from the errors they make.

    Parameters
    ----------
    exercise : Code
        Whose catalogue holds the mistakes.
    mistakes : dict of str to str
        Label of a version -> name of its mistake, each the change of one line.
    title, stars, minutes, checked, trains, answer
        See :class:`~coursekit.exercise.Exercise`.

    Raises
    ------
    ValueError
        If the catalogue has no such mistake.

    Examples
    --------
    >>> import colorsys
    >>> from coursekit import Mistake
    >>> luma = Mistake("too bright", "0.30*r", "0.40*r", "red counts 0.3.", "the weights.")
    >>> gray = Code(colorsys.rgb_to_yiq, lambda seed: (0.5, 0.2, 0.1 + seed), "y i q", [luma],
    ...             title="Gray", stars=1, minutes=5, checked="three numbers")
    >>> ex = Diagnosis(gray, {"A": "too bright"},
    ...                title="Which line?", stars=1, minutes=5, checked="the line")
    >>> print(ex.evidence().splitlines()[2])
    | A | all | 0.18 | 0.11 | 1.36 |
    >>> ex.check({"A": 3})
    Not yet: A: another line: compare which outputs it would spoil with the table.
    <Verdict: differs>
    """

    kind = "diagnose"

    def __init__(self, exercise: Code, mistakes: Mapping[str, str], **about: Any):
        known = {mistake.name: mistake for mistake in exercise.mistakes}
        if missing := [name for name in mistakes.values() if name not in known]:
            names = ", ".join(known)
            raise ValueError(f"{exercise.title}: no mistake {missing[0]!r}; known: {names}")
        self.exercise = exercise
        self.passes = {label: known[name] for label, name in mistakes.items()}
        lines = {k: line_of(exercise.source, m.old)[0] for k, m in self.passes.items()}
        says = "another line: compare which outputs it would spoil with the table."
        super().__init__(lines, {label: {...: says} for label in lines}, **about)

    @property
    def listing(self) -> str:
        """The right function with the numbers of its lines."""
        rows = self.exercise.source.rstrip().splitlines()
        return "\n".join(f"{number:2}  {row}" for number, row in enumerate(rows, 1))

    def evidence(self) -> str:
        """Tabulate the relative errors of all outputs of each version.

        Returns
        -------
        str
            A Markdown table; where the arguments can be drawn for one step, with a row for it.
        """
        outputs = self.exercise.outputs
        head = ["version", "steps", *(f"`{name}`" for name in outputs)]
        short = {"T": 1} if "T" in inspect.signature(self.exercise.draw).parameters else None
        cases = {"all": {}} | ({"one": short} if short else {})
        rows = [head]
        for label, mistake in self.passes.items():
            wrong = self.exercise.wrong_version(mistake)
            for steps, options in cases.items():
                arguments = self.exercise.draw(0, **options)
                found = [_outputs(f, arguments) for f in (wrong, self.exercise.solution)]
                rows.append([label, steps, *map(_error, *found)])
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        rows.insert(1, ["-" * width for width in widths])
        lines = (map(str.ljust, row, widths) for row in rows)
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _outputs(function: Any, arguments: tuple) -> tuple:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = function(*arguments)
    return found if isinstance(found, tuple) else (found,)


def _error(got: Any, want: Any) -> str:
    """Write the norm of the difference, relative to the right one, as it stands in the table."""
    if np.shape(got) != np.shape(want):
        return "shape"
    size = float(np.linalg.norm(want)) or 1.0
    error = float(np.linalg.norm(np.subtract(got, want, dtype=float))) / size
    if error < 0.005:
        return "0" if error < 1e-9 else "<0.01"
    return f"{error:.2f}" if error < 100 else f"{error:.1e}"
