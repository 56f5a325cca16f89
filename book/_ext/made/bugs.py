"""The planted bugs, file by file: what was changed, and the test that noticed."""

from collections.abc import Iterable, Mapping

from mutants import MUTANTS, Mutant
from mutation import noticed


def code(lines: list[str]) -> str:
    """Write lines of code as one; code with backticks stands between two of them."""
    text = "; ".join(line.strip() for line in lines).replace(":; ", ": ")
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def changed(mutant: Mutant) -> str:
    """Show the lines that differ, without those around them that stay."""
    old, new = mutant.old.split("\n"), mutant.new.split("\n")
    while len(old) > 1 and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    while len(old) > 1 and new and old[0] == new[0]:
        del old[0], new[0]
    return f"{code(old)} → {code(new)}" if new else f"{code(old)} left out"


def verdict(test: str | None) -> str:
    """Name the test as short as one needs it: tests/units/test_rnn.py::test_gradients."""
    if test is None:
        return "**survived, or was not tried yet**"
    file, _, name = test.partition("::")
    return f"killed by `{name}` in {file.removeprefix('tests/')}"


def entry(mutant: Mutant, test: str | None) -> str:
    """Describe a bug in three lines: name and reason, what was changed, the test that failed."""
    reason = mutant.reason.replace("<", r"\<").replace("[", r"\[")  # a<t> is no HTML
    lines = [f"- **{mutant.name}**: {reason}", changed(mutant), verdict(test)]
    return "\\\n  ".join(lines)


def listed(mutants: Iterable[Mutant], found: Mapping[str, str | None]) -> str:
    """Return a list for each file."""
    mutants = list(mutants)
    files = list(dict.fromkeys(mutant.file for mutant in mutants))
    killed = sum(found.get(mutant.name) is not None for mutant in mutants)
    blocks = [f"{len(mutants)} bugs in {len(files)} files; the tests found {killed}."]
    for file in files:
        entries = [entry(m, found.get(m.name)) for m in mutants if m.file == file]
        heading = file.replace("__", r"\_\_")  # __init__ is no bold word
        blocks += [f"### {heading}", "\n".join(entries)]
    return "\n\n".join(blocks)


def table() -> str:
    """Return the list of all bugs, with the results of the last trial."""
    return listed(MUTANTS, noticed())
