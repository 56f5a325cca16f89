"""Exercise `last_valid` of chapter 7: the last valid state without a masked layer."""

import numpy as np

from coursekit import Code, Mistake


def path_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw a path that went on through the padding, and a mask with an empty column."""
    rng = np.random.default_rng(seed)
    T, n_a, N = 6, 3, 4
    return rng.normal(size=(T + 1, n_a, N)), np.arange(T)[:, None] < [3, 6, 0, 5]


def last_valid(a, mask):
    lengths = mask.sum(axis=0)
    columns = np.arange(a.shape[2])
    return a[lengths, :, columns].T


exercise = Code(
    last_valid, path_case, "state",
    title="The last valid state", stars=2, minutes=8, trains=(3,),
    checked="the state of every example, an empty column included",
    mistakes=[
        Mistake("last entry", "a[lengths, :, columns].T", "a[-1]",
            "the last entry has read the padding.", "at which step does each example end?"),
        Mistake("one too early", "mask.sum(axis=0)", "mask.sum(axis=0) - 1",
            "each state is one step too early (and an empty column gets the very last one).",
            "which entry of the path is the state after three steps?"),
        Mistake("one too late", "mask.sum(axis=0)", "np.minimum(mask.sum(axis=0) + 1, len(mask))",
            "each state is one step too late, where there is padding.",
            "which entry of the path is the state after three steps?"),
        Mistake("first False", "mask.sum(axis=0)", "mask.argmin(axis=0)",
            "a column without padding has no False to be found, and argmin gives 0.",
            "which column is wrong?"),
        Mistake("rows of examples", "columns].T", "columns]",
            "the examples have become rows.",
            "what does NumPy do with two index arrays around a slice?"),
        Mistake("one length for all", "mask.sum(axis=0)",
            "mask.sum(axis=0)[0] * np.ones(a.shape[2], int)",
            "every example is read at the end of the first one.", "how many lengths are there?"),
        Mistake("mean of the states", "a[lengths, :, columns].T",
            "(mask[:, None] * a[1:]).sum(axis=0) / np.maximum(lengths, 1)",
            "this is the mean of the valid states, not the last of them.",
            "how many states per example are wanted?"),
        Mistake("sum of the states", "a[lengths, :, columns].T",
            "(mask[:, None] * a[1:]).sum(axis=0)",
            "this adds all valid states, it does not pick the last of them.",
            "how many states per example are wanted?"),
        Mistake("last entry times mask", "a[lengths, :, columns].T", "a[-1] * mask[-1]",
            "examples that end earlier have become zero.",
            "what does the mask say of the last step?"),
        Mistake("lengths sorted", "mask.sum(axis=0)", "np.sort(mask.sum(axis=0))",
            "the lengths are sorted, but the examples are not: they no longer belong together.",
            "which length belongs to which column?"),
    ],
)  # fmt: skip
