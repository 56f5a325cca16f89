"""Exercise `lines` of chapter 13: six lines of the chapter."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself: `J_t` is *not* made of `a` and `W_aa` here."""
    rng = np.random.default_rng(seed)
    names = {"W_aa": (3, 3), "J_t": (3, 3), "J_prev": (3, 3), "a": 3, "u": 3, "d": 3}
    drawn = {name: rng.normal(size=size) for name, size in names.items()}
    numbers = {"gamma": 0.6, "sigma": 1.7, "k": 5.0, "norm_d": 2.0, "T": 11.0, "w": 4.0}
    drawn |= {name: value * rng.uniform(0.9, 1.1) for name, value in numbers.items()}
    return drawn | {"lengths": rng.uniform(0.3, 3.0, size=7)}


exercise = Lines(
    {
        "J_t": Line("diag(1 - a**2) @ W_aa", "a W_aa",
            {
                "wrong side": ("W_aa @ diag(1 - a**2)", "here the slopes scale the columns."),
                "W_aa transposed": ("diag(1 - a**2) @ W_aa.T", "W_aa is transposed."),
                "transposed": ("W_aa.T @ diag(1 - a**2)", "this is what a gradient meets."),
                "no slope": ("W_aa", "the slopes of tanh are missing."),
                "1 - a": ("diag(1 - a) @ W_aa", "a square is missing in the slope."),
            },
            hint="the slope of unit i multiplies row i.", note="a, W_aa; tanh"),
        "two steps of a change": Line("J_t @ J_prev @ u", "J_t J_prev u",
            {
                "order": ("J_prev @ J_t @ u", "a change meets the earlier step first."),
                "gradient": ("J_prev.T @ J_t.T @ u", "this is the way of a gradient."),
                "one step": ("J_t @ u", "one step is missing."),
                "added": ("J_t @ u + J_prev @ u", "the chain rule multiplies the steps."),
            },
            hint="the last step stands on the left.", note="J_t, J_prev, u"),
        "two steps of a gradient": Line("J_prev.T @ J_t.T @ d", "J_t J_prev d",
            {
                "order": ("J_t.T @ J_prev.T @ d", "a gradient meets the later step first."),
                "not transposed": ("J_prev @ J_t @ d", "on the way back matrices are transposed."),
                "change": ("J_t @ J_prev @ d", "this is the way of a change of the state."),
                "one step": ("J_t.T @ d", "one step is missing."),
            },
            hint="the transpose of a product: the factors change places.", note="J_t, J_prev, d"),
        "bound": Line("(gamma * sigma)**k * norm_d", "gamma sigma k norm_d",
            {
                "gamma once": ("gamma * sigma**k * norm_d", "each step has its own slope."),
                "no slope": ("sigma**k * norm_d", "the largest slope is missing."),
                "divided": ("(sigma / gamma)**k * norm_d", "slopes multiply."),
                "k times": ("k * gamma * sigma * norm_d", "factors multiply: a power of k steps."),
                "no start": ("(gamma * sigma)**k", "the gradient at lag 0 is missing."),
            },
            hint="one step multiplies by at most gamma sigma.", note="gamma, sigma, k, norm_d"),
        "growth": Line("exp(sum(log(lengths)) / (T - w))", "lengths T w",
            {
                "no exp": ("sum(log(lengths)) / (T - w)", "this is the mean logarithm."),
                "mean of lengths": ("sum(lengths) / (T - w)", "factors multiply."),
                "divided by T": ("exp(sum(log(lengths)) / T)", "the warm-up is not counted."),
                "not divided": ("exp(sum(log(lengths)))", "this is the growth over all steps."),
            },
            hint="the mean of T - w logarithms, undone at the end.", note="lengths, T, w"),
        "lag of a factor 1000": Line("log(1000) / -log(growth)", "growth",
            {
                "sign": ("log(1000) / log(growth)", "a lag is positive, and log(growth) is not."),
                "ratio": ("1000 / growth", "how often must the factor be applied?"),
                "upside down": ("-log(growth) / log(1000)", "this is one over the lag."),
                "linear": ("1 / (1 - growth)", "factors multiply; they do not add up."),
            },
            hint="solve growth**k = 1/1000 for k.", note="growth"),
    },
    lambda seed: _symbols(seed) | {"growth": np.random.default_rng(seed).uniform(0.5, 0.9)},
    title="Six lines", stars=2, minutes=10, trains=(1, 2),
    checked="six lines, each on numbers of its own",
)  # fmt: skip
