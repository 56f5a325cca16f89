"""Read a notebook, or a Python file: what is run of it, and what is not.

Imports, functions, classes and constant assignments count, the last definition of a name wins.
Magics, calls, loops and everything else at the top level are not run.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ..catalogue import Packages
from .constants import is_constant, value_of

LARGEST = 50 << 20  # bytes of a notebook
LONGEST = 400_000  # characters of one cell's code
MAGIC = re.compile(r"^\s*(?:[%!?]|[\w.\[\]'\"]+\?{1,2}\s*$|[\w, ]+=\s*[%!])")
TIMED = ("%%time", "%%timeit", "%%capture")  # the rest of such a cell is Python
ALL_ALLOWED = Packages()
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Piece:
    """One statement that is run: where it stands and which names it binds."""

    cell: int
    index: int
    names: tuple[str, ...]
    node: ast.stmt


@dataclass
class Reading:
    r"""What was found in one file.

    Parameters
    ----------
    cells : dict of int to str
        Number of each code cell, from 1 -> its Python, without magics.
    pieces : list of Piece
        What is run, in order.
    skipped : list of str
        One sentence for each thing that is not.
    problem : str
        Why nothing could be read; ``""`` as a rule.
    written : dict of str to str
        Item -> the answer in words.
    rules : Packages
        Of which packages imports are not run: an answer that uses one scores 0. Those given to
        all stand in given cells, so leaving them out is worth no sentence.
    packages : dict of str to str
        Name -> the package that it was imported from, where that is one of them.

    Examples
    --------
    >>> reading = read_file(b"def f(z):\n    return z\nprint(f(1))", "ada.py")
    >>> print(reading.code)
    def f(z):
        return z
    >>> reading.skipped
    ['Code cell 1: `print(f(1))` is not run.']
    """

    cells: dict[int, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    problem: str = ""
    written: dict[str, str] = field(default_factory=dict)
    rules: Packages = field(default_factory=Packages)
    packages: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """All that is run, as one text."""
        return "\n\n".join(ast.unparse(piece.node) for piece in self.pieces)

    @property
    def names(self) -> dict[str, Piece]:
        """Each name with the statement that binds it last."""
        return {name: piece for piece in self.pieces for name in piece.names}

    def constant(self, expression: str) -> Any:
        """Compute an answer that is plain data, without running anything.

        Parameters
        ----------
        expression : str
            In names that the notebook binds to constants.

        Returns
        -------
        object
            Numbers, text, lists, tuples, dictionaries, arrays of numbers.

        Raises
        ------
        NameError
            If a name is not bound.
        ValueError
            If something is no constant.
        """
        nodes = {
            name: piece.node.value
            for name, piece in self.names.items()
            if isinstance(piece.node, ast.Assign | ast.AnnAssign)
        }
        return value_of(ast.parse(expression, mode="eval").body, nodes)

    def uses(self, names: tuple[str, ...]) -> tuple[str, int] | None:
        """Find a package among all that the answers lead to that no answer may use.

        Parameters
        ----------
        names : tuple of str
            Where to begin.

        Returns
        -------
        (str, int) or None
            Package and code cell.
        """
        known, todo, seen = self.names, list(names), set()
        while todo:
            name = todo.pop()
            if name in self.packages:
                return self.packages[name], 0
            if name in seen or name not in known:
                continue
            seen.add(name)
            for node in ast.walk(known[name].node):
                if package := self._not_allowed(node):
                    return sorted(package)[0], known[name].cell
                if isinstance(node, ast.Name):
                    todo.append(node.id)
        return None

    def _not_allowed(self, node: ast.AST) -> set[str]:
        """Return the packages that a statement or a call imports and no answer may use."""
        return _imported(node) & (self.rules.given | self.rules.forbidden)


def _imported(node: ast.AST) -> set[str]:
    """Return the packages that a statement or a call imports."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in ("__import__", "import_module"):
            return {str(node.args[0].value).split(".")[0]}
    return set()


