"""Check every gradient of a whole layer or model with the judges of `differences`."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from ..checks import check_rng
from ..data.batching import Batch
from ..layers import Layer
from ..layers.layer import State
from ..model import SequenceModel
from .differences import central_difference, complex_step, relative_error

_DTYPE = {"central": np.float64, "complex": np.complex128}


def check_layer(
    layer: Layer,
    x: np.ndarray,
    *,
    rng: np.random.Generator,
    state: State = None,
    mask: np.ndarray | None = None,
    method: str = "central",
) -> dict[str, float]:
    r"""Check every gradient that a layer's backward gives, on a float64 copy of the layer.

    The loss is :math:`\sum R \odot out + \sum S \odot state` with random R and S, so every step and
    the last state count.

    Parameters
    ----------
    layer : Layer
        A recurrent layer; neither its parameters nor its gradients nor what it keeps are touched.
    x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
        The inputs.
    rng : numpy.random.Generator
        Draws R and S.
    state : ndarray, shape (n_a, N), optional
        The initial state (a tuple of arrays for layers that have several); zeros when absent.
    mask : ndarray, shape (T, N), optional
        False where a step is padding.
    method : {"central", "complex"}
        :eq:`eq-central-difference` (right gradients: below 1e-7) or :eq:`eq-complex-step`
        (below 1e-12).

    Returns
    -------
    dict of float
        Relative error by name: the parameters, ``"x"`` (not for ids), and ``"state"``
        (``"state[0]"``, ``"state[1]"``, ... for a tuple).

    Raises
    ------
    ValueError
        If `method` is unknown.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> rng = np.random.default_rng(0)
    >>> errors = check_layer(RNN(2, 3, rng=rng), rng.normal(size=(5, 2, 4)), rng=rng)
    >>> list(errors), max(errors.values()) < 1e-7
    (['W_ax', 'W_aa', 'b_a', 'x', 'state'], True)
    """
    check_rng(rng)
    judge, dtype = _judge(method)
    layer, x = _copy_as(layer, np.float64), _as(x, np.float64)
    out, last = layer.forward(x, _map(lambda s: _as(s, np.float64), state), mask)
    if state is None:
        state = _map(np.zeros_like, last)
    R, S = rng.normal(size=out.shape), _map(lambda s: rng.normal(size=s.shape), last)
    layer.zero_grads()
    dx, dstate = layer.backward(R, S)

    twin, x = _copy_as(layer, dtype), _as(x, dtype)
    state = _map(lambda s: _as(s, dtype), state)

    def loss() -> float | complex:
        out, last = twin.forward(x, state, mask)
        return (R * out).sum() + sum(map(np.vdot, _leaves(S), _leaves(last)))

    errors = {n: relative_error(layer.grads[n], judge(loss, v)) for n, v in twin.params.items()}
    if dx is not None:
        errors["x"] = relative_error(dx, judge(loss, x))
    starts, gradients = _leaves(state), _leaves(dstate)
    for k, (start, gradient) in enumerate(zip(starts, gradients, strict=True)):
        name = "state" if len(starts) == 1 else f"state[{k}]"
        errors[name] = relative_error(gradient, judge(loss, start))
    return errors


def check_model(model: SequenceModel, batch: Batch, *, method: str = "central") -> dict[str, float]:
    r"""Check the gradient of a model's loss for every parameter, on a float64 copy of the model.

    Parameters
    ----------
    model : SequenceModel
        The model; it is not touched.
    batch : Batch
        x of shape (T, n_x, N) or (T, N) with targets and masks.
    method : {"central", "complex"}
        :eq:`eq-central-difference` (right gradients: below 1e-7) or :eq:`eq-complex-step`
        (below 1e-12).

    Returns
    -------
    dict of float
        Relative error by name, such as ``"layer.W_aa"``.

    Raises
    ------
    ValueError
        If `method` is unknown.

    Examples
    --------
    >>> from rnnlab import RNN, Dense
    >>> rng = np.random.default_rng(0)
    >>> model = SequenceModel(RNN(2, 3, rng=rng), Dense(3, 4, rng=rng))
    >>> batch = Batch(rng.normal(size=(5, 2, 6)), rng.integers(0, 4, size=(5, 6)))
    >>> max(check_model(model, batch, method="complex").values()) < 1e-12
    True
    """
    judge, dtype = _judge(method)
    model, twin = _copy_as(model, np.float64), _copy_as(model, dtype)
    masks = None, batch.mask, batch.y_mask
    model.loss_and_grads(_as(batch.x, np.float64), batch.y, *masks)
    x = _as(batch.x, dtype)

    def loss() -> float | complex:
        return twin.loss(x, batch.y, *masks)[0]

    return {n: relative_error(model.grads[n], judge(loss, v)) for n, v in twin.params.items()}


def _judge(method: str) -> tuple[Callable, type]:
    if method not in _DTYPE:
        raise ValueError(f"method must be 'central' or 'complex', got {method!r}")
    return {"central": central_difference, "complex": complex_step}[method], _DTYPE[method]


def _copy_as(part: Any, dtype: type) -> Any:
    """Copy a layer or model, with parameters and gradients of another number type."""
    part = copy.deepcopy(part)
    for p in (part.params, part.grads):
        p.cast(dtype)
    return part


def _as(x: Any, dtype: type) -> Any:
    """Copy an array in another number type; ids stay ids, and what is no array stays too."""
    return x.astype(dtype) if getattr(x, "dtype", np.dtype(int)).kind in "fc" else x


def _map(f: Callable, state: State) -> State:
    """Apply f to each array of a state, which may be a tuple of states."""
    if state is None:
        return None
    return tuple(_map(f, s) for s in state) if isinstance(state, tuple) else f(state)


def _leaves(state: State) -> list[np.ndarray]:
    """List the arrays of a state."""
    return [v for s in state for v in _leaves(s)] if isinstance(state, tuple) else [state]
