"""The plain loops that the equations suggest: one time step after the other, gate by gate.

They are what `tools/bench.py` compares the layers with, and at the same time a check of them: both
must give the same gradients. Each function returns a step, which returns the gradients of the
parameters, of x and of the initial state.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def zeros(p) -> list[np.ndarray]:
    """Return places for the gradients: of each parameter, and of x."""
    return [np.zeros_like(v) for v in [*p.layer.params.values(), p.x]]


def rnn(p) -> Callable:
    W_ax, W_aa, b_a = p.layer.params.values()

    def step() -> list:
        a = [p.states[0]]
        for t in range(len(p.x)):
            a.append(np.tanh(W_aa @ a[t] + W_ax @ p.x[t] + b_a))
        dW_ax, dW_aa, db_a, dx = zeros(p)
        da = p.dstates[0]
        for t in reversed(range(len(p.x))):
            dz = (1 - a[t + 1] ** 2) * (da + p.dout[t])
            dW_ax += dz @ p.x[t].T
            dW_aa += dz @ a[t].T
            db_a += dz.sum(axis=1, keepdims=True)
            dx[t] = W_ax.T @ dz
            da = W_aa.T @ dz
        return [dW_ax, dW_aa, db_a, dx, da]

    return step


def lstm(p) -> Callable:
    W_ax, W_aa, b_a = p.layer.params.values()
    n_a = p.layer.n_a

    def step() -> list:
        a, c, gates = [p.states[0]], [p.states[1]], []
        for t in range(len(p.x)):
            z = W_aa @ a[t] + W_ax @ p.x[t] + b_a
            i, f, o = (sigmoid(z[k * n_a : (k + 1) * n_a]) for k in (0, 1, 3))
            g = np.tanh(z[2 * n_a : 3 * n_a])
            c.append(f * c[t] + i * g)
            a.append(o * np.tanh(c[t + 1]))
            gates.append((i, f, g, o))
        dW_ax, dW_aa, db_a, dx = zeros(p)
        da, dc = p.dstates
        for t in reversed(range(len(p.x))):
            (i, f, g, o), tanh_c = gates[t], np.tanh(c[t + 1])
            da = da + p.dout[t]
            dc = dc + da * o * (1 - tanh_c**2)
            dz_i, dz_f = dc * g * i * (1 - i), dc * c[t] * f * (1 - f)
            dz_g, dz_o = dc * i * (1 - g**2), da * tanh_c * o * (1 - o)
            dz = np.concatenate([dz_i, dz_f, dz_g, dz_o])
            dW_ax += dz @ p.x[t].T
            dW_aa += dz @ a[t].T
            db_a += dz.sum(axis=1, keepdims=True)
            dx[t] = W_ax.T @ dz
            da, dc = W_aa.T @ dz, dc * f
        return [dW_ax, dW_aa, db_a, dx, da, dc]

    return step


def gru(p) -> Callable:
    W_ax, W_aa, b_a, b_g = p.layer.params.values()
    n_a = p.layer.n_a

    def step() -> list:
        a, gates = [p.states[0]], []
        for t in range(len(p.x)):
            z, product = W_ax @ p.x[t] + b_a, W_aa @ a[t]
            r = sigmoid(z[:n_a] + product[:n_a])
            u = sigmoid(z[n_a : 2 * n_a] + product[n_a : 2 * n_a])
            m = product[2 * n_a :] + b_g
            n = np.tanh(z[2 * n_a :] + r * m)
            a.append((1 - u) * n + u * a[t])
            gates.append((r, u, n, m))
        dW_ax, dW_aa, db_a, db_g, dx = zeros(p)
        da = p.dstates[0]
        for t in reversed(range(len(p.x))):
            r, u, n, m = gates[t]
            da = da + p.dout[t]
            dz_n, dz_u = da * (1 - u) * (1 - n**2), da * (a[t] - n) * u * (1 - u)
            dz_r, dm = dz_n * m * r * (1 - r), dz_n * r
            by_input = np.concatenate([dz_r, dz_u, dz_n])
            by_product = np.concatenate([dz_r, dz_u, dm])
            dW_ax += by_input @ p.x[t].T
            dW_aa += by_product @ a[t].T
            db_a += by_input.sum(axis=1, keepdims=True)
            db_g += dm.sum(axis=1, keepdims=True)
            dx[t] = W_ax.T @ by_input
            da = da * u + W_aa.T @ by_product
        return [dW_ax, dW_aa, db_a, db_g, dx, da]

    return step


LOOPS = {"RNN": rnn, "GRU": gru, "LSTM": lstm}
