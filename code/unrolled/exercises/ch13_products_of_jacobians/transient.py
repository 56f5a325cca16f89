"""Exercise `transient` of chapter 13: radius below 1, and a power of norm above 10."""

import numpy as np

from coursekit import Construction
from rnnlab.diagnostics import singular_values, spectral_radius


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


def answer():
    W = [[0.95, 2.0], [0.0, 0.95]]
    return W


exercise = Construction(
    _decide_transient,
    answer(),
    {
        "normal": ([[0.9, 0.05], [0.05, 0.9]], "Your W is normal"),
        "radius 1": ([[1.0, 2.0], [0.0, 1.0]], "it must be below 1"),
        "shear too large": ([[0.9, 5.0], [0.0, 0.9]], "between -2 and 2"),
        "radius too small": ([[0.9, 2.0], [0.0, 0.9]], "is fine; the largest norm"),
        "rotation": ([[0.57, -0.76], [0.76, 0.57]], "Your W is normal"),
        "too large": (np.ones((4, 4)).tolist(), "must have shape"),
        "not a number": ([[np.nan, 0.0], [0.0, 0.0]], "between -2 and 2"),
    },
    answer=answer,
    hints=(
        "a symmetric matrix cannot do it, nor a rotation: look at the sheared one of the chapter.",
        "in [[r, s], [0, r]] the upper right entry of the k-th power is k s r^(k-1).",
        "s is at most 2, so r must be close to 1.",
    ),
    title="Grow, then vanish", stars=2, minutes=8, trains=(2,),
    checked="radius and largest power are computed",
)  # fmt: skip
