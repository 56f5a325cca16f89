"""The states of a cell's last forward, under one form for all cells."""

import numpy as np

from ..layers import GRU, LSTM, RNN, Layer
from ..layers.layer import Recurrent


def has_one_product(layer: Layer) -> bool:
    """Tell whether each step multiplies by W_aa once, so that :func:`linear_steps` applies."""
    return isinstance(layer, RNN | LSTM) or (isinstance(layer, GRU) and layer.reset == "after")


def state_path(layer: Layer) -> tuple[np.ndarray, ...]:
    """Return the parts of the state, each of shape (T+1, n_a, N): (a,), or (a, c) of an LSTM."""
    if not isinstance(layer, Recurrent):
        raise TypeError(
            f"layer must be one cell (RNN, LSTM, GRU), got {type(layer).__name__}: look at its "
            "parts, each of which keeps its own last forward"
        )
    return (layer.a, layer.c) if isinstance(layer, LSTM) else (layer.a,)


def skipped_steps(layer: Layer, N: int) -> np.ndarray:
    """Return where the mask of the last forward was False, shape (T, N)."""
    return np.array([np.zeros(N, bool) if s is None else s for s in layer.kept().skip])


def as_state(parts: list | tuple) -> np.ndarray | tuple:
    """Pack parts of shape (n_a, N) as layers want them: one array alone, several as a tuple."""
    return parts[0] if len(parts) == 1 else tuple(parts)


def as_parts(state: np.ndarray | tuple) -> tuple:
    """Unpack a state into its parts, each of shape (n_a, N)."""
    return state if isinstance(state, tuple) else (state,)
