"""Chapter 1: the keys that are not computed where they stand, and what the page claims."""

import re
from pathlib import Path

import numpy as np
import pytest

from rnnlab.baselines import NGram
from rnnlab.data import Vocabulary, pad_sequences
from rnnlab.functions import one_hot
from unrolled.exercises import ch01_sequence_data as ch01
from unrolled.exercises.ch01_sequence_data.leaks import FEATURES, peeks
from unrolled.exercises.ch01_sequence_data.looks_ahead import MODELS
from unrolled.exercises.ch01_sequence_data.shapes import SIZES
from unrolled.exercises.ch01_sequence_data.tasks import KINDS, SIGHTS
from unrolled.exercises.ch01_sequence_data.window_length import series, window_error

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "book/exercises/text/ex_01_sequence_data.md").read_text("utf-8")
CELLS = re.findall(r"^```\{code-cell\} python\n(.*?)^```", SOURCE, re.DOTALL | re.MULTILINE)


def test_twelve_tasks_cover_all_kinds():
    kinds, sights = zip(*ch01.tasks.solution.values(), strict=True)
    assert len(kinds) == 12
    assert set(kinds) == set(KINDS) and set(sights) == set(SIGHTS)


@pytest.mark.parametrize("answer", ["in step", ("in step",), ("all", "in step"), 7, None])
def test_an_answer_that_is_no_pair_is_told_the_words(answer):
    for task in ch01.tasks.solution:
        says = ch01.tasks.judge({**ch01.tasks.solution, task: answer}).says
        assert says.startswith(f"{task}: answer with a kind from")


def test_shapes_are_those_that_the_package_makes():
    rng = np.random.default_rng(0)
    lengths = [*rng.integers(3, 47, size=31).tolist(), 47]
    ids, mask = pad_sequences([rng.integers(0, 39, size=n) for n in lengths])
    series = np.zeros(309)
    made = {
        "names, ids": ids,
        "names, mask": mask,
        "names, one-hot": one_hot(ids, 39, np.float64),
        "digits": np.zeros(16, int)[None],
        "strands, targets": np.stack([np.zeros(200, int)] * 24, axis=1),
        "weather": np.stack([np.zeros((30, 3))] * 5, axis=2),
        "sunspots": series[:, None, None],
    }
    frames = [np.zeros((T, 13)) for T in (92, 40)] + [np.zeros((70, 13))] * 14
    made["clips"] = np.stack([np.pad(f, ((0, 92 - len(f)), (0, 0))) for f in frames], axis=2)
    assert {name: array.shape for name, array in made.items()} == ch01.shapes.solution


@pytest.mark.parametrize(
    ("name", "answer", "says"),
    [
        ("names, ids", (32, 47), "examples stand first"),
        ("clips", [13, 16, 92], "look again at the size"),
        ("clips", (16, 13, 92), "wrong order"),
        ("names, ids", (47, 1, 32), "too many axes"),
        ("sunspots", (309,), "an axis is missing"),
        ("sunspots", 309, "look again at the size"),
    ],
)
def test_shape_mix_ups(name, answer, says):
    assert says in ch01.shapes.judge(ch01.shapes.solution | {name: answer}).says
    assert set(SIZES) == set(ch01.shapes.solution)


def test_the_features_of_the_page_are_those_of_the_key():
    (cell,) = [cell for cell in CELLS if "def feature_A" in cell]
    scope = {"np": np}
    exec(cell, scope)
    series = np.random.default_rng(1).normal(size=15)
    for name, (feature, _) in FEATURES.items():
        np.testing.assert_array_equal(scope[f"feature_{name}"](series), feature(series))
        assert peeks(feature) == ch01.leaks.solution[name]
    assert sum(ch01.leaks.solution.values()) == 4


