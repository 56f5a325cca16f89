"""Exercise `attention` of chapter 24: causal attention."""

import numpy as np

from coursekit import Code, Mistake


def attention_case(seed: int) -> tuple:
    """Draw queries, keys and values of one sequence, steps as rows.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``q``, ``k`` (6, 4) and ``v`` (6, 3).

    Examples
    --------
    >>> attention_case(0)[2].shape
    (6, 3)
    """
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=(6, n)) for n in (4, 4, 3))


def attention(q, k, v):
    scores = q @ k.T / np.sqrt(q.shape[1])
    scores[np.triu_indices(len(q), 1)] = -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ v


_MASK = "scores[np.triu_indices(len(q), 1)] = -np.inf"

exercise = Code(
    attention, attention_case, "weights y",
    title="Attention without a leak", stars=2, minutes=15, trains=(4,),
    checked="the weights and what is read",
    mistakes=[
        Mistake("no mask", _MASK, "scores = scores + 0",
            "every step reads the future.", "which entries of the weights must be zero?"),
        Mistake("one step leaks", "len(q), 1)", "len(q), 2)",
            "each step reads the one after it: in training it would copy its own answer.",
            "which diagonal is the first forbidden one?"),
        Mistake("past masked", "np.triu_indices(len(q), 1)", "np.tril_indices(len(q), -1)",
            "the past is hidden, the future is read.",
            "are rows the steps that read, or those that are read?"),
        Mistake("mask after the softmax", _MASK, "visible = np.tri(len(q))",
            "hidden steps still take part in the sum that normalizes: rows do not sum to 1.",
            "what do your rows sum to?",
            more=(("weights / weights.sum(axis=1, keepdims=True)",
                   "visible * weights / weights.sum(axis=1, keepdims=True)"),)),
        Mistake("masked by zero", "= -np.inf", "= 0",
            "a score of zero is no mask: its exponential is 1.",
            "which score has the exponential zero?"),
        Mistake("no root", "q @ k.T / np.sqrt(q.shape[1])", "q @ k.T",
            "the scores are not scaled.", "how large is a sum of n_k products?"),
        Mistake("divided by n_k", "np.sqrt(q.shape[1])", "q.shape[1]",
            "scores are divided by the root of the number of entries.",
            "how does the spread of a sum grow?"),
        Mistake("root of T", "np.sqrt(q.shape[1])", "np.sqrt(len(q))",
            "it is the size of a key that counts, not the number of steps.",
            "over what does the inner product sum?"),
        Mistake("softmax over readers", "weights.sum(axis=1", "weights.sum(axis=0",
            "for every step the weights of what it *reads* sum to 1; yours sum to 1 the other way.",
            "rows or columns?",
            more=(("scores.max(axis=1", "scores.max(axis=0"),)),
        Mistake("itself not read", "len(q), 1)", "len(q), 0)",
            "a step also reads itself; the first one would have nothing to read.",
            "which diagonal is the first forbidden one?"),
        Mistake("root of n_v", "np.sqrt(q.shape[1])", "np.sqrt(v.shape[1])",
            "it is the size of a key that counts, not that of a value.",
            "over what does the inner product sum?"),
        Mistake("queries and keys exchanged", "q @ k.T", "k @ q.T",
            "row t must hold the query of step t.",
            "which of the two belongs to the step that reads?"),
        Mistake("not normalized", "weights / weights.sum(axis=1, keepdims=True)", "weights * 1",
            "the weights do not sum to 1.", "what does a softmax divide by?"),
        Mistake("weights transposed", "weights @ v", "weights.T @ v",
            "the values are summed over the wrong index.", "over which step does the sum run?"),
        Mistake("running sum of values", "weights @ v", "weights @ np.cumsum(v, axis=0)",
            "every step has one value, its own.", "what is multiplied with the weight of step s?"),
    ],
)  # fmt: skip
