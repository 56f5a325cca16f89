"""Layers on top of each other."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from ..parameters import Parameters
from .bidirectional import NO_STEP
from .layer import Layer, State, parts_of


class Stacked(Layer):
    r"""The output of each layer is the input of the next, :eq:`eq-stacked`.

    Parameters
    ----------
    *layers : Layer
        From the bottom up; each takes as many rows as the one below gives. They become parts of
        this layer.

    Attributes
    ----------
    params, grads : Parameters
        Named ``"l0.W_aa"``, ``"l1.W_aa"`` and so on.
    layers : tuple of Layer
        The parts.

    Raises
    ------
    ValueError
        If there is no layer, sizes do not fit, or a layer belongs to another one already.

    Examples
    --------
    >>> from rnnlab import RNN
    >>> rng = np.random.default_rng(0)
    >>> layer = Stacked(RNN(2, 3, rng=rng), RNN(3, 4, rng=rng))
    >>> out, states = layer.forward(np.ones((5, 2, 6)))
    >>> out.shape, [a.shape for a in states]
    ((5, 4, 6), [(3, 6), (4, 6)])
    """

    def __init__(self, *layers: Layer):
        if not layers:
            raise ValueError("Stacked needs at least one layer, got none")
        for k, (below, above) in enumerate(pairwise(layers), start=1):
            if above.n_x != below.n_a:
                raise ValueError(
                    f"layer {k} must take n_x={below.n_a} rows, what layer {k - 1} gives, "
                    f"got n_x={above.n_x}"
                )
        self.params = Parameters({f"l{k}": layer.params for k, layer in enumerate(layers)})
        self.grads = Parameters({f"l{k}": layer.grads for k, layer in enumerate(layers)})
        self.layers, self.n_x, self.n_a = layers, layers[0].n_x, layers[-1].n_a
        self.one_directional = all(layer.one_directional for layer in layers)

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, tuple]:
        r"""Run all layers, the lowest first, :eq:`eq-stacked`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs of the lowest layer.
        state : tuple of states, optional
            Initial states, one per layer.
        mask : ndarray, shape (T, N), optional
            False where a step is padding.

        Returns
        -------
        out : ndarray, shape (T, n_a, N)
            The output of the highest layer.
        state : tuple of states
            The last state of every layer.

        Examples
        --------
        >>> from rnnlab import GRU
        >>> rng = np.random.default_rng(0)
        >>> layer = Stacked(GRU(2, 3, rng=rng), GRU(3, 4, rng=rng))
        >>> layer.forward(np.ones((5, 2, 6)))[0].shape
        (5, 4, 6)
        """
        self.check_state(state, x)
        states = []
        for layer, s in zip(self.layers, self._states(state), strict=True):
            x, s = layer.forward(x, s, mask)
            states.append(s)
        return x, tuple(states)

    def backward(self, dout: np.ndarray, dstate: State = None) -> tuple[np.ndarray | None, tuple]:
        r"""Run back through all layers, each dx the next one's dout, :eq:`eq-stacked-backward`.

        Parameters
        ----------
        dout : ndarray, shape (T, n_a, N)
            What the layers above want of the output.
        dstate : tuple of states, optional
            The gradient of the returned states; zeros when absent.

        Returns
        -------
        dx : ndarray, shape (T, n_x, N), or None
            The gradient of the inputs; None when they were ids.
        dstate : tuple of states
            The gradient of the initial states.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> layer = Stacked(RNN(2, 3, rng=rng), RNN(3, 4, rng=rng))
        >>> out, _ = layer.forward(np.ones((5, 2, 6)))
        >>> layer.backward(np.ones_like(out))[0].shape
        (5, 2, 6)
        """
        self.check_dstate(dstate)
        dstates = list(self._states(dstate, "dstate"))
        for k in reversed(range(len(self.layers))):
            dout, dstates[k] = self.layers[k].backward(dout, dstates[k])
        return dout, tuple(dstates)

    def step(self, x_t: np.ndarray, state: State = None) -> tuple[np.ndarray, tuple]:
        """Advance all layers by a single step.

        Parameters
        ----------
        x_t : ndarray, shape (n_x, N), or ids, shape (N,)
            The input of this step.
        state : tuple of states, optional
            Where the last step ended; zeros when absent.

        Returns
        -------
        out_t : ndarray, shape (n_a, N)
            The output of the highest layer.
        state : tuple of states
            To be handed to the next step.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> layer = Stacked(RNN(2, 3, rng=rng), RNN(3, 4, rng=rng))
        >>> out_t, state = layer.step(np.ones((2, 6)))
        >>> out_t.shape
        (4, 6)
        """
        if not self.one_directional:
            raise RuntimeError(NO_STEP)
        self.check_state(state, x_t)
        states = []
        for layer, s in zip(self.layers, self._states(state), strict=True):
            x_t, s = layer.step(x_t, s)
            states.append(s)
        return x_t, tuple(states)

    def cells(self, state: State, name: str = "state") -> Iterator:
        """Pair every cell in all layers with its part of a state."""
        for layer, s in zip(self.layers, self._states(state, name), strict=True):
            yield from layer.cells(s, name)

    def _states(self, state: State, name: str = "state") -> tuple:
        names = ", ".join(f"l{k}" for k in range(len(self.layers)))
        return parts_of(state, f"({names})", name)

    def __repr__(self) -> str:
        """Show the parts."""
        return f"Stacked({', '.join(map(repr, self.layers))})"
