"""The problems that `tools/bench.py` measures, our side of them, and the clock."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from rnnlab import GRU, LSTM, RNN, Adam, Dense, SequenceModel, clip_by_global_norm
from rnnlab.scan import linear_scan
from rnnlab.training import bptt_in_segments  # the import also keeps glibc from giving memory back

CELLS = {"RNN": RNN, "GRU": GRU, "LSTM": LSTM}


class Problem:
    """A layer, its inputs, and the gradients that come from above."""

    def __init__(self, cell: str, sizes: tuple[int, int, int, int], dtype: type):
        T, N, n_x, n_a = sizes
        rng = np.random.default_rng(0)

        def normal(*shape: int) -> np.ndarray:
            return rng.normal(size=shape).astype(dtype)

        self.layer = CELLS[cell](n_x, n_a, rng=rng, dtype=dtype)
        self.x, self.dout = normal(T, n_x, N), normal(T, n_a, N)
        self.states, self.dstates = (
            [normal(n_a, N) for _ in range(2 if cell == "LSTM" else 1)] for _ in range(2)
        )
        self.unit = T * N * n_a * np.dtype(dtype).itemsize  # bytes of one state path


def packed(states: list) -> np.ndarray | tuple:
    """A state of one array is that array, of several a tuple."""
    return states[0] if len(states) == 1 else tuple(states)


def ours(p: Problem) -> Callable:
    """Return rnnlab's step: with all its checks."""
    state, dstate = packed(p.states), packed(p.dstates)

    def step() -> list:
        p.layer.zero_grads()
        p.layer.forward(p.x, state)
        dx, d = p.layer.backward(p.dout, dstate)
        return [*p.layer.grads.values(), dx, *(d if isinstance(d, tuple) else [d])]

    return step


def unavoidable(p: Problem) -> Callable:
    """Return only the products and the tanh, in their best order, into memory that is there."""
    T, n_x, N = p.x.shape
    W_ax, W_aa = p.layer.params["W_ax"], p.layer.params["W_aa"]
    (k_n_a, n_a), dtype = W_aa.shape, p.x.dtype
    X = np.ascontiguousarray(p.x.swapaxes(0, 1).reshape(n_x, -1))
    A, Z, dX = np.ones((n_a, T * N), dtype), np.empty((k_n_a, T * N), dtype), np.empty_like(X)
    z, d = np.empty((k_n_a, N), dtype), np.ones((n_a, N), dtype)
    states, gates = np.ones((T, n_a, N), dtype), np.ones((T, k_n_a, N), dtype)
    W_aaT = W_aa.T if N == 1 else W_aa.T.copy()
    has_c = len(p.states) == 2

    def step() -> None:
        np.matmul(W_ax, X, out=Z)
        for a in states:
            np.dot(W_aa, a, out=z)
            np.tanh(z, out=z)
            if has_c:
                np.tanh(d, out=d)
        for dz in gates:
            np.dot(W_aaT, dz, out=d)
        Z @ X.T, Z @ A.T
        np.matmul(W_ax.T, Z, out=dX)

    return step


def in_segments(p: Problem) -> Callable:
    """Return the step with checkpointing: about 2 sqrt(T) steps in memory, one more forward."""
    state = packed(p.states)

    def step() -> list:
        p.layer.zero_grads()
        _, _, d = bptt_in_segments(p.layer, p.x, lambda out, part: (0.0, p.dout[part]), state)
        return [*p.layer.grads.values(), *(d if isinstance(d, tuple) else [d])]

    return step


def at_once(p: Problem) -> Callable:
    """Return the step that checkpointing competes with."""
    state = packed(p.states)

    def step() -> list:
        p.layer.zero_grads()
        p.layer.forward(p.x, state)
        _, d = p.layer.backward(p.dout)
        return [*p.layer.grads.values(), *(d if isinstance(d, tuple) else [d])]

    return step


def linear_recurrence(T: int, n: int, dtype: type) -> dict[str, Callable]:
    """Return a linear recurrence computed by levels, and by a loop over time."""
    rng = np.random.default_rng(0)
    f, u = (rng.uniform(0, 1, (T, n)).astype(dtype) for _ in range(2))

    def loop() -> np.ndarray:
        h = u.copy()
        for before, now, f_t in zip(h, h[1:], f[1:], strict=False):
            now += f_t * before
        return h

    return {"ours": lambda: linear_scan(f, u), "loop": loop}


def text_problem(T: int, N: int, n_v: int, n_a: int, dtype: type) -> tuple:
    """Return a character model and a batch of ids: x and y, each (T, N)."""
    rng = np.random.default_rng(0)
    layer = RNN(n_v, n_a, rng=rng, dtype=dtype)
    model = SequenceModel(layer, Dense(n_a, n_v, rng=rng, dtype=dtype))
    ids = rng.integers(0, n_v, size=(T + 1, N))
    return model, ids[:-1], ids[1:]


def text_step(
    model: SequenceModel, x: np.ndarray, y: np.ndarray, max_norm: float, lr: float
) -> Callable:
    """Return a whole training step: gather, RNN, softmax, loss, clipping, Adam."""
    optimizer = Adam(model.params, lr=lr)

    def step() -> float:
        loss, _ = model.loss_and_grads(x, y)
        clip_by_global_norm(model.grads, max_norm)
        optimizer.step(model.grads)
        return float(loss)

    return step


def compare(results: list[list], want: list, dtype: type) -> None:
    """Stop when the contenders do not compute the same: their times would mean nothing."""
    for result in results:
        for got, right in zip(result, want, strict=True):
            error = np.linalg.norm(np.subtract(got, right)) / np.linalg.norm(right)
            if not error < 1000 * np.finfo(dtype).eps:
                raise AssertionError(f"the contenders differ by {error}")


def peak(step: Callable) -> int:
    """Bytes that a step needs at its highest, over what was there before."""
    step()
    tracemalloc.start()
    try:
        step()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def seconds(step: Callable, repeats: int) -> float:
    """Mean processor time of a step: what other programs do meanwhile does not count."""
    start = time.process_time()
    for _ in range(repeats):
        step()
    return (time.process_time() - start) / repeats


def alternate(steps: dict[str, Callable], rounds: int, budget: float = 0.03) -> dict[str, list]:
    """Let the contenders take turns of about `budget` seconds: name -> seconds in each round."""
    repeats = {n: max(1, int(budget / max(seconds(step, 2), 1e-6))) for n, step in steps.items()}
    times = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            step()  # warms the caches after the contender before
            times[name].append(seconds(step, repeats[name]))
    return times


def ratio(times: dict[str, list], above: str, below: str = "ours") -> float | None:
    """Median over the rounds of the ratio of two contenders' times."""
    if above not in times:
        return None
    pairs = zip(times[above], times[below], strict=True)
    return round(statistics.median(a / b for a, b in pairs), 3)
