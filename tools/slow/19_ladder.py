"""Character models of about 26,000 parameters against counting, on two splits of the names.

Elman network, GRU and LSTM, five seeds each: five epochs of truncated BPTT on 32 streams in
chunks of 50 steps, state carried, Adam at 0.005 for four epochs and at 0.001 for one, gradients
clipped to norm 1, float32. A seed draws the weights; splits and stream are the same for all.
Every symbol of every test name is predicted, from the end mark before the name and a zero state,
by networks and n-grams alike. Then, three seeds each: the Elman network for two epochs with
chunks of 8, with the state carried and with the state reset. Takes less than five minutes.
"""

import numpy as np

from rnnlab import GRU, LSTM, RNN, Adam, Dense, SequenceModel, evaluate, fit
from rnnlab.baselines import NGram
from rnnlab.data import next_symbol_batches, stream_chunks
from rnnlab.data.characters import name_stream, name_vocabulary, split_names

CELLS = {"Elman": (RNN, 128), "GRU": (GRU, 70), "LSTM": (LSTM, 60)}
SPLITS = "name", "row"
SEEDS = range(5)
N = 32


def build(cell, n_a, seed):
    rng = np.random.default_rng(seed)
    layer = cell(39, n_a, rng=rng, dtype=np.float32)
    return SequenceModel(layer, Dense(n_a, 39, rng=rng, dtype=np.float32))


def train(model, batches, rates, carry_state=True):
    for lr, epochs in rates:
        fit(model, batches, Adam(model.params, lr=lr), epochs=epochs, max_norm=1,
            carry_state=carry_state, progress=False)  # fmt: skip


def run():
    encode = name_vocabulary().encode
    bits = {cell: np.empty((2, len(SEEDS))) for cell in CELLS}
    ngram, reset = np.empty((2, 6)), np.empty((2, 3))
    for k, by in enumerate(SPLITS):
        names, test = split_names(by)
        counted = NGram(6, 39).fit([encode(name + "\n") for name in names])
        ends = [encode(name + "\n") for name in test]
        ngram[k] = [counted.bits(ends, order=n) for n in range(1, 7)]
        check = next_symbol_batches([encode("\n" + name + "\n") for name in test], 128)
        stream = name_stream(names)
        for name, (cell, n_a) in CELLS.items():
            for seed in SEEDS:
                model = build(cell, n_a, seed)
                train(model, stream_chunks(stream, 50, N), ((0.005, 4), (0.001, 1)))
                bits[name][k, seed] = evaluate(model, check) / np.log(2)
            print(by, name, bits[name][k].round(3), flush=True)
        if by == "name":
            for j, carry in enumerate((True, False)):
                for seed in range(3):
                    model = build(RNN, 128, seed)
                    train(model, stream_chunks(stream, 8, N), ((0.002, 2),), carry)
                    reset[j, seed] = evaluate(model, check) / np.log(2)
    print(ngram.round(3), reset.round(3))
    sizes = [build(cell, n_a, 0).params.flat.size for cell, n_a in CELLS.values()]
    return {**bits, "ngram": ngram, "chunks_of_8": reset, "parameters": np.array(sizes)}


def claims(arrays):
    by_name, by_row = 0, 1
    ngram = arrays["ngram"]
    for cell in CELLS:
        bits = arrays[cell]
        assert bits[by_name].max() < ngram[by_name, 2]  # beats the 3-gram
        assert bits[by_name].min() > ngram[by_name, 4]  # loses to the 5-gram
        assert bits[by_row].min() > bits[by_name].max() + 0.3
    assert arrays["GRU"][by_name].max() < ngram[by_name, 3]  # beats the 4-gram
    for cell in ("Elman", "LSTM"):
        assert arrays["GRU"][by_name].max() < arrays[cell][by_name].min()
    assert (np.diff(ngram[by_name]) < 0).all()
    assert (ngram[by_row, 2:] > ngram[by_name, 2:] + 0.3).all()
    carried, reset = arrays["chunks_of_8"]
    assert carried.max() < reset.min()
