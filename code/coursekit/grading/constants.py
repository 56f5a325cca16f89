"""Answers that are plain data: computed from their text, without running anything."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

OPERATIONS: dict[type, Callable] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
CALLS: dict[str, Callable] = {
    "array": lambda value: np.array(value, dtype=float),
    "asarray": lambda value: np.array(value, dtype=float),
    "float": float,
    "int": int,
    "list": list,
    "tuple": tuple,
    "sqrt": lambda value: float(np.sqrt(value)),
    "exp": lambda value: float(np.exp(value)),
    "log": lambda value: float(np.log(value)),
    "tanh": lambda value: float(np.tanh(value)),
}
NUMBERS = {"pi": np.pi, "e": np.e, "inf": np.inf, "nan": np.nan}
MOST, DEEPEST = 20_000, 60
HIGHEST = 1e9  # exponents and whole numbers beyond it are no answer


def is_constant(node: ast.AST) -> bool:
    """Tell whether an assigned value is run: it may call nothing but what makes an array.

    Parameters
    ----------
    node : ast.AST
        The right-hand side.

    Returns
    -------
    bool
        True for numbers, text, names, arithmetic, containers of them, and functions in one line.

    Examples
    --------
    >>> [is_constant(ast.parse(text).body[0].value)
    ...  for text in ("[1, 2 * n]", "lambda z: f(z)", "np.array([1.0])", "open('x')")]
    [True, True, True, False]
    """
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Call):
        plain = _called(node) in CALLS and len(node.args) == 1
        return plain and all(map(is_constant, node.args + [k.value for k in node.keywords]))
    refused = (
        ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.ListComp, ast.SetComp,
        ast.DictComp, ast.GeneratorExp, ast.JoinedStr,
    )  # fmt: skip
    if isinstance(node, refused):
        return False
    return all(map(is_constant, ast.iter_child_nodes(node)))


def _called(node: ast.Call) -> str:
    """Return the name of what is called, for `np.array` the last part."""
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return node.func.attr if node.func.value.id in ("np", "numpy", "math") else ""
    return getattr(node.func, "id", "")


def value_of(node: ast.AST, names: Mapping[str, ast.AST]) -> Any:
    """Compute a constant.

    Parameters
    ----------
    node : ast.AST
        Its text, parsed.
    names : dict of str to ast.AST
        What other constants are bound to.

    Returns
    -------
    object
        Its value.

    Raises
    ------
    NameError
        If a name is not bound to a constant.
    ValueError
        If it is no constant, or a monstrous one.

    Examples
    --------
    >>> tree = ast.parse("{'W': [[0, n], [1 / 2, ...]]}", mode="eval").body
    >>> value_of(tree, {"n": ast.Constant(3)})
    {'W': [[0, 3], [0.5, Ellipsis]]}
    """
    left = [MOST]

    def compute(node: ast.AST, depth: int, open_names: tuple[str, ...]) -> Any:
        left[0] -= 1
        if left[0] < 0 or depth > DEEPEST:
            raise ValueError("it is too long, or nested too deeply")

        def inner(part: ast.AST) -> Any:
            return compute(part, depth + 1, open_names)

        if isinstance(node, ast.Name) and node.id not in open_names:
            if node.id not in names:
                raise NameError(node.id)
            return compute(names[node.id], depth + 1, (*open_names, node.id))
        return _plain(node, inner)

    return compute(node, 0, ())


def _plain(node: ast.AST, inner: Callable[[ast.AST], Any]) -> Any:
    """Compute one node whose parts `inner` computes."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int) and abs(node.value) > HIGHEST**2:
            raise ValueError("no answer is that large")
        return node.value
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and not _starred(node.elts):
        made = {ast.Tuple: tuple, ast.List: list, ast.Set: set}[type(node)]
        return made([inner(part) for part in node.elts])
    if isinstance(node, ast.Dict) and None not in node.keys:
        keys = [inner(key) for key in node.keys]
        return dict(zip(keys, [inner(value) for value in node.values], strict=True))
    if isinstance(node, ast.UnaryOp | ast.BinOp) and type(node.op) in OPERATIONS:
        parts = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
        return _combined(node.op, [inner(part) for part in parts])
    if isinstance(node, ast.Attribute) and node.attr in NUMBERS:
        return NUMBERS[node.attr]
    if isinstance(node, ast.Call) and _called(node) in CALLS and len(node.args) == 1:
        return CALLS[_called(node)](inner(node.args[0]))
    raise ValueError(f"`{ast.unparse(node)[:60]}` is computed: write the value itself")


def _starred(nodes: list[ast.expr]) -> bool:
    return any(isinstance(node, ast.Starred) for node in nodes)


def _combined(op: ast.AST, values: list[Any]) -> Any:
    """Do arithmetic on numbers of a decent size."""
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        raise ValueError("arithmetic is for numbers: write the value itself")
    if isinstance(op, ast.Pow) and (abs(values[1]) > 100 or abs(values[0]) > HIGHEST):
        raise ValueError("no answer is that large")
    if any(isinstance(v, int) and abs(v) > HIGHEST**2 for v in values):
        raise ValueError("no answer is that large")
    try:
        result = OPERATIONS[type(op)](*values)
    except ArithmeticError as error:
        raise ValueError(str(error)) from None
    if isinstance(result, complex):
        raise ValueError("a root of a negative number is no answer")
    return result
