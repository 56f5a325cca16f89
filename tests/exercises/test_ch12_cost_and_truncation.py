"""Chapter 12: the keys that are not computed where they stand."""

import numpy as np
import pytest

from rnnlab import RNN
from unrolled.exercises import ch12_cost_and_truncation as ch12
from unrolled.sums import ch12_cost_and_truncation as sums

T, K, n_x, n_a, N = 8, 3, 2, 4, 5


def loops(layer, x, dout):
    """The five loops of the exercise; each returns dW_aa."""
    parts = [slice(t, t + K) for t in range(0, T, K)]
    starts = [None]
    for part in parts[:-1]:
        starts.append(layer.forward(x[part], starts[-1])[1])

    def run(backwards, carry, hand_on):
        layer.zero_grads()
        left, state, d = list(starts), None, None
        for part in reversed(parts) if backwards else parts:
            start = left.pop() if backwards else state
            _, state = layer.forward(x[part], start if carry else None)
            _, d = layer.backward(dout[part], d if hand_on else None)
        return layer.grads["W_aa"].copy()

    return {
        "A": run(False, True, False),
        "B": run(False, False, False),
        "C": run(False, True, True),
        "D": run(True, True, True),
        "E": run(True, True, False),
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_five_loops_are_what_the_key_says(seed):
    rng = np.random.default_rng(seed)
    layer = RNN(n_x, n_a, rng=rng)
    x, dout = rng.normal(size=(T, n_x, N)), rng.normal(size=(T, n_a, N))
    layer.forward(x)
    a = layer.a.copy()
    given = a, 1 - a[1:] ** 2, dout, layer.params["W_aa"].copy()
    known = {
        "full": sums.eq_blame_triangle(*given),
        "truncated": sums.eq_truncated_chunks(*given, K),
    }
    for name, dW_aa in loops(layer, x, dout).items():
        said = ch12.which_loop.solution[name]
        for kind, right in known.items():
            assert np.allclose(dW_aa, right, rtol=1e-9) == (said == kind), (name, kind)
    np.testing.assert_allclose(loops(layer, x, dout)["B"], _reset(layer, x, dout), rtol=1e-12)


def _reset(layer, x, dout):
    total = 0
    for t in range(0, T, K):
        layer.zero_grads()
        layer.forward(x[t : t + K], np.zeros((n_a, N)))
        layer.backward(dout[t : t + K])
        total = total + layer.grads["W_aa"]
    return total


def test_counts_are_those_of_the_reference():
    states, forward = sums.eq_checkpoint_cost(400, 20)
    kept, at_once, steps, alone, influence, seen = ch12.costs.solution
    assert (kept, at_once, steps) == (401 * 10, states, forward)
    assert alone == sum(range(1, 401)) and seen == np.mean(range(1, 21))
    weights = RNN(5, 10, rng=np.random.default_rng(0)).params.flat.size
    assert influence == 10 * weights


def test_random_cuts_are_right_in_the_mean():
    rng = np.random.default_rng(0)
    terms, keep, draws = rng.normal(size=(6, 3)), 0.7, rng.random((20_000, 5))
    estimates = ch12.unbiased.solution(terms, keep, draws)
    error = estimates.std(axis=0, ddof=1) / np.sqrt(len(draws))
    assert (abs(estimates.mean(axis=0) - terms.sum(axis=0)) < 3 * error).all()
    wrong, _ = ch12.unbiased.wrong["no weights"]
    biased = wrong(terms, keep, draws).mean(axis=0) - terms.sum(axis=0)
    assert abs(biased).max() > 10 * error.max()


@pytest.mark.parametrize("seed", range(3))
def test_solutions_are_the_equations(seed):
    x, dout, a0, W_aa, W_ax, k = ch12.segmented.draw(seed)
    layer = RNN(2, 4, rng=np.random.default_rng(0))
    layer.params["W_aa"], layer.params["W_ax"] = W_aa, W_ax
    layer.params["b_a"] = np.zeros((4, 1))
    _, last = layer.forward(x, a0)
    a = layer.a.copy()
    _, da0 = layer.backward(dout)
    given = a, 1 - a[1:] ** 2, dout, W_aa
    a_last, dW_aa, _ = ch12.tbptt.solution(x, dout, a0, W_aa, W_ax, k)
    np.testing.assert_allclose(a_last, last, rtol=1e-12)
    np.testing.assert_allclose(dW_aa, sums.eq_truncated_chunks(*given, k), rtol=1e-9)
    starts, dW_aa, d = ch12.segmented.solution(x, dout, a0, W_aa, W_ax, k)
    np.testing.assert_allclose(starts, a[:-1:k], rtol=1e-12)
    np.testing.assert_allclose(dW_aa, sums.eq_blame_triangle(*given), rtol=1e-9)
    np.testing.assert_allclose(d, da0, rtol=1e-9, atol=1e-12)
    P, total = np.zeros((4, 4, 4)), 0
    for t in range(len(x)):
        P, share = ch12.rtrl_step.solution(P, a[t, :, 0], a[t + 1, :, 0], W_aa, dout[t, :, 0])
        total = total + share
    np.testing.assert_allclose(total, sums.eq_rtrl(*(v[:, :, :1] for v in given[:3]), W_aa))
