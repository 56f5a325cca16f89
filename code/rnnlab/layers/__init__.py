"""Layers: recurrent cells, their combinations, the readout, and the table of symbol vectors."""

from .bidirectional import Bidirectional
from .dense import Dense
from .describe import layer_from, parts_list
from .embedding import Embedding
from .gru import GRU
from .layer import Layer, Recurrent
from .lstm import LSTM
from .min_gru import MinGRU
from .rnn import RNN
from .stacked import Stacked

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "Bidirectional",
    "Dense",
    "Embedding",
    "Layer",
    "MinGRU",
    "Recurrent",
    "Stacked",
    "layer_from",
    "parts_list",
]
