"""Ideas to make a layer faster, each as the plain way and the other one, for `make bench`.

The last word of an entry of IDEAS says whether the layers do it. An idea that gives nothing, or
little for much code, stands here all the same, so that nobody has to try it again.

What the blocks of rows and the cache lines gave on other processors: `rnnlab.layers.blocks`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench_steps import Problem
from rnnlab.layers.blocks import aligned, in_blocks
from rnnlab.layers.layer import flat, pieces, project, sum_columns, times, transposed


def filled(like: np.ndarray, off: int = 0) -> np.ndarray:
    """Copy an array to the start of a cache line, or `off` numbers behind it."""
    room = aligned((like.size + 2**15,), like.dtype)[off : off + like.size].reshape(like.shape)
    room[...] = like
    return room


def inputs_at_once(p: Problem) -> tuple[Callable, Callable]:
    """W_ax x<t> + b for all steps before the loop over time, :eq:`eq-rnn-state`."""
    W, _, b = p.layer.params.values()
    out = filled(p.dout)

    def step_by_step() -> np.ndarray:
        for x_t, out_t in zip(p.x, out, strict=True):
            out_t[...] = W.dot(x_t)
            out_t += b
        return out

    def at_once() -> np.ndarray:
        project(W, b, p.x, out)
        return out

    return step_by_step, at_once


def gather(p: Problem) -> tuple[Callable, Callable]:
    """A row of W_ax for an id instead of a product with a one-hot column."""
    W, _, b = p.layer.params.values()
    T, n_x, N = p.x.shape
    ids, out = np.random.default_rng(0).integers(0, n_x, (T, N)), filled(p.dout)

    def product() -> np.ndarray:
        project(W, b, (ids[:, None] == np.arange(n_x)[:, None]).astype(out.dtype), out)
        return out

    def picked() -> np.ndarray:
        project(W, b, ids, out)
        return out

    return product, picked


def blocks_of_rows(p: Problem) -> tuple[Callable, Callable]:
    """The product W_aa a<t-1> in blocks of rows that OpenBLAS need not copy first."""
    W, a = p.layer.params["W_aa"], filled(p.dout)
    blocks = in_blocks(W, a.shape[2])
    return lambda: [W.dot(a_t) for a_t in a], lambda: [blocks.dot(a_t) for a_t in a]


def cache_lines(p: Problem) -> tuple[Callable, Callable]:
    """States that begin at a cache line, for the same product."""
    W = in_blocks(p.layer.params["W_aa"], p.dout.shape[2])
    astray, a = filled(p.dout, off=2), filled(p.dout)
    return lambda: [W.dot(a_t) for a_t in astray], lambda: [W.dot(a_t) for a_t in a]


def inputs_at_cache_lines(p: Problem) -> tuple[Callable, Callable]:
    """A copy of x that begins at a cache line, for the product with W_ax."""
    W, _, b = p.layer.params.values()
    astray, out = filled(p.x, off=2), filled(p.dout)

    def plain() -> np.ndarray:
        project(W, b, astray, out)
        return out

    def copied() -> np.ndarray:
        project(W, b, filled(astray), out)
        return out

    return plain, copied


def slopes_at_once(p: Problem) -> tuple[Callable, Callable]:
    """The slopes 1 - a<t>² of a piece of the sequence at once, :eq:`eq-bptt-dz`."""
    a, d, dz = filled(np.tanh(p.dout)), p.dout[0], filled(p.dout)

    def step_by_step() -> np.ndarray:
        for a_t, dz_t in zip(a, dz, strict=True):
            dz_t[...] = (1 - a_t * a_t) * d
        return dz

    def at_once() -> np.ndarray:
        for k in pieces(len(a), d.size, d.itemsize):
            np.multiply(a[k], a[k], out=dz[k])
            np.subtract(1, dz[k], out=dz[k])
            for dz_t in dz[k]:
                dz_t *= d
        return dz

    return step_by_step, at_once


def copy_of_transpose(p: Problem) -> tuple[Callable, Callable]:
    """A copy of W_ax.T for dx, :eq:`eq-bptt-dx`, where one example does not need it."""
    W, dz = p.layer.params["W_ax"], filled(p.dout)
    out = np.empty_like(p.x)

    def view() -> np.ndarray:
        np.matmul(W.T, dz, out=out)
        return out

    def copied() -> np.ndarray:
        times(transposed(W, dz.shape[2]), dz, out)
        return out

    return view, copied


def one_weight_product(p: Problem) -> tuple[Callable, Callable]:
    """One product with [a; x; 1] for all weight gradients, :eq:`eq-bptt-dW-aa` and its like."""
    dz, a, x = (filled(v) for v in (p.dout, p.dout, p.x))

    def three() -> np.ndarray:
        dZ = flat(dz)
        return np.hstack([dZ @ flat(a).T, dZ @ flat(x).T, sum_columns(dZ)])

    def one() -> np.ndarray:
        ones = np.ones((len(x), 1, x.shape[2]), x.dtype)
        return flat(dz) @ flat(np.concatenate([a, x, ones], axis=1)).T

    return three, one


def sum_as_product(p: Problem) -> tuple[Callable, Callable]:
    """The sum over all columns for db, :eq:`eq-bptt-db-a`, as a product with ones."""
    dZ = flat(p.dout)
    return lambda: dZ.sum(1, keepdims=True), lambda: sum_columns(dZ)


#: (what it is called on the page, the two ways, do the layers do it)
IDEAS = [
    ("inputs of all steps at once", inputs_at_once, True),
    ("ids: gather, no one-hot product", gather, True),
    ("W_aa a<t-1> in blocks of rows", blocks_of_rows, True),
    ("states at a cache line", cache_lines, True),
    ("slopes of a piece at once", slopes_at_once, True),
    ("dx with a copy of W_ax.T", copy_of_transpose, True),
    ("db as a product with ones", sum_as_product, True),
    ("x copied to a cache line", inputs_at_cache_lines, False),
    ("one product with [a; x; 1]", one_weight_product, False),
]
