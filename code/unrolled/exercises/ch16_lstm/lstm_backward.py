"""Exercise `lstm_backward` of chapter 16: the backward pass."""

import numpy as np

from coursekit import Code, Mistake

from ._cases import N, forward_case


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


def lstm_backward(x, a, c, i, f, g, o, dout, W_aa, W_ax):
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

exercise = Code(
    lstm_backward, backward_case, "dW_aa db_a dx da0 dc0",
    title="The LSTM backward", stars=3, minutes=30, trains=(2,),
    checked="the gradients of weights, inputs and both initial states",
    mistakes=[
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
            "what the next cell state wants is lost: the path along the cells is cut.", _CELL),
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
        Mistake("tanh slope at a gate", "c[t - 1] * f[k] * (1 - f[k])",
            "c[t - 1] * (1 - f[k] ** 2)",
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
            "nothing comes back to the earlier states through `W_aa`.", "what reaches a<t-1>?"),
        Mistake("new state in dW_aa", "dz @ a[t - 1].T", "dz @ a[t].T",
            "`W_aa` was multiplied with the state before the step.", "which state did W_aa meet?"),
    ],
)  # fmt: skip
