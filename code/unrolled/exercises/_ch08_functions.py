"""Exercises of chapter 8, losses for sequences: the functions to write."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake

# -- log-sum-exp ----------------------------------------------------------------------------------


def logits_case(seed: int) -> tuple[np.ndarray]:
    """Draw logits whose columns lie very far apart: small, huge and hugely negative.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple of ndarray
        z, shape (T=5, n_y=4, N=3).
    """
    z = np.random.default_rng(seed).normal(size=(5, 4, 3))
    z[1] += 1000
    z[2, :, 1] -= 2000
    z[3, 2, 2] += 800
    return (z,)


def _log_sum_exp(z):
    top = z.max(axis=1, keepdims=True)
    total = np.exp(z - top).sum(axis=1)
    return top[:, 0] + np.log(total)


#: A stable logarithm of a sum of exponentials.
log_sum_exp = Code(
    _log_sum_exp,
    logits_case,
    "log_total",
    [
        Mistake(
            "naive",
            "top = z.max(axis=1, keepdims=True)",
            "top = np.zeros_like(z[:, :1])",
            "the exponential of a logit above 709 overflows.",
            "what is taken out of the sum before the exponential?",
        ),
        Mistake(
            "one maximum for all",
            "z.max(axis=1, keepdims=True)",
            "np.full_like(z[:, :1], z.max())",
            "the largest logit of the *whole* array is taken out: a column far below it becomes "
            "all zeros, and the logarithm of 0 is not finite.",
            "whose maximum is it?",
        ),
        Mistake(
            "maximum not added back",
            "top[:, 0] + np.log(total)",
            "np.log(total)",
            "what was taken out of the sum has not been put back.",
            "is the result as large as the largest logit?",
        ),
        Mistake(
            "maximum subtracted again",
            "top[:, 0] + np.log(total)",
            "np.log(total) - top[:, 0]",
            "what was taken out must be added, not subtracted a second time.",
            "which sign has $z_{\\max}$ outside the sum?",
        ),
        Mistake(
            "smallest taken out",
            "z.max(axis=1",
            "z.min(axis=1",
            "the smallest logit was taken out: one column has another 800 above it, and its "
            "exponential overflows.",
            "which logit makes all exponents zero or negative?",
        ),
        Mistake(
            "sum over examples",
            "z.max(axis=1",
            "z.max(axis=2",
            "the sum runs over the examples; it belongs over the classes.",
            "which axis holds the classes in (T, n_y, N)?",
            more=((".sum(axis=1)", ".sum(axis=2)"), ("top[:, 0] +", "top[..., 0] +")),
        ),
        Mistake(
            "sum of logarithms",
            "np.log(total)",
            "(z - top).sum(axis=1)",
            "the logarithm was taken of each term; the logarithm of a sum is another number.",
            "what comes first, the sum or the logarithm?",
        ),
        Mistake(
            "mean instead of sum",
            ".sum(axis=1)",
            ".mean(axis=1)",
            "a mean over the classes stands where the sum should be: all results are too small by "
            "the logarithm of their number.",
            "with equal logits 0, the result is the logarithm of how many?",
        ),
        Mistake(
            "log base 2",
            "np.log(total)",
            "np.log2(total)",
            "the exponential goes with the natural logarithm, not with base 2.",
            "which logarithm undoes `np.exp`?",
        ),
    ],
    title="A safe logarithm",
    stars=2,
    minutes=10,
    checked="columns with logits from -2,000 to 1,000",
)

# -- the masked loss ------------------------------------------------------------------------------


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


def _masked_cross_entropy(z, y, mask):
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


#: Forward and backward of the softmax cross-entropy with padding.
masked_cross_entropy = Code(
    _masked_cross_entropy,
    masked_case,
    "loss dz",
    [
        Mistake(
            "slope uphill",
            "np.exp(log_p) - target",
            "target - np.exp(log_p)",
            "the slope has the wrong sign: a step along it would make the loss larger.",
            "prediction minus target, or the other way round?",
        ),
        Mistake(
            "target forgotten",
            "(np.exp(log_p) - target)",
            "np.exp(log_p)",
            "the slope is the prediction alone; the right class is not reduced by 1.",
            "what does the second term of the loss, $-z_c$, add to the slope?",
        ),
        Mistake(
            "padding in the count",
            "M = mask.sum()",
            "M = mask.size",
            "the sum leaves padding out, the count does not: the loss falls when somebody pads.",
            "by how many steps do you divide?",
        ),
        Mistake(
            "divided by examples",
            "M = mask.sum()",
            "M = N",
            "this is a loss per sequence: it grows with the length.",
            "by how many steps do you divide?",
        ),
        Mistake(
            "mean of means",
            "M = mask.sum()",
            "M = N * mask.sum(axis=0)",
            "this is the mean of the sequences' means: a step of a short sequence weighs more than "
            "one of a long sequence.",
            "does every real step have the same weight?",
        ),
        Mistake(
            "no mean",
            "M = mask.sum()",
            "M = 1",
            "this is a sum; the loss of a batch is a mean.",
            "what happens to the loss when the batch is doubled?",
        ),
        Mistake(
            "padding in the loss",
            "-(m * target * log_p / M)",
            "-(target * log_p / M)",
            "padded steps add their loss to the sum.",
            "where does the mask enter the loss?",
        ),
        Mistake(
            "padding in the slope",
            "dz = m * (",
            "dz = (",
            "the loss ignores padding, the slope does not: they belong to two different losses.",
            "where does the mask enter the slope?",
        ),
        Mistake(
            "slope of the sum",
            "- target) / M",
            "- target)",
            "the loss is a mean and the slope is that of the sum.",
            "which factor does each step carry in the mean?",
        ),
        Mistake(
            "softmax over examples",
            "z.max(axis=1, keepdims=True)",
            "z.max(axis=2, keepdims=True)",
            "the softmax runs over the examples; its columns do not add up to 1 over the classes.",
            "which axis holds the classes in (T, n_y, N)?",
            more=(("np.exp(z).sum(axis=1", "np.exp(z).sum(axis=2"),),
        ),
        Mistake(
            "maximum not taken out",
            "z = z - z.max(axis=1, keepdims=True)",
            "z = z - 0",
            "one column has logits near 1,000, and their exponentials overflow.",
            "what may be subtracted from a column without changing its softmax?",
        ),
        Mistake(
            "patched logarithm",
            "z - np.log(np.exp(z).sum(axis=1, keepdims=True))",
            "np.log(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) + 1e-9)",
            "a small number under the logarithm caps the loss of a very wrong answer at 20.7.",
            "is the probability needed before the logarithm?",
        ),
        Mistake(
            "bits",
            "log_p / M).sum()",
            "log_p / M).sum() / np.log(2)",
            "the loss is in bits; its slope and the rest of the course are in nats.",
            "which logarithm?",
        ),
        Mistake(
            "targets off by one",
            "y[t, n], n] = 1",
            "y[t - 1, n], n] = 1",
            "each step is compared with the target of the step before.",
            "which target belongs to `z[t]`?",
        ),
    ],
    title="Forward and backward with a mask",
    stars=3,
    minutes=25,
    checked="the loss and its slope, on batches with padding, a gap and huge logits",
)

# -- one logit or two -----------------------------------------------------------------------------


def _one_logit(z):
    return z[:, 1:] - z[:, :1]


def two_class_case(seed: int) -> tuple[np.ndarray]:
    """Draw the logits of two classes.

    Parameters
    ----------
    seed : int
        Source of the numbers.

    Returns
    -------
    tuple of ndarray
        z, shape (T=4, 2, N=3), with one step of large logits.
    """
    z = np.random.default_rng(seed).normal(size=(4, 2, 3))
    z[2] += 800
    return (z,)


#: The one logit whose sigmoid is the softmax of two.
one_logit = Code(
    _one_logit,
    two_class_case,
    "z_yes",
    [
        Mistake(
            "classes swapped",
            "z[:, 1:] - z[:, :1]",
            "z[:, :1] - z[:, 1:]",
            "its sigmoid is the probability of class 0.",
            "for which class should the logit be large?",
        ),
        Mistake(
            "other class ignored",
            "z[:, 1:] - z[:, :1]",
            "z[:, 1:]",
            "adding a number to both logits must change nothing, and here it does.",
            "what happens if both logits grow by 800?",
        ),
        Mistake(
            "half the difference",
            "z[:, 1:] - z[:, :1]",
            "(z[:, 1:] - z[:, :1]) / 2",
            "divide above and below by the exponential of the other logit: no factor 1/2 appears.",
            "what is left of the fraction when the numerator is made 1?",
        ),
        Mistake(
            "probability returned",
            "z[:, 1:] - z[:, :1]",
            "1 / (1 + np.exp(z[:, :1] - z[:, 1:]))",
            "this is the probability itself; the loss wants the logit, before the sigmoid.",
            "may the result be negative?",
        ),
        Mistake(
            "axis lost",
            "z[:, 1:] - z[:, :1]",
            "z[:, 1] - z[:, 0]",
            "the axis of the rows is gone; one yes-or-no question is one row.",
            "what shape has an array with n_y = 1?",
        ),
        Mistake(
            "logits added",
            "z[:, 1:] - z[:, :1]",
            "z[:, 1:] + z[:, :1]",
            "the classes compete: what helps one must harm the other.",
            "what is the probability when both logits are equal?",
        ),
    ],
    title="Two classes, one logit",
    stars=1,
    minutes=5,
    checked="one logit per step whose sigmoid is the softmax of class 1",
)
