"""Exercise `as_one_matrix` of chapter 3: the fully connected layer that a convolution is."""

import numpy as np

from coursekit import Code, Mistake


def matrix_case(seed: int) -> tuple[np.ndarray, int]:
    """Draw W (K, n_a, n_x) and T; all sizes differ."""
    K, n_a, n_x, T = 3, 4, 2, 7
    return np.random.default_rng(seed).normal(size=(K, n_a, n_x)), T


def as_one_matrix(W, T):
    #: # return wide
    K, n_a, n_x = W.shape
    n = T - K + 1
    wide = np.zeros((n * n_a, T * n_x))
    for t in range(n):
        for k in range(K):
            rows = slice(t * n_a, (t + 1) * n_a)
            columns = slice((t + k) * n_x, (t + k + 1) * n_x)
            wide[rows, columns] = W[k]
    return wide


exercise = Code(
    as_one_matrix, matrix_case, "wide",
    title="One wide matrix", stars=2, minutes=12, trains=(1, 3),
    checked="the matrix, its order of rows and columns",
    mistakes=[
        Mistake("window does not move", "slice((t + k) * n_x, (t + k + 1) * n_x)",
            "slice(k * n_x, (k + 1) * n_x)",
            "every window reads the first K steps.",
            "which step of the sequence is place k of window t?"),
        Mistake("window of one step", "slice((t + k) * n_x, (t + k + 1) * n_x)",
            "slice(t * n_x, (t + 1) * n_x)",
            "all places of a window meet the same step, and the last matrix stays.",
            "which step of the sequence is place k of window t?"),
        Mistake("window reversed", "= W[k]", "= W[K - 1 - k]",
            "the matrices stand in reverse order: the last place of the window comes first.",
            "which matrix meets the first step of a window?"),
        Mistake("one matrix for all places", "= W[k]", "= W[0]",
            "every place of the window has the first matrix.",
            "how many different blocks must the matrix hold?"),
        Mistake("last window missing", "T - K + 1", "T - K",
            "there is a window for the last step, too.",
            "how many windows of three steps are there in three steps?"),
        Mistake("windows wrap around", "T - K + 1", "T",
            "windows at the end go on at the beginning of the sequence.",
            "where does the last window begin?",
            more=(("slice((t + k) * n_x, (t + k + 1) * n_x)",
                   "slice((t + k) % T * n_x, ((t + k) % T + 1) * n_x)"),)),
        Mistake("result transposed", "return wide", "return wide.T",
            "this is the transpose: each output needs a row, not a column.",
            "on which side of the product does the input stand?"),
        Mistake("rows sorted by units", "slice(t * n_a, (t + 1) * n_a)", "slice(t, None, n)",
            "first come all windows of the first unit; a whole window must come first.",
            "in which order does a reshape of all columns put its numbers?"),
        Mistake("columns sorted by entries", "slice((t + k) * n_x, (t + k + 1) * n_x)",
            "slice(t + k, None, T)",
            "first come all steps of the first entry; a whole step must come first.",
            "in which order does the reshape of x put its numbers?"),
        Mistake("rows by place", "slice(t * n_a, (t + 1) * n_a)", "slice(k * n_a, (k + 1) * n_a)",
            "the rows belong to places of the window, not to windows.",
            "which of t and k counts the outputs?"),
        Mistake("first place missing", "range(K)", "range(1, K)",
            "the first matrix occurs nowhere.", "how many blocks stand in a row of blocks?"),
        Mistake("last place missing", "range(K)", "range(K - 1)",
            "the last matrix occurs nowhere.", "how many blocks stand in a row of blocks?"),
        Mistake("last window empty", "range(n)", "range(n - 1)",
            "the rows of the last window are zero.", "what is the last t that range gives?"),
    ],
)  # fmt: skip
