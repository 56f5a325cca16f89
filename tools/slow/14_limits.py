"""Which limit to clip at: the temporal-order network of 14_temporal_order.py, six limits.

First 200 updates without a limit: the median of their gradient norms is the unit. Then the same
network anew, with the limits 0.1 to 10 times that median and with none, at most 1500 updates.
Length 20, 50 tanh units, weights N(0, 0.1²), SGD with lr 0.1, batches of 20; solved = below 1 % of
1000 fresh sequences wrong, looked at every 100 updates. Seeds 0..4 decide weights and sequences;
all limits see the same ones.
"""

import numpy as np

from rnnlab import RNN, SGD, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data.tasks import temporal_order

T, UNITS, BATCH, LR, SEEDS = 20, 50, 20, 0.1, range(5)
WATCHED, UPDATES, EVERY = 200, 1500, 100
MULTIPLES = (0.1, 0.3, 1.0, 3.0, 10.0, np.inf)


def train(seed: int, limit: float, updates: int) -> tuple[np.ndarray, int, float]:
    """Return the gradient norms, the update after which it is solved (-1: never), the last loss."""
    rng = np.random.default_rng([seed, T])
    model = SequenceModel(RNN(6, UNITS, rng=rng), Dense(UNITS, 4, rng=rng), read="last")
    for name, value in model.params.items():
        value[...] = 0 if ".b_" in name else 0.1 * rng.normal(size=value.shape)
    test = temporal_order(T, 1000, rng=np.random.default_rng([seed, T, 1]))
    optimizer, norms = SGD(model.params, lr=LR), []
    for update in range(1, updates + 1):
        batch = temporal_order(T, BATCH, rng=rng)
        model.loss_and_grads(batch.x, batch.y)
        norms.append(clip_by_global_norm(model.grads, min(limit, 1e300)))
        optimizer.step(model.grads)
        if update % EVERY == 0:
            z, _ = model.forward(test.x)
            if (z.argmax(1) != test.y).mean() < 0.01:
                return np.array(norms), update, float(model.loss(test.x, test.y)[0])
    return np.array(norms), -1, float(model.loss(test.x, test.y)[0])


def run() -> dict[str, np.ndarray]:
    """Return arrays (seeds, updates) and (multiples, seeds)."""
    watched = np.array([train(seed, np.inf, WATCHED)[0] for seed in SEEDS])
    unit = np.median(watched, axis=1)
    solved, loss, cut = (np.zeros((len(MULTIPLES), len(SEEDS))) for _ in range(3))
    for i, multiple in enumerate(MULTIPLES):
        for k, seed in enumerate(SEEDS):
            norms, solved[i, k], loss[i, k] = train(seed, multiple * unit[k], UPDATES)
            cut[i, k] = (norms > multiple * unit[k]).mean()
    return {
        "multiples": np.array(MULTIPLES),
        "watched": watched,
        "solved": solved.astype(int),
        "loss": loss,
        "cut": cut,
    }


def claims(arrays: dict[str, np.ndarray]) -> None:
    """Assert what the page says, in the page's words."""
    watched, at = arrays["watched"], arrays["solved"]
    count = (at > 0).sum(axis=1)
    assert (count[2:4] == 5).all() and count[5] == 0
    assert max(count[:2]) < 5 and count[4] < 5
    assert np.median(at[3]) < np.median(at[2])
    times = watched.max(axis=1) / np.median(watched, axis=1)
    assert times.min() > 5
