"""Chapter 6: keys that are counted or compared with the package; quiz."""

import numpy as np
import pytest

from coursekit.cells import marked_cell
from coursekit.lines import evaluate
from rnnlab import RNN
from unrolled.exercises import ch06_simplified_weights as ch06
from unrolled.exercises.ch06_simplified_weights.costs import counts
from unrolled.exercises.ch06_simplified_weights.shapes import EXPRESSIONS
from unrolled.sums.ch16_lstm import eq_lstm_gates


@pytest.mark.parametrize("seed", range(3))
def test_solutions_are_the_package(seed):
    x, a0, W_a, b_a = ch06.joined_forward.draw(seed)
    layer = RNN(2, 5, rng=np.random.default_rng(0))
    W_aa, W_ax = ch06.split.solution(W_a)
    layer.params["W_aa"], layer.params["W_ax"], layer.params["b_a"] = W_aa, W_ax, b_a
    layer.forward(x, a0)
    np.testing.assert_allclose(ch06.joined_forward.solution(x, a0, W_a, b_a), layer.a, rtol=1e-12)
    rows = ch06.rows_step.solution(a0.T, x[0].T, W_aa, W_ax, b_a)
    np.testing.assert_allclose(rows.T, layer.a[1], rtol=1e-12)
    W, v = ch06.folded.solution(a0, x[0], W_aa, W_ax, b_a)
    np.testing.assert_allclose(np.tanh(W @ v), layer.a[1], rtol=1e-12)
    np.testing.assert_array_equal(ch06.join.solution(W_aa, W_ax), W_a)


@pytest.mark.parametrize("seed", range(3))
def test_the_gates_are_those_of_an_lstm(seed):
    v, W, b = ch06.four_gates.draw(seed)
    a, x = v[:5], v[5:]
    want = eq_lstm_gates(a[None].repeat(2, axis=0), x[None], W[:, :5], W[:, 5:], b)
    np.testing.assert_allclose(ch06.four_gates.solution(v, W, b), np.array(want)[:, 0], rtol=1e-12)


def test_two_of_the_mistakes_in_the_folded_form_have_the_right_product():
    case = ch06.folded.draw(0)
    W, v = ch06.folded.solution(*case)
    for m in ch06.folded.mistakes:
        W_m, v_m = ch06.folded.wrong_version(m)(*case)
        fits = W_m.shape[1] == len(v_m)
        same = fits and np.allclose(W_m @ v_m, W @ v)
        assert same == m.says.startswith("the product is right"), m.name


@pytest.mark.parametrize("seed", range(3))
def test_six_notations_agree_on_the_same_network(seed):
    rng = np.random.default_rng(seed)
    n_a, n_x, N = 4, 3, 5
    v = {"a": rng.normal(size=(n_a, N)), "x": rng.normal(size=(n_x, N))}
    v |= {"W_aa": rng.normal(size=(n_a, n_a)), "W_ax": rng.normal(size=(n_a, n_x))}
    v["b_a"] = rng.normal(size=(n_a, 1))
    v["W_1"], v["v_1"] = ch06.folded.solution(v["a"], v["x"], v["W_aa"], v["W_ax"], v["b_a"])
    v["W_a"], v["v"] = v["W_1"][:, :-1], v["v_1"][:-1]
    v["A"] = v["H"] = v["a"].T
    v["X"] = v["x"].T
    answers = ch06.notations.solution
    z = evaluate(answers["columns"], v)
    for name in ("joined", "bias folded in"):
        np.testing.assert_allclose(evaluate(answers[name], v), z, rtol=1e-12)
    stored = {"W_hh": v["W_aa"].T, "W_xh": v["W_ax"].T, "b_h": v["b_a"].T}
    pytorch = {
        "W_hh": v["W_aa"],
        "W_ih": v["W_ax"],
        "b_ih": v["b_a"][:, 0] - 1,
        "b_hh": np.ones(n_a),
    }
    for name, more in {"rows": {}, "stored for rows": stored, "two biases": pytorch}.items():
        np.testing.assert_allclose(evaluate(answers[name], v | more).T, z, rtol=1e-12)


def test_the_expressions_students_see_are_those_of_the_key():
    cell = marked_cell(ch06.shapes, "ch06.shapes")
    for name, (expression, _) in EXPRESSIONS.items():
        assert f'"{name}": ...,  # {expression}\n' in cell
    assert ch06.shapes.answer() == ch06.shapes.solution


def test_counts_are_those_of_the_package():
    layer = RNN(10, 6, rng=np.random.default_rng(0))
    assert counts(6, 10, 3)[0] == layer.params.flat.size
    a, x, W_aa, W_ax = (np.ones(s) for s in ((6, 3), (10, 3), (6, 6), (6, 10)))
    joined = np.einsum("ik,kn->ikn", np.hstack([W_aa, W_ax]), np.vstack([a, x]))
    with_ids = np.einsum("ik,kn->ikn", W_aa, a)
    without = with_ids.size + np.einsum("ik,kn->ikn", W_ax, x).size
    want = [joined.size, without, with_ids.size, np.vstack([a, x]).size]
    assert counts(6, 10, 3)[1:].tolist() == want


@pytest.mark.parametrize("seed", range(5))
def test_random_numbers_show_the_order(seed):
    rng = np.random.default_rng(seed)
    answer = [rng.normal(size=shape) for shape in ((2, 4), (2, 1), (2, 1))]
    assert "differ by" in ch06.hidden_order.judge(answer).says
    W_a, a, x = answer
    other = W_a[:, :2] + np.outer([1.0, 2.0], (a - x)[::-1, 0] * [1, -1])
    assert ch06.hidden_order.judge((np.hstack([W_a[:, :2], other]), a, x))


def test_quiz_keys():
    rng = np.random.default_rng(0)
    a, x, W_aa, W_ax = (rng.normal(size=s) for s in [(4, 2), (3, 2), (4, 4), (4, 3)])
    W_a = np.hstack([W_aa, W_ax])
    assert W_a.size == W_aa.size + W_ax.size  # 1: no parameter is saved
    wrong = W_a @ np.vstack([x, a])  # 2: the order raises nothing
    assert wrong.shape == (4, 2) and np.abs(wrong - W_aa @ a - W_ax @ x).max() > 0.1
    assert np.hstack([rng.normal(size=(3, 2)), x]).T.shape == (4, 3)  # 3: not (6, 2)
    rows = np.hstack([a.T, x.T]) @ W_a.T  # 5
    np.testing.assert_allclose(rows.T, W_aa @ a + W_ax @ x, rtol=1e-12)
