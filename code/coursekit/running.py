"""Run a reader's function and say what happened, in her terms.

This file imports nothing of the package: the grader's child process loads it alone.
"""

import ast
import copy
import inspect
import linecache
import reprlib
from collections.abc import Callable

import numpy as np

#: the only kinds of expressions whose value is looked up to explain an error: none calls anything
SAFE = (
    ast.Expression, ast.Name, ast.Load, ast.Constant, ast.Attribute, ast.Subscript, ast.Slice,
    ast.Tuple, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop,
)  # fmt: skip


class Stopped(Exception):
    """A run that gave no outputs: the kind of verdict, and one sentence."""

    def __init__(self, kind: str, says: str):
        super().__init__(kind, says)
        self.kind, self.says = kind, says


def run(function: Callable, case: tuple, parameters: tuple[str, ...], count: int) -> tuple:
    """Call a function on copies of the arguments and return its outputs.

    Parameters
    ----------
    function : callable
        What the reader wrote.
    case : tuple
        Its arguments; never changed.
    parameters : tuple of str
        The names of the arguments in the stub.
    count : int
        How many outputs it must return.

    Returns
    -------
    tuple
        The outputs.

    Raises
    ------
    Stopped
        Not written yet, wrong signature, raised, returned nothing, arguments changed.

    Examples
    --------
    >>> run(lambda z: z + 1, (np.zeros(2),), ("z",), 1)
    (array([1., 1.]),)
    """
    if not callable(function):
        raise Stopped("signature", f"pass the function itself, got {reprlib.repr(function)}.")
    _check_signature(function, parameters)
    given = copy.deepcopy(case)
    try:
        with np.errstate(all="ignore"):  # what overflows is told by the verdict
            got = function(*given)
    except NotImplementedError:
        raise Stopped("not written", "replace `raise NotImplementedError` by your code.") from None
    except (Exception, SystemExit) as error:
        if _unfinished(function):
            raise Stopped("not written", "there is still a `...` to replace.") from None
        raise Stopped("raised", explain(error, function)) from None
    if got is ... or (got is None and (_unfinished(function) or _empty(function))):
        raise Stopped("not written", "replace the `...` by your code.")
    if got is None:
        raise Stopped("nothing", "it returned nothing: is a `return` missing?")
    for name, now, before in zip(parameters, given, case, strict=True):
        if not same(now, before):
            raise Stopped("changed", f"it changed its argument `{name}`: work on a copy.")
    got = got if isinstance(got, tuple) else (got,)
    if len(got) != count:
        raise Stopped("signature", f"it must return {count} value(s), got {len(got)}.")
    return got


def _check_signature(function: Callable, parameters: tuple[str, ...]) -> None:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return  # a built-in function tells when it is called
    given = signature.parameters.values()
    names = [p.name for p in given if p.kind == p.POSITIONAL_OR_KEYWORD][: len(parameters)]
    if sorted(names) == sorted(parameters) and names != list(parameters):
        order = ", ".join(parameters)
        raise Stopped("signature", f"keep the order of the arguments: `{order}`.")
    try:
        signature.bind(*parameters)
    except TypeError as error:
        takes = ", ".join(parameters)
        raise Stopped("signature", f"it must take `{takes}` ({error}).") from None


def _stub(): ...


def _stub_with_docstring():
    """Only this."""