def read_file(data: bytes, name: str, rules: Packages = ALL_ALLOWED) -> Reading:
    """Read what was handed in.

    Parameters
    ----------
    data : bytes
        A notebook (nbformat 3 or 4) or a Python file.
    name : str
        Its file name; ``.py`` is Python, everything else a notebook.
    rules : Packages
        What no answer may use.

    Returns
    -------
    Reading
        With a problem instead of an exception where it cannot be read.
    """
    if len(data) > LARGEST:
        return Reading(problem=f"{name} has {len(data) >> 20} MB; are there pictures in it?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reading(problem=f"{name} is no text in UTF-8 (byte {error.start})")
    if PurePath(name).suffix == ".py":
        return _read_cells([("code", text, "")], rules)
    try:
        return read_notebook(json.loads(text), rules)
    except RecursionError:
        return Reading(problem=f"{name} is no notebook: it is nested too deeply")
    except ValueError as error:
        return Reading(problem=f"{name} is no notebook: it is broken JSON ({error})")


def read_notebook(notebook: Any, rules: Packages = ALL_ALLOWED) -> Reading:
    r"""Read a notebook that JSON has been made of.

    Parameters
    ----------
    notebook : dict
        Format 3 or 4.
    rules : Packages
        What no answer may use.

    Returns
    -------
    Reading
        What is run, and what is not.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": ["%matplotlib inline\n", "n_a = 3"]}
    >>> read_notebook({"cells": [cell]}).constant("n_a")
    3
    """
    if not isinstance(notebook, Mapping):
        return Reading(problem="it is no notebook: there is a list where its cells should be")
    cells = notebook.get("cells")
    if cells is None:  # format 3
        sheets = notebook.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        found = [sheet.get("cells") for sheet in sheets if isinstance(sheet, Mapping)]
        cells = [cell for some in found if isinstance(some, list) for cell in some]
    if not isinstance(cells, list) or not cells:
        return Reading(problem="it has no cells")
    return _read_cells([_content(cell) for cell in cells if isinstance(cell, Mapping)], rules)


def _content(cell: Mapping) -> tuple[str, str, str]:
    """Return kind, text and grade_id of a cell of either format."""
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    grade_id = nbgrader.get("grade_id", "") if isinstance(nbgrader, Mapping) else ""
    return str(cell.get("cell_type", "")), text, str(grade_id)


def _read_cells(cells: list[tuple[str, str, str]], rules: Packages) -> Reading:
    reading, number = Reading(rules=rules), 0
    for kind, text, grade_id in cells:
        if kind == "code":
            number += 1
            _read_code(reading, number, text)
        elif grade_id.startswith("written-"):
            reading.written[grade_id.removeprefix("written-")] = text.strip()
    _keep_last(reading)
    return reading


def _read_code(reading: Reading, number: int, text: str) -> None:
    """Sort the statements of one cell."""
    where = f"Code cell {number}"
    code, magics = _without_magics(text)
    reading.skipped += [f"{where}: the magic `{magic}` is not run." for magic in magics]
    try:
        if len(code) > LONGEST:
            raise ValueError(f"{len(code)} characters")
        body = ast.parse(code).body
        pieces = list(_pieces(reading, number, body))
    except (SyntaxError, ValueError) as error:
        line = f" in line {error.lineno}" if getattr(error, "lineno", None) else ""
        what = getattr(error, "msg", None) or str(error)
        reading.skipped.append(f"{where} is no Python{line} ({what}): nothing of it is run.")
        return
    except (RecursionError, MemoryError):
        reading.skipped.append(f"{where} is nested too deeply: nothing of it is run.")
        return
    reading.cells[number] = code
    reading.pieces += pieces


def _pieces(reading: Reading, cell: int, body: list[ast.stmt]) -> Iterator[Piece]:
    """Yield the statements that are run; note the others."""
    for index, node in enumerate(body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound = tuple((a.asname or a.name).split(".")[0] for a in node.names)
            if package := reading._not_allowed(node):
                reading.packages.update(dict.fromkeys(bound, min(package)))
                if not package <= reading.rules.given:
                    said = f"Code cell {cell}: the import of {min(package)} is not run."
                    reading.skipped.append(said)
                continue
            yield Piece(cell, index, bound, node)
        elif isinstance(node, Definition):
            yield Piece(cell, index, (node.name,), node)
        elif (names := _assigned(node)) and is_constant(node.value):
            yield Piece(cell, index, names, node)
        elif not _is_given(node):
            line = ast.unparse(node).splitlines()[0]
            short = line if len(line) <= 60 else f"{line[:57]}..."
            why = " (no constant)" if names else ""
            reading.skipped.append(f"Code cell {cell}: `{short}` is not run{why}.")


def _assigned(node: ast.stmt) -> tuple[str, ...]:
    """Return the names that an assignment binds; nothing for any other statement."""
    if isinstance(node, ast.AnnAssign):
        targets = [node.target] if node.value is not None else []
    else:
        targets = node.targets if isinstance(node, ast.Assign) else []
    names = [n for target in targets for n in ast.walk(target)]
    allowed = ast.Name | ast.Tuple | ast.List | ast.Store | ast.Load
    if not all(isinstance(n, allowed) for n in names):
        return ()
    return tuple(n.id for n in names if isinstance(n, ast.Name))


def _is_given(node: ast.stmt) -> bool:
    """Tell whether a statement is a check or a hint, or text that does nothing."""
    if not isinstance(node, ast.Expr):
        return False
    if isinstance(node.value, ast.Constant):
        return True
    called = getattr(getattr(node.value, "func", None), "attr", "") or getattr(
        getattr(node.value, "func", None), "id", "")  # fmt: skip
    return called in ("check", "hint", "received")


def _without_magics(text: str) -> tuple[str, list[str]]:
    """Blank out magics and shell lines; return the Python and what was left out."""
    first = text.lstrip().split("\n", 1)[0].strip()
    if first.startswith("%%") and not first.startswith(TIMED):
        return "", [f"{first} ..."]
    try:
        ast.parse(text)
        return text, []  # a line that begins with % belongs to Python here
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    lines = text.split("\n")
    magics = [k for k, line in enumerate(lines) if MAGIC.match(line)]
    found = [lines[k].strip() for k in magics]
    for k in magics:
        indent = re.match(r"\s*", lines[k])[0]
        lines[k] = f"{indent}pass" if indent else ""
    return "\n".join(lines), found


def _keep_last(reading: Reading) -> None:
    """Drop functions and classes that are defined again further down."""
    last = {name: place for place, p in enumerate(reading.pieces) for name in p.names}
    kept = []
    for place, piece in enumerate(reading.pieces):
        name = piece.names[0] if piece.names else ""
        if isinstance(piece.node, Definition) and last[name] != place:
            again = reading.pieces[last[name]].cell
            said = f"`{name}` of code cell {piece.cell} is defined again in code cell {again}"
            reading.skipped.append(f"{said}: the last one counts.")
        else:
            kept.append(piece)
    reading.pieces = kept
