"""Where a gradient goes: its length at every lag, and what each step adds to each parameter."""

import copy
from collections.abc import Iterator

import numpy as np

from ..checks import check_dtype, check_shape
from ..layers import RNN, Layer
from ..layers.layer import State
from ..parameters import Parameters
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
    steps, n_a, N = path[0].shape
    check_shape("dout_last", dout_last, "n_a N", n_a=n_a, N=N)
    check_dtype("dout_last", dout_last, layer.params.dtype)
    dout = np.zeros((steps - 1, n_a, N), dout_last.dtype)
    d = as_state([dout_last, np.zeros_like(dout_last)][: len(path)])
    chosen = slice(None) if part is None else slice(names.index(part), names.index(part) + 1)
    lengths = [d, *(d for d, _ in _steps_back(layer, dout, d))]
    return np.array([np.linalg.norm(np.concatenate(as_parts(d)[chosen]), axis=0) for d in lengths])


def gradient_by_step(layer: Layer, dout: np.ndarray, dstate: State = None) -> dict[str, np.ndarray]:
    r"""Split the gradient of each parameter into what each step adds to it, :eq:`eq-bptt-dW-aa`.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; neither its gradients nor what it keeps are touched.
    dout : ndarray, shape (T, n_a, N)
        As for ``layer.backward``.
    dstate : ndarray, shape (n_a, N), optional
        As for ``layer.backward``; of an LSTM the pair for (a, c).

    Returns
    -------
    dict of ndarray
        For each parameter of shape (rows, columns) an array of shape (T, rows, columns): T times
        the memory of the parameters. The sum over the steps is what ``layer.backward`` adds.

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    ValueError, TypeError
        If a gradient does not fit, or the layer is no single cell.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
    >>> out, _ = layer.forward(np.ones((7, 2, 4)))
    >>> by_step = gradient_by_step(layer, np.ones_like(out))
    >>> dx, da0 = layer.backward(np.ones_like(out))
    >>> np.testing.assert_allclose(by_step["W_aa"].sum(axis=0), layer.grads["W_aa"])
    """
    _check_dout(layer, dout)
    steps = [
        {name: dW.copy() for name, dW in grads.items()}
        for _, grads in _steps_back(layer, dout, dstate)
    ]
    return {name: np.stack([step[name] for step in steps[::-1]]) for name in layer.params}


def share_by_step(layer: Layer, dout: np.ndarray, dstate: State = None) -> dict[str, np.ndarray]:
    r"""Tell which share of each parameter's gradient each step contributes.

    With :math:`G = \sum_t G^{\langle t\rangle}` the share of step t is
    :math:`\langle G^{\langle t\rangle}, G\rangle / \langle G, G\rangle`: the part of its
    contribution that points along the total. The shares add up to 1; a negative one pulls the other
    way.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; neither its gradients nor what it keeps are touched.
    dout : ndarray, shape (T, n_a, N)
        As for ``layer.backward``.
    dstate : ndarray, shape (n_a, N), optional
        As for ``layer.backward``; of an LSTM the pair for (a, c).

    Returns
    -------
    dict of ndarray, shape (T,)
        The shares by name; zeros for a parameter whose gradient is zero.

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    ValueError, TypeError
        If a gradient does not fit, or the layer is no single cell.

    See Also
    --------
    gradient_by_step : the contributions themselves, which need T times the memory.

    Examples
    --------
    >>> from rnnlab import LSTM
    >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
    >>> out, _ = layer.forward(np.ones((7, 2, 4)))
    >>> shares = share_by_step(layer, np.ones_like(out))
    >>> shares["W_aa"].shape, f"{shares['W_aa'].sum():.4f}"
    ((7,), '1.0000')
    """
    _check_dout(layer, dout)
    whole = copy.copy(layer)
    whole.grads = layer.grads.zeros_like()
    whole.backward(dout, dstate)
    shares = {name: np.zeros(len(dout)) for name in whole.grads}
    for k, (_, grads) in enumerate(_steps_back(layer, dout, dstate), start=1):
        for name, G in whole.grads.items():
            shares[name][-k] = np.vdot(G, grads[name]) / (np.vdot(G, G) or 1)
    return shares


def gate_saturation(layer: Layer, *, margin: float = 0.05) -> dict[str, np.ndarray]:
    r"""Measure how many gates are nearly shut or nearly open, where their slope is almost zero.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; it is not touched. An RNN with g0 tanh or sigmoid counts as one
        gate, ``"a"``.
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
        values, low = (layer.a[1:],), {"a": -1 if layer.g0 == "tanh" else 0}
    else:
        values = layer._blocks(layer._cache[-2])
    valid = ~skipped_steps(layer, N)
    count = np.where(valid.any(1), valid.sum(1), np.nan) * n_a
    shares = {}
    for gate, value in zip(layer.gates, values, strict=True):
        near = (value <= low.get(gate, 0) + margin) | (value >= 1 - margin)
        shares[gate] = (near & valid[:, None]).sum(axis=(1, 2)) / count
    return shares


def _check_dout(layer: Layer, dout: np.ndarray) -> None:
    T, n_a, N = state_path(layer)[0][1:].shape
    check_shape("dout", dout, "T n_a N", T=T, n_a=n_a, N=N)


def _steps_back(layer: Layer, dout: np.ndarray, d: State) -> Iterator[tuple[State, Parameters]]:
    """Go back one step at a time: yield the gradient of the state before it and its own `grads`.

    Each step runs forward once more, alone, from the state that the last forward kept.
    """
    path, skipped, x = state_path(layer), skipped_steps(layer, layer.a.shape[2]), layer._cache[0]
    one = copy.copy(layer)  # the same parameters; what it keeps and its gradients are its own
    one.grads = layer.grads.zeros_like()
    for t in reversed(range(len(dout))):
        one.forward(x[t : t + 1], as_state([part[t] for part in path]), ~skipped[t : t + 1])
        one.zero_grads()
        _, d = one.backward(dout[t : t + 1], d)
        yield d, one.grads