@pytest.mark.parametrize("name", MODELS)
def test_models_look_ahead_where_the_key_says_so(name):
    """Derivatives by differences, one input step at a time: a second way to the same answer."""
    model, ahead = MODELS[name]
    x = np.random.default_rng(5).normal(size=(6, 2, 3))
    found = False
    for s in range(6):
        nudged = x.copy()
        nudged[s] += np.random.default_rng(s).normal(size=(2, 3))
        found |= not np.allclose(model(nudged)[:s], model(x)[:s], atol=1e-9)
    assert found == ahead


def test_a_correct_tamper_test_written_in_another_way_is_right():
    def other(f, x, t):
        longer = np.concatenate([x[:t], np.cumsum(np.full_like(x[t:], 7.5), axis=0) ** 2])
        return bool(np.abs(f(longer)[:t] - f(x)[:t]).max() > 1e-6)

    assert ch01.looks_ahead.judge(other)


@pytest.mark.parametrize("order", [1, 2])
def test_words_with_the_same_pairs_get_the_same_bits_from_any_bigram(order):
    vocabulary = Vocabulary("abc", specials=["<eos>"])
    one, two = ([vocabulary.encode([*word, "<eos>"])] for word in ch01.same_pairs.solution)
    rng = np.random.default_rng(0)
    for _ in range(5):
        text = [rng.integers(0, 4, size=rng.integers(2, 9)) for _ in range(20)]
        model = NGram(3, 4).fit(text)
        np.testing.assert_allclose(model.bits(one, order=order), model.bits(two, order=order))
        assert abs(model.bits(one, order=3) - model.bits(two, order=3)) > 1e-3


def test_triples_can_be_fooled_as_the_teaching_note_says():
    found = re.search(r"walks over pairs of letters: `(\w+)` and `(\w+)`", SOURCE)
    counts = [
        sorted(f"^^{word}$"[i : i + 3] for i in range(len(word) + 1)) for word in found.groups()
    ]
    assert counts[0] == counts[1] and found[1] != found[2]


def test_one_sine_needs_two_values_and_two_need_four():
    assert ch01.window_length.solution == 4
    assert min(window_error(k) for k in (1, 2, 3)) > 0.3 and window_error(4) < 1e-6
    t = np.arange(200)
    one = np.sin(0.4 * t)
    np.testing.assert_allclose(one[2:], 2 * np.cos(0.4) * one[1:-1] - one[:-2], atol=1e-12)
    (cell,) = [cell for cell in CELLS if cell.startswith("t = np.arange")]
    scope = {"np": np}
    exec(cell, scope)
    np.testing.assert_array_equal(scope["series"], series)


def test_with_noise_longer_windows_help_as_the_teaching_note_says():
    def error(k, seed):
        noisy = series + 0.1 * np.random.default_rng(seed).normal(size=200)
        x, y = ch01.windows.solution(noisy, k)
        w = np.linalg.lstsq(x[:, :90].T, y[:90], rcond=None)[0]
        return np.linalg.norm(y[90:] - w @ x[:, 90:])

    assert all(error(16, seed) < error(4, seed) for seed in range(10))


def test_windows_written_as_a_loop_are_right():
    def windows(series, k):
        x = [series[j : j + k] for j in range(len(series) - k)]
        return np.array(x).T, np.array([series[j + k] for j in range(len(series) - k)])

    assert ch01.windows.judge(windows)


def test_the_loops_of_the_page_are_right():
    lines = SOURCE.split("The same with loops:\n\n")[1].split("\n\n<!--")[0]
    scope = {"np": np}
    head = "def bits_per_symbol(p, y, mask):\n    T, n_y, N = p.shape\n"
    exec(head + lines, scope)
    assert ch01.bits_per_symbol.judge(scope["bits_per_symbol"])


def test_quiz_on_bits():
    p = np.zeros((3, 39, 2))
    p[:, :4] = 1 / 4
    y = np.array([[0, 1], [2, 3], [3, 0]])
    assert ch01.bits_per_symbol.solution(p, y, np.ones((3, 2), bool)) == 2.0
