"""Exercise `lines` of chapter 15: the variances of the chapter, line by line."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    numbers = {"n": 40.0, "var_w": 0.03, "mean_a2": 2.0, "mean_z2": 3.0, "rows": 20.0,
               "columns": 70.0, "s": 0.6, "gain": 1.2, "k": 6.0, "length": 2.5}  # fmt: skip
    return {name: value * rng.uniform(0.9, 1.1) for name, value in numbers.items()}


exercise = Lines(
    {
        "mean square of z": Line("n * var_w * mean_a2", "n var_w mean_a2",
            {
                "n forgotten": ("var_w * mean_a2", "n terms add up."),
                "root of n": ("sqrt(n) * var_w * mean_a2", "mean squares add up, not lengths."),
                "var squared": ("n * var_w**2 * mean_a2", "var w is the mean square already."),
            },
            hint="the mean square of a product of independent factors is a product."),
        "mean square after ReLU": Line("mean_z2 / 2", "mean_z2",
            {
                "nothing lost": ("mean_z2", "ReLU sets half of the numbers to 0."),
                "a quarter": ("mean_z2 / 4", "the other half keeps its squares."),
                "root": ("mean_z2 / sqrt(2)", "half of the mean *square* is lost."),
            },
            hint="z is symmetric around 0."),
        "He's variance": Line("2 / columns", "rows columns",
            {
                "rows": ("2 / rows", "a unit adds up its inputs: columns."),
                "both": ("2 / (rows + columns)", "that is Glorot's."),
                "no ReLU": ("1 / columns", "that keeps the size without ReLU."),
            },
            hint="n var w / 2 must be 1."),
        "variance of U(-s, s)": Line("s**2 / 3", "s",
            {
                "width": ("s**2 / 12", "the interval is 2 s wide."),
                "no third": ("s**2", "that is the largest square."),
                "root": ("s / sqrt(3)", "that is the standard deviation."),
            },
            hint="the mean of w² over the interval: an integral."),
        "Glorot's bound": Line("sqrt(6 / (rows + columns))", "rows columns",
            {
                "variance": ("2 / (rows + columns)", "that is the variance."),
                "deviation": ("sqrt(2 / (rows + columns))", "the bound is sqrt 3 deviations."),
                "mean forgotten": ("sqrt(3 / (rows + columns))", "the mean size is half the sum."),
            },
            hint="set s²/3 to one over the mean of rows and columns."),
        "length after k steps": Line("gain**k * length", "gain k length",
            {
                "once": ("gain * length", "each step multiplies."),
                "k times": ("k * gain * length", "factors multiply; they do not add up."),
                "start left out": ("gain**k", "the vector had a length before."),
            },
            hint="gain times an orthogonal matrix scales every length by the gain."),
    },
    _symbols,
    title="Six lines", stars=2, minutes=12, trains=(1,),
    checked="six lines, each on numbers of its own",
)  # fmt: skip
