"""The checks of chapter 4: the solution is accepted, every listed mistake is named."""

import re
from pathlib import Path

import numpy as np
import pytest

from rnnlab import RNN
from rnnlab.data.teddy import WORDS, teddy_example, teddy_model
from rnnlab.exercises import ch04_the_recurrent_cell as ch04
from rnnlab.exercises.wrong_cells import CELLS, PATHS, cell, path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "book/text/04_the_recurrent_cell.md").read_text("utf-8")


def stub(*_):
    raise NotImplementedError


def right_softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


CHECKS = [
    (ch04.check_cell_forward, cell, CELLS),
    (ch04.check_rnn_forward, path, PATHS),
    (ch04.check_softmax, right_softmax, ch04._SOFTMAX),
]
NAMED = [(check, *entry) for check, _, catalogue in CHECKS for entry in catalogue.values()]


@pytest.mark.parametrize(("check", "solution"), [entry[:2] for entry in CHECKS])
def test_the_solution_is_accepted(check, solution, capsys):
    assert check(solution)
    assert capsys.readouterr().out.startswith("Right")


@pytest.mark.parametrize("check", [entry[0] for entry in CHECKS])
def test_the_stub_is_not_written_yet(check, capsys):
    assert not check(stub)
    assert capsys.readouterr().out.startswith("Not written yet")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("check", "mistake", "text"), NAMED)
def test_every_mistake_is_named(check, mistake, text, capsys):
    assert not check(mistake)
    assert capsys.readouterr().out == f"Not yet: {text}\n"


@pytest.mark.parametrize(
    ("check", "mistake"),
    [
        (ch04.check_cell_forward, lambda x, a, W_ax, W_aa, b: np.tanh(W_aa @ a - W_ax @ x + b)),
        (ch04.check_rnn_forward, lambda x, a0, *weights: path(x[::-1], a0, *weights)),
        (ch04.check_softmax, lambda z: right_softmax(2 * z)),
    ],
)
def test_an_unlisted_mistake_is_rejected(check, mistake, capsys):
    assert not check(mistake)
    assert "differs from the right numbers" in capsys.readouterr().out


def test_a_path_without_the_initial_state_has_the_wrong_shape(capsys):
    assert not ch04.check_rnn_forward(lambda *case: path(*case)[1:])
    assert "must have shape (7, 5, 3), got (6, 5, 3)" in capsys.readouterr().out


# -- exercise 1: numbers on paper ----------------------------------------------------------------


def numbers(wrong, digits):
    e = teddy_example()
    return wrong(e["x"], ch04.A0, e["W_ax"], e["W_aa"], ch04.B_A)[1:, :, 0].round(digits)


def test_three_steps_accepts_three_digits(capsys):
    assert ch04.check_three_steps(numbers(path, 3).tolist())
    assert not ch04.check_three_steps([[...] * 2] * 3)
    one_off = numbers(path, 3)
    one_off[2, 1] += 0.01
    assert not ch04.check_three_steps(one_off)
    assert "index (2, 1)" in capsys.readouterr().out


@pytest.mark.parametrize("name", set(PATHS) - {"a0 unused"})  # the same three steps as "ignored"
def test_three_steps_names_the_mistake(name, capsys):
    wrong, text = PATHS[name]
    assert not ch04.check_three_steps(numbers(wrong, 4))
    assert capsys.readouterr().out == f"Not yet: {text}\n"


# -- exercise 5: the snippets do what the answers say --------------------------------------------

T, n_x, n_a, n_y, N = 7, 3, 5, 2, 4
SNIPPETS = {
    name: code for name, code in re.findall(r"# ([A-D])\n((?:.+\n)+?)(?=\n|```)", PAGE)
}
FIXES = {
    "A": ("np.zeros(n_a)", "np.zeros((n_a, 1))"),
    "B": ("np.zeros((T, n_a, N))", "np.zeros((T + 1, n_a, N))"),
    "C": ("axis=1", "axis=0"),
    "D": ("x_rows.T", "x_rows.transpose(1, 2, 0)"),
}


