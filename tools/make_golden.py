"""Compute the numbers that rnnlab is compared with, by PyTorch, and write them to four files.

golden_rnn.npz belongs to the package (a chapter reads it) and holds one RNN; tests/golden/cells.npz
holds RNN, LSTM and GRU, alone, stacked, in both directions, and both, with and without a mask;
golden_lstm.npz, of the package, is its single LSTM, for an exercise of chapter 16;
golden_page.npz, of the package, too, holds what the cells of chapter 23 get from PyTorch.

Needs PyTorch (`pip install -e .[torch]`) and is run by hand, when the files shall hold more. The
inputs come from a fixed seed; float64 throughout. Everything is stored in rnnlab's layout, columns
and time first, so that readers compare arrays without turning them; only the weights of the cells
are in PyTorch's, one vector in the order of its state_dict, for their way in is part of the test,
and all of golden_lstm.npz, for the same reason.
"""

from __future__ import annotations

import itertools
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from rnnlab import GRU, LSTM, RNN, Bidirectional, Stacked
from rnnlab.interop import to_torch
from rnnlab.layers import Layer

PATH = Path(__file__).parents[1] / "code" / "rnnlab" / "diagnostics" / "golden_rnn.npz"
T, N, n_x, n_a = 6, 4, 3, 5
LENGTHS = [6, 4, 5, 1]


