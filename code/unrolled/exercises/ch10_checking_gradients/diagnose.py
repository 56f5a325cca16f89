"""Exercise `diagnose` of chapter 10: five passes to diagnose."""

from coursekit import Choices
from coursekit.mistakes import line_of, wrong_version

from ..ch09_bptt.rnn_backward import exercise as rnn_backward
from ._cases import draw, errors

__all__ = ["evidence", "listing"]

_EDITS = {
    "A": ("dz @ a[t - 1].T", "dz @ a[t].T"),
    "B": ("da = dout[t - 1] + d\n", "da = dout[t - 1]\n"),
    "C": ("W_aa.T @ dz, da)", "W_aa @ dz, da)"),
    "D": ("(1 - a[t] ** 2) * da", "(1 - a[t - 1] ** 2) * da"),
    "E": ("mask[t - 1] * (1", "(1"),
}


def exhibits() -> dict[str, tuple]:
    """Return the wrong passes of the diagnose exercise.

    Returns
    -------
    dict of (callable, int)
        Letter -> (the wrong pass, the number of its wrong line).

    Examples
    --------
    >>> list(exhibits())
    ['A', 'B', 'C', 'D', 'E']
    """
    right = rnn_backward.solution
    return {
        letter: (wrong_version(right, (edit,)), line_of(rnn_backward.source, edit[0])[0])
        for letter, edit in _EDITS.items()
    }


def listing() -> str:
    """Return the right pass with line numbers.

    Returns
    -------
    str
        One line of text per line of code.

    Examples
    --------
    >>> print(listing().splitlines()[0])
     1 def rnn_backward(dout, x, a, mask, W_aa, W_ax):
    """
    lines = rnn_backward.source.rstrip().splitlines()
    return "\n".join(f"{n:2} {line}" for n, line in enumerate(lines, 1))


#: how the exhibits are examined: name of the case -> how it is drawn
CASES = {"one step": {"T": 1, "padding": False}, "no padding": {"padding": False}, "padded": {}}


def evidence() -> dict[str, dict[str, dict[str, float]]]:
    """Examine the exhibits.

    Returns
    -------
    dict
        Letter -> name of the case -> array -> relative error.

    Examples
    --------
    >>> evidence()["A"]["one step"]["dW_ax"] < 1e-12
    True
    """
    return {
        letter: {name: errors(wrong, draw(0, **options)) for name, options in CASES.items()}
        for letter, (wrong, _) in exhibits().items()
    }


_LINES = dict(enumerate(rnn_backward.source.rstrip().splitlines(), 1))

_MAKES = {
    "da": "everything",
    "dz": "everything",
    "dW_aa": "`dW_aa` alone",
    "dW_ax": "`dW_ax` alone",
    "db_a": "`db_a` alone",
    "dx[t": "`dx` alone",
    "d": "all that lies before the last step",
}


def _about(right: int) -> dict:
    """Say of each other line of the loop what it would spoil."""
    said = {}
    for n, line in _LINES.items():
        word = line.split()[0]
        if n != right and line.startswith("        ") and word in _MAKES:
            said[n] = f"line {n}, if wrong, spoils {_MAKES[word]}; compare with the evidence."
    return said | {...: "answer with the number of a line of the loop."}


_KEYS = {letter: line for letter, (_, line) in exhibits().items()}


def answer():
    lines = {"A": 8, "B": 6, "C": 12, "D": 7, "E": 7}
    return lines


exercise = Choices(
    _KEYS,
    {letter: _about(line) for letter, line in _KEYS.items()},
    answer=answer,
    title="Five broken passes", stars=2, minutes=12, trains=(4,),
    checked="the numbers of five lines",
)  # fmt: skip
