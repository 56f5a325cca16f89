"""Three small projects, five seeds each: sentiment with negation, CpG islands, two time series.

A seed draws weights and the order of the batches; data are the same for all seeds, so that
models are compared on the same sentences, bases and years. Takes less than five minutes.
"""

import numpy as np

from rnnlab import RNN, Adam, Bidirectional, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data import Batch
from rnnlab.data.dna import cpg_islands, island_filter, island_smoother, reverse_complement
from rnnlab.data.sentiment import WORDS, count_ngrams, encode, reviews
from rnnlab.data.series import mackey_glass, sunspots
from rnnlab.diagnostics import paired_difference
from rnnlab.initializers import gaussian, orthogonal
from rnnlab.regression import classify, softmax_regression

SEEDS = range(5)


def elman(n_x, n_a, rng, start="orthogonal"):
    """Inputs that count from the beginning, and a state that fades slowly."""
    layer = RNN(n_x, n_a, rng=rng)
    layer.params["W_ax"] = gaussian((n_a, n_x), rng=rng)
    turn = orthogonal((n_a, n_a), rng=rng) if start == "orthogonal" else np.eye(n_a)
    layer.params["W_aa"] = 0.95 * turn
    return layer


def columns(batch, j):
    mask = None if batch.mask is None else batch.mask[:, j]
    return Batch(batch.x[..., j], batch.y[..., j], mask)