def run(code):
    rng = np.random.default_rng(0)
    shapes = dict(
        W_ax=(n_a, n_x), W_aa=(n_a, n_a), W_ya=(n_y, n_a), b_y=(n_y, 1), a0=(n_a, N),
        a_prev=(n_a, N), x_t=(n_x, N), a_t=(n_a, N), x=(T, n_x, N), x_rows=(N, T, n_x),
    )  # fmt: skip
    names = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    names |= dict(np=np, T=T, n_x=n_x, n_a=n_a, n_y=n_y, N=N)
    if "x_rows" not in code and "W_ax" in code:
        names.setdefault("b_a", np.zeros((n_a, 1)))
    exec(code, names)
    return names


@pytest.mark.parametrize("name", "ABCD")
def test_the_snippets_on_the_page_do_what_the_answers_say(name):
    code = SNIPPETS[name]
    line, effect = ch04._SNIPPETS[name]
    old, new = FIXES[name]
    fixed = code.replace(old, new)
    lines = zip(code.split("\n"), fixed.split("\n"), strict=True)
    changed = [number for number, (wrong, right) in enumerate(lines, 1) if wrong != right]
    assert changed == [line]
    run(fixed)
    if effect == "raises":
        with pytest.raises((ValueError, IndexError)):
            run(code)
    else:
        wrong, right = run(code)["y_hat"], run(fixed)["y_hat"]
        np.testing.assert_allclose(right.sum(axis=0), 1)
        assert np.abs(wrong.sum(axis=0) - 1).max() > 0.05


def test_shape_bugs(capsys):
    assert ch04.check_shape_bugs(ch04._SNIPPETS)
    assert not ch04.check_shape_bugs(dict.fromkeys("ABCD", ...))
    for name in "ABCD":
        line, effect = ch04._SNIPPETS[name]
        for answer in [(line + 1, effect), (line, "no idea"), line]:
            assert not ch04.check_shape_bugs(ch04._SNIPPETS | {name: answer})
            assert f"Not yet, {name}" in capsys.readouterr().out
    assert not ch04.check_shape_bugs({"E": (1, "raises")})


# -- exercise 6 ------------------------------------------------------------------------------------


def test_readouts(capsys):
    right = {task: (g1, ch04._LOSS_OF[g1]) for task, g1 in ch04._READOUTS.items()}
    assert ch04.check_readouts(right)
    assert not ch04.check_readouts(dict.fromkeys(right, ...))
    capsys.readouterr()
    for task, (g1, loss) in right.items():
        for other in ch04._LOSS_OF:
            if other != g1:
                assert not ch04.check_readouts(right | {task: (other, ch04._LOSS_OF[other])})
                assert f"Not yet, {task}: " in capsys.readouterr().out
        assert not ch04.check_readouts(right | {task: (g1, "accuracy")})
        assert f"is right, but its loss is {loss}" in capsys.readouterr().out
    assert not ch04.check_readouts(right | {"topics": ("relu", "squared_error")})
    assert "must be one of" in capsys.readouterr().out


def test_the_tasks_on_the_page_are_those_of_the_check():
    for task in ch04._READOUTS:
        assert f'"{task}": ...' in PAGE


# -- quiz and drawing ------------------------------------------------------------------------------


def test_quiz_keys():
    layer = RNN(3, 5, rng=np.random.default_rng(0))
    layer.forward(np.zeros((7, 3, 4)))
    assert layer.a.shape == (8, 5, 4)  # 1
    z, b = np.zeros((3, 3)), np.array([1.0, 2.0, 3.0])
    assert (z + b)[:, 0].tolist() == [1, 1, 1]  # 2: each example got its own "bias"
    z = np.array([[2.0], [2.0]])
    assert right_softmax(z[None]).sum() == pytest.approx(1)  # 3: cannot both be near 1


def test_the_drawing_shows_the_numbers_of_the_model():
    drawing = (ROOT / "book/figures/unfolded_teddy.svg").read_text("utf-8")
    e, model = teddy_example(), teddy_model()
    y_hat, _ = model.predict(e["x"])
    shown = [f"{v:.2f}".replace("-", "−") for v in [*model.layer.a[1:].ravel(), *y_hat.ravel()]]
    assert [number for number in shown if f">{number}<" not in drawing] == []
    assert all(word in drawing for word in WORDS)
