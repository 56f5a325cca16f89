"""Chapter 4: keys decided by running what the page shows; quiz; the drawing."""

import re
from pathlib import Path

import numpy as np
import pytest

from coursekit.lines import evaluate
from rnnlab import RNN, Dense, SequenceModel
from rnnlab.functions import sigmoid
from unrolled.exercises import ch04_the_recurrent_cell as ch04
from unrolled.exercises.ch04_the_recurrent_cell.erased_start import distance
from unrolled.exercises.ch04_the_recurrent_cell.find_the_bug import SNIPPETS as ABOUT
from unrolled.exercises.ch04_the_recurrent_cell.three_steps import A0, B_A, ON_PAPER
from unrolled.teddy import WORDS, teddy_example, teddy_model

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "book/exercises/text/ex_04_the_recurrent_cell.md").read_text("utf-8")


def on_paper(function, digits):
    e = teddy_example()
    return function(e["x"], A0, e["W_ax"], e["W_aa"], B_A)[1:, :, 0].round(digits)


# -- 1. three steps on paper ---------------------------------------------------------------------


def test_three_steps_accepts_three_digits():
    right = on_paper(ch04.rnn_forward.solution, 3)
    assert ch04.three_steps.judge(right.tolist())
    right[2, 1] += 0.01
    assert "index 2, 1" in ch04.three_steps.judge(right).says


@pytest.mark.parametrize("name", ON_PAPER)
def test_three_steps_names_slips_with_four_digits(name):
    (mistake,) = [m for m in ch04.rnn_forward.mistakes if m.name == name]
    wrong = on_paper(ch04.rnn_forward.wrong_version(mistake), 4)
    assert ch04.three_steps.judge(wrong).mistakes == (name,)


def test_the_package_gives_the_same_three_steps():
    model, e = teddy_model(), teddy_example()
    model.params["layer.b_a"] = B_A
    model.layer.forward(e["x"], A0)
    np.testing.assert_allclose(model.layer.a[1:, :, 0], ch04.three_steps.solution, rtol=1e-12)


# -- 2. and 3. the solutions are the package's equation ------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_solutions_are_the_package(seed):
    x, a0, W_ax, W_aa, b_a = case = ch04.rnn_forward.draw(seed)
    layer = RNN(2, 5, rng=np.random.default_rng(0))
    layer.params["W_aa"], layer.params["W_ax"], layer.params["b_a"] = W_aa, W_ax, b_a
    layer.forward(x, a0)
    np.testing.assert_allclose(ch04.rnn_forward.solution(*case), layer.a, rtol=1e-12)
    step = ch04.cell_forward.solution(x[0], a0, W_ax, W_aa, b_a)
    np.testing.assert_allclose(step, layer.a[1], rtol=1e-12)


# -- 4. and 5. softmax and its family ------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_every_case_has_logits_near_10_000_and_is_solved_without_a_warning(seed):
    (z,) = ch04.softmax.draw(seed)
    assert z.max() > 9_000 and z.min() < -9_000
    np.testing.assert_allclose(ch04.softmax.solution(z).sum(axis=1), 1)


def test_the_lines_are_true_of_the_functions_they_describe():
    rng = np.random.default_rng(0)
    z_1, z_2 = rng.normal(size=(2, 5))
    y_1, y_2 = ch04.softmax.solution(np.stack([z_1, z_2])[None])[0]
    values = {"z_1": z_1, "z_2": z_2, "d": z_1 - z_2, "r": np.exp(z_2) / np.exp(z_1), "s": y_1}
    answers = ch04.two_classes.solution
    for name, want in {"y_1": y_1, "y_1 with r": y_1, "r": values["r"], "y_1 with d": y_1,
                       "y_2": y_2}.items():  # fmt: skip
        np.testing.assert_allclose(evaluate(answers[name], values), want)
    u = rng.normal(size=5)
    for name, values in {
        "tanh with e": {"e": np.exp(2 * u)},
        "tanh with s": {"s": sigmoid(2 * u)},
    }.items():
        np.testing.assert_allclose(evaluate(answers[name], values), np.tanh(u))
    np.testing.assert_allclose(y_1, sigmoid(z_1 - z_2))


# -- 6. the snippets do what the answers say -----------------------------------------------------

T, n_x, n_a, n_y, N = 7, 3, 5, 2, 4
SNIPPETS = dict(re.findall(r"# ([A-E])\n((?:.+\n)+?)(?=\n|```)", SOURCE))
FIXES = {
    "A": ("np.zeros(n_a)", "np.zeros((n_a, 1))"),
    "B": ("np.zeros((T, n_a, N))", "np.zeros((T + 1, n_a, N))"),
    "C": ("axis=1", "axis=0"),
    "D": ("x_rows.T", "x_rows.transpose(1, 2, 0)"),
    "E": ("[a0] * (T + 1)", "[a0.copy() for _ in range(T + 1)]"),
}


