"""What exercises of chapter 7 share: a padded batch."""

import numpy as np


def masked_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, mask, weights; padding holds numbers, one column has a gap, one is empty."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 6, 2, 3, 5
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.arange(T)[:, None] < [6, 4, 2, 6, 0]
    mask[2:4, 3] = False
    W_aa, W_ax, b_a = (rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1)))
    return x, a0, mask, W_aa, W_ax, b_a
