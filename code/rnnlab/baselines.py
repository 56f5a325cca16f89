"""Counting models: what a network has to beat before it deserves its training time."""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from .checks import check_ids, check_shape

# Stands before the first symbol of every sequence in a context; it is never predicted.
START = -1


class NGram:
    r"""Predict the next symbol from how often it followed the same few symbols, :eq:`eq-ngram`.

    Interpolated Witten-Bell smoothing: with a context h seen c(h) times, followed by D(h)
    different symbols,

    .. math:: p(s \mid h) = \frac{c(h, s) + D(h)\, p(s \mid h')}{c(h) + D(h)}

    where h' is h without its oldest symbol; below the empty context stands the uniform
    distribution 1/n_v. The more different symbols followed a context, the more weight goes to the
    shorter one.

    Parameters
    ----------
    order : int
        n of the n-gram: n - 1 symbols of context. Order 1 counts single symbols.
    n_v : int
        Number of different symbols, ids 0..n_v-1.

    Raises
    ------
    ValueError
        If `order` or `n_v` is below 1.

    References
    ----------
    :cite:`witten1991` (their method C), interpolated as in :cite:`chen1999`.

    Examples
    --------
    >>> model = NGram(2, 3).fit([np.array([0, 1, 0, 1, 2])])
    >>> model.probabilities([0]).round(3)
    array([0.125, 0.792, 0.083])
    >>> round(model.bits([np.array([0, 1, 2])]), 3)
    0.764
    """

    def __init__(self, order: int, n_v: int) -> None:
        if order < 1 or n_v < 1:
            raise ValueError(f"order and n_v must be at least 1, got order={order}, n_v={n_v}")
        self.order, self.n_v = order, n_v
        self._counts: dict[tuple[int, ...], dict[int, int]] = {}
        self._totals: dict[tuple[int, ...], int] = {}

    def fit(self, sequences: Sequence[np.ndarray]) -> "NGram":
        """Count every context of 0 to order - 1 symbols; earlier counts are forgotten.

        Parameters
        ----------
        sequences : sequence of ndarray of int, shape (T_i,)
            Encoded sequences. Every symbol is predicted, the first one from the start of the
            sequence; so append ``<eos>`` to predict ends, but do not prepend ``<bos>``.

        Returns
        -------
        NGram
            Itself.

        Raises
        ------
        ValueError
            If there is no sequence, or an id is out of range.

        Examples
        --------
        >>> NGram(1, 2).fit([np.array([0, 1, 1])]).probabilities()
        array([0.4, 0.6])
        """
        counts: dict = defaultdict(lambda: defaultdict(int))
        for path in self._paths(sequences):
            for t in range(self.order - 1, len(path)):
                symbol = path[t]
                for k in range(self.order):
                    counts[path[t - k : t]][symbol] += 1
        self._counts = {context: dict(seen) for context, seen in counts.items()}
        self._totals = {context: sum(seen.values()) for context, seen in counts.items()}
        return self

    def _paths(self, sequences: Sequence[np.ndarray]) -> list[tuple[int, ...]]:
        """Check all sequences, then put start symbols before each."""
        if len(sequences) == 0:
            raise ValueError("sequences must hold at least one sequence, got none")
        for i, ids in enumerate(sequences):
            cure = "Wrap a single sequence in a list" if np.ndim(ids) == 0 else ""
            check_shape(f"sequences[{i}]", np.asarray(ids), "T_i", cure=cure)
            check_ids(f"sequences[{i}]", np.asarray(ids), self.n_v)
        start = (START,) * (self.order - 1)
        return [(*start, *np.asarray(ids).tolist()) for ids in sequences]

    def probabilities(self, context: Sequence[int] | np.ndarray = ()) -> np.ndarray:
        """Distribution of the next symbol, :eq:`eq-ngram`.

        Parameters
        ----------
        context : sequence of int
            The symbols of the sequence so far, from its start; the last order - 1 of them count.

        Returns
        -------
        ndarray, shape (n_v,)
            Probabilities, all positive; they add up to 1.

        Raises
        ------
        RuntimeError
            If the model has not been fitted.
        ValueError
            If an id is out of range.

        Examples
        --------
        >>> model = NGram(2, 2).fit([np.array([0, 1, 1])])
        >>> model.probabilities()  # the first symbol of a sequence
        array([0.7, 0.3])
        """
        self._check_fitted()
        context = np.asarray(context, dtype=np.int64 if len(context) == 0 else None)
        check_ids("context", context, self.n_v)
        path = (START,) * (self.order - 1) + tuple(context.tolist())
        p = np.full(self.n_v, 1 / self.n_v)
        for k in range(self.order):
            h = path[len(path) - k :]
            if h in self._counts:
                seen = self._counts[h]
                p *= len(seen)
                p[list(seen)] += list(seen.values())
                p /= self._totals[h] + len(seen)
        return p

    def bits(self, sequences: Sequence[np.ndarray], *, order: int | None = None) -> float:
        r"""Mean bits per symbol, :eq:`eq-bits`; a network's loss in nats is this times ln 2.

        Parameters
        ----------
        sequences : sequence of ndarray of int, shape (T_i,)
            Encoded sequences, as in :meth:`fit` but not the same ones.
        order : int, optional
            Use only contexts of up to order - 1 symbols: exactly what ``NGram(order, n_v)``
            fitted on the same sequences gives.

        Returns
        -------
        float
            :math:`-\frac1M \sum \log_2 p` over all M symbols.

        Raises
        ------
        RuntimeError
            If the model has not been fitted.
        ValueError
            If an id or `order` is out of range.

        Examples
        --------
        >>> coin = [np.array([0, 1, 1, 0])]
        >>> NGram(1, 2).fit(coin).bits(coin)
        1.0
        """
        self._check_fitted()
        order = self.order if order is None else order
        if not 1 <= order <= self.order:
            raise ValueError(f"order must be in 1..{self.order} (the fitted one), got {order}")
        counts, totals, uniform = self._counts, self._totals, 1 / self.n_v
        bits, M = 0.0, 0
        for path in self._paths(sequences):
            for t in range(self.order - 1, len(path)):
                symbol, p = path[t], uniform
                for k in range(order):
                    h = path[t - k : t]
                    seen = counts.get(h)
                    if seen is None:
                        break  # longer contexts end in this one, so they were never seen either
                    p = (seen.get(symbol, 0) + len(seen) * p) / (totals[h] + len(seen))
                bits -= math.log2(p)
                M += 1
        return bits / M

    def _check_fitted(self) -> None:
        if not self._counts:
            raise RuntimeError("this NGram has not counted anything yet: call fit(sequences) first")


