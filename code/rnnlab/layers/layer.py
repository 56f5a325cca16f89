"""What all recurrent cells share: parameters, input checks, and products over all steps at once."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..checks import (
    COLUMNS,
    check_dtype,
    check_finite,
    check_ids,
    check_mask,
    check_rng,
    check_shape,
)
from ..parameters import Parameters
from .blocks import row_blocks

State = np.ndarray | tuple | None


class Layer:
    """The protocol of every layer that runs along a sequence.

    ``out, state = layer.forward(x, state, mask)`` runs the steps 1..T; ``dx, dstate =
    layer.backward(dout, dstate)`` runs back and **adds** into ``layer.grads``.

    Attributes
    ----------
    params, grads : Parameters
        The same names in both; their arrays are changed in place, never replaced.
    n_x, n_a : int
        Rows of the input and of the output.
    """

    params: Parameters
    grads: Parameters
    n_x: int
    n_a: int
    one_directional = True  # False where the first output needs the end of the sequence

    def cells(self, state: State, name: str = "state") -> Iterator[tuple["Recurrent", State]]:
        """Pair every cell in this layer with its part of a state."""
        raise TypeError(f"{type(self).__name__} is no complete layer: use RNN, LSTM or GRU")

    def check_state(self, state: State, x: np.ndarray) -> None:
        """Refuse a state that does not fit, before the first of several cells has moved."""
        if isinstance(x, np.ndarray) and x.ndim:  # anything else is refused by the first cell
            for cell, s in self.cells(state):
                cell.check_arrays("state", s, x.shape[-1])

    def check_dstate(self, dstate: State) -> None:
        """Refuse the gradient of a state that does not fit, before the first cell has moved."""
        for cell, s in self.cells(dstate, "dstate"):
            cell.check_arrays("dstate", s, cell.kept().a.shape[-1])

    def zero_grads(self) -> None:
        """Set all gradients to zero.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
        >>> layer.grads["b_a"] += 1
        >>> layer.zero_grads()
        >>> bool(layer.grads.flat.any())
        False
        """
        self.grads.flat[...] = 0

    def forward(self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None) -> tuple:
        """Run along the sequence; see the cell's own documentation."""
        raise TypeError(f"{type(self).__name__} is no complete layer: use RNN, LSTM or GRU")

    def step(self, x_t: np.ndarray, state: State = None) -> tuple[np.ndarray, State]:
        """Advance by a single time step, for streams and for sampling.

        Parameters
        ----------
        x_t : ndarray, shape (n_x, N), or ids, shape (N,)
            The input of this step.
        state : ndarray, shape (n_a, N), optional
            Where the last step ended; zeros when absent.

        Returns
        -------
        out_t : ndarray, shape (n_a, N)
            The output of this step.
        state : ndarray, shape (n_a, N)
            To be handed to the next step.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
        >>> out_t, state = layer.step(np.ones((2, 5)))
        >>> out_t.shape
        (3, 5)
        """
        out, state = self.forward(np.asarray(x_t)[None], state)
        self._cache = None  # backward after a step would be wrong silently; now it says so
        return out[0], state


