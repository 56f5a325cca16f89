"""By how much small changes of the state grow per step, along one trajectory."""

import copy
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from ..checks import check_rng
from ..layers import Layer
from ..layers.layer import State
from ._states import has_one_product, state_path
from .linearization import linear_steps

_TINY = 1e-20  # its square is lost beside any number of order 1, in float32 too


def growth_per_step(
    layer: Layer,
    x: np.ndarray,
    *,
    rng: np.random.Generator,
    warmup: int = 50,
    state: State = None,
) -> np.ndarray:
    r"""Measure by how much a small change of the state grows per step, :eq:`eq-growth-per-step`.

    A random vector v travels along, v<t> = J<t> v<t-1>, made as long as 1 again after each step.
    The result is the geometric mean of its lengths before that. No Jacobian is built.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell; it is not touched. In an LSTM v is a change of the pair (a, c).
    x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
        The inputs.
    rng : numpy.random.Generator
        Draws the first v.
    warmup : int
        Leave out so many first steps: v must find its direction and the state must settle.
    state : ndarray, shape (n_a, N), optional
        The initial state, of an LSTM the pair (a, c); zeros when absent.

    Returns
    -------
    ndarray, shape (N,)
        Mean factor per step and example: below 1 changes die out, above 1 they explode.

    Raises
    ------
    ValueError
        If no step is left after `warmup`, or an input does not fit the layer.
    TypeError
        If the layer is no single cell.

    Notes
    -----
    Its logarithm estimates the largest Lyapunov exponent, a limit for T → ∞
    :cite:p:`engelken2023`. How far the examples lie apart says how far to trust it.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> rng = np.random.default_rng(0)
    >>> layer = RNN(1, 2, rng=rng, g0="identity")
    >>> layer.params["W_aa"] = np.array([[0.0, 0.9], [-0.9, 0.0]])     # turns and shrinks
    >>> print(np.round(growth_per_step(layer, np.zeros((60, 1, 3)), rng=rng), 4))
    [0.9 0.9 0.9]
    """
    check_rng(rng)
    if not 0 <= warmup < len(x):
        raise ValueError(f"warmup must be at least 0 and below T={len(x)}, got {warmup}")
    twin = copy.copy(layer)  # the same parameters, but the layer keeps its own last forward
    out, _ = twin.forward(x, state)
    P, (T, n_a, N) = len(state_path(twin)), out.shape
    v = rng.normal(size=(P * n_a, N)).astype(out.dtype)
    v /= np.linalg.norm(v, axis=0)
    lengths = np.empty((T, N))
    for t, push in enumerate(_pushes(twin)):
        v = push(v)
        lengths[t] = np.linalg.norm(v, axis=0)
        v /= np.where(lengths[t] > 0, lengths[t], 1)  # ReLUs can kill v: its growth is then 0
    with np.errstate(divide="ignore"):
        return np.exp(np.log(lengths[warmup:]).mean(axis=0))


def _pushes(layer: Layer) -> Iterator[Callable[[np.ndarray], np.ndarray]]:
    """Yield, step by step, the function v -> J<t> v for v of shape (P n_a, N)."""
    if has_one_product(layer):
        for gain_t, carry_t in zip(*linear_steps(layer), strict=True):
            yield partial(_push, layer.params["W_aa"], gain_t, carry_t)
        return
    one, x, a = copy.deepcopy(layer), layer.kept().x, layer.a
    one.params.cast(np.result_type(layer.params.dtype, np.complex64))
    for t in range(len(x)):
        yield partial(_push_by_complex_step, one, x[t : t + 1], a[t])


def _push(W_aa: np.ndarray, gain: np.ndarray, carry: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Move v by one step, through the products and past them: the sum in `linear_steps`."""
    P, K, n_a, N = gain.shape
    through = np.einsum("pkin,kin->pin", gain, (W_aa @ v[:n_a]).reshape(K, n_a, N))
    past = np.einsum("pqin,qin->pin", carry, v.reshape(P, n_a, N))
    return (through + past).reshape(P * n_a, N)


def _push_by_complex_step(
    one: Layer, x_t: np.ndarray, a_prev: np.ndarray, v: np.ndarray
) -> np.ndarray:
    """Do the same for any cell whose state is one array, :eq:`eq-complex-step`."""
    moved = a_prev.astype(np.result_type(v, np.complex64))
    moved.imag = v * v.dtype.type(_TINY)
    return one.forward(x_t, moved)[1].imag / v.dtype.type(_TINY)
