"""Exercise `latch` of chapter 13: the gates of an LSTM set by hand so that it keeps one bit."""

import numpy as np

from coursekit import Construction
from rnnlab.layers import LSTM

__all__ = ["latch_layer"]


def latch_layer(gates) -> LSTM:
    """Build an LSTM with one cell from twelve numbers; what it said before is not fed back.

    Parameters
    ----------
    gates : array_like, shape (4, 3)
        Rows i, f, g, o; in each the weights of the inputs "set" and "reset", then the bias.

    Returns
    -------
    LSTM
        With n_x = 2 and n_a = 1.

    Examples
    --------
    >>> latch_layer(np.ones((4, 3))).params["b_a"].ravel()
    array([1., 1., 1., 1.])
    """
    gates = np.array(gates, float)
    layer = LSTM(2, 1, rng=np.random.default_rng(0))
    layer.params["W_ax"], layer.params["b_a"] = gates[:, :2], gates[:, 2:]
    layer.params["W_aa"] = np.zeros((4, 1))
    return layer


def _pulses() -> np.ndarray:
    """Return inputs (T, 2, N) with rare pulses; in the first example there is only one."""
    rng, T, N = np.random.default_rng(16), 150, 20
    kind = rng.choice(3, size=(T, N), p=[0.9, 0.05, 0.05])
    kind[:, 0], kind[5, 0] = 0, 1
    return np.stack([kind == 1, kind == 2], axis=1).astype(float)


def _decide_latch(gates) -> tuple[bool, str]:
    gates = np.array(gates, float)
    if gates.shape != (4, 3):
        return False, f"give four rows i, f, g, o of three numbers, got shape {gates.shape}."
    if not np.abs(gates).max() <= 50:
        return False, "all numbers must lie between -50 and 50."
    x = _pulses()
    a, N = latch_layer(gates).forward(x)[0][:, 0], x.shape[2]
    on, since = np.zeros(N, bool), np.zeros(N, int)
    for x_t, a_t in zip(x, a, strict=True):
        pulse = x_t.any(axis=0)
        on, since = np.where(pulse, x_t[0] == 1, on), np.where(pulse, 0, since + 1)
        wrong = np.where(on, a_t <= 0.5, np.abs(a_t) >= 0.1)
        if wrong.any():
            n = int(np.argmax(wrong))
            due = "on, above 0.5," if on[n] else "off, below 0.1 in size,"
            return False, f"{since[n]} steps after the last pulse a is {a_t[n]:.2f}; {due} is due."
    f = 1 / (1 + np.exp(-gates[1, 2]))
    kept = f"along the cell, a gradient keeps {f**50:.3f} of its length over 50 steps"
    return True, f"the bit is kept; {kept}."


def answer():
    #: i = [..., ..., ...]  # weight of set, weight of reset, bias
    #: f = [..., ..., ...]
    #: g = [..., ..., ...]
    #: o = [..., ..., ...]
    i = [20, 0, -10]
    f = [0, -20, 10]
    g = [0, 0, 10]
    o = [0, 0, 10]
    return [i, f, g, o]


exercise = Construction(
    _decide_latch,
    answer(),
    {
        "forget gate half open": ([[20, 0, -10], [0, -20, 0], [0, 0, 10], [0, 0, 10]],
            "on, above 0.5, is due"),
        "forget gate not open enough": ([[20, 0, -10], [0, -20, 3], [0, 0, 10], [0, 0, 10]],
            "on, above 0.5, is due"),
        "reset forgotten": ([[20, 0, -10], [0, 0, 10], [0, 0, 10], [0, 0, 10]],
            "0 steps after the last pulse"),
        "input gate half open": ([[20, 0, 0], [0, -20, 10], [0, 0, 10], [0, 0, 10]],
            "off, below 0.1 in size, is due"),
        "reset by a negative candidate": ([[0, 0, 10], [0, 0, 10], [10, -10, 0], [0, 0, 10]],
            "off, below 0.1 in size, is due"),
        "no candidate": ([[20, 0, -10], [0, -20, 10], [0, 0, 0], [0, 0, 10]],
            "0 steps after the last pulse"),
        "output closed": ([[20, 0, -10], [0, -20, 10], [0, 0, 10], [0, 0, -10]],
            "0 steps after the last pulse"),
        "a column for a row": (np.ones((3, 4)).tolist(), "got shape (3, 4)"),
    },
    answer=answer, stub=[[..., ..., ...], [..., ..., ...], [..., ..., ...], [..., ..., ...]],
    hints=(
        "without a pulse nothing may come in and nothing get lost: which two biases say so?",
        "a pulse must overrule a bias: its weight has the other sign and is about twice as large.",
        "set opens the input gate, reset shuts the forget gate; g and o can stay open.",
    ),
    title="A latch, set by hand", stars=3, minutes=15, trains=(4,),
    checked="on and off over 150 steps with rare pulses",
)  # fmt: skip
