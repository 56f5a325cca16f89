"""The functions of chapter 24's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake


def scan_case(seed: int) -> tuple:
    """Draw what the steps keep and add; eleven steps, so that the last level is not full.

    One gate is closed: nobody can divide by products of f.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``f`` and ``u``, each (11, 2, 3).

    Examples
    --------
    >>> scan_case(0)[0].shape
    (11, 2, 3)
    """
    rng = np.random.default_rng(seed)
    f, u = rng.uniform(0.5, 1.2, size=(11, 2, 3)), rng.normal(size=(11, 2, 3))
    f[3, 1, 2] = 0
    return f, u


def _scan(f, u):
    f, h, shift = f.copy(), u.copy(), 1
    while shift < len(h):
        h[shift:] = h[shift:] + f[shift:] * h[:-shift]
        f[shift:] = f[shift:] * f[:-shift]
        shift = 2 * shift
    return h


_H, _F = "h[shift:] + f[shift:] * h[:-shift]", "f[shift:] * f[:-shift]"
SCAN_MISTAKES = [
    Mistake("f first",
            f"h[shift:] = {_H}\n        f[shift:] = {_F}",
            f"f[shift:] = {_F}\n        h[shift:] = {_H}",
            "h was updated with the f of the next level.",
            "which f belongs to this level: the one before or after the update?"),
    Mistake("f not updated", f"f[shift:] = {_F}", "f[shift:] = f[shift:]",
            "after the first level f must say what the last two, four, ... steps keep together.",
            "what does f hold at the second level?"),
    Mistake("distance grows by one", "2 * shift", "shift + 1",
            "the distance doubles from level to level; yours grows by one.",
            "after level k, how many terms does h hold?"),
    Mistake("last level missing", "shift < len(h)", "2 * shift < len(h)",
            "the last level is missing: the end has not seen the beginning.",
            "how many levels do 11 steps need?"),
    Mistake("one level only", "shift = 2 * shift", "shift = len(h)",
            "every step has seen its left neighbor and nothing more.",
            "how often does the loop run?"),
    Mistake("first level missing", "u.copy(), 1", "u.copy(), 2",
            "the first level has distance 1.",
            "which distances are there?"),
    Mistake("f of the earlier step", "f[shift:] * h[:-shift]", "f[:-shift] * h[:-shift]",
            "what arrives from the past is multiplied by what *this* step keeps.",
            "in h_t = f_t h_(t-1) + u_t, which f is it?"),
    Mistake("u instead of h", "f[shift:] * h[:-shift]", "f[shift:] * u[:-shift]",
            "a level takes in the *results* of the level before.",
            "what does the step to the left hold by now?"),
    Mistake("f squared", "f[shift:] * f[:-shift]", "f[shift:] ** 2",
            "the two steps put together keep the product of *their* f.",
            "whose f are multiplied?"),
    Mistake("f added", "f[shift:] * f[:-shift]", "f[shift:] + f[:-shift]",
            "what two steps keep together is a product.",
            "keep 0.5 of 0.5: how much is left?"),
    Mistake("nothing forgotten", "f[shift:] * h[:-shift]", "h[:-shift]",
            "the past arrives whole; f must multiply it.",
            "where does f act?"),
    Mistake("overwritten", _H, "f[shift:] * h[:-shift]",
            "what a step has added itself is lost.",
            "two terms make the new h: which one is missing?"),
    Mistake("against time",
            f"h[shift:] = {_H}\n        f[shift:] = {_F}",
            "h[:-shift] = h[:-shift] + f[:-shift] * h[shift:]\n"
            "        f[:-shift] = f[:-shift] * f[shift:]",
            "the future flows into the past.",
            "which step may influence which?"),
    Mistake("last state only", "return h", "return h[-1]",
            "all states are wanted.",
            "how many steps has the result?"),
]  # fmt: skip


def back_case(seed: int, T: int = 6) -> tuple:
    """Draw what the steps keep, the states, what the loss wants of them, and h<0>.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps; graded sets draw many, so that nobody can try each entry in time.

    Returns
    -------
    tuple
        ``f``, ``h``, ``dout``, each (6, 2, 3), and ``h0`` (2, 3).

    Examples
    --------
    >>> back_case(0)[3].shape
    (2, 3)
    """
    rng = np.random.default_rng(seed)
    f, u = rng.uniform(0.5, 1.2, size=(T, 2, 3)), rng.normal(size=(T, 2, 3))
    h0 = rng.normal(size=(2, 3))
    states, h = [], h0
    for f_t, u_t in zip(f, u, strict=True):
        h = f_t * h + u_t
        states.append(h)
    return f, np.array(states), rng.normal(size=(T, 2, 3)), h0


def _scan_backward(f, h, dout, h0):
    du, df, d = np.zeros_like(f), np.zeros_like(f), np.zeros_like(h0)
    for t in range(len(f) - 1, -1, -1):
        du[t] = dout[t] + d
        before = h[t - 1] if t > 0 else h0
        df[t] = du[t] * before
        d = f[t] * du[t]
    return du, df, d


BACK_MISTAKES = [
    Mistake("f of the step before", "d = f[t] * du[t]", "d = f[max(t - 1, 0)] * du[t]",
            "on the way from t to t-1 the factor is what step t keeps.",
            "which f multiplied h<t-1> forward?"),
    Mistake("immediate passed on", "d = f[t] * du[t]", "d = f[t] * dout[t]",
            "what travels is the total gradient, not only what this step's loss asks for.",
            "does a loss at the end reach the beginning?"),
    Mistake("f left out", "d = f[t] * du[t]", "d = du[t]",
            "the gradient does not shrink on its way; f must multiply it.",
            "how strongly does h<t-1> act on h<t>?"),
    Mistake("f twice", "d = f[t] * du[t]", "d = f[t] ** 2 * du[t]",
            "one step back is one factor f.",
            "how many factors lie between two steps?"),
    Mistake("nothing passed on", "du[t] = dout[t] + d", "du[t] = dout[t]",
            "the gradient from later steps is not added.",
            "two arrows leave a state: where is the second?"),
    Mistake("immediate dropped", "du[t] = dout[t] + d", "du[t] = dout[t] * (t == len(f) - 1) + d",
            "only the last step's loss is used.",
            "which steps have a loss?"),
    Mistake("h of the same step", "h[t - 1] if t > 0 else h0", "h[t]",
            "f was multiplied with the state *before* the step.",
            "which state does f meet?"),
    Mistake("initial state forgotten", "else h0", "else 0 * h0",
            "the first step kept a part of h0.",
            "what stands before step 1?"),
    Mistake("wraps around", "h[t - 1] if t > 0 else h0", "h[t - 1]",
            "at the first step the index -1 is the *last* state.",
            "what is h[t - 1] for t = 0?"),
    Mistake("df from the immediate", "df[t] = du[t] * before", "df[t] = dout[t] * before",
            "f also acts on all later losses, through its state.",
            "immediate or total?"),
    Mistake("first step skipped", "range(len(f) - 1, -1, -1)", "range(len(f) - 1, 0, -1)",
            "the first step gets no gradient.",
            "which t is the first step?"),
    Mistake("forward in time", "range(len(f) - 1, -1, -1)", "range(len(f))",
            "the gradient travels from the last step to the first.",
            "which step can be finished first?"),
    Mistake("du and df exchanged", "return du, df, d", "return df, du, d",
            "the gradients of f and u stand in each other's place.",
            "in which order are the gradients wanted?"),
    Mistake("h0 without f", "return du, df, d", "return du, df, du[0]",
            "the first step keeps only a part of h0.",
            "how strongly does h0 act on h<1>?"),
]  # fmt: skip


def min_gru_case(seed: int) -> tuple:
    """Draw inputs, an initial state and the weights of a minimal GRU.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.

    Returns
    -------
    tuple
        ``x`` (5, 2, 4), ``a0`` (3, 4), ``W_z`` (3, 2), ``b_z`` (3, 1), ``W_n`` (3, 2), ``b_n``.

    Examples
    --------
    >>> min_gru_case(0)[1].shape
    (3, 4)
    """
    rng = np.random.default_rng(seed)
    shapes = (5, 2, 4), (3, 4), (3, 2), (3, 1), (3, 2), (3, 1)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _min_gru(x, a0, W_z, b_z, W_n, b_n):
    out, a = [], a0
    for x_t in x:
        z = 1 / (1 + np.exp(-(W_z @ x_t + b_z)))
        n = W_n @ x_t + b_n
        a = z * a + (1 - z) * n
        out.append(a)
    return np.array(out)


MIN_GRU_MISTAKES = [
    Mistake("z exchanged with 1 - z", "z * a + (1 - z) * n", "(1 - z) * a + z * n",
            "here z says what is kept; in the paper it says what is new.",
            "what does z multiply?"),
    Mistake("both with z", "(1 - z) * n", "z * n",
            "what is kept and what is new share the whole: z and 1 - z.",
            "do your two factors sum to 1?"),
    Mistake("new value ungated", "(1 - z) * n", "n",
            "the new value enters whole; only 1 - z of it should.",
            "do your two factors sum to 1?"),
    Mistake("nothing forgotten", "z * a + (1 - z) * n", "a + (1 - z) * n",
            "the old state stays whole; only z of it should.",
            "do your two factors sum to 1?"),
    Mistake("tanh on the candidate", "n = W_n @ x_t + b_n", "n = np.tanh(W_n @ x_t + b_n)",
            "the minimal form has no tanh.",
            "is the candidate linear in x?"),
    Mistake("tanh on the state", "out.append(a)", "out.append(np.tanh(a))",
            "the output is the state itself.",
            "what is the output of a GRU?"),
    Mistake("no sigmoid", "1 / (1 + np.exp(-(W_z @ x_t + b_z)))", "W_z @ x_t + b_z",
            "the gate is not between 0 and 1.",
            "what makes a gate out of a sum?"),
    Mistake("gate bias inside the sign", "-(W_z @ x_t + b_z)", "-(W_z @ x_t) + b_z",
            "the bias of the gate has the wrong sign.",
            "what does the minus act on?"),
    Mistake("no bias in the gate", "W_z @ x_t + b_z", "W_z @ x_t",
            "the bias of the gate is missing.",
            "which argument do you not use?"),
    Mistake("no bias in the candidate", "n = W_n @ x_t + b_n", "n = W_n @ x_t",
            "the bias of the candidate is missing.",
            "which argument do you not use?"),
    Mistake("candidate with W_z", "n = W_n @ x_t", "n = W_z @ x_t",
            "the candidate has weights of its own.",
            "which argument do you not use?"),
    Mistake("starts at zero", "out, a = [], a0", "out, a = [], 0 * a0",
            "the first step keeps a part of a0.",
            "where does a0 enter?"),
    Mistake("state not carried", "a = z * a + (1 - z) * n", "a = z * a0 + (1 - z) * n",
            "every step starts from a0.",
            "which state does step 2 keep?"),
]  # fmt: skip


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


def _attention(q, k, v):
    scores = q @ k.T / np.sqrt(q.shape[1])
    scores[np.triu_indices(len(q), 1)] = -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ v


_MASK = "scores[np.triu_indices(len(q), 1)] = -np.inf"
ATTENTION_MISTAKES = [
    Mistake("no mask", _MASK, "scores = scores + 0",
            "every step reads the future.",
            "which entries of the weights must be zero?"),
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
            "the scores are not scaled.",
            "how large is a sum of n_k products?"),
    Mistake("divided by n_k", "np.sqrt(q.shape[1])", "q.shape[1]",
            "scores are divided by the root of the number of entries.",
            "how does the spread of a sum grow?"),
    Mistake("root of T", "np.sqrt(q.shape[1])", "np.sqrt(len(q))",
            "it is the size of a key that counts, not the number of steps.",
            "over what does the inner product sum?"),
    Mistake("softmax over readers", "weights.sum(axis=1", "weights.sum(axis=0",
            "for every step the weights of what it *reads* sum to 1; yours sum to 1 the other way.",
            "rows or columns?", more=(("scores.max(axis=1", "scores.max(axis=0"),)),
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
            "the weights do not sum to 1.",
            "what does a softmax divide by?"),
    Mistake("weights transposed", "weights @ v", "weights.T @ v",
            "the values are summed over the wrong index.",
            "over which step does the sum run?"),
    Mistake("running sum of values", "weights @ v", "weights @ np.cumsum(v, axis=0)",
            "every step has one value, its own.",
            "what is multiplied with the weight of step s?"),
]  # fmt: skip
