"""A layer as plain data and back: what a model file says about the layer it holds."""

import numpy as np

from .bidirectional import Bidirectional
from .gru import GRU
from .layer import Layer
from .lstm import LSTM
from .min_gru import MinGRU
from .rnn import RNN
from .stacked import Stacked

CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU, "MinGRU": MinGRU}
OPTIONS = {
    "RNN": ("g0",),
    "LSTM": ("forget_bias",),
    "GRU": ("reset",),
    "MinGRU": ("keep_bias",),
}


def parts_list(layer: Layer) -> dict:
    """Describe a layer by what it takes to make it, as numbers, strings, lists and dicts.

    Parameters
    ----------
    layer : Layer
        Any layer of this package; its input has shape (T, n_x, N).

    Returns
    -------
    dict
        Its kind, sizes and options; of a container, the descriptions of its parts.

    Raises
    ------
    TypeError
        If the layer is not of this package.

    Examples
    --------
    >>> parts_list(RNN(2, 3, rng=np.random.default_rng(0)))
    {'kind': 'RNN', 'n_x': 2, 'n_a': 3, 'g0': 'tanh'}
    """
    kind = type(layer).__name__
    if isinstance(layer, Bidirectional):
        return {"kind": kind, "fwd": parts_list(layer.fwd), "bwd": parts_list(layer.bwd)}
    if isinstance(layer, Stacked):
        return {"kind": kind, "layers": [parts_list(part) for part in layer.layers]}
    if kind not in CELLS:
        raise TypeError(f"only layers of rnnlab can be described, got {kind}")
    options = {name: getattr(layer, name) for name in OPTIONS[kind]}
    return {"kind": kind, "n_x": layer.n_x, "n_a": layer.n_a, **options}


def layer_from(description: dict, *, rng: np.random.Generator, dtype: type = np.float64) -> Layer:
    """Make the layer that :func:`parts_list` described, with newly drawn weights.

    Parameters
    ----------
    description : dict
        What :func:`parts_list` returned; the input of the layer has shape (T, n_x, N).
    rng : numpy.random.Generator
        Draws the weights.
    dtype : type
        float64 or float32.

    Returns
    -------
    Layer
        A new layer.

    Raises
    ------
    ValueError
        If the kind is unknown.

    Examples
    --------
    >>> layer_from({"kind": "GRU", "n_x": 2, "n_a": 3}, rng=np.random.default_rng(0))
    GRU(n_x=2, n_a=3, reset='after', dtype=float64)
    """
    rest = dict(description)
    kind = rest.pop("kind")
    if kind == "Bidirectional":
        parts = (layer_from(rest[name], rng=rng, dtype=dtype) for name in ("fwd", "bwd"))
        return Bidirectional(*parts)
    if kind == "Stacked":
        return Stacked(*(layer_from(part, rng=rng, dtype=dtype) for part in rest["layers"]))
    if kind not in CELLS:
        raise ValueError(f"it holds a layer of kind {kind!r}, which is unknown here")
    return CELLS[kind](**rest, rng=rng, dtype=dtype)
