"""Checks of chapter 1: kinds of tasks, shapes, windows of a series, peeking, bits per symbol."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from .ch01_answers import KINDS, PEEKS, SHAPES, SIGHTS, TASKS
from .checking import verdict


def check_tasks(answers: Mapping[str, tuple[str, str]]) -> bool:
    """Check the kinds of twelve tasks; each wrong answer gets a sentence of its own.

    Parameters
    ----------
    answers : mapping of str to (str, str)
        Task -> (kind, sight): kind is "one-to-many", "many-to-one", "in step" (T_y = T_x) or
        "own length"; sight is "past" (at step t only inputs up to t) or "all".

    Returns
    -------
    bool
        Whether all twelve are right.
    """
    if not _complete(answers, TASKS):
        return False
    remarks = []
    for task, (kind, sight, think_kind, think_sight) in TASKS.items():
        answer = answers[task]
        if not _is_pair(answer):
            remarks.append(f"{task}: answer with a kind from {KINDS} and a sight from {SIGHTS}.")
            continue
        if answer[0] != kind:
            remarks.append(f"{task}: not {answer[0]!r}: {think_kind}.")
        if answer[1] != sight:
            remarks.append(f"{task}: not {answer[1]!r}: {think_sight}.")
    return _report(remarks, "Right: all twelve tasks.")


def check_shapes(answers: Mapping[str, tuple[int, ...]]) -> bool:
    """Check the shapes of eight arrays; common mix-ups are named.

    Parameters
    ----------
    answers : mapping of str to tuple of int
        Array -> its shape (T, n_x, N) or (T, N).

    Returns
    -------
    bool
        Whether all eight are right.
    """
    if not _complete(answers, SHAPES):
        return False
    remarks = []
    for name, (sizes, shape) in SHAPES.items():
        answer = answers[name]
        answer = tuple(answer) if isinstance(answer, Iterable) else (answer,)
        if answer != shape:
            remarks.append(f"{name}: {_mix_up(answer, sizes.split(), shape)}")
    return _report(remarks, "Right: all eight shapes.")


def _mix_up(answer: tuple, sizes: list[str], shape: tuple[int, ...]) -> str:
    """Say what is wrong with a shape, without giving the right one away."""
    order = f"the order is ({', '.join(sizes)})"
    if len(answer) == len(shape) and sorted(map(str, answer)) == sorted(map(str, shape)):
        if answer == (shape[-1], *shape[:-1]):
            return f"the examples stand first; with us {order}."
        return f"the right numbers in the wrong order; {order}."
    if len(answer) > len(shape):
        return f"too many axes; {order}: an id, a yes or no stands for itself, without a column."
    if len(answer) < len(shape):
        return f"an axis is missing; {order}, also where a size is 1."
    wrong = ", ".join(s for s, a, b in zip(sizes, answer, shape, strict=True) if a != b)
    return f"{order}; look again at {wrong}."


def check_leaks(answers: Mapping[str, bool]) -> bool:
    """Check which of the three features of a series peek into the future.

    Parameters
    ----------
    answers : mapping of str to bool
        "A", "B", "C" -> True if the feature of step t depends on later values of the series.

    Returns
    -------
    bool
        Whether all three are right.
    """
    if not _complete(answers, PEEKS):
        return False
    remarks = [f"{text}." for name, (peeks, text) in PEEKS.items() if answers[name] != peeks]
    return _report(remarks, "Right: A and C peek, B does not.")


def windows(series: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Cut a series into windows and the value that follows each: the solution.

    Parameters
    ----------
    series : ndarray, shape (S,)
        The series.
    k : int
        Length of a window.

    Returns
    -------
    x : ndarray, shape (k, S - k)
        Time first: column j holds ``series[j], ..., series[j + k - 1]``.
    y : ndarray, shape (S - k,)
        ``y[j]`` is ``series[j + k]``.

    Examples
    --------
    >>> windows(np.array([1, 2, 3, 4, 5]), 3)
    (array([[1, 2],
           [2, 3],
           [3, 4]]), array([4, 5]))
    """
    N = len(series) - k
    return np.stack([series[i : i + N] for i in range(k)]), series[k:]


def _every(series: np.ndarray, k: int, step: int) -> tuple[np.ndarray, np.ndarray]:
    x, y = windows(series, k)
    return x[:, ::step], y[::step]


_WINDOW_MISTAKES = {
    "last input as target": (
        lambda s, k: (windows(s, k)[0], s[k - 1 : -1]),
        "y[j] is the last value of its own window (off by one): a model copies it and looks "
        "perfect. The target is the value after the window.",
    ),
    "target inside": (
        lambda s, k: (np.stack([s[i + 1 : i + 1 + len(s) - k] for i in range(k)]), s[k:]),
        "each window contains its own target: the future leaks into the input. Column j starts "
        "at series[j].",
    ),
    "skips a value": (
        lambda s, k: (windows(s, k)[0][:, :-1], s[k + 1 :]),
        "one value is skipped between the window and its target.",
    ),
    "last window lost": (
        lambda s, k: (windows(s, k)[0][:, :-1], s[k:-1]),
        "the last window is lost: a series of S values has S - k windows with a target.",
    ),
    "window without target": (
        lambda s, k: (np.lib.stride_tricks.sliding_window_view(s, k).T, s[k:]),
        "there is one window too many: nothing follows the last one, so it has no target.",
    ),
    "rows": (
        lambda s, k: (windows(s, k)[0].T, s[k:]),
        "x has examples as rows, shape (S - k, k). With us time comes first: (k, S - k).",
    ),
    "backward": (
        lambda s, k: (windows(s, k)[0][::-1], s[k:]),
        "the windows run backward: row 0 of x is the oldest value.",
    ),
    "no overlap": (
        lambda s, k: _every(s, k, k),
        "the windows do not overlap: start one at every step, not at every k-th.",
    ),
}


