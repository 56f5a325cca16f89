"""Known mistakes: each is the right function with the smallest change of its text."""

import contextlib
import functools
import inspect
import re
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: a line of a solution that students get in its place
GIVEN = re.compile(r"^ *#: ?(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation, written as an edit of the right one.

    Parameters
    ----------
    name : str
        Two to four words, unique within its exercise.
    old, new : str
        The piece of the solution's text that is changed, found exactly once in it, and what stands
        there instead.
    says : str
        The diagnosis in one sentence, without giving the line away.
    look : str
        A hint at the term: what to compare or to ask oneself.
    more : tuple of (str, str)
        Further edits (old, new) that belong to the same mistake.
    costs : tuple of str
        The outputs whose points are lost; by default the first output that differs.

    Examples
    --------
    >>> Mistake("no tanh", "np.tanh(z)", "z", "these are the sums z.", "what is g0?").edits
    (('np.tanh(z)', 'z'),)
    """

    name: str
    old: str
    new: str
    says: str
    look: str
    more: tuple[tuple[str, str], ...] = ()
    costs: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[tuple[str, str], ...]:
        """All changes, in the order in which they are made."""
        return ((self.old, self.new), *self.more)


@functools.cache
def source_of(solution: Callable) -> str:
    """Return the text of a solution under the name that the reader gives it.

    Parameters
    ----------
    solution : callable
        The right function, written in a file; a leading underscore of its name is dropped, and so
        are lines that begin with ``#:``, which students get in its place.

    Returns
    -------
    str
        Its source, dedented.

    Raises
    ------
    ValueError
        If it is no plain function in a file: made by a decorator, a ``lambda``, a class.

    Examples
    --------
    >>> print(source_of(textwrap.dedent).splitlines()[0])
    def dedent(text):
    """
    text = GIVEN.sub("", written(solution))
    text = text.replace("  # fmt: skip\n", "\n")  # meant for the formatter
    return re.sub(r"\bdef _", "def ", text, count=1)


def changed(source: str, edits: tuple[tuple[str, str], ...]) -> str:
    """Make the edits in a text; each must fit in exactly one place of the text as it was.

    Parameters
    ----------
    source : str
        The solution's text.
    edits : tuple of (str, str)
        (old, new) each.

    Returns
    -------
    str
        The changed text.

    Raises
    ------
    ValueError
        If an old piece stands nowhere or more than once, or two edits overlap.

    Examples
    --------
    >>> changed("a + b", (("a", "b"), ("b", "a")))
    'b + a'
    """
    places = []
    for old, new in edits:
        if source.count(old) != 1:
            raise ValueError(f"an edit must fit exactly once, {old!r} fits {source.count(old)} x")
        start = source.index(old)
        places.append((start, start + len(old), new))
    places.sort()
    pieces, end = [], 0
    for start, stop, new in places:
        if start < end:
            raise ValueError(f"two edits overlap at {source[start:stop]!r}")
        pieces += [source[end:start], new]
        end = stop
    return "".join([*pieces, source[end:]])


def written(solution: Callable) -> str:
    """Return the text of a function as it stands in its file, with the lines for students.

    Parameters
    ----------
    solution : callable
        A function that is what its text says: nothing is wrapped around it.

    Returns
    -------
    str
        Its source, dedented.

    Raises
    ------
    ValueError
        As in :func:`source_of`.

    Examples
    --------
    >>> written(abs)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: `abs` must be a plain function in a file, `def abs(...)`, got a builtin_...
    """
    name, text = getattr(solution, "__name__", "it"), ""
    if inspect.isfunction(solution):
        with contextlib.suppress(OSError):  # typed into a prompt
            text = textwrap.dedent(inspect.getsource(solution))
    decorated = hasattr(solution, "__wrapped__") or text.startswith("@")
    if text.startswith("def ") and not decorated:
        return text
    code = getattr(inspect.unwrap(solution), "__code__", None)
    where = f" ({Path(code.co_filename).name}, line {code.co_firstlineno})" if code else ""
    got, cure = f"a {type(solution).__name__}", ""
    if name == "<lambda>":
        name, got, cure = "answer", "a lambda", "; put its body on lines of its own"
    elif decorated:
        got = "one with a decorator"
        cure = ". Students get its text: do in its body what the decorator does"
    raise ValueError(
        f"`{name}`{where} must be a plain function in a file, `def {name}(...)`, got {got}{cure}"
    )


@functools.cache
def wrong_version(solution: Callable, edits: tuple[tuple[str, str], ...]) -> Callable:
    """Build the function that the edited text defines, beside the solution's own names.

    Parameters
    ----------
    solution : callable
        The right function.
    edits : tuple of (str, str)
        What is changed in its text.

    Returns
    -------
    callable
        The wrong function.

    Raises
    ------
    ValueError
        If an edit does not fit, or leaves no Python function of that name.

    Examples
    --------
    >>> import colorsys
    >>> wrong = wrong_version(colorsys.rgb_to_yiq, (("0.30*r", "0.40*r"),))
    >>> wrong(1, 0, 0)[0]
    0.4
    """
    text = changed(source_of(solution), edits)
    name, names = solution.__name__.removeprefix("_"), {}
    try:
        exec(compile(text, f"<{solution.__name__}, changed>", "exec"), solution.__globals__, names)
        return names[name]
    except SyntaxError as error:
        raise ValueError(f"the edit {edits[0]} leaves no Python: {error}") from None
    except KeyError:
        raise ValueError(f"the edit {edits[0]} leaves no function {name}") from None


def results_of(function: Callable, case: tuple) -> tuple:
    """Call one of our functions on copies of arguments; one that is wrong may overflow in silence.

    Parameters
    ----------
    function : callable
        A solution, or one with a mistake in it.
    case : tuple
        Its arguments; never changed.

    Returns
    -------
    tuple
        What it returns, also where that is one value.

    Examples
    --------
    >>> results_of(np.exp, (1000.0,))
    (np.float64(inf),)
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        got = function(*[v.copy() if isinstance(v, np.ndarray) else v for v in case])
    return got if isinstance(got, tuple) else (got,)


def line_of(source: str, old: str) -> tuple[int, str]:
    r"""Return number (from 1) and text of the line of the solution where an edit begins.

    Parameters
    ----------
    source : str
        The solution's text.
    old : str
        A piece of it.

    Returns
    -------
    int, str
        The number and the line without the spaces around it.

    Examples
    --------
    >>> line_of("def f(z):\n    a = z\n    return a", "= z")
    (2, 'a = z')
    """
    number = source[: source.index(old) + len(old) - len(old.lstrip())].count("\n")
    return number + 1, source.splitlines()[number].strip()


def hints_for(mistake: Mistake, source: str, wrong: tuple[str, ...], right: tuple[str, ...]):
    r"""Return the four steps: which array, which term, which line, the line itself.

    Parameters
    ----------
    mistake : Mistake
        What was recognized.
    source : str
        The solution's text.
    wrong, right : tuple of str
        The outputs that differ and those that do not, in the order of dependence.

    Returns
    -------
    tuple of str
        Four sentences.

    Examples
    --------
    >>> m = Mistake("no tanh", "np.tanh(z)", "z", "these are the sums.", "what is g0?")
    >>> for hint in hints_for(m, "def f(z):\n    a = np.tanh(z)\n    return a", ("a",), ()):
    ...     print(hint)
    `a` differs.
    what is g0?
    look at the line that begins with `a =`.
    the line is `a = np.tanh(z)`.
    """
    first = f"`{wrong[0]}` is the first to differ" if len(wrong) + len(right) > 1 else ""
    fine = f"; right: {', '.join(f'`{name}`' for name in right)}" if right else ""
    array = f"{first}{fine}." if first else f"`{wrong[0]}` differs."
    _, line = line_of(source, mistake.old)
    return array, mistake.look, f"look at {_beginning(line)}.", f"the line is `{line}`."


def _beginning(line: str) -> str:
    """Name a line without giving its right-hand side away."""
    found = re.match(r"([\w\[\], .:()+-]+?)\s*([-+*/@|&]?=)(?!=)", line)
    if found and found[1].count("(") == found[1].count(")"):  # else it is an argument's
        return f"the line that begins with `{found[1]} {found[2]}`"
    word = re.split(r"[\s(:]", line)[0]
    return f"the line that begins with `{word}`"