class Recurrent(Layer):
    """What the cells share; `gates` names the blocks of rows of their weights.

    Parameters
    ----------
    n_x, n_a : int
        Rows of the input and of the state.
    rng : numpy.random.Generator
        Draws the weights, uniform on ±1/√n_a.
    dtype : type
        float64 or float32.
    """

    gates: tuple[str, ...] = ("a",)  # blocks of rows, in PyTorch's order
    state_names = ""  # the parts of the state, such as "(a, c)", when there are several

    def __init__(self, n_x: int, n_a: int, *, rng: np.random.Generator, dtype: type = np.float64):
        check_rng(rng)
        if min(n_x, n_a) < 1:
            raise ValueError(f"n_x and n_a must be at least 1, got n_x={n_x}, n_a={n_a}")
        if np.dtype(dtype) not in (np.float32, np.float64):
            raise TypeError(f"dtype must be float64 or float32, got {np.dtype(dtype)}")
        self.n_x, self.n_a, self._cache = int(n_x), int(n_a), None  # a model file has no np.int64
        self.params = Parameters(self._shapes(), dtype)
        self.grads = self.params.zeros_like()
        bound = 1 / math.sqrt(n_a)  # math, because a NumPy float64 would widen float32 arrays
        self._draw(rng, bound)

    def _shapes(self) -> dict[str, tuple[int, int]]:
        """Name the parameters and their shapes, in the order in which they are drawn."""
        k = len(self.gates) * self.n_a
        return {"W_ax": (k, self.n_x), "W_aa": (k, self.n_a), "b_a": (k, 1)}

    def _draw(self, rng: np.random.Generator, bound: float) -> None:
        self.params.flat[...] = rng.uniform(-bound, bound, self.params.flat.size)

    @property
    def a(self) -> np.ndarray:
        """The states of the last forward, shape (T+1, n_a, N): ``a[t]`` is a at time t.

        Raises
        ------
        RuntimeError
            If there has been no forward yet.
        """
        self._demand_forward("a")
        return read_only(self._cache.a)

    def _demand_forward(self, name: str) -> None:
        if self._cache is None:
            raise RuntimeError(f"layer.{name} is kept by forward: call forward(x) first")

    def gate(self, name: str, gate: str) -> np.ndarray:
        """Return the rows of one gate as a view: to write into it is to change the parameter.

        Parameters
        ----------
        name : str
            ``"W_ax"``, ``"W_aa"`` or ``"b_a"``.
        gate : str
            One of ``gates``.

        Returns
        -------
        ndarray, shape (n_a, n_x), (n_a, n_a) or (n_a, 1)
            The block of rows.

        Raises
        ------
        ValueError
            If there is no such gate or parameter.

        Examples
        --------
        >>> from rnnlab import LSTM
        >>> layer = LSTM(2, 3, rng=np.random.default_rng(0))
        >>> layer.gate("W_aa", "f").shape
        (3, 3)
        """
        if name not in ("W_ax", "W_aa", "b_a"):  # b_g has no blocks: it would be cut to nothing
            raise ValueError(f"name must be one of W_ax, W_aa, b_a, got {name!r}")
        if gate not in self.gates:
            raise ValueError(f"gate must be one of {', '.join(self.gates)}, got {gate!r}")
        k = self.gates.index(gate)
        return self.params[name][k * self.n_a : (k + 1) * self.n_a]

    def _begin(self, x: np.ndarray, states: list, mask: np.ndarray | None) -> tuple:
        """Check the inputs before anything is changed.

        Returns x, one starting array per state, for each step which examples skip it (None when
        nobody does), and the number type of the work arrays.
        """
        is_ids = isinstance(x, np.ndarray) and x.dtype.kind in "iu" and x.ndim == 2
        if is_ids:
            T, N = check_shape("x", x, "T N")
            check_ids("x", x, self.n_x, cure="Was the text encoded with another Vocabulary?")
        else:
            T, _, N = check_shape("x", x, "T n_x N", n_x=self.n_x, cure=COLUMNS)
            check_dtype("x", x, self.params.dtype)
            check_finite("x", x)
        self.check_arrays("state", states, N)
        skip = [None] * T
        if mask is not None:
            valid = check_mask(mask, T, N)
            skip = [
                None if complete else missing
                for complete, missing in zip(valid.all(1).tolist(), ~valid, strict=True)
            ]
        given = [v for v in [None if is_ids else x, *states] if v is not None]
        dtype = np.result_type(self.params.dtype, *given)
        starts = [np.zeros((self.n_a, N), dtype) if s is None else s for s in states]
        self._cache = None  # frees the last sequence before the next one takes memory
        return x, starts, skip, dtype

    def _recall(self, dout: np.ndarray, dstates: list) -> NamedTuple:
        """Return what forward kept, after checking that the gradients fit it."""
        a = self.kept().a
        T, n_a, N = a[1:].shape
        check_shape("dout", dout, "T n_a N", T=T, n_a=n_a, N=N)
        check_dtype("dout", dout, a.dtype)
        self.check_arrays("dstate", dstates, N)
        return self._cache

    def kept(self) -> NamedTuple:
        """Return what forward kept for backward: x, a, skip, and more that the cell names."""
        if self._cache is None:
            raise RuntimeError("backward needs what forward kept: call forward(x) first")
        return self._cache

    def cells(self, state: State, name: str = "state") -> Iterator[tuple["Recurrent", State]]:
        """Pair this cell with its state, as a list of its arrays."""
        yield self, parts_of(state, self.state_names, name) if self.state_names else [state]

    def check_arrays(self, name: str, arrays: list, N: int) -> None:
        """Refuse a state, or its gradient, that does not fit this cell."""
        for s in arrays:
            if s is not None:
                check_shape(name, s, "n_a N", n_a=self.n_a, N=N)
                check_dtype(name, s, self.params.dtype)
                if name == "state":
                    check_finite(name, s)


