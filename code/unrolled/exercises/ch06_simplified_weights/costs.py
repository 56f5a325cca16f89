"""Exercise `costs` of chapter 6: counting for a dictionary of 10,000 words."""

import numpy as np

from coursekit import Numbers


def counts(n_a: int, n_x: int, N: int) -> np.ndarray:
    """Return what the exercise asks for.

    Parameters
    ----------
    n_a, n_x, N : int
        Sizes.

    Returns
    -------
    ndarray, shape (5,)
        Parameters of the joined form; products of numbers per step in the joined form, in the split
        form, in the split form with ids; numbers that stacking copies per step.

    Examples
    --------
    >>> print(counts(2, 1, 1))
    [8 6 6 4 3]
    """
    parameters = n_a * (n_a + n_x) + n_a
    joined = n_a * (n_a + n_x) * N
    split_up = n_a * n_a * N + n_a * n_x * N
    return np.array([parameters, joined, split_up, n_a * n_a * N, (n_a + n_x) * N])


_WORDS = counts(256, 10_000, 32)


def answer():
    n_a, n_x, N = 256, 10_000, 32
    counts = [
        n_a * (n_a + n_x) + n_a,
        n_a * (n_a + n_x) * N,
        n_a * n_a * N + n_a * n_x * N,
        n_a * n_a * N,
        (n_a + n_x) * N,
    ]
    print(f"without ids {counts[2] / counts[3]:.3g} x as much")
    return counts


exercise = Numbers(
    _WORDS,
    {
        "biases forgotten": (_WORDS - np.array([256, 0, 0, 0, 0]),
            "the first number lacks the biases."),
        "one example": (_WORDS // [1, 32, 32, 32, 32],
            "these are the counts for one example; there are 32."),
        "ids cost a product": ([*_WORDS[:3], _WORDS[2], _WORDS[4]],
            "with an id there is no product with `W_ax`: its column is read."),
        "the joined form saves": ([_WORDS[0], _WORDS[3], *_WORDS[2:]],
            "the joined form multiplies the input as well: it is part of the column."),
        "bias column twice": (_WORDS + np.array([256, 0, 0, 0, 0]),
            "the biases are counted twice."),
    },
    answer=answer, tolerance=0.5,
    hints=(
        "a product of an (m, k) matrix with a (k, N) one takes m times k times N multiplications.",
        "only one of the four counts per step is small: which product disappears with ids?",
    ),
    title="What the joined form costs", stars=1, minutes=6, trains=(3,), checked="five counts",
)  # fmt: skip
