"""Exercise `wrong_way` of chapter 12: a network on which truncation has the wrong sign."""

import numpy as np

from coursekit import Construction


def _wrong_way(answer: tuple) -> tuple[bool, str]:
    """Decide whether truncation up to K = 3 has the wrong sign in a network of two units."""
    A, v = np.asarray(answer[0], float), np.asarray(answer[1], float).ravel()
    if A.shape != (2, 2) or v.shape != (2,):
        return False, f"`A` must have shape (2, 2) and `v` (2,), got {A.shape} and {v.shape}."
    if max(abs(A).max(), abs(v).max()) > 2:
        return False, "no entry may be larger than 2."
    rho = abs(np.linalg.eigvals(A)).max()
    if rho >= 1:
        return False, f"the spectral radius is {rho:.4g}: the state must settle, so below 1."
    c = np.cumsum([(np.linalg.matrix_power(A, k) @ v)[0] for k in range(3)])
    true = np.linalg.solve(np.eye(2) - A, v)[0]
    said = f"c_1, c_2, c_3 = {c[0]:.4g}, {c[1]:.4g}, {c[2]:.4g}; the true slope is {true:.4g}"
    return bool((c > 0.1).all() and true < -0.1), f"{said}. Wanted: above 0.1, and below -0.1."


def answer():
    A, v = [[0.5, 0.5], [0.0, 0.9]], [1.0, -1.0]
    return A, v


exercise = Construction(
    _wrong_way,
    answer(),
    {
        "only one sign": (([[0.5, 0.5], [0.0, 0.9]], [1.0, 1.0]), "the true slope is"),
        "no link": (([[0.5, 0.0], [0.0, 0.9]], [1.0, -1.0]), "the true slope is 2"),
        "does not settle": (([[0.5, 0.5], [0.0, 1.0]], [1.0, -1.0]), "spectral radius is 1"),
        "too fast": (([[0.5, 2.0], [0.0, 0.5]], [1.0, -1.0]), "c_1, c_2, c_3 = 1, -0.5"),
    },
    answer=answer,
    hints=(
        "as in the chapter: let unit 1 hear from unit 2, and let `v` have both signs.",
        "the negative unit must be slow (its diagonal entry near 1) and its link to unit 1 weak.",
    ),
    title="Build one that points the wrong way", stars=2, minutes=10, trains=(4,),
    checked="c_1, c_2, c_3 and the true slope are computed",
)  # fmt: skip
