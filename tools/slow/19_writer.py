"""The small GRU that writes names, on the page and in the live figure.

64 units, ten epochs of truncated BPTT on 32 streams of the training names in chunks of 50 steps,
state carried, Adam at 0.005 for seven epochs and at 0.001 for three, gradients clipped to norm 1,
float32, seed 0. Every parameter is then rounded to a multiple of 1/1024 and kept as a 16-bit
integer: exact in float64, the same in every program that reads it. Takes about 20 seconds.
"""

import numpy as np

from rnnlab import GRU, Adam, Dense, SequenceModel, evaluate, fit
from rnnlab.data import next_symbol_batches, stream_chunks
from rnnlab.data.characters import name_stream, name_vocabulary, split_names

STEP = 1024


def run():
    names, test = split_names()
    rng = np.random.default_rng(0)
    layer = GRU(39, 64, rng=rng, dtype=np.float32)
    model = SequenceModel(layer, Dense(64, 39, rng=rng, dtype=np.float32))
    batches = stream_chunks(name_stream(names), 50, 32)
    for lr, epochs in ((0.005, 7), (0.001, 3)):
        fit(model, batches, Adam(model.params, lr=lr), epochs=epochs, max_norm=1,
            carry_state=True, progress=False)  # fmt: skip
    encode = name_vocabulary().encode
    check = next_symbol_batches([encode("\n" + name + "\n") for name in test], 128)
    before = evaluate(model, check) / np.log(2)
    whole = np.rint(model.params.flat.astype(float) * STEP)
    assert abs(whole).max() < 2**15
    model.params.flat[...] = whole / STEP
    after = evaluate(model, check) / np.log(2)
    print(f"{before:.4f} bits, rounded {after:.4f}")
    return {"parameters": whole.astype(np.int16), "bits": np.array([before, after])}


def claims(arrays):
    before, after = arrays["bits"]
    assert after < 1.3 and abs(after - before) < 0.01
    assert arrays["parameters"].shape == (22567,)
