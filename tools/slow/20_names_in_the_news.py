"""Name taggers on sentences with many rare words: kinds, decoding, unknown words; eight seeds.

Each seed draws its own training sentences and weights; all are tested on the same 2000 sentences
beside the exact tagger, which sees the same words through the same vocabulary.
"""

from collections import Counter

import numpy as np

from rnnlab import RNN, Adam, Batch, Bidirectional, Dense, SequenceModel, fit
from rnnlab.data import Vocabulary, delayed
from rnnlab.data.news import TAGS, News, word_dropout
from rnnlab.data.spans import best_tags, f1_of, span_counts

NEWS = News(60)
SEEDS = range(8)
TEST = NEWS.sentences(2000, rng=np.random.default_rng(2000))
KINDS = {"causal": 0, "one word later": 1, "three words later": 3, "bidirectional": None}
# name -> (words seen less often are unknown, share of words dropped in training)
TREATMENTS = {
    "never seen <unk>": (1, 0.0),
    "dropout 0.05": (1, 0.05),
    "dropout 0.2": (1, 0.2),
    "rare words unknown": (2, 0.0),
}
SIZES = (25, 50, 100, 200)  # of the training words that are kept
FEW, MANY = 250, 1000  # training sentences


def vocabulary_of(train: Batch, min_count: int = 1, size: int | None = None) -> Vocabulary:
    """Make the vocabulary of what the training sentences hold."""
    counts = Counter(NEWS.vocabulary.decode(train.x[train.mask]))
    return Vocabulary.from_counts(counts, size, min_count, specials=("<pad>", "<unk>"))


def rewritten(batch: Batch, vocabulary: Vocabulary) -> Batch:
    """Write a batch in another vocabulary."""
    new_ids = vocabulary.encode(NEWS.vocabulary.tokens)
    return batch._replace(x=np.where(batch.mask, new_ids[batch.x], 0))


def tagged(kind: str, train: Batch, vocabulary: Vocabulary, dropped: float, rng) -> np.ndarray:
    """Train a tagger and return its chances on the test sentences."""
    V, d = len(vocabulary), KINDS[kind] or 0
    if kind == "bidirectional":
        layer = Bidirectional(RNN(V, 18, rng=rng), RNN(V, 18, rng=rng))
    else:
        layer = RNN(V, 32, rng=rng)
    model = SequenceModel(layer, Dense(layer.n_a, 3, rng=rng))
    data = delayed(rewritten(train, vocabulary), d)
    n = data.x.shape[1]

    def batches(epoch: int) -> list[Batch]:
        parts = rng.permutation(n).reshape(-1, 50)
        x = word_dropout(data.x, dropped, vocabulary.unk, rng=rng, keep=(0,))
        return [Batch(*(v[:, part] for v in data._replace(x=x))) for part in parts]

    epochs = 15 if n >= MANY else 60
    fit(model, batches, Adam(model.params, lr=5e-3), epochs=epochs, max_norm=1, progress=False)
    late = delayed(rewritten(TEST, vocabulary), d)
    return model.predict(late.x, mask=late.mask)[0][d:]


def lookup(train: Batch) -> np.ndarray:
    """Tag each word as it was tagged most often; unknown words with O."""
    counts = np.zeros((len(NEWS.vocabulary), len(TAGS)))
    np.add.at(counts, (train.x[train.mask], train.y[train.mask]), 1)
    return counts.argmax(1)[TEST.x]


def scores(tags: np.ndarray) -> tuple[float, float]:
    """Return token accuracy and span F1."""
    right = (tags == TEST.y)[TEST.mask].mean()
    return right, f1_of(span_counts(TEST.y, tags, TEST.mask, TAGS))


def ill_formed(tags: np.ndarray) -> int:
    """Count the sentences in which an I follows an O or stands first."""
    outside = np.vstack([0 * tags[:1], tags[:-1]]) == 0
    return ((tags == 2) & outside & TEST.mask).any(axis=0).sum()


