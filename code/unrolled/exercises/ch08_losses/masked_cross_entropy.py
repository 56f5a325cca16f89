"""Exercise `masked_cross_entropy` of chapter 8: the loss of a padded batch and its slope."""

import numpy as np

from coursekit import Code, Mistake


def masked_case(seed: int, T: int = 6) -> tuple[np.ndarray, ...]:
    """Draw a batch with padding and a gap, one column of huge logits, one very wrong answer.

    Parameters
    ----------
    seed : int
        Source of the numbers.
    T : int
        Number of steps; graded sets draw many, so that nobody can try each entry in time.

    Returns
    -------
    tuple of ndarray
        z, shape (T=6, n_y=5, N=4); y, shape (6, 4); mask, shape (6, 4).
    """
    rng = np.random.default_rng(seed)
    z, y = 2 * rng.normal(size=(T, 5, 4)), rng.integers(0, 5, size=(T, 4))
    mask = np.ones((T, 4), bool)
    mask[4:, 1] = mask[1:, 2] = mask[2, 3] = False
    z[0, :, 0] += 1000
    z[3, (y[3, 1] + 1) % 5, 1] += 40
    return z, y, mask


def masked_cross_entropy(z, y, mask):
    #: # return loss, dz
    T, _, N = z.shape
    target = np.zeros_like(z)
    for t in range(T):
        for n in range(N):
            target[t, y[t, n], n] = 1
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    m = mask[:, None]
    M = mask.sum()
    loss = -(m * target * log_p / M).sum()
    dz = m * (np.exp(log_p) - target) / M
    return loss, dz


exercise = Code(
    masked_cross_entropy, masked_case, "loss dz",
    title="Forward and backward with a mask", stars=3, minutes=25, trains=(1, 2, 3),
    checked="the loss and its slope, on batches with padding, a gap and huge logits",
    mistakes=[
        Mistake("slope uphill", "np.exp(log_p) - target", "target - np.exp(log_p)",
            "the slope has the wrong sign: a step along it would make the loss larger.",
            "prediction minus target, or the other way round?"),
        Mistake("target forgotten", "(np.exp(log_p) - target)", "np.exp(log_p)",
            "the slope is the prediction alone; the right class is not reduced by 1.",
            "what does the second term of the loss, $-z_c$, add to the slope?"),
        Mistake("padding in the count", "M = mask.sum()", "M = mask.size",
            "the sum leaves padding out, the count does not: the loss falls when somebody pads.",
            "by how many steps do you divide?"),
        Mistake("divided by examples", "M = mask.sum()", "M = N",
            "this is a loss per sequence: it grows with the length.",
            "by how many steps do you divide?"),
        Mistake("mean of means", "M = mask.sum()", "M = N * mask.sum(axis=0)",
            "this is the mean of the sequences' means: a step of a short sequence weighs more "
            "than one of a long sequence.",
            "does every real step have the same weight?"),
        Mistake("no mean", "M = mask.sum()", "M = 1",
            "this is a sum; the loss of a batch is a mean.",
            "what happens to the loss when the batch is doubled?"),
        Mistake("padding in the loss", "-(m * target * log_p / M)", "-(target * log_p / M)",
            "padded steps add their loss to the sum.", "where does the mask enter the loss?"),
        Mistake("padding in the slope", "dz = m * (", "dz = (",
            "the loss ignores padding, the slope does not: they belong to two different losses.",
            "where does the mask enter the slope?"),
        Mistake("slope of the sum", "- target) / M", "- target)",
            "the loss is a mean and the slope is that of the sum.",
            "which factor does each step carry in the mean?"),
        Mistake("softmax over examples", "z.max(axis=1, keepdims=True)",
            "z.max(axis=2, keepdims=True)",
            "the softmax runs over the examples; its columns do not add up to 1 over the classes.",
            "which axis holds the classes in (T, n_y, N)?",
            more=(("np.exp(z).sum(axis=1", "np.exp(z).sum(axis=2"),)),
        Mistake("maximum not taken out", "z = z - z.max(axis=1, keepdims=True)", "z = z - 0",
            "one column has logits near 1,000, and their exponentials overflow.",
            "what may be subtracted from a column without changing its softmax?"),
        Mistake("patched logarithm", "z - np.log(np.exp(z).sum(axis=1, keepdims=True))",
            "np.log(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) + 1e-9)",
            "a small number under the logarithm caps the loss of a very wrong answer at 20.7.",
            "is the probability needed before the logarithm?"),
        Mistake("bits", "log_p / M).sum()", "log_p / M).sum() / np.log(2)",
            "the loss is in bits; its slope and the rest of the course are in nats.",
            "which logarithm?"),
        Mistake("targets off by one", "y[t, n], n] = 1", "y[t - 1, n], n] = 1",
            "each step is compared with the target of the step before.",
            "which target belongs to `z[t]`?"),
    ],
)  # fmt: skip
