"""Bugs for the mutation trial (tools/mutation.py): small changes that a test must notice.

Each is a mistake that people make: seen in forums, in published code, or while writing this course.
Changes that alter only speed or memory, or nothing at all, are not in the list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import mutants_course
import mutants_data
import mutants_exercises
import mutants_gates
import mutants_grading
import mutants_layers
import mutants_measures
import mutants_scan
import mutants_training


class Mutant(NamedTuple):
    """A bug to be planted.

    `old` stands exactly once in the file and is replaced by `new`. Where `old` has several lines,
    it starts at the beginning of a line, and both are written without the indentation of that line.
    """

    file: str  # inside of code/
    name: str
    reason: str  # why somebody would write it
    old: str
    new: str

    def occurrences(self, source: str) -> list[re.Match]:
        """Find `old` in the text of the file."""
        first, *rest = (re.escape(line) for line in self.old.split("\n"))
        if not rest:
            return list(re.finditer(f"(?P<old>{first})", source))
        rest = "".join(f"\n(?P=indent){line}" for line in rest)
        return list(re.finditer(f"^(?P<indent> *)(?P<old>{first}{rest})", source, re.MULTILINE))

    def planted(self, source: str) -> str:
        """Return the text of the file with the bug in it."""
        found = self.occurrences(source)
        if len(found) != 1:
            raise ValueError(
                f"{self.name}: the old text must stand once in {self.file}, found {len(found)} "
                "times: bring the list of mutants up to date with the code"
            )
        start, stop = found[0].span("old")
        line = source[source.rfind("\n", 0, start) + 1 :]
        indent = line[: len(line) - len(line.lstrip(" "))]
        return source[:start] + self.new.replace("\n", "\n" + indent) + source[stop:]


PARTS = (
    *(mutants_layers, mutants_gates, mutants_training, mutants_scan),
    *(mutants_measures, mutants_data, mutants_exercises, mutants_course, mutants_grading),
)

MUTANTS = tuple(
    Mutant(file, *mutant)
    for part in PARTS
    for file, mutants in part.BUGS.items()
    for mutant in mutants
)
