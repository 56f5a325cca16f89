"""Exercises of chapter 1: solutions pass, stubs and each listed mistake are named."""

import re
from pathlib import Path

import numpy as np
import pytest

from rnnlab.exercises import ch01_sequence_data as ch01
from rnnlab.exercises.ch01_answers import KINDS, PEEKS, SHAPES, SIGHTS, TASKS

RIGHT_TASKS = {task: (kind, sight) for task, (kind, sight, *_) in TASKS.items()}
RIGHT_SHAPES = {name: shape for name, (_, shape) in SHAPES.items()}
RIGHT_PEEKS = {name: peeks for name, (peeks, _) in PEEKS.items()}


def stub(*arguments):
    raise NotImplementedError


# -- concepts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "right"),
    [
        (ch01.check_tasks, RIGHT_TASKS),
        (ch01.check_shapes, RIGHT_SHAPES),
        (ch01.check_leaks, RIGHT_PEEKS),
    ],
)
def test_concepts(check, right, capsys):
    assert check(dict(right))
    assert capsys.readouterr().out.startswith("Right")
    assert not check(dict.fromkeys(right))
    assert capsys.readouterr().out.startswith("Not written yet")
    assert not check(dict.fromkeys(right, ...))
    assert capsys.readouterr().out.startswith("Not written yet")
    assert not check({**right, "Z": True})
    assert capsys.readouterr().out.startswith("Unknown: Z")
    assert not check([*right])
    assert capsys.readouterr().out.startswith("Give a dictionary")


def test_twelve_tasks_cover_all_kinds():
    assert len(TASKS) == 12
    assert {kind for kind, _ in RIGHT_TASKS.values()} == set(KINDS)
    assert {sight for _, sight in RIGHT_TASKS.values()} == set(SIGHTS)


@pytest.mark.parametrize("task", TASKS)
def test_every_wrong_task_has_its_sentence(task, capsys):
    kind, sight = RIGHT_TASKS[task]
    for wrong in KINDS:
        if wrong != kind:
            assert not ch01.check_tasks({**RIGHT_TASKS, task: (wrong, sight)})
            assert capsys.readouterr().out == f"{task}: not {wrong!r}: {TASKS[task][2]}.\n"
    other = SIGHTS[sight == "past"]
    assert not ch01.check_tasks({**RIGHT_TASKS, task: (kind, other)})
    assert capsys.readouterr().out == f"{task}: not {other!r}: {TASKS[task][3]}.\n"
    for nonsense in ("in step", ("in step",), ("all", "in step"), 7):
        assert not ch01.check_tasks({**RIGHT_TASKS, task: nonsense})
        assert "answer with a kind from" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "answer", "says"),
    [
        ("names, ids", (32, 47), "examples stand first"),
        ("clips", (16, 92, 13), "examples stand first"),
        ("clips", (13, 92, 16), "wrong order"),
        ("names, ids", (47, 39, 32), "too many axes"),
        ("sunspots", (309,), "an axis is missing"),
        ("sunspots", 309, "an axis is missing"),
        ("weather", (5, 3), "an axis is missing"),
        ("weather", (30, 90, 5), "look again at n_x"),
        ("digits", (92, 16), "look again at T_y"),
        ("sunspots", ("T", 1, 1), "look again at T."),
    ],
)
def test_shape_mix_ups(name, answer, says, capsys):
    assert not ch01.check_shapes({**RIGHT_SHAPES, name: answer})
    out = capsys.readouterr().out
    assert says in out and out.startswith(f"{name}: ")


@pytest.mark.parametrize("name", PEEKS)
def test_every_wrong_leak_has_its_sentence(name, capsys):
    assert not ch01.check_leaks({**RIGHT_PEEKS, name: not RIGHT_PEEKS[name]})
    assert capsys.readouterr().out == f"{PEEKS[name][1]}.\n"


# -- code ----------------------------------------------------------------------------------------

