"""Two networks and ten clips for the live memory dial of chapter 21.

A GRU whose update gate starts closed (b_z = 2) and an Elman network, 16 units each, learn which
digit was spoken first, behind k frames of other speech. Every batch draws its k, for the GRU from
0 to 40, for the Elman network from 0 to 5: with 0 to 40 it learns nothing to speak of. 60 epochs,
Adam at 0.005 falling to 0, gradients clipped to norm 1, float32, seed 0. Parameters and frames are
rounded to multiples of 1/1024 and kept as 16-bit integers: exact in float64, the same in every
program that reads them. The clips are the first of each digit in the test part, the distractors
40 frames that the test part's other clips hold. Takes less than a minute.
"""

import numpy as np

from rnnlab import GRU, RNN, Adam, Dense, SequenceModel, clip_by_global_norm
from rnnlab.data import buckets, pad_sequences
from rnnlab.data.speech import append_distractors, split_digits
from rnnlab.initializers import orthogonal

STEP, UNITS, EPOCHS, LR = 1024, 16, 60, 5e-3
LONGEST = {"elman": 5, "gru": 40}


def model_of(kind: str, rng: np.random.Generator) -> SequenceModel:
    if kind == "gru":
        layer = GRU(13, UNITS, rng=rng, dtype=np.float32)
        layer.params["b_a"][UNITS : 2 * UNITS] = 2  # the update gate
    else:
        layer = RNN(13, UNITS, rng=rng, dtype=np.float32)
        layer.params["W_aa"] = orthogonal((UNITS, UNITS), rng=rng, gain=0.95).astype(np.float32)
    return SequenceModel(layer, Dense(UNITS, 10, rng=rng, dtype=np.float32), read="last")


def train(kind: str, part, rng: np.random.Generator) -> SequenceModel:
    model, lengths = model_of(kind, rng), [len(clip) for clip in part.clips]
    adam, updates = Adam(model.params, lr=LR), EPOCHS * -(-len(lengths) // 64)
    for _ in range(EPOCHS):
        for j in buckets(lengths, 64, rng=rng):
            k = rng.integers(LONGEST[kind] + 1)
            clips = append_distractors([part.clips[q] for q in j], k, rng=rng)
            x, mask = pad_sequences([clip.astype(np.float32) for clip in clips])
            model.loss_and_grads(x, part.digits[j][None], None, mask)
            clip_by_global_norm(model.grads, 1)
            adam.lr = LR * (1 - adam.t / updates)
            adam.step(model.grads)
    return model


def whole(values: np.ndarray) -> np.ndarray:
    """Multiples of 1/1024 as 16-bit integers."""
    rounded = np.rint(np.asarray(values, float) * STEP)
    assert abs(rounded).max() < 2**15
    return rounded.astype(np.int16)


def run():
    part, test = split_digits(rng=np.random.default_rng(0))
    arrays = {"ks": np.array([0, 5, 10, 20, 40])}
    for kind in ("elman", "gru"):
        model = train(kind, part, np.random.default_rng(0))
        arrays[kind] = whole(model.params.flat)
        model.params.flat[...] = arrays[kind] / STEP
        right = []
        for k in arrays["ks"]:
            x, mask = pad_sequences(append_distractors(test.clips, k, rng=np.random.default_rng(1)))
            z = model.forward(x.astype(np.float32), None, mask)[0][0]
            right.append(np.mean(z.argmax(axis=0) == test.digits))
        arrays[f"{kind}_right"] = np.array(right)
        print(kind, arrays[f"{kind}_right"].round(3), flush=True)
    first = [np.flatnonzero(test.digits == digit)[0] for digit in range(10)]
    rest = [clip for i, clip in enumerate(test.clips) if i not in first]
    stream = append_distractors(rest, 40, rng=np.random.default_rng(0))[0]
    return arrays | {
        "frames": whole(np.concatenate([test.clips[i] for i in first])),
        "lengths": np.array([len(test.clips[i]) for i in first]),
        "distractors": whole(stream[-40:]),
    }


def claims(arrays):
    """Assert what the page says."""
    elman, gru = arrays["elman_right"], arrays["gru_right"]
    assert gru.min() > 0.9 and (gru > elman).all()
    assert elman[0] > 0.7 and elman[-1] < 0.25
    assert arrays["frames"].shape == (arrays["lengths"].sum(), 13)
