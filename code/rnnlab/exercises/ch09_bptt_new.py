"""Exercises of chapter 9, backpropagation through time."""

import numpy as np

from .code import Code
from .mistakes import Mistake


def _path(x, a0, mask, W_aa, W_ax, b_a):
    """Return all states, padding included: the a that a backward pass needs."""
    a = [a0]
    for x_t, valid in zip(x, mask, strict=True):
        a.append(np.where(valid, np.tanh(W_aa @ a[-1] + W_ax @ x_t + b_a), a[-1]))
    return np.array(a)


def sequence_case(seed: int, T: int = 5) -> tuple[np.ndarray, ...]:
    """Draw the arguments of a backward pass: all sizes different, a ragged mask with a gap."""
    rng = np.random.default_rng(seed)
    n_x, n_a, N = 2, 3, 4
    W_aa, W_ax, b_a = (rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1)))
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.ones((T, N), bool)
    mask[3:, 1] = mask[1:, 2] = mask[1:2, 3] = False
    return rng.normal(size=(T, n_a, N)), x, _path(x, a0, mask, W_aa, W_ax, b_a), mask, W_aa, W_ax


def _rnn_backward(dout, x, a, mask, W_aa, W_ax):
    dW_aa, dW_ax = np.zeros_like(W_aa), np.zeros_like(W_ax)
    db_a, dx = np.zeros((len(W_aa), 1)), np.zeros_like(x)
    d = np.zeros_like(a[0])
    for t in range(len(dout), 0, -1):
        da = dout[t - 1] + d
        dz = mask[t - 1] * (1 - a[t] ** 2) * da
        dW_aa += dz @ a[t - 1].T
        dW_ax += dz @ x[t - 1].T
        db_a += dz.sum(axis=1, keepdims=True)
        dx[t - 1] = W_ax.T @ dz
        d = np.where(mask[t - 1], W_aa.T @ dz, da)
    return dW_aa, dW_ax, db_a, dx, d


rnn_backward = Code(
    _rnn_backward,
    sequence_case,
    "dW_aa dW_ax db_a dx da0",
    [
        Mistake(
            "future not added",
            "da = dout[t - 1] + d\n",
            "da = dout[t - 1]\n",
            "a state has two arrows that leave it, and one of them is missing.",
            "what reaches `a[t]` besides the output of step t?",
        ),
        Mistake(
            "bias mean",
            "db_a += dz.sum(axis=1, keepdims=True)",
            "db_a += dz.mean(axis=1, keepdims=True)",
            "`db_a` is a mean over the examples; each example has used `b_a`.",
            "how do the columns of dz enter db_a?",
        ),
    ],
    title="All the way back",
    stars=3,
    minutes=30,
    checked="all five arrays with a ragged mask",
)
EXERCISES = (rnn_backward,)
