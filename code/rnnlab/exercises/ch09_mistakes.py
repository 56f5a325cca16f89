"""Backward passes that look right and are not: the catalogue behind chapter 9.

Each wrong pass is the right one with the smallest possible change, switched on by its name.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

#: name of a mistake in one step -> what to say about it
STEP_MISTAKES = {
    "no slope": "the slope of tanh is missing. Which line leads from da back to dz?",
    "1 - a": "the slope of tanh is 1 - a², not 1 - a.",
    "a (1 - a)": "a (1 - a) is the slope of the sigmoid; for tanh it is 1 - a².",
    "slope at a_prev": "the slope belongs to this step: 1 - a_t², not 1 - a_prev².",
    "tanh twice": "a_t is tanh(z) already, so the slope is 1 - a_t², not 1 - tanh(a_t)².",
    "divided by the slope": "multiply by the slope 1 - a²; dividing is for the way forward.",
    "dW_aa with a_t": "dW_aa meets what W_aa was multiplied with: a_prev, not a_t.",
    "dW_aa transposed": "dW_aa is dz a_prevᵀ: rows belong to dz. Yours is the transpose.",
    "mean bias": "db_a is a sum over the examples, not a mean: each one has used b_a.",
    "bias over everything": "db_a adds over the examples only; the rows stay apart.",
    "W_aa not transposed": "on the way back W_aa is transposed: da_prev = W_aaᵀ dz.",
    "da_prev from da": "da_prev comes from dz, not from da: the way back leads through tanh.",
    "dx from da": "dx_t comes from dz, not from da: the way back leads through tanh.",
}

#: name of a mistake in a whole pass -> what to say about it
PASS_MISTAKES = {
    "future not added": "the gradient from step t+1 is not added: da = dout[t-1] + d.",
    "cut at every step": "no gradient reaches the step before: d must be W_aaᵀ dz, also for da0.",
    "future overwrites": "da = dout[t-1] + d needs both parts; the future overwrites the output's.",
    "d never renewed": "d piles up: after each step it must be renewed, not added to.",
    "forward in time": "the loop runs from step 1 to T; the way back begins at T.",
    "overwritten weights": "every step used the same weights, so their gradients add up: +=.",
    "no slope": "the slope 1 - a² of tanh is missing between da and dz.",
    "slope at a_prev": "the slope belongs to the state after the step: 1 - a[t]², t from 1 to T.",
    "a shifted by one": "a has T+1 entries: with t from 0, the step leads from a[t] to a[t+1].",
    "first step skipped": "step 1 is missing: the loop must also visit it, with a[0] before it.",
    "a_t in dW_aa": "dW_aa meets the state before the step: a[t-1], not a[t].",
    "W_aa not transposed": "on the way back W_aa is transposed: d = W_aaᵀ dz.",
    "d from da": "d must be W_aaᵀ dz, not W_aaᵀ da: the way back leads through tanh.",
    "a as gradient": "d is W_aaᵀ a[t]: that is a forward number, the gradient is dz.",
    "clipped inside": "do not clip inside the loop: that changes the gradient itself.",
    "divided by T": "do not divide by T: the 1/M of the mean is in dout already.",
    "divided by N": "do not divide by N: the 1/M of the mean is in dout already.",
    "da0 zero": "da0 is zero: return the d that is left after step 1.",
    "mask ignored": "the mask is not used: padding is the identity, so dz = 0 there.",
    "padding drops d": "at padding dz = 0, but da must pass on: d = da there.",
    "padding keeps dout out": "a masked step still has an output: d = da there, dout included.",
}


def step(
    da: np.ndarray,
    a_t: np.ndarray,
    a_prev: np.ndarray,
    x_t: np.ndarray,
    W_aa: np.ndarray,
    W_ax: np.ndarray,
    *,
    wrong: str = "",
) -> tuple[np.ndarray, ...]:
    r"""One step back through tanh, right or with a mistake of `STEP_MISTAKES`.

    Parameters
    ----------
    da, a_t, a_prev : ndarray, shape (n_a, N)
        Total derivative of a<t>; the states after and before the step.
    x_t : ndarray, shape (n_x, N)
        The input.
    W_aa, W_ax : ndarray, shape (n_a, n_a) and (n_a, n_x)
        The weights.
    wrong : str
        Name of a mistake; none when empty.

    Returns
    -------
    tuple of ndarray
        ``da_prev, dW_aa, dW_ax, db_a, dx_t``, each with the shape of its forward twin.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> [float(v[0, 0]) for v in step(one, one / 2, one, one, 2 * one, one)]
    [1.5, 0.75, 0.75, 0.75, 0.75]
    """
    slope = {
        "no slope": np.ones_like(a_t),
        "1 - a": 1 - a_t,
        "a (1 - a)": a_t * (1 - a_t),
        "slope at a_prev": 1 - a_prev**2,
        "tanh twice": 1 - np.tanh(a_t) ** 2,
        "divided by the slope": 1 / (1 - a_t**2),
    }.get(wrong, 1 - a_t**2)
    dz = slope * da
    da_prev = W_aa.T @ (da if wrong == "da_prev from da" else dz)
    if wrong == "W_aa not transposed":
        da_prev = W_aa @ dz
    dW_aa = dz @ (a_t if wrong == "dW_aa with a_t" else a_prev).T
    if wrong == "dW_aa transposed":
        dW_aa = dW_aa.T.copy()
    db_a = dz.sum(1, keepdims=True)
    if wrong == "mean bias":
        db_a = dz.mean(1, keepdims=True)
    if wrong == "bias over everything":
        db_a = np.full_like(db_a, dz.sum())
    return da_prev, dW_aa, dz @ x_t.T, db_a, W_ax.T @ (da if wrong == "dx from da" else dz)


def backward(
    dout: np.ndarray,
    x: np.ndarray,
    a: np.ndarray,
    mask: np.ndarray,
    W_aa: np.ndarray,
    W_ax: np.ndarray,
    *,
    wrong: str = "",
) -> tuple[np.ndarray, ...]:
    r"""Go back through a whole sequence, right or with a mistake of `PASS_MISTAKES`.

    Parameters
    ----------
    dout : ndarray, shape (T, n_a, N)
        The immediate derivative of the loss with respect to a<1> .. a<T>.
    x : ndarray, shape (T, n_x, N)
        The inputs.
    a : ndarray, shape (T+1, n_a, N)
        The path of the state, ``a[0]`` first.
    mask : ndarray of bool, shape (T, N)
        False at padding.
    W_aa, W_ax : ndarray, shape (n_a, n_a) and (n_a, n_x)
        The weights.
    wrong : str
        Name of a mistake; none when empty.

    Returns
    -------
    tuple of ndarray
        ``dW_aa, dW_ax, db_a, dx, da0``, each with the shape of its forward twin.

    Examples
    --------
    >>> a, one = np.zeros((4, 1, 1)), np.ones((3, 1, 1))
    >>> float(backward(one, one, a, np.ones((3, 1), bool), one[0] / 2, one[0])[4][0, 0])
    0.875
    """
    T, _, N = dout.shape
    dW_aa, dW_ax, db_a = np.zeros_like(W_aa), np.zeros_like(W_ax), np.zeros((len(W_aa), 1))
    dx, d = np.zeros_like(x), np.zeros_like(a[0])
    for t in range(1, T + 1) if wrong == "forward in time" else range(T, 0, -1):
        if wrong == "first step skipped" and t == 1:
            break
        if wrong == "overwritten weights":
            dW_aa, dW_ax, db_a = 0 * dW_aa, 0 * dW_ax, 0 * db_a
        da = dout[t - 1] if wrong == "future not added" else dout[t - 1] + d
        if wrong == "future overwrites" and t < T:
            da = d
        valid = np.ones(N, bool) if wrong == "mask ignored" else mask[t - 1]
        after = a[t - 1] if wrong in ("slope at a_prev", "a shifted by one") else a[t]
        before = a[{"a_t in dW_aa": t, "a shifted by one": t - 2}.get(wrong, t - 1)]
        dz = da * valid if wrong == "no slope" else (1 - after**2) * da * valid
        dW_aa += dz @ before.T
        dW_ax += dz @ x[t - 1].T
        db_a += dz.sum(1, keepdims=True)
        dx[t - 1] = W_ax.T @ dz
        d = _one_step_back(d, da, dz, a[t], valid, W_aa, wrong)
    if wrong in ("divided by T", "divided by N"):
        n = T if wrong == "divided by T" else N
        dW_aa, dW_ax, db_a = dW_aa / n, dW_ax / n, db_a / n
    return dW_aa, dW_ax, db_a, dx, 0 * d if wrong == "da0 zero" else d


def _one_step_back(
    d: np.ndarray,
    da: np.ndarray,
    dz: np.ndarray,
    a_t: np.ndarray,
    valid: np.ndarray,
    W_aa: np.ndarray,
    wrong: str,
) -> np.ndarray:
    """Return the d of the step before."""
    through = {
        "cut at every step": 0 * d,
        "W_aa not transposed": W_aa @ dz,
        "d from da": W_aa.T @ (da * valid),
        "a as gradient": W_aa.T @ (a_t * valid),
        "clipped inside": np.clip(W_aa.T @ dz, -0.5, 0.5),
    }.get(wrong, W_aa.T @ dz)
    around = {"padding drops d": 0 * da, "padding keeps dout out": d}.get(wrong, da)
    around = 0 * around if wrong == "cut at every step" else around
    return through + around * ~valid + (d if wrong == "d never renewed" else 0)


def named(mistakes: dict[str, str], function: Callable) -> dict[str, tuple[Callable, str]]:
    """Turn a catalogue into the hints that :func:`rnnlab.exercises.checking.verdict` takes.

    Parameters
    ----------
    mistakes : dict of str
        Name -> what to say.
    function : callable
        :func:`step` or :func:`backward`.

    Returns
    -------
    dict of (callable, str)
        Name -> (the wrong function, what to say).

    Examples
    --------
    >>> sorted(named({"1 - a": "no"}, step))
    ['1 - a']
    """
    return {name: (partial(function, wrong=name), text) for name, text in mistakes.items()}
