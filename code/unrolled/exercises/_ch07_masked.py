"""Exercises 1, 2 and 5 of chapter 7: states under a mask, read forward and backward."""

import numpy as np

from coursekit.code import Code
from coursekit.mistakes import Mistake


def masked_case(seed: int) -> tuple[np.ndarray, ...]:
    """Draw x, a0, mask, weights; padding holds numbers, one column has a gap, one is empty."""
    rng = np.random.default_rng(seed)
    T, n_x, n_a, N = 6, 2, 3, 5
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.arange(T)[:, None] < [6, 4, 2, 6, 0]
    mask[2:4, 3] = False
    W_aa, W_ax, b_a = (rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1)))
    return x, a0, mask, W_aa, W_ax, b_a


def _masked_forward(x, a0, mask, W_aa, W_ax, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        a[t] = np.where(mask[t - 1], np.tanh(z), a[t - 1])
    return a


CHOICE = "np.where(mask[t - 1], np.tanh(z), a[t - 1])"

#: exercise 1, the state kept through padding
masked_forward = Code(
    _masked_forward,
    masked_case,
    "a",
    [
        Mistake(
            "mask ignored",
            CHOICE,
            "np.tanh(z)",
            "padded steps move the state like real ones.",
            "where does the mask enter?",
        ),
        Mistake(
            "state set to zero",
            CHOICE,
            "mask[t - 1] * np.tanh(z)",
            "at padded steps the state becomes zero and everything is forgotten.",
            "what must a padded step leave unchanged?",
        ),
        Mistake(
            "back to the start",
            CHOICE,
            "np.where(mask[t - 1], np.tanh(z), a[0])",
            "at padded steps the state goes back to the initial one.",
            "which state is kept at step t?",
        ),
        Mistake(
            "mask upside down",
            CHOICE,
            "np.where(mask[t - 1], a[t - 1], np.tanh(z))",
            "real steps keep the state and padded ones change it.",
            "what does True mean in the mask?",
        ),
        Mistake(
            "mask of the step before",
            CHOICE,
            "np.where(mask[t - 2], np.tanh(z), a[t - 1])",
            "each step uses the mask of the step before it.",
            "at which place of the mask does step t stand?",
        ),
        Mistake(
            "only the input masked",
            "W_ax @ x[t - 1] + b_a\n        a[t] = " + CHOICE,
            "W_ax @ (mask[t - 1] * x[t - 1]) + b_a\n        a[t] = np.tanh(z)",
            "only the input is masked; the recurrent matrix and the bias go on.",
            "what else moves the state?",
        ),
        Mistake(
            "stopped at the first gap",
            CHOICE,
            "np.where(mask[:t].all(axis=0), np.tanh(z), a[t - 1])",
            "after a gap the sequence goes on; here it stays frozen.",
            "a mask need not end with its first False.",
        ),
        Mistake(
            "lengths instead of the mask",
            CHOICE,
            "np.where(t <= mask.sum(axis=0), np.tanh(z), a[t - 1])",
            "the number of real steps does not say where they are: there is a gap.",
            "look at the column with a gap.",
        ),
        Mistake(
            "added on top",
            CHOICE,
            "a[t - 1] + mask[t - 1] * np.tanh(z)",
            "the old state is kept at real steps too, and the new one is added to it.",
            "what happens to the old state at a real step?",
        ),
        Mistake(
            "start ignored",
            "    a[0] = a0\n",
            "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?",
        ),
        Mistake(
            "initial state left out",
            "    return a",
            "    return a[1:]",
            "the path has T + 1 entries: the initial state belongs to it.",
            "what stands in `a[0]`?",
        ),
        Mistake(
            "one column stops all",
            CHOICE,
            "np.tanh(z) if mask[t - 1].all() else a[t - 1]",
            "as soon as one example has padding, the whole batch waits.",
            "the mask decides for each column: which shape has its row of step t?",
        ),
        Mistake(
            "kept inside the tanh",
            CHOICE,
            "np.tanh(np.where(mask[t - 1], z, a[t - 1]))",
            "at padded steps the state goes through the tanh once more and shrinks.",
            "what is chosen between: two sums, or two states?",
        ),
    ],
    title="Keep the state",
    stars=1,
    minutes=10,
    checked="all states, with a gap and an empty column; more padding must change nothing",
)


def path_case(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw a path that went on through the padding, and a mask with an empty column."""
    rng = np.random.default_rng(seed)
    T, n_a, N = 6, 3, 4
    return rng.normal(size=(T + 1, n_a, N)), np.arange(T)[:, None] < [3, 6, 0, 5]


def _last_valid(a, mask):
    lengths = mask.sum(axis=0)
    columns = np.arange(a.shape[2])
    return a[lengths, :, columns].T


#: exercise 2, the last valid state without a masked layer
last_valid = Code(
    _last_valid,
    path_case,
    "state",
    [
        Mistake(
            "last entry",
            "a[lengths, :, columns].T",
            "a[-1]",
            "the last entry has read the padding.",
            "at which step does each example end?",
        ),
        Mistake(
            "one too early",
            "mask.sum(axis=0)",
            "mask.sum(axis=0) - 1",
            "each state is one step too early (and an empty column gets the very last one).",
            "which entry of the path is the state after three steps?",
        ),
        Mistake(
            "one too late",
            "mask.sum(axis=0)",
            "np.minimum(mask.sum(axis=0) + 1, len(mask))",
            "each state is one step too late, where there is padding.",
            "which entry of the path is the state after three steps?",
        ),
        Mistake(
            "first False",
            "mask.sum(axis=0)",
            "mask.argmin(axis=0)",
            "a column without padding has no False to be found, and argmin gives 0.",
            "which column is wrong?",
        ),
        Mistake(
            "rows of examples",
            "columns].T",
            "columns]",
            "the examples have become rows.",
            "what does NumPy do with two index arrays around a slice?",
        ),
        Mistake(
            "one length for all",
            "mask.sum(axis=0)",
            "mask.sum(axis=0)[0] * np.ones(a.shape[2], int)",
            "every example is read at the end of the first one.",
            "how many lengths are there?",
        ),
        Mistake(
            "mean of the states",
            "a[lengths, :, columns].T",
            "(mask[:, None] * a[1:]).sum(axis=0) / np.maximum(lengths, 1)",
            "this is the mean of the valid states, not the last of them.",
            "how many states per example are wanted?",
        ),
        Mistake(
            "sum of the states",
            "a[lengths, :, columns].T",
            "(mask[:, None] * a[1:]).sum(axis=0)",
            "this adds all valid states, it does not pick the last of them.",
            "how many states per example are wanted?",
        ),
        Mistake(
            "last entry times mask",
            "a[lengths, :, columns].T",
            "a[-1] * mask[-1]",
            "examples that end earlier have become zero.",
            "what does the mask say of the last step?",
        ),
        Mistake(
            "lengths sorted",
            "mask.sum(axis=0)",
            "np.sort(mask.sum(axis=0))",
            "the lengths are sorted, but the examples are not: they no longer belong together.",
            "which length belongs to which column?",
        ),
    ],
    title="The last valid state",
    stars=2,
    minutes=8,
    checked="the state of every example, an empty column included",
)


def _read_backward(x, a0, mask, W_aa, W_ax, b_a):
    s, out = a0, np.zeros((len(x), *a0.shape))
    for t in range(len(x), 0, -1):
        z = W_aa @ s + W_ax @ x[t - 1] + b_a
        s = np.where(mask[t - 1], np.tanh(z), s)
        out[t - 1] = s
    return out


#: exercise 5, a padded batch read from its end
read_backward = Code(
    _read_backward,
    masked_case,
    "out",
    [
        Mistake(
            "mask ignored",
            "np.where(mask[t - 1], np.tanh(z), s)",
            "np.tanh(z)",
            "it reads the padding first and brings a spoiled state to the last real step.",
            "what does a backward reader meet first?",
        ),
        Mistake(
            "padding resets to zero",
            "np.where(mask[t - 1], np.tanh(z), s)",
            "mask[t - 1] * np.tanh(z)",
            "padded steps set the state to zero, so the initial state never arrives.",
            "what must a padded step leave unchanged?",
        ),
        Mistake(
            "read forward",
            "range(len(x), 0, -1)",
            "range(1, len(x) + 1)",
            "this reads from the first step to the last.",
            "which step comes first?",
        ),
        Mistake(
            "output not turned back",
            "out[t - 1] = s",
            "out[len(x) - t] = s",
            "the outputs stand in the order of reading, not at their steps.",
            "at which place does the state of step t belong?",
        ),
        Mistake(
            "mask not turned",
            "np.where(mask[t - 1]",
            "np.where(mask[len(x) - t]",
            "the mask runs forward while the inputs run backward.",
            "does the mask belong to the same step as the input?",
        ),
        Mistake(
            "inputs not turned",
            "W_ax @ x[t - 1]",
            "W_ax @ x[len(x) - t]",
            "the inputs run forward while the mask runs backward.",
            "does the mask belong to the same step as the input?",
        ),
        Mistake(
            "start ignored",
            "s, out = a0,",
            "s, out = 0 * a0,",
            "it starts from zeros instead of the given state.",
            "where does s begin?",
        ),
        Mistake(
            "old state written",
            "        s = np.where(mask[t - 1], np.tanh(z), s)\n        out[t - 1] = s\n",
            "        out[t - 1] = s\n        s = np.where(mask[t - 1], np.tanh(z), s)\n",
            "the state is written before the step has read its input.",
            "has the output of step t seen the input of step t?",
        ),
        Mistake(
            "last step skipped",
            "range(len(x), 0, -1)",
            "range(len(x) - 1, 0, -1)",
            "reading begins one step too early: the last input is never read.",
            "which steps does the loop visit?",
        ),
        Mistake(
            "padding blanked",
            "out[t - 1] = s",
            "out[t - 1] = mask[t - 1] * s",
            "at padded steps the output is zero; the state there is the one that is carried.",
            "what is the state at a padded step?",
        ),
    ],
    title="Read backward through padding",
    stars=3,
    minutes=12,
    checked="all states at their steps, with a gap and an empty column",
)
