"""Hidden Markov sources: data whose best possible prediction can be computed exactly."""

from dataclasses import dataclass

import numpy as np

from ..checks import check_ids, check_mask, check_rng, check_shape


@dataclass(frozen=True)
class HiddenMarkov:
    r"""A chain of hidden states, each of which shows one symbol.

    Parameters
    ----------
    start : ndarray, shape (S,)
        Chances of the first state.
    A : ndarray, shape (S, S)
        ``A[i, j]`` is the chance to go from state i to state j; rows add up to 1.
    B : ndarray, shape (S, V)
        ``B[i, k]`` is the chance that state i shows symbol k; rows add up to 1.
    end : int, optional
        The state after which a sequence is over.

    Raises
    ------
    ValueError
        If shapes do not fit or chances do not add up to 1.

    References
    ----------
    :cite:t:`rabiner1989`

    Examples
    --------
    >>> lazy = np.array([[0.9, 0.1], [0.1, 0.9]])
    >>> source = HiddenMarkov(np.array([0.5, 0.5]), lazy, np.array([[0.8, 0.2], [0.2, 0.8]]))
    >>> x = np.array([[0], [1], [1]])                       # seen: 0 1 1
    >>> source.posterior(x)[:, 1, 0].round(3)               # chance of state 1, whole sequence
    array([0.559, 0.8  , 0.84 ])
    >>> source.posterior(x, lag=0)[:, 1, 0].round(3)        # ... nothing but the past
    array([0.2  , 0.584, 0.84 ])
    """

    start: np.ndarray
    A: np.ndarray
    B: np.ndarray
    end: int | None = None

    def __post_init__(self) -> None:
        (S,) = check_shape("start", self.start, "S")
        check_shape("A", self.A, "S S", S=S)
        check_shape("B", self.B, "S V", S=S)
        for name in ("start", "A", "B"):
            chances = getattr(self, name)
            if (chances < 0).any() or not np.allclose(chances.sum(-1), 1, atol=1e-9):
                raise ValueError(f"{name} must hold chances that add up to 1 in each row")

    def sample(
        self, N: int, *, rng: np.random.Generator, T: int = 200
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Draw sequences.

        Parameters
        ----------
        N : int
            How many.
        rng : numpy.random.Generator
            Source of all chances.
        T : int
            The length; with an `end` state, the largest length.

        Returns
        -------
        x : ndarray of int, shape (T, N)
            The symbols; 0 where the mask is False.
        states : ndarray of int, shape (T, N)
            The hidden states; 0 where the mask is False.
        mask : ndarray of bool, shape (T, N)
            True where a step is real. T is that of the longest sequence.

        Raises
        ------
        ValueError
            If a sequence has not reached its end after T steps.

        Examples
        --------
        >>> coin = HiddenMarkov(np.ones(1), np.ones((1, 1)), np.array([[0.5, 0.5]]))
        >>> x, states, mask = coin.sample(3, rng=np.random.default_rng(0), T=5)
        >>> x.shape, states.shape, bool(mask.all())
        ((5, 3), (5, 3), True)
        """
        check_rng(rng)
        state = _draw(np.broadcast_to(self.start, (N, len(self.start))), rng)
        alive, rows = np.ones(N, bool), []
        for _ in range(T):
            symbol = _draw(self.B[state], rng)
            rows.append((np.where(alive, symbol, 0), np.where(alive, state, 0), alive))
            if self.end is not None:
                alive = alive & (state != self.end)
                if not alive.any():
                    break
            state = _draw(self.A[state], rng)
        if self.end is not None and alive.any():
            raise ValueError(f"T={T} steps are too few: {alive.sum()} sequences go on. Raise T")
        x, states, mask = (np.array(part) for part in zip(*rows, strict=True))
        return x, states, mask

    def posterior(
        self, x: np.ndarray, mask: np.ndarray | None = None, *, lag: int | None = None
    ) -> np.ndarray:
        r"""Compute the chance of each state at each step, :eq:`eq-hmm-posterior`.

        The chances given the steps up to t + lag: :eq:`eq-hmm-forward` from the left, and
        :eq:`eq-hmm-backward` from step t + lag. With ``lag=0`` nothing of the future is used, with
        ``lag=None`` all of it.

        Parameters
        ----------
        x : ndarray of int, shape (T, N)
            What was seen.
        mask : ndarray of bool, shape (T, N), optional
            True where a step is real.
        lag : int, optional
            Steps after t that may be used.

        Returns
        -------
        ndarray, shape (T, S, N)
            Columns that add up to 1.

        Raises
        ------
        ValueError
            If a sequence cannot come from this source, or `lag` is negative.

        Examples
        --------
        >>> fair = HiddenMarkov(np.array([0.5, 0.5]), np.eye(2), np.array([[0.8, 0.2], [0.2, 0.8]]))
        >>> fair.posterior(np.array([[0], [1]]), lag=1)[:, 0, 0]
        array([0.5, 0.5])
        """
        T, N = check_shape("x", x, "T N")
        check_ids("x", x, self.B.shape[1])
        mask = np.ones((T, N), bool) if mask is None else check_mask(mask, T, N)
        if lag is not None and lag < 0:
            raise ValueError(f"lag must be at least 0, got {lag}")
        seen = np.where(mask[:, None], np.swapaxes(self.B.T[x], 1, 2), 1.0)  # (T, S, N)
        alpha = forward_chances(self.start, self.A, seen, mask)
        reach = T if lag is None else lag
        if reach >= T - 1:
            return combined(alpha, backward_weights(self.A, seen, mask))
        return combined(alpha, self._lagged(seen, mask, reach))

    def _lagged(self, seen: np.ndarray, mask: np.ndarray, lag: int) -> np.ndarray:
        """Start a way back at t + lag for every t, all of them side by side."""
        T, beta = len(seen), np.ones_like(seen)
        for ahead in range(lag, 0, -1):  # steps t + ahead, for all t that have one
            n = T - ahead
            if n > 0:
                moved = [_beta_before(self.A, beta[t], seen[t + ahead], mask[t + ahead])
                         for t in range(n)]  # fmt: skip
                beta[:n] = moved
        return beta

    def merged(self, new_ids: np.ndarray, V: int) -> "HiddenMarkov":
        r"""Let several symbols look the same, as unknown words do, :eq:`eq-merged`.

        Parameters
        ----------
        new_ids : ndarray of int, shape (V_old,)
            The new id of each symbol.
        V : int
            Number of new ids.

        Returns
        -------
        HiddenMarkov
            The same chain as seen through the new ids.

        Examples
        --------
        >>> die = HiddenMarkov(np.ones(1), np.ones((1, 1)), np.full((1, 6), 1 / 6))
        >>> die.merged(np.array([1, 0, 1, 0, 1, 0]), 2).B.round(3)
        array([[0.5, 0.5]])
        """
        (V_old,) = check_shape("new_ids", new_ids, "V_old", V_old=self.B.shape[1])
        check_ids("new_ids", new_ids, V)
        B = np.zeros((len(self.B), V))
        for old in range(V_old):
            B[:, new_ids[old]] += self.B[:, old]
        return HiddenMarkov(self.start, self.A, B, self.end)


def forward_chances(
    start: np.ndarray, A: np.ndarray, seen: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    r"""Compute the chances of the states given what was seen so far, :eq:`eq-hmm-forward`.

    Parameters
    ----------
    start : ndarray, shape (S,)
        Chances of the first state.
    A : ndarray, shape (S, S)
        ``A[i, j]`` is the chance to go from state i to state j.
    seen : ndarray, shape (T, S, N)
        The chance, in each state, of what was seen.
    mask : ndarray of bool, shape (T, N), optional
        True where a step is real; a masked step keeps the chances.

    Returns
    -------
    ndarray, shape (T, S, N)
        alpha, columns that add up to 1.

    Raises
    ------
    ValueError
        If nothing of what was seen is possible in any state.

    Examples
    --------
    >>> seen = np.array([[[0.8], [0.2]], [[0.2], [0.8]]])
    >>> forward_chances(np.array([0.5, 0.5]), np.eye(2), seen)[:, 1, 0]
    array([0.2, 0.5])
    """
    T, S, N = seen.shape
    mask = np.ones((T, N), bool) if mask is None else mask
    alpha = np.empty((T, S, N))
    prior = np.broadcast_to(start[:, None], (S, N))
    fresh = np.ones(N, bool)  # no real step yet
    last = prior
    for t in range(T):
        joint = seen[t] * np.where(fresh, prior, A.T @ last)
        total = joint.sum(0)
        if (mask[t] & (total == 0)).any():
            n = int(np.flatnonzero(mask[t] & (total == 0))[0])
            raise ValueError(f"x cannot come from this source: column {n} at step {t + 1}")
        new = joint / np.where(total == 0, 1, total)
        alpha[t] = last = np.where(mask[t], new, last)
        fresh = fresh & ~mask[t]
    return alpha


def backward_weights(A: np.ndarray, seen: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
    r"""Compute how well each state explains what was seen later, :eq:`eq-hmm-backward`.

    Parameters
    ----------
    A, seen, mask
        As in :func:`forward_chances`, shapes (S, S), (T, S, N) and (T, N).

    Returns
    -------
    ndarray, shape (T, S, N)
        beta; each column is divided by its largest entry, as only ratios count.

    Examples
    --------
    >>> seen = np.array([[[0.8], [0.2]], [[0.2], [0.8]]])
    >>> backward_weights(np.eye(2), seen)[:, :, 0]
    array([[0.25, 1.  ],
           [1.  , 1.  ]])
    """
    mask = np.ones((len(seen), seen.shape[2]), bool) if mask is None else mask
    beta = np.ones_like(seen)
    for t in range(len(seen) - 2, -1, -1):
        beta[t] = _beta_before(A, beta[t + 1], seen[t + 1], mask[t + 1])
    return beta


def combined(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    r"""Combine both halves into the chances of the states, :eq:`eq-hmm-posterior`.

    Parameters
    ----------
    alpha, beta : ndarray, shape (T, S, N)
        From :func:`forward_chances` and :func:`backward_weights`.

    Returns
    -------
    ndarray, shape (T, S, N)
        Columns that add up to 1.

    Examples
    --------
    >>> combined(np.array([[[0.8], [0.2]]]), np.array([[[0.25], [1.0]]]))[0, :, 0]
    array([0.5, 0.5])
    """
    joint = alpha * beta
    return joint / joint.sum(1, keepdims=True)


def _beta_before(A: np.ndarray, beta: np.ndarray, seen: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Make one step of :eq:`eq-hmm-backward`; a masked step keeps the numbers."""
    new = A @ (seen * beta)
    return np.where(mask, new / new.max(0), beta)


def _draw(chances: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw one index per row of chances, shape (N, K)."""
    u = rng.random(len(chances))[:, None]
    return np.minimum((u >= np.cumsum(chances, axis=1)).sum(1), chances.shape[1] - 1)
