"""The embedded Reber grammar: LSTM, GRU and Elman networks of about equally many parameters.

256 training and 256 test strings per seed, batches of 32, Adam with learning rate 0.01, at most
3000 updates, seeds 0 to 9. A network has learned the grammar when at every step of both sets the
legal symbols are its most probable ones (the criterion of Hochreiter & Schmidhuber 1997); this is
looked at every 40 updates. Kept: updates needed (0: not learned), parameters, share of right last
T or P on the test set.
"""

import numpy as np

from rnnlab import GRU, LSTM, RNN, Adam, Dense, SequenceModel, fit
from rnnlab.data.batching import Batch
from rnnlab.data.reber import embedded_reber, reber_legal_next

NAMES = ("LSTM 8", "GRU 9", "Elman 18", "Elman 8")
MAKERS = (
    lambda rng: LSTM(7, 8, rng=rng, forget_bias=1),
    lambda rng: GRU(7, 9, rng=rng),
    lambda rng: RNN(7, 18, rng=rng),
    lambda rng: RNN(7, 8, rng=rng),
)
limit, every, seeds = 3000, 40, range(10)


def legal_on_top(model, batch, legal):
    """Are the k legal symbols the k most probable ones, at every real step?"""
    z, _ = model.forward(batch.x, mask=batch.mask)
    lowest_legal = np.where(legal, z, np.inf).min(axis=1)
    highest_other = np.where(legal, -np.inf, z).max(axis=1)
    return (lowest_legal > highest_other)[batch.mask]


def last_symbol(batch):
    """Where the target is the remembered T or P: the last but one."""
    length = batch.mask.sum(axis=0)
    return np.arange(len(batch.mask))[:, None] == length - 2


def train(make_layer, seed):
    """Return updates needed, parameters, share of right remembered symbols."""
    rng = np.random.default_rng(seed)
    train_set, test_set = embedded_reber(256, rng=rng), embedded_reber(256, rng=rng)
    layer = make_layer(rng)
    model = SequenceModel(layer, Dense(layer.n_a, 7, rng=rng))
    optimizer = Adam(model.params, lr=0.01)
    sets = [(s, reber_legal_next(s.x, s.mask)) for s in (train_set, test_set)]
    batches = []
    for k in range(0, 256, 32):
        cols = slice(k, k + 32)
        T = train_set.mask[:, cols].sum(axis=0).max()
        batches.append(Batch(*(v[:T, cols] for v in (train_set.x, train_set.y, train_set.mask))))
    needed = 0
    for done in range(every, limit + 1, every):
        fit(model, batches, optimizer, epochs=every // 8, max_norm=1, progress=False)
        if all(legal_on_top(model, s, legal).all() for s, legal in sets):
            needed = done
            break
    z, _ = model.forward(test_set.x, mask=test_set.mask)
    place = last_symbol(test_set)
    right = (z.argmax(axis=1) == test_set.y)[place].mean()
    return needed, model.params.flat.size, right


def run():
    """Train all networks; arrays (cells, seeds)."""
    runs = np.array([[train(make, seed) for seed in seeds] for make in MAKERS])
    print(runs[..., 0], runs[..., 2].round(2))
    return {
        "names": np.array(NAMES),
        "updates": runs[..., 0].astype(int),
        "parameters": runs[:, 0, 1].astype(int),
        "right": runs[..., 2],
    }


def claims(found):
    """Most gated networks learn it, some Elman networks too; the smallest need longer."""
    updates, right = found["updates"], found["right"]
    learned, early = (updates > 0).sum(axis=1), ((updates > 0) & (updates <= 1500)).sum(axis=1)
    assert learned[:2].min() >= 5
    assert learned[2] >= 2
    assert early[3] < early[:2].min()
    assert right.min() > 0.8