def inputs(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw what goes in, everything of order 1."""
    return {
        "weight_ih_l0": rng.normal(size=(n_a, n_x)),
        "weight_hh_l0": rng.normal(size=(n_a, n_a)) / np.sqrt(n_a),
        "bias_ih_l0": rng.normal(size=n_a),
        "bias_hh_l0": rng.normal(size=n_a),
        "x": rng.normal(size=(T, n_x, N)),
        "state0": rng.normal(size=(n_a, N)),
        "dout": rng.normal(size=(T, n_a, N)),
        "dstate": rng.normal(size=(n_a, N)),
    }


def run(given: dict[str, np.ndarray], g0: str, lengths: list[int] | None) -> dict[str, np.ndarray]:
    """Run torch.nn.RNN forward and backward, and return what comes out, in our layout."""
    import torch
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    dtype = {np.dtype(np.float64): torch.float64, np.dtype(np.float32): torch.float32}
    rnn = torch.nn.RNN(n_x, n_a, nonlinearity=g0, dtype=dtype[given["x"].dtype])
    names = list(rnn.state_dict())
    rnn.load_state_dict({name: torch.tensor(given[name]) for name in names})
    rows = {k: torch.tensor(given[k].swapaxes(-1, -2).copy()) for k in given if k not in names}
    x = rows["x"].requires_grad_()
    state0 = rows["state0"][None].requires_grad_()
    if lengths is None:
        out, state = rnn(x, state0)
    else:
        packed = pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
        packed, state = rnn(packed, state0)
        out, _ = pad_packed_sequence(packed, total_length=T)
    ((rows["dout"] * out).sum() + (rows["dstate"] * state[0]).sum()).backward()

    def columns(v: torch.Tensor) -> np.ndarray:
        return v.detach().numpy().swapaxes(-1, -2).copy()

    return {
        "out": columns(out),
        "state": columns(state[0]),
        "dx": columns(x.grad),
        "dstate0": columns(state0.grad[0]),
        "dW_ax": rnn.weight_ih_l0.grad.numpy(),
        "dW_aa": rnn.weight_hh_l0.grad.numpy(),
        "db_a": rnn.bias_ih_l0.grad.numpy()[:, None],
    }


def golden() -> dict[str, np.ndarray]:
    """Return all arrays of the file."""
    import torch

    given = inputs(np.random.default_rng(2014))
    mask = np.arange(T)[:, None] < np.array(LENGTHS)
    arrays = {"torch": np.array(torch.__version__), **given}
    for g0 in ("tanh", "relu"):
        for case, lengths in (("full", None), ("masked", LENGTHS)):
            results = run(given, g0, lengths)
            if lengths:
                # PyTorch drops what enters its output at padding; in rnnlab it would pass by.
                results |= {"mask": mask, "dout": given["dout"] * mask[:, None]}
            arrays |= {f"{g0}_{case}/{name}": array for name, array in results.items()}
    return arrays


# -- all cells, alone and combined -----------------------------------------------------------------

CELLS_PATH = Path(__file__).parents[1] / "tests" / "golden" / "cells.npz"
KINDS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}
SHAPES = {"single": (1, 1), "stacked": (2, 1), "bidirectional": (1, 2), "both": (2, 2)}
CELL_SIZES = {"T": 5, "N": 3, "n_x": 4, "n_a": 2}
CELL_LENGTHS = [3, 5, 1]  # not sorted
CASES = [(*case, masked) for case in itertools.product(KINDS, SHAPES) for masked in (False, True)]


def our_layer(kind: str, shape: str, dtype: type = np.float64, **sizes: int) -> Layer:
    """Make the rnnlab layer of a case; its weights are still to be set."""
    layers, directions = SHAPES[shape]
    rng, n_x, n_a = np.random.default_rng(0), sizes["n_x"], sizes["n_a"]

    def level(n_x: int) -> Layer:
        cells = [KINDS[kind](n_x, n_a, rng=rng, dtype=dtype) for _ in range(directions)]
        return Bidirectional(*cells) if directions == 2 else cells[0]

    levels = [level(n_x if k == 0 else directions * n_a) for k in range(layers)]
    return Stacked(*levels) if layers > 1 else levels[0]


def our_state(kind: str, shape: str, h: np.ndarray, c: np.ndarray) -> np.ndarray | tuple:
    """Nest PyTorch's states, shape (layers * directions, n_a, N), as rnnlab does."""
    layers, directions = SHAPES[shape]
    cells = list(zip(h, c, strict=True)) if kind == "LSTM" else list(h)
    cells = cells[: layers * directions]
    levels = list(zip(cells[::2], cells[1::2], strict=True)) if directions == 2 else cells
    return tuple(levels) if layers > 1 else levels[0]


def leaves(state: np.ndarray | tuple) -> Iterator[np.ndarray]:
    """List the arrays of a state: h or h, c of each cell, in PyTorch's order of cells."""
    if isinstance(state, tuple):
        for part in state:
            yield from leaves(part)
    else:
        yield state


def cell_inputs(rng: np.random.Generator, T: int, N: int, n_x: int, n_a: int) -> dict:
    """Draw what goes in, for the largest shape; smaller ones take the first layers and rows."""
    shapes = {"x": (T, n_x, N), "dout": (T, 2 * n_a, N)}
    shapes |= {name: (4, n_a, N) for name in ("h0", "c0", "dh", "dc")}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def cell_weights(rng: np.random.Generator, kind: str, shape: str, **sizes: int) -> dict:
    """Draw weights of order 1, under PyTorch's names; both biases count."""
    like = to_torch(our_layer(kind, shape, **sizes))
    return {name: rng.normal(size=array.shape) * 0.7 for name, array in like.items()}


def theirs(kind: str, shape: str, weights: dict, *, n_x: int, n_a: int, **_: int):
    """Make PyTorch's module of a case, with these weights."""
    import torch

    layers, directions = SHAPES[shape]
    dtype = torch.tensor(next(iter(weights.values()))).dtype
    module = getattr(torch.nn, kind)(
        n_x, n_a, num_layers=layers, bidirectional=directions == 2, dtype=dtype
    )
    module.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    return module


def run_cells(kind: str, shape: str, weights: dict, given: dict, lengths: list | None, **sizes):
    """Run PyTorch forward and backward, and return what comes out, in our layout."""
    import torch
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    module, number = theirs(kind, shape, weights, **sizes), int(np.prod(SHAPES[shape]))
    rows = {k: torch.tensor(v.swapaxes(-1, -2).copy()) for k, v in given.items()}
    x, h0, c0 = (rows[k].requires_grad_() for k in ("x", "h0", "c0"))
    state0 = (h0[:number], c0[:number]) if kind == "LSTM" else h0[:number]
    if lengths is None:
        out, state = module(x, state0)
    else:
        packed = pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
        packed, state = module(packed, state0)
        out, _ = pad_packed_sequence(packed, total_length=len(x))
    state = state if kind == "LSTM" else (state,)
    loss = (rows["dout"][..., : out.shape[2]] * out).sum()
    for s, ds in zip(state, (rows["dh"], rows["dc"]), strict=False):
        loss = loss + (ds[:number] * s).sum()
    loss.backward()
    starts = [h0, c0][: len(state)]
    results = {"out": out, "dx": x.grad}
    results |= {f"state{k}": s for k, s in enumerate(state)}
    results |= {f"dstate{k}": s.grad[:number] for k, s in enumerate(starts)}
    results = {k: v.detach().numpy().swapaxes(-1, -2).copy() for k, v in results.items()}
    return results | {"dparams": our_gradients(kind, module, sizes["n_a"])}


def our_gradients(kind: str, module, n_a: int) -> np.ndarray:
    """Collect PyTorch's gradients in the order of ``layer.grads.flat``."""
    found = []
    for name, p in module.named_parameters():
        if name.startswith("bias_hh"):  # the same as that of bias_ih, but for the GRU's candidate
            found += [p.grad[2 * n_a :]] if kind == "GRU" else []
        else:
            found.append(p.grad.ravel())
    return np.concatenate([g.numpy() for g in found])


def valid_steps(lengths: list[int], T: int) -> np.ndarray:
    """Return the mask (T, N) of sequences of these lengths, the padding behind them."""
    return np.arange(T)[:, None] < np.array(lengths)


def golden_cells() -> dict[str, np.ndarray]:
    """Return all arrays of the file of the cells."""
    import torch

    rng = np.random.default_rng(1997)
    given = cell_inputs(rng, **CELL_SIZES)
    mask = valid_steps(CELL_LENGTHS, CELL_SIZES["T"])
    arrays = {"torch": np.array(torch.__version__), "mask": mask, **given}
    for kind, shape in itertools.product(KINDS, SHAPES):
        weights = cell_weights(rng, kind, shape, **CELL_SIZES)
        arrays[f"{kind}/{shape}/weights"] = np.concatenate([w.ravel() for w in weights.values()])
        for case, lengths in (("full", None), ("masked", CELL_LENGTHS)):
            results = run_cells(kind, shape, weights, given, lengths, **CELL_SIZES)
            arrays |= {f"{kind}/{shape}/{case}/{name}": v for name, v in results.items()}
    return arrays


LSTM_PATH = PATH.with_name("golden_lstm.npz")


def golden_lstm(cells: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Take the single LSTM without a mask out of the cells, in PyTorch's axes, examples first."""
    n_x, n_a = CELL_SIZES["n_x"], CELL_SIZES["n_a"]
    shapes = {"weight_ih_l0": (4 * n_a, n_x), "weight_hh_l0": (4 * n_a, n_a)}
    shapes |= {"bias_ih_l0": (4 * n_a,), "bias_hh_l0": (4 * n_a,)}
    ends = np.cumsum([np.prod(shape) for shape in shapes.values()])[:-1]
    vectors = np.split(cells["LSTM/single/weights"], ends)
    arrays = {"torch": cells["torch"]} | {
        name: v.reshape(shape) for (name, shape), v in zip(shapes.items(), vectors, strict=True)
    }
    results = {k: cells[f"LSTM/single/full/{k}"] for k in ("out", "state0", "state1")}
    arrays |= {"input": cells["x"].transpose(2, 0, 1), "output": results["out"].transpose(2, 0, 1)}
    states = {"h_0": cells["h0"][:1], "c_0": cells["c0"][:1]}
    states |= {"h_n": results["state0"], "c_n": results["state1"]}
    return arrays | {name: state.swapaxes(1, 2) for name, state in states.items()}


# -- the page on PyTorch ---------------------------------------------------------------------------

PAGE = Path(__file__).parents[1] / "book" / "text" / "23_the_same_in_pytorch.md"
PAGE_PATH = PATH.with_name("golden_page.npz")


def page_cells() -> list[str]:
    """Return the code cells of the page, without their settings."""
    text = PAGE.read_text("utf-8")
    cells = re.findall(r"^```\{code-cell\} python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r"\A---\n.*?\n---\n", "", cell, flags=re.DOTALL) for cell in cells]


def golden_page() -> dict[str, np.ndarray]:
    """Run the page's cells with PyTorch; return the arrays of every part marked `@pytorch`."""
    import torch

    os.environ["MPLBACKEND"] = "Agg"

    arrays = {"about/torch": np.array(torch.__version__)}

    def pytorch(part: Callable) -> dict[str, np.ndarray]:
        answer = part()
        arrays.update({f"{part.__name__}/{name}": array for name, array in answer.items()})
        return answer

    names: dict = {"__name__": "page"}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        for cell in page_cells():
            exec(compile(cell, PAGE.name, "exec"), names)
            if "\ndef pytorch(" in cell:
                names["pytorch"] = pytorch  # this one records, instead of comparing with records
    return arrays


if __name__ == "__main__":
    CELLS_PATH.parent.mkdir(exist_ok=True)
    cells = golden_cells()
    for path, arrays in (
        (PATH, golden()),
        (CELLS_PATH, cells),
        (LSTM_PATH, golden_lstm(cells)),
        (PAGE_PATH, golden_page()),
    ):
        np.savez_compressed(path, **arrays)
        print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