def _empty(function: Callable) -> bool:
    """Tell whether nothing but ``...``, ``pass`` or a docstring stands in the function."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return getattr(code, "co_code", None) in (
        _stub.__code__.co_code,
        _stub_with_docstring.__code__.co_code,
    )


def _unfinished(function: Callable) -> bool:
    """Tell whether ``...`` stands anywhere in the function."""
    todo = [getattr(inspect.unwrap(function), "__code__", None)]
    while todo:
        code = todo.pop()
        constants = getattr(code, "co_consts", ())
        if Ellipsis in constants:
            return not _indexes_with_ellipsis(function)
        todo += [c for c in constants if inspect.iscode(c)]
    return False


def _indexes_with_ellipsis(function: Callable) -> bool:
    """Tell whether every ``...`` is an index such as ``a[..., 0]``, which is finished code."""
    try:
        lines = inspect.getsource(function).replace(" ", "")
    except (OSError, TypeError):
        return False
    return "..." in lines and lines.count("...") == lines.count("[...") + lines.count(",...]")


def same(now: object, before: object) -> bool:
    """Tell whether two values are equal, whatever they are.

    Parameters
    ----------
    now, before : object
        Arrays, numbers, strings, or lists, tuples and dictionaries of them.

    Returns
    -------
    bool
        Whether they are equal; two arrays also in shape.

    Examples
    --------
    >>> same({"a": np.zeros(2)}, {"a": np.zeros(2)}), same([np.zeros(2)], [np.ones(2)])
    (True, False)
    """
    if isinstance(before, np.ndarray) or isinstance(now, np.ndarray):
        return np.array_equal(now, before)
    if type(now) is not type(before):
        return False
    if isinstance(before, dict):
        return list(now) == list(before) and all(same(now[k], before[k]) for k in before)
    if isinstance(before, list | tuple):
        return len(now) == len(before) and all(map(same, now, before))
    if hasattr(before, "__dict__") and not callable(before):
        return same(vars(now), vars(before))
    return callable(before) or bool(now == before)


def explain(error: BaseException, function: Callable) -> str:
    """Say in which line of her code an error came up, and what the operands were.

    Parameters
    ----------
    error : BaseException
        What was raised, with its traceback.
    function : callable
        The function that was called.

    Returns
    -------
    str
        One sentence; no line of this package is ever shown.

    Examples
    --------
    >>> def f(W, a):
    ...     return W @ a
    >>> try:
    ...     f(np.zeros((2, 3)), np.zeros((2, 4)))
    ... except ValueError as error:
    ...     print(explain(error, f)[-33:])
    Operands: `W` (2, 3), `a` (2, 4).
    """
    message = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {message[0][:200]}" if message else type(error).__name__
    frame = _own_frame(error, function)
    if frame is None:
        return f"it stopped with {what}."
    line = linecache.getline(frame.tb_frame.f_code.co_filename, frame.tb_lineno).strip()
    where = f"in line {frame.tb_lineno}" + (f", `{line}`" if line else "")
    found = _operands(frame)
    return f"it stopped {where}, with {what}." + (f" Operands: {found}." if found else "")


def _own_frame(error: BaseException, function: Callable):
    """Return the innermost traceback entry that lies in the file of the function."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    found, entry = None, error.__traceback__
    while entry is not None:
        if code is not None and entry.tb_frame.f_code.co_filename == code.co_filename:
            found = entry
        entry = entry.tb_next
    return found


def _operands(entry) -> str:
    """Describe the operands of the operation that failed, as far as looking them up is safe."""
    code, frame = entry.tb_frame.f_code, entry.tb_frame
    line, last, start, end = list(code.co_positions())[entry.tb_lasti // 2]
    if None in (line, last, start, end) or line != last:
        return ""
    text = linecache.getline(code.co_filename, line).encode()[start:end].decode(errors="replace")
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return ""
    parts = {
        ast.BinOp: lambda: [node.left, node.right],
        ast.Call: lambda: node.args,
        ast.Subscript: lambda: [
            node.value, *(node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])
        ],
    }.get(type(node), list)()  # fmt: skip
    told = []
    for part in parts:
        if isinstance(part, ast.Constant) or not all(isinstance(n, SAFE) for n in ast.walk(part)):
            continue
        try:
            value = eval(compile(ast.Expression(part), "", "eval"), frame.f_globals, frame.f_locals)
        except Exception:
            continue
        told.append(f"`{ast.unparse(part)}` {describe(value)}")
    return ", ".join(told)


def describe(value: object) -> str:
    """Name what matters of a value: the shape of an array, a short text of anything else.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        For example ``(3, 4)``, ``= 6``, ``is None``.

    Examples
    --------
    >>> describe(np.zeros((3, 4))), describe(6), describe(None), describe([1, 2])
    ('(3, 4)', '= 6', 'is None', '(list of 2)')
    """
    if isinstance(value, np.ndarray):
        return str(value.shape)
    if isinstance(value, list | tuple | dict):
        return f"({type(value).__name__} of {len(value)})"
    if isinstance(value, int | float | np.number):
        return f"= {value:.4g}" if isinstance(value, float) else f"= {value}"
    return f"is {reprlib.repr(value)}" if value is None else f"({type(value).__name__})"
