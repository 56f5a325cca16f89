"""Recurrent networks in plain NumPy, written to be read beside the course.

Examples are columns and time is the first axis: x has shape (T, n_x, N). ``layer.a[t]`` is a at
time t, ``x[t-1]`` is x at time t; ``dQ`` is the gradient of the loss with respect to Q.

>>> import numpy as np
>>> from rnnlab import RNN
>>> rng = np.random.default_rng(0)
>>> layer = RNN(n_x=2, n_a=3, rng=rng)
>>> out, state = layer.forward(rng.normal(size=(7, 2, 4)))
>>> out.shape
(7, 3, 4)

The map of the package, each module using only those before it: `checks`, `parameters`,
`functions`, `initializers`, `losses`, `optimizers`, `layers`, `data`, `model`, `training`,
`sampling`, `baselines`, `diagnostics`, `interop`. Exercises, every equation again as explicit sums,
and plotting are in the packages beside it, `coursekit` and `unrolled`.
"""

from .data.batching import Batch
from .layers import GRU, LSTM, RNN, Bidirectional, Dense, Embedding, Stacked
from .model import SequenceModel
from .optimizers import SGD, Adam, Momentum, clip_by_global_norm, clip_by_value
from .parameters import Parameters
from .training import History, bptt_in_segments, evaluate, fit

__version__ = "0.1.0"

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "SGD",
    "Adam",
    "Batch",
    "Bidirectional",
    "Dense",
    "Embedding",
    "History",
    "Momentum",
    "Parameters",
    "SequenceModel",
    "Stacked",
    "bptt_in_segments",
    "clip_by_global_norm",
    "clip_by_value",
    "evaluate",
    "fit",
]
