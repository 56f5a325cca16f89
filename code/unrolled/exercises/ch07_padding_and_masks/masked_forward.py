"""Exercise `masked_forward` of chapter 7: the state kept through padding."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import masked_case


def masked_forward(x, a0, mask, W_aa, W_ax, b_a):
    a = np.zeros((len(x) + 1, *a0.shape))
    a[0] = a0
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        a[t] = np.where(mask[t - 1], np.tanh(z), a[t - 1])
    return a


CHOICE = "np.where(mask[t - 1], np.tanh(z), a[t - 1])"

exercise = Code(
    masked_forward, masked_case, "a",
    title="Keep the state", stars=1, minutes=10, trains=(1,),
    checked="all states, with a gap and an empty column; more padding must change nothing",
    mistakes=[
        Mistake("mask ignored", CHOICE, "np.tanh(z)",
            "padded steps move the state like real ones.", "where does the mask enter?"),
        Mistake("state set to zero", CHOICE, "mask[t - 1] * np.tanh(z)",
            "at padded steps the state becomes zero and everything is forgotten.",
            "what must a padded step leave unchanged?"),
        Mistake("back to the start", CHOICE, "np.where(mask[t - 1], np.tanh(z), a[0])",
            "at padded steps the state goes back to the initial one.",
            "which state is kept at step t?"),
        Mistake("mask upside down", CHOICE, "np.where(mask[t - 1], a[t - 1], np.tanh(z))",
            "real steps keep the state and padded ones change it.",
            "what does True mean in the mask?"),
        Mistake("mask of the step before", CHOICE, "np.where(mask[t - 2], np.tanh(z), a[t - 1])",
            "each step uses the mask of the step before it.",
            "at which place of the mask does step t stand?"),
        Mistake("only the input masked", "W_ax @ x[t - 1] + b_a\n        a[t] = " + CHOICE,
            "W_ax @ (mask[t - 1] * x[t - 1]) + b_a\n        a[t] = np.tanh(z)",
            "only the input is masked; the recurrent matrix and the bias go on.",
            "what else moves the state?"),
        Mistake("stopped at the first gap", CHOICE,
            "np.where(mask[:t].all(axis=0), np.tanh(z), a[t - 1])",
            "after a gap the sequence goes on; here it stays frozen.",
            "a mask need not end with its first False."),
        Mistake("lengths instead of the mask", CHOICE,
            "np.where(t <= mask.sum(axis=0), np.tanh(z), a[t - 1])",
            "the number of real steps does not say where they are: there is a gap.",
            "look at the column with a gap."),
        Mistake("added on top", CHOICE, "a[t - 1] + mask[t - 1] * np.tanh(z)",
            "the old state is kept at real steps too, and the new one is added to it.",
            "what happens to the old state at a real step?"),
        Mistake("start ignored", "    a[0] = a0\n", "",
            "the path starts from zeros instead of the given state.",
            "which entry of a is never set?"),
        Mistake("initial state left out", "    return a", "    return a[1:]",
            "the path has T + 1 entries: the initial state belongs to it.",
            "what stands in `a[0]`?"),
        Mistake("one column stops all", CHOICE, "np.tanh(z) if mask[t - 1].all() else a[t - 1]",
            "as soon as one example has padding, the whole batch waits.",
            "the mask decides for each column: which shape has its row of step t?"),
        Mistake("kept inside the tanh", CHOICE, "np.tanh(np.where(mask[t - 1], z, a[t - 1]))",
            "at padded steps the state goes through the tanh once more and shrinks.",
            "what is chosen between: two sums, or two states?"),
    ],
)  # fmt: skip
