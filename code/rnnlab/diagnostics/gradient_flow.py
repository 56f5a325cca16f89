"""Where a gradient goes: its length at every lag, and the gates in which it gets stuck."""

import copy
from collections.abc import Iterator

import numpy as np

from ..checks import check_dtype, check_shape
from ..layers import RNN, Layer, MinGRU
from ..layers.layer import State, split_rows
from ._states import as_parts, as_state, skipped_steps, state_path


def gradient_norm_by_lag(
    layer: Layer, dout_last: np.ndarray, *, part: str | None = None
) -> np.ndarray:
    r"""Length of ∂L/∂a<T-k> for a loss at the last step only, :eq:`eq-gradient-by-lag`.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; it is not touched.
    dout_last : ndarray, shape (n_a, N)
        ∂L/∂a<T>.
    part : {"a", "c"}, optional
        Of an LSTM, whose state is the pair (a, c): the length of one part only. By default that of
        the whole state, the root of the sum of both squares.

    Returns
    -------
    ndarray, shape (T+1, N)
        Entry k is the length of ∂L/∂a<T-k>: entry 0 that of `dout_last`, entry T that of ∂L/∂a<0>.

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    ValueError, TypeError
        If the shape or the number type of `dout_last` does not fit, the state has no such part, or
        the layer is no single cell.

    Notes
    -----
    The steps after T-k read a<T-k> and c<T-k> as two separate numbers, and so ∂L/∂c<T-k> is taken:
    without the way from c<T-k> to a<T-k>, which belongs to step T-k. It is what ``backward``
    returns for the initial state of those steps. At lag 0 it is 0: the loss reads a<T> alone.

    References
    ----------
    :cite:t:`bengio1994`

    Examples
    --------
    >>> from rnnlab import RNN
    >>> layer = RNN(1, 2, rng=np.random.default_rng(0), g0="identity")
    >>> layer.params["W_aa"] = np.array([[0.5, 0.0], [0.0, 0.5]])
    >>> out, _ = layer.forward(np.ones((3, 1, 1)))
    >>> gradient_norm_by_lag(layer, np.array([[3.0], [4.0]]))[:, 0]
    array([5.   , 2.5  , 1.25 , 0.625])
    """
    path = state_path(layer)
    names = ("a", "c")[: len(path)]
    if part not in (None, *names):
        raise ValueError(f"part must be one of {', '.join(names)} or None, got {part!r}")
    _, n_a, N = path[0].shape
    check_shape("dout_last", dout_last, "n_a N", n_a=n_a, N=N)
    check_dtype("dout_last", dout_last, layer.params.dtype)
    d = as_state([dout_last, np.zeros_like(dout_last)][: len(path)])
    chosen = slice(None) if part is None else slice(names.index(part), names.index(part) + 1)
    return np.array(
        [
            np.linalg.norm(np.concatenate(as_parts(d)[chosen]), axis=0)
            for d in (d, *_steps_back(layer, d))
        ]
    )


def gate_saturation(layer: Layer, *, margin: float = 0.05) -> dict[str, np.ndarray]:
    r"""Measure how many gates are nearly shut or nearly open, where their slope is almost zero.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; it is not touched. An RNN with g0 tanh or sigmoid counts as one
        gate, ``"a"``. Of a MinGRU only ``"z"`` counts: its n has no ends.
    margin : float
        A value counts when it is at most this far from an end: 0 or 1 of a sigmoid, -1 or 1 of a
        tanh.

    Returns
    -------
    dict of ndarray, shape (T,)
        By gate, for each step the share of all values of all examples that count. Padding does not
        enter; a step that is padding in every example is NaN (``np.nanmean`` passes over it).

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    ValueError
        If g0 has no ends, or `margin` is not in (0, 0.5).
    TypeError
        If the layer is no single cell.

    Examples
    --------
    >>> from rnnlab import LSTM
    >>> layer = LSTM(1, 3, rng=np.random.default_rng(0), forget_bias=5.0)   # sigmoid(5) = 0.993
    >>> out, _ = layer.forward(np.zeros((2, 1, 4)))
    >>> {gate: share.tolist() for gate, share in gate_saturation(layer).items()}
    {'i': [0.0, 0.0], 'f': [1.0, 1.0], 'g': [0.0, 0.0], 'o': [0.0, 0.0]}
    """
    _, n_a, N = state_path(layer)[0].shape
    if not 0 < margin < 0.5:
        raise ValueError(f"margin must be in (0, 0.5), got {margin}")
    low = {"g": -1, "n": -1}  # tanh; all others are sigmoids
    if isinstance(layer, RNN):
        if layer.g0 not in ("tanh", "sigmoid"):
            raise ValueError(f"g0={layer.g0!r} has no ends: only tanh and sigmoid saturate")
        values, low = {"a": layer.a[1:]}, {"a": -1 if layer.g0 == "tanh" else 0}
    else:
        parts = split_rows(layer.kept().gates, len(layer.gates))
        values = dict(zip(layer.gates, parts, strict=True))
        if isinstance(layer, MinGRU):
            del values["n"]  # linear
    valid = ~skipped_steps(layer, N)
    count = np.where(valid.any(1), valid.sum(1), np.nan) * n_a
    shares = {}
    for gate, value in values.items():
        near = (value <= low.get(gate, 0) + margin) | (value >= 1 - margin)
        shares[gate] = (near & valid[:, None]).sum(axis=(1, 2)) / count
    return shares


def _steps_back(layer: Layer, d: State) -> Iterator[State]:
    """Go back one step at a time, from the gradient of the last state: yield that of each before.

    Each step runs forward once more, alone, from the state that the last forward kept.
    """
    path, skipped, x = state_path(layer), skipped_steps(layer, layer.a.shape[2]), layer.kept().x
    one = copy.copy(layer)  # the same parameters; what it keeps and its gradients are its own
    one.grads = layer.grads.zeros_like()
    for t in reversed(range(len(x))):
        step, start = slice(t, t + 1), as_state([part[t] for part in path])
        out, _ = one.forward(x[step], start, ~skipped[step])
        _, d = one.backward(np.zeros_like(out), d)
        yield d
