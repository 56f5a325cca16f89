"""What exercises of chapter 6 share: sizes, and what is drawn of them."""

import numpy as np

T, N, n_x, n_a = 6, 3, 2, 5


def weights_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw W_aa (n_a, n_a) and W_ax (n_a, n_x)."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n_a, n_a)), rng.normal(size=(n_a, n_x))


def folded_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw a_prev, x_t, W_aa, W_ax, b_a."""
    rng = np.random.default_rng(seed)
    shapes = (n_a, N), (n_x, N), (n_a, n_a), (n_a, n_x), (n_a, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)
