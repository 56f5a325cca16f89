"""The cell of an exercise, made of its module: what students get, the public answer, the check."""

import ast
import io
import json
import textwrap
import tokenize
from collections.abc import Callable
from typing import Any

from .exercise import Exercise
from .lines import Lines
from .mistakes import GIVEN, source_of, written

WIDTH = 72  # of a line of code that can be read on a phone


def marked_cell(exercise: Exercise, full_name: str) -> str:
    """Return the code cell of an exercise with the marks of a text of exercises.

    A function to be written is its own public answer. The lines of a derivation are those of the
    exercise. Every other exercise has an ``answer``, a function without arguments: its body is the
    public answer, and what its last line returns is checked. Lines of these functions that begin
    with ``#:`` are what students get instead; without them it is ``raise NotImplementedError`` in a
    function, and a ``...`` for everything that is to be given elsewhere.

    Parameters
    ----------
    exercise : Exercise
        Of any kind.
    full_name : str
        How the page calls it, ``"ch09.rnn_backward"``.

    Returns
    -------
    str
        Code with ``### BEGIN SOLUTION``, ``### STUB`` and ``### END SOLUTION``.

    Raises
    ------
    ValueError
        If the exercise has no answer, or one that returns nothing.

    Examples
    --------
    >>> from coursekit import Numbers
    >>> def answer():
    ...     n_a = 3
    ...     return n_a
    >>> about = dict(title="Count", stars=1, minutes=1, checked="one number")
    >>> print(marked_cell(Numbers(3, {}, tolerance=0.5, answer=answer, **about), "ch01.count"))
    ### BEGIN SOLUTION
    n_a = 3
    ### STUB n_a = ...
    ### END SOLUTION
    ch01.count.check(n_a)
    """
    if callable(exercise.solution):
        checked = exercise.solution.__name__.removeprefix("_")
        return f"{_function(exercise.solution)}\n\n\n{full_name}.check({checked})"
    if isinstance(exercise, Lines):
        body, given, checked = _lines(exercise)
    elif exercise.answer is not None:
        body, given, checked = _answer(exercise.answer, exercise.stub)
    else:
        raise ValueError(f"{full_name}: it has no answer=, the function whose text is the answer")
    return "\n".join([*_region(body, given), f"{full_name}.check({checked})"])


def _region(body: list[str], given: list[str], indent: str = "") -> list[str]:
    stubs = [f"{indent}### STUB {line}".rstrip() for line in given]
    return [f"{indent}### BEGIN SOLUTION", *body, *stubs, f"{indent}### END SOLUTION"]


def _function(solution: Callable) -> str:
    """Mark the body of a function; comments for students stay with the solution."""
    given = GIVEN.findall(written(solution))
    text = source_of(solution).rstrip()
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    signature = next(token.end[0] for token in tokens if token.type == tokenize.NEWLINE)
    head, body = text.splitlines()[:signature], text.splitlines()[signature:]
    if not body:  # else students would get it with the signature
        raise ValueError(f"{solution.__name__}: put its body on lines of its own")
    if all(line.startswith("#") for line in given):
        head, given = [*head, *(f"    {line}" for line in given)], []
    return "\n".join([*head, *_region(body, given, "    ")])


def _answer(answer: Callable, stub: Any) -> tuple[list[str], list[str], str]:
    text = source_of(answer)
    last = ast.parse(text).body[0].body[-1]
    if not isinstance(last, ast.Return) or last.value is None:
        raise ValueError("its answer must end with `return` and the names that are checked")
    checked = ast.get_source_segment(text, last.value)
    if isinstance(last.value, ast.Tuple) and last.value.elts[0].col_offset == last.col_offset + 7:
        checked = f"({checked})"  # no brackets between `return ` and its first value
    body = textwrap.dedent("\n".join(text.splitlines()[1 : last.lineno - 1])).strip().splitlines()
    given = GIVEN.findall(written(answer))
    return body, given or _open(last.value, stub), checked


def _open(returned: ast.expr, stub: Any) -> list[str]:
    """Return the names that an answer returns, each with what is to be replaced."""
    if isinstance(returned, ast.Name):
        line = f"{returned.id} = {_written(stub)}"
        if len(line) <= WIDTH or not isinstance(stub, dict):
            return [line]
        return _rows(returned.id, {name: _written(value) for name, value in stub.items()}, {})
    names = [ast.unparse(part) for part in getattr(returned, "elts", [returned])]
    return [f"{', '.join(names)} = {', '.join(['...'] * len(names))}"]


def _lines(exercise: Lines) -> tuple[list[str], list[str], str]:
    right = {name: json.dumps(text, ensure_ascii=False) for name, text in exercise.solution.items()}
    notes = {name: line.note for name, line in exercise.lines.items()}
    return _rows("lines", right, {}), _rows("lines", dict.fromkeys(right, '"..."'), notes), "lines"


def _rows(name: str, values: dict[str, str], notes: dict[str, str]) -> list[str]:
    """Write a dictionary with one entry a line and notes behind them; above, if one is too long."""
    rows = [(f"    {_written(key)}: {value},", notes.get(key, "")) for key, value in values.items()]
    if any(note and len(f"{row}  # {note}") > WIDTH for row, note in rows):
        lines = [line for row, note in rows for line in (f"    # {note}", row)]
    else:
        lines = [f"{row}  # {note}" if note else row for row, note in rows]
    return [f"{name} = {{", *lines, "}"]


def _written(value: Any) -> str:
    """Write a value as code, text between double quotes."""
    if value is ...:
        return "..."
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_written(k)}: {_written(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))}{',' if len(value) == 1 else ''})"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
