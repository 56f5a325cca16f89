"""What is special about the exercises of chapter 16."""

import numpy as np
import pytest

from coursekit.code import close
from coursekit.lines import evaluate
from rnnlab import LSTM
from rnnlab.diagnostics import golden_lstm, relative_error
from unrolled.exercises import ch16_lstm as ch16

N_X, N_A = 2, 4  # sizes of the cases


def loaded(case):
    """Make a layer of the package with the weights of a forward case."""
    layer = LSTM(N_X, N_A, rng=np.random.default_rng(0))
    for name, value in zip(("W_aa", "W_ax", "b_a"), case[3:], strict=True):
        layer.params[name] = value
    return layer


@pytest.mark.parametrize("seed", range(5))
def test_solutions_are_the_layer(seed):
    case = ch16.lstm_forward.draw(seed)
    layer = loaded(case)
    layer.forward(case[0], case[1:3])
    c, a = ch16.lstm_forward.solution(*case)
    np.testing.assert_allclose(layer.c, c, rtol=1e-12)
    np.testing.assert_allclose(layer.a, a, rtol=1e-12)
    back = ch16.lstm_backward.draw(seed)
    dx, (da0, dc0) = layer.backward(back[7])
    want = layer.grads["W_aa"], layer.grads["b_a"], dx, da0, dc0
    for got, right in zip(ch16.lstm_backward.solution(*back), want, strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-10, atol=1e-12)


def test_one_step_hides_mistakes():
    """A run of one step cannot see what concerns later steps only (teaching note)."""
    x, a, c, i, f, g, o, dout, W_aa, W_ax = ch16.lstm_backward.draw(0)
    one = x[:1], a[:2], c[:2], i[:1], f[:1], g[:1], o[:1], dout[:1], W_aa, W_ax
    ex = ch16.lstm_backward
    right = ex.solution(*one)
    hidden = [
        m.name
        for m in ex.mistakes
        if all(close(u, v) for u, v in zip(ex.wrong_version(m)(*one), right, strict=True))
    ]
    assert len(ex.mistakes) == 20
    assert hidden == ["later state dropped", "later cell dropped"]


def test_statement_f():
    assert 0.05 < (1 / (1 + np.exp(-3))) ** 60 < 0.06


@pytest.mark.parametrize("bias", [3, 8])
def test_a_small_forget_bias_does_not_count(bias):
    right = list(ch16.counter.solution)
    right[1] = [0, -30, bias]
    assert not ch16.counter.judge(right)


def test_first_case_has_the_numbers_of_pytorch():
    stored, case = golden_lstm(), ch16.torch_lstm.draw(0)
    got = ch16.torch_lstm.solution(*case)
    for name, ours in zip(("output", "h_n", "c_n"), got, strict=True):
        assert relative_error(ours, stored[name]) < 1e-12


def test_how_many_mistakes_keep_the_shapes():
    """A number of the teaching note."""
    ex = ch16.torch_lstm
    case = ex.draw(1)
    want = [array.shape for array in ex.solution(*case)]
    kept = [[u.shape for u in ex.wrong_version(m)(*case)] == want for m in ex.mistakes]
    assert sum(kept) == 15 and len(kept) == 17


@pytest.mark.parametrize("seed", range(5))
def test_detour_is_the_derivative(seed):
    """One unit: the lines give what a central difference gives, and keep the bound."""
    rng = np.random.default_rng(seed)
    layer, x = LSTM(1, 1, rng=rng), rng.normal(size=(1, 1, 1))
    layer.params["W_aa"] = rng.normal(size=(4, 1))

    def before(c):  # the pair (a<t-1>, c<t-1>) when the cell holds c
        return o_prev * np.tanh(np.full((1, 1), c)), np.full((1, 1), c)

    def after(c):
        return layer.forward(x, before(c))[1][1].item()

    o_prev, c_prev = 0.6, rng.normal()
    slope = (after(c_prev + 1e-6) - after(c_prev - 1e-6)) / 2e-6
    z = layer.params["W_aa"] * before(c_prev)[0] + layer.params["W_ax"] * x[0] + layer.params["b_a"]
    i, f, o = 1 / (1 + np.exp(-z[[0, 1, 3], 0]))
    names = dict(zip(("w_i", "w_f", "w_g", "w_o"), layer.params["W_aa"][:, 0], strict=True))
    names |= {"i": i, "f": f, "o": o, "g": np.tanh(z[2, 0]), "c_prev": c_prev}
    names |= {"o_prev": o_prev, "tanh_c_prev": np.tanh(c_prev)}
    for left, right in ch16.detour.solution.items():
        names[left] = evaluate(right, names)
    np.testing.assert_allclose(names["total"], slope, atol=1e-8)
    assert abs(names["total"] - f) <= names["bound"]


def test_a_unit_whose_derivative_exceeds_one():
    """The weights of the teaching note."""
    names = {"i": 0.9, "f": 0.95, "g": 0.0, "c_prev": 0.0, "o_prev": 0.9, "tanh_c_prev": 0.0}
    names |= {"w_i": 0.0, "w_f": 0.0, "w_g": 1.0, "w_o": 0.0}
    for left, right in ch16.detour.solution.items():
        names[left] = evaluate(right, names)
    assert names["total"] > 1.5
