"""Reading a sequence from both ends."""

from collections.abc import Iterator

import numpy as np

from ..checks import check_shape
from ..parameters import Parameters
from .layer import Layer, State, parts_of

NO_STEP = (
    "a bidirectional layer cannot take single steps: its first output needs the end of "
    "the sequence. Use forward on whole sequences, or a layer of one direction"
)


class Bidirectional(Layer):
    r"""Two layers, one of them on the reversed sequence, :eq:`eq-bidirectional`.

    Their outputs stand on top of each other. Reversing is a view, not a copy, and padding needs no
    special care: masked steps keep the state, so the layer that reads backward crosses the padding
    with its initial state and meets the last real step first.

    Parameters
    ----------
    fwd, bwd : Layer
        The two directions; both take n_x rows. They become parts of this layer.

    Attributes
    ----------
    params, grads : Parameters
        Named ``"fwd.W_aa"``, ``"bwd.W_aa"`` and so on.
    n_a : int
        Rows of the output: ``fwd.n_a + bwd.n_a``.

    Raises
    ------
    ValueError
        If the layers take inputs of different sizes, or one belongs to another layer already.

    Notes
    -----
    There is no :meth:`step`, no state carried from chunk to chunk and no checkpointing: the first
    output needs the end of the sequence.

    References
    ----------
    :cite:t:`schuster1997`

    Examples
    --------
    >>> from rnnlab import RNN
    >>> rng = np.random.default_rng(0)
    >>> layer = Bidirectional(RNN(2, 3, rng=rng), RNN(2, 4, rng=rng))
    >>> out, (a_fwd, a_bwd) = layer.forward(np.ones((5, 2, 6)))
    >>> out.shape, a_fwd.shape, a_bwd.shape
    ((5, 7, 6), (3, 6), (4, 6))
    """

    one_directional = False

    def __init__(self, fwd: Layer, bwd: Layer):
        if fwd.n_x != bwd.n_x:
            raise ValueError(f"bwd.n_x must be fwd.n_x={fwd.n_x}, got {bwd.n_x}")
        self.params = Parameters({"fwd": fwd.params, "bwd": bwd.params})
        self.grads = Parameters({"fwd": fwd.grads, "bwd": bwd.grads})
        self.fwd, self.bwd = fwd, bwd
        self.n_x, self.n_a = fwd.n_x, fwd.n_a + bwd.n_a

    def forward(
        self, x: np.ndarray, state: State = None, mask: np.ndarray | None = None
    ) -> tuple[np.ndarray, tuple]:
        r"""Run along the sequence in both directions, :eq:`eq-bidirectional`.

        Parameters
        ----------
        x : ndarray, shape (T, n_x, N), or ids, shape (T, N)
            The inputs.
        state : pair of states, optional
            Initial states: of `fwd` before the first step, of `bwd` after the last.
        mask : ndarray, shape (T, N), optional
            False where a step is padding.

        Returns
        -------
        out : ndarray, shape (T, fwd.n_a + bwd.n_a, N)
            At every step the outputs of both, `fwd` on top.
        state : pair of states
            Where each of them ended: `fwd` at the last step, `bwd` at the first.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> layer = Bidirectional(RNN(2, 3, rng=rng), RNN(2, 3, rng=rng))
        >>> x = rng.normal(size=(5, 2, 1))
        >>> before, _ = layer.forward(x)
        >>> x[4] += 1                                      # change the last input ...
        >>> after, _ = layer.forward(x)
        >>> (before[0] != after[0]).ravel().tolist()       # ... and the first output of bwd changes
        [False, False, False, True, True, True]
        """
        self.check_state(state, x)
        s_fwd, s_bwd = parts_of(state, "(fwd, bwd)")
        out_fwd, s_fwd = self.fwd.forward(x, s_fwd, mask)
        out_bwd, s_bwd = self.bwd.forward(x[::-1], s_bwd, None if mask is None else mask[::-1])
        return np.concatenate([out_fwd, out_bwd[::-1]], axis=1), (s_fwd, s_bwd)

    def backward(self, dout: np.ndarray, dstate: State = None) -> tuple[np.ndarray | None, tuple]:
        r"""Send each direction its share of dout, add their dx, :eq:`eq-bidirectional-backward`.

        Parameters
        ----------
        dout : ndarray, shape (T, fwd.n_a + bwd.n_a, N)
            What the layers above want of the output.
        dstate : pair of states, optional
            The gradient of the returned states; zeros when absent.

        Returns
        -------
        dx : ndarray, shape (T, n_x, N), or None
            The gradient of the inputs; None when they were ids.
        dstate : pair of states
            The gradient of the initial states.

        Examples
        --------
        >>> from rnnlab import RNN
        >>> rng = np.random.default_rng(0)
        >>> layer = Bidirectional(RNN(2, 3, rng=rng), RNN(2, 4, rng=rng))
        >>> out, _ = layer.forward(np.ones((5, 2, 6)))
        >>> layer.backward(np.ones_like(out))[0].shape
        (5, 2, 6)
        """
        ds_fwd, ds_bwd = parts_of(dstate, "(fwd, bwd)", "dstate")
        check_shape("dout", dout, "T n_a N", n_a=self.n_a)  # of both, before either half is used
        self.check_dstate(dstate)
        n = self.fwd.n_a
        dx, ds_fwd = self.fwd.backward(dout[:, :n], ds_fwd)
        dx_bwd, ds_bwd = self.bwd.backward(dout[::-1, n:], ds_bwd)
        return None if dx is None else dx + dx_bwd[::-1], (ds_fwd, ds_bwd)

    def cells(self, state: State, name: str = "state") -> Iterator:
        """Pair every cell in both directions with its part of a state."""
        for part, s in zip((self.fwd, self.bwd), parts_of(state, "(fwd, bwd)", name), strict=True):
            yield from part.cells(s, name)

    def step(self, x_t: np.ndarray, state: State = None) -> tuple:
        """Refuse: a single step, x_t of shape (n_x, N), has no end to start the way back from.

        Raises
        ------
        RuntimeError
            Always.
        """
        raise RuntimeError(NO_STEP)

    def __repr__(self) -> str:
        """Show the parts."""
        return f"Bidirectional({self.fwd!r}, {self.bwd!r})"
