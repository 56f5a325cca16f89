"""The adding problem, T = 50: LSTM, both GRUs and an Elman network of equally many parameters.

The LSTM runs with forget bias 1 and again with 3. Fresh batches of 32, Adam with learning rate
0.01, gradients clipped at norm 1, 1000 updates, seeds 0 to 9. Kept: the mean squared error on 500
fixed test sequences after every 50 updates.
"""

import numpy as np

from rnnlab import GRU, LSTM, RNN, Adam, Dense, SequenceModel, evaluate, fit
from rnnlab.data.tasks import adding

NAMES = ("LSTM 16", "GRU 19, reset after", "GRU 19, reset before", "Elman 34", "LSTM 16, b = 3")
MAKERS = (
    lambda rng: LSTM(2, 16, rng=rng, forget_bias=1),
    lambda rng: GRU(2, 19, rng=rng),
    lambda rng: GRU(2, 19, rng=rng, reset="before"),
    lambda rng: RNN(2, 34, rng=rng),
    lambda rng: LSTM(2, 16, rng=rng, forget_bias=3),
)
T, updates, every, seeds = 50, 1000, 50, range(10)


def train(make_layer, seed):
    """Return parameters and the test error after every 50 updates."""
    rng = np.random.default_rng(seed)
    layer = make_layer(rng)
    model = SequenceModel(layer, Dense(layer.n_a, 1, rng=rng), loss="squared_error", read="last")
    optimizer = Adam(model.params, lr=0.01)
    test, errors = [adding(T, 500, rng=np.random.default_rng([seed, 1]))], []
    for _ in range(updates // every):
        fit(
            model, lambda epoch: [adding(T, 32, rng=rng)], optimizer, epochs=every, max_norm=1,
            progress=False,
        )  # fmt: skip
        errors.append(2 * evaluate(model, test))  # the loss has a factor 1/2
    return model.params.flat.size, errors


def run():
    """Train all networks; `error` (cells, seeds, measurements)."""
    runs = [[train(make, seed) for seed in seeds] for make in MAKERS]
    error = np.array([[r[1] for r in row] for row in runs])
    print(error[..., -1].round(4))
    return {
        "names": np.array(NAMES),
        "parameters": np.array([row[0][0] for row in runs]),
        "error": error,
        "at": np.arange(every, updates + 1, every),
    }


def claims(found):
    """Both GRUs beat the Elman network by far; the open forget gate helps the LSTM."""
    last = found["error"][..., -1]
    assert np.median(last[1:3], axis=1).max() < 0.02
    assert last[3].min() > 0.1
    middle = np.median(found["error"][..., 10], axis=1)  # after 550 updates
    assert middle[4] < middle[0]
