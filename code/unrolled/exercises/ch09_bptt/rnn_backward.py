"""Exercise `rnn_backward` of chapter 9: its wrong forms fill the museum of chapter 10."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import path

__all__ = ["sequence_case"]


def sequence_case(seed: int, T: int = 5, n_a: int = 3) -> tuple[np.ndarray, ...]:
    """Draw the arguments of a backward pass: all sizes different, a ragged mask with a gap.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps; for T = 1 nothing is padded.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple of ndarray
        ``dout`` with shape (T, 3, 4), ``x`` (T, 2, 4), ``a`` (T+1, 3, 4), ``mask`` (T, 4),
        ``W_aa`` (3, 3), ``W_ax`` (3, 2).

    Examples
    --------
    >>> [v.shape for v in sequence_case(0)]
    [(5, 3, 4), (5, 2, 4), (6, 3, 4), (5, 4), (3, 3), (3, 2)]
    """
    rng = np.random.default_rng(seed)
    n_x, N = 2, 4
    W_aa, W_ax, b_a = (rng.normal(size=s) for s in ((n_a, n_a), (n_a, n_x), (n_a, 1)))
    W_aa *= np.sqrt(3 / n_a)  # the same growth for any number of units
    x, a0 = rng.normal(size=(T, n_x, N)), rng.uniform(-0.9, 0.9, size=(n_a, N))
    mask = np.ones((T, N), bool)
    mask[3:, 1] = mask[1:, 2] = mask[1:2, 3] = False
    return rng.normal(size=(T, n_a, N)), x, path(x, a0, mask, W_aa, W_ax, b_a), mask, W_aa, W_ax


def rnn_backward(dout, x, a, mask, W_aa, W_ax):
    #: # return dW_aa, dW_ax, db_a, dx, da0
    dW_aa, dW_ax = np.zeros_like(W_aa), np.zeros_like(W_ax)
    db_a, dx = np.zeros((len(W_aa), 1)), np.zeros_like(x)
    d = np.zeros_like(a[0])
    for t in range(len(dout), 0, -1):
        da = dout[t - 1] + d
        dz = mask[t - 1] * (1 - a[t] ** 2) * da
        dW_aa += dz @ a[t - 1].T
        dW_ax += dz @ x[t - 1].T
        db_a += dz.sum(axis=1, keepdims=True)
        dx[t - 1] = W_ax.T @ dz
        d = np.where(mask[t - 1], W_aa.T @ dz, da)
    return dW_aa, dW_ax, db_a, dx, d


_LOOP, _BACK = "range(len(dout), 0, -1)", "np.where(mask[t - 1], W_aa.T @ dz, da)"
_SLOPE, _GRADS = "(1 - a[t] ** 2)", "return dW_aa, dW_ax, db_a"
_TWICE = "the 1/M of the mean is in `dout` already, and here it is divided once more, by"

exercise = Code(
    rnn_backward, sequence_case, "dW_aa dW_ax db_a dx da0",
    title="All the way back", stars=3, minutes=30, trains=(1, 3),
    checked="all five arrays with a ragged mask",
    mistakes=[
        Mistake("future not added", "da = dout[t - 1] + d\n", "da = dout[t - 1]\n",
            "two arrows leave a state, and the one into the next step is missing.",
            "what reaches a[t] besides the output of step t?"),
        Mistake("future overwrites", "da = dout[t - 1] + d\n",
            "da = d if t < len(dout) else dout[t - 1]\n",
            "what the future wants replaces what the output wants; both arrows count.",
            "how do the slopes of two paths combine?"),
        Mistake("cut at every step", _BACK, "np.zeros_like(a[0])",
            "nothing reaches the step before, not even the initial state.",
            "what does step t send back?"),
        Mistake("d never renewed", "d = np.where", "d += np.where",
            "`d` piles up over the steps: what has been handed on is handed on again.",
            "is d of step t a sum over all later steps' d?"),
        Mistake("forward in time", _LOOP, "range(1, len(dout) + 1)",
            "the loop runs from the first step to the last; the future is not known there yet.",
            "which step has no future?"),
        Mistake("first step skipped", _LOOP, "range(len(dout), 1, -1)",
            "the loop stops before step 1.", "which is the last value of t in the loop?"),
        Mistake("overwritten weights", "dW_aa +=", "dW_aa =",
            "the gradients of the weights are overwritten at each step; only step 1 is left.",
            "every step has used the same weights: what happens to the slopes?",
            more=(("dW_ax +=", "dW_ax ="), ("db_a +=", "db_a ="))),
        Mistake("no slope", f"{_SLOPE} * ", "",
            "the slope of tanh is missing between `da` and `dz`.",
            "which line of the forward pass lies between z and a[t]?"),
        Mistake("1 - a", _SLOPE, "(1 - a[t])",
            "this is not the slope of tanh: a square is missing.",
            "what is the slope of tanh, written with a?"),
        Mistake("slope of the sigmoid", _SLOPE, "(a[t] * (1 - a[t]))",
            "this is the slope of the sigmoid, and g0 is tanh.", "which function made a[t]?"),
        Mistake("slope at a_prev", "a[t] ** 2", "a[t - 1] ** 2",
            "the slope is taken at the state before the step.",
            "which of the two states did the tanh of this step make?"),
        Mistake("tanh twice", "a[t] ** 2", "np.tanh(a[t]) ** 2",
            "the states are squashed already, and here they are squashed once more.",
            "is a[t] before or after the tanh?"),
        Mistake("divided by the slope", f"{_SLOPE} * da", "da / (1 - a[t] ** 2)",
            "backward multiplies by the slope; dividing would undo the step.",
            "a small change of z makes a change of a that is how many times as large?"),
        Mistake("brackets lost", f"{_SLOPE} * da", "(1 - a[t] ** 2 * da)",
            "only the square meets `da`; the 1 does not.", "what does `*` bind to, what does `-`?"),
        Mistake("a_t in dW_aa", "a[t - 1].T", "a[t].T",
            "`dW_aa` is built with the state after the step.",
            "what was W_aa multiplied with in the forward pass?"),
        Mistake("a shifted by one", "a[t] ** 2", "a[t - 1] ** 2",
            "every state is taken one step too early: `a` has T+1 entries, `dout` has T.",
            "which state does a[0] hold?",
            more=(("a[t - 1].T", "a[t - 2].T"),)),
        Mistake("dW_aa transposed", "dz @ a[t - 1].T", "a[t - 1] @ dz.T",
            "`dW_aa` is the transpose of the right one, which its square shape allows.",
            "which index of W_aa belongs to the unit that comes out?"),
        Mistake("mean bias", "dz.sum(", "dz.mean(",
            "`db_a` is a mean over the examples, but each of them has used `b_a`.",
            "how many arrows leave b_a, and what happens to their slopes?"),
        Mistake("bias over everything", "dz.sum(axis=1, keepdims=True)", "dz.sum()",
            "`db_a` adds over the units too; each unit has a bias of its own.",
            "over which axis are the examples?"),
        Mistake("dx from da", "dx[t - 1] = W_ax.T @ dz", "dx[t - 1] = W_ax.T @ da",
            "`dx` is made of `da`: the way to the input leads through the tanh.",
            "on which side of the tanh is the input?"),
        Mistake("W_aa not transposed", "W_aa.T @ dz", "W_aa @ dz",
            "`W_aa` acts as on the way forward; on the way back rows and columns swap.",
            "over which index of W_aa does the chain rule add?"),
        Mistake("d from da", "W_aa.T @ dz", "W_aa.T @ da",
            "what is sent back is made of `da`: the way leads through the tanh.",
            "on which side of the tanh is the state before?"),
        Mistake("a as gradient", "W_aa.T @ dz", "W_aa.T @ a[t]",
            "a state is sent back, which is a number of the forward pass and no gradient.",
            "which quantity beginning with d meets W_aa on the way back?"),
        Mistake("clipped inside", "W_aa.T @ dz", "np.clip(W_aa.T @ dz, -1, 1)",
            "the gradient is clipped inside the loop: that changes the derivative itself.",
            "is there a clip in the forward pass?"),
        Mistake("mask ignored", "mask[t - 1] * (1", "(1",
            "the mask is not used at all: padded steps are treated as real ones.",
            "what did the forward pass do at padding?",
            more=((_BACK, "W_aa.T @ dz"),)),
        Mistake("padding counts in dz", "mask[t - 1] * (1", "(1",
            "padded steps leave traces in the weights and the input.",
            "were the weights used at padding?"),
        Mistake("padding drops d", _BACK, "W_aa.T @ dz",
            "at padding everything that arrives is dropped, though the state passed through.",
            "what did the forward pass do with the state at padding, and what is its slope?"),
        Mistake("padding keeps dout out", "W_aa.T @ dz, da)", "W_aa.T @ dz, d)",
            "at padding only the future is passed on; the step's own `dout` gets lost.",
            "a masked step still has an output: where does its slope go?"),
        Mistake("da always passes", _BACK, "W_aa.T @ dz + da",
            "the copy of padding is made at real steps too.",
            "at which steps is the state copied?"),
        Mistake("divided by T", _GRADS,
            "return dW_aa / len(dout), dW_ax / len(dout), db_a / len(dout)",
            f"{_TWICE} the number of steps.",
            "what stands in the loss in front of the sum, and who has taken care of it?"),
        Mistake("divided by N", _GRADS,
            "return dW_aa / x.shape[2], dW_ax / x.shape[2], db_a / x.shape[2]",
            f"{_TWICE} the number of examples.",
            "what stands in the loss in front of the sum, and who has taken care of it?"),
        Mistake("divided by N T", _GRADS,
            "return dW_aa / mask.size, dW_ax / mask.size, db_a / mask.size",
            f"{_TWICE} all entries, padding included.",
            "what stands in the loss in front of the sum, and who has taken care of it?"),
        Mistake("divided by M", _GRADS,
            "return dW_aa / mask.sum(), dW_ax / mask.sum(), db_a / mask.sum()",
            f"{_TWICE} the number of real steps.",
            "what stands in the loss in front of the sum, and who has taken care of it?"),
        Mistake("da0 zero", "dx, d\n", "dx, 0 * d\n",
            "`da0` is zero, but the initial state was used at step 1.",
            "what is left over when the loop has ended?"),
        Mistake("da0 one step short", "dx, d\n", "dx, da\n",
            "this `da0` is the gradient of the state after step 1.",
            "through which step does the way from a[1] to a[0] lead?"),
    ],
)  # fmt: skip
