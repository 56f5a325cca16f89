"""Exercise `derivation` of chapter 9: seven lines between the loss and the step before."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, object]:
    """Draw each symbol for itself: a is *not* tanh of anything here."""
    rng = np.random.default_rng(seed)
    n_x, n_y, n_a, N = 5, 2, 3, 4
    shapes = {"W_ya": (n_y, n_a), "dz_y": (n_y, N), "y": (n_y, N), "y_hat": (n_y, N),
              "W_aa": (n_a, n_a), "x_t": (n_x, N)}  # fmt: skip
    for name in ("da", "a", "a_prev", "dz", "dz_next"):
        shapes[name] = n_a, N
    drawn = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return drawn | {"m": np.array([1.0, 0.0, 1.0, 1.0]), "M": 11.0, "N": float(N)}


exercise = Lines(
    {
        "dz_y": Line("m * (y_hat - y) / M", "m y_hat y M N",
            {
                "sign": ("m * (y - y_hat) / M", "the sign is flipped: prediction minus target."),
                "no mean": ("m * (y_hat - y)", "the loss is a mean over the real steps."),
                "divided by N": ("m * (y_hat - y) / N", "the mean is over the M real steps."),
                "padding counts": ("(y_hat - y) / M", "padding has no loss."),
                "slope of g1": ("m * (y_hat - y) * y_hat * (1 - y_hat) / M",
                    "the slope of g1 has canceled against the loss already."),
            },
            hint="a real step weighs 1/M, padding nothing.", note="y_hat, y, m, M, N"),
        "da": Line("W_ya.T @ dz_y + W_aa.T @ dz_next", "W_ya dz_y W_aa dz_next",
            {
                "no future": ("W_ya.T @ dz_y", "the second arrow that leaves a<t> is missing."),
                "no output": ("W_aa.T @ dz_next", "the arrow into the output is missing."),
                "no transpose": ("W_ya.T @ dz_y + W_aa @ dz_next",
                    "on the way back a matrix is transposed."),
            },
            hint="two arrows leave a<t>.", note="W_ya, dz_y, W_aa, dz_next"),
        "dz": Line("(1 - a**2) * da", "a da",
            {
                "no slope": ("da", "the slope of tanh is missing."),
                "sigmoid": ("a * (1 - a) * da", "this is the slope of the sigmoid."),
                "1 - a": ("(1 - a) * da", "a square is missing in the slope of tanh."),
                "tanh twice": ("(1 - tanh(a)**2) * da", "a is a tanh already."),
                "divided": ("da / (1 - a**2)", "backward multiplies by the slope."),
            },
            hint="what is the slope of tanh, written with a?", note="da, a"),
        "dW_aa": Line("dz @ a_prev.T", "dz a a_prev",
            {
                "transposed": ("a_prev @ dz.T", "rows belong to dz: this is the transpose."),
                "a_t": ("dz @ a.T", "W_aa was multiplied with the state before the step."),
            },
            hint="an outer product, added over the examples.", note="dz, a, a_prev"),
        "dW_ax": Line("dz @ x_t.T", "dz x_t a_prev",
            {
                "transposed": ("x_t @ dz.T", "rows belong to dz: this is the transpose."),
                "a_prev": ("dz @ a_prev.T", "W_ax was multiplied with the input."),
            },
            hint="an outer product, added over the examples.", note="dz, x_t, a_prev"),
        "db_a": Line("dz.sum(axis=1, keepdims=True)", "dz N",
            {
                "mean": ("dz.sum(axis=1, keepdims=True) / N", "each example has used b_a."),
                "not summed": ("dz", "one bias serves all examples: add over them."),
                "wrong axis": ("dz.sum(axis=0, keepdims=True)",
                    "the examples are the columns: add over axis 1."),
                "flat": ("dz.sum(axis=1)", "a bias is a column: keep the axis."),
            },
            hint="one bias serves all examples.", note="dz, N"),
        "d_prev": Line("W_aa.T @ dz + (1 - m) * da", "m W_aa dz da",
            {
                "no mask": ("W_aa.T @ dz", "padding drops what arrives, but it copied the state."),
                "always": ("W_aa.T @ dz + da", "the copy is made at padding only."),
                "mask upside down": ("W_aa.T @ dz + m * da", "m is 1 at real steps."),
            },
            hint="a real step sends back through W_aa, padding passes on what it got.",
            note="W_aa, dz, da, m"),
    },
    _symbols,
    title="Fill in the derivation", stars=2, minutes=15, trains=(1, 2),
    checked="seven lines, each on numbers of its own",
)  # fmt: skip
