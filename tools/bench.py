"""How fast is a layer, forward and backward? Ratios against a plain loop and against PyTorch.

One thread, one core. The contenders take turns within each round, so that whatever else the machine
does hits all of them; a ratio is the median over the rounds, above 1: rnnlab is faster. `share` is
the time of the matrix products and the tanh alone, which nobody can avoid, as a part of our time.
A step is zero_grads, forward and backward with the gradients of x, of the initial state and of all
parameters, all input checks on. `memory` is the peak of such a step in units of T N n_a numbers.
PyTorch is measured where it is installed. All times are processor times.

OPENBLAS_CORETYPE=Haswell, which makes sums equal on many machines, holds back NumPy but not
PyTorch: unset it before measuring. The first line says which kernels were asked for.

The last table says what each idea gives that was tried to make the layers faster (bench_ideas.py).
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import datetime
import json
import platform
import statistics
from pathlib import Path

import numpy as np

import bench_ideas
import bench_naive
import bench_steps
import bench_torch
from bench_steps import CELLS, Problem, alternate, compare, peak, ratio

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "code" / "unrolled" / "results" / "files" / "speed.json"  # what chapter 23 shows
SIZES = [  # T, N, n_x, n_a
    (25, 1, 65, 100),
    (25, 32, 64, 64),
    (50, 32, 65, 128),
    (100, 64, 128, 256),
    (200, 16, 32, 512),
    (400, 1, 28, 128),
    (1000, 8, 4, 32),
]
QUICK = [(25, 1, 65, 100), (50, 32, 65, 128), (1000, 8, 4, 32)]
LONG = [(2500, 8, 32, 64), (2500, 32, 32, 64)]  # for checkpointing
SCANS = [(256, 16), (1024, 16), (4096, 16), (16384, 4), (16384, 64)]  # T, numbers per step
TRIED = [(25, 1, 65, 100), (50, 32, 65, 128), (100, 64, 128, 256)]
TEXT = [(25, 1, 65, 100), (50, 32, 65, 128)]  # T, N, symbols, n_a
DTYPES = (np.float32, np.float64)


def measure(cell: str, sizes: tuple, dtype: type, rounds: int) -> dict:
    """Compare a layer with the plain loop, with the unavoidable part, and with PyTorch."""
    p = Problem(cell, sizes, dtype)
    steps = {
        "ours": bench_steps.ours(p),
        "plain": bench_naive.LOOPS[cell](p),
        "floor": bench_steps.unavoidable(p),
        "torch": bench_torch.layer_step(p),
    }
    steps = {name: step for name, step in steps.items() if step is not None}
    compare([s() for n, s in steps.items() if n != "floor"], steps["plain"](), dtype)
    memory = peak(steps["ours"]) / p.unit
    times = alternate(steps, rounds)
    return {
        "cell": cell,
        "sizes": sizes,
        "dtype": np.dtype(dtype).name,
        "microseconds": round(1e6 * statistics.median(times["ours"]), 1),
        "share": ratio(times, "floor"),
        "plain": ratio(times, "plain"),
        "torch": ratio(times, "torch"),
        "memory": round(memory, 2),
        "unit_MB": round(p.unit / 1e6, 2),
    }


def measure_segments(cell: str, sizes: tuple, dtype: type, rounds: int) -> dict:
    """Compare checkpointed BPTT with one pass: how much less memory, for how much more time."""
    p = Problem(cell, sizes, dtype)
    steps = {"ours": bench_steps.at_once(p), "segments": bench_steps.in_segments(p)}
    compare([steps["segments"]()], [v.copy() for v in steps["ours"]()], dtype)
    peaks = {name: peak(step) for name, step in steps.items()}
    return {
        "cell": cell,
        "sizes": sizes,
        "dtype": np.dtype(dtype).name,
        "times_less_memory": round(peaks["ours"] / peaks["segments"], 1),
        "times_more_time": ratio(alternate(steps, rounds), "segments"),
    }


def measure_scan(sizes: tuple, dtype: type, rounds: int) -> dict:
    """Compare a linear recurrence, all steps at once, with the loop over time."""
    steps = bench_steps.linear_recurrence(*sizes, dtype)
    compare([[steps["ours"]()]], [steps["loop"]()], dtype)
    times = alternate(steps, rounds)
    return {"sizes": sizes, "dtype": np.dtype(dtype).name, "loop": ratio(times, "loop")}


def measure_text(sizes: tuple, dtype: type, rounds: int) -> dict:
    """Compare a whole training step of a character model with the same in PyTorch."""
    model, x, y = bench_steps.text_problem(*sizes, dtype)
    options = {"max_norm": 5.0, "lr": 1e-3}
    steps = {
        "torch": bench_torch.text_step(model, x, y, **options),  # copies the weights first
        "ours": bench_steps.text_step(model, x, y, **options),
    }
    steps = {name: step for name, step in steps.items() if step is not None}
    losses = {name: [step() for _ in range(5)] for name, step in steps.items()}
    compare(list(losses.values()), losses["ours"], dtype)
    times = alternate(steps, rounds)
    T, N = x.shape
    return {
        "sizes": sizes,
        "dtype": np.dtype(dtype).name,
        "symbols_per_second": round(T * N / statistics.median(times["ours"])),
        "torch": ratio(times, "torch"),
    }


def measure_idea(idea: tuple, sizes: tuple, dtype: type, rounds: int) -> dict:
    """Compare the plain way of a part of the RNN with an idea: times as fast."""
    name, ways, kept = idea
    plain, other = ways(Problem("RNN", sizes, dtype))
    compare([[np.asarray(other())]], [np.asarray(plain())], dtype)
    times = alternate({"ours": other, "plain": plain}, rounds)
    return {
        "idea": name,
        "kept": kept,
        "sizes": sizes,
        "dtype": np.dtype(dtype).name,
        "gain": ratio(times, "plain"),
    }


def processor() -> str:
    """Name the processor, and nothing else about the machine."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        name = next(x.split(":", 1)[1].strip() for x in lines if x.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores"