def fully_connected(x: np.ndarray, W: np.ndarray, b_a: np.ndarray) -> np.ndarray:
    r"""Compute one hidden layer that sees all steps at once, :eq:`eq-fully-connected`.

    Parameters
    ----------
    x : ndarray, shape (T, n_x, N)
        Inputs.
    W : ndarray, shape (T, n_a, n_x)
        One matrix per step.
    b_a : ndarray, shape (n_a, 1)
        Bias.

    Returns
    -------
    ndarray, shape (n_a, N)
        The hidden layer, g0 = tanh.

    Raises
    ------
    ValueError
        If a shape does not fit; a longer sequence has no matrix for its last steps.

    Examples
    --------
    >>> fully_connected(np.ones((3, 2, 5)), np.zeros((3, 4, 2)), np.zeros((4, 1))).shape
    (4, 5)
    """
    T, n_a, n_x = check_shape("W", W, "T n_a n_x")
    check_shape("x", x, "T n_x N", T=T, n_x=n_x)
    check_shape("b_a", b_a, "n_a 1", n_a=n_a)
    return np.tanh((W @ x).sum(axis=0) + b_a)


def convolution(x: np.ndarray, W: np.ndarray, b_a: np.ndarray) -> np.ndarray:
    r"""Slide a window of K steps along the sequence, :eq:`eq-convolution`.

    Parameters
    ----------
    x : ndarray, shape (T, n_x, N)
        Inputs, T >= K.
    W : ndarray, shape (K, n_a, n_x)
        One matrix per place in the window, the same for all windows.
    b_a : ndarray, shape (n_a, 1)
        Bias.

    Returns
    -------
    ndarray, shape (T - K + 1, n_a, N)
        One column per window, g0 = tanh; ``.max(axis=0)`` is :eq:`eq-max-over-time`.

    Raises
    ------
    ValueError
        If a shape does not fit, or the sequence is shorter than the window.

    Examples
    --------
    >>> convolution(np.ones((7, 2, 5)), np.zeros((3, 4, 2)), np.zeros((4, 1))).shape
    (5, 4, 5)
    """
    K, n_a, n_x = check_shape("W", W, "K n_a n_x")
    T = check_shape("x", x, "T n_x N", n_x=n_x)[0]
    check_shape("b_a", b_a, "n_a 1", n_a=n_a)
    n = T - K + 1
    if n < 1:
        raise ValueError(
            f"x must have at least K={K} steps, got {T}. Pad it, or narrow the window."
        )
    return np.tanh(sum(W_k @ x[k : k + n] for k, W_k in enumerate(W)) + b_a)


def count_parameters(kind: str, n_x: int, n_a: int, width: int | None = None) -> int:
    r"""Count the numbers in the hidden layer of a network.

    See :eq:`eq-count-fully-connected` and :eq:`eq-count-recurrent`.

    Parameters
    ----------
    kind : {"fully connected", "convolution", "recurrent"}
        The network.
    n_x, n_a : int
        Sizes of input and hidden layer.
    width : int, optional
        T of the fully connected network, K of the convolution.

    Returns
    -------
    int
        Weights and biases, without the readout.

    Raises
    ------
    ValueError
        If the kind is unknown, or its width is missing.

    Examples
    --------
    >>> count_parameters("fully connected", 4, 16, 60), count_parameters("recurrent", 4, 16)
    (3856, 336)
    """
    if kind == "recurrent":
        return n_a * (n_a + n_x + 1)
    if kind not in ("fully connected", "convolution"):
        raise ValueError(
            f"kind must be 'fully connected', 'convolution' or 'recurrent', got {kind!r}"
        )
    if width is None:
        raise ValueError(f"width must be given for kind={kind!r}, got None")
    return n_a * (width * n_x + 1)
