"""What exercises of chapter 5 share: weights of a network."""


def weights(rng, n_x, n_a, n_y):
    """Draw W_aa, W_ax, b_a, W_ya, b_y."""
    shapes = (n_a, n_a), (n_a, n_x), (n_a, 1), (n_y, n_a), (n_y, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)
