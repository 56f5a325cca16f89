"""What exercises of chapter 4 share: a sequence to run through."""

import numpy as np


def sequence_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, W_ax, W_aa, b_a: all sizes different, a<0> not zero, weights of order 1."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 6, 2, 5, 3
    shapes = (T, n_x, N), (n_a, N), (n_a, n_x), (n_a, n_a), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)
