"""Exercises 4, 9 and 10 of chapter 13: a matrix, a network on the ridge, gates set by hand."""

import numpy as np

from coursekit.answers import Construction
from rnnlab.diagnostics import growth_per_step, singular_values, spectral_radius
from rnnlab.initializers import gaussian
from rnnlab.layers import LSTM, RNN

# -- 4. grow, then vanish -----------------------------------------------------------------------


def _decide_transient(W) -> tuple[bool, str]:
    W = np.asarray(W, float)
    if W.shape not in ((2, 2), (3, 3)):
        return False, f"W must have shape (2, 2) or (3, 3), got {W.shape}."
    if not np.abs(W).max() <= 2:  # also catches NaN
        return False, f"entries must lie between -2 and 2, got one of {np.abs(W).max():.4g}."
    rho = float(spectral_radius(W))
    if rho >= 1:
        return False, f"the spectral radius is {rho:.4g}; it must be below 1."
    power, norms = np.eye(len(W)), []
    for _ in range(2000):
        power = W @ power
        norms.append(singular_values(power)[0])
    peak, k = max(norms), int(np.argmax(norms)) + 1
    if peak > 10:
        return True, f"rho = {rho:.4g}, and the norm of W^{k} is {peak:.4g}."
    said = f"rho = {rho:.4g} is fine; the largest norm of a power is {peak:.3g} (k = {k})."
    if np.allclose(W @ W.T, W.T @ W):
        said += " Your W is normal (W Wᵀ = Wᵀ W): then the norm of W^k is rho^k, always falling."
    return False, said


#: exercise 4, a matrix of spectral radius below 1 with a power of norm above 10
transient = Construction(
    _decide_transient,
    [[0.95, 2.0], [0.0, 0.95]],
    {
        "normal": ([[0.9, 0.05], [0.05, 0.9]], "Your W is normal"),
        "radius 1": ([[1.0, 2.0], [0.0, 1.0]], "it must be below 1"),
        "shear too large": ([[0.9, 5.0], [0.0, 0.9]], "between -2 and 2"),
        "radius too small": ([[0.9, 2.0], [0.0, 0.9]], "is fine; the largest norm"),
        "rotation": ([[0.57, -0.76], [0.76, 0.57]], "Your W is normal"),
        "too large": (np.ones((4, 4)).tolist(), "must have shape"),
        "not a number": ([[np.nan, 0.0], [0.0, 0.0]], "between -2 and 2"),
    },
    hints=(
        "a symmetric matrix cannot do it, nor a rotation: look at the sheared one of the chapter.",
        "in [[r, s], [0, r]] the upper right entry of the k-th power is k s r^(k-1).",
        "s is at most 2, so r must be close to 1.",
    ),
    title="Grow, then vanish",
    stars=2,
    minutes=8,
    checked="radius and largest power are computed",
)

# -- 9. on the ridge ----------------------------------------------------------------------------


def driven_growth(g: float, *, scale: float, seeds: range) -> np.ndarray:
    """Measure the growth per step of tanh networks that are driven by noise.

    Parameters
    ----------
    g : float
        Spectral radius of each W_aa.
    scale : float
        Standard deviation of the entries of ``W_ax @ x_t``.
    seeds : range
        One network each, with 60 units, run for 150 steps.

    Returns
    -------
    ndarray, shape (number of seeds,)
        One factor per network.

    Examples
    --------
    >>> bool((driven_growth(0.5, scale=1.0, seeds=range(3)) < 0.5).all())
    True
    """
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        layer, W = RNN(10, 60, rng=rng), gaussian((60, 60), rng=rng)
        layer.params["W_ax"], layer.params["b_a"] = gaussian((60, 10), rng=rng), np.zeros((60, 1))
        layer.params["W_aa"] = g * W / spectral_radius(W)
        x = scale * rng.normal(size=(150, 10, 1))
        found.append(growth_per_step(layer, x, rng=rng)[0])
    return np.array(found)


def _decide_ridge(g) -> tuple[bool, str]:
    r = driven_growth(float(g), scale=4.0, seeds=range(300, 309))
    middle = float(np.median(r))
    said = f"nine other networks grow by {r.min():.2f} to {r.max():.2f} per step, median"
    if abs(middle - 1) <= 0.05:
        return True, f"{said} {middle:.2f}."
    how = "they vanish" if middle < 1 else "they explode"
    return False, f"{said} {middle:.2f}: {how}."


#: exercise 9, the spectral radius at which gradients neither vanish nor explode
ridge = Construction(
    _decide_ridge,
    3.45,
    {
        "the popular rule": (1.0, "they vanish"),
        "the ridge of weaker input": (2.0, "they vanish"),
        "too far": (5.0, "they explode"),
    },
    hints=(
        "measure at two values of g, one that vanishes and one that explodes.",
        "halve the interval between them until the median is near 1.",
    ),
    title="On the ridge",
    stars=2,
    minutes=10,
    checked="the median growth of nine networks of ours is between 0.95 and 1.05",
)

# -- 10. a latch --------------------------------------------------------------------------------


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


#: exercise 10, the gates of an LSTM set by hand so that it keeps one bit
latch = Construction(
    _decide_latch,
    [[20, 0, -10], [0, -20, 10], [0, 0, 10], [0, 0, 10]],
    {
        "forget gate half open": (
            [[20, 0, -10], [0, -20, 0], [0, 0, 10], [0, 0, 10]],
            "on, above 0.5, is due",
        ),
        "forget gate not open enough": (
            [[20, 0, -10], [0, -20, 3], [0, 0, 10], [0, 0, 10]],
            "on, above 0.5, is due",
        ),
        "reset forgotten": (
            [[20, 0, -10], [0, 0, 10], [0, 0, 10], [0, 0, 10]],
            "0 steps after the last pulse",
        ),
        "input gate half open": (
            [[20, 0, 0], [0, -20, 10], [0, 0, 10], [0, 0, 10]],
            "off, below 0.1 in size, is due",
        ),
        "reset by a negative candidate": (
            [[0, 0, 10], [0, 0, 10], [10, -10, 0], [0, 0, 10]],
            "off, below 0.1 in size, is due",
        ),
        "no candidate": (
            [[20, 0, -10], [0, -20, 10], [0, 0, 0], [0, 0, 10]],
            "0 steps after the last pulse",
        ),
        "output closed": (
            [[20, 0, -10], [0, -20, 10], [0, 0, 10], [0, 0, -10]],
            "0 steps after the last pulse",
        ),
        "a column for a row": (np.ones((3, 4)).tolist(), "got shape (3, 4)"),
    },
    stub=[[..., ..., ...], [..., ..., ...], [..., ..., ...], [..., ..., ...]],
    hints=(
        "without a pulse nothing may come in and nothing get lost: which two biases say so?",
        "a pulse must overrule a bias: its weight has the other sign and is about twice as large.",
        "set opens the input gate, reset shuts the forget gate; g and o can stay open.",
    ),
    title="A latch, set by hand",
    stars=3,
    minutes=15,
    checked="on and off over 150 steps with rare pulses",
)
