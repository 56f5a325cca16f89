"""What exercises of chapter 10 share: what a judge compares."""

import numpy as np

from rnnlab.diagnostics import complex_step, relative_error

from ..ch09_bptt._cases import path

__all__ = ["draw", "errors", "path"]

#: what a backward pass returns, and what the judge moves
ARRAYS = ("dW_aa", "dW_ax", "db_a", "dx", "da0")
MOVED = ("W_aa", "W_ax", "b_a", "x", "a0")


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
    >>> from unrolled.exercises import ch09_bptt as ch09
    >>> max(errors(ch09.rnn_backward.solution, draw(0)).values()) < 1e-12
    True
    """
    given, mask, dout = case
    a = path(**given, mask=mask)
    got = backward(dout, given["x"], a, mask, given["W_aa"], given["W_ax"])
    moved = {name: given[name].astype(dtype) for name in MOVED}

    def loss():
        return (dout * path(**moved, mask=mask)[1:]).sum()

    return {
        array: relative_error(g, judge(loss, moved[name]))
        for array, g, name in zip(ARRAYS, got, MOVED, strict=True)
    }
