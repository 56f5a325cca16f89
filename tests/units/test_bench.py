"""The benchmark measures what it says: the same gradients, whole tables, the memory of a step."""

import json
import sys

import numpy as np
import pytest

import bench
import bench_naive
import bench_steps
from bench_steps import CELLS, Problem

TINY = (5, 3, 4, 6)  # T, N, n_x, n_a
dtypes = pytest.mark.parametrize("dtype", [np.float32, np.float64])


@pytest.mark.parametrize("cell", CELLS)
def test_plain_loop_and_layer_agree(cell):
    p = Problem(cell, TINY, np.float64)
    got, want = bench_steps.ours(p)(), bench_naive.LOOPS[cell](p)()
    assert len(got) == len(want) == len(p.layer.params) + 1 + len(p.states)
    for ours, plain in zip(got, want, strict=True):
        assert np.linalg.norm(plain) > 0.01
        np.testing.assert_allclose(ours, plain, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("which", range(6))
def test_different_results_are_refused(which):
    p = Problem("LSTM", TINY, np.float64)
    want = bench_naive.LOOPS["LSTM"](p)()
    wrong = [v.copy() for v in want]
    wrong[which].flat[0] += 1e-9
    bench_steps.compare([want], want, np.float64)
    with pytest.raises(AssertionError, match="the contenders differ"):
        bench_steps.compare([want, wrong], want, np.float64)
    wrong[which].flat[0] = np.nan
    with pytest.raises(AssertionError, match="the contenders differ by nan"):
        bench_steps.compare([wrong], want, np.float64)


@dtypes
@pytest.mark.parametrize("cell", CELLS)
def test_a_row_of_the_table(cell, dtype):
    row = bench.measure(cell, TINY, dtype, rounds=1)
    assert row["cell"] == cell and row["sizes"] == TINY and row["dtype"] == np.dtype(dtype).name
    assert min(row["microseconds"], row["share"], row["plain"], row["memory"]) > 0
    assert (row["torch"] is None) == (bench.bench_torch.version() is None)


@dtypes
def test_rows_of_checkpointing_and_text(dtype):
    row = bench.measure_segments("GRU", (50, 3, 4, 6), dtype, rounds=1)
    assert row["times_less_memory"] > 1 and row["times_more_time"] > 0
    row = bench.measure_text((5, 3, 11, 6), dtype, rounds=1)
    assert row["symbols_per_second"] > 0 and "torch" in row


@dtypes
def test_a_row_of_the_scan(dtype):
    row = bench.measure_scan((37, 3), dtype, rounds=1)
    assert row["loop"] > 0 and row["sizes"] == (37, 3)


def test_the_median_of_ratios():
    times = {"ours": [1.0, 2.0, 4.0], "plain": [3.0, 2.0, 20.0]}
    assert bench_steps.ratio(times, "plain") == 3
    assert bench_steps.ratio(times, "torch") is None


def test_peak_counts_what_a_step_takes():
    assert 8e6 <= bench_steps.peak(lambda: np.ones(10**6)) < 8.1e6


@pytest.mark.parametrize(("cell", "units"), [("RNN", 2.2), ("GRU", 7), ("LSTM", 9)])
def test_memory_of_a_step(cell, units):
    """In units of one path of states; dx included, x and dout not."""
    p = Problem(cell, (160, 32, 26, 104), np.float64)
    assert p.unit > 4e6
    assert 1 < bench_steps.peak(bench_steps.ours(p)) / p.unit <= units


@pytest.mark.parametrize(("cell", "less"), [("RNN", 10), ("GRU", 13), ("LSTM", 15)])
def test_memory_of_checkpointing(cell, less):
    p = Problem(cell, (2500, 8, 6, 12), np.float64)
    at_once, in_segments = bench_steps.at_once(p), bench_steps.in_segments(p)
    assert bench_steps.peak(at_once) / bench_steps.peak(in_segments) >= less


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the program on tiny problems: its arguments -> what it wrote."""
    for sizes, tiny in {"SIZES": TINY, "QUICK": TINY, "LONG": (9, 3, 4, 6), "TEXT": TINY}.items():
        monkeypatch.setattr(bench, sizes, [tiny])
    monkeypatch.setattr(bench, "TRIED", [TINY])
    monkeypatch.setattr(bench, "SCANS", [(37, 3)])
    monkeypatch.setattr(bench, "KEPT", tmp_path / "speed.json")
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setattr(bench.os, "sched_setaffinity", lambda *_: None, raising=False)

    def program(*arguments):
        monkeypatch.setattr(sys, "argv", ["bench.py", "--rounds", "1", *arguments])
        bench.main()
        return json.loads((tmp_path / "_build" / "bench.json").read_text())

    return program


def test_the_program(run, capsys, tmp_path):
    found = run("--keep")
    printed = capsys.readouterr().out
    assert [row["dtype"] for row in found["layers"]] == 3 * ["float32", "float64"]
    assert {row["cell"] for row in found["layers"]} == set(bench.CELLS)
    assert found == json.loads((tmp_path / "speed.json").read_text())
    assert len(found["scan"]) == 1 and len(found["text"]) == 2 and found["rounds"] == 1
    assert len(found["ideas"]) == 2 * len(bench.bench_ideas.IDEAS)
    assert found["processor"].endswith("cores") and found["processor"] in printed
    for row in found["layers"]:
        assert str(row["microseconds"]) in printed


def test_one_kind_of_layer_alone(run, tmp_path):
    found = run("--quick", "--only", "RNN")
    assert {row["cell"] for row in found["layers"] + found["checkpointing"]} == {"RNN"}
    assert "text" not in found and not (tmp_path / "speed.json").exists()


def test_a_part_is_not_kept(run, capsys):
    with pytest.raises(SystemExit):
        run("--only", "RNN", "--keep")
    assert "leave out --only and --quick" in capsys.readouterr().err


def test_an_idea_computes_the_same():
    """What differs from the plain way is no idea but a mistake."""
    idea = ("wrong", lambda p: (lambda: p.x, lambda: 1.001 * p.x), False)
    with pytest.raises(AssertionError, match="contenders differ"):
        bench.measure_idea(idea, TINY, np.float64, 1)


def test_kept_numbers_have_one_row_a_line():
    found = {"date": "2026-01-01", "rounds": 3, "layers": [{"sizes": [1, 2]}, {"sizes": [3]}]}
    text = bench.as_text(found)
    assert json.loads(text) == found and len(text.splitlines()) == 8
    assert bench.KEPT.read_text("utf-8") == bench.as_text(json.loads(bench.KEPT.read_text("utf-8")))
