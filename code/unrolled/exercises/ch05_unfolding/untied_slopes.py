"""Exercise `untied_slopes` of chapter 5: the slope of every copy and of the shared matrix."""

import numpy as np

from coursekit import Code, Mistake


def untied_case(seed: int) -> tuple:
    """Draw a loss of T = 4 copies of one matrix, the matrix, and T."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 4, 2, 3, 5
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    W_ax, b_a, target = (rng.normal(size=s) for s in ((n_a, n_x), (n_a, 1), (T, n_a, N)))

    def loss(copies):
        a, total = a0, 0.0
        for t in range(T):
            a = np.tanh(copies[t] @ a + W_ax @ x[t] + b_a)
            total += ((a - target[t]) ** 2).sum()
        return total

    return loss, rng.normal(size=(n_a, n_a)), T


def untied_slopes(loss, W, T):
    #: # return slopes, shared
    eps, slopes = 1e-5, np.zeros((T, *W.shape))
    for t in range(T):
        for i, j in np.ndindex(*W.shape):
            up, down = np.array([W] * T), np.array([W] * T)
            up[t, i, j] += eps
            down[t, i, j] -= eps
            slopes[t, i, j] = (loss(up) - loss(down)) / (2 * eps)
    shared = slopes.sum(axis=0)
    return slopes, shared


exercise = Code(
    untied_slopes, untied_case, "slopes shared",
    title="Untied copies", stars=2, minutes=12, trains=(5,),
    checked="the slope of every copy, and of the shared matrix",
    mistakes=[
        Mistake("all copies move", "up[t, i, j] += eps\n            down[t, i, j]",
            "up[:, i, j] += eps\n            down[:, i, j]",
            "all copies move together, so each slope is already that of the shared matrix.",
            "how many of the T copies may move?"),
        Mistake("later copies move too", "up[t, i, j] += eps\n            down[t, i, j]",
            "up[t:, i, j] += eps\n            down[t:, i, j]",
            "the copies of all later steps move too.", "how many of the T copies may move?"),
        Mistake("only up", "- loss(down))", "- loss(np.array([W] * T)))",
            "it moves to one side only, but divides by both.",
            "how far apart are the two losses' arguments?"),
        Mistake("2 forgotten", "/ (2 * eps)", "/ eps",
            "every slope is twice too large.", "how far apart are the two losses' arguments?"),
        Mistake("sign turned round", "(loss(up) - loss(down))", "(loss(down) - loss(up))",
            "the signs are turned round.", "a loss that grows has which slope?"),
        Mistake("copies of zeros", "up, down = np.array([W] * T), np.array([W] * T)",
            "up, down = np.zeros((T, *W.shape)), np.zeros((T, *W.shape))",
            "the slopes are taken at zero matrices, not at W.", "where do the copies start?"),
        Mistake("transposed entries", "slopes[t, i, j] =", "slopes[t, j, i] =",
            "each slope stands at the transposed place.",
            "where does the slope of entry (i, j) belong?"),
        Mistake("last copy only", "slopes.sum(axis=0)", "slopes[-1]",
            "`shared` is the slope of the last copy; all copies count.",
            "how many copies does the shared matrix stand for?"),
        Mistake("mean over copies", "slopes.sum(axis=0)", "slopes.mean(axis=0)",
            "`shared` is a mean; moving the shared matrix moves all copies in full.",
            "do small effects add up or average?"),
        Mistake("sum over entries", "slopes.sum(axis=0)", "slopes.sum(axis=(1, 2))",
            "`shared` adds over entries; it should add over steps.",
            "which axis counts the copies?"),
    ],
)  # fmt: skip
