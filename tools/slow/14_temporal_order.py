"""Temporal order with and without clipping, after figure 7 of Pascanu et al. (2013), scaled down.

Theirs: 50 tanh units, weights N(0, 0.1), SGD with lr 0.01, batches of 20, threshold 1, up to five
million updates, lengths up to 200 and more, 5 seeds; solved = below 1 % of 10,000 sequences wrong.
Here: lr 0.1, 3000 updates, lengths 10 to 40, solved = below 1 % of 1000; weights N(0, 0.1²).
Seeds 0..4 decide weights and sequences; both ways see the same ones. No regularizer.
"""

import numpy as np

from rnnlab import RNN, SGD, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data.tasks import temporal_order

LENGTHS, SEEDS, LIMITS = (10, 20, 30, 40), range(5), (None, 1.0)
UNITS, BATCH, UPDATES, EVERY, LR = 50, 20, 3000, 100, 0.1


def train(T: int, limit: float | None, seed: int) -> tuple[int, float, float]:
    """Return the update after which it is solved (-1: never), the least error, the longest step."""
    rng = np.random.default_rng([seed, T])
    layer, head = RNN(6, UNITS, rng=rng), Dense(UNITS, 4, rng=rng)
    model = SequenceModel(layer, head, read="last")
    for name, value in model.params.items():
        value[...] = 0 if ".b_" in name else 0.1 * rng.normal(size=value.shape)
    optimizer, least, longest = SGD(model.params, lr=LR), 1.0, 0.0
    test = temporal_order(T, 1000, rng=np.random.default_rng([seed, T, 1]))
    for update in range(1, UPDATES + 1):
        batch = temporal_order(T, BATCH, rng=rng)
        model.loss_and_grads(batch.x, batch.y)
        norm = clip_by_global_norm(model.grads, limit or 1e300)
        longest = max(longest, LR * min(norm, limit or np.inf))
        optimizer.step(model.grads)
        if update % EVERY == 0:
            z, _ = model.forward(test.x)
            least = min(least, float((z.argmax(1) != test.y).mean()))
            if least < 0.01:
                return update, least, longest
    return -1, least, longest


def run() -> dict[str, np.ndarray]:
    """Return arrays (2, lengths, seeds); first row without clipping, second with."""
    runs = np.array([[[train(T, limit, seed) for seed in SEEDS] for T in LENGTHS]
                     for limit in LIMITS])  # fmt: skip
    return {
        "lengths": np.array(LENGTHS),
        "solved": runs[..., 0].astype(int),
        "error": runs[..., 1],
        "step": runs[..., 2],
    }


def claims(arrays: dict[str, np.ndarray]) -> None:
    """Assert what the page says."""
    plain, clipped = (arrays["solved"] > 0).sum(axis=2)
    assert (clipped >= plain).all()
    assert clipped.sum() > plain.sum()
    assert arrays["step"][1].max() <= LR * 1.0 * (1 + 1e-12)