def train(model, batch, rng, *, epochs, size, lr):
    """Adam with a falling learning rate; clipped."""
    N = batch.x.shape[-1]
    adam, updates = Adam(model.params, lr=lr), epochs * -(-N // size)
    for _ in range(epochs):
        order = rng.permutation(N)
        for i in range(0, N, size):
            part = columns(batch, order[i : i + size])
            model.loss_and_grads(part.x, part.y, None, part.mask)
            clip_by_global_norm(model.grads, 1)
            adam.lr = lr * (1 - adam.t / updates) + 1e-5
            adam.step(model.grads)
    return model


def sentiment(start, seed, flip=0.1):
    """Share of test sentences answered as they mean, whatever their label says."""
    rng = np.random.default_rng(seed)
    learn = reviews(4000, rng=np.random.default_rng(0), flip=flip)
    test = reviews(1000, rng=np.random.default_rng(1), flip=flip)
    layer = elman(len(WORDS), 32, rng, start)
    model = SequenceModel(layer, Dense(32, 2, rng=rng), read="last")
    train(model, encode(learn.sentences, learn.labels), rng, epochs=12, size=50, lr=4e-3)
    batch = encode(test.sentences, test.labels)
    said = model.forward(batch.x, None, batch.mask)[0][0].argmax(axis=0)
    return np.mean(said == test.truth), np.mean(said == test.labels)


def ngrams(n, flip=0.1):
    """The same share for softmax regression on n-grams of the same sentences."""
    learn = reviews(4000, rng=np.random.default_rng(0), flip=flip)
    test = reviews(1000, rng=np.random.default_rng(1), flip=flip)
    counts, known = count_ngrams(learn.sentences, n)
    head = softmax_regression(counts, learn.labels, 2, updates=60)
    return np.mean(classify(head, count_ngrams(test.sentences, n, known=known)[0]) == test.truth)


def islands(kind, seed, N=600, updates=300, both_strands=False):
    """Bits that each test base costs, (T, N), and whether the answer is right."""
    rng = np.random.default_rng(seed)
    batch = cpg_islands(200, 600, rng=np.random.default_rng(1))
    batch = Batch(batch.x[:, :N], batch.y[:, :N])
    if both_strands:
        x = np.concatenate([batch.x, reverse_complement(batch.x)], axis=1)
        batch = Batch(x, np.concatenate([batch.y, batch.y[::-1]], axis=1))
    if kind == "causal":
        model = SequenceModel(elman(4, 32, rng), Dense(32, 2, rng=rng))
    else:
        layer = Bidirectional(elman(4, 32, rng), elman(4, 32, rng))
        model = SequenceModel(layer, Dense(64, 2, rng=rng))
    epochs = updates * 50 // batch.x.shape[1]
    train(model, batch, rng, epochs=epochs, size=50, lr=4e-3)
    test = cpg_islands(200, 400, rng=np.random.default_rng(2))
    p = model.predict(test.x)[0][:, 1]
    bits = -np.log2(np.where(test.y == 1, p, 1 - p))
    return bits.mean(axis=0), ((p > 0.5) == test.y).mean(axis=0)


def next_value(series, n_train, window, n_a, updates, seed):
    """One-step errors on the part after n_train, in the units of the series."""
    rng = np.random.default_rng(seed)
    mean, std = series[:n_train].mean(), series[:n_train].std()
    z = (series - mean) / std
    cuts = np.stack([z[i : i + window + 1] for i in range(n_train - window)], axis=1)
    batch = Batch(cuts[:-1, None], cuts[1:, None])
    model = SequenceModel(elman(1, n_a, rng), Dense(n_a, 1, rng=rng), loss="squared_error")
    adam = Adam(model.params, lr=4e-3)
    for k in range(updates):
        part = columns(batch, rng.integers(0, batch.x.shape[-1], 32))
        model.loss_and_grads(part.x, part.y)
        clip_by_global_norm(model.grads, 1)
        adam.lr = 4e-3 * (1 - k / updates) + 1e-5
        adam.step(model.grads)
    said = model.predict(z[:-1, None, None])[0][:, 0, 0]
    return std * (said - z[1:])[n_train - 1 :]


def run():
    arrays = {}
    for start in ("identity", "orthogonal"):
        rows = np.array([sentiment(start, s) for s in SEEDS])
        arrays[f"{start}_truth"], arrays[f"{start}_labels"] = rows.T
    arrays["ngrams_truth"] = np.array([ngrams(n) for n in (1, 2, 3)])
    for kind in ("causal", "both"):
        bits, right = zip(*(islands(kind, s) for s in SEEDS), strict=True)
        arrays[f"{kind}_bits"], arrays[f"{kind}_right"] = np.float32(bits), np.float32(right)
    for N in (50, 100):
        for name, strands in (("one_strand", False), ("both_strands", True)):
            bits = [islands("both", s, N, 80, strands)[0].mean() for s in SEEDS]
            arrays[f"{name}_{N}"] = np.array(bits)
    _, numbers = sunspots()
    x = mackey_glass(3000, rng=np.random.default_rng(0))
    wrong = {
        "sunspots": [next_value(numbers, 221, 40, 16, 400, s) for s in SEEDS],
        "mackey_glass": [next_value(x, 2000, 40, 32, 800, s) for s in SEEDS],
    }
    for name, errors in wrong.items():
        arrays[name] = np.sqrt(np.mean(np.square(errors), axis=1))
    return arrays | {"sunspots_wrong": np.array(wrong["sunspots"])}


def claims(arrays):
    """Assert what the page says."""
    assert arrays["identity_truth"].min() > 0.99
    assert abs(arrays["identity_labels"] - 0.9).max() < 0.02  # the labels' own share
    assert np.median(arrays["orthogonal_truth"]) < 0.65
    one, two, three = arrays["ngrams_truth"]
    assert abs(one - 0.5) < 0.05 and one < two < three < 0.8
    test = cpg_islands(200, 400, rng=np.random.default_rng(2))
    for kind, bound in (("causal", island_filter), ("both", island_smoother)):
        p = bound(test.x)
        least = -np.log2(np.where(test.y == 1, p, 1 - p)).mean(axis=0)
        for bits in arrays[f"{kind}_bits"]:
            lost, error = paired_difference(bits, least)
            assert 2 * error < lost < 0.06
    assert arrays["both_bits"].mean(axis=1).max() < 0.6 < arrays["causal_bits"].mean(axis=1).min()
    assert (arrays["both_strands_50"] < arrays["one_strand_50"]).all()
    assert abs(arrays["both_strands_100"] - arrays["one_strand_100"]).max() < 0.01
    assert 17.5 < arrays["sunspots"].min() and arrays["sunspots"].max() < 22
    assert arrays["mackey_glass"].max() < 0.02