def about(rounds: int) -> dict:
    """What a reader must know to compare numbers."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "openblas_kernels": os.environ.get("OPENBLAS_CORETYPE", "as OpenBLAS chooses"),
        "numpy": np.__version__,
        "torch": bench_torch.version(),
        "rounds": rounds,
    }


def show(row: dict, widths: dict[str, int]) -> None:
    """Print one row of a table; a ratio nobody measured is a dash."""
    cells = {**row, "sizes": ", ".join(map(str, row["sizes"]))}
    print(
        " ".join(f"{'-' if cells[k] is None else cells[k]!s:>{w}}" for k, w in widths.items()),
        flush=True,
    )


def table(title: str, rows, widths: dict[str, int]) -> list[dict]:
    """Print the rows as they are measured, and return them."""
    print(f"\n{title}")
    print(" ".join(f"{name:>{width}}" for name, width in widths.items()), flush=True)
    kept = []
    for row in rows:
        show(row, widths)
        kept.append(row)
    return kept


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="three shapes instead of seven")
    parser.add_argument("--only", choices=CELLS, help="one kind of layer")
    parser.add_argument("--keep", action="store_true", help="also as the table of chapter 23")
    parser.add_argument("--rounds", type=int, default=11, help="how often everyone takes a turn")
    options = parser.parse_args()
    if options.keep and (options.only or options.quick):
        parser.error("--keep needs all measurements: leave out --only and --quick")
    return options


def layers(options: argparse.Namespace, cells: list[str]) -> dict:
    """Measure whole layers, at once and in segments."""
    rounds = options.rounds
    sizes, long = (QUICK, LONG[:1]) if options.quick else (SIZES, LONG)
    return {
        "layers": table(
            "A step of a layer: times as fast as the plain loop and as PyTorch",
            (measure(c, s, dtype, rounds) for c in cells for dtype in DTYPES for s in sizes),
            {"cell": 4, "sizes": 17, "dtype": 7, "microseconds": 12, "share": 6, "plain": 6}
            | {"torch": 6, "memory": 6, "unit_MB": 7},
        ),
        "checkpointing": table(
            "Checkpointing with segments of sqrt(T) steps",
            (measure_segments(c, s, np.float64, max(3, rounds // 2)) for c in cells for s in long),
            {"cell": 4, "sizes": 17, "dtype": 7, "times_less_memory": 17, "times_more_time": 15},
        ),
    }


def the_rest(rounds: int) -> dict:
    """Measure what is no layer: a training step, the scan, and what was tried for the RNN."""
    ideas = [(i, s, dtype) for i in bench_ideas.IDEAS for dtype in DTYPES for s in TRIED]
    return {
        "text": table(
            "A training step of a character model (RNN): times as fast as PyTorch",
            (measure_text(s, dtype, rounds) for dtype in DTYPES for s in TEXT),
            {"sizes": 17, "dtype": 7, "symbols_per_second": 18, "torch": 6},
        ),
        "scan": table(
            "A linear recurrence: the scan, times as fast as a loop over time",
            (measure_scan(s, np.float64, rounds) for s in SCANS),
            {"sizes": 17, "dtype": 7, "loop": 6},
        ),
        "ideas": table(
            "What was tried for the RNN: a part of the work, times as fast as the plain way",
            (measure_idea(*idea, rounds) for idea in ideas),
            {"idea": 31, "kept": 5, "sizes": 17, "dtype": 7, "gain": 6},
        ),
    }


def as_text(found: dict) -> str:
    """Write JSON with one row of a table in a line."""

    def value(entry: object) -> str:
        if not isinstance(entry, list):
            return json.dumps(entry)
        return "[\n  " + ",\n  ".join(map(json.dumps, entry)) + "\n ]"

    entries = (f"{json.dumps(name)}: {value(entry)}" for name, entry in found.items())
    return "{\n " + ",\n ".join(entries) + "\n}\n"


def main() -> None:
    options = arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # taskset chooses another core
    found = about(options.rounds)
    print("One thread; " + "; ".join(f"{name}: {value}" for name, value in found.items()))
    found |= layers(options, [options.only] if options.only else list(CELLS))
    if not options.only:
        found |= the_rest(options.rounds)
    path = ROOT / "_build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_text(found))
    if options.keep:
        KEPT.write_text(as_text(found))


if __name__ == "__main__":
    main()
