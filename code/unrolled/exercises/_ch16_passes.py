"""The LSTM's two passes for chapter 16's exercises, with their catalogues."""

import numpy as np

from coursekit.mistakes import Mistake

n_x, N = 2, 3


def forward_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw x, a<0>, c<0>, W_aa, W_ax and b_a.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple
        ``x`` (5, 2, 3), ``a0`` and ``c0`` (4, 3), ``W_aa`` (16, 4), ``W_ax`` (16, 2), ``b_a``
        (16, 1).

    Examples
    --------
    >>> forward_case(0)[3].shape
    (16, 4)
    """
    rng = np.random.default_rng(seed)
    x, a0, c0 = (
        rng.normal(size=(T, n_x, N)),
        rng.uniform(-0.9, 0.9, (n_a, N)),
        rng.normal(size=(n_a, N)),
    )
    W_aa, W_ax = rng.normal(size=(4 * n_a, n_a)) / np.sqrt(n_a), rng.normal(size=(4 * n_a, n_x))
    return x, a0, c0, W_aa, W_ax, rng.normal(size=(4 * n_a, 1))


def backward_case(seed: int, T: int = 5, n_a: int = 4) -> tuple:
    """Draw what a forward pass leaves, and the gradients that enter.

    Parameters
    ----------
    seed : int
        Makes the draw repeatable.
    T : int
        Number of steps.
    n_a : int
        Number of units; graded sets draw many, so that nobody can try each weight in time.

    Returns
    -------
    tuple
        ``x`` (5, 2, 3), ``a`` and ``c`` (6, 4, 3), ``i``, ``f``, ``g``, ``o`` and ``dout``
        (5, 4, 3), ``W_aa`` (16, 4), ``W_ax`` (16, 2).

    Examples
    --------
    >>> len(backward_case(0))
    10
    """
    x, a0, c0, W_aa, W_ax, b_a = forward_case(seed, T, n_a)
    a, c, gates = [a0], [c0], []
    for x_t in x:
        z_i, z_f, z_g, z_o = np.split(W_aa @ a[-1] + W_ax @ x_t + b_a, 4)
        i, f, o = (1 / (1 + np.exp(-z)) for z in (z_i, z_f, z_o))
        c.append(f * c[-1] + i * np.tanh(z_g))
        a.append(o * np.tanh(c[-1]))
        gates.append((i, f, np.tanh(z_g), o))
    i, f, g, o = (np.array(gate) for gate in zip(*gates, strict=True))
    dout = np.random.default_rng([seed, 1]).normal(size=(T, n_a, N))
    return x, np.array(a), np.array(c), i, f, g, o, dout, W_aa, W_ax


def _lstm_forward(x, a0, c0, W_aa, W_ax, b_a):
    a, c = [a0], [c0]
    for t in range(1, len(x) + 1):
        z = W_aa @ a[t - 1] + W_ax @ x[t - 1] + b_a
        z_i, z_f, z_g, z_o = np.split(z, 4)
        i = 1 / (1 + np.exp(-z_i))
        f = 1 / (1 + np.exp(-z_f))
        o = 1 / (1 + np.exp(-z_o))
        g = np.tanh(z_g)
        c.append(f * c[t - 1] + i * g)
        a.append(o * np.tanh(c[t]))
    return np.array(c), np.array(a)


FORWARD_MISTAKES = [
    Mistake("rows i f o g", "z_i, z_f, z_g, z_o", "z_i, z_f, z_o, z_g",
            "the last two blocks of rows are swapped: the order is i, f, g, o.",
            "which block of rows belongs to which gate?"),
    Mistake("rows f i g o", "z_i, z_f, z_g, z_o", "z_f, z_i, z_g, z_o",
            "the first two blocks of rows are swapped: the order is i, f, g, o.",
            "which block of rows belongs to which gate?"),
    Mistake("no bias", " + b_a", "",
            "the bias is missing.", "how many terms has z?"),
    Mistake("candidate through a sigmoid", "np.tanh(z_g)", "1 / (1 + np.exp(-z_g))",
            "the candidate is no gate: it may be negative.", "what goes into the cell?"),
    Mistake("candidate not squashed", "np.tanh(z_g)", "z_g",
            "the candidate has no activation.", "what goes into the cell?"),
    Mistake("input gate missing", "i * g", "g",
            "everything new enters the cell, whatever the input gate says.",
            "which gate guards the new?"),
    Mistake("forget gate missing", "f * c[t - 1]", "c[t - 1]",
            "the old cell state is kept whole: this is the LSTM of 1997.",
            "which gate guards the old?"),
    Mistake("forget gate inverted", "f * c[t - 1]", "(1 - f) * c[t - 1]",
            "f = 1 has to keep, not to forget.", "what does f = 1 mean?"),
    Mistake("input gate is 1 - f", "i * g", "(1 - f) * g",
            "the gates are coupled; the input gate has weights of its own.",
            "which gate guards the new?"),
    Mistake("old state for old cell", "f * c[t - 1]", "f * a[t - 1]",
            "the forget gate meets the hidden state; it has to meet the cell state.",
            "what does the forget gate keep?"),
    Mistake("cell shown unsquashed", "np.tanh(c[t])", "c[t]",
            "the cell state is shown without tanh.", "what stands between c and a?"),
    Mistake("old cell shown", "np.tanh(c[t])", "np.tanh(c[t - 1])",
            "the state shows the cell of the step before.", "which cell state is new?"),
    Mistake("output gate missing", "o * np.tanh(c[t])", "np.tanh(c[t])",
            "the output gate is not used.", "what decides how much is shown?"),
]  # fmt: skip


def _lstm_backward(x, a, c, i, f, g, o, dout, W_aa, W_ax):
    dW_aa, db_a = np.zeros_like(W_aa), np.zeros((len(W_aa), 1))
    dx = np.zeros_like(x)
    d, dc = np.zeros_like(a[0]), np.zeros_like(c[0])
    for t in range(len(x), 0, -1):
        k = t - 1
        tanh_c = np.tanh(c[t])
        da = dout[k] + d
        dc = dc + da * o[k] * (1 - tanh_c**2)
        dz_i = dc * g[k] * i[k] * (1 - i[k])
        dz_f = dc * c[t - 1] * f[k] * (1 - f[k])
        dz_g = dc * i[k] * (1 - g[k] ** 2)
        dz_o = da * tanh_c * o[k] * (1 - o[k])
        dz = np.concatenate([dz_i, dz_f, dz_g, dz_o])
        dW_aa += dz @ a[t - 1].T
        db_a += dz.sum(axis=1, keepdims=True)
        dx[k] = W_ax.T @ dz
        d = W_aa.T @ dz
        dc = f[k] * dc
    return dW_aa, db_a, dx, d, dc


_CELL = "two things read `c<t>`: the next cell state and `a<t>`."

BACKWARD_MISTAKES = [
    Mistake("later state dropped", "dout[k] + d", "dout[k]",
            "what the later steps want of the state is not added.",
            "who reads a<t>, besides the output?"),
    Mistake("slope with c itself", "(1 - tanh_c**2)", "(1 - c[t] ** 2)",
            "the slope of tanh at c is 1 - tanh²(c); the cell itself is not squashed.",
            "the slope of tanh, written with its value: which value?"),
    Mistake("no slope of tanh", "da * o[k] * (1 - tanh_c**2)", "da * o[k]",
            "between c and a stands a tanh, and its slope is missing.",
            "what stands between c and a?"),
    Mistake("later cell dropped", "dc = dc + da * o", "dc = da * o",
            "what the next cell state wants is lost: the path along the cells is cut.",
            _CELL),
    Mistake("only the later cell", "dc = dc + da * o[k] * (1 - tanh_c**2)", "dc = dc + 0 * da",
            "what the shown state wants of the cell is lost.", _CELL),
    Mistake("tanh for the output gate", "da * o[k] * (1", "da * tanh_c * (1",
            "on the way from a to c the other factor is the output gate.",
            "a = o tanh(c): what multiplies tanh(c)?"),
    Mistake("cell unsquashed at o", "da * tanh_c * o[k]", "da * c[t] * o[k]",
            "the output gate multiplies tanh(c), not c.", "what is the partner of o?"),
    Mistake("new cell at f", "c[t - 1] * f[k]", "c[t] * f[k]",
            "the forget gate multiplied the *old* cell state.", "what is the partner of f?"),
    Mistake("partners of i, g swapped", "dc * g[k] * i[k] * (1", "dc * i[k] * i[k] * (1",
            "input gate and candidate each need the *other* as a factor.",
            "in i g, what is the slope with respect to i?",
            more=(("dc * i[k] * (1 - g[k] ** 2)", "dc * g[k] * (1 - g[k] ** 2)"),)),
    Mistake("sigmoid of the gate", "c[t - 1] * f[k] * (1 - f[k])",
            "c[t - 1] * (1 / (1 + np.exp(-f[k]))) * (1 - 1 / (1 + np.exp(-f[k])))",
            "f is the value of the sigmoid already; you squash it once more.",
            "s (1 - s): what is s?"),
    Mistake("no slope at f", "c[t - 1] * f[k] * (1 - f[k])", "c[t - 1]",
            "the slope of the forget gate's sigmoid is missing.",
            "is that the gradient of f or of z_f?"),
    Mistake("tanh slope at a gate", "c[t - 1] * f[k] * (1 - f[k])", "c[t - 1] * (1 - f[k] ** 2)",
            "1 - s² is the slope of tanh; a gate is a sigmoid.", "the slope of a sigmoid?"),
    Mistake("sigmoid slope at g", "(1 - g[k] ** 2)", "g[k] * (1 - g[k])",
            "the candidate goes through tanh, not through a sigmoid.",
            "which activation has the candidate?"),
    Mistake("one bias for all", "db_a += dz.sum(axis=1, keepdims=True)",
            "db_a += np.concatenate([dz_f] * 4).sum(axis=1, keepdims=True)",
            "all four biases got the gradient of the forget gate.",
            "which rows of dz belong to which bias?"),
    Mistake("candidate missing in dz", "d = W_aa.T @ dz",
            "d = W_aa.T @ np.concatenate([dz_i, dz_f, 0 * dz_g, dz_o])",
            "the old state was read by four blocks; the candidate's sends nothing back.",
            "who reads a<t-1>?"),
    Mistake("gate for its gradient", "d = W_aa.T @ dz",
            "d = W_aa.T @ np.concatenate([i[k], dz_f, dz_g, dz_o])",
            "in the first block the *value* of the gate goes back, not its gradient.",
            "what does each block send back?"),
    Mistake("rows i f o g", "[dz_i, dz_f, dz_g, dz_o]", "[dz_i, dz_f, dz_o, dz_g]",
            "the blocks of dz stand in another order than the rows of `W_aa`.",
            "which rows belong to the candidate?"),
    Mistake("dc not times f", "dc = f[k] * dc", "dc = 1 * dc",
            "the old cell state entered times f; so does its gradient.",
            "c<t> = f c<t-1> + ...: what is the slope?"),
    Mistake("gradient never handed on", "d = W_aa.T @ dz", "d = np.zeros_like(dz_i)",
            "nothing comes back to the earlier states through `W_aa`.",
            "what reaches a<t-1>?"),
    Mistake("new state in dW_aa", "dz @ a[t - 1].T", "dz @ a[t].T",
            "`W_aa` was multiplied with the state before the step.",
            "which state did W_aa meet?"),
]  # fmt: skip
