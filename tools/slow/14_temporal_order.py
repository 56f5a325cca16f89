"""Temporal order without clipping, with it, and with a penalty on steps that change the length.

After figure 7 of Pascanu et al. (2013), scaled down. Theirs: 50 tanh units, weights N(0, 0.1), SGD
with lr 0.01, batches of 20, threshold 1, up to five million updates, lengths up to 200 and more,
5 seeds; solved = below 1 % of 10,000 sequences wrong; strength of the penalty 4 in the paper, in
the released code 2, there with squared lengths (for ratios near 1 that is 8 times ours).
Here: lr 0.1, 3000 updates, lengths 10 to 50, solved = below 1 % of 1000; weights N(0, 0.1²);
strength 8, the mean over steps instead of the sum.
Seeds 0..4 decide weights and sequences; all three ways see the same ones. `reach` is the length of
dL/da<0> through that of dL/da<T>, the geometric mean of 200 sequences, before the first update and
after every hundredth; NaN after the run has ended.
"""

import numpy as np

from rnnlab import RNN, SGD, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data.tasks import temporal_order
from rnnlab.diagnostics import length_penalty
from rnnlab.losses import softmax_cross_entropy

LENGTHS, SEEDS = (10, 20, 30, 40, 50), range(5)
#: name -> limit of the norm, strength of the penalty
WAYS = {"plain": (None, 0.0), "clipped": (1.0, 0.0), "clipped, penalty": (1.0, 8.0)}
UNITS, BATCH, UPDATES, EVERY, LR = 50, 20, 3000, 100, 0.1


def build(rng: np.random.Generator) -> SequenceModel:
    """Return the network of the paper: 50 tanh units, small weights, no biases."""
    model = SequenceModel(RNN(6, UNITS, rng=rng), Dense(UNITS, 4, rng=rng), read="last")
    for name, value in model.params.items():
        value[...] = 0 if ".b_" in name else 0.1 * rng.normal(size=value.shape)
    return model


def last_dout(model: SequenceModel, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return dL/da of all steps; the loss reads the last state only."""
    z, _ = model.forward(x)
    dout = np.zeros_like(model.layer.a[1:])
    dout[-1] = model.head.params["W_ya"].T @ softmax_cross_entropy(z, y)[1][-1]
    return dout


def reach(model: SequenceModel, x: np.ndarray, y: np.ndarray) -> float:
    """Return how much of the gradient of a<T> arrives at a<0>."""
    dout = last_dout(model, x, y)
    _, d0 = model.layer.backward(dout)
    ratio = np.linalg.norm(d0, axis=0) / np.linalg.norm(dout[-1], axis=0)
    return float(np.exp(np.log(np.maximum(ratio, 1e-300)).mean()))


def train(T: int, limit: float | None, strength: float, seed: int) -> tuple:
    """Return the update after which it is solved (-1: never), least error, longest step, reach."""
    rng = np.random.default_rng([seed, T])
    model = build(rng)
    optimizer, least, longest = SGD(model.params, lr=LR), 1.0, 0.0
    test = temporal_order(T, 1000, rng=np.random.default_rng([seed, T, 1]))
    reached = np.full(UPDATES // EVERY + 1, np.nan)
    reached[0] = reach(model, test.x[:, :200], test.y[:, :200])
    for update in range(1, UPDATES + 1):
        batch = temporal_order(T, BATCH, rng=rng)
        model.loss_and_grads(batch.x, batch.y)
        if strength:
            _, dW_aa = length_penalty(model.layer, last_dout(model, batch.x, batch.y))
            model.grads["layer.W_aa"] += strength * dW_aa
        norm = clip_by_global_norm(model.grads, limit or 1e300)
        longest = max(longest, LR * min(norm, limit or np.inf))
        optimizer.step(model.grads)
        if update % EVERY == 0:
            z, _ = model.forward(test.x)
            least = min(least, float((z.argmax(1) != test.y).mean()))
            reached[update // EVERY] = reach(model, test.x[:, :200], test.y[:, :200])
            if least < 0.01:
                return update, least, longest, reached
    return -1, least, longest, reached


def run() -> dict[str, np.ndarray]:
    """Return arrays (ways, lengths, seeds), `reach` with a last axis of updates."""
    runs = [[[train(T, *way, seed) for seed in SEEDS] for T in LENGTHS] for way in WAYS.values()]
    update, error, step, reached = (
        np.array([[[one[k] for one in row] for row in way] for way in runs]) for k in range(4)
    )
    return {
        "ways": np.array(list(WAYS)),
        "lengths": np.array(LENGTHS),
        "solved": update,
        "error": error,
        "step": step,
        "reach": reached.astype(np.float32),
    }


def claims(arrays: dict[str, np.ndarray]) -> None:
    """Assert what the page says, in the page's words."""
    plain, clipped, kept = (arrays["solved"] > 0).sum(axis=2)
    step, at_40 = arrays["step"], arrays["reach"][:, 3]
    assert plain[0] == 5 and plain[1:].sum() <= 1
    assert (clipped[:2] == 5).all() and clipped[2] >= 3
    assert clipped[3:].sum() <= 3
    assert step[0].max() > 1 and step[1:].max() <= 0.1 * (1 + 1e-12)
    assert (kept[:3] == 5).all() and kept[3] >= 4 and kept[4] >= 3
    assert at_40[:, :, 0].max() < 1e-5  # before the first update
    assert at_40[2, :, 5].min() > 0.5  # after 500 updates
    assert (at_40[1, :, 5] < 1e-3).sum() >= 4
