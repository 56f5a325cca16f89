"""Exercise `log_sum_exp` of chapter 8: a stable logarithm of a sum of exponentials."""

import numpy as np

from coursekit import Code, Mistake


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


def log_sum_exp(z):
    top = z.max(axis=1, keepdims=True)
    total = np.exp(z - top).sum(axis=1)
    return top[:, 0] + np.log(total)


exercise = Code(
    log_sum_exp, logits_case, "log_total",
    title="A safe logarithm", stars=2, minutes=10, trains=(2,),
    checked="columns with logits from -2,000 to 1,000",
    few="three lines without a loop leave no more that runs and differs",
    mistakes=[
        Mistake("naive", "top = z.max(axis=1, keepdims=True)", "top = np.zeros_like(z[:, :1])",
            "the exponential of a logit above 709 overflows.",
            "what is taken out of the sum before the exponential?"),
        Mistake("one maximum for all", "z.max(axis=1, keepdims=True)",
            "np.full_like(z[:, :1], z.max())",
            "the largest logit of the *whole* array is taken out: a column far below it becomes "
            "all zeros, and the logarithm of 0 is not finite.",
            "whose maximum is it?"),
        Mistake("maximum not added back", "top[:, 0] + np.log(total)", "np.log(total)",
            "what was taken out of the sum has not been put back.",
            "is the result as large as the largest logit?"),
        Mistake("maximum subtracted again", "top[:, 0] + np.log(total)",
            "np.log(total) - top[:, 0]",
            "what was taken out must be added, not subtracted a second time.",
            "which sign has $z_{\\max}$ outside the sum?"),
        Mistake("smallest taken out", "z.max(axis=1", "z.min(axis=1",
            "the smallest logit was taken out: one column has another 800 above it, and its "
            "exponential overflows.",
            "which logit makes all exponents zero or negative?"),
        Mistake("sum over examples", "z.max(axis=1", "z.max(axis=2",
            "the sum runs over the examples; it belongs over the classes.",
            "which axis holds the classes in (T, n_y, N)?",
            more=((".sum(axis=1)", ".sum(axis=2)"), ("top[:, 0] +", "top[..., 0] +"))),
        Mistake("sum of logarithms", "np.log(total)", "(z - top).sum(axis=1)",
            "the logarithm was taken of each term; the logarithm of a sum is another number.",
            "what comes first, the sum or the logarithm?"),
        Mistake("mean instead of sum", ".sum(axis=1)", ".mean(axis=1)",
            "a mean over the classes stands where the sum should be: all results are too small by "
            "the logarithm of their number.",
            "with equal logits 0, the result is the logarithm of how many?"),
        Mistake("log base 2", "np.log(total)", "np.log2(total)",
            "the exponential goes with the natural logarithm, not with base 2.",
            "which logarithm undoes `np.exp`?"),
    ],
)  # fmt: skip