def run(code):
    rng = np.random.default_rng(0)
    shapes = dict(
        W_ax=(n_a, n_x), W_aa=(n_a, n_a), W_ya=(n_y, n_a), b_y=(n_y, 1), a0=(n_a, N),
        a_prev=(n_a, N), x_t=(n_x, N), a_t=(n_a, N), x=(T, n_x, N), x_rows=(N, T, n_x),
    )  # fmt: skip
    names = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    names |= dict(np=np, T=T, n_x=n_x, n_a=n_a, n_y=n_y, N=N)
    exec(code, names)
    return names


@pytest.mark.parametrize("name", "ABCDE")
def test_the_snippets_on_the_page_do_what_the_answers_say(name):
    code = SNIPPETS[name]
    line, effect = ch04.find_the_bug.solution[name]
    fixed = code.replace(*FIXES[name])
    pairs = list(zip(code.rstrip().split("\n"), fixed.rstrip().split("\n"), strict=True))
    assert [number for number, (one, two) in enumerate(pairs, 1) if one != two] == [line]
    assert len(pairs) == ABOUT[name][0]
    run(fixed)
    if effect == "raises":
        with pytest.raises((ValueError, IndexError)):
            run(code)
    elif name == "C":
        wrong, right = run(code)["y_hat"], run(fixed)["y_hat"]
        np.testing.assert_allclose(right.sum(axis=0), 1)
        assert np.abs(wrong.sum(axis=0) - 1).max() > 0.05
    else:
        assert np.ptp(np.array(run(code)["a"]), axis=0).max() == 0
        assert np.ptp(np.array(run(fixed)["a"]), axis=0).min() > 0


@pytest.mark.parametrize("answer", [2, (1,), "raises", ("raises", 1), None])
def test_an_answer_that_is_no_pair_is_told_the_form(answer):
    says = ch04.find_the_bug.judge(ch04.find_the_bug.solution | {"A": answer}).says
    assert says == 'A: answer with a line and "raises" or "silent".'


# -- 7. readouts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("g1", "loss"), sorted(set(ch04.readouts.solution.values())))
def test_each_loss_goes_with_its_activation_in_the_package(g1, loss):
    rng = np.random.default_rng(0)
    layer, head = RNN(2, 4, rng=rng), Dense(4, 3, rng=rng)
    y_hat, _ = SequenceModel(layer, head, loss=loss).predict(x := rng.normal(size=(5, 2, 6)))
    z = head.forward(layer.forward(x)[0])
    g = {"softmax": ch04.softmax.solution, "sigmoid": sigmoid, "identity": np.array}[g1]
    np.testing.assert_allclose(y_hat, g(z))


def test_softmax_of_one_output_is_always_one():
    z = np.random.default_rng(0).normal(size=(3, 1, 4))
    assert (ch04.softmax.solution(z) == 1).all()


# -- 8. and 9. -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_any_symmetric_matrix_is_a_blind_test(seed):
    x_t, a_prev, W_ax, W_aa, b_a = ch04.cell_forward.draw(seed)
    assert ch04.blind_test.judge((x_t, a_prev, W_ax, W_aa + W_aa.T, b_a))
    assert not ch04.blind_test.judge((x_t, a_prev, W_ax, W_aa, b_a))


def test_the_start_is_erased_where_the_formula_says():
    root = np.sqrt(1 / 3)
    threshold = 1.5 * root - np.arctanh(root)
    assert f"which is {threshold:.4f}." in SOURCE
    assert ch04.erased_start.solution == 0.21 and 0.20 < threshold < 0.21
    assert distance(threshold - 1e-3) > 0.1 and distance(0) / 2 == pytest.approx(0.86, abs=0.005)


# -- quiz and drawing ------------------------------------------------------------------------------


def test_quiz_keys():
    layer = RNN(3, 5, rng=np.random.default_rng(0))
    layer.forward(np.zeros((7, 3, 4)))
    assert layer.a.shape == (8, 5, 4)  # 1
    z, b = np.zeros((3, 3)), np.array([1.0, 2.0, 3.0])
    assert (z + b)[:, 0].tolist() == [1, 1, 1]  # 2: each example got its own "bias"
    both = np.array([[[8.0], [8.0], [0.0]]])  # 3: two topics cannot both be near 1
    assert ch04.softmax.solution(both)[0, :2].max() < 0.51


def test_the_drawing_shows_the_numbers_of_the_model():
    drawing = (ROOT / "book/figures/unfolded_teddy.svg").read_text("utf-8")
    e, model = teddy_example(), teddy_model()
    y_hat, _ = model.predict(e["x"])
    shown = [f"{v:.2f}".replace("-", "−") for v in [*model.layer.a[1:].ravel(), *y_hat.ravel()]]
    assert [number for number in shown if f">{number}<" not in drawing] == []
    assert all(word in drawing for word in WORDS)
