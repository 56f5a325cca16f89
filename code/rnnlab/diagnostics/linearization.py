"""Each step of a recurrent cell as a linear map of small changes of the state."""

import numpy as np

from ..functions import ACTIVATIONS
from ..layers import GRU, LSTM, RNN, Layer
from ..layers.layer import split_rows
from ._states import has_one_product, skipped_steps, state_path


def linear_steps(layer: Layer) -> tuple[np.ndarray, np.ndarray]:
    r"""Return what the Jacobians of all steps are made of besides W_aa, :eq:`eq-jacobian-step`.

    A small change v of the state a<t-1> (of the pair a, c in an LSTM) reaches the next state on two
    ways: through the K blocks of rows of W_aa, and directly. With one number per unit on each way,

    .. math:: v_p^{\langle t\rangle} = \sum_k gain_{pk} \odot (W_{aa} v_a^{\langle t-1\rangle})_k
              + \sum_q carry_{pq} \odot v_q^{\langle t-1\rangle}.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        A cell after ``forward``; it is not touched. Not a GRU with ``reset="before"``, in which two
        products follow each other.

    Returns
    -------
    gain : ndarray, shape (T, P, K, n_a, N)
        How part p of the state feels the pre-activation of gate k. There are P = 2 parts (a, c) in
        an LSTM, else 1; the gates are in the order of ``layer.gates``.
    carry : ndarray, shape (T, P, P, n_a, N)
        How part p feels part q of the state before, past all products.

    Raises
    ------
    RuntimeError
        If there has been no forward yet.
    TypeError
        If the layer is none of these cells.

    Examples
    --------
    >>> layer = RNN(2, 3, rng=np.random.default_rng(0))
    >>> out, _ = layer.forward(np.ones((7, 2, 4)))
    >>> gain, carry = linear_steps(layer)
    >>> np.testing.assert_allclose(gain[:, 0, 0], 1 - out**2)        # the slope of tanh
    >>> bool(carry.any())                                             # an RNN carries nothing past
    False
    """
    N = state_path(layer)[0].shape[2]
    if isinstance(layer, RNN):
        gain, carry = _rnn(layer)
    elif isinstance(layer, LSTM):
        gain, carry = _lstm(layer)
    elif has_one_product(layer):
        gain, carry = _gru(layer)
    else:
        raise TypeError(f"{layer} has two products in a row: use step_jacobians")
    skipped = skipped_steps(layer, N)[:, None, None, None]  # there the state stays as it is
    identity = np.eye(carry.shape[1], dtype=carry.dtype)[:, :, None, None]
    return np.where(skipped, 0, gain), np.where(skipped, identity, carry)


def _rnn(layer: RNN) -> tuple[np.ndarray, np.ndarray]:
    slope = ACTIVATIONS[layer.g0][1](layer.a[1:])
    return slope[:, None, None], np.zeros_like(slope)[:, None, None]


def _lstm(layer: LSTM) -> tuple[np.ndarray, np.ndarray]:
    kept = layer.kept()
    i, f, g, o = split_rows(kept.gates, 4)
    c_to_a = o * (1 - kept.tanh_c**2)
    none = np.zeros_like(f)
    to_c = np.stack([g * i * (1 - i), kept.c[:-1] * f * (1 - f), i * (1 - g**2), none], axis=1)
    to_a = to_c * c_to_a[:, None]
    to_a[:, 3] = kept.tanh_c * o * (1 - o)
    # Nothing of a<t-1> passes by the products; c<t-1> does, through the forget gate.
    carry = np.stack([np.stack([none, c_to_a * f], 1), np.stack([none, f], 1)], axis=1)
    return np.stack([to_a, to_c], axis=1), carry


def _gru(layer: GRU) -> tuple[np.ndarray, np.ndarray]:
    kept = layer.kept()
    r, u, n = split_rows(kept.gates, 3)
    to_r = kept.m * r * (1 - r)
    to_u = (kept.a[:-1] - n) * u * (1 - u)
    to_n = (1 - u) * (1 - n**2)
    return np.stack([to_n * to_r, to_u, to_n * r], axis=1)[:, None], u[:, None, None]
