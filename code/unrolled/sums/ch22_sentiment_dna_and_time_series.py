"""The equations of chapter 22 as explicit sums: the slow oracle behind the fast arrays."""

import itertools
import math

import numpy as np


def eq_bag_of_ngrams(words: list[str], run: tuple[str, ...]) -> int:
    """Count how often a run of words stands in a sentence, :eq:`eq-bag-of-ngrams`.

    Parameters
    ----------
    words : list of str
        The sentence.
    run : tuple of str
        The run.

    Returns
    -------
    int
        How often.

    Examples
    --------
    >>> eq_bag_of_ngrams("so so so".split(), ("so", "so"))
    2
    """
    count = 0
    for t in range(len(words) - len(run) + 1):
        same = 1
        for i in range(len(run)):
            same *= words[t + i] == run[i]
        count += same
    return count


def eq_label_noise(right: list[int], flip: float) -> float:
    """Expected share of answers that agree with noisy labels, :eq:`eq-label-noise`.

    Parameters
    ----------
    right : list of int
        For each sentence 1 if the answer is the truth, else 0.
    flip : float
        Chance that a label is turned around.

    Returns
    -------
    float
        The mean over sentences and over both fates of their labels.

    Examples
    --------
    >>> eq_label_noise([1, 1, 0, 0], 0.1)
    0.5
    """
    total = 0.0
    for is_right in right:
        for turned, chance in ((0, 1 - flip), (1, flip)):
            total += chance * (is_right != turned)
    return total / len(right)


def _joint(x: list[int], s: tuple[int, ...], start, switch, table) -> float:
    """Chance of hidden states s together with bases x."""
    p = start[s[0]] * 0.25
    for t in range(1, len(x)):
        p *= switch[s[t - 1]][s[t]] * table[s[t]][x[t - 1]][x[t]]
    return p


def eq_island_filter(
    x: list[int], start: np.ndarray, switch: np.ndarray, table: np.ndarray
) -> list[float]:
    r"""Chance of state 1 given the bases so far, :eq:`eq-island-filter`, by adding up all paths.

    Parameters
    ----------
    x : list of int
        Bases.
    start : ndarray, shape (2,)
        Chances of the first hidden state.
    switch : ndarray, shape (2, 2)
        Chances of the next hidden state.
    table : ndarray, shape (2, 4, 4)
        Chances of the next base in each hidden state.

    Returns
    -------
    list of float
        One number per base.

    Examples
    --------
    >>> eq_island_filter([0], np.array([0.75, 0.25]), np.eye(2), np.full((2, 4, 4), 0.25))
    [0.25]
    """
    answers = []
    for t in range(1, len(x) + 1):
        weight = [0.0, 0.0]
        for s in itertools.product((0, 1), repeat=t):
            weight[s[-1]] += _joint(x[:t], s, start, switch, table)
        answers.append(float(weight[1] / sum(weight)))
    return answers


def eq_island_smoother(
    x: list[int], start: np.ndarray, switch: np.ndarray, table: np.ndarray
) -> list[float]:
    r"""Chance of state 1 given all bases, :eq:`eq-island-smoother`, by adding up all paths.

    Arguments, each of the shape it has in :func:`eq_island_filter`; one number per base.

    >>> eq_island_smoother([0], np.array([0.75, 0.25]), np.eye(2), np.full((2, 4, 4), 0.25))
    [0.25]
    """
    weight = [[0.0, 0.0] for _ in x]
    for s in itertools.product((0, 1), repeat=len(x)):
        p = _joint(x, s, start, switch, table)
        for t in range(len(x)):
            weight[t][s[t]] += p
    return [float(w[1] / (w[0] + w[1])) for w in weight]


def eq_paired_error(one: list[float], other: list[float]) -> tuple[float, float]:
    """Mean of differences and its standard error, :eq:`eq-paired-error`.

    Parameters
    ----------
    one, other : list of float
        Scores of the same examples by two models.

    Returns
    -------
    float, float
        The mean and its error.

    Examples
    --------
    >>> eq_paired_error([1.0, 3.0], [0.0, 0.0])
    (2.0, 1.0)
    """
    N = len(one)
    mean = sum(one[n] - other[n] for n in range(N)) / N
    squares = sum((one[n] - other[n] - mean) ** 2 for n in range(N))
    return mean, math.sqrt(squares / (N - 1) / N)


def eq_autoregression(series: list[float], phi: list[float]) -> list[float]:
    r"""Predict every value from the p values before it, :eq:`eq-autoregression`.

    Parameters
    ----------
    series : list of float
        The series.
    phi : list of float
        The p coefficients, the nearest value's first, and the constant at the end.

    Returns
    -------
    list of float
        T - p predictions.

    Examples
    --------
    >>> eq_autoregression([1.0, 2.0, 4.0], [2.0, -1.0, 0.5])
    [3.5]
    """
    p = len(phi) - 1
    said = []
    for t in range(p, len(series)):
        total = phi[p]
        for i in range(1, p + 1):
            total += phi[i - 1] * series[t - i]
        said.append(total)
    return said


def eq_mackey_glass(past: list[float], n: int, dt: float) -> list[float]:
    r"""Make n steps of Euler's method from given values, :eq:`eq-mackey-glass`.

    Parameters
    ----------
    past : list of float
        The values from one delay ago up to now.
    n : int
        Steps.
    dt : float
        Length of a step.

    Returns
    -------
    list of float
        The values after `past`.

    Examples
    --------
    >>> eq_mackey_glass([1.0, 1.0], 1, 0.1)
    [1.0]
    """
    x = list(past)
    for _ in range(n):
        old = x[-len(past)]
        x.append(x[-1] + dt * (0.2 * old / (1 + old**10) - 0.1 * x[-1]))
    return x[len(past) :]
