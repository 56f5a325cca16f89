"""Which digit was spoken first, with k frames of other speech behind it: the memory dial.

Elman and GRU layers of 64 units, 15 epochs, five seeds, k = 0 to 40. A seed draws the distractors,
the weights and the order of the batches; the split is the same for all. What else may explain the
result is in 21_controls. Takes less than five minutes.
"""

import numpy as np

from rnnlab import GRU, RNN, Adam, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data import pad_sequences
from rnnlab.data.speech import append_distractors, split_digits
from rnnlab.initializers import orthogonal

KS = (0, 5, 10, 20, 40)
SEEDS = range(5)
BATCH = 64


def build(kind, n_a, keep, rng):
    """A model that answers once, at the end."""
    cell = {"elman": RNN, "gru": GRU}[kind](13, n_a, rng=rng, dtype=np.float32)
    if kind == "elman":
        cell.params["W_aa"] = orthogonal((n_a, n_a), rng=rng, gain=0.95).astype(np.float32)
    else:
        cell.params["b_a"][n_a : 2 * n_a] = keep  # the update gate
    return SequenceModel(cell, Dense(n_a, 10, rng=rng, dtype=np.float32), read="last")


def accuracy(model, clips, digits):
    x, mask = pad_sequences(clips)
    return np.mean(model.forward(x, None, mask)[0][0].argmax(axis=0) == digits)


def reach(model, clips, k):
    """Median of |da<digit's last frame>| / |da<last frame>| over clips; needs k frames behind."""
    if k == 0:
        return 1.0
    x, mask = pad_sequences([clip[:-k] for clip in clips])
    _, state = model.layer.forward(x, None, mask)
    out, _ = model.layer.forward(np.stack([clip[-k:] for clip in clips], axis=2), state)
    dout = np.zeros_like(out)
    dout[-1] = np.random.default_rng(0).normal(size=out.shape[1:])
    _, dstate = model.layer.backward(dout)
    return np.median(np.linalg.norm(dstate, axis=0) / np.linalg.norm(dout[-1], axis=0))


def change(clips, how, rng):
    if how == "shuffled":
        return [rng.permutation(clip) for clip in clips]
    return [clip[::-1] for clip in clips] if how == "reversed" else clips


def train(parts, kind, k, seed, *, n_a=64, keep=2.0, epochs=15, lr=3e-3, how="", fresh=False):
    """Test and training accuracy, and the reach before and after training."""
    rng = np.random.default_rng(seed)
    train, test = (
        [c.astype(np.float32) for c in change(append_distractors(p.clips, k, rng=rng), how, rng)]
        for p in parts
    )
    digits = parts[0].digits
    model = build(kind, n_a, keep, rng)
    start = reach(model, test[:100], k)
    adam = Adam(model.params, lr=lr)
    updates = epochs * -(-len(train) // BATCH)
    for epoch in range(epochs):
        if fresh and epoch:
            drawn = append_distractors(parts[0].clips, k, rng=rng)
            train = [c.astype(np.float32) for c in drawn]
        order = rng.permutation(len(train))
        for i in range(0, len(order), BATCH):
            j = order[i : i + BATCH]
            x, mask = pad_sequences([train[q] for q in j])
            model.loss_and_grads(x, digits[j][None], None, mask)
            clip_by_global_norm(model.grads, 1)
            adam.lr = lr * (1 - adam.t / updates)
            adam.step(model.grads)
    right = accuracy(model, test, parts[1].digits), accuracy(model, train, digits)
    return [*right, start, reach(model, test[:100], k)]


def run():
    parts = split_digits(rng=np.random.default_rng(0))
    arrays = {"ks": np.array(KS)}
    for kind in ("elman", "gru"):
        rows = np.array([[train(parts, kind, k, s) for k in KS] for s in SEEDS])
        names = ("test", "train", "reach_start", "reach_end")
        arrays |= {f"{kind}_{name}": rows[..., i] for i, name in enumerate(names)}
    return arrays


def claims(arrays):
    """Assert what the page says."""
    elman, gru = arrays["elman_test"], arrays["gru_test"]
    assert elman[:, 0].min() > 0.92 and gru[:, 0].min() > elman[:, 0].max()
    assert (np.diff(elman.mean(axis=0)) < 0).all()
    assert elman[:, 3].max() < 0.5 and elman[:, 4].max() < 0.16  # k = 20, 40; chance is 0.1
    assert gru[:, 3].min() > 0.92 and gru[:, 4].min() > 0.85
    assert arrays["elman_train"][:, 4].min() > 0.25  # learned by heart
    start, end = arrays["elman_reach_start"], arrays["elman_reach_end"]
    assert start[:, 4].max() < 0.002 and 0.1 < start[:, 2].min()
    assert arrays["gru_reach_start"][:, 4].min() > 5 * start[:, 4].max()
    assert end[:, 4].min() > 50 * start[:, 4].max()
