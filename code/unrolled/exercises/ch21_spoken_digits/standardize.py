"""Exercise `standardize` of chapter 21: shift and scale by the training frames."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import clip_case


def standardize(x, mask, x_test):
    frames = np.moveaxis(x, 1, 2)[mask]
    mu = frames.mean(axis=0)[:, None]
    sigma = frames.std(axis=0)[:, None]
    x_new = (x - mu) / sigma * mask[:, None]
    return x_new, (x_test - mu) / sigma


exercise = Code(
    standardize, clip_case, "x_new x_test_new",
    title="Shift and scale, without the test data", stars=2, minutes=15, trains=(1,),
    checked="training and test clips, with padding",
    mistakes=[
        Mistake("padding counted", "np.moveaxis(x, 1, 2)[mask]",
            "np.moveaxis(x, 1, 2).reshape(-1, x.shape[1])",
            "the zeros of padded frames enter mean and deviation.",
            "over which frames does the mean run?"),
        Mistake("padding not zero again", " * mask[:, None]", "",
            "after shifting, padded frames hold -mu/sigma; they must be zero again.",
            "what stands in a padded frame now?"),
        Mistake("test frames in the mean", "np.moveaxis(x, 1, 2)[mask]",
            "np.concatenate([np.moveaxis(x, 1, 2)[mask], np.moveaxis(x_test, 1, 2).reshape(-1, "
            "x.shape[1])])",
            "the test clips take part in the mean; only the training frames may.",
            "which clips are known when the model is made?"),
        Mistake("test by its own mean", "(x_test - mu) / sigma",
            "(x_test - x_test.mean(axis=(0, 2))[:, None]) / sigma",
            "the test clips are shifted by their own mean; use that of the training frames.",
            "whose mean shifts the test clips?"),
        Mistake("test not touched", "(x_test - mu) / sigma", "x_test",
            "the test clips must be shifted and scaled, too, with the same numbers.",
            "what happens to x_test?"),
        Mistake("test not shifted", "(x_test - mu) / sigma", "x_test / sigma",
            "the test clips are scaled but not shifted.", "what happens to x_test?"),
        Mistake("variance", "frames.std(axis=0)", "frames.var(axis=0)",
            "you divide by the variance; its root is the deviation.",
            "has the result deviation 1?"),
        Mistake("one frame fewer", "frames.std(axis=0)", "frames.std(axis=0, ddof=1)",
            "the square is a mean over all M frames here, not over M - 1.",
            "by what does the formula divide?"),
        Mistake("one mean for all", "frames.mean(axis=0)[:, None]", "frames.mean()",
            "each coefficient has its own mean.", "how many means are there?"),
        Mistake("one deviation for all", "frames.std(axis=0)[:, None]", "frames.std()",
            "each coefficient has its own deviation.", "how many deviations are there?"),
        Mistake("mean of clip means", "frames.mean(axis=0)[:, None]",
            "(x.sum(axis=0) / mask.sum(axis=0)).mean(axis=1)[:, None]",
            "all frames count alike; in yours all clips do, so frames of short clips count more.",
            "does a long clip count more than a short one?"),
        Mistake("each clip by itself", "(x - mu) / sigma * mask",
            "(x - x.sum(axis=0) / mask.sum(axis=0)) / sigma * mask",
            "each clip is shifted by its own mean; one mean serves all.",
            "how many means does a coefficient have?"),
        Mistake("deviation from zero", "frames.std(axis=0)", "np.sqrt((frames**2).mean(axis=0))",
            "the deviation is taken from zero, not from the mean.", "deviation from what?"),
        Mistake("multiplied by the deviation", "(x - mu) / sigma * mask", "(x - mu) * sigma * mask",
            "dividing by the deviation makes it 1; multiplying squares it.",
            "what deviation has the result?"),
    ],
)  # fmt: skip
