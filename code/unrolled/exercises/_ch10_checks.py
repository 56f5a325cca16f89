"""Material of chapter 10's exercises: cases, wrong passes, and checks that are too weak."""

import numpy as np

from coursekit.mistakes import line_of, variant
from rnnlab.diagnostics import central_difference, complex_step, relative_error

from ._ch09_passes import path, rnn_backward

#: what a backward pass returns, and what the judge moves
ARRAYS = ("dW_aa", "dW_ax", "db_a", "dx", "da0")
_MOVED = ("W_aa", "W_ax", "b_a", "x", "a0")


def draw(seed: int, T: int = 5, *, padding: bool = True, scale: float = 1.0) -> tuple:
    """Draw a case: what the forward pass reads, the mask and dout; n_x, n_a, N are 2, 3, 4.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Steps.
    padding : bool
        Whether the mask has gaps.
    scale : float
        Size of the weights.

    Returns
    -------
    dict, ndarray, ndarray
        The five arrays by name, the mask (T, N) and dout (T, n_a, N).

    Examples
    --------
    >>> draw(0)[0]["x"].shape
    (5, 2, 4)
    """
    rng, n_x, n_a, N = np.random.default_rng(seed), 2, 3, 4
    shapes = {"W_aa": (n_a, n_a), "W_ax": (n_a, n_x), "b_a": (n_a, 1)}
    given = {name: scale * rng.normal(size=shape) for name, shape in shapes.items()}
    given["x"], given["a0"] = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.ones((T, N), bool)
    if padding:
        mask[3:, 1] = mask[1:, 2] = mask[1:2, 3] = False
    return given, mask, rng.normal(size=(T, n_a, N))


def errors(backward, case: tuple, judge=complex_step, dtype=complex) -> dict[str, float]:
    """Compare a backward pass with a judge that knows forward only.

    Parameters
    ----------
    backward : callable
        Takes (dout, x, a, mask, W_aa, W_ax).
    case : tuple
        As from :func:`draw`.
    judge : callable
        :func:`~rnnlab.diagnostics.differences.complex_step` or another of its form.
    dtype : type
        The number type that the judge moves.

    Returns
    -------
    dict of float
        Relative error by array.

    Examples
    --------
    >>> max(errors(rnn_backward.solution, draw(0)).values()) < 1e-12
    True
    """
    given, mask, dout = case
    a = path(**given, mask=mask)
    got = backward(dout, given["x"], a, mask, given["W_aa"], given["W_ax"])
    moved = {name: given[name].astype(dtype) for name in _MOVED}

    def loss():
        return (dout * path(**moved, mask=mask)[1:]).sum()

    return {
        array: relative_error(g, judge(loss, moved[name]))
        for array, g, name in zip(ARRAYS, got, _MOVED, strict=True)
    }


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
        letter: (variant(right, (edit,)), line_of(rnn_backward.source, edit[0])[0])
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


def well_designed(backward) -> bool:
    """Accept a pass only if all five arrays agree on well-designed cases; the model answer.

    Parameters
    ----------
    backward : callable
        The pass.

    Returns
    -------
    bool
        Whether it is accepted.

    Examples
    --------
    >>> well_designed(rnn_backward.solution)
    True
    """
    return all(max(errors(backward, draw(seed)).values()) < 1e-6 for seed in range(3))


def _shapes_only(backward):
    given, mask, dout = draw(0)
    a = path(**given, mask=mask)
    got = backward(dout, given["x"], a, mask, given["W_aa"], given["W_ax"])
    return all(g.shape == given[name].shape for g, name in zip(got, _MOVED, strict=True))


def _one_step(backward):
    return max(errors(backward, draw(0, T=1, padding=False)).values()) < 1e-6


def _loose(backward):
    return max(errors(backward, draw(0, scale=0.01, padding=False)).values()) < 1e-2


def _no_padding(backward):
    return max(errors(backward, draw(0, padding=False)).values()) < 1e-6


def _too_strict(backward):
    return max(errors(backward, draw(0), central_difference, float).values()) < 1e-12


#: checks that are too weak or too strict: name -> (the check, a piece of the verdict)
WEAK = {
    "shapes only": (_shapes_only, "rejects 0 of"),
    "one step": (_one_step, "it lets pass"),
    "small weights and one percent": (_loose, "it lets pass"),
    "no padding": (_no_padding, "it lets pass"),
    "stricter than the judge": (_too_strict, "it rejects the right pass"),
}
