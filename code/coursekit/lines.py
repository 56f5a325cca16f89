"""Derivations: each line is an expression in declared symbols that are drawn independently."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .clues import clue
from .code import SEEDS, close
from .entries import must, must_be_known_answers
from .exercise import Exercise
from .verdicts import Verdict

FUNCTIONS = {
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sum": np.sum,
    "diag": np.diag,
    "abs": np.abs,
}
ALLOWED = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.keyword, ast.Name, ast.Load,
    ast.Constant, ast.Attribute, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult,
    ast.Eq, ast.USub, ast.UAdd,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    Parameters
    ----------
    right : str
        The right-hand side as a NumPy expression.
    symbols : str
        The symbols that it may use, each drawn for itself.
    wrong : dict of str to (str, str)
        Name of a mistake -> (its expression, what to say).
    hint : str
        What to look at when the line is wrong in no known way.
    note : str
        What stands beside the line in the cell that students get, such as its symbols.

    Examples
    --------
    >>> Line("(1 - a**2) * da", "a da").symbols
    'a da'
    """

    right: str
    symbols: str
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    hint: str = ""
    note: str = ""


def evaluate(text: str, values: Mapping[str, Any]) -> Any:
    """Compute an expression that may hold symbols, numbers, arithmetic, ``.T`` and a few functions.

    Parameters
    ----------
    text : str
        For example ``"W_aa.T @ dz"``; functions are tanh, exp, log, sqrt, sum, diag and abs, also
        with ``np.`` in front, and the method sum.
    values : dict of str to ndarray
        The symbols.

    Returns
    -------
    ndarray or float
        Its value.

    Raises
    ------
    ValueError
        If anything else stands in it, or it is no expression.

    Examples
    --------
    >>> float(evaluate("np.sum(2 * a)", {"a": np.ones(3)}))
    6.0
    >>> evaluate("open('x')", {})
    Traceback (most recent call last):
    ...
    ValueError: `open` is no symbol of this line: use nothing.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"this is no expression: {error.msg}.") from None
    for node in ast.walk(tree):
        if problem := _problem(node, values):
            raise ValueError(problem)
    scope = {"__builtins__": {}, "np": _Functions, **FUNCTIONS, **values}
    with np.errstate(all="ignore"):
        return eval(compile(tree, "<line>", "eval"), scope)


class _Functions:
    """What may follow ``np.`` in a line."""

    tanh, exp, log, sqrt, abs = np.tanh, np.exp, np.log, np.sqrt, np.abs
    sum, diag = staticmethod(np.sum), staticmethod(np.diag)


def _problem(node: ast.AST, values: Mapping[str, Any]) -> str:
    """Say why a piece of an expression is refused; nothing where it is fine."""
    symbols = ", ".join(f"`{name}`" for name in values) or "nothing"
    if not isinstance(node, ALLOWED):
        return f"a line holds only symbols, numbers, + - * / ** @ and .T; use {symbols}."
    if isinstance(node, ast.Name) and node.id not in {*values, *FUNCTIONS, "np"}:
        return f"`{node.id}` is no symbol of this line: use {symbols}."
    if isinstance(node, ast.Attribute) and node.attr not in {"T", *FUNCTIONS}:
        return f"`.{node.attr}` is not allowed in a line: use {symbols}."
    if isinstance(node, ast.Constant) and not isinstance(node.value, int | float | bool):
        return "" if node.value is None else f"`{node.value!r}` is no number."
    if isinstance(node, ast.Constant) and abs(node.value) > 1000:
        return "no number of a derivation is that large."
    return ""


class Lines(Exercise):
    """A derivation to be filled in.

    Parameters
    ----------
    lines : dict of str to Line
        Left-hand side -> what it computes, in order.
    draw : callable
        Takes a seed, returns the symbols by name, drawn independently of each other, so that an
        equal-valued line of another kind does not pass.
    title, stars, minutes, checked, trains
        See :class:`~coursekit.exercise.Exercise`.

    Examples
    --------
    >>> sigmoid = "a * (1 - a) * da", "that is sigmoid's."
    >>> line = Line("(1 - a**2) * da", "a da", {"sigmoid": sigmoid})
    >>> draw = lambda seed: dict(zip(("a", "da"), np.random.default_rng(seed).normal(size=(2, 3))))
    >>> ex = Lines({"dz": line}, draw, title="dz", stars=1, minutes=5, checked="one line")
    >>> ex.check({"dz": "a * (1 - a) * da"})
    Not yet: sigmoid. Line `dz`: that is sigmoid's.
    <Verdict: sigmoid>
    >>> ex.check({"dz": "(1 - a) * (1 + a) * da"})
    Right: `dz`.
    <Verdict: right>
    """

    kind = "lines"

    def __init__(self, lines: Mapping[str, Line], draw: Callable[[int], Mapping], **about: Any):
        super().__init__(**about)
        given = isinstance(lines, Mapping) and all(isinstance(v, Line) for v in lines.values())
        must(self.title, "lines", given, 'a dictionary, {"name": Line(...)}', lines)
        for name, line in lines.items():
            must_be_known_answers(self.title, f"the wrong lines of {name!r}", line.wrong)
        must(self.title, "draw", callable(draw), "a function of a seed: symbols by name", draw)
        self.lines, self.draw = dict(lines), draw
        self.solution = {name: line.right for name, line in self.lines.items()}
        self.stub = dict.fromkeys(self.lines, "...")
        self.wrong = {
            f"{name}: {mistake}": (self.solution | {name: text}, says)
            for name, line in self.lines.items()
            for mistake, (text, says) in line.wrong.items()
        }

    def judge(self, answer: Mapping[str, str]) -> Verdict:
        """Decide about the lines in order; the first that is not right gets the verdict.

        Parameters
        ----------
        answer : dict of str to str
            Left-hand side -> expression.

        Returns
        -------
        Verdict
            "right", "not written", "signature", "raised", "mistake" or "differs".
        """
        if not isinstance(answer, Mapping) or (unknown := set(answer) - set(self.lines)):
            got = f"the unknown line `{sorted(unknown)[0]}`" if isinstance(answer, Mapping) else (
                f"a {type(answer).__name__}")  # fmt: skip
            wanted = ", ".join(f'"{name}"' for name in self.lines)
            return Verdict("signature", f"give a dictionary with the lines {wanted}, got {got}.")
        verdicts = {name: self._one(name, answer.get(name, "...")) for name in self.lines}
        earned = {name: float(bool(v)) for name, v in verdicts.items()}
        for verdict in verdicts.values():
            if not verdict:
                wrong = tuple(name for name, v in verdicts.items() if not v)
                return Verdict(
                    verdict.kind, verdict.says, verdict.mistakes, verdict.hints, wrong, earned
                )
        return Verdict("right", ", ".join(f"`{name}`" for name in self.lines) + ".", earned=earned)

    def _one(self, name: str, text: object) -> Verdict:
        line = self.lines[name]
        if not isinstance(text, str):
            return Verdict("signature", f"line `{name}` must be text between quotes.")
        if "..." in text or not text.strip():
            return Verdict("not written", f"line `{name}`.")
        hints = (line.hint,) if line.hint else ()
        cases = [self._symbols(line, seed) for seed in SEEDS]
        want = [evaluate(line.right, case) for case in cases]
        try:
            got = [evaluate(text, case) for case in cases]
        except Exception as error:
            return Verdict("raised", f"line `{name}`: {str(error).splitlines()[0]}")
        if all(map(close, got, want)):
            return Verdict("right", name)
        for mistake, (wrong, says) in line.wrong.items():
            if all(map(close, got, [evaluate(wrong, case) for case in cases])):
                last = f"line `{name}` is `{line.right}`."
                return Verdict("mistake", f"Line `{name}`: {says}", (mistake,), (*hints, last))
        shapes = np.shape(got[0]), np.shape(want[0])
        if shapes[0] != shapes[1]:
            says = f"line `{name}` must have shape {shapes[1]}, got {shapes[0]}."
            return Verdict("shape", says, hints=hints)
        found = clue(got, want)
        return Verdict("differs", f"line `{name}` gives other numbers ({found}).", hints=hints)

    def _symbols(self, line: Line, seed: int) -> dict[str, Any]:
        drawn = self.draw(seed)
        return {name: drawn[name] for name in line.symbols.split()}
