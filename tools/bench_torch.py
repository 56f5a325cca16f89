"""PyTorch's side of `tools/bench.py`: the same weights, the same numbers, one thread.

Every function returns None where PyTorch is not installed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rnnlab.interop import to_torch

try:
    import torch
except ImportError:
    torch = None
else:
    torch.set_num_threads(1)


def version() -> str | None:
    return None if torch is None else torch.__version__


def rows(v: np.ndarray) -> torch.Tensor:
    """Columns (..., n, N) become PyTorch's rows (..., N, n), in memory order."""
    return torch.tensor(v.swapaxes(-1, -2).copy())


def module(layer) -> torch.nn.Module:
    """Return PyTorch's layer with our weights."""
    theirs = getattr(torch.nn, type(layer).__name__)(
        layer.n_x, layer.n_a, dtype=getattr(torch, str(layer.params.dtype))
    )
    theirs.load_state_dict({name: torch.tensor(v) for name, v in to_torch(layer).items()})
    return theirs


def layer_step(p) -> Callable | None:
    """Return torch.nn.RNN's (LSTM's, GRU's) step with the gradients of everything, as arrays."""
    if torch is None:
        return None
    theirs, n_a = module(p.layer), p.layer.n_a
    x, *states = leaves = [rows(p.x), *(rows(s)[None] for s in p.states)]
    from_above = [rows(p.dout), *(rows(s)[None] for s in p.dstates)]
    for leaf in leaves:
        leaf.requires_grad_()
    leaves = [*theirs.parameters(), *leaves]

    def step() -> list:
        for leaf in leaves:
            leaf.grad = None
        out, last = theirs(x, states[0] if len(states) == 1 else tuple(states))
        torch.autograd.backward([out, *(last if isinstance(last, tuple) else [last])], from_above)
        dW_ax, dW_aa, db, db_hh, dx, *dstates = (leaf.grad.numpy() for leaf in leaves)
        db_g = [db_hh[2 * n_a :, None]] if "b_g" in p.layer.params else []
        return [dW_ax, dW_aa, db[:, None], *db_g, dx.swapaxes(1, 2), *(s[0].T for s in dstates)]

    return step


def text_step(model, x: np.ndarray, y: np.ndarray, max_norm: float, lr: float) -> Callable | None:
    """Return a training step of a character model: one-hot, RNN, loss, clipping, Adam."""
    if torch is None:
        return None
    rnn, n_y = module(model.layer), model.head.n_y
    head = torch.nn.Linear(model.layer.n_a, n_y, dtype=rnn.weight_hh_l0.dtype)
    rnn.bias_hh_l0.requires_grad_(False)  # one bias is enough, and both sides learn the same
    with torch.no_grad():
        head.weight.copy_(torch.tensor(model.head.params["W_ya"]))
        head.bias.copy_(torch.tensor(model.head.params["b_y"][:, 0]))
    parameters = [v for v in [*rnn.parameters(), *head.parameters()] if v.requires_grad]
    optimizer = torch.optim.Adam(parameters, lr=lr)
    x, y = torch.tensor(x), torch.tensor(y).reshape(-1)

    def step() -> float:
        optimizer.zero_grad()
        columns = torch.nn.functional.one_hot(x, rnn.input_size).to(head.weight.dtype)
        out, _ = rnn(columns)
        loss = torch.nn.functional.cross_entropy(head(out).reshape(-1, n_y), y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, max_norm)
        optimizer.step()
        return loss.item()

    return step