CODE = [
    (ch01.check_windows, ch01.windows, ch01._WINDOW_MISTAKES),
    (ch01.check_bits, ch01.bits_per_symbol, ch01._BITS_MISTAKES),
]
MISTAKES = [
    pytest.param(check, *mistake, id=name)
    for check, _, mistakes in CODE
    for name, mistake in mistakes.items()
]


@pytest.mark.parametrize(("check", "solution", "_"), CODE)
def test_solution_is_right_and_stub_is_not_written(check, solution, _, capsys):
    assert check(solution)
    assert capsys.readouterr().out.startswith("Right")
    assert not check(stub)
    assert capsys.readouterr().out.startswith("Not written yet")


@pytest.mark.parametrize(("check", "mistake", "text"), MISTAKES)
def test_mistakes_are_named(check, mistake, text, capsys):
    assert not check(mistake)
    assert capsys.readouterr().out == f"Not yet: {text}\n"


@pytest.mark.parametrize(("check", "solution", "_"), CODE)
def test_unlisted_mistakes_are_rejected(check, solution, _, capsys):
    def scaled(*arguments):
        answer = solution(*arguments)
        if isinstance(answer, tuple):
            return answer[0], 1.01 * answer[1]
        return 1.01 * answer

    assert not check(scaled)
    assert "differs from the right numbers" in capsys.readouterr().out
    assert not check(lambda *arguments: None)
    assert "returned nothing" in capsys.readouterr().out


def test_windows_written_as_a_loop_are_right():
    def loop(series, k):
        x = [series[j : j + k] for j in range(len(series) - k)]
        return np.array(x).T, np.array([series[j + k] for j in range(len(series) - k)])

    assert ch01.check_windows(loop)


def test_windows_that_change_the_series_are_rejected(capsys):
    def changes(series, k):
        answer = ch01.windows(series.copy(), k)
        series[0] = 0
        return answer

    assert not ch01.check_windows(changes)
    assert "changed its arguments" in capsys.readouterr().out


def test_inputs_of_the_bits_show_padding():
    for seed in range(4):
        p, y, mask = ch01._table(seed, T=4 + seed, n_y=9 + seed, N=2 + seed)
        np.testing.assert_allclose(p.sum(axis=1), 1)
        assert p.shape[::2] == y.shape == mask.shape
        assert len(set(p.shape)) == 3
        assert mask[0].all() and not mask.all()


# -- what the page shows -------------------------------------------------------------------------

PAGE = Path(__file__).resolve().parents[2] / "book" / "text" / "01_sequence_data.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", range(5))
def test_stubs_and_solutions_of_the_page(number, capsys):
    """Five cards, each a stub and then a solution; a solution may leave the call to the stub."""
    assert len(BLOCKS) == 10
    stub_block, solution = BLOCKS[2 * number : 2 * number + 2]
    names = {"np": np, "ch01": ch01}
    exec(stub_block, names)
    assert capsys.readouterr().out.startswith("Not written yet")
    exec(solution, names)
    call = stub_block.strip().splitlines()[-1]
    if "def " in solution:
        exec(call, names)
    assert "Right: " in capsys.readouterr().out


def test_quiz_on_bits():
    p = np.zeros((3, 39, 2))
    p[:, :4] = 1 / 4
    y = np.array([[0, 1], [2, 3], [3, 0]])
    assert ch01.bits_per_symbol(p, y, np.ones((3, 2), bool)) == 2.0


def test_features_of_the_page():
    """A and C peek, B does not: change the future, look whether the past moves."""
    series = np.random.default_rng(0).normal(size=12)
    features = {
        "A": lambda x: x - x.mean(),
        "B": lambda x: np.diff(x, prepend=x[0]),
        "C": lambda x: np.convolve(x, np.ones(3) / 3, mode="same"),
    }
    t = 6
    for name, feature in features.items():
        tampered = series.copy()
        tampered[t:] += 1
        moved = not np.allclose(feature(series)[:t], feature(tampered)[:t])
        assert moved == RIGHT_PEEKS[name]
