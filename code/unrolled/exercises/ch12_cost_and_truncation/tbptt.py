"""Exercise `tbptt` of chapter 12: truncated BPTT over chunks."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import chunk_case


def tbptt(x, dout, a0, W_aa, W_ax, K):
    dW_aa, dW_ax = np.zeros_like(W_aa), np.zeros_like(W_ax)
    state = a0
    for start in range(0, len(x), K):
        a = [state]
        for x_t in x[start : start + K]:
            a.append(np.tanh(W_aa @ a[-1] + W_ax @ x_t))
        d = np.zeros_like(a0)
        for k in range(len(a) - 1, 0, -1):
            dz = (1 - a[k] ** 2) * (dout[start + k - 1] + d)
            dW_aa += dz @ a[k - 1].T
            dW_ax += dz @ x[start + k - 1].T
            d = W_aa.T @ dz
        state = a[-1]
    return state, dW_aa, dW_ax


exercise = Code(
    tbptt, chunk_case, "a_last dW_aa dW_ax",
    title="Chunks with a carried state", stars=2, minutes=20, trains=(3,),
    checked="the last state and both gradients, with a short last chunk",
    mistakes=[
        Mistake("state reset", "state = a[-1]", "state = np.zeros_like(a0)",
            "every chunk begins at zero: the network forgets. Only the gradient is to be cut.",
            "where does the second chunk begin?"),
        Mistake("every chunk from a<0>", "state = a[-1]", "state = a0",
            "every chunk begins at a<0>; only the first one does.",
            "where does the second chunk begin?"),
        Mistake("last state but one", "state = a[-1]", "state = a[-2]",
            "the next chunk begins one step too early.",
            "a has one entry more than the chunk has steps: which is the last?"),
        Mistake("gradient carried over", "d = np.zeros_like(a0)",
            "d = np.zeros_like(a0) if start == 0 else d",
            "a gradient from the chunk *before* enters: it belongs to an earlier time.",
            "with which d does the last step of a chunk begin?"),
        Mistake("cut at every step", "d = W_aa.T @ dz", "d = np.zeros_like(dz)",
            "within a chunk the gradient must travel; you cut at every step.",
            "what reaches the step before, within a chunk?"),
        Mistake("only the last chunk", "a = [state]",
            "a, dW_aa, dW_ax = [state], 0 * dW_aa, 0 * dW_ax",
            "the chunks before the last one are lost: their gradients add up.",
            "what becomes of the first chunk's dW_aa?"),
        Mistake("only the last K steps", "range(0, len(x), K)", "(0, len(x) - K)",
            "only the last K steps are blamed; every chunk has losses of its own.",
            "what becomes of the first chunk's dW_aa?",
            more=(("x[start : start + K]", "x[start : len(x) if start else len(x) - K]"),
                  ("a = [state]", "a, dW_aa, dW_ax = [state], 0 * dW_aa, 0 * dW_ax"))),
        Mistake("sliding window", "for start in range(0, len(x), K):",
            "for start, end in [(max(0, s - K), s) for s in range(1, len(x) + 1)]:",
            "this is the sliding window: each loss sees K steps. A chunk stops at its start.",
            "how far back does the first loss of a chunk see?",
            more=(("state = a0",
                   "state, path = a0, [a0]\n    for x_t in x:\n"
                   "        path.append(np.tanh(W_aa @ path[-1] + W_ax @ x_t))"),
                  ("a = [state]", "a = [path[start]]"),
                  ("x[start : start + K]", "x[start:end]"),
                  ("dout[start + k - 1]", "dout[end - 1] * (k == len(a) - 1)"))),
        Mistake("dout from the start", "dout[start + k - 1]", "dout[k - 1]",
            "every chunk reads the losses of the first one.",
            "which losses belong to the second chunk?"),
        Mistake("x from the start", "x[start + k - 1]", "x[k - 1]",
            "`dW_ax` meets the inputs of the first chunk in every chunk.",
            "which inputs has the second chunk seen?"),
        Mistake("short chunk dropped", "range(0, len(x), K)", "range(0, len(x) - K + 1, K)",
            "the last, shorter chunk is missing.", "what if T is no multiple of K?"),
        Mistake("mean over chunks", "return state, dW_aa, dW_ax",
            "return state, dW_aa / -(-len(x) // K), dW_ax / -(-len(x) // K)",
            "gradients of chunks add up; the 1/M of a mean is in `dout` already.",
            "where is the division?"),
        Mistake("first step of a chunk skipped", "range(len(a) - 1, 0, -1)",
            "range(len(a) - 1, 1, -1)",
            "the first step of each chunk gets no blame.",
            "which k has the state at the start of the chunk before it?"),
        Mistake("a_t in dW_aa", "dW_aa += dz @ a[k - 1].T", "dW_aa += dz @ a[k].T",
            "`dW_aa` meets the state before the step.", "what was W_aa multiplied with?"),
        Mistake("W_aa not transposed", "d = W_aa.T @ dz", "d = W_aa @ dz",
            "on the way back `W_aa` is transposed.", "how does one go back through a matrix?"),
        Mistake("no slope", "(1 - a[k] ** 2) * (dout[start + k - 1] + d)",
            "(dout[start + k - 1] + d)",
            "the slope of tanh is missing.", "what stands between z and a?"),
    ],
)  # fmt: skip