def run() -> dict[str, np.ndarray]:
    """Return arrays (kinds, seeds, 2), (treatments, 2, seeds, 3), (sizes, seeds, 3)."""
    kinds = np.zeros((1 + len(KINDS), len(SEEDS), 2))
    best = np.zeros_like(kinds)
    decoded = np.zeros((len(KINDS), 2, len(SEEDS)))  # ill-formed sentences, F1 gained by Viterbi
    unknown = np.zeros((len(TREATMENTS), 2, len(SEEDS), 3))  # F1, right unknown words, their share
    sizes = np.zeros((len(SIZES), len(SEEDS), 3))  # share of unknown words, F1, best F1
    for s, seed in enumerate(SEEDS):
        rng = np.random.default_rng(seed)
        train = NEWS.sentences(MANY, rng=rng)
        few = Batch(*(v[:, :FEW] for v in train[:3]))
        vocabulary = vocabulary_of(train, 2)
        x = rewritten(TEST, vocabulary).x
        kinds[0, s] = best[0, s] = scores(lookup(train))
        for k, (kind, lag) in enumerate(KINDS.items(), 1):
            chances = NEWS.tag_chances(x, TEST.mask, lag=lag, vocabulary=vocabulary)
            best[k, s] = scores(chances.argmax(1))
            chances = tagged(kind, train, vocabulary, 0.0, rng)
            tags, fitting = chances.argmax(1), best_tags(chances, TAGS, TEST.mask)
            kinds[k, s] = scores(tags)
            decoded[k - 1, :, s] = ill_formed(tags), scores(fitting)[1] - kinds[k, s, 1]
        for k, (least, dropped) in enumerate(TREATMENTS.values()):
            for m, part in enumerate((few, train)):
                own = vocabulary_of(part, least)
                tags = tagged("bidirectional", part, own, dropped, rng).argmax(1)
                # the words that are unknown whatever the treatment: never in the training sentences
                never = (rewritten(TEST, vocabulary_of(part)).x == 1) & TEST.mask
                right = (tags == TEST.y)[never].mean()
                unknown[k, m, s] = scores(tags)[1], right, never.sum() / TEST.mask.sum()
        for k, size in enumerate(SIZES):
            own = vocabulary_of(train, 1, size)
            x = rewritten(TEST, own).x
            chances = NEWS.tag_chances(x, TEST.mask, vocabulary=own)
            f1 = scores(tagged("bidirectional", train, own, 0.0, rng).argmax(1))[1]
            share = (x == own.unk)[TEST.mask].mean()
            sizes[k, s] = share, f1, scores(chances.argmax(1))[1]
    return {
        "kinds": np.array(["dictionary lookup", *KINDS]),
        "scores": kinds,
        "best": best,
        "decoded": decoded,
        "treatments": np.array(list(TREATMENTS)),
        "unknown": unknown,
        "sizes": np.array(SIZES),
        "by_size": sizes,
    }


def claims(arrays: dict[str, np.ndarray]) -> None:
    """Assert what the page says."""
    f1, best = arrays["scores"][:, :, 1], arrays["best"][:, :, 1]
    assert (np.diff(f1, axis=0) > 0).all()  # each kind above the one before it, in every seed
    assert (f1[4] > 0.93).all() and (f1[4] < best[4]).all()
    assert (arrays["scores"][0, :, 0] > 0.85).all() and (f1[0] < 0.65).all()
    assert (f1[1] > best[1]).all()  # most probable tags are not best for F1
    bad, gained = arrays["decoded"].swapaxes(0, 1)
    assert (bad > 0).all() and (gained > 0).all()  # Viterbi: each kind, each seed
    never, _, high, rare = arrays["unknown"]
    assert (never[0, :, 2] > 0.03).all() and (never[1, :, 2] < 0.02).all()
    gain = high[0, :, 0] - never[0, :, 0]  # dropout 0.2, few sentences
    assert gain.mean() > 2 * gain.std(ddof=1) / np.sqrt(len(gain))
    gain = rare[0, :, 0] - never[0, :, 0]  # leaving rare words out does not do it
    assert abs(gain.mean()) < 2 * gain.std(ddof=1) / np.sqrt(len(gain))
    share, network, exact = np.moveaxis(arrays["by_size"], 2, 0)
    assert (np.diff(share, axis=0) < 0).all() and (network < exact).all()
    assert (np.diff(np.median(network, axis=1)) > 0).all()
