"""Exercise `read_backward` of chapter 7: a padded batch read from its end."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import masked_case


def read_backward(x, a0, mask, W_aa, W_ax, b_a):
    s, out = a0, np.zeros((len(x), *a0.shape))
    for t in range(len(x), 0, -1):
        z = W_aa @ s + W_ax @ x[t - 1] + b_a
        s = np.where(mask[t - 1], np.tanh(z), s)
        out[t - 1] = s
    return out


exercise = Code(
    read_backward, masked_case, "out",
    title="Read backward through padding", stars=3, minutes=12, trains=(2,),
    checked="all states at their steps, with a gap and an empty column",
    mistakes=[
        Mistake("mask ignored", "np.where(mask[t - 1], np.tanh(z), s)", "np.tanh(z)",
            "it reads the padding first and brings a spoiled state to the last real step.",
            "what does a backward reader meet first?"),
        Mistake("padding resets to zero", "np.where(mask[t - 1], np.tanh(z), s)",
            "mask[t - 1] * np.tanh(z)",
            "padded steps set the state to zero, so the initial state never arrives.",
            "what must a padded step leave unchanged?"),
        Mistake("read forward", "range(len(x), 0, -1)", "range(1, len(x) + 1)",
            "this reads from the first step to the last.", "which step comes first?"),
        Mistake("output not turned back", "out[t - 1] = s", "out[len(x) - t] = s",
            "the outputs stand in the order of reading, not at their steps.",
            "at which place does the state of step t belong?"),
        Mistake("mask not turned", "np.where(mask[t - 1]", "np.where(mask[len(x) - t]",
            "the mask runs forward while the inputs run backward.",
            "does the mask belong to the same step as the input?"),
        Mistake("inputs not turned", "W_ax @ x[t - 1]", "W_ax @ x[len(x) - t]",
            "the inputs run forward while the mask runs backward.",
            "does the mask belong to the same step as the input?"),
        Mistake("start ignored", "s, out = a0,", "s, out = 0 * a0,",
            "it starts from zeros instead of the given state.", "where does s begin?"),
        Mistake("old state written",
            "        s = np.where(mask[t - 1], np.tanh(z), s)\n        out[t - 1] = s\n",
            "        out[t - 1] = s\n        s = np.where(mask[t - 1], np.tanh(z), s)\n",
            "the state is written before the step has read its input.",
            "has the output of step t seen the input of step t?"),
        Mistake("last step skipped", "range(len(x), 0, -1)", "range(len(x) - 1, 0, -1)",
            "reading begins one step too early: the last input is never read.",
            "which steps does the loop visit?"),
        Mistake("padding blanked", "out[t - 1] = s", "out[t - 1] = mask[t - 1] * s",
            "at padded steps the output is zero; the state there is the one that is carried.",
            "what is the state at a padded step?"),
    ],
)  # fmt: skip