def check_windows(function: Callable) -> bool:
    """Check ``windows(series, k) -> (x, y)``.

    Parameters
    ----------
    function : callable
        Gets `series`, shape (S,), and `k`; must return x, shape (k, S - k), whose column j is the
        window that starts at j, and y, shape (S - k,), the value that follows each window.

    Returns
    -------
    bool
        Whether it is right.
    """
    rng = np.random.default_rng(1)
    cases = [(rng.normal(size=S), k) for S, k in [(9, 3), (13, 5), (8, 1), (7, 4)]]
    return verdict(function, cases, windows, ["x", "y"], _WINDOW_MISTAKES)


def bits_per_symbol(p: np.ndarray, y: np.ndarray, mask: np.ndarray) -> float:
    """Mean bits per symbol, :eq:`eq-bits`: the solution.

    Parameters
    ----------
    p : ndarray, shape (T, n_y, N)
        Probability of each symbol at each step.
    y : ndarray of int, shape (T, N)
        The symbols that came.
    mask : ndarray of bool, shape (T, N)
        True where a step is real.

    Returns
    -------
    float
        The mean over all real steps.

    Examples
    --------
    >>> p = np.full((3, 4, 2), 1 / 4)
    >>> y = np.zeros((3, 2), int)
    >>> bits_per_symbol(p, y, np.array([[1, 1], [1, 1], [1, 0]], bool))
    2.0
    """
    return float(-np.mean(np.log2(_came(p, y))[mask]))


def _came(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Pick the probability of the symbol that came, shape (T, N)."""
    return np.take_along_axis(p, y[:, None], axis=1)[:, 0]


def _bits(p: np.ndarray, y: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Bits of every step, zero at padding, shape (T, N)."""
    return -np.log2(_came(p, y)) * mask


_BITS_MISTAKES = {
    "natural log": (
        lambda p, y, m: bits_per_symbol(p, y, m) * np.log(2),
        "these are nats: np.log is the natural logarithm. Bits need np.log2.",
    ),
    "sign": (
        lambda p, y, m: -bits_per_symbol(p, y, m),
        "the sign is flipped: the logarithm of a probability is negative, bits are not.",
    ),
    "mean per sequence": (
        lambda p, y, m: np.mean(_bits(p, y, m).sum(0) / m.sum(0)),
        "this is the mean of the sequences' means: a symbol of a short sequence counts more than "
        "one of a long sequence. Add up all symbols, then divide once.",
    ),
    "bits per sequence": (
        lambda p, y, m: _bits(p, y, m).sum() / m.shape[1],
        "these are bits per sequence: divide by the number of symbols, not of sequences.",
    ),
    "padding": (
        lambda p, y, m: -np.mean(np.log2(_came(p, y))),
        "padded steps count as symbols: use the mask.",
    ),
    "padding in the count": (
        lambda p, y, m: _bits(p, y, m).mean(),
        "the sum leaves padding out, the count does not: divide by the number of real steps.",
    ),
    "log of the mean": (
        lambda p, y, m: -np.log2(np.mean(_came(p, y)[m])),
        "this is the logarithm of the mean probability; take the mean of the logarithms.",
    ),
    "entropy": (
        lambda p, y, m: np.mean(-(p * np.log2(p)).sum(1)[m]),
        "this is what the model expects to need (its entropy). Use the symbol that came, y.",
    ),
}


def check_bits(function: Callable) -> bool:
    """Check ``bits_per_symbol(p, y, mask) -> float``.

    Parameters
    ----------
    function : callable
        Gets probabilities p, shape (T, n_y, N), the symbols that came, y, shape (T, N), and the
        mask, shape (T, N); must return the mean bits per symbol, :eq:`eq-bits`.

    Returns
    -------
    bool
        Whether it is right.
    """
    cases = [_table(seed, T=4 + seed, n_y=9 + seed, N=2 + seed) for seed in range(4)]
    return verdict(function, cases, bits_per_symbol, ["bits per symbol"], _BITS_MISTAKES)


def _table(seed: int, T: int, n_y: int, N: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw probabilities, symbols and a ragged mask."""
    rng = np.random.default_rng(seed)
    p = np.moveaxis(rng.dirichlet(np.ones(n_y), size=(T, N)), -1, 1)
    lengths = np.append(rng.integers(1, T, size=N - 1), T)
    mask = np.arange(T)[:, None] < lengths
    return p, rng.integers(0, n_y, size=(T, N)) * mask, mask


def _complete(answers: Mapping, right: Mapping) -> bool:
    """Tell the reader about missing and unknown names."""
    if not isinstance(answers, Mapping):
        print(f"Give a dictionary with the keys {', '.join(right)}.")
        return False
    missing = [k for k in right if answers.get(k) is None or answers.get(k) is ...]
    unknown = [k for k in answers if k not in right]
    if missing:
        print(f"Not written yet: {', '.join(missing)}.")
    if unknown:
        print(f"Unknown: {', '.join(map(str, unknown))}.")
    return not (missing or unknown)


def _is_pair(answer: object) -> bool:
    if not (isinstance(answer, tuple | list) and len(answer) == 2):
        return False
    return answer[0] in KINDS and answer[1] in SIGHTS


def _report(remarks: list[str], right: str) -> bool:
    print("\n".join(remarks) or right)
    return not remarks
