"""Exercise `segmented` of chapter 12: checkpointing."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import chunk_case


def segmented(x, dout, a0, W_aa, W_ax, k):
    starts, state = [], a0
    for t in range(len(x)):
        if t % k == 0:
            starts.append(state)
        state = np.tanh(W_aa @ state + W_ax @ x[t])
    dW_aa, d = np.zeros_like(W_aa), np.zeros_like(a0)
    for s in range(len(starts) - 1, -1, -1):
        a = [starts[s]]
        for x_t in x[s * k : (s + 1) * k]:
            a.append(np.tanh(W_aa @ a[-1] + W_ax @ x_t))
        for j in range(len(a) - 1, 0, -1):
            dz = (1 - a[j] ** 2) * (dout[s * k + j - 1] + d)
            dW_aa += dz @ a[j - 1].T
            d = W_aa.T @ dz
    return np.array(starts), dW_aa, d


exercise = Code(
    segmented, chunk_case, "starts dW_aa da0",
    title="Forget, and compute again", stars=3, minutes=20, trains=(2,),
    checked="what is kept, the gradient and da<0>",
    mistakes=[
        Mistake("gradient not handed on", "a = [starts[s]]",
            "a, d = [starts[s]], np.zeros_like(a0)",
            "each segment begins its way back with zero: that is truncation.",
            "what does a segment owe to the segment before it?"),
        Mistake("state after the step kept", "starts.append(state)",
            "starts.append(np.tanh(W_aa @ state + W_ax @ x[t]))",
            "you keep the state after the first step of a segment, not the one before it.",
            "from which state is a segment computed again?"),
        Mistake("every start is a<0>", "starts.append(state)", "starts.append(a0)",
            "only the first segment begins at a<0>.",
            "what is the state when the second segment begins?"),
        Mistake("recomputed from a<0>", "a = [starts[s]]", "a = [a0]",
            "the states are kept, but each segment is computed again from a<0>.",
            "where does the second forward of a segment begin?"),
        Mistake("ends kept", "t % k == 0", "t % k == k - 1",
            "you keep a state one step before each segment begins, and none for the first.",
            "for which t does a segment begin?"),
        Mistake("segments forward in time", "range(len(starts) - 1, -1, -1)", "range(len(starts))",
            "the segments are visited from the first to the last; the way back begins at the end.",
            "which segment can be finished first?"),
        Mistake("first segment skipped", "range(len(starts) - 1, -1, -1)",
            "range(len(starts) - 1, 0, -1)",
            "the first segment is missing.", "which s has the first segment?"),
        Mistake("dout from the start", "dout[s * k + j - 1]", "dout[j - 1]",
            "every segment reads the losses of the first one.",
            "which losses belong to segment s?"),
        Mistake("overwritten", "dW_aa += ", "dW_aa = ",
            "every step has used `W_aa`: its terms add up.", "how many terms has dW_aa?"),
        Mistake("a_t in dW_aa", "dz @ a[j - 1].T", "dz @ a[j].T",
            "`dW_aa` meets the state before the step.", "what was W_aa multiplied with?"),
        Mistake("W_aa not transposed", "d = W_aa.T @ dz", "d = W_aa @ dz",
            "on the way back `W_aa` is transposed.", "how does one go back through a matrix?"),
        Mistake("no slope", "(1 - a[j] ** 2) * (dout[s * k + j - 1] + d)",
            "(dout[s * k + j - 1] + d)",
            "the slope of tanh is missing.", "what stands between z and a?"),
    ],
)  # fmt: skip
