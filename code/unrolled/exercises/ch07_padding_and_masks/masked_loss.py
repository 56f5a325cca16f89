"""Exercise `masked_loss` of chapter 7: the mean over real steps and what each step weighs in it."""

import numpy as np

from coursekit import Code, Mistake


def loss_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw the losses of all steps, padded ones included, and a mask with a gap."""
    rng = np.random.default_rng(seed)
    mask = np.arange(6)[:, None] < [6, 4, 1, 5]
    mask[2, 3] = False
    return rng.gamma(2.0, size=(6, 4)), mask


def masked_loss(ell, mask):
    #: # return L, weights
    M = mask.sum()
    L = (mask * ell).sum() / M
    weights = mask / M
    return L, weights


exercise = Code(
    masked_loss, loss_case, "L weights",
    title="A loss over real steps", stars=1, minutes=8, trains=(3,),
    checked="the mean, and the weight of every step in it",
    mistakes=[
        Mistake("all steps counted", "M = mask.sum()", "M = mask.size",
            "it divides by all steps, padding included.", "how many steps have a target?"),
        Mistake("examples counted", "M = mask.sum()", "M = mask.shape[1]",
            "it divides by the number of examples.", "how many steps have a target?"),
        Mistake("length counted", "M = mask.sum()", "M = mask.shape[0]",
            "it divides by the length of the array.", "how many steps have a target?"),
        Mistake("padding in the sum", "(mask * ell).sum()", "ell.sum()",
            "the losses of padded steps are in the sum.", "which losses may be added?"),
        Mistake("sum instead of mean", "(mask * ell).sum() / M", "(mask * ell).sum()",
            "the sum is not divided.", "is it a sum or a mean?"),
        Mistake("mean of the masked array", "(mask * ell).sum() / M", "(mask * ell).mean()",
            "the mean divides by all steps: the zeros of the padding are counted.",
            "what does `mean` divide by?"),
        Mistake("mean of the means", "(mask * ell).sum() / M",
            "((mask * ell).sum(axis=0) / mask.sum(axis=0)).mean()",
            "every example counts the same, so steps of short ones count more.",
            "does a step weigh more in a short example?"),
        Mistake("mask upside down", "(mask * ell)", "((1 - mask) * ell)",
            "the mean is over the padding.", "what does True mean in the mask?"),
        Mistake("weights at padding", "weights = mask / M", "weights = np.ones(mask.shape) / M",
            "padded steps have a weight: the loss would depend on them.",
            "how does L change when the loss of a padded step changes?"),
        Mistake("weights not divided", "weights = mask / M", "weights = mask * 1.0",
            "each weight is M times too large.", "what do the weights add up to?"),
    ],
)  # fmt: skip
