"""Exercise `derivation` of chapter 8: from the loss of one step to the slopes of a masked batch."""

import numpy as np

from coursekit import Line, Lines


def _symbols(seed: int) -> dict[str, np.ndarray | float]:
    """Draw the symbols of the derivation, each for itself: four classes, three examples."""
    rng = np.random.default_rng(seed)
    z, e, y, y_hat = rng.normal(size=(4, 4, 3))
    return {
        "z": z[:, :1],
        "e": np.exp(e[:, :1]),
        "S": float(rng.uniform(2, 5)),
        "y": y,
        "y_1": y[:, :1],
        "y_hat": rng.uniform(0.1, 0.9, size=y_hat.shape),
        "m": np.array([[1.0, 0.0, 1.0]]),
        "M": float(rng.integers(7, 20)),
    }


exercise = Lines(
    {
        "loss": Line("log(sum(exp(z))) - sum(y_1 * z)", "z y_1",
            {
                "sign": ("sum(y_1 * z) - log(sum(exp(z)))",
                    "this is the logarithm of the probability; the loss is minus that."),
                "logarithm of each": ("sum(log(exp(z))) - sum(y_1 * z)",
                    "the logarithm of a sum is not the sum of the logarithms."),
                "exponential kept": ("log(sum(exp(z))) - sum(y_1 * exp(z))",
                    "the logarithm takes the exponential of the right class away."),
            },
            hint="write the logarithm of the fraction as a difference.",
            note="logits z and one-hot target y_1, columns: -log softmax"),
        "dlog": Line("e / S", "e S",
            {
                "inner slope": ("1 / S",
                    "that is the slope with respect to S; S itself moves with z."),
                "product": ("e * S", "the slope of log S is one over S, not S."),
                "outer slope": ("e", "that is the slope of S; the logarithm has one too."),
            },
            hint="the chain rule has two factors: log S with respect to S, S with respect to z.",
            note="slope of log S with respect to z, with e = exp(z), S = sum(e)"),
        "dz": Line("y_hat - y", "y_hat y",
            {
                "sign": ("y - y_hat", "target minus prediction leads uphill."),
                "target forgotten": ("y_hat", "the second term of the loss has a slope too."),
                "minus one everywhere": ("y_hat - 1",
                    "only the right class is reduced by 1; y is one-hot."),
                "slope of the softmax": ("y_hat * (1 - y_hat)",
                    "so a probability moves with its own logit; the loss is its logarithm."),
                "slope of the logarithm": ("-y / y_hat",
                    "that is the slope with respect to the probabilities, not the logits."),
            },
            hint="put the slopes of the two terms together.",
            note="slope of the loss, from the predictions y_hat and targets y"),
        "dz_masked": Line("m * (y_hat - y) / M", "y_hat y m M",
            {
                "mask forgotten": ("(y_hat - y) / M", "padding has no loss, so it has no slope."),
                "mean forgotten": ("m * (y_hat - y)", "the loss is a mean over M steps."),
                "mask on one term": ("(m * y_hat - y) / M",
                    "the mask belongs to both terms: at padding nothing may be left."),
            },
            hint="multiply the slope of one step by its weight in the mean.",
            note="the same in a batch: mask m (1, N), M real steps"),
        "dz_mixed": Line("(y_hat - y) * y_hat * (1 - y_hat)", "y_hat y",
            {
                "matched pair": ("y_hat - y",
                    "that is the cross-entropy; the squared error keeps the sigmoid's slope."),
                "factor 2": ("2 * (y_hat - y) * y_hat * (1 - y_hat)",
                    "the half in front of the square cancels the 2."),
                "sigmoid only": ("y_hat * (1 - y_hat)", "the outer slope, of the square, is gone."),
            },
            hint="first the slope of the square, then that of the sigmoid.",
            note="squared error on a sigmoid, y_hat and y"),
    },
    _symbols,
    title="The slope, line by line", stars=1, minutes=10, trains=(1,),
    checked="five lines, each on symbols of its own",
)  # fmt: skip
