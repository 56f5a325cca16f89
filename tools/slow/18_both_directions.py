"""Taggers that see nothing, one, two or three words of the future, or all of it; ten seeds.

Each seed draws its own 3000 training sentences and its own weights; all are tested on the same 2000
sentences, beside the exact chances of each tag given the same words. Every network has about 4500
parameters in its recurrent part.
"""

import numpy as np

from rnnlab import RNN, Adam, Batch, Bidirectional, Dense, SequenceModel, Stacked, fit
from rnnlab.data import delayed
from rnnlab.data.news import News

NEWS = News(12)
SEEDS = range(10)
N_TRAIN, N_TEST, COLUMNS, EPOCHS, RATE = 3000, 2000, 50, 15, 5e-3
# name -> (words of the future that it sees, None for all; the layer)
KINDS = {
    "causal": (0, lambda V, rng: RNN(V, 32, rng=rng)),
    "one word later": (1, lambda V, rng: RNN(V, 32, rng=rng)),
    "two words later": (2, lambda V, rng: RNN(V, 32, rng=rng)),
    "three words later": (3, lambda V, rng: RNN(V, 32, rng=rng)),
    "bidirectional": (None, lambda V, rng: Bidirectional(RNN(V, 18, rng=rng), RNN(V, 18, rng=rng))),
    "causal, two layers": (0, lambda V, rng: Stacked(RNN(V, 26, rng=rng), RNN(26, 26, rng=rng))),
}


def trained(kind: str, seed: int) -> SequenceModel:
    """Train one tagger."""
    lag, layer_of = KINDS[kind]
    rng = np.random.default_rng(seed)
    train = delayed(NEWS.sentences(N_TRAIN, rng=rng), lag or 0)
    layer = layer_of(len(NEWS.vocabulary), rng)
    model = SequenceModel(layer, Dense(layer.n_a, 3, rng=rng))

    def batches(epoch: int) -> list[Batch]:
        order = rng.permutation(N_TRAIN)
        parts = [order[i : i + COLUMNS] for i in range(0, N_TRAIN, COLUMNS)]
        return [Batch(*(v[:, part] for v in train)) for part in parts]

    fit(model, batches, Adam(model.params, lr=RATE), epochs=EPOCHS, max_norm=1, progress=False)
    return model


def per_sentence(chances: np.ndarray, test: Batch, first: np.ndarray) -> np.ndarray:
    """Return nats per sentence, and whether an ambiguous first word is right (else NaN)."""
    of_truth = np.take_along_axis(chances, test.y[:, None], 1)[:, 0]
    nats = -np.log(np.where(test.mask, of_truth, 1.0).clip(1e-300)).sum(0)
    right = (chances.argmax(1) == test.y)[0]
    return np.array([nats, np.where(first, right, np.nan)])


def run() -> dict[str, np.ndarray]:
    """Return arrays over (kinds, seeds): nats, share of first words, differences to the best.

    A difference is that of one network to the exact prediction on the same words; its standard
    error is that over sentences.
    """
    test = NEWS.sentences(N_TEST, rng=np.random.default_rng(1000))
    first = NEWS.ambiguous(test.x)[0]
    words = test.mask.sum() / N_TEST  # per sentence
    shape = len(KINDS), len(SEEDS)
    found = {key: np.zeros(shape) for key in
             ("nats", "nats_more", "nats_error", "first", "first_more", "first_error")}  # fmt: skip
    best_nats, best_first, sizes = np.zeros((3, len(KINDS)))
    for k, (kind, (lag, _)) in enumerate(KINDS.items()):
        best = per_sentence(NEWS.tag_chances(test.x, test.mask, lag=lag), test, first)
        best_nats[k], best_first[k] = best[0].mean() / words, np.nanmean(best[1])
        late = delayed(test, lag or 0)
        for s, seed in enumerate(SEEDS):
            model = trained(kind, seed)
            sizes[k] = model.layer.params.flat.size
            chances = model.predict(late.x, mask=late.mask)[0][lag or 0 :]
            got = per_sentence(chances, test, first)
            more = got - best
            found["nats"][k, s] = got[0].mean() / words
            found["nats_more"][k, s] = more[0].mean() / words
            found["nats_error"][k, s] = more[0].std(ddof=1) / np.sqrt(N_TEST) / words
            found["first"][k, s] = np.nanmean(got[1])
            found["first_more"][k, s] = np.nanmean(more[1])
            found["first_error"][k, s] = np.nanstd(more[1], ddof=1) / np.sqrt(first.sum())
    return found | {
        "kinds": np.array(list(KINDS)),
        "best_nats": best_nats,
        "best_first": best_first,
        "sizes": sizes,
        "n_first": np.array(first.sum()),
    }


def claims(arrays: dict[str, np.ndarray]) -> None:
    """Assert what the page says."""
    row = {str(kind): k for k, kind in enumerate(arrays["kinds"])}
    causal = [row["causal"], row["causal, two layers"]]
    best = arrays["best_first"]
    # nobody beats the best prediction from the same words: in nats clearly so
    assert (arrays["nats_more"] > 2 * arrays["nats_error"]).all()
    assert (arrays["first_more"] <= 3 * arrays["first_error"] + 1e-12).all()
    # who sees the future beats the best causal prediction, by far, in every seed
    for kind in ("one word later", "two words later", "three words later", "bidirectional"):
        assert (arrays["first"][row[kind]] > best[row["causal"]] + 0.25).all()
        assert (arrays["nats"][row[kind]] < arrays["best_nats"][row["causal"]] / 2).all()
    assert (arrays["first"][causal] < 0.65).all()
    assert (arrays["first"][row["bidirectional"]] > 0.985).all()
    assert (
        arrays["first"][row["three words later"]] > arrays["first"][row["one word later"]]
    ).all()
