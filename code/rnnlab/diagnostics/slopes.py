"""What the activation function does to a change of the state, on average."""

import numpy as np

from ..functions import ACTIVATIONS
from ..layers import RNN


def rms_slope(layer: RNN, *, warmup: int = 50) -> float:
    r"""Take the root mean square of the slopes g0'(z) of the last forward, :eq:`eq-rms-slope`.

    With an orthogonal W_aa whose directions have nothing to do with the slopes, it is the factor
    by which a step changes the length of a gradient.

    Parameters
    ----------
    layer : RNN
        A plain recurrent layer after ``forward``; it is not touched.
    warmup : int
        Leave out so many first steps.

    Returns
    -------
    float
        The mean over steps, units and examples of the squared slope, and its root.

    Raises
    ------
    TypeError
        If the layer is no RNN.
    RuntimeError
        If there has been no forward yet.
    ValueError
        If no step is left after `warmup`.

    Examples
    --------
    >>> layer = RNN(1, 2, rng=np.random.default_rng(0), g0="sigmoid")
    >>> for value in layer.params.values():
    ...     value[...] = 0                                 # z = 0: where the slope is largest
    >>> _ = layer.forward(np.zeros((3, 1, 1)))
    >>> rms_slope(layer, warmup=0)
    0.25
    """
    if not isinstance(layer, RNN):
        raise TypeError(f"layer must be an RNN, got {type(layer).__name__}: gates have many slopes")
    T = len(layer.a) - 1
    if not 0 <= warmup < T:
        raise ValueError(f"warmup must be at least 0 and below T={T}, got {warmup}")
    _, slope = ACTIVATIONS[layer.g0]
    return float(np.sqrt((slope(layer.a[1 + warmup :]) ** 2).mean()))
