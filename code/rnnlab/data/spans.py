"""Tags to spans, and the score that counts whole names."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ..checks import check_mask, check_shape


class Span(NamedTuple):
    """One name: where it begins, where it ends (exclusive), and of which kind it is."""

    start: int
    stop: int
    kind: str


class Scores(NamedTuple):
    """What :func:`span_scores` returns."""

    precision: float
    recall: float
    f1: float


def spans(tags: Sequence[str]) -> set[Span]:
    r"""Read the names off a sequence of BIO tags, :eq:`eq-bio-spans`.

    A name begins at each B, and at an I that continues nothing: at the start, after O, or after a
    name of another kind. It ends before the next tag that does not continue it.

    Parameters
    ----------
    tags : sequence of str
        ``"O"``, ``"B-kind"`` or ``"I-kind"``.

    Returns
    -------
    set of Span
        The names.

    Raises
    ------
    ValueError
        If a tag is none of these.

    References
    ----------
    :cite:t:`tjongkimsang2003`

    Examples
    --------
    >>> sorted(spans(["B-PER", "I-PER", "O", "B-PER", "B-PER", "I-LOC"]))[:2]
    [Span(start=0, stop=2, kind='PER'), Span(start=3, stop=4, kind='PER')]
    """
    found, start, open_kind = set(), 0, ""
    for t, tag in enumerate([*tags, "O"]):
        mark, _, kind = tag.partition("-")
        if mark not in ("O", "B", "I") or (mark == "O") != (kind == ""):
            raise ValueError(f"tags must be O, B-kind or I-kind, got {tag!r} at place {t}")
        if mark == "I" and kind == open_kind:
            continue
        if open_kind:
            found.add(Span(start, t, open_kind))
        start, open_kind = t, kind
    return found


def span_scores(true: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> Scores:
    r"""Compare whole names: precision, recall and F1, :eq:`eq-span-f1`.

    Parameters
    ----------
    true, predicted : iterable of sequence of str
        The tags of each sentence.

    Returns
    -------
    Scores
        A name counts as found only if start, stop and kind are right. Without any name predicted,
        precision is 0; without any true one, recall is 0.

    Raises
    ------
    ValueError
        If the sentences do not match in number or length.

    Examples
    --------
    >>> span_scores([["B-PER", "I-PER", "O"]], [["B-PER", "O", "O"]])
    Scores(precision=0.0, recall=0.0, f1=0.0)
    """
    hits = n_true = n_predicted = 0
    for tags, guess in zip(list(true), list(predicted), strict=True):
        if len(tags) != len(guess):
            raise ValueError(f"a sentence has {len(tags)} true and {len(guess)} predicted tags")
        want, got = spans(tags), spans(guess)
        hits, n_true, n_predicted = (
            hits + len(want & got),
            n_true + len(want),
            n_predicted + len(got),
        )
    return _scores(hits, n_true, n_predicted)


def span_counts(
    true: np.ndarray, predicted: np.ndarray, mask: np.ndarray, tags: Sequence[str]
) -> np.ndarray:
    """Count names per sentence: right ones, true ones, predicted ones.

    Parameters
    ----------
    true, predicted : ndarray of int, shape (T, N)
        Ids of tags.
    mask : ndarray of bool, shape (T, N)
        True where a step is real.
    tags : sequence of str
        The tag of each id.

    Returns
    -------
    ndarray of int, shape (3, N)
        Sums over sentences give the scores; keeping sentences apart gives their error bars.

    Examples
    --------
    >>> y = np.array([[1], [2], [0]])
    >>> span_counts(y, np.array([[1], [0], [1]]), np.ones((3, 1), bool), ("O", "B-PER", "I-PER"))
    array([[0],
           [1],
           [2]])
    """
    counts = np.zeros((3, true.shape[1]), int)
    for n, real in enumerate(mask.T):
        want, got = (spans([tags[k] for k in ids[real, n]]) for ids in (true, predicted))
        counts[:, n] = len(want & got), len(want), len(got)
    return counts


def f1_of(counts: np.ndarray) -> float:
    """Compute F1 from summed counts.

    Parameters
    ----------
    counts : ndarray of int, shape (3, N)
        From :func:`span_counts`.

    Returns
    -------
    float
        :eq:`eq-span-f1` of all sentences together.

    Examples
    --------
    >>> f1_of(np.array([[1, 0], [1, 1], [2, 0]]))
    0.5
    """
    return _scores(*(int(n) for n in counts.sum(1))).f1


def best_tags(
    chances: np.ndarray, tags: Sequence[str], mask: np.ndarray | None = None
) -> np.ndarray:
    r"""Find the likeliest well-formed sequence of tags, :eq:`eq-viterbi`.

    Well formed: an I follows a B or an I of its own kind. The words' chances are multiplied; of
    all sequences without an I that begins a name, the one with the largest product wins.

    Parameters
    ----------
    chances : ndarray, shape (T, n_y, N)
        Chances of the tags at each step.
    tags : sequence of str, length n_y
        What the ids mean: ``"O"``, ``"B-kind"`` or ``"I-kind"``.
    mask : ndarray of bool, shape (T, N), optional
        True where a step is real.

    Returns
    -------
    ndarray of int, shape (T, N)
        Ids of the tags; at a padded step the id before it.

    Raises
    ------
    ValueError
        If a chance is negative or shapes do not fit.

    References
    ----------
    The Viterbi algorithm, as in :cite:t:`rabiner1989`.

    Examples
    --------
    >>> chances = np.array([[[0.5], [0.4], [0.1]], [[0.3], [0.1], [0.6]]])
    >>> chances.argmax(axis=1)[:, 0]                        # O I: 0.30, but nothing begins
    array([0, 2])
    >>> best_tags(chances, ("O", "B-PER", "I-PER"))[:, 0]   # B I: 0.24, O O has 0.15
    array([1, 2])
    """
    T, _, N = check_shape("chances", chances, "T n_y N", n_y=len(tags))
    if (chances < 0).any():
        raise ValueError("chances must not be negative; are these logits? Take the softmax first")
    mask = np.ones((T, N), bool) if mask is None else check_mask(mask, T, N)
    follows = np.array([[_may_follow(one, two) for one in tags] for two in tags])
    barred = np.where(follows, 0, -np.inf)[:, :, None]  # (to, from, N)
    with np.errstate(divide="ignore"):
        logs = np.log(chances)
    before = np.where([_may_follow("O", tag) for tag in tags], 0, -np.inf)
    best = np.repeat(before[:, None], N, axis=1)  # what may come first
    fresh, back = np.ones(N, bool), np.empty(chances.shape, int)
    stay = np.arange(len(tags))[:, None]
    for t in range(T):
        ways = barred + best
        back[t] = np.where(fresh | ~mask[t], stay, ways.argmax(axis=1))
        new = logs[t] + np.where(fresh, best, ways.max(axis=1))  # (eq-viterbi)
        best, fresh = np.where(mask[t], new, best), fresh & ~mask[t]
    ids = np.empty((T, N), int)
    last = best.argmax(axis=0)
    for t in range(T - 1, -1, -1):
        ids[t] = last
        last = back[t, last, np.arange(N)]
    return ids


def _may_follow(one: str, two: str) -> bool:
    return two[0] != "I" or (one != "O" and one[2:] == two[2:])


def _scores(hits: int, n_true: int, n_predicted: int) -> Scores:
    precision = hits / n_predicted if n_predicted else 0.0
    recall = hits / n_true if n_true else 0.0
    total = n_true + n_predicted
    return Scores(precision, recall, 2 * hits / total if total else 0.0)
