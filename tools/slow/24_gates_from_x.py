"""Chapter 24: gates that see the input only, on a task that needs no more and on one that does.

Recall: name the first of four symbols after noise from four other symbols. First of equals: the
same, but the noise is drawn from the four symbols themselves. T = 12, Adam, new batches of 32 in
every update; the share of right answers for 2000 test sequences, five seeds.
"""

from functools import partial

import numpy as np

from rnnlab import LSTM, RNN, Adam, Dense, SequenceModel, Stacked, clip_by_global_norm
from rnnlab.data.batching import Batch
from rnnlab.data.tasks import recall
from rnnlab.layers import MinGRU

T, N, N_A, UPDATES, RATE, SEEDS = 12, 32, 32, 800, 0.01, range(5)


def first_of_equals(T, N, *, rng):
    """Name the first symbol; all others are drawn from the same four."""
    x = rng.integers(0, 4, size=(T, N))
    return Batch(x, x[:1].copy())


TASKS = {"recall": (recall, 8), "first": (first_of_equals, 4)}


def two(n_x, n_a, *, rng):
    """Stack two minimal layers."""
    return Stacked(MinGRU(n_x, n_a, rng=rng), MinGRU(n_a, n_a, rng=rng))


LAYERS = {"rnn": RNN, "lstm": partial(LSTM, forget_bias=3), "mingru": MinGRU, "two": two}


def share_right(task, layer, seed):
    """Train one model and test it."""
    rng = np.random.default_rng(seed)
    draw, n_x = TASKS[task]
    model = SequenceModel(LAYERS[layer](n_x, N_A, rng=rng), Dense(N_A, 4, rng=rng), read="last")
    adam = Adam(model.params, lr=RATE)
    for _ in range(UPDATES):
        batch = draw(T, N, rng=rng)
        model.loss_and_grads(batch.x, batch.y)
        clip_by_global_norm(model.grads, 1)
        adam.step(model.grads)
    test = draw(T, 2000, rng=np.random.default_rng(1000))
    z, _ = model.forward(test.x)
    return np.mean(z[0].argmax(axis=0) == test.y[0])


def run():
    return {
        f"{task}_{layer}": np.array([share_right(task, layer, seed) for seed in SEEDS])
        for task in TASKS
        for layer in LAYERS
    }


def claims(arrays):
    """State what chapter 24 says of them."""
    for name, right in arrays.items():
        if name == "first_mingru":
            assert 0.25 < right.min() and right.max() < 0.6
        elif name == "first_two":
            assert 3 <= (right > 0.98).sum()
        else:
            assert right.min() > 0.98, name