def parts_of(state: State, names: str, name: str = "state") -> tuple:
    """Return the parts of a state that consists of several, such as "(a, c)"; None for zeros."""
    n = names.count(",") + 1
    if state is None:
        return (None,) * n
    if not isinstance(state, tuple) or len(state) != n:
        got = f"{len(state)} parts" if isinstance(state, tuple) else type(state).__name__
        raise TypeError(f"{name} must be the tuple {names} or None for zeros, got {got}")
    return state


def transposed(W: np.ndarray, N: int) -> np.ndarray:
    """Transpose W the way BLAS multiplies N columns fastest: a copy, or for N = 1 the view."""
    return W.T if N == 1 else W.T.copy()


def times(W: np.ndarray, x: np.ndarray, out: np.ndarray) -> None:
    """Put W x<t> into out for every t; for one example a single product beats T small ones."""
    T, _, N = x.shape
    if N == 1:
        out[:, :, 0] = x[:, :, 0] @ W.T
    else:
        blocks = row_blocks(W, N)
        np.matmul(blocks, x[:, None], out=out.reshape(T, *blocks.shape[:2], N))


def project(W: np.ndarray, b: np.ndarray, x: np.ndarray, out: np.ndarray) -> None:
    """Put W x<t> + b into out for every t: this part need not wait for the previous state.

    Ids are one-hot columns that are never built: a product with a one-hot column picks a column.
    """
    b = np.repeat(b, x.shape[-1], axis=1)  # whole columns: faster than a broadcast
    for p in pieces(len(x), b.size, out.itemsize):
        if x.ndim == 2:
            out[p] = np.take(W.T, x[p], axis=0).swapaxes(1, 2)
        else:
            times(W, x[p], out[p])
        out[p] += b


def flat(z: np.ndarray) -> np.ndarray:
    """(T, n, N) -> (n, T N): all steps and examples side by side, so one product sums over both."""
    return z.swapaxes(0, 1).reshape(z.shape[1], -1)


def flat_inputs(x: np.ndarray, n_x: int, dtype: np.dtype) -> np.ndarray:
    """Do what :func:`flat` does, also for ids (T, N), whose columns are one-hot."""
    if x.ndim == 3:
        return flat(x)
    columns = np.zeros((n_x, x.size), dtype)
    columns[x.ravel(), np.arange(x.size)] = 1
    return columns


def split_rows(z: np.ndarray, k: int) -> tuple[np.ndarray, ...]:
    """Cut (T, k n, N) into its k blocks of rows, such as gates, as views."""
    n = z.shape[1] // k
    return tuple(z[:, j * n : (j + 1) * n] for j in range(k))


def sum_columns(Z: np.ndarray) -> np.ndarray:
    """Add up all columns, as a column; as a product, for BLAS adds faster than sum(1)."""
    return Z @ np.ones((Z.shape[1], 1), Z.dtype)


def pieces(T: int, numbers_per_step: int, itemsize: int, cache: int = 2**19) -> list[slice]:
    """Cut the time axis into slices, last first, each small enough for the processor's cache."""
    k = max(1, cache // (numbers_per_step * itemsize))
    return [slice(max(0, stop - k), stop) for stop in range(T, 0, -k)]


def backwards(*arrays: np.ndarray) -> zip:
    """Walk through several arrays side by side, the last step first."""
    return zip(*(v[::-1] for v in arrays), strict=True)


def read_only(a: np.ndarray) -> np.ndarray:
    """Return a view that cannot be written: backward still needs these numbers."""
    view = a.view()
    view.flags.writeable = False
    return view
